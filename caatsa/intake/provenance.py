"""Where each part of the assembled document was read: the file, the line and the column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from caatsa.documents.document import Path, Place, Positioned
from caatsa.domain.record import Record
from caatsa.domain.reported import Reported
from caatsa.intake.parts import section_of
from caatsa.intake.spans import spans_said

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
        part, within = self._at(str(section), number)
        return self.parts[part].position((section, within, *rest))

    def locate(self, event_id: str, path: Path = ()) -> str:
        """The place of a value of that event for people: "FILE, line N", and the characters of the article
        from which it was taken where the event states them.
        """
        number = self._numbers[event_id]
        place = str(self.place(("events", number, *path)))
        if not self._with_spans[number]:
            return place
        part, within = self._at("events", number)
        said = spans_said(self.parts[part].data["events"][within], path)
        return f"{place}, {said}" if said else place

    def _at(self, section: str, number: str | int) -> tuple[int, int]:
        """The part that gave the entry of that number, and the number that it has there."""
        ends = self._ends[section]
        part = bisect_right(ends, number) if isinstance(number, int) else 0
        return part, int(number) - (ends[part - 1] if part else 0)

    @cached_property
    def _with_spans(self) -> list[bool]:
        return [
            isinstance(event, dict) and bool(event.get("spans") or event.get("reports"))
            for part in self.parts
            for event in section_of(part, "events") or ()
        ]

    @cached_property
    def _ends(self) -> dict[str, list[int]]:
        return {section: list(accumulate(self.counts[section])) for section in SECTIONS}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {event.id: number for number, event in enumerate(self.document.events)}
