"""One person of the register: names, listings, owners and principals, each with its dates and its source."""

from __future__ import annotations

from typing import Final, Literal

from caatsa.domain.dates import PartialDate
from caatsa.domain.facts import Grade
from caatsa.domain.record import Record
from caatsa.registers.names import fold

Verification = Literal["seen", "reconstructed", "unverified", "stated"]
"""How far a datum was checked: read in a source, matched from notices of the same day, from memory only, or
given with the input of this run."""

Kind = Literal["agency", "company", "individual", "organization", "unknown"]

FLAGS: Final = ("named_in_105", "named_in_231_a", "named_in_231_d", "us_department_of_defense", "nasa")
"""What an element, an exception or a waiver turns on: named in 22 U.S.C. 9404, or a branch of whom it names;
named in 22 U.S.C. 9525(a) itself; named in 22 U.S.C. 9525(d)(1)(B)(i)(I) to (VI), where no modified waiver
reaches; part of the Department of Defense or NASA, for 22 U.S.C. 9531."""

# How the list is cited, and the words around it; section 231(d) before August 2018, 231(e) since.
_LIST_NAMES: Final = frozenset({"lsp", "specified", "231", "231d", "231e"})
_AROUND: Final = frozenset(
    {
        *("caatsa", "section", "sec", "s", "d", "e", "of", "the"),
        *("us", "state", "department", "list", "person", "persons"),
    }
)


class Listing(Record):
    """An entry in a list by its name; `listed_on` is when it took effect, `published` when it was printed."""

    list: str
    sector: str
    listed_on: PartialDate
    published: PartialDate
    verification: Verification
    sources: tuple[str, ...] = ()
    grade: Grade | None = None

    @property
    def is_specified_person(self) -> bool:
        """Whether the list is the one under section 231(e)."""
        return is_specified_persons_list(self.list)


class OtherListing(Record):
    """An entry in another list than that of specified persons: shown beside a verdict, never part of it.

    `measures` are the items of section 235(a) imposed, as provision ids; `linked_to` is the person because of
    whom an officer was named; `names` are the list's own. `listed_by` is a day on which the person was on the
    list already, for where the day of the listing is not known.
    """

    list: str
    uid: int
    programs: tuple[str, ...]
    names: tuple[str, ...]
    listed_on: PartialDate
    measures: tuple[str, ...]
    linked_to: str | None
    verification: Verification
    sources: tuple[str, ...] = ()
    listed_by: PartialDate = PartialDate.UNKNOWN
    grade: Grade | None = None


class Relation(Record):
    """A dated tie to another person: `key` if the register knows that person, otherwise only a `name`.

    `from_` and `until` are inclusive; an unknown `from_` is a tie whose beginning was not found, `until` is
    `None` where no end is known. `share` is in per cent, as reported.
    """

    name: str
    key: str | None
    from_: PartialDate
    until: PartialDate | None
    verification: Verification
    sources: tuple[str, ...] = ()
    note: str = ""
    share: str | None = None
    grade: Grade | None = None


Ownership = Relation
"""A person with a stake; the share may be unknown."""

Agency = Relation
"""A person for or on behalf of whom another acts."""


class Person(Record):
    """An individual or entity; `key` is stable, `country` an ISO code or `None` where not known.

    `weak_aliases` identify the person only together with its country.
    """

    key: str
    name: str
    country: str | None
    kind: Kind = "unknown"
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()
    other_lists: tuple[OtherListing, ...] = ()
    owners: tuple[Ownership, ...] = ()
    acts_for: tuple[Agency, ...] = ()
    flags: frozenset[str] = frozenset()
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the weak ones and those of other lists included."""
        listed = (name for entry in self.other_lists for name in entry.names)
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.weak_aliases, *listed)))

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Owners, then those it acts for."""
        return self.owners + self.acts_for

    @property
    def specified(self) -> tuple[Listing, ...]:
        """The entries in the List of Specified Persons."""
        return tuple(listing for listing in self.listings if listing.is_specified_person)


def is_specified_persons_list(list_name: str) -> bool:
    """Whether a list so called is the List of Specified Persons under section 231(e), formerly 231(d).

    >>> is_specified_persons_list("CAATSA section 231(e)"), is_specified_persons_list("SDN")
    (True, False)
    """
    words = set(fold(list_name).split())
    return bool(words & _LIST_NAMES) and words <= _LIST_NAMES | _AROUND
