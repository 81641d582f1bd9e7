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
from caatsa.registers.person import Listing, OtherListing, Person, Relation, is_specified_persons_list

if TYPE_CHECKING:
    from caatsa.domain.events import ListingEntry, OtherListEntry, PersonEntry, PrincipalEntry, Source
    from caatsa.domain.facts import Grade


_GIVEN: Final = (
    *("country", "aliases", "weak_aliases", "owners", "acts_for", "listings", "other_lists", "note"),
)


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
    added: dict[str, dict[str | None, str]] = {}
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
    name: str, country: str | None, added: dict[str, dict[str | None, str]], people: dict[str, Person]
) -> str:
    """The key of the new person of that name; a country that is not stated tells nobody apart."""
    by_country = added.setdefault(fold_person(name), {})
    for of, key in by_country.items():
        if of == country or None in (of, country):
            return key
    return by_country.setdefault(country, _new_key(name, people))


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


def misplaced(entries: Sequence[PersonEntry], place: Callable[[Path], Place]) -> Iterator[Fault]:
    """A fault for each entry of the List of Specified Persons that stands among the other lists."""
    for number, entry in enumerate(entries):
        for at, other in enumerate(entry.other_lists):
            if is_specified_persons_list(other.list_name):
                problem = f"'{other.list_name}' is the List of Specified Persons"
                path = ("persons", number, "other_lists", at, "list")
                yield place(path).fault(problem, "it stands under listings")


def _overridden(person: Person, entry: PersonEntry, country: str | None) -> Person:
    """The person with the keys that the entry gives; it stays known by the name that the entry used."""
    given = entry.model_fields_set
    own_name = () if entry.name in person.names else (entry.name,)
    aliases = (*entry.aliases, entry.name) if "aliases" in given else (*person.aliases, *own_name)
    return replace(
        person,
        country=country if "country" in given else person.country,
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias != person.name)),
        weak_aliases=_weak_aliases(person, entry),
        listings=tuple(map(_listing, entry.listings)) if "listings" in given else person.listings,
        other_lists=_other_lists(entry, person) if "other_lists" in given else person.other_lists,
        owners=_relations(entry.owners, person.owners) if "owners" in given else person.owners,
        acts_for=_relations(entry.acts_for, person.acts_for) if "acts_for" in given else person.acts_for,
        note=entry.note or "" if "note" in given else person.note,
    )


def _weak_aliases(person: Person, entry: PersonEntry) -> tuple[str, ...]:
    """The names that need the country; one that is restated as an alias needs it no longer."""
    if "weak_aliases" in entry.model_fields_set:
        return entry.weak_aliases
    restated = {fold_person(alias) for alias in entry.aliases} if person.weak_aliases else ()
    return tuple(alias for alias in person.weak_aliases if fold_person(alias) not in restated)


def _listing(entry: ListingEntry) -> Listing:
    sources, grade = _source(entry.source)
    sector = entry.sector or "not_stated"
    return Listing(entry.list_name, sector, entry.listed_on, entry.listed_on, "stated", sources, grade)


def _other_list(entry: OtherListEntry) -> OtherListing:
    sources, grade = _source(entry.source)
    return OtherListing(
        list=entry.list_name,
        uid=entry.uid or 0,
        programs=entry.programs or (entry.list_name,),
        names=entry.names,
        listed_on=entry.listed_on,
        measures=entry.measures,
        linked_to=None,
        verification="stated",
        sources=sources,
        listed_by=entry.listed_by or PartialDate.UNKNOWN,
        grade=grade,
    )


def _other_lists(entry: PersonEntry, known: Person) -> tuple[OtherListing, ...]:
    """The lists of the entry; what only restates the register keeps the register's source."""

    def told(one: OtherListing) -> tuple[Any, ...]:
        return one.list, one.uid, one.programs, one.names, one.listed_on, one.listed_by, one.measures

    of_register = {told(one): one for one in known.other_lists}
    stated = map(_other_list, entry.other_lists)
    return tuple(of_register.get(told(one), one) for one in stated)


def _relations(entries: Sequence[PrincipalEntry], known: Sequence[Relation]) -> tuple[Relation, ...]:
    """The ties of the entry; one that only restates what the register has keeps the register's source."""
    of_register = {_told(relation): relation for relation in known}
    stated = map(_relation, entries)
    return tuple(of_register.get(_told(relation), relation) for relation in stated)


def _told(relation: Relation) -> tuple[str, str | None, PartialDate, PartialDate | None]:
    return fold_person(relation.name), relation.share, relation.from_, relation.until


def _relation(entry: PrincipalEntry) -> Relation:
    share = getattr(entry, "share", None)
    sources, grade = _source(entry.source)
    return Relation(
        name=entry.name,
        key=None,
        from_=entry.from_date or PartialDate.UNKNOWN,
        until=entry.until,
        verification="stated",
        sources=sources,
        share=None if share is None else repr(share).removesuffix(".0"),
        grade=grade,
    )


def _source(source: Source | None) -> tuple[tuple[str, ...], Grade | None]:
    """A source of the input as registers keep theirs, an address with words, and its grade."""
    if source is None:
        return (), None
    address = source.url if source.url and source.url.startswith(("http://", "https://")) else ""
    words = ", ".join(part for part in (source.title, source.publisher) if part)
    published = f" ({source.published})" if source.published else ""
    return (f"{address} {words}{published}".strip(),), source.grade


def _new_key(name: str, people: dict[str, Person]) -> str:
    """A key made of the name, numbered where the register already has it."""
    stem = "-".join(fold(name).split()) or "person"
    number, key = 1, stem
    while key in people:
        number += 1
        key = f"{stem}-{number}"
    return key
