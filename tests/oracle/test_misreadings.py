"""The cross-check finds what it is there to find: rules that are compiled, packed or translated wrongly."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caatsa.engine.patterns import Condition, Production
from caatsa.engine.reference import ReferenceSession
from tests.oracle.comparison import Comparison
from tests.oracle.crosscheck import Crosscheck, rules
from tests.oracle.packs import Pack, packs
from tests.oracle.shrinking import keep, kept, shrunk
from tests.oracle.statements import Statement, Term
from tests.oracle.worlds import World

CHECK = Crosscheck()
PACKS = tuple(packs(rules()))
STRICTNESS = {"lt": "lte", "lte": "lt", "gt": "gte", "gte": "gt"}
READ = {need.kind for said in CHECK.said for need in said.needs}
MOST_TRIED = 8
FEWEST_WORLDS = 40


def forgetting_a_join(one: Production) -> Production | None:
    return _elsewhere(one, "joins", lambda joins: joins[:-1])


def forgetting_a_test(one: Production) -> Production | None:
    return _elsewhere(one, "conditions", lambda conditions: conditions[:-1])


def moving_a_bound_by_a_day(one: Production) -> Production | None:
    return _other_test(one, lambda test: replace(test, operator=STRICTNESS.get(test.operator, test.operator)))


def forgetting_a_value_of_a_list(one: Production) -> Production | None:
    return _other_test(
        one, lambda test: replace(test, value=test.value[:-1]) if isinstance(test.value, tuple) else test
    )


def turning_a_test_around(one: Production) -> Production | None:
    return _other_test(
        one, lambda test: replace(test, operator={"eq": "ne", "ne": "eq"}.get(test.operator, test.operator))
    )


def telling_the_facts_in_another_order(one: Production) -> Production | None:
    if len(one.patterns) < 2 or any(pattern.joins for pattern in one.patterns):
        return None
    return replace(one, patterns=one.patterns[::-1])


def making_another_fact(one: Production) -> Production | None:
    return replace(one, derive=replace(one.derive, fields=one.derive.fields[:-1])) if one.derive else None


MISREADINGS = (
    *(forgetting_a_join, forgetting_a_test, moving_a_bound_by_a_day, forgetting_a_value_of_a_list),
    *(turning_a_test_around, telling_the_facts_in_another_order, making_another_fact),
)


@pytest.mark.parametrize("misread", MISREADINGS, ids=lambda misread: misread.__name__)
def test_a_rule_that_is_compiled_wrongly_is_found(misread: Callable[[Production], Production | None]) -> None:
    """Each misreading is tried on rules all over the rule base."""
    wrong = [(pack, other) for pack in PACKS for one in pack.productions if (other := misread(one))]
    tried = wrong[:: len(wrong) // MOST_TRIED + 1]
    compared = [_alone(pack, other) for pack, other in tried]

    differences = _comparison(compared).of(_worlds_around({other.id for _, other in tried})).differences

    assert tried
    assert {difference.rule for difference in differences} >= {other.id for _, other in tried}


def test_a_rule_that_does_not_run_where_it_should_is_found() -> None:
    pack = PACKS[1]
    left_out = pack.productions[-1]

    differences = _comparison([replace(pack, productions=pack.productions[:-1])]).of(
        _worlds_around({left_out.id})
    )

    assert {(each.rule, each.what) for each in differences.differences} == {(left_out.id, "missing")}


def test_a_rule_that_runs_where_it_should_not_is_found() -> None:
    pack = PACKS[1]
    added = pack.productions[-1]

    outcome = _comparison([replace(pack, expected=pack.expected - {added.id})]).of(_worlds_around({added.id}))

    assert {(each.rule, each.what) for each in outcome.differences} == {(added.id, "unfounded")}


def test_a_rule_that_is_translated_wrongly_is_found_and_shown_in_a_few_facts(tmp_path: Path) -> None:
    said = next(one for one in CHECK.said if one.id == "caatsa.231.a.conduct.before_enactment")
    comparison = Comparison(
        [_a_day_later(one) if one is said else one for one in CHECK.said],
        [pack for pack in PACKS if said.id in pack.expected],
        [ReferenceSession],
    )
    outcome = comparison.of(_worlds_around({said.id}))
    worlds = {difference.world for difference in outcome.differences}

    smallest = shrunk(
        CHECK.generator.world(min(worlds)), lambda world: bool(comparison.of({0: world}).differences)
    )

    assert {difference.rule for difference in outcome.differences} == {said.id}
    assert [fact.kind for fact in smallest] == ["act"]
    assert smallest[0].fields.keys() == {"kind", "last_day"}
    keep(smallest, str(outcome.differences[0]), tmp_path / "kept.json")
    assert kept(tmp_path / "kept.json") == smallest


def _comparison(compared: list[Pack]) -> Comparison:
    return Comparison(CHECK.said, compared, [ReferenceSession])


def _worlds_around(names: set[str]) -> dict[int, World]:
    """Some worlds around each of these rules, in which each of its tests is spoiled twice."""
    count = len(CHECK.said)
    turns = {
        said.id: max(FEWEST_WORLDS, 4 * sum(len(need.terms) for need in said.needs)) for said in CHECK.said
    }
    return {
        number: CHECK.generator.world(number)
        for place, said in enumerate(CHECK.said)
        if said.id in names
        for number in range(place, count * turns[said.id], count)
    }


def _alone(pack: Pack, other: Production) -> Pack:
    """The misread production with those that make facts for it."""
    makers = [
        one for one in pack.productions if one.id != other.id and one.derive and one.derive.kind in READ
    ]
    expected = frozenset(one.id for one in (*makers, other))
    return Pack(f"{pack.name} with another {other.id}", (*makers, other), expected)


def _elsewhere(one: Production, part: str, change: Callable[[Any], Any]) -> Production | None:
    """The production with a part of its last pattern that has such a part changed, if there is one."""
    for number in reversed(range(len(one.patterns))):
        before = getattr(one.patterns[number], part)
        after = change(before)
        if before != after:
            changed = replace(one.patterns[number], **{part: after})
            return replace(one, patterns=(*one.patterns[:number], changed, *one.patterns[number + 1 :]))
    return None


def _other_test(one: Production, change: Callable[[Condition], Condition]) -> Production | None:
    """The production with its last test that `change` changes changed, if there is one."""

    def last_changed(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        for number in reversed(range(len(conditions))):
            after = change(conditions[number])
            if after not in (conditions[number], replace(after, value=())):
                return (*conditions[:number], after, *conditions[number + 1 :])
        return conditions

    return _elsewhere(one, "conditions", last_changed)


def _a_day_later(said: Statement) -> Statement:
    """The statement with its bounds one day later."""
    needs = tuple(replace(need, terms=tuple(map(_later, need.terms))) for need in said.needs)
    return replace(said, needs=needs)


def _later(term: Term) -> Term:
    return replace(term, value=term.value + 1) if isinstance(term.value, int) else term
