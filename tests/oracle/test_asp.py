"""What terms mean in the answer-set program, also where the shipped rules do not ask for it."""

import pytest

from caatsa.engine.patterns import Condition, Pattern, Production, WorkingFact
from caatsa.engine.reference import ReferenceSession
from tests.oracle.comparison import Comparison
from tests.oracle.packs import Pack
from tests.oracle.statements import Need, Ref, Statement, Term, Value

IDLE = Production("idle", (Pattern("buyer", "buyer", (Condition("country", "eq", "nowhere"),)),))
BILLIONS = 5_430_000_000
"""More than clingo's numbers hold."""


def matches(needs: tuple[Need, ...], facts: tuple[WorkingFact, ...]) -> list[str]:
    """The premises on which clingo says that a rule fires which the engine does not have."""
    said = Statement("rule", needs, "touch", {"provision": "p"})
    comparison = Comparison([said], [Pack("idle", (IDLE,), frozenset(["rule"]))], [ReferenceSession])
    return [difference.premises for difference in comparison.of({0: facts}).differences]


def matches_one(kind: str, term: Term, fields: dict[str, Value]) -> bool:
    return matches((Need("one", kind, (term,)),), (WorkingFact("f", kind, fields),)) == ['("f",)']


@pytest.mark.parametrize(
    ("operator", "holds_for"),
    [
        ("lt", {-1}),
        ("lte", {-1, 0}),
        ("gt", {1}),
        ("gte", {0, 1}),
        ("eq", {0}),
        ("ne", {-1, 1}),
    ],
)
@pytest.mark.parametrize("bound", [0, 736_543, 2**31, BILLIONS, 7 * 10**9])
def test_numbers_have_their_order_however_large(bound: int, operator: str, holds_for: set[int]) -> None:
    term = Term("least", operator, bound)

    found = {step for step in (-1, 0, 1) if matches_one("worth", term, {"least": bound + step})}

    assert found == holds_for


@pytest.mark.parametrize("operator", ["eq", "ne", "in", "lt", "gte"])
def test_a_test_on_a_field_that_is_not_there_does_not_hold(operator: str) -> None:
    value = (1, 2) if operator == "in" else 1

    assert not matches_one("worth", Term("least", operator, value), {"most": 1})


@pytest.mark.parametrize("operator", ["lt", "gte", "eq"])
def test_a_text_is_no_number(operator: str) -> None:
    assert not matches_one("worth", Term("least", operator, 1), {"least": "1"})


@pytest.mark.parametrize("text", ['"', "\\", "\n", 'a"b\\', "Ⅻ é", "absent", "n(0,1)", ""])
def test_any_text_equals_itself_alone(text: str) -> None:
    assert matches_one("item", Term("system", "eq", text), {"system": text})
    assert not matches_one("item", Term("system", "eq", text), {"system": text + "x"})
    assert not matches_one("item", Term("system", "ne", text), {"system": text})


def test_missing_fields_are_not_equal_to_each_other() -> None:
    tie = Need("tie", "tie", (Term("person", "eq", Ref("party", "person")),))
    facts = (WorkingFact("p", "party", {}), WorkingFact("t", "tie", {}))

    assert matches((Need("party", "party", ()), tie), facts) == []


def test_one_fact_does_not_meet_two_conditions() -> None:
    acts = (Need("one", "act", ()), Need("other", "act", ()))
    facts = (WorkingFact("a", "act", {"act": "a"}), WorkingFact("b", "act", {"act": "a"}))

    assert matches(acts, facts[:1]) == []
    assert matches(acts, facts) == ['("a","b")', '("b","a")']
