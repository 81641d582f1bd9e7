"""What a mapping file says: which columns of a table that is not ours make up which parts of an event.

Where a value is wanted, plain text is a constant, and a mapping with `column` or `template` takes it from the
cells of the row. Nothing in the file is ever run.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from caatsa.domain.fields import Amount, Model, ReportedDate, Several, Text
from caatsa.domain.reported import ActKind, Capability, EndUse, Grade, Role
from caatsa.domain.values import none_as_empty

V = TypeVar("V")
ConstantT = TypeVar("ConstantT")
FromT = TypeVar("FromT")


def _form(value: Any) -> str:
    return "constant" if isinstance(value, str | int | float | date) else "mapping"


Said = Annotated[
    Annotated[ConstantT, Tag("constant")] | Annotated[FromT, Tag("mapping")], Discriminator(_form)
]
"""A constant, or a mapping that says of which cells the value is made."""

DateForm = Literal[
    "YYYY",
    "YYYY-MM",
    "YYYY-MM-DD",
    "YYYY/MM/DD",
    "YYYY.MM.DD",
    "YYYYMMDD",
    "YYYYMM",
    "DD.MM.YYYY",
    "DD/MM/YYYY",
    "DD-MM-YYYY",
    "MM/DD/YYYY",
    "MM.YYYY",
    "MM/YYYY",
    "DD-Mon-YYYY",
    "DD Mon YYYY",
    "Mon YYYY",
    "YYYY-MM-DD hh:mm",
    "YYYY-MM-DDThh:mm",
    "DD.MM.YYYY hh:mm",
    "DD/MM/YYYY hh:mm",
    "MM/DD/YYYY hh:mm",
]
ISO_FORMS: tuple[DateForm, ...] = ("YYYY-MM-DD", "YYYY-MM", "YYYY")
Separator = Literal["comma", "semicolon", "pipe", "tab"]
ColumnName = Annotated[str, Field(min_length=1, max_length=1000)]


class Condition(Model):
    """A test of one cell: equal to a text, one of several, or empty (or not)."""

    column: ColumnName
    equals: str | None = None
    in_: Several[str] | None = Field(default=None, alias="in")
    empty: bool | None = None

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        if [self.equals, self.in_, self.empty].count(None) != 2:
            raise ValueError("does not ask one thing; give one of equals, in, empty")
        return self


class Taken(Model, Generic[V]):
    """A value made of cells; `values` says what the text of the cells stands for, null for nothing."""

    column: ColumnName | None = None
    template: Annotated[str, Field(min_length=1, max_length=10_000)] | None = None
    values: dict[str, V | None] | None = None
    otherwise: Literal["fault", "keep", "empty"] = "fault"
    if_empty: V | None = None

    @model_validator(mode="after")
    def _takes_one(self) -> Self:
        if (self.column is None) == (self.template is None):
            raise ValueError("does not say what it is made of; give column or template, and not both")
        if self.values is None and "otherwise" in self.model_fields_set:
            raise ValueError("has otherwise without values; otherwise is for what is not among the values")
        return self


class TextFrom(Taken[Text]):
    """A text that is made of cells."""


class KindFrom(Taken[ActKind]):
    """The kind of an act, by what a cell has for it."""


class RoleFrom(Taken[Role]):
    """The role of a party, by what a cell has for it."""


class EndUseFrom(Taken[EndUse]):
    """The end use, by what a cell has for it."""


class CapabilityFrom(Taken[Capability]):
    """What the goods are to the buyer, by what a cell has for it."""


class GradeFrom(Taken[Grade]):
    """The grade of a source, by what a cell has for it."""


class DateFrom(Model):
    """A date in a cell, in one of the forms, which are tried in order; a time of day is not read."""

    column: ColumnName
    form: Annotated[
        Annotated[DateForm, Tag("one")] | Annotated[Several[DateForm], Tag("several")],
        Discriminator(lambda value: "several" if isinstance(value, list | tuple) else "one"),
    ] = ISO_FORMS

    @property
    def forms(self) -> tuple[DateForm, ...]:
        """The forms, in the order in which they are tried."""
        return self.form if isinstance(self.form, tuple) else (self.form,)

    @model_validator(mode="after")
    def _is_clear(self) -> Self:
        stems = {one.removesuffix(" hh:mm") for one in self.forms}
        if {"DD/MM/YYYY", "MM/DD/YYYY"} <= stems:
            raise ValueError("has both DD/MM/YYYY and MM/DD/YYYY; 03/04/2018 would be two days")
        if not stems:
            raise ValueError("has no form; leave the key out for YYYY-MM-DD, YYYY-MM and YYYY")
        return self


class FigureFrom(Model):
    """A number in a cell, with the signs in which it is written; text that is no number is kept."""

    column: ColumnName
    decimal: Literal["point", "comma"] = "point"
    thousands: Literal["none", "point", "comma", "blank", "apostrophe"] = "none"
    times: Annotated[int, Field(gt=0, le=10**12)] = 1

    @model_validator(mode="after")
    def _tells_signs_apart(self) -> Self:
        if self.decimal == self.thousands:
            raise ValueError("has one sign for decimals and thousands; they are different signs")
        return self


class QuantityFrom(FigureFrom):
    """A quantity in a cell, with its unit."""

    unit: Said[Text, TextFrom] | None = None


class ValueFrom(FigureFrom):
    """A sum in a cell, with its currency."""

    currency: Said[Text, TextFrom] | None = None


class PartyFrom(Model):
    """A side of the event; `country_name` says who it is where the country is empty."""

    country: Said[Text, TextFrom] | None = None
    country_name: Said[Text, TextFrom] | None = None
    name: Said[Text, TextFrom] | None = None


class ChainPartyFrom(PartyFrom):
    """Another person in the chain; a row in which all its columns are empty does not have it."""

    role: Said[Role, RoleFrom]


class ActFrom(Model):
    """An act of the row, if the cell of its date is filled and `when` holds."""

    kind: Said[ActKind, KindFrom]
    date: Said[ReportedDate, DateFrom] | None = None
    quantity: Said[Amount, QuantityFrom] | None = None
    value: Said[Amount, ValueFrom] | None = None
    when: Condition | None = None


class SourceFrom(Model):
    """Where the row was read."""

    title: Said[Text, TextFrom]
    publisher: Said[Text, TextFrom] | None = None
    url: Said[Text, TextFrom] | None = None
    published: Said[ReportedDate, DateFrom] | None = None
    grade: Said[Grade, GradeFrom] | None = None


class EventFrom(Model):
    """An event of the row; without `id`, its id is the name of the file and the line."""

    id: TextFrom | None = None
    buyer: PartyFrom
    supplier: PartyFrom | None = None
    parties: Several[ChainPartyFrom] = ()
    item: Said[Text, TextFrom] | None = None
    quantity: Said[Amount, QuantityFrom] | None = None
    value: Said[Amount, ValueFrom] | None = None
    end_use: Said[EndUse, EndUseFrom] | None = None
    capability: Said[Capability, CapabilityFrom] | None = None
    acts: Several[ActFrom] = Field(min_length=1)
    sources: Several[SourceFrom] = ()


class MappingForm(Model):
    """A mapping file."""

    format: Literal[1]
    separator: Separator = "comma"
    header_line: Annotated[int, Field(ge=1, le=10_000)] = 1
    empty_cells: Several[str] = ()
    skip: Annotated[Several[Condition], BeforeValidator(none_as_empty)] = ()
    event: EventFrom
