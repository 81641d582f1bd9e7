"""One event under one provision, looked at thoroughly: for `caatsa why`."""

from __future__ import annotations

from collections.abc import Mapping

from caatsa.assessment.assess import Options, bench_for, frame_of
from caatsa.assessment.changes import Search, changed
from caatsa.assessment.explanation import Explained, Explainer, Silent
from caatsa.assessment.parts import World
from caatsa.assessment.prospects import search_of
from caatsa.assessment.rows import Bench, Case
from caatsa.assessment.weighing import carriers
from caatsa.domain.record import Record
from caatsa.domain.verdict import Transaction
from caatsa.intake.assembly import ReadInput
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import Trigger


class Examined(Record):
    """The rows of an event under a provision with their elements; or why it does not touch the provision."""

    rows: tuple[tuple[Transaction, tuple[Explained, ...]], ...]
    untouched: tuple[Silent, ...]


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
    one = next(one for one in understood if one.event.id == event)
    case = bench.case(one, frame_of(one, read, asked))
    rows = [row for row in bench.rows(case) if row.transaction.provision]
    if not rows:
        explainer = Explainer(bench.program, trigger, asked.as_of)
        return Examined((), explainer.untouched(bench.rows(case)[0].transaction.facts))
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
    )


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
