"""On whom a provision falls: the persons of an event that it reaches, each of whom has a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from caatsa.intake.understand import Understood, UnderstoodParty
from caatsa.rulebase.rules import Trigger

_ROLES: Final[Mapping[str, frozenset[str]]] = {
    "buyer": frozenset({"buyer"}),
    "supplier": frozenset({"supplier", "exporter"}),
    "agent": frozenset({"agent"}),
    "bank": frozenset({"bank"}),
}


def reached(trigger: Trigger, understood: Understood) -> tuple[UnderstoodParty, ...]:
    """The buyer first, then the parties in the order of the event; nobody twice.

    A supplier of whom not even the country is stated is nobody yet, and one whose country alone is stated is
    taken for the named supplier or exporter of that country, where there is one.
    """
    roles = frozenset().union(*(_ROLES[role] for role in trigger.reaches))
    parties = [party for party in (understood.buyer, *understood.chain) if party.role in roles]
    selling = {party.country_name for party in parties if party.named and party.role != "buyer"}
    persons: dict[str, UnderstoodParty] = {}
    for party in parties:
        if party.role == "buyer" or party.named or (party.country and party.country_name not in selling):
            persons.setdefault(party.key, party)
    return tuple(persons.values())
