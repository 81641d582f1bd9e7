"""Inputs of events that are plainly in order, read without the models of `domain.events`.

To import and build those takes longer than all else that a short run does. They alone decide what an input
may say: here an input is taken only as they would take it, and at the least doubt it is left to them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, Final, TypeAlias, TypeVar, get_args

from caatsa.domain import values
from caatsa.domain.dates import PartialDate
from caatsa.domain.record import Record
from caatsa.domain.reported import (
    Act,
    ActKind,
    Capability,
    ChainParty,
    EndUse,
    Event,
    Grade,
    Party,
    Reported,
    Role,
    Source,
)

R = TypeVar("R", bound=Record)
T = TypeVar("T")

_Read: TypeAlias = Callable[[Any], T]
"""Gives what a value of plain data says; `ValueError` where the models have to look at it."""


def plainly_said(data: Any) -> Reported | None:
    """What the input says if it says nothing but events and they are plainly in order, else None."""
    try:
        return _DOCUMENT(data)
    except ValueError:
        return None


def _mapping(record: type[R], required: Collection[str], **readers: _Read[Any]) -> _Read[R]:
    needed = frozenset(required)

    def read(value: Any) -> R:
        # Types are compared exactly: what is derived from a type may differ from it in anything.
        if type(value) is not dict or not needed <= value.keys() <= readers.keys():
            raise ValueError(record)
        return record(**{key: readers[key](part) for key, part in value.items()})

    return read


def _several(entry: _Read[T]) -> _Read[tuple[T, ...]]:
    def read(value: Any) -> tuple[T, ...]:
        if type(value) is not list:
            raise ValueError(value)
        return tuple([entry(part) for part in value])

    return read


def _several_or_null(entry: _Read[T]) -> _Read[tuple[T, ...]]:
    several = _several(entry)
    return lambda value: () if value is None else several(value)


def _or_null(inner: _Read[T], null: T | None = None) -> _Read[T | None]:
    return lambda value: null if value is None else inner(value)


def _one_of(literal: Any) -> _Read[str]:
    allowed = frozenset(get_args(literal))

    def read(value: Any) -> str:
        if type(value) is not str or value not in allowed:
            raise ValueError(value)
        return value

    return read


def _text(value: Any) -> str:
    if type(value) is not str or len(value) > values.LONGEST_TEXT:
        raise ValueError(value)
    return values.readable(value)


def _identifier(value: Any) -> str:
    if type(value) is not str or len(value) > values.LONGEST_ID:
        raise ValueError(value)
    return values.identifier(values.readable(value))


def _date(value: Any) -> PartialDate:
    if type(value) not in (str, int, date):
        raise ValueError(value)
    return PartialDate.parse(value)


def _amount(value: Any) -> int | float | str:
    if type(value) not in (str, int, float):
        raise ValueError(value)
    return values.amount(value)


def _buyer(value: Any) -> Party:
    buyer = _PARTY(value)
    if "country" not in value or (buyer.country is None and buyer.country_name is None):
        raise ValueError(value)
    return buyer


def _acts(value: Any) -> tuple[Act, ...]:
    if not value:
        raise ValueError(value)
    return _several(_ACT)(value)


_MAYBE_TEXT: Final = _or_null(_text)
_MAYBE_AMOUNT: Final = _or_null(_amount)
_PARTY_KEYS: Final = {"country": _MAYBE_TEXT, "country_name": _MAYBE_TEXT, "name": _MAYBE_TEXT}
_PARTY: Final = _mapping(Party, (), **_PARTY_KEYS)
_SOURCE: Final = _mapping(
    Source,
    ("title",),
    title=_text,
    publisher=_MAYBE_TEXT,
    url=_MAYBE_TEXT,
    published=_or_null(_date),
    grade=_or_null(_one_of(Grade)),
)
_SOURCES: Final = _several_or_null(_SOURCE)
_ACT: Final = _mapping(
    Act,
    ("kind",),
    kind=_one_of(ActKind),
    date=_or_null(_date, PartialDate.UNKNOWN),
    quantity=_MAYBE_AMOUNT,
    value=_MAYBE_AMOUNT,
    sources=_SOURCES,
)
_CHAIN_PARTY: Final = _mapping(ChainParty, ("role",), role=_one_of(Role), **_PARTY_KEYS)
PLAIN_PARTS: Final[Mapping[str, _Read[Any]]] = {
    "id": _identifier,
    "buyer": _buyer,
    "supplier": _PARTY,
    "parties": _CHAIN_PARTY,
    "item": _text,
    "quantity": _amount,
    "value": _amount,
    "end_use": _one_of(EndUse),
    "capability": _one_of(Capability),
    "acts": _ACT,
    "sources": _SOURCE,
}
"""What a member of an event says, by its key, and of a list one entry; `ValueError` as of `_Read`."""
_EVENT: Final = _mapping(
    Event,
    ("id", "buyer", "acts"),
    **{key: _or_null(read) for key, read in PLAIN_PARTS.items()}
    | {
        "id": _identifier,
        "buyer": _buyer,
        "parties": _several_or_null(_CHAIN_PARTY),
        "acts": _acts,
        "sources": _SOURCES,
    },
)
_DOCUMENT: Final = _mapping(Reported, ("events",), events=_several(_EVENT))
