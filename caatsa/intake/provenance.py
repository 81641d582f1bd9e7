"""Where each part of the assembled document was read: the file, the line and the column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from caatsa.documents.document import Path, Place, Positioned
from caatsa.domain.record import Record
from caatsa.domain.reported import Reported

SECTIONS = ("events", "persons", "official_acts")


class Provenance(Record):
    """Answers where a path of the assembled document stands in the inputs that it was put together from."""

    document: Reported
    parts: tuple[Positioned, ...]
    # For each section and part, how many entries the part gave.
    counts: Mapping[str, Sequence[int]]

    def place(self, path: Path) -> Place:
        """The place of the value at a path such as `("persons", 0, "owners", 1, "share")`.

        Of what an entry does not state, the place of the innermost part around it.
        """
        section, number, *rest = path
        ends = self._ends[str(section)]
        part = bisect_right(ends, number) if isinstance(number, int) else 0
        within = int(number) - (ends[part - 1] if part else 0)
        return self.parts[part].position((section, within, *rest))

    def locate(self, event_id: str, path: Path = ()) -> str:
        """The place of a value of that event for people: "FILE, line N"."""
        return str(self.place(("events", self._numbers[event_id], *path)))

    @cached_property
    def _ends(self) -> dict[str, list[int]]:
        return {section: list(accumulate(self.counts[section])) for section in SECTIONS}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {event.id: number for number, event in enumerate(self.document.events)}
