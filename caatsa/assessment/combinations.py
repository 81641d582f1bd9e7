"""What a table of exposures, one for each combination of readings, comes to: which decide, and the fewest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from caatsa.domain.axes import Exposure
from caatsa.domain.record import Record

Assignment = Mapping[str, str]
"""One value for each of some switches."""


class Table(Record):
    """The exposure of one row under every combination of the switches that could matter to its event."""

    values: Mapping[str, Sequence[str]]
    default: Assignment
    exposures: Mapping[tuple[str, ...], Exposure]

    def at(self, assignment: Assignment) -> Exposure:
        """The exposure where these are read so, and all others by default."""
        return self.exposures[tuple(assignment.get(name, self.default[name]) for name in self.values)]

    def deciding(self) -> tuple[str, ...]:
        """The switches on which the exposure depends: no smaller set determines it."""
        return tuple(name for name in self.values if self._decides(name))

    def _decides(self, name: str) -> bool:
        return any(
            len({self.at({**assignment, name: value}) for value in self.values[name]}) > 1
            for assignment in self.assignments(self.values)
        )

    def assignments(self, names: Iterable[str]) -> Iterator[dict[str, str]]:
        """Every combination of values of these switches."""
        chosen = tuple(names)
        for values in product(*(self.values[name] for name in chosen)):
            yield dict(zip(chosen, values, strict=True))

    def alike(self, deciding: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
        """The values of each deciding switch, those together that always give the same exposure."""
        alike: dict[str, list[tuple[str, ...]]] = {}
        for name in deciding:
            groups: dict[tuple[Exposure, ...], list[str]] = {}
            for value in self.values[name]:
                column = tuple(self.at({**one, name: value}) for one in self.assignments(deciding))
                groups.setdefault(column, []).append(value)
            alike[name] = [tuple(group) for group in groups.values()]
        return alike

    def outcomes(self, deciding: Sequence[str]) -> dict[Exposure, list[dict[str, tuple[str, ...]]]]:
        """For each exposure, the fewest readings under which it holds whatever else is read."""
        alike = self.alike(deciding)
        found: dict[Exposure, list[dict[str, tuple[str, ...]]]] = {}
        for size in range(len(deciding) + 1):
            for names in combinations(deciding, size):
                for groups in product(*(alike[name] for name in names)):
                    readings = dict(zip(names, groups, strict=True))
                    exposure = self._forced({name: one[0] for name, one in readings.items()}, deciding)
                    fewer = found.get(exposure, []) if exposure else []
                    if exposure and not any(one.items() <= readings.items() for one in fewer):
                        found.setdefault(exposure, []).append(readings)
        return found

    def _forced(self, assignment: Assignment, deciding: Sequence[str]) -> Exposure | None:
        """The exposure under all combinations that read these so, if it is one."""
        rest = self.assignments(name for name in deciding if name not in assignment)
        reached = {self.at({**assignment, **other}) for other in rest}
        return reached.pop() if len(reached) == 1 else None
