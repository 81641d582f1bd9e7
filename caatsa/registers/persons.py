"""The register of persons: who somebody is, by exact name after folding, and with whom that person is tied.

Nothing approximate ever decides: it is only offered for review. A weak name, such as a short acronym that
many bear, identifies a person only together with the person's country.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from caatsa.documents.document import Path, Place
from caatsa.domain.errors import InputError, RegisterError
from caatsa.domain.record import Record
from caatsa.registers.person import (
    Agency,
    Listing,
    OtherListing,
    Ownership,
    Person,
    Relation,
    Verification,
    is_specified_persons_list,
)
from caatsa.registers.person_data import FILE, read_persons
from caatsa.registers.person_index import NameIndex
from caatsa.registers.remembered import remembered

if TYPE_CHECKING:
    from caatsa.domain.events import PersonEntry

__all__ = (
    "Agency",
    "Candidate",
    "Found",
    "Listing",
    "OtherListing",
    "Ownership",
    "Person",
    "Persons",
    "Relation",
    "Verification",
    "is_specified_persons_list",
)

_MOST_CANDIDATES: Final = 5


class Candidate(Record):
    """A person whom a name may mean, and the register's name that suggests it; to be reviewed, never used."""

    person: Person
    matched: str


class Found(Record):
    """What a search gives: persons of exactly that name in any country, then possible ones."""

    exact: tuple[Person, ...]
    possible: tuple[Candidate, ...]


class Persons(Record):
    """All persons by key, in the order of the register, and the index of their names."""

    by_key: Mapping[str, Person]
    _index: NameIndex

    @classmethod
    def from_data(cls, data: Any) -> Persons:
        """The register from its parsed file; raises `RegisterError` with every fault found."""
        return cls.of(read_persons(data))

    @classmethod
    def of(cls, people: Iterable[Person]) -> Persons:
        """A register of these persons; raises `RegisterError` where one name would denote two of them."""
        register = cls._indexed(people)
        if faults := register._index.clashes(lambda _: Place(FILE)):
            raise RegisterError(faults)
        return register

    @classmethod
    def _indexed(cls, people: Iterable[Person]) -> Persons:
        by_key = {person.key: person for person in people}
        return cls(by_key, NameIndex.of(by_key.values()))

    def __iter__(self) -> Iterator[Person]:
        return iter(self.by_key.values())

    def __len__(self) -> int:
        return len(self.by_key)

    @remembered
    def resolve(self, name: str, country: str | None) -> Person | None:
        """The person so named, or `None`: the bearer of that country, else whoever has the name strongly.

        `country` is the ISO code stated for the party; without it weak names identify nobody.
        """
        key = self._index.denoted(name, country)
        return None if key is None else self.by_key[key]

    @remembered
    def review_candidates(self, name: str) -> tuple[Candidate, ...]:
        """At most five persons whom an unresolved name may mean, the likeliest first."""
        matched: dict[str, str] = {}
        for holder in self._index.suggestions(name):
            matched.setdefault(holder.key, holder.written)
            if len(matched) == _MOST_CANDIDATES:
                break
        return tuple(Candidate(self.by_key[key], written) for key, written in matched.items())

    def search(self, text: str) -> Found:
        """Persons with this key or name, weak names and all countries included, and others it may mean."""
        keys = [text] if text in self.by_key else []
        keys += [holder.key for holder in self._index.bearers(text)]
        exact = tuple(self.by_key[key] for key in dict.fromkeys(keys))
        possible = (one for one in self.review_candidates(text) if one.person not in exact)
        return Found(exact, tuple(possible))

    def ties(self, key: str) -> tuple[str, ...]:
        """Keys of all persons reached through owners and principals, whatever the dates; nearest first."""
        reached = {key: None}
        for at in (queue := [key]):
            for relation in self.by_key[at].relations:
                if relation.key is not None and relation.key not in reached:
                    reached[relation.key] = None
                    queue.append(relation.key)
        return tuple(reached)[1:]

    def with_overrides(
        self,
        entries: Iterable[PersonEntry],
        country_code: Callable[[str], str | None],
        place: Callable[[Path], Place] = lambda _: Place("persons of the input"),
    ) -> Persons:
        """The register with the input's persons: an entry replaces the keys it gives, or adds a person.

        `country_code` reads a country as written; `place` says where `("persons", 0, "owners")`
        stands. Owners and principals are tied to the persons they name; those that nobody bears stay names.
        Raises `InputError` where a given name denotes another person, or two entries contradict each other.
        """
        entries = tuple(entries)
        if not entries:
            return self
        # Few documents name persons of their own.
        from caatsa.registers.person_entries import contradictions, merged, misplaced

        laid_over = merged(self, entries, country_code)

        def stated(keys: Sequence[str]) -> Place:
            """The place of the last entry on any of these persons; one of them is of the input."""
            return place(("persons", max(number for key in keys for number in laid_over.stated.get(key, ()))))

        people = self._indexed(laid_over.people)
        faults = (
            *misplaced(entries, place),
            *contradictions(entries, laid_over.stated, place, country_code),
            *people._index.clashes(stated),
        )
        if faults:
            raise InputError(dict.fromkeys(faults))
        return replace(people, by_key={person.key: people._tied(person) for person in people})

    def _tied(self, person: Person) -> Person:
        """The person with the keys of those whom its relations name."""
        if all(relation.key for relation in person.relations):
            return person
        owners = tuple(self._recognised(person, relation) for relation in person.owners)
        acts_for = tuple(self._recognised(person, relation) for relation in person.acts_for)
        return replace(person, owners=owners, acts_for=acts_for)

    def _recognised(self, of: Person, relation: Relation) -> Relation:
        found = None if relation.key else self.resolve(relation.name, None)
        return relation if found is None or found.key == of.key else replace(relation, key=found.key)
