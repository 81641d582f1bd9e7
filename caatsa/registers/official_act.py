"""What an official act is: a dated public act of the United States under the sanctions law in scope."""

from __future__ import annotations

import datetime
from typing import Final, Literal

from caatsa.domain.dates import PartialDate
from caatsa.domain.record import Record
from caatsa.domain.reported import OfficialActKind

Verification = Literal["seen", "unverified", "stated"]
"""How far an act was checked: read in a source, a lead only, or stated in the input of this run."""

WITHOUT_EFFECT: Final[frozenset[str]] = frozenset({"statement", "legislation"})
"""Kinds that never set enforcement, whatever they say."""

CERTIFIED_EVERY: Final = datetime.timedelta(days=180)
"""A delay is certified "not less frequently than every 180 days": 22 U.S.C. 9525(c)."""


class ActSource(Record):
    """Where the act was published or reported."""

    title: str
    publisher: str | None = None
    url: str | None = None
    published: PartialDate | None = None


class Imposed(Record):
    """What was imposed on one person: items of section 235(a) as provision ids, the OFAC list and number."""

    person: str
    measures: tuple[str, ...]
    list: Literal["SDN", "NS-MBS"]
    ofac_uid: int | None

    @property
    def blocking(self) -> bool:
        """Whether property is blocked: section 235(a)(9), the mark of the SDN List."""
        return "caatsa.235.a.9" in self.measures


class Transaction(Record):
    """The transaction that an act is about, for events in which its person is not named.

    `items` are keys of the armaments register, `supplier` is a key of the register of persons. `acts_from`
    and `acts_until`, inclusive, bound the first act of the event that is a transaction (or its first act at
    all, if none is): an event that begins outside them is another transaction. `None` is no bound.
    """

    country: str
    items: tuple[str, ...]
    supplier: str | None = None
    acts_from: PartialDate | None = None
    acts_until: PartialDate | None = None


class OfficialAct(Record):
    """One official act, in effect from `date` until `until`, both inclusive.

    `person` is named as in the act, `country` is an ISO code, `items` are keys of the armaments register or,
    in an act of the input, the item as reported. `characterises` is "significant" where the act itself calls
    the transaction so.
    """

    id: str
    kind: OfficialActKind
    provision: str
    date: PartialDate
    sources: tuple[ActSource, ...]
    until: PartialDate | None = None
    person: str | None = None
    country: str | None = None
    event: str | None = None
    items: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    imposed: tuple[Imposed, ...] = ()
    transaction: Transaction | None = None
    characterises: Literal["significant"] | None = None
    speaker: str | None = None
    summary: str = ""
    comment: str = ""
    citations: tuple[str, ...] = ()
    verification: Verification = "stated"
    last_verified: datetime.date | None = None

    @property
    def published(self) -> PartialDate | None:
        """The earliest dated publication among the sources, `None` where none is dated: always known."""
        dated = [source.published for source in self.sources if source.published is not None]
        return min(dated, key=lambda day: day.last_day, default=None)

    @property
    def lapses_after(self) -> datetime.date | None:
        """The last day of its effect, `None` where it holds until further notice."""
        if self.until is not None:
            return self.until.last_day
        return self.date.last_day + CERTIFIED_EVERY if self.kind == "delay" else None


def in_effect(act: OfficialAct, as_of: datetime.date) -> bool:
    """Whether the act has taken effect by `as_of` and has not lapsed.

    A partial date counts from its last day. A delay without an end holds through day 180 after its
    date, which is how long a certification lasts.
    """
    end = act.lapses_after
    return act.date.last_day <= as_of and (end is None or as_of <= end)
