"""What a lever is: one elementary change of a world, and the tests of rules that it can move."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from caatsa.assessment.parts import World
from caatsa.assessment.worlds import Ground
from caatsa.domain.record import Record
from caatsa.engine.patterns import Production, Value
from caatsa.intake.understand import UnderstoodParty

Tested = tuple[str, str]
"""A kind of fact and one of its fields."""


ANY_FACT: Final = ""
"""In the place of a field where a rule asks for no more than that there is such a fact."""


class Lever(Record):
    """One change. `says` is what then holds, as a clause; levers of one `slot` exclude each other.

    `open` where somebody can still bring it about; `settles` where it answers what the event leaves unknown.
    """

    slot: str
    says: str
    change: Callable[[World], World]
    open: bool = False
    settles: bool = False


class Basis(Record):
    """What levers are made from: a row's world, whose row it is, and the tests of its provision."""

    ground: Ground
    world: World
    subject: str
    tests: Mapping[Tested, frozenset[Value]]

    def asks(self, kind: str, field: str) -> bool:
        """Whether some rule of the provision looks at the field."""
        return (kind, field) in self.tests


class Family(Record):
    """Levers of one kind, and the fields that they can move."""

    moves: frozenset[Tested]
    levers: Callable[[Basis], Iterator[Lever]]


def asked_by(productions: Iterable[Production]) -> dict[Tested, frozenset[Value]]:
    """Every field on which a production turns, with the constants that it is compared with."""
    found: dict[Tested, set[Value]] = {}
    for production in productions:
        kinds = {pattern.alias: pattern.kind for pattern in production.patterns}
        for pattern in production.patterns:
            if not pattern.conditions and not pattern.joins:
                found.setdefault((pattern.kind, ANY_FACT), set())
            for condition in pattern.conditions:
                constants = condition.value if isinstance(condition.value, tuple) else (condition.value,)
                found.setdefault((pattern.kind, condition.field), set()).update(constants)
            for join in pattern.joins:
                found.setdefault((pattern.kind, join.field), set())
                found.setdefault((kinds[join.alias], join.other), set())
    return {test: frozenset(constants) for test, constants in found.items()}


def fields(kind: str, *names: str) -> frozenset[Tested]:
    """Fields of one kind of fact."""
    return frozenset((kind, name) for name in names)


def joining(party: UnderstoodParty) -> Callable[[World], World]:
    """The change by which a party is in the chain as well."""

    def change(world: World) -> World:
        chain = (*world.understood.chain, party)
        return replace(world, understood=replace(world.understood, chain=chain))

    return change
