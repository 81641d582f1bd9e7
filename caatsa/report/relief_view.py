"""Ways to relief in full, for `caatsa why`: conditions, who certifies what to whom, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from caatsa.domain.verdict import ReliefCondition, ReliefPath, ReviewPeriod
from caatsa.report.layout import wrapped
from caatsa.report.words import code_citation, day, plain, provision_name

_NEXT: Final = " " * 4
_DEEP: Final = " " * 6


def relief_in_full(paths: Iterable[ReliefPath]) -> Iterator[str]:
    """Every path, its conditions one by one."""
    for path in paths:
        named = f"{provision_name(path.id)}, {code_citation(path.citation)}: {path.title} ({path.origin})"
        yield from wrapped(named, "  - ", _NEXT)
        for label, words in _sayings(path):
            yield from wrapped(f"{label}: {words}", _NEXT, _DEEP)
        for one in path.conditions:
            yield from wrapped(_condition(one), f"{_NEXT}- ", _DEEP)
            yield from wrapped(f"{one.question} {_answer(one)}", _DEEP)
        if path.review:
            yield from wrapped(_review(path.review), _NEXT, _DEEP)


def _sayings(path: ReliefPath) -> Iterator[tuple[str, str]]:
    yield "stands", "; ".join(path.standing)
    yield "decided by", path.decided_by
    yield "goes to", "; ".join((path.addressed_to, *path.addressees))
    yield "notice", path.notice
    yield "term", path.term
    yield "scope", path.scope
    yield "needs", f"{path.needs} (together: {plain(path.together)})"


def _condition(one: ReliefCondition) -> str:
    others = [name for name in one.alternatives if name != one.id]
    or_else = f" (or {', '.join(others)})" if others else ""
    return f"{plain(one.result)}, {one.id}{or_else}: “{one.text}”"


def _answer(one: ReliefCondition) -> str:
    return (
        f"{one.because[:1].upper()}{one.because[1:]}. Ask: {one.ask}"
        if one.result == "unknown"
        else one.because
    )


def _review(review: ReviewPeriod) -> str:
    first, last = day(review.submitted), day(review.last_day)
    return (
        f"review, {code_citation(review.citation)}: a report sent on {first} would be under review for"
        f" {review.days} calendar days, through {last}; action from {day(review.action_from)}, unless"
        f" {'; '.join(review.unless)}"
    )
