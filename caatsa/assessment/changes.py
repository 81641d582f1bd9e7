"""Change sets: the smallest sets of changes that would raise or lower the exposure of a row.

Sets are tried in the order of their size, and once one raises (or lowers) no larger one is looked at: no
part of a set that is found would do. Sets of open changes alone are looked for by themselves, so that what
somebody can still do is not hidden behind a correction of history that would be shorter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from caatsa.assessment.lever import Lever
from caatsa.assessment.parts import World
from caatsa.assessment.weighing import RANK
from caatsa.assessment.worlds import Outlook, Worlds
from caatsa.domain.axes import EXPOSURES, Exposure
from caatsa.domain.errors import EngineDisagreement
from caatsa.domain.prospects import Change
from caatsa.domain.record import Record

MOST_SHOWN: Final = 4
"""Sets that are shown for one exposure and kind."""


class ChangeSet(Record):
    """Changes that together, and no fewer of them, give the row another exposure."""

    levers: tuple[Lever, ...]
    exposure: Exposure

    @property
    def open(self) -> bool:
        """Whether every change can still be brought about."""
        return all(lever.open for lever in self.levers)


class Search:
    """The worlds around a row, and the levers that lead there; what was looked at once is remembered."""

    def __init__(self, worlds: Worlds, world: World, levers: tuple[Lever, ...]) -> None:
        self.worlds = worlds
        self.world = world
        self.levers = levers
        self._seen: dict[tuple[int, ...], Outlook] = {}

    @property
    def now(self) -> Outlook:
        """The row as it is."""
        return self.after(())

    def after(self, chosen: Iterable[Lever]) -> Outlook:
        """The row after these changes, in the order of the levers."""
        ordered = tuple(chosen)
        key = tuple(id(lever) for lever in ordered)
        if key not in self._seen:
            self._seen[key] = self.worlds.outlook(changed(self.world, ordered))
        return self._seen[key]

    def smallest(self, most: int, *, every: bool = False) -> tuple[ChangeSet, ...]:
        """The minimal sets of at most so many changes, open ones apart; larger sets only where none is found.

        Every single change is tried; in larger sets only those that by themselves already better an element
        (or worsen one), unless `every` asks for all combinations.
        """
        open_ones = tuple(lever for lever in self.levers if lever.open)
        found = (
            found
            for levers in (open_ones, self.levers)
            for direction in (1, -1)
            for found in self._grown(levers, direction, most, every=every)
        )
        return tuple(dict.fromkeys(found))

    def _grown(
        self, levers: Sequence[Lever], direction: int, most: int, *, every: bool
    ) -> Iterator[ChangeSet]:
        now = EXPOSURES.index(self.now.exposure)
        if not 0 <= now + direction < len(EXPOSURES):
            return
        for size in range(1, most + 1):
            tried = levers if every or size == 1 else [one for one in levers if self._moves(one, direction)]
            found = False
            for chosen in _sets(tried, size):
                exposure = self.after(chosen).exposure
                if (EXPOSURES.index(exposure) - now) * direction > 0:
                    found = True
                    yield ChangeSet(chosen, exposure)
            if found:
                return

    def _moves(self, lever: Lever, direction: int) -> bool:
        """Whether the change alone makes some element stronger, or weaker."""
        after, now = self.after((lever,)).results, self.now.results
        return any((RANK[after[one]] - RANK[now[one]]) * direction > 0 for one in now if one in after)


def changed(world: World, levers: Iterable[Lever]) -> World:
    """The world after the changes."""
    for lever in levers:
        world = lever.change(world)
    return world


def _sets(levers: Sequence[Lever], size: int) -> Iterator[tuple[Lever, ...]]:
    for chosen in combinations(levers, size):
        if len({lever.slot for lever in chosen}) == size:
            yield chosen


def shown(search: Search, sets: Iterable[ChangeSet]) -> tuple[Change, ...]:
    """The first sets for each exposure, open ones first, each proved before it is told.

    Raises `EngineDisagreement` where the proved row has another exposure.
    """
    at = EXPOSURES.index(search.now.exposure)
    counted: dict[tuple[bool, Exposure], int] = {}
    told = []
    for one in sets:
        kind = (one.open, one.exposure)
        counted[kind] = counted.get(kind, 0) + 1
        if counted[kind] > MOST_SHOWN:
            continue
        words = tuple(lever.says for lever in one.levers)
        proved = search.worlds.proved(changed(search.world, one.levers)).exposure
        if proved != one.exposure:
            said = f"{'; '.join(words)}: {one.exposure} was found, {proved} is proved"
            raise EngineDisagreement(search.worlds.trigger.id, (), said)
        told.append(
            Change(
                change=words,
                exposure=one.exposure,
                direction="raises" if EXPOSURES.index(one.exposure) > at else "lowers",
                actionable=one.open,
            )
        )
    return tuple(sorted(told, key=lambda one: not one.actionable))
