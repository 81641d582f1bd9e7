"""What an event says, as far as the registers and the readers of figures understand it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, Literal

from caatsa.documents.document import Path
from caatsa.domain.record import Record
from caatsa.domain.reported import Act, ChainParty, Event, Party
from caatsa.intake import numbers
from caatsa.intake.money import Money, read_money
from caatsa.intake.quantities import Quantity, read_quantity
from caatsa.registers.armament import Identification
from caatsa.registers.armaments import Armaments
from caatsa.registers.countries import Countries, Country, Kind, UnknownCountry
from caatsa.registers.names import fold, fold_person
from caatsa.registers.person import Person
from caatsa.registers.persons import Persons

RUSSIA: Final = "RU"
BEGINNING: Final = frozenset({"contract", "license", "equity", "gift", "loan", "lease", "joint_development"})
"""Acts with which a transaction begins."""
_LONGEST_KEY: Final = 200
_SELLING: Final = frozenset({"supplier", "exporter"})
_NOBODY: Final = frozenset(
    {
        "unknown",
        "undisclosed",
        "not disclosed",
        "unnamed",
        "not named",
        "n a",
        "not stated",
        "not known",
        "tbd",
    }
)


class NotUnderstood(Record):
    """Text that was kept as reported; `path` is its place in the event."""

    path: Path
    reported: str
    issue: str


class UnderstoodParty(Record):
    """A side of the event; `name` is empty where nobody is named, `person` is None where nobody is known so.

    `candidates` are register names that the name may mean: to be reviewed, never used.
    """

    id: str
    role: str
    path: Path
    name: str
    country: Country | None
    person: Person | None
    candidates: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the event names a person here."""
        return bool(self.name)

    @cached_property
    def key(self) -> str:
        """What facts compare: the register's key, or the folded name of somebody it does not know."""
        if self.person:
            return self.person.key
        return (
            f"name:{_bounded(fold_person(self.name) or fold(self.name))}"
            if self.name
            else f"nobody:{self.id}"
        )

    @property
    def nationality(self) -> str:
        """`russian`, `other` or `unknown`; the register's word on a known person comes first."""
        codes = [self.person.country if self.person else None, self.country.code if self.country else None]
        if RUSSIA in codes:
            return "russian"
        stated = self.country is not None and self.country.kind is not Kind.UNKNOWN
        return "other" if stated or codes[0] else "unknown"

    @property
    def country_name(self) -> str:
        """The country as the register calls it, or as it was reported where it is none."""
        return self.country.name if self.country else "country not stated"


class Figure(Record):
    """A quantity or value as reported, and as read; `reading` is None where it was not understood."""

    path: Path
    reported: str
    reading: Quantity | Money | None
    reason: str


class Understood(Record):
    """An event with its parties, item and figures as understood, and what was not."""

    event: Event
    buyer: UnderstoodParty
    chain: tuple[UnderstoodParty, ...]
    item: Identification
    figures: tuple[Figure, ...]
    issues: tuple[NotUnderstood, ...]


def understand(event: Event, countries: Countries, persons: Persons, armaments: Armaments) -> Understood:
    """Read an event against the registers. Raises `UnknownCountry` for text that is no country."""
    reader = _Reader(countries, persons)
    buyer = reader.party("buyer", "buyer", ("buyer",), event.buyer)
    supplier = reader.party("supplier", "supplier", ("supplier",), event.supplier or Party())
    others = (reader.chain_party(number, party) for number, party in enumerate(event.parties))
    chain = (supplier, *others)
    item = armaments.identify(event.item or "")
    figures = tuple(_figures(event))
    issues = (
        *(issue for party in (buyer, *chain) for issue in _of_party(party, event)),
        *_of_nobody_else(buyer, chain),
        *_of_item(event, item),
        *(NotUnderstood(figure.path, figure.reported, figure.reason) for figure in figures if figure.reason),
    )
    return Understood(event, buyer, chain, item, figures, issues)


class _Reader(Record):
    countries: Countries
    persons: Persons

    def chain_party(self, number: int, party: ChainParty) -> UnderstoodParty:
        return self.party(f"party{number + 1}", party.role, ("parties", number), party)

    def party(self, ident: str, role: str, path: Path, party: Party) -> UnderstoodParty:
        country = self._country(party)
        name = party.name or ""
        if country is not None and country.kind in (Kind.GROUP, Kind.ORGANISATION) and not name:
            name = country.name
        merely_country = (
            bool(name)
            and country is not None
            and country.code is not None
            and self.countries.is_country_name(name, country.code)
        )
        if fold(name) in _NOBODY or merely_country:
            name = ""
        code = country.code if country else None
        person = self.persons.resolve(name, code) if name else None
        found = self.persons.review_candidates(name) if name and person is None else ()
        candidates = tuple(f"{one.person.name} (as {one.matched})" for one in found)
        return UnderstoodParty(ident, role, path, name, country, person, candidates)

    def _country(self, party: Party) -> Country | None:
        if party.country is not None:
            return self.countries.resolve(party.country)
        if party.country_name is None:
            return None
        unknown = Country(None, party.country_name, Kind.UNKNOWN, party.country_name)
        if "*" not in party.country_name:
            # No mark says what it is; near names, for which `resolve` looks long, are of no use here.
            return self.countries.named(party.country_name) or unknown
        try:
            return self.countries.resolve(party.country_name)
        except UnknownCountry:
            return unknown


