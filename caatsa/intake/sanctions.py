"""Facts on designations by the United States; the List of Specified Persons is another thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caatsa.domain.dates import PartialDate
from caatsa.domain.facts import Fact, Origin, Value
from caatsa.domain.record import Record
from caatsa.domain.vocabulary import ANY
from caatsa.intake.normalise import Frame
from caatsa.intake.ties import Moment, RegisterView, citation_of
from caatsa.intake.understand import Understood
from caatsa.registers.names import fold
from caatsa.registers.person import Listing, OtherListing, Person
from caatsa.registers.sanction_programs import SanctionProgram, SanctionPrograms

_MENU_BASED: Final = frozenset({"mbs", "menu"})
_SDN: Final = frozenset({"sdn", "sdns", "designated"})
_TIMING_WORDS: Final = {"before": "before", "not_shown_before": "not shown to be before", "after": "after"}


class _Entry(Record):
    """One program under which a person is on a list."""

    person: Person
    list: str
    program: SanctionProgram
    listed_on: PartialDate
    origin: Origin
    listed_by: PartialDate = PartialDate.UNKNOWN

    def timing(self, moment: Moment) -> str:
        """As an act sees the designation, which cannot be older than the order that it was made under.

        Whoever was on the list by some day was listed before every later act, whenever that was.
        """
        if moment.dated and moment.last_day < self.program.since:
            return "after"
        if self.listed_on.known:
            return moment.timing(self.listed_on)
        return "before" if moment.timing(self.listed_by) == "before" else "not_shown_before"

    @property
    def dated(self) -> str:
        """Since when, or at least by when, the person is on the list."""
        if self.listed_on.known or not self.listed_by.known:
            return self.listed_on.dated
        return f"{self.listed_on.dated}, listed by {self.listed_by.dated}"

    def known(self, frame: Frame) -> bool:
        """Whether it counts on the as-of date; one of unknown day may, since it is in the register."""
        day = self.listed_on
        public = frame.known_by is None or not day.known or day.last_day <= frame.known_by
        made = not day.known or day.first_day <= frame.as_of
        return public and made and self.program.since <= frame.as_of


def sanction_facts(
    understood: Understood, moments: tuple[Moment, ...], view: RegisterView, programs: SanctionPrograms
) -> Iterator[Fact]:
    """For every person of the event, and those it is tied to, each designation as each act sees it."""
    for person in _concerned(understood, moments, view):
        for number, entry in enumerate(_entries(person, view, programs), 1):
            timings = {moment.id: entry.timing(moment) for moment in moments}
            if len(set(timings.values())) == 1:
                timings = {ANY: timings[moments[0].id]}
            for act, timing in timings.items():
                yield _sanction(entry, number, act, timing)


def _concerned(understood: Understood, moments: tuple[Moment, ...], view: RegisterView) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    for party in (understood.buyer, *understood.chain):
        if party.person is not None:
            found.setdefault(party.person.key, party.person)
            for moment in moments:
                found |= {one.key: one for one in view.reached(party.person, moment) if one.key not in found}
    return tuple(found.values())


def _entries(person: Person, view: RegisterView, programs: SanctionPrograms) -> Iterator[_Entry]:
    """The person's designations as of the date, one for each program."""
    return (entry for entry in _all_entries(person, programs) if entry.known(view.frame))


def _all_entries(person: Person, programs: SanctionPrograms) -> Iterator[_Entry]:
    for other in person.other_lists:
        for tag in other.programs:
            program = programs.of(tag)
            origin = _origin(person, other, program)
            yield _Entry(person, _list(other.list), program, other.listed_on, origin, other.listed_by)
    for listing in person.listings:
        if not listing.is_specified_person:
            program = programs.named_in(listing.list)
            origin = _origin(person, listing, program)
            yield _Entry(person, _list(listing.list), program, listing.listed_on, origin)


def _origin(person: Person, entry: OtherListing | Listing, program: SanctionProgram) -> Origin:
    sources = tuple(citation_of(source) for source in entry.sources)
    if entry.verification == "stated":
        return Origin("input", "persons of the input", sources, entry.grade)
    return Origin("register", f"registers/persons.yaml, {person.key}", sources, None, program.verification)


def _list(name: str) -> str:
    """Which of the two lists a name means; OFAC's data taken together say neither."""
    said = set(fold(name).split())
    return "ns_mbs" if said & _MENU_BASED else "sdn" if said & _SDN else "other"


def _sanction(entry: _Entry, number: int, act: str, timing: str) -> Fact:
    words = f"{entry.person.name}: designated under {entry.program.order}, {entry.dated}"
    fields: dict[str, Value] = {
        "person": entry.person.key,
        "name": entry.person.name,
        "act": act,
        "list": entry.list,
        "program": entry.program.tag,
        "regime": entry.program.regime,
        "timing": timing,
        "words": words,
    }
    of_act = "" if act == ANY else f"; {_TIMING_WORDS[timing]} act {act}"
    ref = f"sanction:{entry.person.key}:{number}@{act}"
    return Fact(ref, "sanction", fields, words + of_act, entry.origin)
