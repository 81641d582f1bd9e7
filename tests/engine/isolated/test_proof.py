"""The proof checker refuses every evaluation that is not exactly right."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caatsa.domain.errors import EngineDisagreement
from caatsa.engine.patterns import (
    Bound,
    Condition,
    Derivation,
    Evaluation,
    Firing,
    Join,
    Pattern,
    Production,
    WorkingFact,
    content_ref,
)
from caatsa.engine.proof import check
from caatsa.engine.reference import ReferenceSession
from tests.engine.worlds import World

Mutation = Callable[[Evaluation, Random], Evaluation | None]
"""An evaluation that is no longer right, or `None` where there is nothing to spoil."""


def drop_a_firing(evaluation: Evaluation, random: Random) -> Evaluation | None:
    firings = list(evaluation.firings)
    if not firings:
        return None
    firings.remove(random.choice(firings))
    return replace(evaluation, firings=tuple(firings))


def repeat_a_firing(evaluation: Evaluation, random: Random) -> Evaluation | None:
    if not evaluation.firings:
        return None
    return replace(evaluation, firings=(*evaluation.firings, random.choice(evaluation.firings)))


def alter_a_premise(evaluation: Evaluation, random: Random) -> Evaluation | None:
    """In some firing, another fact, or one that does not exist, stands for a premise."""
    if not evaluation.firings:
        return None
    number = random.randrange(len(evaluation.firings))
    firing = evaluation.firings[number]
    slot = random.randrange(len(firing.premises))
    refs = [fact.ref for fact in evaluation.facts if fact.ref != firing.premises[slot][1]]
    premises = list(firing.premises)
    premises[slot] = (premises[slot][0], random.choice([*refs, "nowhere"]))
    return _with_firing(evaluation, number, replace(firing, premises=tuple(premises)))


def alter_what_is_derived(evaluation: Evaluation, random: Random) -> Evaluation | None:
    if not evaluation.firings:
        return None
    number = random.randrange(len(evaluation.firings))
    firing = evaluation.firings[number]
    others = [ref for ref in (None, "nowhere", evaluation.facts[0].ref) if ref != firing.derived]
    return _with_firing(evaluation, number, replace(firing, derived=random.choice(others)))


def name_another_rule(evaluation: Evaluation, random: Random) -> Evaluation | None:
    if not evaluation.firings:
        return None
    number = random.randrange(len(evaluation.firings))
    return _with_firing(evaluation, number, replace(evaluation.firings[number], rule="no such rule"))


def add_a_fact(evaluation: Evaluation, random: Random) -> Evaluation | None:
    ref = random.choice(["f999", content_ref("act", {"day": 999})])
    return replace(evaluation, facts=(*evaluation.facts, WorkingFact(ref, "act", {"day": 999})))


def drop_a_fact(evaluation: Evaluation, random: Random) -> Evaluation | None:
    facts = list(evaluation.facts)
    if not facts:
        return None
    facts.remove(random.choice(facts))
    return replace(evaluation, facts=tuple(facts))


def repeat_a_fact(evaluation: Evaluation, random: Random) -> Evaluation | None:
    if not evaluation.facts:
        return None
    return replace(evaluation, facts=(*evaluation.facts, random.choice(evaluation.facts)))


def alter_a_field(evaluation: Evaluation, random: Random) -> Evaluation | None:
    if not evaluation.facts:
        return None
    facts = list(evaluation.facts)
    number = random.randrange(len(facts))
    facts[number] = replace(facts[number], fields={**facts[number].fields, "day": 999})
    return replace(evaluation, facts=tuple(facts))


def alter_a_kind(evaluation: Evaluation, random: Random) -> Evaluation | None:
    if not evaluation.facts:
        return None
    facts = list(evaluation.facts)
    number = random.randrange(len(facts))
    facts[number] = replace(facts[number], kind="other")
    return replace(evaluation, facts=tuple(facts))


def _with_firing(evaluation: Evaluation, number: int, firing: Firing) -> Evaluation:
    firings = list(evaluation.firings)
    firings[number] = firing
    return replace(evaluation, firings=tuple(firings))


MUTATIONS: tuple[Mutation, ...] = (
    drop_a_firing,
    repeat_a_firing,
    alter_a_premise,
    alter_what_is_derived,
    name_another_rule,
    add_a_fact,
    drop_a_fact,
    repeat_a_fact,
    alter_a_field,
    alter_a_kind,
)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
@given(st.integers(50_000, 60_000), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_spoilt_evaluation_is_refused(mutation: Mutation, seed: int, random: Random) -> None:
    world = World(Random(seed))
    evaluation = ReferenceSession(world.productions).evaluate(world.facts)
    spoilt = mutation(evaluation, random)
    assume(spoilt is not None)
    assert spoilt is not None

    with pytest.raises(EngineDisagreement):
        check(world.productions, world.facts, spoilt)


RULE = Production(
    "touch",
    (
        Pattern("act", "act", (Condition("day", "gte", 5),)),
        Pattern("seller", "person", (), (Join("name", "act", "supplier"),)),
    ),
    Derivation("touch", (("who", Bound("seller", "name")),)),
)
FACTS = (
    WorkingFact("act1", "act", {"day": 5, "supplier": "S"}),
    WorkingFact("s1", "person", {"name": "S"}),
    WorkingFact("act2", "act", {"day": 4, "supplier": "S"}),
)


def test_refusal_names_the_rule_the_facts_and_the_reason() -> None:
    evaluation = ReferenceSession([RULE]).evaluate(FACTS)
    spoilt = _with_firing(
        evaluation, 0, replace(evaluation.firings[0], premises=(("act", "act2"), ("seller", "s1")))
    )

    with pytest.raises(EngineDisagreement) as refused:
        check([RULE], FACTS, spoilt)

    assert refused.value.rule == "touch"
    assert refused.value.facts == ("act2", "s1")
    assert refused.value.detail == "act: day gte 5 does not hold"


def test_a_silent_rule_that_should_fire_is_named() -> None:
    silent = Evaluation(FACTS, (), "durable")

    with pytest.raises(
        EngineDisagreement, match="touch on facts act1, s1: the rule matches and has not fired"
    ):
        check([RULE], FACTS, silent)


def test_facts_that_only_support_each_other_are_refused() -> None:
    """Each firing is right by itself and each fact is derived, yet nothing given stands below them."""
    rules = (
        Production("egg", (Pattern("h", "hen"),), Derivation("egg", ())),
        Production("hen", (Pattern("e", "egg"),), Derivation("hen", ())),
    )
    hen, egg = content_ref("hen", {}), content_ref("egg", {})
    facts = (WorkingFact(egg, "egg", {}), WorkingFact(hen, "hen", {}))
    firings = (Firing("egg", (("h", hen),), egg), Firing("hen", (("e", egg),), hen))

    with pytest.raises(EngineDisagreement, match="a circular reason"):
        check(rules, (), Evaluation(facts, firings, "durable"))
