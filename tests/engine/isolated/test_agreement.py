"""durable_rules, the reference evaluator and the proof checker agree on programs nobody would write."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from caatsa.engine.patterns import Firing, Pattern, Production
from caatsa.engine.session import DurableSession
from tests.engine.engines import agreed, needs_durable
from tests.engine.worlds import World

pytestmark = needs_durable


def test_two_thousand_random_programs() -> None:
    firings = sum(len(agreed(world.productions, world.facts).firings) for world in map(_world, range(2_000)))

    assert firings > 10_000, "the worlds are too empty to say anything"


def test_a_hundred_large_random_programs() -> None:
    """Large enough that the patterns of a kind are dealt into groups."""
    for seed in range(100):
        world = World(Random(seed), most_rules=80, most_facts=30)
        agreed(world.productions, world.facts)


def _world(seed: int) -> World:
    return World(Random(seed))


@given(st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_any_program(random: Random) -> None:
    world = World(random)

    agreed(world.productions, world.facts)


@given(st.integers(10_000, 20_000), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_order_of_facts_and_rules_does_not_matter(seed: int, random: Random) -> None:
    world = _world(seed)
    session = DurableSession(world.productions)
    before = session.evaluate(world.facts)
    facts, rules = list(world.facts), list(world.productions)
    random.shuffle(facts)
    random.shuffle(rules)

    assert session.evaluate(facts) == before
    assert DurableSession(rules).evaluate(facts) == before


@given(st.integers(20_000, 30_000))
@settings(max_examples=100)
def test_refs_are_only_names(seed: int) -> None:
    world = _world(seed)
    renamed = {fact.ref: f"é {len(world.facts) - number}" for number, fact in enumerate(world.facts)}
    facts = [replace(fact, ref=renamed[fact.ref]) for fact in world.facts]
    session = DurableSession(world.productions)
    expected = {_renamed(firing, renamed) for firing in session.evaluate(world.facts).firings}

    assert set(session.evaluate(facts).firings) == expected


def _renamed(firing: Firing, names: dict[str, str]) -> Firing:
    premises = tuple((alias, names.get(ref, ref)) for alias, ref in firing.premises)
    return replace(firing, premises=premises)


@given(st.integers(30_000, 40_000))
@settings(max_examples=100)
def test_aliases_are_only_names(seed: int) -> None:
    world = _world(seed)
    awkward = dict(zip(("a0", "a1", "a2", "a3"), ("s", "host", "$s", "_m"), strict=True))
    before = DurableSession(world.productions).evaluate(world.facts)
    after = agreed([_realiased(production, awkward) for production in world.productions], world.facts)

    refs = [[ref for _, ref in firing.premises] for firing in before.firings]
    assert [[ref for _, ref in firing.premises] for firing in after.firings] == refs


def _realiased(production: Production, names: dict[str, str]) -> Production:
    derive = production.derive
    if derive is not None:
        fields = tuple(
            (name, source if isinstance(source, str | int) else replace(source, alias=names[source.alias]))
            for name, source in derive.fields
        )
        derive = replace(derive, fields=fields)
    patterns = tuple(_pattern(pattern, names) for pattern in production.patterns)
    return replace(production, patterns=patterns, derive=derive)


def _pattern(pattern: Pattern, names: dict[str, str]) -> Pattern:
    joins = tuple(replace(join, alias=names[join.alias]) for join in pattern.joins)
    return replace(pattern, alias=names[pattern.alias], joins=joins)


@given(st.integers(40_000, 50_000), st.data())
@settings(max_examples=100)
def test_more_facts_never_take_a_firing_away(seed: int, data: st.DataObject) -> None:
    world = _world(seed)
    fewer = data.draw(st.sets(st.sampled_from(world.facts or [None]).map(id)))
    session = DurableSession(world.productions)
    part = session.evaluate([fact for fact in world.facts if id(fact) in fewer])

    assert set(part.firings) <= set(session.evaluate(world.facts).firings)
