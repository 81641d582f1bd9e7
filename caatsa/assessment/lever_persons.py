"""Levers on who takes part: buyers and sellers not named, listings, ties and places in the chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from caatsa.assessment.lever import Basis, Family, Lever, fields, joining
from caatsa.assessment.parts import World
from caatsa.domain.dates import PartialDate
from caatsa.intake.normalise import ONE_REMOVE, SUPPLY_ROLES
from caatsa.intake.reach import codes_of
from caatsa.intake.ties import PRESUMED_EXPORTER
from caatsa.intake.understand import RUSSIA, UnderstoodParty
from caatsa.registers.countries import Country
from caatsa.registers.person import Listing, Person, Relation

_ELSEWHERE: Final = "CH"
"""A country that no rule names, for a seller of another country."""
_FIRST_LIST: Final = PartialDate.parse("2017-10-27")
"""The day of the first List of Specified Persons."""


def buyers(basis: Basis) -> Iterator[Lever]:
    """Who bought, where nobody is named: somebody, or the person of an act that describes the event."""
    world = basis.world
    buyer = world.understood.buyer
    if buyer.named:
        return
    concerns = basis.ground.concerns(world, buyer)
    names = dict.fromkeys(one.act.person for one in concerns if one.inferred and one.act.person)
    code = buyer.country.code if buyer.country else None
    for name in names:
        person = basis.ground.persons.by_key.get(name) or basis.ground.persons.resolve(name, code)
        shown = person.name if person else name
        yield _party(buyer, f"the buyer is {shown}", _named(buyer, shown, person), settles=True)
    yield _party(buyer, "the buyer is named", _named(buyer, _somebody(buyer), None), settles=True)


def sellers(basis: Basis) -> Iterator[Lever]:
    """Who is on the supplying side, as far as the seller's listing, ties and nationality go."""
    if not basis.asks("listing", "person"):
        return
    for party in basis.world.understood.chain:
        if party.role in SUPPLY_ROLES and party.id != basis.subject:
            yield from _unnamed(party, basis) if not party.named else _known(party, basis)


def chain(basis: Basis) -> Iterator[Lever]:
    """The listed exporter behind the seller, and parties that stood nearer than reported, or not there."""
    parties = basis.world.understood.chain
    exporter = basis.ground.persons.by_key[PRESUMED_EXPORTER]
    if all(party.key != exporter.key for party in parties):
        joined = UnderstoodParty("joined", "exporter", ("parties",), exporter.name, None, exporter)
        yield Lever("chain", f"{_listed_name(exporter)}, is in the chain as exporter", joining(joined))
    for party in parties:
        if party.id in ("supplier", basis.subject) or not party.named:
            continue
        if party.role in ONE_REMOVE & SUPPLY_ROLES:
            says = f"{party.name} dealt directly with the buyer"
            yield _party(party, says, replace(party, role="exporter"))
        if party.role in SUPPLY_ROLES:
            yield _party(party, f"{party.name} has no part in it", None)


def countries(basis: Basis) -> Iterator[Lever]:
    """Others than the row's own person, where it matters of which country they are."""
    asked = {str(code) for code in basis.tests.get(("flow", "country"), ())}
    name_of = basis.ground.rulebase.registers.countries.name_of
    for party in (basis.world.understood.buyer, *basis.world.understood.chain):
        codes = sorted(asked.intersection(codes_of(party)))
        if codes and party.id != basis.subject:
            names = " or ".join(name_of(code) for code in codes)
            says = f"{party.name or _who(party)} is of a country other than {names}"
            yield _party(party, says, _foreign(party, basis))


def nationalities(basis: Basis) -> Iterator[Lever]:
    """The country of the row's own person, where it is not known."""
    parties = (basis.world.understood.buyer, *basis.world.understood.chain)
    for party in parties:
        if party.id == basis.subject and not codes_of(party):
            who = party.name or _who(party)
            states = basis.ground.rulebase.registers.countries.resolve("US")
            american = replace(party, country=states)
            elsewhere = "a country other than the United States"
            yield _party(party, f"{who} is of the United States", american, settles=True)
            yield _party(party, f"{who} is of {elsewhere}", _foreign(party, basis), settles=True)


def own_names(basis: Basis) -> Iterator[Lever]:
    """The row's own person, where it is a party of the chain that is not named."""
    for party in basis.world.understood.chain:
        if party.id == basis.subject and not party.named:
            named = _named(party, _somebody(party), None)
            yield _party(party, f"{_who(party)} is named", named, settles=True)


def _unnamed(party: UnderstoodParty, basis: Basis) -> Iterator[Lever]:
    """A seller who is not named can turn out to be listed, tied, or of another country."""
    who, may_be_russian = _who(party), party.nationality != "other"
    exporter = basis.ground.persons.by_key[PRESUMED_EXPORTER]
    russia = basis.ground.rulebase.registers.countries.resolve(RUSSIA)
    listed = _named(party, exporter.name, exporter, russia)
    yield _party(party, f"{who} is {_listed_name(exporter)}", listed, settles=may_be_russian)
    tied = _named(party, _somebody(party), _tied(_somebody(party), exporter))
    yield _party(party, f"{who} acts for {exporter.name}, unlisted itself", tied, settles=may_be_russian)
    if may_be_russian:
        says = _ELSEWHERE_WORDS.format(who)
        yield _party(party, says, _foreign(party, basis), settles=party.country is None)
    named = next((one for one in basis.ground.persons if "named_in_231_a" in one.flags), None)
    if named and basis.asks("party", "named_in_231_a"):
        statute = _named(party, named.name, named, russia)
        says = f"{who} is {named.name}, named in section 231(a) itself"
        yield _party(party, says, statute, settles=may_be_russian)


