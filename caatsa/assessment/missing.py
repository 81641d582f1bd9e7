"""What is not known and what it would settle; and which element results would change the exposure."""

from __future__ import annotations

from collections.abc import Sequence

from caatsa.assessment.weighing import Reading, Weighed
from caatsa.domain.axes import Exposure
from caatsa.domain.verdict import Change, MissingFact


def missing(reading: Reading) -> tuple[MissingFact, ...]:
    """One entry for each unknown element, then for each arguable one that a fact could make met."""
    unknown = [_entry(one, one.element.ask) for one in reading.elements if one.result == "unknown"]
    arguable = [
        _entry(one, one.element.raise_by)
        for one in reading.elements
        if one.result == "arguable" and one.element.raise_by
    ]
    return (*unknown, *arguable)


def _entry(one: Weighed, ask: str) -> MissingFact:
    return MissingFact(fact=one.element.question, would_settle=one.element.id, ask=ask, result_now=one.result)


def would_change(reading: Reading) -> tuple[Change, ...]:
    """The smallest changes of element results that raise the exposure to the next levels, or end it.

    Nothing is offered for a row that an exception takes out, or that is only watched: there an act has to
    happen first.
    """
    if reading.exposure in ("no_trigger", "watch"):
        unmet = [one for one in reading.elements if one.result == "unmet"]
        return () if not unmet or reading.exposure == "watch" else (_raised(unmet, reading.elements),)
    changes = [
        Change(change=(f"{one.element.id} is shown not to be met",), exposure="no_trigger")
        for one in reading.elements
        if one.element.id != "significance"
    ]
    open_now = [one for one in reading.elements if one.result != "met"]
    unknown = [one for one in open_now if one.result == "unknown"]
    if unknown and len(unknown) < len(open_now):
        changes.append(_raised(unknown, reading.elements))
    if open_now:
        changes.append(Change(change=_met(open_now), exposure="facially_met"))
    return tuple(changes)


def _raised(settled: Sequence[Weighed], elements: Sequence[Weighed]) -> Change:
    rest = {one.result for one in elements if one not in settled}
    exposure: Exposure = (
        "undecided" if "unknown" in rest else "arguable" if "arguable" in rest else "facially_met"
    )
    return Change(change=_met(settled), exposure=exposure)


def _met(elements: Sequence[Weighed]) -> tuple[str, ...]:
    return tuple(f"{one.element.id} is shown to be met" for one in elements)
