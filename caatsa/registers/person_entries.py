"""Persons as an input document states them, laid over those of the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from caatsa.documents.document import Path, Place
from caatsa.domain.dates import PartialDate
from caatsa.domain.errors import Fault
from caatsa.domain.record import Record
from caatsa.registers.names import fold, fold_person
from caatsa.registers.person import Listing, Person, Relation

if TYPE_CHECKING:
    from caatsa.domain.events import ListingEntry, PersonEntry, PrincipalEntry


_GIVEN: Final = ("country", "aliases", "owners", "acts_for", "listings")


class _Register(Protocol):
    @property
    def by_key(self) -> Any: ...

    def resolve(self, name: str, country: str | None) -> Person | None: ...


class Merged(Record):
    """All persons, those of the register first, and by key the numbers of the entries that speak of each."""

    people: tuple[Person, ...]
    stated: Mapping[str, Sequence[int]]


def merged(
    register: _Register, entries: Sequence[PersonEntry], country_code: Callable[[str], str | None]
) -> Merged:
    """The register with the entries laid over it; owners and principals that are new carry a name only."""
    people: dict[str, Person] = dict(register.by_key)
    added: dict[tuple[str, str | None], str] = {}
    stated: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        country = country_code(entry.country) if entry.country is not None else None
        known = register.resolve(entry.name, country)
        key = known.key if known else _added(entry.name, country, added, people)
        before = people.get(key, Person(key, entry.name, country))
        people[key] = _overridden(before, entry, country)
        stated.setdefault(key, []).append(number)
    return Merged(tuple(people.values()), stated)


def _added(
    name: str, country: str | None, added: dict[tuple[str, str | None], str], people: dict[str, Person]
) -> str:
    """The key of the new person of that name; a country that is not stated tells nobody apart."""
    folded = fold_person(name)
    for (earlier, of), key in added.items():
        if earlier == folded and (of == country or None in (of, country)):
            return key
    return added.setdefault((folded, country), _new_key(name, people))


def contradictions(
    entries: Sequence[PersonEntry],
    stated: Mapping[str, Sequence[int]],
    place: Callable[[Path], Place],
    country_code: Callable[[str], str | None],
) -> Iterator[Fault]:
    """A fault for each key that two entries on one person give otherwise, naming both places.

    Each entry replaces the keys that it gives, so one of the two would be lost without a word. Entries that
    give different keys, or the same, are one person told in two places.
    """
    for numbers in stated.values():
        for at, later in enumerate(numbers):
            for key in _GIVEN:
                earlier = next((one for one in numbers[:at] if key in entries[one].model_fields_set), None)
                if earlier is None or key not in entries[later].model_fields_set:
                    continue
                values = [getattr(entries[number], key) for number in (earlier, later)]
                if key == "country":
                    values = [value and country_code(value) for value in values]
                if values[0] != values[1]:
                    problem = f"'{key}' of '{entries[later].name}' is given twice, and differs"
                    first = place(("persons", earlier, key))
                    yield place(("persons", later, key)).fault(problem, f"it stands first in {first}")


def _overridden(person: Person, entry: PersonEntry, country: str | None) -> Person:
    """The person with the keys that the entry gives; it stays known by the name that the entry used."""
    given = entry.model_fields_set
    own_name = () if entry.name in person.names else (entry.name,)
    aliases = (*entry.aliases, entry.name) if "aliases" in given else (*person.aliases, *own_name)
    restated = {fold_person(alias) for alias in entry.aliases}
    return replace(
        person,
        country=country if "country" in given else person.country,
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias != person.name)),
        weak_aliases=tuple(alias for alias in person.weak_aliases if fold_person(alias) not in restated),
        listings=tuple(map(_listing, entry.listings)) if "listings" in given else person.listings,
        owners=tuple(map(_relation, entry.owners)) if "owners" in given else person.owners,
        acts_for=tuple(map(_relation, entry.acts_for)) if "acts_for" in given else person.acts_for,
    )


def _listing(entry: ListingEntry) -> Listing:
    sector = entry.sector or "not_stated"
    return Listing(entry.list_name, sector, entry.listed_on, entry.listed_on, verification="stated")


def _relation(entry: PrincipalEntry) -> Relation:
    share = getattr(entry, "share", None)
    return Relation(
        name=entry.name,
        key=None,
        from_=entry.from_date or PartialDate.UNKNOWN,
        until=entry.until,
        verification="stated",
        share=None if share is None else repr(share).removesuffix(".0"),
    )


def _new_key(name: str, people: dict[str, Person]) -> str:
    """A key made of the name, numbered where the register already has it."""
    stem = "-".join(fold(name).split()) or "person"
    number, key = 1, stem
    while key in people:
        number += 1
        key = f"{stem}-{number}"
    return key
