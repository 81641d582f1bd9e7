"""One event under one provision, looked at thoroughly: for `caatsa why`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from caatsa.assessment.assess import Options, bench_for, frame_of, read_otherwise, with_conflicts
from caatsa.assessment.changes import Search, changed
from caatsa.assessment.conflicts import conflicts
from caatsa.assessment.explanation import Explained, Explainer, Silent
from caatsa.assessment.parts import World
from caatsa.assessment.prospects import search_of
from caatsa.assessment.rows import Bench, Case
from caatsa.assessment.weighing import carriers
from caatsa.domain.readings import ReadingLine
from caatsa.domain.record import Record
from caatsa.domain.verdict import Conflict, Transaction
from caatsa.intake.assembly import ReadInput
from caatsa.intake.conflicts import Told
from caatsa.intake.normalise import seen_acts
from caatsa.intake.understand import Understood
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import Trigger


class Examined(Record):
    """The rows of an event under a provision with their elements; or why it does not touch the provision.

    `readings` are the terms that are not read as by default.
    """

    rows: tuple[tuple[Transaction, tuple[Explained, ...]], ...]
    untouched: tuple[Silent, ...]
    readings: tuple[ReadingLine, ...]


def examined(read: ReadInput, rulebase: RuleBase, options: Options, event: str, provision: str) -> Examined:
    """Every row of the event under a provision that is in force."""
    asked = Options(
        as_of=options.as_of,
        known_by=options.known_by,
        engine=options.engine,
        provisions=(provision,),
        readings=options.readings,
        effort="all",
    )
    bench, understood = bench_for(read, rulebase, asked, asked.effort)
    trigger = bench.program.triggers[provision]
    readings = tuple(read_otherwise(rulebase, asked.readings))
    one = next(one for one in understood if one.event.id == event)
    case = bench.case(one, frame_of(one, read, asked))
    disputed = _disputed(event, understood, read, asked)
    rows = [with_conflicts(row, disputed) for row in bench.rows(case) if row.transaction.provision]
    if not rows:
        explainer = Explainer(bench.program, trigger, asked.as_of)
        return Examined((), explainer.untouched(bench.rows(case)[0].transaction.facts), readings)
    return Examined(
        tuple(
            (
                row.transaction,
                Explainer(
                    bench.program,
                    trigger,
                    asked.as_of,
                    _met_by(_search(bench, case, trigger, row.subject.id)),
                    (*carriers(trigger, one, row.subject), row.subject.id),
                ).elements(row.transaction),
            )
            for row in rows
        ),
        (),
        readings,
    )


def _disputed(
    event: str, understood: Iterable[Understood], read: ReadInput, asked: Options
) -> tuple[Conflict, ...]:
    """What reports say of the event that disagrees, those on other events of the input included."""
    framed = [(one, frame_of(one, read, asked)) for one in understood]
    return conflicts([Told(one, seen_acts(one, frame), frame) for one, frame in framed]).get(event, ())


def _search(bench: Bench, case: Case, trigger: Trigger, subject: str) -> Search:
    return search_of(bench.ground, World(case.understood, bench.known_acts), trigger, subject)


def _met_by(search: Search) -> Mapping[str, tuple[str, ...]]:
    """For each rule that is silent, the single changes of the event any of which makes it speak."""
    speaking = search.worlds.fired(search.world)
    found: dict[str, list[str]] = {}
    for lever in search.levers:
        for rule in search.worlds.fired(changed(search.world, (lever,))) - speaking:
            found.setdefault(rule, []).append(lever.says)
    return {rule: tuple(words) for rule, words in found.items()}
