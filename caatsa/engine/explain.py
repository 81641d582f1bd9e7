"""Why a production did not fire: how far its patterns were met, and what the next one would have needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from caatsa.domain.record import Record
from caatsa.engine.patterns import Condition, Join, Pattern, Production, Value, WorkingFact
from caatsa.engine.reference import Match, holds, joined, satisfies

MOST_TRIED: Final = 10_000
"""Beginnings of matches that are looked at before the best of them is taken; events have far fewer."""


class Failed(Record):
    """One test that the nearest fact does not pass.

    `wanted` is the constant of the condition, or what the fact bound by an earlier pattern says; `seen` is
    `None` where the fact does not have the field.
    """

    test: Condition | Join
    wanted: Value | tuple[Value, ...] | None
    seen: Value | None


class Silence(Record):
    """The longest beginning of a production that facts meet, and the first pattern that none meets.

    `matched` is alias and ref of each fact of that beginning, in order; `nearest` is the fact of the right
    kind that fails fewest tests of `unmet`, `None` where there is no fact of that kind left.
    """

    production: str
    matched: tuple[tuple[str, str], ...]
    unmet: Pattern
    nearest: WorkingFact | None
    failed: tuple[Failed, ...]


def silence(production: Production, facts: Sequence[WorkingFact]) -> Silence | None:
    """Why the production is silent on these facts, given and derived; `None` if it fires.

    Of several beginnings of the same length the one counts whose next pattern is nearest to being met, then
    the one whose facts come first.
    """
    best: Silence | None = None
    for number, match in enumerate(_beginnings(production, facts)):
        if len(match) == len(production.patterns):
            return None
        found = _stuck(production, match, facts)
        if best is None or _nearer(found, best):
            best = found
        if number >= MOST_TRIED:
            break
    return best


def _beginnings(production: Production, facts: Sequence[WorkingFact]) -> Iterator[Match]:
    """Every match of every beginning of the patterns, the empty one first, deeper ones as they are found.

    To be asked no further once the match is whole.
    """
    candidates = [[fact for fact in facts if satisfies(pattern, fact)] for pattern in production.patterns]
    pending: list[Match] = [{}]
    while pending:
        match = pending.pop()
        yield match
        pattern = production.patterns[len(match)]
        extended = [
            {**match, pattern.alias: fact}
            for fact in candidates[len(match)]
            if _free(fact, match) and all(joined(join, fact, match) for join in pattern.joins)
        ]
        pending.extend(reversed(extended))


def _stuck(production: Production, match: Match, facts: Sequence[WorkingFact]) -> Silence:
    pattern = production.patterns[len(match)]
    tried = [(fact, _failed(pattern, fact, match)) for fact in facts if fact.kind == pattern.kind]
    free = [(fact, failed) for fact, failed in tried if failed and _free(fact, match)]
    nearest, failed = min(free, key=lambda one: len(one[1]), default=(None, ()))
    matched = tuple((alias, fact.ref) for alias, fact in match.items())
    return Silence(production.id, matched, pattern, nearest, failed)


def _failed(pattern: Pattern, fact: WorkingFact, match: Match) -> tuple[Failed, ...]:
    conditions = [
        Failed(condition, condition.value, fact.fields.get(condition.field))
        for condition in pattern.conditions
        if not holds(condition, fact)
    ]
    joins = [
        Failed(join, match[join.alias].fields.get(join.other), fact.fields.get(join.field))
        for join in pattern.joins
        if not joined(join, fact, match)
    ]
    return (*conditions, *joins)


def _nearer(one: Silence, other: Silence) -> bool:
    return _nearness(one) > _nearness(other)


def _nearness(one: Silence) -> tuple[int, bool, int]:
    return len(one.matched), one.nearest is not None, -len(one.failed)


def _free(fact: WorkingFact, match: Match) -> bool:
    return all(fact.ref != other.ref for other in match.values())
