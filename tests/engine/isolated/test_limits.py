"""Programs and facts that an engine could read wrongly are refused, by every engine, before it starts."""

from collections.abc import Iterable

import pytest

from caatsa.domain.errors import EngineError
from caatsa.engine.limits import MOST_FACTS, MOST_PATTERNS, MOST_RULES, MOST_TERMS, check_program
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
from caatsa.engine.session import DurableSession
from tests.engine.engines import SESSIONS, Opens, fired, needs_durable


def rule(*conditions: Condition, name: str = "r", derive: Derivation | None = None) -> Production:
    return Production(name, (Pattern("a", "act", conditions),), derive)


def joined(*joins: Join) -> Production:
    return Production("r", (Pattern("a", "act"), Pattern("b", "act", (), joins)))


BAD_PROGRAMS: dict[str, tuple[Iterable[Production], str]] = {
    "empty": ([], "no rules"),
    "too many rules": (
        [rule(Condition("n", "eq", n), name=str(n)) for n in range(MOST_RULES + 1)],
        "201 rules; the engine takes 200 at most",
    ),
    "one name twice": ([rule(), rule()], "rule 'r' is there 2 times"),
    "no patterns": ([Production("r", ())], "0 patterns; a rule has 1 to 16"),
    "too many patterns": (
        [Production("r", tuple(Pattern(f"a{n}", "act") for n in range(MOST_PATTERNS + 1)))],
        "17 patterns; a rule has 1 to 16",
    ),
    "one alias twice": (
        [Production("r", (Pattern("a", "act"), Pattern("a", "act")))],
        "two patterns are called 'a'",
    ),
    "a later alias": (
        [Production("r", (Pattern("a", "act", (), (Join("x", "b", "x"),)), Pattern("b", "act")))],
        "'b' is not bound by a pattern before 'a'",
    ),
    "a join with itself": ([joined(Join("x", "b", "y"))], "'b' is not bound by a pattern before 'b'"),
    "too many terms": (
        [joined(*(Join(f"x{n}", "a", "y") for n in range(14)))],
        "pattern 'b' has 31 terms; the engine takes 29 at most",
    ),
    "no alternatives": ([rule(Condition("x", "in", ()))], "tested with 'in' against ()"),
    "one value for in": ([rule(Condition("x", "in", "ab"))], "tested with 'in' against 'ab'"),
    "several values for eq": ([rule(Condition("x", "eq", ("a",)))], "tested with 'eq' against ('a',)"),
    "another operator": ([rule(Condition("x", "like", "a"))], "'like', which is not an operator"),  # type: ignore[arg-type]
    "ordered text": ([rule(Condition("x", "lt", "2017"))], "only whole numbers have an order"),
    "a fraction": ([rule(Condition("x", "eq", 0.5))], "a value is text or a whole number"),  # type: ignore[arg-type]
    "a truth value": ([rule(Condition("x", "eq", True))], "a value is text or a whole number"),
    "a number too large": ([rule(Condition("x", "eq", 2**53 + 1))], "a value is text or a whole number"),
    "a field of two types": (
        [rule(Condition("x", "eq", 5)), rule(Condition("x", "ne", "5"), name="s")],
        "act.x is text in one rule and a number in another",
    ),
    "a copy from nowhere": (
        [rule(derive=Derivation("hit", (("x", Bound("b", "x")),)))],
        "copies from 'b', which is not bound",
    ),
    "a derived field twice": (
        [rule(derive=Derivation("hit", (("x", 1), ("x", 2))))],
        "the derived field 'x' is there 2 times",
    ),
    "a derived fraction": (
        [rule(derive=Derivation("hit", (("x", 0.5),)))],  # type: ignore[arg-type]
        "a value is text or a whole number",
    ),
    "too many of one kind": (
        [
            Production(
                str(n), tuple(Pattern(f"a{m}", "act", (Condition("n", "eq", 16 * n + m),)) for m in range(16))
            )
            for n in range(32)
        ],
        "512 patterns over 'act' facts; the engine takes 500 at most",
    ),
    "too many alike": (
        [
            Production(str(n), (Pattern("a", "act"), Pattern("b", "act", (), (Join("x", "a", f"y{n}"),))))
            for n in range(130)
        ],
        "260 patterns test 'act' facts alike; the engine takes 250 at most",
    ),
}


@pytest.mark.parametrize("opens", SESSIONS)
@pytest.mark.parametrize(("productions", "problem"), BAD_PROGRAMS.values(), ids=BAD_PROGRAMS.keys())
def test_program_is_refused(opens: Opens, productions: list[Production], problem: str) -> None:
    with pytest.raises(EngineError) as refused:
        opens(productions)

    assert problem in str(refused.value)


def test_every_problem_of_a_program_is_named() -> None:
    with pytest.raises(EngineError) as refused:
        check_program([rule(Condition("x", "lt", "a")), rule(Condition("x", "in", ()))])

    assert len(str(refused.value).splitlines()) == 3


