"""The survey of an input of many events: most rows in a line, a few with all their reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from caatsa.assessment.assess import bench_of, frame_of, head_of, unread_issues, with_conflicts
from caatsa.assessment.conflicts import conflicts
from caatsa.assessment.desk import Setting, understood_in
from caatsa.assessment.rows import Bench
from caatsa.assessment.survey import Key, Seen, Survey, foremost, placed
from caatsa.domain.reported import Event, Party
from caatsa.domain.verdict import Transaction
from caatsa.intake.assembly import ReadInput
from caatsa.intake.conflicts import Told
from caatsa.intake.normalise import seen_acts
from caatsa.registers.countries import UnknownCountry


def surveyed(read: ReadInput, setting: Setting, events: Iterable[Seen], most: int, *, of_each: int) -> Survey:
    """The survey of events in brief, with `most` rows whole, and of each country no more than `of_each`."""
    options, rulebase = setting.options, setting.rulebase
    remarks: Counter[str] = Counter()

    def counted() -> Iterator[Seen]:
        for event in events:
            remarks.update(event.remarks)
            yield event

    places = tuple(
        place
        for place in placed(counted(), every_buyer=not options.provisions)
        if not options.countries or place.country in options.countries
    )
    bench = bench_of(rulebase, options, setting.persons, setting.official, setting.others, "none")
    keys = foremost(places, most, of_each=of_each)
    issues = tuple(unread_issues(read))
    head = head_of(read, rulebase, options, bench.program, issues, searched=False)
    return Survey(head, places, remarks, dict(_whole(read, setting, bench, frozenset(keys))))


def _whole(
    read: ReadInput, setting: Setting, bench: Bench, keys: Collection[Key]
) -> Iterator[tuple[Key, Transaction]]:
    """The rows of these keys, with what other events of the input report otherwise."""
    chosen = {key[0] for key in keys}
    events = read.document.events
    sides = {_sides(event, setting) for event in events if event.id in chosen}
    near = [understood_in(event, setting) for event in events if sides and _sides(event, setting) in sides]
    frames = {one.event.id: frame_of(one, read, setting.options) for one in near}
    told = [Told(one, seen_acts(one, frames[one.event.id]), frames[one.event.id]) for one in near]
    disputed = conflicts(told)
    for one in near:
        if one.event.id in chosen:
            for row in bench.rows(bench.case(one, frames[one.event.id])):
                found = with_conflicts(row, disputed.get(one.event.id, ())).transaction
                key = (found.event, found.provision, found.role, found.person)
                if key in keys:
                    yield key, found


def _sides(event: Event, setting: Setting) -> tuple[str | None, ...]:
    """Whose events may report one transaction: the same country on either side, or none on the same."""
    return tuple(_code(party, setting) for party in (event.buyer, event.supplier or Party()))


def _code(party: Party, setting: Setting) -> str | None:
    stated = party.country or party.country_name
    try:
        return setting.rulebase.registers.countries.resolve(stated).code if stated else None
    except UnknownCountry:
        return None
