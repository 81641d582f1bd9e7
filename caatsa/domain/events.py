"""What input documents say: procurement events, persons and official acts, as reported and not yet read.

Every model is frozen and strict. `None`, or an empty tuple, means *not stated*: never "no", never zero.
Names, countries, quantities and values stay as they were reported; `intake` and the registers read them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, JsonValue, ValidationInfo, field_validator, model_validator

from caatsa.domain.dates import PartialDate
from caatsa.domain.fields import (
    ActDate,
    Amount,
    Identifier,
    Model,
    NullableSeveral,
    ReportedDate,
    Several,
    Text,
)
from caatsa.domain.reported import (
    CONCERNING_A_PERSON,
    ActKind,
    Capability,
    EndUse,
    Grade,
    OfficialActKind,
    Role,
)

Sector = Literal["defense", "intelligence"]
TriggerProvision = Literal[
    "caatsa.231.a",
    "caatsa.107.a",
    "caatsa.104.b",
    "caatsa.105",
    "caatsa.234.a",
    "nkspea.104.a.9",
    "caatsa.226",
    "caatsa.228",
    "caatsa.224",
    "caatsa.225",
    "caatsa.232",
    "caatsa.233",
    "ndaa2021.1241",
]
ReliefProvision = Literal[
    "caatsa.231.b",
    "caatsa.231.c",
    "caatsa.231.d",
    "caatsa.236.b",
    "caatsa.236.c",
    "caatsa.112",
    "nkspea.waiver",
]
Provision = Literal[TriggerProvision, ReliefProvision]
# The twelve measures of CAATSA § 235(a), 22 U.S.C. § 9529(a).
Measure = Literal[
    "caatsa.235.a.1",
    "caatsa.235.a.2",
    "caatsa.235.a.3",
    "caatsa.235.a.4",
    "caatsa.235.a.5",
    "caatsa.235.a.6",
    "caatsa.235.a.7",
    "caatsa.235.a.8",
    "caatsa.235.a.9",
    "caatsa.235.a.10",
    "caatsa.235.a.11",
    "caatsa.235.a.12",
]


class Source(Model):
    """Where something was read; without `published` it counts as always known."""

    title: Text
    publisher: Text | None = None
    url: Text | None = None
    published: ReportedDate | None = None
    grade: Grade | None = None


class Party(Model):
    """A side of the event; `country` is null for those that are of no state, and `country_name` says who."""

    country: Text | None = None
    country_name: Text | None = None
    name: Text | None = None


class Buyer(Party):
    """The buying side: its country has to be said, if only as null with a `country_name`."""

    country: Text | None

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if self.country is None and self.country_name is None:
            raise ValueError("has no country; give country, or say in country_name who has none")
        return self


class ChainParty(Party):
    """Another person in the chain, in the role that it was reported to have."""

    role: Role


class Act(Model):
    """One dated act; its own sources, where it has any, take the place of those of the event."""

    kind: ActKind
    date: ActDate = PartialDate.UNKNOWN
    quantity: Amount | None = None
    value: Amount | None = None
    sources: NullableSeveral[Source] = ()


class EventReport(Model):
    """One report of a procurement: who bought what from whom, act by act, and where that was read."""

    id: Identifier
    buyer: Buyer
    supplier: Party | None = None
    parties: NullableSeveral[ChainParty] = ()
    item: Text | None = None
    quantity: Amount | None = None
    value: Amount | None = None
    end_use: EndUse | None = None
    capability: Capability | None = None
    acts: Several[Act] = Field(min_length=1)
    sources: NullableSeveral[Source] = ()
    # Where the parts of a proposed event stand in the article that they were taken from.
    spans: dict[str, JsonValue] | None = None


class ProcurementEvent(EventReport):
    """One procurement as reported; `reports` are those that were reconciled into it, whole as they were.

    >>> reported = {"id": "a", "buyer": {"country": "IN"}, "acts": [{"kind": "delivery", "date": "2021-11"}]}
    >>> ProcurementEvent.model_validate(reported).acts[0].date.dated
    'November 2021'
    """

    reports: NullableSeveral[EventReport] = ()


def _named(value: Any) -> Any:
    """A bare name is short for a mapping with nothing but the name."""
    return {"name": value} if isinstance(value, str) else value


class PrincipalEntry(Model):
    """A person for or on behalf of whom another acts, from and until (inclusive) the days given."""

    name: Text
    from_date: ReportedDate | None = Field(default=None, alias="from")
    until: ReportedDate | None = None
    source: Source | None = None

    @field_validator("until")
    @classmethod
    def _not_before_from(cls, until: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        return _in_order(until, info.data.get("from_date"), "from")


class OwnerEntry(PrincipalEntry):
    """An owner; `share` is in percent of the whole, `None` where it was not stated."""

    share: float | None = Field(default=None, gt=0, le=100)


class ListingEntry(Model):
    """An entry on a list of persons, since the day that the list was published with it."""

    list_name: Text = Field(alias="list")
    listed_on: ActDate = PartialDate.UNKNOWN
    sector: Sector | None = None
    source: Source | None = None


class OtherListEntry(Model):
    """An entry on a list that is not the List of Specified Persons, as the list itself has it.

    `listed_by` is a day on which the person was on the list already, for a listing of unknown day.
    """

    list_name: Text = Field(alias="list")
    uid: int | None = Field(default=None, ge=0)
    programs: Several[Text] = ()
    names: Several[Text] = ()
    listed_on: ActDate = PartialDate.UNKNOWN
    listed_by: ReportedDate | None = None
    measures: Several[Measure] = ()
    source: Source | None = None


class PersonEntry(Model):
    """What the document adds to the registers on one person; `model_fields_set` has the keys it gives.

    `weak_aliases` identify the person only together with its country.
    """

    name: Text
    country: Text | None = None
    aliases: Several[Text] = ()
    weak_aliases: Several[Text] = ()
    owners: Several[Annotated[OwnerEntry, BeforeValidator(_named)]] = ()
    acts_for: Several[Annotated[PrincipalEntry, BeforeValidator(_named)]] = ()
    listings: Several[ListingEntry] = ()
    other_lists: Several[OtherListEntry] = ()
    note: Text | None = None

    @field_validator("owners")
    @classmethod
    def _shares_fit_in_the_whole(cls, owners: tuple[OwnerEntry, ...]) -> tuple[OwnerEntry, ...]:
        total, day = _largest_total(owners)
        # Thirds and the like are reported rounded; a billionth of a percent is no fault of the document.
        if total > 100 + 1e-9:
            when = "" if day == date.min else f" on {day.isoformat()}"
            raise ValueError(f"the shares held{when} add up to {total:g}; at most 100 at any one time")
        return owners


class OfficialActEntry(Model):
    """An official act; in effect from `date` to `until`, inclusive, or until further notice where null."""

    id: Identifier
    kind: OfficialActKind
    provision: Provision
    date: ReportedDate
    until: ReportedDate | None = None
    person: Text | None = None
    country: Text | None = None
    event: Identifier | None = None
    item: Text | None = None
    measures: Several[Measure] = ()
    source: Source

    @field_validator("date")
    @classmethod
    def _day_is_known(cls, value: PartialDate) -> PartialDate:
        if not value.known:
            raise ValueError("is not known; the date of an official act is YYYY, YYYY-MM or YYYY-MM-DD")
        return value

    @field_validator("until")
    @classmethod
    def _not_before_date(cls, until: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        return _in_order(until, info.data.get("date"), "date")

    @model_validator(mode="after")
    def _says_whom_it_concerns(self) -> Self:
        if self.kind == "warning" and (self.country is None or self.item is None):
            raise ValueError("does not say what it warns of; a warning needs country and item")
        if self.kind in CONCERNING_A_PERSON and self.person is None:
            raise ValueError(f"does not say whom it concerns; a {self.kind} needs person")
        if self.person is None and self.country is None:
            raise ValueError("does not say whom it concerns; an official act needs person or country")
        return self


class InputDocument(Model):
    """All inputs of a run together: ids are unique, persons and official acts hold for every event."""

    events: Several[ProcurementEvent] = ()
    persons: Several[PersonEntry] = ()
    official_acts: Several[OfficialActEntry] = ()


def _in_order(until: PartialDate | None, start: PartialDate | None, name: str) -> PartialDate | None:
    if until is not None and start is not None and until.last_day < start.first_day:
        raise ValueError(f"is before {name}, which is {start}; until is not before {name}")
    return until


def _largest_total(owners: Iterable[OwnerEntry]) -> tuple[float, date]:
    """The largest sum of shares certainly held at one time, and the first day on which it was.

    A share counts up to the day before `until`, so that a stake handed over on one day counts once.
    """
    held = [
        (
            owner.from_date.last_day if owner.from_date else date.min,
            owner.until.first_day if owner.until else date.max,
            owner.share,
        )
        for owner in owners
        if owner.share is not None
    ]
    totals = {day: math.fsum(share for start, end, share in held if start <= day < end) for day, _, _ in held}
    return max(((total, day) for day, total in totals.items()), key=lambda at: at[0], default=(0.0, date.min))
