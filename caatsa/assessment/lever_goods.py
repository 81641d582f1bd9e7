"""Levers on what is acquired and what for: end use, capability, the item if not known, the launch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from caatsa.assessment.lever import Basis, Family, Lever, fields, joining
from caatsa.assessment.parts import World
from caatsa.domain.reported import Capability, EndUse
from caatsa.intake.money import Money, read_money
from caatsa.intake.understand import Figure, UnderstoodParty

_END_USES: Final[tuple[tuple[EndUse, str], ...]] = (
    ("military", "the end use is military"),
    ("civil", "the end use is civil"),
    ("space", "the end use is a space launch for a customer other than the Department of Defense"),
    ("intelligence", "the end use is intelligence"),
    ("regulatory", "it is a dealing that Russian law requires"),
)
_CAPABILITIES: Final[tuple[tuple[Capability, str], ...]] = (
    ("new", "it brings a new capability"),
    ("upgrade", "it is a qualitative upgrade"),
    ("sustainment", "it only sustains what is in service already"),
)
_KINDS_OF_GOODS: Final = (
    ("battle tank", "the item is arms of a known kind, such as a battle tank", ""),
    ("assault rifle", "the item is arms outside the United Nations Register, such as a rifle", "un_register"),
    ("ballistic missile", "the item is a ballistic missile", "ballistic_missile"),
)
"""An item of each kind that rules tell apart, by a noun that the register of armaments knows, and the
field by which they tell it."""


def end_uses(basis: Basis) -> Iterator[Lever]:
    """Each other end use that an event can state."""
    event, item = basis.world.understood.event, basis.world.understood.item
    unknown = event.end_use is None and item.use not in ("military", "civil", "space")
    for end_use, says in _END_USES:
        if end_use != event.end_use and not (event.end_use is None and end_use == item.use):
            yield Lever("end use", says, _event(end_use=end_use), settles=unknown)


def capabilities(basis: Basis) -> Iterator[Lever]:
    """Each other capability; unknown where it is said to be, or where the item is not a whole system."""
    event, item = basis.world.understood.event, basis.world.understood.item
    whole = item.kind in ("designation", "class_noun") and item.aspect == "none"
    unknown = event.capability == "unknown" or (event.capability is None and not whole)
    for capability, says in _CAPABILITIES:
        if capability != event.capability:
            yield Lever("capability", says, _event(capability=capability), settles=unknown)


def items(basis: Basis) -> Iterator[Lever]:
    """What an item that is not known by its designation can turn out to be.

    Another item than the one that is known would be another event.
    """
    known = basis.world.understood.item
    if known.systems:
        return
    armaments = basis.ground.rulebase.registers.armaments
    for key in _systems_of_actions(basis):
        name = armaments.systems[key].name
        says = f"the item is the {name}, the system of an official section 231 action"
        yield Lever("item", says, _item(basis, name), settles=True)
    if known.kind != "class_noun":
        for noun, says, needs in _KINDS_OF_GOODS:
            if needs and not basis.asks("item", needs):
                continue
            yield Lever("item", says, _item(basis, noun), settles=True)


def values(basis: Basis) -> Iterator[Lever]:
    """A value on the other side of each sum of dollars that rules name, or any where they name none.

    Unknown where no sum is stated.
    """
    sums = {
        one
        for side in ("least", "most")
        for one in basis.tests.get(("worth", side), ())
        if isinstance(one, int)
    }
    priced = any(isinstance(figure.reading, Money) for figure in basis.world.understood.figures)
    bounds = sorted(sums)
    if not bounds and not priced:
        yield Lever("value", "its value is stated in United States dollars", _worth(1), settles=True)
    if not bounds:
        return
    for at, after in zip((0, *bounds), (*bounds, None), strict=True):
        says = [f"at least USD {at:,}"] if at else []
        says += [f"less than USD {after:,}"] if after else []
        dollars = at or bounds[0] - 1
        yield Lever("value", f"its value is {' and '.join(says)}", _worth(dollars), settles=not priced)


def launches(basis: Basis) -> Iterator[Lever]:
    """An activity of NASA, whoever buys."""
    if any(party.person and "nasa" in party.person.flags for party in basis.world.understood.chain):
        return
    for nasa in (one for one in basis.ground.persons if "nasa" in one.flags):
        user = UnderstoodParty("user", "end_user", ("parties",), nasa.name, None, nasa)
        yield Lever("end user", "the activity or launch is one of NASA", joining(user))


def _systems_of_actions(basis: Basis) -> list[str]:
    """Systems of official section 231 actions known on the as-of date, the oldest action first."""
    known = basis.ground.rulebase.registers.armaments.systems
    determined = (act for act in basis.world.official if act.kind in ("determination", "imposition"))
    items = [item for act in determined if act.transaction for item in act.transaction.items]
    return [item for item in dict.fromkeys(items) if item in known]


def _event(**fields: Any) -> Callable[[World], World]:
    def change(world: World) -> World:
        event = replace(world.understood.event, **fields)
        return replace(world, understood=replace(world.understood, event=event))

    return change


def _worth(dollars: int) -> Callable[[World], World]:
    reported = f"USD {dollars}"
    reading = read_money(reported)
    figure = Figure(("value",), reported, reading if isinstance(reading, Money) else None, "")

    def change(world: World) -> World:
        understood = world.understood
        others = tuple(one for one in understood.figures if not isinstance(one.reading, Money))
        event = replace(understood.event, value=reported)
        return replace(world, understood=replace(understood, event=event, figures=(*others, figure)))

    return change


def _item(basis: Basis, name: str) -> Callable[[World], World]:
    identified = basis.ground.rulebase.registers.armaments.identify(name)

    def change(world: World) -> World:
        event = replace(world.understood.event, item=name)
        return replace(world, understood=replace(world.understood, event=event, item=identified))

    return change


FAMILIES: Final = (
    Family(fields("use", "end_use", "launch_customer", "intelligence_party"), end_uses),
    Family(fields("use", "capability"), capabilities),
    Family(
        fields("item", "identified", "system", "category", "un_register", "arms", "ballistic_missile")
        | fields("precedent", "system"),
        items,
    ),
    Family(fields("use", "launch_customer"), launches),
    Family(fields("worth", "least", "most", "span"), values),
)
