"""Procurement events as the inside knows them: the records of what the models of `events` let in.

`None`, or an empty tuple, means *not stated*: never "no", never zero. Names, countries, quantities and values
stay as they were reported; `intake` and the registers read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from caatsa.domain.dates import PartialDate
from caatsa.domain.record import Record

if TYPE_CHECKING:
    from caatsa.domain.events import OfficialActEntry, PersonEntry

ActKind = Literal[
    "talks",
    "interest",
    "agreement",
    "approval",
    "selection",
    "contract",
    "payment",
    "delivery",
    "license",
    "service",
    "equity",
    "gift",
    "loan",
    "lease",
    "joint_development",
    "cancellation",
    "regulatory",
]
OfficialActKind = Literal[
    "warning",
    "determination",
    "imposition",
    "delay",
    "waiver",
    "termination",
    "statement",
    "legislation",
]
CONCERNING_A_PERSON: frozenset[str] = frozenset(
    ("determination", "imposition", "delay", "waiver", "termination")
)
"""Official acts that cannot do without a person."""
PRE_TRANSACTION_KINDS: frozenset[str] = frozenset(("talks", "interest", "agreement", "approval", "selection"))
TRANSACTION_KINDS: frozenset[str] = frozenset(
    (
        *("contract", "payment", "delivery", "license", "service"),
        *("equity", "gift", "loan", "lease", "joint_development"),
    )
)
Role = Literal[
    "exporter", "manufacturer", "licensor", "joint_venture", "agent", "subcontractor", "bank", "end_user"
]
Grade = Literal["official_text", "official_statement", "named_wire", "trade_press", "leak", "aggregator"]
EndUse = Literal["military", "civil", "space", "intelligence", "regulatory"]
Capability = Literal["new", "upgrade", "sustainment", "unknown"]


class Source(Record):
    """Where something was read; without `published` it counts as always known."""

    title: str
    publisher: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    grade: Grade | None = None


class Party(Record):
    """A side of the event; `country` is null for those that are of no state, and `country_name` says who."""

    country: str | None = None
    country_name: str | None = None
    name: str | None = None


class ChainParty(Party, kw_only=True):
    """Another person in the chain, in the role that it was reported to have."""

    role: Role


class Act(Record):
    """One dated act; its own sources, where it has any, take the place of those of the event."""

    kind: ActKind
    date: PartialDate = PartialDate.UNKNOWN
    quantity: int | float | str | None = None
    value: int | float | str | None = None
    sources: tuple[Source, ...] = ()


class Event(Record):
    """One procurement as reported: who bought what from whom, act by act, and where that was read.

    `reports` are the reports that were reconciled into it; a report has none itself.
    """

    id: str
    buyer: Party
    acts: tuple[Act, ...]
    supplier: Party | None = None
    parties: tuple[ChainParty, ...] = ()
    item: str | None = None
    quantity: int | float | str | None = None
    value: int | float | str | None = None
    end_use: EndUse | None = None
    capability: Capability | None = None
    sources: tuple[Source, ...] = ()
    reports: tuple[Event, ...] = ()


class Reported(Record):
    """All inputs of a run together: ids are unique, persons and official acts hold for every event."""

    events: tuple[Event, ...] = ()
    persons: tuple[PersonEntry, ...] = ()
    official_acts: tuple[OfficialActEntry, ...] = ()
