"""No verdict stands on two answers that differ: whichever two it are, the difference is an error."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caatsa.assessment.assess import Options, bench_for, frame_of
from caatsa.assessment.changes import ChangeSet, Search, shown
from caatsa.assessment.prospects import prospects
from caatsa.assessment.weighing import Reading
from caatsa.domain.errors import EngineDisagreement
from caatsa.intake.readers import as_document
from caatsa.rulebase.rulebase import RuleBase, load_rulebase
from tests.assessment.worlds import AS_OF, searches
from tests.law.cases import S231, event


@pytest.fixture(scope="module")
def base() -> RuleBase:
    return load_rulebase()


@pytest.fixture
def search(base: RuleBase) -> Search:
    (found,) = searches(base, event())
    return found


def test_a_search_that_starts_from_another_exposure_than_the_row_is_refused(search: Search) -> None:
    with pytest.raises(EngineDisagreement, match="watch is proved, facially_met was found"):
        prospects(search, Reading("act0", (), "watch", ()), "some")


def test_a_change_that_does_not_come_to_what_was_found_is_not_told(search: Search) -> None:
    (cancelled,) = [one for one in search.levers if "cancelled" in one.says]

    with pytest.raises(
        EngineDisagreement, match=r"cancelled on 1 January 2022: no_trigger was found, arguable is proved"
    ):
        shown(search, [ChangeSet((cancelled,), "no_trigger")])


def test_a_weighing_that_leaves_out_an_element_of_the_trigger_is_refused(base: RuleBase) -> None:
    options = Options(AS_OF, engine="reference", effort="none")
    read = as_document([event()], base.registers.countries)
    bench, (understood,) = bench_for(read, base, options, options.effort)
    case = bench.case(understood, frame_of(understood, read, options))
    trigger = base.trigger(S231)
    short = replace(trigger, elements=trigger.elements[1:])

    assert bench.readings(trigger, case, understood.buyer)
    with pytest.raises(EngineDisagreement, match="the weighing and the trigger differ"):
        bench.readings(short, case, understood.buyer)
