"""What an event leaves unknown, and the exposures that are possible once all of it is known.

A fact is unknown where the event does not state it and nothing that it states implies it. Its completions
are the levers that settle it. Where the rules read something into silence (some person acted, the state
exporter sold), that nobody ever says otherwise is a completion as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import prod
from typing import Final

from caatsa.assessment.changes import Search
from caatsa.assessment.lever import Lever
from caatsa.assessment.worlds import Outlook
from caatsa.domain.axes import EXPOSURES, Exposure
from caatsa.domain.prospects import Outcomes
from caatsa.domain.record import Record
from caatsa.domain.verdict import Result

NEVER_UNMET: Final = "significance"
"""State weighs the totality of the facts, so that nothing excludes significance."""
_SETTLED: Final[tuple[Result, ...]] = ("met", "arguable", "unmet")


class Unknown(Record):
    """One fact that is not known, by the slot of the levers that settle it."""

    slot: str
    completions: tuple[Lever, ...]


def unknowns(levers: Iterable[Lever]) -> tuple[Unknown, ...]:
    """What the levers can settle, slot by slot."""
    slots: dict[str, list[Lever]] = {}
    for lever in levers:
        if lever.settles:
            slots.setdefault(lever.slot, []).append(lever)
    return tuple(Unknown(slot, tuple(found)) for slot, found in slots.items())


def outcomes(search: Search, open_facts: Sequence[Unknown], most: int) -> Outcomes:
    """The exposures on the completions of all unknown facts; the one that holds on every one of them.

    Of more than `most` completions only those are tried that settle one or two facts beside the rest.
    """
    choices = [_choices(search, unknown) for unknown in open_facts]
    bounded = prod(len(choice) for choice in choices) > most
    reached: set[Exposure] = set()
    for completion in _few(choices) if bounded else product(*choices):
        levers = [lever for lever in completion if lever is not None]
        reached |= possible(search.after(levers))
    found = tuple(sorted(reached, key=EXPOSURES.index))
    necessary = found[0] if len(found) == 1 and not bounded else None
    return Outcomes(necessary=necessary, possible=found, bounded=bounded)


def possible(outlook: Outlook) -> set[Exposure]:
    """What a world may come to where elements stay unknown that no fact of the vocabulary settles."""
    unknown = [element for element, result in outlook.results.items() if result == "unknown"]
    if outlook.exposure != "undecided":
        return {outlook.exposure}
    reached: set[Exposure] = {"arguable"}
    if any(element != NEVER_UNMET for element in unknown):
        reached.add("no_trigger")
    if "arguable" not in outlook.results.values():
        reached.add("facially_met")
    return reached


def results_still_open(element: str) -> tuple[Result, ...]:
    """What an unknown element can come to."""
    return tuple(result for result in _SETTLED if result != "unmet" or element != NEVER_UNMET)


def _choices(search: Search, unknown: Unknown) -> tuple[Lever | None, ...]:
    """The completions of one fact; among them silence, where silence alone leaves no element unknown."""
    now = search.now.results
    settled = [search.after((lever,)).results for lever in unknown.completions]
    moved = {
        element
        for results in settled
        for element, result in now.items()
        if results.get(element, result) != result
    }
    silent = all(now[element] != "unknown" for element in moved)
    # No fact says that a person is not part of a sector; that it is unknown leaves this open.
    unsaid = any(
        now[element] == "unknown" and element != NEVER_UNMET and "unmet" not in results
        for element in moved
        for results in [{each.get(element, "unmet") for each in settled}]
    )
    return (*unknown.completions, None) if silent or unsaid else unknown.completions


def _few(choices: Sequence[tuple[Lever | None, ...]]) -> Iterator[tuple[Lever | None, ...]]:
    """Completions that differ from the first of all in at most two facts."""
    first = tuple(choice[0] for choice in choices)
    yield first
    for place, choice in enumerate(choices):
        for other in range(place, len(choices)):
            for one in choice:
                for two in choices[other] if other != place else (one,):
                    completion = list(first)
                    completion[place], completion[other] = one, two
                    yield tuple(completion)
