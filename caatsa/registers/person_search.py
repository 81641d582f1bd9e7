"""Searching the register of persons by hand: exact names first, then whatever a person may want to review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caatsa.domain.record import Record
from caatsa.registers.names import fold
from caatsa.registers.person import Person
from caatsa.registers.persons import Candidate, Persons

SPECIFIED_PERSONS: Final = 90
"""Names on the List of Specified Persons since 2 March 2021: 39, 33, 12 and 6 in the order of the notices."""

_SHORTEST_PART: Final = 4


class Hit(Record):
    """A person of exactly the name searched for; `denoted` unless the name is too weak to decide that."""

    person: Person
    denoted: bool


class SearchResult(Record):
    """What a search gives; `specified_held` of `SPECIFIED_PERSONS` specified persons are in the register."""

    hits: tuple[Hit, ...]
    possible: tuple[Candidate, ...]
    specified_held: int


def search_persons(persons: Persons, name: str, country: str | None) -> SearchResult:
    """Persons called so, and those that may be meant; with an ISO code, only persons of that country."""
    found = persons.search(name)
    denoted = persons.resolve(name, country)
    exact = tuple(person for person in found.exact if country in (None, person.country))
    hits = tuple(Hit(person, denoted == person or person.key == name) for person in exact)
    known = {person.key for person in exact}
    possible: dict[str, Candidate] = {}
    for candidate in (*found.possible, *_containing(persons, name)):
        if candidate.person.key not in known and country in (None, candidate.person.country):
            possible.setdefault(candidate.person.key, candidate)
    held = sum(1 for person in persons if person.specified)
    return SearchResult(hits, tuple(possible.values()), held)


def relations_to(persons: Persons, key: str) -> Iterator[Person]:
    """The persons that name this one as an owner or as the one they act for."""
    return (person for person in persons if any(relation.key == key for relation in person.relations))


def _containing(persons: Persons, name: str) -> Iterator[Candidate]:
    """Persons one of whose names has the text as a part."""
    part = fold(name)
    if len(part) < _SHORTEST_PART:
        return
    for person in persons:
        matched = next((written for written in person.names if part in fold(written)), None)
        if matched is not None:
            yield Candidate(person, matched)
