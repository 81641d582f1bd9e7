"""The evidence behind a row: for each element the strongest proof of its result, and the weakest of those."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from caatsa.assessment.evaluation import Evaluated
from caatsa.assessment.grounds import Evidence
from caatsa.assessment.weighing import Reading, Weighed, gives

NONE: Final = Evidence(())


def of_element(one: Weighed, evaluated: Evaluated) -> Evidence:
    """What the result of an element stands on: of several findings that give it, the best attested."""
    giving = (found.firing for found in one.findings if gives(found, one))
    return evaluated.grounds.strongest(giving) or NONE


def of_row(shown: Reading, exception: str | None, evaluated: Evaluated) -> str:
    """The weakest evidence among the elements that carry the exposure, in words.

    These are the elements that decide it where one is unmet or nothing but talk is known; otherwise all.
    Where an exception applies, it is what the exception rests on.
    """
    if exception:
        excepting = [firing for firing in evaluated.firings if evaluated.rule_of(firing).id == exception]
        found = evaluated.grounds.strongest(excepting)
        return found.words if found else ""
    decided = shown.exposure in ("no_trigger", "watch")
    carrying = [one for one in shown.elements if not decided or one.element.id in shown.decisive]
    return _weakest([of_element(one, evaluated) for one in carrying]).words


def _weakest(found: Sequence[Evidence]) -> Evidence:
    attested = [one for one in found if one.grade]
    unverified = any(one.unverified for one in found)
    least = min((one.corroborated_by for one in attested), key=len, default=())
    grade = max(attested, key=lambda one: one.strength, default=NONE).grade
    return Evidence((), grade, unverified, least)
