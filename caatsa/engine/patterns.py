"""Productions, facts and firings as plain data: the one language that every evaluator and the checker speak.

What it means, wherever it is evaluated:

- A pattern matches a fact of its kind that meets every condition and every join. A field that the fact does
  not have meets nothing, `ne` included. Text and number never equal each other; order is for numbers alone.
- A match of a production binds each alias to one fact, and no fact to two aliases.
- Every match fires once. A derived fact is known by its content: deriving it again adds a firing, no fact.
- Derived facts match like given ones, until nothing new fires. That always ends: derived values are copies
  or constants, so only finitely many facts can be derived.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, Protocol

from caatsa.domain.record import Record

Value = str | int
Operator = Literal["eq", "ne", "lt", "lte", "gt", "gte", "in"]

DERIVED = "d:"
"""How the refs of derived facts begin, and no others."""


class Condition(Record):
    """A test of one field against a constant; a tuple of constants for `in`, and only there."""

    field: str
    operator: Operator
    value: Value | tuple[Value, ...]


class Join(Record):
    """This fact's `field` equals field `other` of the fact bound as `alias` by an earlier pattern."""

    field: str
    alias: str
    other: str


class Pattern(Record):
    """One fact that a production needs, under the name by which later patterns refer to it."""

    alias: str
    kind: str
    conditions: tuple[Condition, ...] = ()
    joins: tuple[Join, ...] = ()


class Bound(Record):
    """The value of a field of the fact bound as `alias`."""

    alias: str
    field: str


class Derivation(Record):
    """The fact that a firing adds; a field whose source is absent from the bound fact is left out."""

    kind: str
    fields: tuple[tuple[str, Value | Bound], ...]


class Production(Record):
    """When every pattern is matched, the production fires and derives its fact, if it has one."""

    id: str
    patterns: tuple[Pattern, ...]
    derive: Derivation | None = None


class WorkingFact(Record):
    """A flat fact with a unique `ref`; values are text and whole numbers (dates as day numbers)."""

    ref: str
    kind: str
    fields: Mapping[str, Value]


class Firing(Record):
    """One match of one production: (alias, ref) in the order of its patterns, and the ref it derived."""

    rule: str
    premises: tuple[tuple[str, str], ...]
    derived: str | None


class Evaluation(Record):
    """Given and derived facts by ref, and all firings, both in canonical order: two evaluators that agree
    give equal evaluations but for `engine`.
    """

    facts: tuple[WorkingFact, ...]
    firings: tuple[Firing, ...]
    engine: str

    @classmethod
    def of(cls, facts: Iterable[WorkingFact], firings: Iterable[Firing], engine: str) -> Evaluation:
        """The evaluation in canonical order, whatever the order of discovery."""
        ordered = sorted(firings, key=lambda firing: (firing.rule, firing.premises, firing.derived or ""))
        return cls(tuple(sorted(facts, key=lambda fact: fact.ref)), tuple(ordered), engine)


class Session(Protocol):
    """An evaluator of fixed productions."""

    name: str
    version: str

    def evaluate(self, facts: Iterable[WorkingFact]) -> Evaluation:
        """All firings over the facts, to the fixpoint."""
        ...


def content_ref(kind: str, fields: Mapping[str, Value]) -> str:
    """The ref of a derived fact: a name of its content, whatever derived it and when.

    >>> content_ref("touch", {"act": "a1"})
    'd:touch:b439214cf182ff3c'
    """
    return _named(kind, tuple(sorted(fields.items())))


@lru_cache(maxsize=16384)
def _named(kind: str, fields: tuple[tuple[str, Value], ...]) -> str:
    content = json.dumps([kind, fields])
    return f"{DERIVED}{kind}:{hashlib.sha256(content.encode('ascii')).hexdigest()[:16]}"


def derive(derivation: Derivation, bound: Mapping[str, WorkingFact]) -> WorkingFact:
    """The fact that a match derives."""
    fields: dict[str, Value] = {}
    for name, source in derivation.fields:
        value = bound[source.alias].fields.get(source.field) if isinstance(source, Bound) else source
        if value is not None:
            fields[name] = value
    return WorkingFact(content_ref(derivation.kind, fields), derivation.kind, fields)
