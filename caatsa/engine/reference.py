"""The engine `reference`: every combination of facts tried for every production, until nothing is new.

Slow and obvious on purpose. It serves where durable_rules cannot be loaded, and as the yardstick in tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from caatsa.engine.limits import check_facts, check_firings, check_program
from caatsa.engine.patterns import (
    Condition,
    Evaluation,
    Firing,
    Join,
    Pattern,
    Production,
    WorkingFact,
    derive,
)

VERSION = "1"

Match = dict[str, WorkingFact]


class ReferenceSession:
    """An evaluator without an engine: same productions, same answers, no compiler needed to install it."""

    name = "reference"
    version = VERSION

    def __init__(self, productions: Sequence[Production]) -> None:
        check_program(productions)
        self._productions = tuple(productions)

    def evaluate(self, facts: Iterable[WorkingFact]) -> Evaluation:
        """All firings over the facts, to the fixpoint."""
        given = tuple(facts)
        check_facts(given)
        known = {fact.ref: fact for fact in given}
        while True:
            firings, derived = self._round(tuple(known.values()))
            if derived.keys() <= known.keys():
                return Evaluation.of(known.values(), firings, self.name)
            known.update(derived)

    def _round(self, facts: Sequence[WorkingFact]) -> tuple[list[Firing], dict[str, WorkingFact]]:
        """Every firing over these facts, and the facts that they derive."""
        firings: list[Firing] = []
        derived: dict[str, WorkingFact] = {}
        for production in self._productions:
            for match in matches(production, facts):
                fact = derive(production.derive, match) if production.derive else None
                if fact is not None:
                    derived[fact.ref] = fact
                premises = tuple((alias, premise.ref) for alias, premise in match.items())
                firings.append(Firing(production.id, premises, fact.ref if fact else None))
                check_firings(len(firings))
        return firings, derived


def matches(production: Production, facts: Sequence[WorkingFact]) -> Iterator[Match]:
    """Every way to match the production, as alias → fact in the order of the patterns."""
    candidates = ([fact for fact in facts if satisfies(pattern, fact)] for pattern in production.patterns)
    yield from combined(production.patterns, candidates)


def combined(patterns: Sequence[Pattern], candidates: Iterable[Sequence[WorkingFact]]) -> Iterator[Match]:
    """Every way to take a candidate for each pattern, none twice, so that the joins hold."""
    able = []
    for facts in candidates:
        if not facts:
            return
        able.append(facts)
    yield from _extended({}, patterns, able)


def _extended(
    match: Match, patterns: Sequence[Pattern], candidates: Sequence[Sequence[WorkingFact]]
) -> Iterator[Match]:
    if not patterns:
        yield dict(match)
        return
    pattern = patterns[0]
    for fact in candidates[0]:
        if any(fact.ref == other.ref for other in match.values()):
            continue
        if all(joined(join, fact, match) for join in pattern.joins):
            yield from _extended({**match, pattern.alias: fact}, patterns[1:], candidates[1:])


def satisfies(pattern: Pattern, fact: WorkingFact) -> bool:
    """Whether the fact is of the pattern's kind and meets its conditions; joins are another matter."""
    return fact.kind == pattern.kind and all(holds(condition, fact) for condition in pattern.conditions)


def joined(join: Join, fact: WorkingFact, match: Match) -> bool:
    """Whether both facts have their field, with equal values."""
    value = fact.fields.get(join.field)
    return value is not None and value == match[join.alias].fields.get(join.other)


def holds(condition: Condition, fact: WorkingFact) -> bool:  # noqa: PLR0911 - one line per operator
    """Whether the fact has the field and its value passes the test."""
    value, constant = fact.fields.get(condition.field), condition.value
    if value is None:
        return False
    if isinstance(constant, tuple):
        return value in constant
    if condition.operator == "eq":
        return value == constant
    if condition.operator == "ne":
        return value != constant
    if isinstance(value, str) or isinstance(constant, str):
        return False
    if condition.operator == "lt":
        return value < constant
    if condition.operator == "lte":
        return value <= constant
    if condition.operator == "gt":
        return value > constant
    return value >= constant
