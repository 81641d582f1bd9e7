"""Productions that remember answer every variation of the facts as if they saw it for the first time."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from caatsa.engine.memory import Memory
from caatsa.engine.patterns import Firing, Pattern, Production, WorkingFact
from caatsa.engine.reference import ReferenceSession
from tests.engine.worlds import World


def remembered(memory: Memory, facts: tuple[WorkingFact, ...]) -> set[Firing]:
    return {firing for said in memory.run(memory.shaped(facts)) for firing in said.firings}


@given(st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_what_is_remembered_is_what_the_reference_engine_says(random: Random) -> None:
    generated = World(random)
    memory, reference = Memory(generated.productions), ReferenceSession(generated.productions)
    made = {one.derive.kind for one in generated.productions if one.derive}
    given_facts = [fact for fact in generated.facts if fact.kind not in made]

    for number in range(4):
        facts = tuple(fact for fact in given_facts if number in (0, 3) or random.random() < 0.7)
        assert remembered(memory, facts) == set(reference.evaluate(facts).firings)


def test_a_production_that_derives_nothing_fires_all_the_same() -> None:
    memory = Memory([Production("seen", (Pattern("a", "act"),))])

    assert remembered(memory, (WorkingFact("f", "act", {}),)) == {Firing("seen", (("a", "f"),), None)}
