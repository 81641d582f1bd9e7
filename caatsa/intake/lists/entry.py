"""What every published list comes down to: entries on persons, with designations, names and ties."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from caatsa.domain.dates import PartialDate
from caatsa.domain.errors import Fault
from caatsa.domain.record import Record
from caatsa.registers.person import is_specified_persons_list

EntryKind = Literal["entity", "individual", "thing"]
"""A thing is a vessel, an aircraft, an address: what is no person cannot be a party."""
Publisher = Literal["ofac", "opensanctions", "followthemoney"]

SDN: Final = "SDN"
LSP: Final = "LSP"
NOT_SAID: Final = "OFAC"
"""A list of OFAC's, where the data do not tell which; it says less than any other name."""


class Designation(Record):
    """One program under which an entry is on a list, since when, and with which items of section 235(a).

    `listed_by` is a day on which it was on the list already.
    """

    list: str
    program: str
    listed_on: PartialDate = PartialDate.UNKNOWN
    listed_by: PartialDate = PartialDate.UNKNOWN
    measures: tuple[str, ...] = ()
    sector: str = ""

    @property
    def is_specified_person(self) -> bool:
        """Whether the list is the one under section 231(e)."""
        return is_specified_persons_list(self.list)


class Tie(Record):
    """Another person who owns this one, or for whom it acts; `share` is in per cent."""

    name: str
    share: float | None = None
    from_: PartialDate = PartialDate.UNKNOWN
    until: PartialDate | None = None


class Imposition(Record):
    """An imposition under section 231(a) as far as an entry states it."""

    on: PartialDate
    measures: tuple[str, ...]


class Entry(Record):
    """One entry of a list; `id` is the publisher's own, `uid` OFAC's number for it if that is known.

    `day` is that of the release. `names` are other names in full, `weak_names` those that the publisher says
    are broad or generic. `remarks` are the publisher's words on what nothing else here holds.
    """

    publisher: Publisher
    id: str
    kind: EntryKind
    name: str
    file: str
    line: int
    day: PartialDate
    uid: int | None = None
    country: str | None = None
    names: tuple[str, ...] = ()
    weak_names: tuple[str, ...] = ()
    designations: tuple[Designation, ...] = ()
    owners: tuple[Tie, ...] = ()
    acts_for: tuple[Tie, ...] = ()
    imposition: Imposition | None = None
    remarks: tuple[str, ...] = ()

    @property
    def programs(self) -> tuple[str, ...]:
        """The programs of the designations, each once and sorted."""
        return tuple(sorted({one.program for one in self.designations if one.program}))

    @property
    def where(self) -> str:
        """The place of the entry, for reports."""
        return f"{self.file}, line {self.line}"


class Snapshot(Record):
    """What one or several files say together as of a day, and what of them could not be read.

    `skipped` are numbers of entries that were left out, by the reason.
    """

    day: date
    entries: tuple[Entry, ...]
    files: tuple[str, ...]
    unread: tuple[Fault, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()
