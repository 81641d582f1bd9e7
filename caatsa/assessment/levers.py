"""All levers of a row: the ways in which its event could be otherwise, as far as rules ask.

A lever changes one thing that an event says, or one official act, and the normaliser draws the
consequences: with another seller come that seller's listing, ties and timing. What no rule of the provision
tests is no lever.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from caatsa.assessment import lever_acts, lever_goods, lever_official, lever_persons
from caatsa.assessment.lever import ANY_FACT, Basis, Family, Lever, Tested, fields

FAMILIES: Final[tuple[Family, ...]] = (
    *lever_acts.FAMILIES,
    *lever_official.FAMILIES,
    *lever_persons.FAMILIES,
    *lever_goods.FAMILIES,
)

_OTHER_EVENT: Final = "another buyer's country or another known item would be another event"
_OTHER_ROW: Final = "says whom the provision reaches: another person would be another row"
_FROM_ITEM: Final = "follows from the item by the register of armaments, which is no fact of the event"
_FROM_WORDS: Final = "read from the words of the event, which stay as they were reported"
_LISTED: Final = "stands in an official list of which the register has a copy; the event does not state it"
_DERIVED: Final = "made by rules from ties"
NO_LEVER: Final[Mapping[Tested, str]] = {
    **dict.fromkeys(fields("buyer", "country"), _OTHER_EVENT),
    **dict.fromkeys(fields("person", ANY_FACT, "party", "role", "remove", "named_in_105"), _OTHER_ROW),
    **dict.fromkeys(fields("affiliate", ANY_FACT, "party", "person", "act"), _OTHER_ROW),
    **dict.fromkeys(fields("item", "origin", "part"), _FROM_ITEM),
    **dict.fromkeys(fields("item", "aspect"), "parts, services and upgrades are told by capability"),
    **dict.fromkeys(fields("subject", "subject", "place", "act"), _FROM_WORDS),
    **dict.fromkeys(fields("sanction", "person", "list", "program", "regime", "timing", "act"), _LISTED),
    **dict.fromkeys(fields("link", ANY_FACT, "act", "party", "person"), _DERIVED),
    **dict.fromkeys(fields("listing", "named_in_waiver_bar"), "decides on relief, never on exposure"),
    **dict.fromkeys(fields("magnitude", ANY_FACT), "shown, and decides nothing"),
}
"""Fields that rules test and no lever moves, each with the reason."""


def levers(basis: Basis) -> tuple[Lever, ...]:
    """Every lever of the row, those that are still open first, otherwise in a fixed order."""
    found = [
        lever for family in FAMILIES if family.moves & basis.tests.keys() for lever in family.levers(basis)
    ]
    return tuple(sorted(found, key=lambda lever: not lever.open))
