"""On whom a provision falls: the persons of an event that it reaches, each of whom has a row."""

from __future__ import annotations

from collections.abc import Iterable

from caatsa.assessment.evaluation import Evaluated
from caatsa.engine.compiler import rule_id_of
from caatsa.intake.understand import Understood, UnderstoodParty
from caatsa.registers.countries import Countries
from caatsa.rulebase.rules import ROLES_REACHED, Reach, Trigger


def reached(trigger: Trigger, understood: Understood, evaluated: Evaluated) -> tuple[UnderstoodParty, ...]:
    """The buyer first, then the parties in the order of the event; nobody twice.

    Where what touches the provision is a fact about a person, only that person is reached.
    A supplier of whom not even the country is stated is nobody yet, and one whose country alone is stated is
    taken for the named supplier or exporter of that country, where there is one. Where the event states
    nobody whom the provision reaches, it falls on whom the trigger says instead.
    """
    touched = _touched(trigger, evaluated)
    stated = _stated(trigger.reaches, understood)
    reached = tuple(party for party in stated if touched is None or party.id in touched)
    return reached or _stated(trigger.otherwise_reaches, understood)


def government_of(party: UnderstoodParty, countries: Countries) -> tuple[str | None, str]:
    """Code and name under which a row stands: today's name, also of a state that had another before."""
    code = party.country.code if party.country else None
    return (code, countries.resolve(code).name) if code else (None, party.country_name)


def _stated(reaches: Iterable[Reach], understood: Understood) -> tuple[UnderstoodParty, ...]:
    roles = {role for reach in reaches for role in ROLES_REACHED[reach]}
    parties = [party for party in (understood.buyer, *understood.chain) if party.role in roles]
    sellers = ROLES_REACHED["supplier"]
    selling = {party.country_name for party in parties if party.named and party.role in sellers}
    persons: dict[str, UnderstoodParty] = {}
    for party in parties:
        if party.role == "buyer" or party.named or (party.country and party.country_name not in selling):
            persons.setdefault(party.key, party)
    return tuple(persons.values())


def _touched(trigger: Trigger, evaluated: Evaluated) -> frozenset[str] | None:
    """The parties by whom the event touches the provision; none where it is touched by more than persons."""
    asked = (condition for alternative in trigger.touched_by for condition in alternative)
    if all(condition.fact != "person" for condition in asked):
        return None
    parties: set[str] = set()
    for firing in evaluated.firings:
        if rule_id_of(firing.rule) == trigger.id:
            facts = (evaluated.facts[ref] for _, ref in firing.premises if ref in evaluated.facts)
            named = {str(fact.fields["party"]) for fact in facts if fact.kind == "person"}
            if not named:
                return None
            parties |= named
    return frozenset(parties)
