"""Under which contract of an event a payment or delivery is made, as far as the event states it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from caatsa.domain.facts import Value

if TYPE_CHECKING:
    from caatsa.intake.normalise import SeenAct

PERFORMANCE: Final = frozenset({"payment", "delivery"})
"""What is done under a contract. Support and upgrades are dealings of their own."""
_BINDING: Final = frozenset({"contract", "license", "lease", "joint_development"})
"""What parties are bound by; an agreement between governments or a framework is context."""


def contract_of(seen: SeenAct, acts: Iterable[SeenAct]) -> dict[str, Value]:
    """Fields of the act: the days between which the contract was made, or why none are known.

    An event does not say which of several contracts an act belongs to; the days span all that may be older.
    """
    if seen.act.kind not in PERFORMANCE:
        return {"contract": "none"}
    may_be = [one for one in acts if one.act.kind in _BINDING and one.first_day <= seen.last_day]
    if not may_be:
        return {"contract": "not_stated"}
    words = ", ".join(f"{one.act.kind.replace('_', ' ')} {one.act.date.dated}" for one in may_be)
    if not all(one.act.date.known for one in may_be):
        return {"contract": "undated", "contract_words": words}
    return {
        "contract": "dated",
        "contract_first_day": min(one.first_day for one in may_be).toordinal(),
        "contract_last_day": max(one.last_day for one in may_be).toordinal(),
        "contract_words": words,
    }
