"""The kinds of value that input documents hold: text, dates, amounts and lists, strict at the door."""

from __future__ import annotations

import re
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    Strict,
    WithJsonSchema,
)

from caatsa.domain.dates import PartialDate

LONGEST_ID = 200
LONGEST_TEXT = 10_000

# Control characters other than tab and line ends, and halves of surrogate pairs: no report can show them.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

# Beyond any quantity or sum; infinite and not-a-number fail the comparison too.
_LARGEST = 10**30

Entry = TypeVar("Entry")


class Model(BaseModel):
    """A frozen part of an input document; keys it does not name are errors, and `None` means *not stated*."""

    # Built on first use: a command that reads no persons does not pay for their validators.
    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, defer_build=True, serialize_by_alias=True
    )


def _readable(text: str) -> str:
    if not text or text.isspace():
        raise ValueError(
            "is blank; text says something, and an optional key is left out where nothing is stated"
        )
    if not text.isprintable() and (found := _UNREADABLE.search(text)):
        raise ValueError(f"holds the character U+{ord(found[0]):04X}; text holds printable characters")
    return text


def _identifier(text: str) -> str:
    if text != text.strip() or len(text.splitlines()) > 1:
        raise ValueError("is not an id; an id is one line without blanks around it")
    return text


def _reported_date(value: Any) -> PartialDate:
    return value if isinstance(value, PartialDate) else PartialDate.parse(value)


def _act_date(value: Any) -> PartialDate:
    return PartialDate.UNKNOWN if value is None else _reported_date(value)


def _amount(value: Any) -> int | float | str:
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise ValueError(f"has {len(value):,} characters; text has at most {LONGEST_TEXT:,}")
        return _readable(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not -_LARGEST < value < _LARGEST:
        raise ValueError("is neither a number nor text; write it as reported, such as 5 or '5 regiments'")
    return value


def _none_as_empty(value: Any) -> Any:
    return () if value is None else value


_DATE_SCHEMA = WithJsonSchema(
    {
        "description": "YYYY, YYYY-MM, YYYY-MM-DD or unknown",
        "anyOf": [
            {"type": "string", "pattern": r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|unknown)$"},
            {"type": "integer", "minimum": 1900, "maximum": 2100},
        ],
    }
)

Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_readable)]
Identifier = Annotated[
    str, Field(max_length=LONGEST_ID), AfterValidator(_readable), AfterValidator(_identifier)
]
ReportedDate = Annotated[PartialDate, PlainValidator(_reported_date), PlainSerializer(str), _DATE_SCHEMA]
# No date, `date: null` and `date: unknown` say the same: it happened, the day is not known.
ActDate = Annotated[PartialDate, PlainValidator(_act_date), PlainSerializer(str), _DATE_SCHEMA]
Amount = Annotated[int | float | str, PlainValidator(_amount), WithJsonSchema({"type": ["number", "string"]})]
# Lists come in and tuples stay; in a nullable one `null` means that nothing is stated.
Several = Annotated[tuple[Entry, ...], Strict(strict=False)]
NullableSeveral = Annotated[tuple[Entry, ...], Strict(strict=False), BeforeValidator(_none_as_empty)]