BAD_FACTS: dict[str, tuple[list[WorkingFact], str]] = {
    "a ref twice": ([WorkingFact("1", "act", {}), WorkingFact("1", "act", {})], "fact '1' is given twice"),
    "the ref of a derived fact": ([WorkingFact("d:act:1", "act", {})], "belong to derived facts"),
    "nothing": ([WorkingFact("1", "act", {"x": None})], "fact '1', field 'x': None"),  # type: ignore[dict-item]
    "a fraction": ([WorkingFact("1", "act", {"x": 1.0})], "field 'x': 1.0"),  # type: ignore[dict-item]
    "a truth value": ([WorkingFact("1", "act", {"x": True})], "field 'x': True"),
    "a number too large": ([WorkingFact("1", "act", {"x": -(2**53) - 1})], "a whole number up to"),
    "too many": (
        [WorkingFact(str(n), "act", {}) for n in range(MOST_FACTS + 1)],
        "20001 facts; an evaluation takes 20000 at most",
    ),
}


@pytest.mark.parametrize("opens", SESSIONS)
@pytest.mark.parametrize(("facts", "problem"), BAD_FACTS.values(), ids=BAD_FACTS.keys())
def test_facts_are_refused(opens: Opens, facts: list[WorkingFact], problem: str) -> None:
    with pytest.raises(EngineError) as refused:
        opens([rule()]).evaluate(facts)

    assert problem in str(refused.value)


@pytest.mark.parametrize("opens", SESSIONS)
def test_an_explosion_is_stopped(opens: Opens) -> None:
    rules = [Production("r", tuple(Pattern(f"a{n}", "act") for n in range(4)))]
    facts = [WorkingFact(str(n), "act", {}) for n in range(20)]

    with pytest.raises(EngineError, match="more than 100000 firings"):
        opens(rules).evaluate(facts)


MANY: dict[str, Value] = {f"x{n}": n for n in range(230)}


def _pair(number: int, *, joining: str, joined_to: str) -> Production:
    """An act and a person with equal fields of these names."""
    return Production(
        str(number), (Pattern("a", "act"), Pattern("b", "person", (), (Join(joining, "a", joined_to),)))
    )


LARGEST: dict[str, tuple[list[Production], list[WorkingFact], int]] = {
    "200 rules for one kind": (
        [rule(Condition("x1", "eq", n), name=str(n)) for n in range(MOST_RULES)],
        [WorkingFact(str(n), "act", {"x1": n}) for n in range(MOST_RULES)],
        MOST_RULES,
    ),
    "200 rules that say the same": (
        [rule(Condition("x1", "eq", 1), name=str(n)) for n in range(MOST_RULES)],
        [WorkingFact("1", "act", MANY)],
        MOST_RULES,
    ),
    "200 different rules for one fact": (
        [rule(Condition(f"x{n}", "eq", n), name=str(n)) for n in range(MOST_RULES)],
        [WorkingFact("1", "act", MANY)],
        MOST_RULES,
    ),
    "200 orders for one fact": (
        [rule(Condition("x229", "gte", n), name=str(n)) for n in range(MOST_RULES)],
        [WorkingFact("1", "act", MANY)],
        MOST_RULES,
    ),
    "200 joins of one fact": (
        [_pair(n, joining=f"x{n}", joined_to="x") for n in range(MOST_RULES)],
        [WorkingFact("1", "act", {"x": 7}), WorkingFact("2", "person", MANY)],
        1,
    ),
    "200 joins to one fact": (
        [_pair(n, joining="x", joined_to=f"x{n}") for n in range(MOST_RULES)],
        [WorkingFact("1", "act", MANY), WorkingFact("2", "person", {"x": 7})],
        1,
    ),
    "16 patterns": (
        [Production("r", tuple(Pattern(f"a{n}", f"k{n}") for n in range(MOST_PATTERNS)))],
        [WorkingFact(str(n), f"k{n}", {}) for n in range(MOST_PATTERNS)],
        1,
    ),
    "29 terms": (
        [rule(*(Condition(f"x{n}", "eq", n) for n in range(MOST_TERMS - 2)))],
        [WorkingFact("1", "act", MANY)],
        1,
    ),
    "29 terms with joins": (
        [joined(*(Join(f"x{n}", "a", f"x{n}") for n in range(13)))],
        [WorkingFact("1", "act", MANY), WorkingFact("2", "act", MANY)],
        2,
    ),
    "alternatives by the hundred": (
        [rule(Condition("x1", "in", tuple(range(500))), Condition("x2", "in", tuple(range(500))))],
        [WorkingFact("1", "act", MANY)],
        1,
    ),
}


@pytest.mark.parametrize("opens", SESSIONS)
@pytest.mark.parametrize(("rules", "facts", "firings"), LARGEST.values(), ids=LARGEST.keys())
def test_the_largest_programs_work(
    opens: Opens, rules: list[Production], facts: list[WorkingFact], firings: int
) -> None:
    assert len(fired(opens, rules, facts)) == firings


@needs_durable
def test_rules_that_look_at_a_fact_in_too_many_ways_are_refused() -> None:
    """Beyond the 252 properties of a fact the engine would drop facts."""
    rules = [
        rule(*(Condition(f"x{n}-{part}", "eq", n) for part in range(25)), name=str(n)) for n in range(10)
    ]

    with pytest.raises(EngineError, match="the rules look at 'act' facts in 252 ways"):
        DurableSession(rules)
