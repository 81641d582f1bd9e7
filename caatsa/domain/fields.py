"""The kinds of value that input documents hold: text, dates, amounts and lists, strict at the door."""

from __future__ import annotations

from typing import Annotated, TypeVar

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
from caatsa.domain.values import (
    LONGEST_ID,
    LONGEST_TEXT,
    act_date,
    amount,
    identifier,
    none_as_empty,
    readable,
    reported_date,
)

Entry = TypeVar("Entry")


class Model(BaseModel):
    """A frozen part of an input document; keys it does not name are errors, and `None` means *not stated*."""

    # Built on first use: a command that reads no persons does not pay for their validators.
    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, defer_build=True, serialize_by_alias=True
    )


_DATE_SCHEMA = WithJsonSchema(
    {
        "description": "YYYY, YYYY-MM, YYYY-MM-DD or unknown",
        "anyOf": [
            {"type": "string", "pattern": r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|unknown)$"},
            {"type": "integer", "minimum": 1900, "maximum": 2100},
        ],
    }
)

Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(readable)]
Identifier = Annotated[
    str, Field(max_length=LONGEST_ID), AfterValidator(readable), AfterValidator(identifier)
]
ReportedDate = Annotated[PartialDate, PlainValidator(reported_date), PlainSerializer(str), _DATE_SCHEMA]
# No date, `date: null` and `date: unknown` say the same: it happened, the day is not known.
ActDate = Annotated[PartialDate, PlainValidator(act_date), PlainSerializer(str), _DATE_SCHEMA]
Amount = Annotated[int | float | str, PlainValidator(amount), WithJsonSchema({"type": ["number", "string"]})]
# Lists come in and tuples stay; in a nullable one `null` means that nothing is stated.
Several = Annotated[tuple[Entry, ...], Strict(strict=False)]
NullableSeveral = Annotated[tuple[Entry, ...], Strict(strict=False), BeforeValidator(none_as_empty)]
