"""What a production means, case by case: the same in every engine."""

import pytest

from caatsa.engine.patterns import (
    Bound,
    Condition,
    Derivation,
    Join,
    Pattern,
    Production,
    Value,
    WorkingFact,
)
from tests.engine.engines import SESSIONS, Opens, fired


def fact(ref: str, kind: str = "act", **fields: Value) -> WorkingFact:
    return WorkingFact(ref, kind, fields)


def one(*conditions: Condition, kind: str = "act") -> tuple[Production, ...]:
    return (Production("r", (Pattern("a", kind, conditions),)),)


def two(*joins: Join, kinds: tuple[str, str] = ("act", "person")) -> tuple[Production, ...]:
    return (Production("r", (Pattern("a", kinds[0]), Pattern("b", kinds[1], (), joins))),)


CONDITIONS = {
    "equal text": (Condition("x", "eq", "ab"), fact("1", x="ab"), True),
    "text is compared to its end": (Condition("x", "eq", "ab"), fact("1", x="ab c"), False),
    "text with one hash differs": (Condition("x", "eq", "liquid"), fact("1", x="costarring"), False),
    "text is not a number": (Condition("x", "eq", "5"), fact("1", x=5), False),
    "a number is not text": (Condition("x", "eq", 5), fact("1", x="5"), False),
    "empty text is a value": (Condition("x", "eq", ""), fact("1", x=""), True),
    "zero is a value": (Condition("x", "eq", 0), fact("1", x=0), True),
    "long text counts whole": (Condition("x", "eq", "abc"), fact("1", x="abc" + "d" * 65_536), False),
    "text beyond Unicode's exchange": (Condition("x", "eq", "\ud800"), fact("1", x="\ud800"), True),
    "different": (Condition("x", "ne", "ab"), fact("1", x="c"), True),
    "not different": (Condition("x", "ne", "ab"), fact("1", x="ab"), False),
    "text differs from a number": (Condition("x", "ne", 5), fact("1", x="5"), True),
    "an absent field does not differ": (Condition("x", "ne", "ab"), fact("1", y="c"), False),
    "one of several": (Condition("x", "in", ("a", "b")), fact("1", x="b"), True),
    "none of several": (Condition("x", "in", ("a", "b")), fact("1", x="c"), False),
    "one number of several": (Condition("x", "in", (1, 2)), fact("1", x=2), True),
    "below": (Condition("x", "lt", 5), fact("1", x=4), True),
    "not below": (Condition("x", "lt", 5), fact("1", x=5), False),
    "up to": (Condition("x", "lte", 5), fact("1", x=5), True),
    "above": (Condition("x", "gt", 2**53 - 1), fact("1", x=2**53), True),
    "not above": (Condition("x", "gt", 5), fact("1", x=5), False),
    "from": (Condition("x", "gte", -5), fact("1", x=-5), True),
    "text has no order": (Condition("x", "gte", 0), fact("1", x="9"), False),
    "an absent field has no order": (Condition("x", "lt", 5), fact("1"), False),
    "another kind": (Condition("x", "eq", "ab"), fact("1", "person", x="ab"), False),
    "a field called id": (Condition("id", "eq", "ab"), fact("1", id="ab"), True),
    "a field called like a path": (Condition("$m.sid", "eq", "ab"), fact("1", **{"$m.sid": "ab"}), True),
    "names with one hash differ": (Condition("liquid", "eq", "ab"), fact("1", costarring="ab"), False),
}


@pytest.mark.parametrize("opens", SESSIONS)
@pytest.mark.parametrize(("condition", "given", "holds"), CONDITIONS.values(), ids=CONDITIONS.keys())
def test_condition(opens: Opens, condition: Condition, given: WorkingFact, holds: bool) -> None:
    assert fired(opens, one(condition), [given]) == (["r: 1"] if holds else [])


JOINS = {
    "equal": (fact("1", x="v"), fact("2", "person", y="v"), True),
    "different": (fact("1", x="v"), fact("2", "person", y="w"), False),
    "one hash": (fact("1", x="costarring"), fact("2", "person", y="liquid"), False),
    "text and number": (fact("1", x=5), fact("2", "person", y="5"), False),
    "numbers": (fact("1", x=5), fact("2", "person", y=5), True),
    "absent there": (fact("1"), fact("2", "person", y="v"), False),
    "absent here": (fact("1", x="v"), fact("2", "person"), False),
    "absent on both sides": (fact("1"), fact("2", "person"), False),
}