_ELSEWHERE_WORDS: Final = "{} is of a country other than Russia, without a known tie to a listed person"


def _known(party: UnderstoodParty, basis: Basis) -> Iterator[Lever]:
    """A named seller can be listed or tied without our register knowing it, or be no such person at all."""
    exporter = basis.ground.persons.by_key[PRESUMED_EXPORTER]
    listed = bool(party.person and party.person.specified)
    tied = bool(party.person and party.person.relations)
    untied = not listed and not tied
    unknown = untied and party.nationality != "other"
    if not listed:
        says = f"{party.name} is itself on the List of Specified Persons, since {_FIRST_LIST.dated}"
        yield _party(party, says, replace(party, person=_listed(party)), settles=unknown)
    elif not _listed_first(party):
        says = f"{party.name} was listed on {_FIRST_LIST.dated}, with the first list"
        yield _party(party, says, replace(party, person=_listed(party)))
    if untied:
        says = f"{party.name} acts for {exporter.name}"
        tie = _tied(party.name, exporter, party)
        yield _party(party, says, replace(party, person=tie), settles=unknown)
    else:
        says = f"{party.name} is not the person of the register: not listed, and without a known tie"
        yield _party(party, says, replace(party, person=None))
    if party.nationality != "other":
        stated = party.country is not None or party.person is not None
        yield _party(party, _ELSEWHERE_WORDS.format(party.name), _foreign(party, basis), settles=not stated)


def _listed(party: UnderstoodParty) -> Person:
    entry = Listing("LSP", "defense", _FIRST_LIST, _FIRST_LIST, "stated")
    return replace(party.person or _unregistered(party.name, party), listings=(entry,))


def _listed_first(party: UnderstoodParty) -> bool:
    return party.person is not None and any(
        listing.listed_on.last_day <= _FIRST_LIST.last_day for listing in party.person.specified
    )


def _tied(name: str, principal: Person, party: UnderstoodParty | None = None) -> Person:
    tie = Relation(principal.name, principal.key, PartialDate.UNKNOWN, None, "stated")
    return replace(_unregistered(name, party), acts_for=(tie,))


def _unregistered(name: str, party: UnderstoodParty | None) -> Person:
    country = party.country.code if party and party.country else None
    return Person(party.key if party else f"name:{name}", name, country)


def _listed_name(person: Person) -> str:
    since = min((one.listed_on for one in person.specified), key=lambda day: day.first_day)
    return f"{person.name}, a specified person since {since.dated}"


def _somebody(party: UnderstoodParty) -> str:
    """A name that nobody else in the event bears: nobody deals with himself."""
    return f"the {party.id} now named"


def _who(party: UnderstoodParty) -> str:
    role = "seller" if party.role in ("supplier", "exporter") else party.role.replace("_", " ")
    return f"the {role}"


def _named(
    party: UnderstoodParty, name: str, person: Person | None, country: Country | None = None
) -> UnderstoodParty:
    return replace(party, name=name, person=person, country=party.country or country)


def _foreign(party: UnderstoodParty, basis: Basis) -> UnderstoodParty:
    country = basis.ground.rulebase.registers.countries.resolve(_ELSEWHERE)
    return replace(party, name=party.name or _somebody(party), person=None, country=country, candidates=())


def _party(
    party: UnderstoodParty, says: str, altered: UnderstoodParty | None, *, settles: bool = False
) -> Lever:
    """A change of one party, found again by its id; `None` takes it out of the chain."""

    def change(world: World) -> World:
        understood = world.understood
        if altered is None:
            kept = tuple(one for one in understood.chain if one.id != party.id)
            return replace(world, understood=replace(understood, chain=kept))
        if party.id == "buyer":
            return replace(world, understood=replace(understood, buyer=altered))
        parties = tuple(altered if one.id == party.id else one for one in understood.chain)
        return replace(world, understood=replace(understood, chain=parties))

    return Lever(party.id, says, change, settles=settles)


FAMILIES: Final = (
    Family(fields("buyer", "named", "kind", "person") | fields("person", "named", "person"), buyers),
    Family(
        fields("party", "named", "seller_named", "person", "nationality", "named_in_231_a", "country")
        | fields("standing", "state", "tie", "party", "act")
        | fields("listing", "person", "sector")
        | fields("timing", "person", "listed")
        | fields("tie", "person", "to", "how")
        | fields("use", "intelligence_party"),
        sellers,
    ),
    Family(fields("flow", "country", "way", "basis", "act"), countries),
    Family(fields("person", "country", "foreign"), nationalities),
    Family(fields("person", "named"), own_names),
    Family(fields("party", "side", "role", "remove", "party") | fields("listing", "person"), chain),
)
