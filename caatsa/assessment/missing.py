"""What is not known, what it could settle, and in which order it is worth asking for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from caatsa.assessment.changes import Search
from caatsa.assessment.unknowns import results_still_open
from caatsa.assessment.weighing import RANK, Reading, Weighed
from caatsa.assessment.worlds import Outlook
from caatsa.domain.axes import EXPOSURES, Exposure
from caatsa.domain.record import Record
from caatsa.domain.verdict import MissingFact, Result

BETTER_SOURCE: Final = (
    "Which source better than leaks and aggregators says the same: an official text or statement, a named "
    "wire, the trade press?"
)
"""What would raise an element that is met, if what only leaks or aggregators say is so."""


class _Tried(Record):
    """One lever alone: what it says, whether it settles an unknown, and what follows."""

    says: str
    settles: bool
    outlook: Outlook


def missing(reading: Reading, search: Search | None) -> tuple[MissingFact, ...]:
    """One entry for each unknown element, and for each arguable one that a fact could make met.

    Widest effect first: by how far apart the exposures are between which the fact alone decides. Of equals
    the unknown come first, then the order of the elements decides. Without a search, nothing is tried.
    """
    now = Outlook(reading.exposure, {one.element.id: one.result for one in reading.elements})
    tried: list[_Tried] = []
    if search is not None:
        tried = [_Tried(lever.says, lever.settles, search.after((lever,))) for lever in search.levers]
    entries = [
        _entry(one, ask, now, tried)
        for result in ("unknown", "arguable")
        for one in reading.elements
        if one.result == result and (ask := _ask(one))
    ]
    return tuple(sorted(entries, key=lambda entry: _width(entry, now.exposure), reverse=True))


def _ask(one: Weighed) -> str | None:
    if one.result == "unknown":
        return one.element.ask
    if any(found.weak and found.result == "met" for found in one.findings):
        return BETTER_SOURCE
    return one.element.raise_by


def _entry(one: Weighed, ask: str, now: Outlook, tried: Sequence[_Tried]) -> MissingFact:
    element = one.element.id
    settling = [each for each in tried if _settles(each, element, one.result)]
    results = {each.outlook.results[element] for each in settling} - {"unknown", one.result}
    exposures = {each.outlook.exposure for each in settling}
    if one.result == "unknown":
        results |= set(results_still_open(element))
        exposures |= _once_known(element, now)
    return MissingFact(
        fact=one.element.question,
        would_settle=element,
        ask=ask,
        result_now=one.result,
        could_settle=tuple(sorted(results, key=lambda result: -RANK[result])),
        exposures=tuple(sorted(exposures, key=EXPOSURES.index)),
        answers=tuple(each.says for each in settling),
    )


def _settles(tried: _Tried, element: str, now: Result) -> bool:
    """Whether the lever is an answer to the question: an unknown settled, or a better result."""
    result = tried.outlook.results.get(element, now)
    return result not in (now, "unknown") and (tried.settles or RANK[result] > RANK[now])


def _once_known(element: str, now: Outlook) -> set[Exposure]:
    """The exposures if nothing but this element were known, whatever the answer."""
    if now.exposure != "undecided":
        return set()
    reached: set[Exposure] = set()
    for result in results_still_open(element):
        results = {**now.results, element: result}
        if result == "unmet":
            reached.add("no_trigger")
        elif "unknown" in results.values():
            reached.add("undecided")
        else:
            reached.add("arguable" if "arguable" in results.values() else "facially_met")
    return reached


def _width(entry: MissingFact, now: Exposure) -> tuple[int, int]:
    """How far apart the exposures are between which the fact decides, and how many there are."""
    levels = {EXPOSURES.index(exposure) for exposure in (*entry.exposures, now)}
    return max(levels) - min(levels), len(levels)
