"""A result that is taken over from facts of the same shape is the one that these facts would have given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from caatsa.engine.passes import MOST_SHAPES, Pass
from caatsa.engine.patterns import (
    Bound,
    Condition,
    Derivation,
    Evaluation,
    Join,
    Pattern,
    Production,
    Value,
    WorkingFact,
)
from caatsa.engine.reference import ReferenceSession
from caatsa.engine.session import DurableSession
from caatsa.engine.shapes import Shapes
from tests.engine.engines import needs_durable
from tests.engine.worlds import World

pytestmark = needs_durable


class Counting(ReferenceSession):
    """The reference evaluator, which counts its runs."""

    runs = 0

    def evaluate(self, facts: Iterable[WorkingFact]) -> Evaluation:
        Counting.runs += 1
        return super().evaluate(facts)


def altered(facts: Sequence[WorkingFact], random: Random) -> tuple[WorkingFact, ...]:
    """The facts under other refs, texts now and then another one everywhere, numbers moved a little."""
    texts: dict[str, str] = {}

    def other(value: Value) -> Value:
        if isinstance(value, int):
            return value + random.choice((-1, 0, 0, 1)) if abs(value) < 2**40 else value
        return texts.setdefault(value, value if random.random() < 0.4 else f"~{value}{len(texts)}")

    return tuple(
        WorkingFact(f"e{number}", fact.kind, {name: other(value) for name, value in fact.fields.items()})
        for number, fact in enumerate(facts)
    )


@given(st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_shared_results_are_those_of_a_run_of_their_own(random: Random) -> None:
    generated = World(random)
    shared = Pass(generated.productions, DurableSession)
    alone = Pass(generated.productions, DurableSession, sharing=False)
    for facts in (generated.facts, *(altered(generated.facts, random) for _ in range(4)), generated.facts):
        assert shared.run(facts) == alone.run(facts)


LATE = Production(
    "late",
    (
        Pattern("act", "act", (Condition("day", "gte", 100), Condition("kind", "eq", "delivery"))),
        Pattern("seller", "person", (), (Join("name", "act", "seller"),)),
    ),
    Derivation("hit", (("who", Bound("seller", "name")),)),
)


def world(day: int, kind: str, seller: str, named: str) -> tuple[WorkingFact, ...]:
    return (
        WorkingFact(
            f"act of {seller}", "act", {"day": day, "kind": kind, "seller": seller, "note": "unseen"}
        ),
        WorkingFact(f"person {named}", "person", {"name": named}),
    )


def test_facts_that_no_rule_tells_apart_are_run_once() -> None:
    Counting.runs = 0
    runner = Pass([LATE], Counting)
    for day, seller in ((100_000, "a"), (101, "b"), (500, "c")):
        facts = runner.run(world(day, "delivery", seller, seller)).facts
        assert [fact.fields for fact in facts if fact.kind == "hit"] == [{"who": seller}]
    assert Counting.runs == 1


def test_facts_that_some_rule_tells_apart_are_run_again() -> None:
    shapes = Shapes.of([LATE])
    cases = (
        (100, "delivery", "a", "a"),
        (101, "delivery", "a", "a"),
        (99, "delivery", "a", "a"),
        (101, "contract", "a", "a"),
        (101, "delivery", "a", "b"),
    )
    keys = {shapes.shape(shapes.seen(world(*case))).key for case in cases}
    assert len(keys) == len(cases)


def test_a_text_that_looks_like_the_mark_of_another_stays_itself() -> None:
    runner, alone = Pass([LATE], ReferenceSession), Pass([LATE], ReferenceSession, sharing=False)
    for seller in ("~0", "~1", "a"):
        facts = world(200, "delivery", seller, seller)
        assert runner.run(facts) == alone.run(facts)


def test_the_oldest_result_makes_room_for_a_new_one() -> None:
    copying = Production(
        "copying", (Pattern("act", "act"),), Derivation("hit", (("day", Bound("act", "day")),))
    )
    runner = Pass([copying], Counting)

    def ran_for(day: int) -> bool:
        before = Counting.runs
        runner.run([WorkingFact("a", "act", {"day": day})])
        return Counting.runs > before

    assert all(ran_for(day) for day in range(MOST_SHAPES))
    assert not ran_for(0)
    assert ran_for(MOST_SHAPES)
    assert not ran_for(1)
    assert ran_for(0)


def test_without_rules_nothing_follows_from_any_facts() -> None:
    for sharing in (True, False):
        found = Pass([], ReferenceSession, sharing=sharing).run(world(100, "delivery", "a", "a"))
        assert (found.facts, found.firings) == ((), ())
