"""The search around a row of a small event, for tests that look at worlds one by one."""

from __future__ import annotations

from datetime import date
from typing import Any

from caatsa.assessment.assess import Options, bench_for, frame_of
from caatsa.assessment.changes import Search
from caatsa.assessment.parts import World
from caatsa.assessment.prospects import search_of
from caatsa.intake.readers import as_document
from caatsa.rulebase.rulebase import RuleBase

AS_OF = date(2022, 1, 1)


def searches(base: RuleBase, event: dict[str, Any], as_of: date = AS_OF) -> list[Search]:
    """One search for each row of the event that has a provision."""
    options = Options(as_of, engine="reference", effort="none")
    read = as_document([event], base.registers.countries)
    bench, (understood,) = bench_for(read, base, options, options.effort)
    case = bench.case(understood, frame_of(understood, read, options))
    world = World(understood, bench.known_acts)
    return [
        search_of(bench.ground, world, base.trigger(row.transaction.provision), row.subject.id)
        for row in bench.rows(case)
        if row.transaction.provision
    ]