def _figures(event: Event) -> Iterator[Figure]:
    """Every quantity and value of the event, then of its acts, in the order of the document."""
    holders: list[tuple[Path, Event | Act]] = [((), event)]
    holders += [(("acts", number), act) for number, act in enumerate(event.acts)]
    for path, holder in holders:
        if holder.quantity is not None:
            reading = read_quantity(holder.quantity)
            yield _figure((*path, "quantity"), str(holder.quantity), reading)
        if holder.value is not None:
            yield _figure((*path, "value"), str(holder.value), read_money(holder.value))


def stated_figure(event: Event, fact: Literal["quantity", "value"]) -> Figure | None:
    """The quantity or value of the event, else that of the only act with which it begins."""
    begun = [number for number, act in enumerate(event.acts) if act.kind in BEGINNING]
    holders: list[tuple[Path, Event | Act]] = [((), event)]
    holders += [(("acts", number), event.acts[number]) for number in begun if len(begun) == 1]
    for path, holder in holders:
        reported = holder.quantity if fact == "quantity" else holder.value
        if reported is not None:
            reading = read_quantity(reported) if fact == "quantity" else read_money(reported)
            return _figure((*path, fact), str(reported), reading)
    return None


def _figure(path: Path, reported: str, reading: Quantity | Money | numbers.NotUnderstood) -> Figure:
    if isinstance(reading, numbers.NotUnderstood):
        return Figure(path, reported, None, reading.reason)
    return Figure(path, reported, reading, "" if reading.exact else "not one exact figure; kept as reported")


def _of_party(party: UnderstoodParty, event: Event) -> Iterator[NotUnderstood]:
    stated = _stated_name(party, event)
    if stated and not party.named:
        yield NotUnderstood((*party.path, "name"), stated, "names no person; read as not named")
    elif party.named and party.person is None and party.candidates:
        possible = "; ".join(party.candidates)
        yield NotUnderstood(
            (*party.path, "name"), party.name, f"not in the register; possible, review: {possible}"
        )
    elif party.named and party.person is None:
        yield NotUnderstood(
            (*party.path, "name"), party.name, "not in the register of persons; kept as reported"
        )
    elif party.person and party.country and party.person.country not in (None, party.country.code):
        said = f"stated as {party.country_name}, in the register as {party.person.country}; both are kept"
        yield NotUnderstood((*party.path, "country"), party.name, said)
    if party.country and party.country.kind is Kind.HISTORICAL:
        followed = ", ".join(party.country.successors)
        today = party.country.code or "none of them"
        said = f"a historical state ({followed} followed); read as {today}"
        yield NotUnderstood((*party.path, "country"), party.country.reported, said)
    if party.country and party.country.kind is Kind.UNKNOWN and not _says_unknown(party.country.reported):
        said = "no state, group or organisation that the register knows; kept as reported"
        yield NotUnderstood((*party.path, "country_name"), party.country.reported, said)


def _says_unknown(text: str) -> bool:
    return "unknown" in fold(text).split()


def _of_nobody_else(buyer: UnderstoodParty, chain: Iterable[UnderstoodParty]) -> Iterator[NotUnderstood]:
    for party in chain:
        if party.role in _SELLING and party.named and party.key == buyer.key:
            said = f"the buyer is {party.role} as well; nobody deals with himself, so who sold is not known"
            yield NotUnderstood((*party.path, "name"), party.name, said)


def _stated_name(party: UnderstoodParty, event: Event) -> str:
    if party.id == "buyer":
        return event.buyer.name or ""
    if party.id == "supplier":
        return (event.supplier.name if event.supplier else None) or ""
    return event.parties[int(party.path[1])].name or ""


def _of_item(event: Event, item: Identification) -> Iterator[NotUnderstood]:
    if event.item is None:
        return
    if item.kind == "unknown":
        yield NotUnderstood(("item",), event.item, "not in the register of armaments; kept as reported")
    elif item.kind == "ambiguous":
        names = ", ".join(one.name for one in item.systems or item.classes)
        what = "systems" if item.systems else "kinds of goods"
        yield NotUnderstood(("item",), event.item, f"names several {what} ({names}); each is kept")
    elif item.kind == "class_noun":
        yield NotUnderstood(
            ("item",), event.item, "only the class is understood; the designation is not known"
        )


def _bounded(key: str) -> str:
    """The key itself, or its digest where it is longer than engines take."""
    return key if len(key) <= _LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()
