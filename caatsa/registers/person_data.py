"""Read the persons of the register from its parsed file: every fault is found before any is raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast, get_args

from caatsa.domain.dates import PartialDate
from caatsa.domain.errors import Fault, RegisterError
from caatsa.domain.record import Record
from caatsa.registers.person import (
    FLAGS,
    Kind,
    Listing,
    OtherListing,
    Person,
    Relation,
    Verification,
    is_specified_persons_list,
)

FILE: Final = "registers/persons.yaml"
_VERIFICATIONS: Final = ("seen", "reconstructed", "unverified")
_TOP: Final = frozenset({"format", "register", "complete", "sources", "persons"})


def read_persons(data: Any) -> tuple[Person, ...]:
    """The persons in the order of the file; raises `RegisterError` with all faults of form and reference."""
    faults = _Faults()
    top = _Entry(data, "the file", faults).only(_TOP)
    sources = top.mapping("sources")
    entries = top.mapping("persons")
    names = {key: entry.get("name") for key, entry in entries.items() if isinstance(entry, dict)}
    book = _Book(
        {str(key): str(value) for key, value in sources.items()},
        {str(key): name for key, name in names.items() if isinstance(name, str)},
    )
    people = tuple(
        _person(str(key), _Entry(entry, f"person '{key}'", faults), book) for key, entry in entries.items()
    )
    if not people:
        faults.add("the file", "has no persons", "a mapping of key to person")
    faults.raise_any()
    return people


@dataclass(slots=True)
class _Faults:
    found: list[Fault] = field(default_factory=list)

    def add(self, where: str, problem: str, allowed: str = "") -> None:
        self.found.append(Fault(FILE, None, None, f"{where} {problem}", allowed))

    def raise_any(self) -> None:
        if self.found:
            raise RegisterError(self.found)


class _Book(Record):
    """What entries may refer to: texts of sources and names of persons, by key."""

    sources: Mapping[str, str]
    names: Mapping[str, str]


class _Entry:
    """One mapping of the file, read key by key; what is wrong is noted and stands empty."""

    def __init__(self, value: Any, where: str, faults: _Faults) -> None:
        self.where, self.faults = where, faults
        self.values: Mapping[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            faults.add(where, "is not a mapping")

    def only(self, allowed: Iterable[str]) -> _Entry:
        known = frozenset(allowed)
        for key in self.values:
            if key not in known:
                self.faults.add(self.where, f"has the unknown key '{key}'", f"keys are {_listed(known)}")
        return self

    def text(self, key: str, *, required: bool = False) -> str:
        value = self.values.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if value is not None or required:
            self.faults.add(self.where, f"needs text for {key}, not {value!r}")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value):
            return tuple(value)
        self.faults.add(self.where, f"needs a list of texts for {key}")
        return ()

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        value = self.values.get(key)
        if value not in allowed:
            self.faults.add(self.where, f"has {key} {value!r}", f"{key} is {_listed(allowed)}")
        return str(value)

    def date(self, key: str) -> PartialDate | None:
        if key not in self.values:
            return None
        try:
            return PartialDate.parse(self.values[key])
        except ValueError as error:
            self.faults.add(self.where, f"has a bad {key}: {error}")
            return PartialDate.UNKNOWN

    def entries(self, key: str) -> tuple[_Entry, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.faults.add(self.where, f"needs a list for {key}")
            return ()
        return tuple(_Entry(one, f"{self.where}, {key} {n}", self.faults) for n, one in enumerate(value, 1))

    def mapping(self, key: str) -> Mapping[Any, Any]:
        value = self.values.get(key, {})
        if isinstance(value, dict):
            return value
        self.faults.add(self.where, f"needs a mapping for {key}")
        return {}

    def flags(self, names: Iterable[str]) -> frozenset[str]:
        given = [name for name in names if name in self.values]
        for name in given:
            if self.values[name] is not True:
                self.faults.add(self.where, f"has {name} {self.values[name]!r}", "true, or leave the key out")
        return frozenset(given)

    def verification(self) -> Verification:
        return cast("Verification", self.choice("verification", _VERIFICATIONS))

    def sources(self, book: _Book) -> tuple[str, ...]:
        keys = self.texts("sources")
        for key in keys:
            if key not in book.sources:
                self.faults.add(self.where, f"cites the unknown source '{key}'", "a key of sources")
        return tuple(book.sources[key] for key in keys if key in book.sources)

    def key_of_person(self, key: str, book: _Book, *, required: bool = True) -> str:
        value = self.text(key, required=required)
        if value and value not in book.names:
            self.faults.add(self.where, f"names the unknown person '{value}' as {key}", "a key of persons")
        return value


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


_PERSON_KEYS: Final = frozenset(
    {
        *("name", "country", "kind", "aliases", "weak_aliases", "listings", "other_lists"),
        *("owners", "acts_for", "note", *FLAGS),
    }
)


def _person(key: str, entry: _Entry, book: _Book) -> Person:
    entry.only(_PERSON_KEYS)
    country = entry.text("country", required=True)
    if len(country) != 2 or not country.isascii() or not country.isupper():
        entry.faults.add(entry.where, f"has country {country!r}", "an ISO 3166-1 alpha-2 code")
    return Person(
        key=key,
        name=entry.text("name", required=True),
        country=country,
        kind=cast("Kind", entry.choice("kind", [kind for kind in get_args(Kind) if kind != "unknown"])),
        aliases=entry.texts("aliases"),
        weak_aliases=entry.texts("weak_aliases"),
        listings=tuple(_listing(one, book) for one in entry.entries("listings")),
        other_lists=tuple(_other_listing(one, book) for one in entry.entries("other_lists")),
        owners=tuple(_relation(one, "owner", key, book) for one in entry.entries("owners")),
        acts_for=tuple(_relation(one, "principal", key, book) for one in entry.entries("acts_for")),
        flags=entry.flags(FLAGS),
        note=entry.text("note"),
    )


def _listing(entry: _Entry, book: _Book) -> Listing:
    entry.only(("list", "sector", "listed_on", "published", "verification", "sources"))
    name = entry.text("list", required=True)
    if not is_specified_persons_list(name):
        entry.faults.add(entry.where, f"is on the list '{name}'", "LSP; other lists stand under other_lists")
    listed_on = entry.date("listed_on")
    if listed_on is None or not listed_on.known:
        entry.faults.add(entry.where, "has no day in listed_on", "the day on which the listing took effect")
    return Listing(
        list=name,
        sector=entry.choice("sector", ("defense", "intelligence")),
        listed_on=listed_on or PartialDate.UNKNOWN,
        published=entry.date("published") or listed_on or PartialDate.UNKNOWN,
        verification=entry.verification(),
        sources=entry.sources(book),
    )


def _other_listing(entry: _Entry, book: _Book) -> OtherListing:
    entry.only(
        ("list", "uid", "programs", "names", "listed_on", "measures", "linked_to", "verification", "sources")
    )
    name = entry.text("list", required=True)
    if is_specified_persons_list(name):
        entry.faults.add(entry.where, f"is the list '{name}'", "the List of Specified Persons is in listings")
    uid = entry.values.get("uid")
    if not isinstance(uid, int) or isinstance(uid, bool):
        entry.faults.add(entry.where, f"has uid {uid!r}", "the number of the entry in OFAC's data")
    return OtherListing(
        list=name,
        uid=uid if isinstance(uid, int) else 0,
        programs=entry.texts("programs"),
        names=entry.texts("names"),
        listed_on=entry.date("listed_on") or PartialDate.UNKNOWN,
        measures=entry.texts("measures"),
        linked_to=entry.key_of_person("linked_to", book, required=False) or None,
        verification=entry.verification(),
        sources=entry.sources(book),
    )


def _relation(entry: _Entry, role: str, of: str, book: _Book) -> Relation:
    entry.only((role, "from", "until", "verification", "sources", "note", *(["share"] * (role == "owner"))))
    other = entry.key_of_person(role, book)
    if other == of:
        entry.faults.add(entry.where, "ties the person to itself")
    from_, until = entry.date("from") or PartialDate.UNKNOWN, entry.date("until")
    if until is not None and until.known and from_.known and until.last_day < from_.first_day:
        entry.faults.add(entry.where, f"ends ({until}) before it begins ({from_})")
    return Relation(
        name=book.names.get(other, other),
        key=other,
        from_=from_,
        until=until,
        verification=entry.verification(),
        sources=entry.sources(book),
        note=entry.text("note"),
        share=_share(entry),
    )


def _share(entry: _Entry) -> str | None:
    share = entry.text("share")
    if not share:
        return None
    digits = share.replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit() and 0 < float(share) <= 100):
        entry.faults.add(entry.where, f"has share {share!r}", "per cent as text, above 0 and at most 100")
    return share
