"""The search around a row of a small event, for tests that look at worlds one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from caatsa.assessment.assess import Options, bench_for, frame_of
from caatsa.assessment.changes import Search
from caatsa.assessment.parts import World
from caatsa.assessment.prospects import search_of
from caatsa.assessment.rows import Bench
from caatsa.assessment.worlds import Outlook, Worlds
from caatsa.engine.choose import EngineName
from caatsa.intake.normalise import Frame
from caatsa.intake.readers import as_document
from caatsa.rulebase.rulebase import RuleBase

AS_OF = date(2022, 1, 1)
REFERENCE: EngineName = "reference"


class PlainWorlds(Worlds):
    """Every world assessed from scratch, as an event of its own: all proofs, nothing remembered."""

    def __init__(self, search: Search, bench: Bench) -> None:
        worlds = search.worlds
        super().__init__(worlds.ground, bench.program.memory(worlds.trigger), worlds.trigger, worlds.subject)
        self._bench = bench

    def outlook(self, world: World) -> Outlook:
        """The row in that world, as an assessment of its event shows it."""
        bench = replace(self._bench, known_acts=world.official, provisions=(self.trigger.provision,))
        nowhere = Frame(bench.as_of, bench.known_by, lambda _: "")
        for row in bench.rows(bench.case(world.understood, nowhere)):
            if row.transaction.provision and row.subject.id == self.subject:
                elements = {element.id: element.result for element in row.transaction.elements}
                return Outlook(row.transaction.exposure, elements)
        return Outlook("no_trigger", {})


def searches(
    base: RuleBase, event: dict[str, Any], as_of: date = AS_OF, engine: EngineName | None = REFERENCE
) -> list[Search]:
    """One search for each row of the event that has a provision."""
    return [fast for fast, _ in both_searches(base, event, as_of, engine)]


def both_searches(
    base: RuleBase, event: dict[str, Any], as_of: date = AS_OF, engine: EngineName | None = None
) -> list[tuple[Search, Search]]:
    """The same, each with one that assesses all worlds from scratch."""
    options = Options(as_of, engine=engine, effort="none")
    read = as_document([event], base.registers.countries)
    bench, (understood,) = bench_for(read, base, options, options.effort)
    world = World(understood, bench.known_acts)
    fast = [
        search_of(bench.ground, world, base.trigger(row.transaction.provision), row.subject.id)
        for row in bench.rows(bench.case(understood, frame_of(understood, read, options)))
        if row.transaction.provision
    ]
    return [(search, Search(PlainWorlds(search, bench), world, search.levers)) for search in fast]
