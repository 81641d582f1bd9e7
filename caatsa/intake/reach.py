"""On whom a provision may fall: the buyer and each party, their country, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caatsa.domain.facts import Fact, Origin, Value
from caatsa.intake.evidence import best_grade, citations, sources_of_event
from caatsa.intake.normalise import ONE_REMOVE
from caatsa.intake.ties import Moment, RegisterView
from caatsa.intake.understand import Understood, UnderstoodParty
from caatsa.registers.countries import Kind

NAMED_IN_105: Final = "named_in_105"
_UNITED_STATES: Final = "US"


def stated_parties(understood: Understood) -> tuple[UnderstoodParty, ...]:
    """The buyer, then every party of whom the event states a name or a country."""
    chain = (party for party in understood.chain if party.named or party.country)
    return (understood.buyer, *chain)


def codes_of(party: UnderstoodParty) -> tuple[str, ...]:
    """ISO codes of the party: as stated, then as the register has it where that is another."""
    stated = party.country.code if party.country else None
    registered = party.person.country if party.person else None
    return tuple(dict.fromkeys(code for code in (stated, registered) if code))


def person_facts(understood: Understood, moments: tuple[Moment, ...], view: RegisterView) -> Iterator[Fact]:
    """A `person` for the buyer and each stated party, an `affiliate` for each act at which one is tied."""
    sources = citations(sources_of_event(understood.event, view.frame.known_by))
    grade = best_grade(sources)
    for party in stated_parties(understood):
        yield _person(party, view, Origin("input", view.frame.locate(party.path), sources, grade))
        for moment in moments:
            yield from _affiliates(party, moment, view)


def _person(party: UnderstoodParty, view: RegisterView, origin: Origin) -> Fact:
    code = next(iter(codes_of(party)), "none")
    country = party.country_name if party.country or code == "none" else view.country_name(code)
    who = f"{party.name} ({country})" if party.named else f"a person of {country} who is not named"
    fields: dict[str, Value] = {
        "party": party.id,
        "role": party.role,
        "remove": "one_remove" if party.role in ONE_REMOVE else "direct",
        "named": _yes(party.named),
        "person": party.key,
        "name": party.name or f"(not named, {country})",
        "who": who,
        "country": code,
        "country_name": country,
        "foreign": _foreign(party),
        NAMED_IN_105: _yes(_has_flag(party)),
    }
    return Fact(f"person:{party.id}", "person", fields, f"{party.role.replace('_', ' ')}: {who}", origin)


def _foreign(party: UnderstoodParty) -> str:
    """Whether the person is foreign; unknown where its country is not, and where two are reported."""
    codes = codes_of(party)
    elsewhere = party.country is not None and party.country.kind in (Kind.GROUP, Kind.ORGANISATION)
    if not codes:
        return "yes" if elsewhere else "unknown"
    if _UNITED_STATES not in codes:
        return "yes"
    return "no" if len(codes) == 1 else "unknown"


def _has_flag(party: UnderstoodParty) -> bool:
    return party.person is not None and NAMED_IN_105 in party.person.flags


def _affiliates(party: UnderstoodParty, moment: Moment, view: RegisterView) -> Iterator[Fact]:
    if party.person is None:
        return
    chains = view.chains(party.person, moment)
    tied = next((chain for chain in chains if NAMED_IN_105 in chain.person.flags), None)
    if tied is not None:
        fields: dict[str, Value] = {
            "act": moment.id,
            "party": party.id,
            "person": tied.person.key,
            "name": tied.person.name,
            "words": tied.words,
        }
        yield Fact(f"affiliate:{party.id}@{moment.id}", "affiliate", fields, tied.words, tied.origin)


def _yes(statement: bool) -> str:
    return "yes" if statement else "no"
