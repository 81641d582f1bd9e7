"""clingo, told the rules from their files, finds what the engines find through the compiler: nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caatsa.engine.patterns import WorkingFact
from caatsa.rulebase.examples import examples_of, given_facts
from tests.oracle.crosscheck import Crosscheck, engines, rules
from tests.oracle.shrinking import REGRESSIONS, keep, kept
from tests.oracle.worlds import World

CHECK = Crosscheck()
SERVING = Crosscheck(engines()[:1])
"""With one engine: that the other agrees is tested on other rules too, and by `make crosscheck`."""
WORLDS = 2_000


def test_the_engine_and_clingo_agree_on_two_thousand_worlds_in_which_every_rule_fires() -> None:
    outcome = SERVING.comparison.of({number: SERVING.generator.world(number) for number in range(WORLDS)})

    assert outcome.differences == ()
    assert {said.id for said in SERVING.said} - outcome.fired == set()
    assert outcome.firings > 10 * WORLDS, "the worlds are too empty to say anything"


def test_the_engine_and_clingo_agree_on_the_examples_in_rules() -> None:
    examples = [given_facts(rule, example) for rule in rules() for example in examples_of(rule)]
    worlds = {
        number: tuple(WorkingFact(f"f{place}", kind, fields) for place, (kind, fields) in enumerate(facts))
        for number, facts in enumerate(examples)
    }

    assert SERVING.comparison.of(worlds).differences == ()


@pytest.mark.parametrize("path", sorted(REGRESSIONS.glob("*.json")), ids=lambda path: path.stem)
def test_engines_and_clingo_agree_on_worlds_that_are_kept(path: Path) -> None:
    assert CHECK.comparison.of({0: kept(path)}).differences == ()


@st.composite
def part_of_a_world(draw: st.DrawFn) -> World:
    """A generated world, of which facts and fields are left out: hypothesis leaves out as many as it can."""
    world = CHECK.generator.world(draw(st.integers(0, 10**9)))
    stays = st.integers(0, 9).map(bool)
    return tuple(
        replace(fact, fields={name: value for name, value in fact.fields.items() if draw(stays)})
        for fact in world
        if draw(stays)
    )


@given(part_of_a_world())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_engines_and_clingo_agree_on_any_part_of_a_world(world: World) -> None:
    differences = CHECK.comparison.of({0: world}).differences

    if differences:
        # The last world that hypothesis tries is the smallest, and stays.
        keep(world, f"found by hypothesis: {differences[0]}", REGRESSIONS / "found_by_hypothesis.json")
    assert differences == ()
