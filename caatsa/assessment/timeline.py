"""Exposure over time: the input assessed on every day on which anything that bears on it begins or ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, TypeAlias

from caatsa.assessment.assess import Options, assess_input, rulebase_line, understood_events
from caatsa.assessment.difference import compare
from caatsa.assessment.enforcement import section_of
from caatsa.assessment.summary import law_notice
from caatsa.domain.axes import Enforcement, Exposure
from caatsa.domain.dates import PartialDate
from caatsa.domain.history import CountryTimeline, Moment, RowChange
from caatsa.domain.record import Record
from caatsa.domain.verdict import Assessed, RuleBaseLine, Verdict
from caatsa.intake.assembly import ReadInput
from caatsa.intake.understand import Understood
from caatsa.registers.persons import Persons
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import Trigger

Country: TypeAlias = tuple[str | None, str]

MOST_EVENTS: Final = 50
"""Events of an input up to which a timeline is made: the work is that of as many runs as there are days."""

_UNDATED: Final = "no act has a known day: assessed as of this day alone"
_NOT_YET: Final = "no act has happened by this day"


class History(Record):
    """Exposure over time with what it was made from; `notices` is what holds for the whole of it."""

    as_of: date
    known_by: date | None
    rulebase: RuleBaseLine
    notices: tuple[str, ...]
    countries: tuple[CountryTimeline, ...]


class _Happened(Record):
    """What began or ended on a day, in words; `of` is what a row must be about for it to bear on the row.

    That is an event, a section of the law, a person or an official act; empty where anything may.
    """

    words: str
    of: tuple[str, ...] = ()


Dated: TypeAlias = tuple[date, _Happened]


class _Day(Record):
    """A day that was assessed, and what began or ended on it."""

    day: date
    happened: tuple[_Happened, ...]
    assessed: Assessed


def assess_over_time(read: ReadInput, rulebase: RuleBase, options: Options) -> Assessed:
    """The assessment, with its timeline where the options ask for one and there are not too many events."""
    assessed = assess_input(read, rulebase, options)
    if not options.over_time or len(read.document.events) > MOST_EVENTS:
        return assessed
    return replace(assessed, timeline=timeline(read, rulebase, options))


def history(read: ReadInput, rulebase: RuleBase, options: Options) -> History:
    """The timeline of an input that is shown by itself; raises as `timeline` does."""
    notice = law_notice(options.as_of, rulebase.law_read_to)
    return History(
        as_of=options.as_of,
        known_by=options.known_by,
        rulebase=rulebase_line(rulebase),
        notices=(notice,) if notice else (),
        countries=timeline(read, rulebase, options),
    )


def timeline(read: ReadInput, rulebase: RuleBase, options: Options) -> tuple[CountryTimeline, ...]:
    """For each country of the assessment, every day up to the as-of day on which its line or a row changed.

    Raises `ValueError` for an input of more than `MOST_EVENTS` events.
    """
    if len(read.document.events) > MOST_EVENTS:
        raise ValueError(f"a timeline is made of up to {MOST_EVENTS} events")
    days = [
        _Day(day, tuple(happened), assess_input(read, rulebase, _on(day, options)))
        for day, happened in _days(read, rulebase, options).items()
    ]
    countries = {_country(verdict): None for one in days for verdict in one.assessed.verdicts}
    return tuple(_of_country(country, days) for country in countries)


def _on(day: date, options: Options) -> Options:
    """The same on another day, without what a timeline does not show."""
    return Options(**{**vars(options), "as_of": day, "effort": "none", "rival_readings": False})


def _of_country(country: Country, days: list[_Day]) -> CountryTimeline:
    moments = [_first(country, days[0])]
    for earlier, later in pairwise(days):
        moved = _moved(country, earlier, later)
        if moved:
            moments.append(_moment(country, later, moved))
    return CountryTimeline(country=country[0], country_name=country[1], moments=tuple(moments))


def _first(country: Country, first: _Day) -> Moment:
    return _moment(country, first, _moved(country, replace(first, assessed=_nothing(first.assessed)), first))


def _nothing(assessed: Assessed) -> Assessed:
    return replace(assessed, verdicts=())


def _moved(country: Country, earlier: _Day, later: _Day) -> tuple[RowChange, ...]:
    """The rows of the country whose exposure or enforcement is not that of the day before."""
    rows = compare(_only(country, earlier.assessed), _only(country, later.assessed)).rows
    return tuple(row for row in rows if _before(row) != _after(row))


def _before(row: RowChange) -> tuple[Exposure, Enforcement]:
    """Where there was no row, nothing was met and nothing done."""
    return row.exposure_before or "no_trigger", row.enforcement_before or "none_known"


def _after(row: RowChange) -> tuple[Exposure, Enforcement]:
    return row.exposure_after or "no_trigger", row.enforcement_after or "none_known"


def _only(country: Country, assessed: Assessed) -> Assessed:
    return replace(assessed, verdicts=tuple(one for one in assessed.verdicts if _country(one) == country))


def _moment(country: Country, day: _Day, rows: tuple[RowChange, ...]) -> Moment:
    verdict = next((one for one in day.assessed.verdicts if _country(one) == country), None)
    return Moment(
        day=day.day,
        exposure=verdict.exposure if verdict else "no_trigger",
        enforcement=verdict.enforcement if verdict else "none_known",
        events=tuple(_events(day.happened, rows)),
        rows=rows,
    )


def _events(happened: Iterable[_Happened], rows: tuple[RowChange, ...]) -> Iterator[str]:
    """What happened that bears on the rows; everything where nothing can be told apart."""
    told = [one for one in happened if one.words]
    bearing = [one for one in told if any(_bears(one, row) for row in rows)]
    yield from (one.words for one in bearing or told)


def _bears(happened: _Happened, row: RowChange) -> bool:
    """Whether what happened can have moved the row, by what both are about."""
    about = (row.event, section_of(row.provision) if row.provision else "")
    return not happened.of or any(
        of in about or any(of in reason for reason in row.because) for of in happened.of
    )


def _country(verdict: Verdict) -> Country:
    return verdict.country, verdict.country_name


def _days(read: ReadInput, rulebase: RuleBase, options: Options) -> dict[date, list[_Happened]]:
    """Each day up to the as-of day on which something begins or ends, from the first act on, and what it is.

    The as-of day itself is among them, so that the last line is that of the assessment.
    """
    understood, persons = understood_events(read, rulebase)
    acts = list(_acts(understood))
    if not acts:
        return {options.as_of: [_Happened(_UNDATED)]}
    begin = min(options.as_of, *(day for day, _ in acts))
    found: dict[date, list[_Happened]] = defaultdict(list)
    others = (*_ties(understood, persons), *_official(read, rulebase), *_law(rulebase))
    for day, what in (*acts, *others):
        if begin <= day <= options.as_of and what not in found[day]:
            found[day].append(what)
    found[options.as_of] += [] if any(day <= options.as_of for day, _ in acts) else [_Happened(_NOT_YET)]
    return {day: found[day] for day in sorted(found) if begin <= day <= options.as_of}


def _acts(understood: Iterable[Understood]) -> Iterator[Dated]:
    for one in understood:
        for act in one.event.acts:
            if act.date.known:
                said = f"{one.event.id}: {act.kind.replace('_', ' ')}, {act.date.dated}"
                exact = act.date.first_day == act.date.last_day
                first = said if exact else f"{said} (the first day that it can be)"
                yield act.date.first_day, _Happened(first, (one.event.id,))
                if not exact:
                    last = f"{said} (the last day that it can be)"
                    yield act.date.last_day, _Happened(last, (one.event.id,))


def _ties(understood: Iterable[Understood], persons: Persons) -> Iterator[Dated]:
    """Listings and ties of everybody who is reached from a party."""
    reached: dict[str, None] = {}
    for one in understood:
        for party in (one.buyer, *one.chain):
            if party.person:
                reached.update(dict.fromkeys((party.person.key, *persons.ties(party.person.key))))
    # Anybody may be presumed or found to be on the other side, so that every day of the list counts.
    listed = {listing.listed_on.last_day: listing.list for one in persons for listing in one.specified}
    for day in listed:
        yield day, _Happened("a notice of the List of Specified Persons takes effect", ("pecified person",))
    for key in reached:
        person = persons.by_key[key]
        for listing in person.listings:
            words = f"{person.name} is listed ({listing.list})"
            yield from _interval(listing.listed_on, None, person.name, words)
        for relation in person.relations:
            words = f"{person.name}, tied to {relation.name}"
            yield from _interval(relation.from_, relation.until, relation.name, words)


def _official(read: ReadInput, rulebase: RuleBase) -> Iterator[Dated]:
    acts = rulebase.registers.official_acts.with_entries(read.document.official_acts)
    for act in acts.by_id.values():
        named = act.person or act.country or "no person"
        about = (act.id, act.person) if act.person else (act.id,)
        yield act.date.last_day, _Happened(f"official act {act.id}: {act.kind}, {named}", about)
        if act.lapses_after is not None and act.lapses_after < date.max:
            lapsed = f"official act {act.id} does not hold any more"
            yield act.lapses_after + timedelta(days=1), _Happened(lapsed, about)


def _law(rulebase: RuleBase) -> Iterator[Dated]:
    """The days on which text came into force, or a rule or its sanctions began to be possible."""
    for section, versions in rulebase.statutes.versions.items():
        for version in versions:
            yield version.in_force_from, _Happened(f"{version.citation}: text in force", (section,))
    for rule in rulebase.rules.values():
        # What a rule covers is told by the row itself; the days count, the names of rules say nothing here.
        if rule.effective_from:
            yield rule.effective_from, _Happened("", ("rule",))
        if rule.effective_to:
            yield rule.effective_to + timedelta(days=1), _Happened("", ("rule",))
    for trigger in rulebase.of_kind(Trigger):
        if trigger.imposable_from:
            words = f"{trigger.authority.citation}: imposable from this day"
            yield trigger.imposable_from, _Happened(words, (section_of(trigger.provision),))


def _interval(begin: PartialDate, end: PartialDate | None, name: str, words: str) -> Iterator[Dated]:
    """The days on which something that is dated in part can begin, surely has begun, and has ended."""
    if begin.known:
        yield begin.first_day, _Happened(f"{words}: begins", (name,))
        if begin.last_day != begin.first_day:
            yield begin.last_day, _Happened(f"{words}: has begun", (name,))
    if end is not None and end.known:
        yield end.first_day, _Happened(f"{words}: ends", (name,))
        if end.last_day < date.max:
            yield end.last_day + timedelta(days=1), _Happened(f"{words}: has ended", (name,))
