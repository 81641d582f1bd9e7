"""To, from, within and through which countries the goods go, and what says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from caatsa.domain.facts import Fact, Origin, Value
from caatsa.domain.vocabulary import ANY
from caatsa.intake.evidence import best_grade, citations, sources_of_event
from caatsa.intake.reach import codes_of, stated_parties
from caatsa.intake.ties import Moment, RegisterView
from caatsa.intake.understand import Understood, UnderstoodParty

_WAYS: Final = {
    **dict.fromkeys(("buyer", "end_user"), "to"),
    **dict.fromkeys(("supplier", "exporter", "manufacturer", "licensor", "joint_venture"), "from"),
    **dict.fromkeys(("agent", "bank", "subcontractor"), "through"),
}


def flow_facts(understood: Understood, moments: tuple[Moment, ...], view: RegisterView) -> Iterator[Fact]:
    """A `flow` for each country of a party, for those of persons that it is tied to, and for the item's."""
    parties = stated_parties(understood)
    within = _within(parties)
    sources = citations(sources_of_event(understood.event, view.frame.known_by))
    grade = best_grade(sources)
    for party in parties:
        for code in codes_of(party):
            origin = Origin("input", view.frame.locate(party.path), sources, grade)
            yield _of_party(party, code, within, view, origin)
        for moment in moments:
            yield from _of_ties(party, moment, view)
    yield from _of_origin(understood, view)


def _within(parties: tuple[UnderstoodParty, ...]) -> str | None:
    """The country in which the goods stay, where both sides are of that one and nobody is of another."""
    ends = [party for party in parties if _WAYS[party.role] in ("to", "from")]
    codes = {code for party in ends for code in codes_of(party)}
    both = {_WAYS[party.role] for party in ends if codes_of(party)} == {"to", "from"}
    return codes.pop() if both and len(codes) == 1 else None


def _of_party(
    party: UnderstoodParty, code: str, within: str | None, view: RegisterView, origin: Origin
) -> Fact:
    way = "within" if code == within and _WAYS[party.role] != "through" else _WAYS[party.role]
    name = view.country_name(code)
    role = party.role.replace("_", " ")
    words = f"the {role} is of {name}: {party.name}" if party.named else f"the {role} is of {name}"
    fields = {"act": ANY, "way": way, "basis": party.role, "party": party.id}
    return _flow(f"{party.id}:{code}", (code, name), fields, words, origin)


def _of_ties(party: UnderstoodParty, moment: Moment, view: RegisterView) -> Iterator[Fact]:
    """Countries of others than the party's own, of persons that own it or for whom it acts."""
    seen = set(codes_of(party))
    for chain in view.chains(party.person, moment) if party.person else ():
        code = chain.person.country
        if code is None or code in seen:
            continue
        seen.add(code)
        name = view.country_name(code)
        fields = {"act": moment.id, "way": _WAYS[party.role], "basis": "tie", "party": party.id}
        words = f"{chain.words} (of {name})"
        yield _flow(f"{party.id}:{code}@{moment.id}", (code, name), fields, words, chain.origin)


def _of_origin(understood: Understood, view: RegisterView) -> Iterator[Fact]:
    """The states in which the systems were designed, each once."""
    designed = {system.origin: system for system in reversed(understood.item.systems)}
    for code, system in designed.items():
        name = view.country_name(code)
        fields = {"act": ANY, "way": "from", "basis": "item_origin", "party": ANY}
        where = f"registers/armaments.yaml, {system.key}"
        origin = Origin("register", where, (), None, system.verification, rests_on=("item",))
        yield _flow(f"item:{code}", (code, name), fields, f"{system.name} is of {name}'s design", origin)


def _flow(
    ref: str, country: tuple[str, str], fields: Mapping[str, Value], words: str, origin: Origin
) -> Fact:
    code, name = country
    whole = {**fields, "country": code, "country_name": name, "words": words}
    return Fact(f"flow:{ref}", "flow", whole, words, origin)
