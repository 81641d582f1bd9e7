"""Levers on what the United States has said: a warning before the transaction, or that it is significant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from caatsa.assessment.lever import ANY_FACT, Basis, Family, Lever, fields
from caatsa.assessment.parts import World
from caatsa.domain.dates import PartialDate
from caatsa.domain.reported import TRANSACTION_KINDS
from caatsa.registers.official_act import ActSource, OfficialAct

_SECTION: Final = "caatsa.231.a"
_SOURCE: Final = (ActSource("supposed"),)


def warnings(basis: Basis) -> Iterator[Lever]:
    """An official warning about this very transaction, before its first act."""
    event, buyer = basis.world.understood.event, basis.world.understood.buyer
    known = [act.date.first_day for act in event.acts if act.kind in TRANSACTION_KINDS and act.date.known]
    begun = [day for day in known if day <= basis.ground.as_of]
    if not begun or buyer.country is None:
        return
    day = PartialDate.parse(min(begun) - timedelta(days=1))
    warning = OfficialAct(
        "supposed-warning", "warning", _SECTION, day, _SOURCE, country=buyer.country.code, event=event.id
    )
    yield Lever("warning", "an official warning about this transaction was public before it", _known(warning))


def characterisations(basis: Basis) -> Iterator[Lever]:
    """The United States calling this very transaction significant: open as long as it has not."""
    event, buyer = basis.world.understood.event, basis.world.understood.buyer
    day = PartialDate.parse(basis.ground.as_of)
    said = OfficialAct(
        "supposed-characterisation",
        "statement",
        _SECTION,
        day,
        _SOURCE,
        country=buyer.country.code if buyer.country else None,
        event=event.id,
        characterises="significant",
    )
    says = f"the United States officially calls this transaction significant on {day.dated}"
    yield Lever("characterisation", says, _known(said), open=True)


def _known(act: OfficialAct) -> Callable[[World], World]:
    def change(world: World) -> World:
        return replace(world, official=(*world.official, act))

    return change


FAMILIES: Final = (
    Family(fields("warning", ANY_FACT, "timing", "act"), warnings),
    Family(fields("characterisation", "action", ANY_FACT), characterisations),
)
