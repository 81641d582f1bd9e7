"""How the tests of a `where` are written: `field`, `field|op`, and `$alias.field` for a join."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from caatsa.domain.record import Record
from caatsa.domain.vocabulary import FieldSpec
from caatsa.rulebase.rules import Condition, Scalar

Operator = Literal["eq", "ne", "lt", "lte", "gt", "gte", "in"]
OPERATORS: tuple[Operator, ...] = ("eq", "ne", "lt", "lte", "gt", "gte", "in")

_REFERENCE = re.compile(r"\$([A-Za-z][A-Za-z0-9_]*)\.([a-z_]+)")
_PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\.([a-z_]+)\}")


class Reference(Record):
    """The field of a fact that an earlier condition has bound."""

    alias: str
    field: str


class Term(Record):
    """One test of a condition: against a constant, several (`in`), or an earlier fact (`eq` only)."""

    field: str
    operator: str
    value: Scalar | Reference | tuple[Scalar, ...]


def reference(value: object) -> Reference | None:
    """The reference that a value of a rule file stands for, or `None` for a constant."""
    match = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    return Reference(*match.groups()) if match else None


def terms(condition: Condition) -> Iterator[Term]:
    """The tests of a condition, in the order of the file."""
    for key, raw in condition.where.items():
        name, _, operator = key.partition("|")
        value = tuple(raw) if isinstance(raw, list) else (reference(raw) or raw)
        yield Term(name, operator or "eq", value)


def placeholders(text: str) -> tuple[Reference, ...]:
    """What a `because` takes from the facts, in order.

    >>> placeholders("{act.kind}, {act.dated}")
    (Reference(alias='act', field='kind'), Reference(alias='act', field='dated'))
    """
    return tuple(Reference(*match) for match in _PLACEHOLDER.findall(text))


def filled(text: str, value: Callable[[Reference], str]) -> str:
    """The text with each placeholder replaced once; what is put in is never read as a placeholder again."""
    return _PLACEHOLDER.sub(lambda match: value(Reference(*match.groups())), text)


def constant(value: Scalar, spec: FieldSpec) -> str | int:
    """A constant as facts carry it: a day becomes its number; `ValueError` if it is no day."""
    return date.fromisoformat(str(value)).toordinal() if spec.type == "day" else value
