"""What an official act is: a dated public act of the United States under the sanctions law in scope."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final, Literal

from caatsa.domain.dates import PartialDate
from caatsa.domain.record import Record
from caatsa.domain.reported import Grade, OfficialActKind

Verification = Literal["seen", "unverified", "stated"]
"""How far an act was checked: read in a source, a lead only, or stated in the input of this run."""

WITHOUT_EFFECT: Final[frozenset[str]] = frozenset({"statement", "legislation"})
"""Kinds that never set enforcement, whatever they say."""

CERTIFIED_EVERY: Final = datetime.timedelta(days=180)
"""A delay is certified "not less frequently than every 180 days": 22 U.S.C. 9525(c)."""

LONGEST_DAYS: Final[Mapping[str, int]] = {"caatsa.112": 180}
"""Waivers "for a period of not more than 180 days": 22 U.S.C. 9411(a)(1)."""

LONGEST_YEARS: Final[Mapping[str, int]] = {"nkspea.waiver": 1}
"""Waivers "for renewable periods of between 30 days and 1 year": 22 U.S.C. 9228(c)."""


class ActSource(Record):
    """Where the act was published or reported; only sources of the input may have a grade."""

    title: str
    publisher: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    grade: Grade | None = None


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
    def longest(self) -> datetime.date | None:
        """The last day to which the statute lets the act hold without renewal; `None` where it sets no term.

        Inclusive, like the day of a delay: day 180 after its date, or the same day a year later.
        """
        start = self.date.last_day
        if self.kind == "delay":
            return start + CERTIFIED_EVERY
        if self.kind != "waiver":
            return None
        if self.provision in LONGEST_DAYS:
            return start + datetime.timedelta(days=LONGEST_DAYS[self.provision])
        years = LONGEST_YEARS.get(self.provision)
        return years_later(start, years) if years else None

    @property
    def lapses_after(self) -> datetime.date | None:
        """The last day of its effect, `None` where it holds until further notice.

        What an act states beyond the longest term of the statute does not count: it takes a renewal, and that
        is an act of its own.
        """
        ends = [end for end in (self.until and self.until.last_day, self.longest) if end]
        return min(ends, default=None)


def in_effect(act: OfficialAct, as_of: datetime.date) -> bool:
    """Whether the act has taken effect by `as_of` and has not lapsed.

    A partial date counts from its last day. Where the statute sets a longest term, the act does not outlast
    it: a delay holds through day 180 after its date, which is how long a certification lasts.
    """
    end = act.lapses_after
    return act.date.last_day <= as_of and (end is None or as_of <= end)


def years_later(day: datetime.date, years: int) -> datetime.date:
    """The same day of a later year; 28 February where that year has no 29th.

    >>> years_later(datetime.date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