@pytest.mark.parametrize("opens", SESSIONS)
@pytest.mark.parametrize(("first", "second", "holds"), JOINS.values(), ids=JOINS.keys())
def test_join(opens: Opens, first: WorkingFact, second: WorkingFact, holds: bool) -> None:
    expected = ["r: 1 2"] if holds else []

    assert fired(opens, two(Join("y", "a", "x")), [first, second]) == expected
    assert fired(opens, two(Join("y", "a", "x")), [second, first]) == expected


@pytest.mark.parametrize("opens", SESSIONS)
class TestRule:
    def test_a_fact_fills_one_slot_only(self, opens: Opens) -> None:
        rules = two(Join("x", "a", "x"), kinds=("act", "act"))

        assert fired(opens, rules, [fact("1", x=1)]) == []
        assert fired(opens, rules, [fact("1", x=1), fact("2", x=1)]) == ["r: 1 2", "r: 2 1"]

    def test_facts_of_equal_content_are_two_facts(self, opens: Opens) -> None:
        assert fired(opens, one(), [fact("1", x=1), fact("2", x=1)]) == ["r: 1", "r: 2"]

    def test_patterns_without_a_join_pair_everything(self, opens: Opens) -> None:
        facts = [fact("1"), fact("2"), fact("3", "person"), fact("4", "person")]

        assert fired(opens, two(), facts) == ["r: 1 3", "r: 1 4", "r: 2 3", "r: 2 4"]

    def test_every_join_of_a_pattern_must_hold(self, opens: Opens) -> None:
        rules = two(Join("x", "a", "x"), Join("y", "a", "y"))
        facts = [fact("1", x=1, y=1), fact("2", "person", x=1, y=2), fact("3", "person", x=1, y=1)]

        assert fired(opens, rules, facts) == ["r: 1 3"]

    def test_no_facts_no_firings(self, opens: Opens) -> None:
        assert fired(opens, one(), []) == []

    def test_facts_of_a_kind_that_no_rule_names_do_nothing(self, opens: Opens) -> None:
        assert fired(opens, one(), [fact("1", "rumor", x=1)]) == []


@pytest.mark.parametrize("opens", SESSIONS)
class TestDerivation:
    def test_a_derived_fact_matches_like_a_given_one(self, opens: Opens) -> None:
        rules = (
            Production(
                "a", (Pattern("x", "act"),), Derivation("hit", (("who", Bound("x", "who")), ("n", 1)))
            ),
            Production("b", (Pattern("y", "hit", (Condition("n", "gte", 1),)), Pattern("z", "person"))),
        )
        evaluated = fired(opens, rules, [fact("1", who="w"), fact("2", "person")])

        assert evaluated[0] == "a: 1 → {'who': 'w', 'n': 1}"
        assert len(evaluated) == 2

    def test_deriving_a_fact_again_adds_a_firing_but_no_fact(self, opens: Opens) -> None:
        rules = (Production("a", (Pattern("x", "act"),), Derivation("hit", (("n", 1),))),)
        evaluation = opens(rules).evaluate([fact("1"), fact("2")])

        assert len(evaluation.firings) == 2
        assert len(evaluation.facts) == 3

    def test_a_field_that_the_premise_lacks_is_left_out(self, opens: Opens) -> None:
        rules = (Production("a", (Pattern("x", "act"),), Derivation("hit", (("who", Bound("x", "who")),))),)

        assert fired(opens, rules, [fact("1")]) == ["a: 1 → {}"]

    def test_rules_that_feed_themselves_come_to_an_end(self, opens: Opens) -> None:
        swap = Derivation("act", (("x", Bound("a", "y")), ("y", Bound("a", "x"))))
        rules = (Production("swap", (Pattern("a", "act"),), swap),)

        assert len(fired(opens, rules, [fact("1", x=1, y=2)])) == 3

    def test_a_chain_is_followed_to_its_end(self, opens: Opens) -> None:
        step = (Pattern("at", "place"), Pattern("way", "way", (), (Join("from", "at", "n"),)))
        rules = (Production("step", step, Derivation("place", (("n", Bound("way", "to")),))),)
        ways = [WorkingFact(f"w{n}", "way", {"from": n, "to": n + 1}) for n in range(60)]

        assert len(fired(opens, rules, [fact("0", "place", n=0), *ways])) == 60
