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


def _spoilt(**fields: object) -> Evaluation:
    """The right evaluation, its only firing with other fields."""
    right = ReferenceSession([RULE]).evaluate(FACTS)
    return _with_firing(right, 0, replace(right.firings[0], **fields))


def _with_facts(*facts: WorkingFact) -> Evaluation:
    right = ReferenceSession([RULE]).evaluate(FACTS)
    return replace(right, facts=(*right.facts, *facts))


TOUCHED = content_ref("touch", {"who": "S"})
OTHER = WorkingFact(content_ref("touch", {"who": "T"}), "touch", {"who": "T"})
MISNAMED = WorkingFact("d:touch:by another name", "touch", {"who": "S"})
STRANGER = WorkingFact("s2", "person", {"name": "T"})
NAMELESS = WorkingFact("s3", "person", {})
RIGHT = Firing("touch", (("act", "act1"), ("seller", "s1")), TOUCHED)

REFUSED: tuple[tuple[Evaluation, str], ...] = (
    (_with_facts(FACTS[0]), "the fact is there twice"),
    (_with_facts(STRANGER), "the fact was neither given nor derived"),
    (_with_facts(OTHER), "no firing derives the fact"),
    (_spoilt(rule="no such rule"), "there is no such rule"),
    (_spoilt(premises=RIGHT.premises[:1]), "the premises are not those that the rule asks for"),
    (_spoilt(premises=RIGHT.premises[::-1]), "the premises are not those that the rule asks for"),
    (_spoilt(premises=(("act", "nowhere"), ("seller", "s1"))), "the premise nowhere is not among the facts"),
    (_spoilt(premises=(("act", "act1"), ("seller", "act1"))), "the fact act1 serves as two premises"),
    (
        _spoilt(premises=(("act", "act1"), ("seller", "act2"))),
        "seller: the fact is of kind act, not person",
    ),
    (_spoilt(derived=None), "a fact is derived where none is due, or none where one is"),
    (_spoilt(derived="act2"), "the derived fact act2 is missing or has another content"),
    (_spoilt(derived="nowhere"), "the derived fact nowhere is missing or has another content"),
    (
        replace(_with_facts(OTHER), firings=(replace(RIGHT, derived=OTHER.ref),)),
        f"the derived fact {OTHER.ref} is missing or has another content",
    ),
    (
        replace(_with_facts(MISNAMED), firings=(replace(RIGHT, derived=MISNAMED.ref),)),
        f"the derived fact {MISNAMED.ref} is not called by its content",
    ),
    (replace(_with_facts(), firings=(RIGHT, RIGHT)), "the match has fired twice"),
)


OF_NO_RULE = {
    "the fact is there twice",
    "the fact was neither given nor derived",
    "no firing derives the fact",
}


@pytest.mark.parametrize(("spoilt", "detail"), REFUSED, ids=[detail[:40] for _, detail in REFUSED])
def test_each_way_to_be_wrong_is_refused_for_its_own_reason(spoilt: Evaluation, detail: str) -> None:
    with pytest.raises(EngineDisagreement) as refused:
        check([RULE], FACTS, spoilt)

    assert refused.value.detail == detail
    assert refused.value.rule == ("(none)" if detail in OF_NO_RULE else spoilt.firings[0].rule)


@pytest.mark.parametrize("seller", [STRANGER, NAMELESS], ids=["another name", "no name"])
def test_a_join_that_does_not_hold_is_refused(seller: WorkingFact) -> None:
    facts = (*FACTS, seller)
    wrong = replace(RIGHT, premises=(("act", "act1"), ("seller", seller.ref)))
    right = ReferenceSession([RULE]).evaluate(facts)

    with pytest.raises(EngineDisagreement, match=r"seller: name is not that of act\.supplier"):
        check([RULE], facts, replace(right, firings=(*right.firings, wrong)))


def test_a_fact_given_that_is_missing_or_altered_is_refused() -> None:
    right = ReferenceSession([RULE]).evaluate(FACTS)
    altered = [replace(fact, fields={"name": "T"}) if fact.ref == "s1" else fact for fact in right.facts]

    for facts in (tuple(altered), tuple(fact for fact in right.facts if fact.ref != "s1")):
        with pytest.raises(EngineDisagreement, match="the fact given is missing or altered") as refused:
            check([RULE], FACTS, replace(right, facts=facts))
        assert (refused.value.rule, refused.value.facts) == ("(none)", ("s1",))


def test_a_rule_that_derives_nothing_may_not_derive() -> None:
    silent = replace(RULE, derive=None)
    right = ReferenceSession([RULE]).evaluate(FACTS)

    with pytest.raises(EngineDisagreement, match="a fact is derived where none is due"):
        check([silent], FACTS, right)


def test_a_chain_is_grounded_in_whatever_order_its_firings_are_told() -> None:
    chain = (
        Production("one", (Pattern("a", "first"),), Derivation("second", ())),
        Production("two", (Pattern("b", "second"),), Derivation("third", ())),
    )
    given = (WorkingFact("f1", "first", {}),)
    right = ReferenceSession(chain).evaluate(given)

    check(chain, given, replace(right, firings=right.firings[::-1]))


def test_a_field_that_a_premise_does_not_have_is_left_out_of_what_is_derived() -> None:
    rule = Production(
        "copy", (Pattern("a", "act"),), Derivation("copy", (("day", Bound("a", "day")), ("kind", "copied")))
    )
    given = (WorkingFact("a1", "act", {}),)
    right = ReferenceSession([rule]).evaluate(given)

    check([rule], given, right)
    assert [dict(fact.fields) for fact in right.facts if fact.kind == "copy"] == [{"kind": "copied"}]


@pytest.mark.parametrize(
    ("condition", "value", "holds"),
    [
        (Condition("day", "eq", 5), 5, True),
        (Condition("day", "eq", 5), 6, False),
        (Condition("day", "ne", 5), 6, True),
        (Condition("day", "ne", 5), 5, False),
        (Condition("day", "ne", 5), None, False),
        (Condition("day", "lt", 5), 4, True),
        (Condition("day", "lt", 5), 5, False),
        (Condition("day", "lte", 5), 5, True),
        (Condition("day", "lte", 5), 6, False),
        (Condition("day", "gt", 5), 6, True),
        (Condition("day", "gt", 5), 5, False),
        (Condition("day", "gte", 5), 5, True),
        (Condition("day", "gte", 5), 4, False),
        (Condition("day", "gte", 5), "5", False),
        (Condition("day", "in", (4, 5)), 5, True),
        (Condition("day", "in", (4, 5)), 6, False),
        (Condition("day", "in", (4, 5)), None, False),
    ],
)
def test_the_proof_demands_a_firing_exactly_where_the_test_holds(
    condition: Condition, value: int | str | None, holds: bool
) -> None:
    rule = Production("rule", (Pattern("a", "act", (condition,)),))
    given = (WorkingFact("a1", "act", {} if value is None else {"day": value}),)
    fired = Evaluation(given, (Firing("rule", (("a", "a1"),), None),), "durable")
    silent = Evaluation(given, (), "durable")

    check([rule], given, fired if holds else silent)
    with pytest.raises(EngineDisagreement):
        check([rule], given, silent if holds else fired)
