"""Facts: flat, sourced statements that rules can match, each with the place it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from caatsa.domain.record import Record

Value = str | int

Grade = Literal[
    "official_text", "official_statement", "named_wire", "trade_press", "unsourced", "leak", "aggregator"
]

WEAK_GRADES: frozenset[Grade] = frozenset({"leak", "aggregator"})
"""Grades that never lift an element above `arguable` when nothing better supports the same fact."""


class Citation(Record):
    """A source as a reader can look it up; only `title` is always there.

    Sources of the input are graded, those of registers are not.
    """

    title: str
    publisher: str = ""
    url: str = ""
    published: str = ""
    grade: Grade | Literal[""] = ""


class Origin(Record):
    """Where a fact comes from: the input, a register or a rule, with a locator a person can follow.

    `grade` is the best grade among the sources; `verification` is `unverified` for register data that
    nobody has read in a source. `rests_on` are the other facts, by their refs, without which this one would
    not be as it is: they have sources of their own.
    """

    kind: Literal["input", "register", "rule"]
    where: str
    sources: tuple[Citation, ...] = ()
    grade: Grade | None = None
    verification: Literal["seen", "reconstructed", "unverified"] | None = None
    rests_on: tuple[str, ...] = ()

    @property
    def weak(self) -> bool:
        """Whether nothing but leaks or aggregators supports the fact, apart from what it rests on."""
        return self.grade in WEAK_GRADES


class Fact(Record):
    """One flat statement of a known kind (see `domain.vocabulary`); `ref` is unique in an evaluation."""

    ref: str
    kind: str
    fields: Mapping[str, Value]
    text: str
    origin: Origin = Origin("input", "")
