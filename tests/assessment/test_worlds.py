"""Worlds around a row: what is found without a proof is what is proved, and the search misses nothing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caatsa.assessment.changes import Search, changed
from caatsa.assessment.lever import Lever
from caatsa.assessment.unknowns import outcomes, possible, unknowns
from caatsa.domain.axes import EXPOSURES
from caatsa.domain.errors import InputError
from caatsa.rulebase.rulebase import RuleBase, load_rulebase
from tests.assessment.worlds import both_searches, searches
from tests.intake.worlds import events
from tests.law.cases import ABROAD, LEAK, LISTED, RUSSIA, STRANGER, event

Json = dict[str, Any]
SMALL: list[Json] = [
    event(),
    event(buyer={"country": "KZ"}, supplier=RUSSIA),
    event("delivery", supplier=STRANGER, item=None),
    event("talks 2021-06-01", supplier=ABROAD, item="spare parts"),
    event("contract 2016-05-05", "delivery 2017", end_use="civil"),
    event("contract 2021", sources=[LEAK], capability="unknown"),
    event(buyer={"country": "IR"}, supplier=LISTED, item="battle tank"),
]


@pytest.fixture(scope="module")
def base() -> RuleBase:
    return load_rulebase()


Found = TypeVar("Found")


def found_or_none(
    base: RuleBase, event: Json, search: Callable[[RuleBase, Json], list[Found]]
) -> list[Found]:
    try:
        return search(base, event)
    except InputError:
        return []


@pytest.mark.parametrize("event", SMALL)
def test_a_change_has_the_exposure_that_is_proved(base: RuleBase, event: Json) -> None:
    for search in searches(base, event):
        for lever in search.levers:
            assert search.after((lever,)) == search.worlds.proved(changed(search.world, (lever,))), lever.says


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_two_changes_have_the_exposure_that_is_proved(base: RuleBase, data: st.DataObject) -> None:
    for search in found_or_none(base, data.draw(events()), searches):
        pairs = [pair for pair in combinations(search.levers, 2) if pair[0].slot != pair[1].slot]
        if pairs:
            pair = data.draw(st.sampled_from(pairs))
            assert search.after(pair) == search.worlds.proved(changed(search.world, pair))


@pytest.mark.parametrize("event", SMALL)
def test_changes_and_outcomes_are_those_of_events_assessed_from_scratch(base: RuleBase, event: Json) -> None:
    for fast, plain in both_searches(base, event):
        assert fast.now == plain.now
        assert fast.smallest(2) == plain.smallest(2)
        assert outcomes(fast, unknowns(fast.levers), 16) == outcomes(plain, unknowns(plain.levers), 16)


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_world_is_what_an_assessment_of_its_event_shows(base: RuleBase, data: st.DataObject) -> None:
    found = found_or_none(base, data.draw(events()), both_searches)
    for fast, plain in found[:2]:
        slots: dict[str, Lever] = {}
        for lever in data.draw(st.lists(st.sampled_from(fast.levers), max_size=4)) if fast.levers else ():
            slots.setdefault(lever.slot, lever)
        chosen = [lever for lever in fast.levers if lever in slots.values()]
        # One by one, then together: what is remembered of the first is used for the others.
        for some in (*((lever,) for lever in chosen), tuple(chosen)):
            assert fast.after(some) == plain.after(some), [lever.says for lever in some]


@pytest.mark.parametrize("event", SMALL)
def test_the_whole_search_finds_the_smallest_sets_and_all_of_that_size(base: RuleBase, event: Json) -> None:
    for search in searches(base, event):
        now = EXPOSURES.index(search.now.exposure)
        sets = search.smallest(2, every=True)
        for direction in (1, -1):
            told = {
                frozenset(lever.says for lever in one.levers)
                for one in sets
                if (EXPOSURES.index(one.exposure) - now) * direction > 0 and not one.open
            }
            assert told == by_trying_all(search, direction), direction


def by_trying_all(search: Search, direction: int) -> set[frozenset[str]]:
    """The smallest sets of one or two changes, not all of them open, that lead in the direction."""
    now = EXPOSURES.index(search.now.exposure)
    for size in (1, 2):
        leading = [
            chosen
            for chosen in combinations(search.levers, size)
            if len({lever.slot for lever in chosen}) == size
            and (EXPOSURES.index(search.after(chosen).exposure) - now) * direction > 0
        ]
        if leading:
            closed = [one for one in leading if not all(lever.open for lever in one)]
            return {frozenset(lever.says for lever in one) for one in closed}
    return set()


@pytest.mark.parametrize("event", SMALL)
def test_the_quick_search_finds_nothing_that_is_not_smallest(base: RuleBase, event: Json) -> None:
    for search in searches(base, event):
        whole = {one.levers for one in search.smallest(2, every=True)}
        assert {one.levers for one in search.smallest(2)} <= whole


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_settling_facts_never_leads_outside_what_is_possible(base: RuleBase, data: st.DataObject) -> None:
    for search in found_or_none(base, data.draw(events()), searches):
        open_facts = unknowns(search.levers)
        found = outcomes(search, open_facts, 4096)
        settled = tuple(data.draw(st.sampled_from(unknown.completions)) for unknown in open_facts)
        assert found.bounded or possible(search.after(settled)) <= set(found.possible)


@given(events())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_where_nothing_is_unknown_the_exposure_is_necessary(base: RuleBase, event: Json) -> None:
    for search in found_or_none(base, event, searches):
        if not unknowns(search.levers) and search.now.exposure != "undecided":
            found = outcomes(search, (), 64)
            assert (found.necessary, found.possible) == (search.now.exposure, (search.now.exposure,))
