"""Several checked documents as one: ids unique across them, and no document without events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from caatsa.documents.document import Path, Positioned
from caatsa.domain.errors import Fault
from caatsa.domain.record import Record
from caatsa.domain.reported import Reported
from caatsa.intake.parts import section_of
from caatsa.intake.provenance import SECTIONS, Provenance

_WITH_IDS = ("events", "official_acts")


class ReadInput(Record):
    """The assembled document, where its parts were read, and the SHA-256 of what was read.

    `unread` are the rows of foreign formats that could not be read.
    """

    document: Reported
    provenance: Provenance
    sha256: str
    unread: tuple[Fault, ...] = ()


def assembled(
    parts: Sequence[Positioned], documents: Sequence[Reported], sha256: str, unread: tuple[Fault, ...] = ()
) -> ReadInput:
    """The documents as one, in order, each entry traceable to the part it came from."""
    whole = Reported(
        events=tuple(event for document in documents for event in document.events),
        persons=tuple(person for document in documents for person in document.persons),
        official_acts=tuple(act for document in documents for act in document.official_acts),
    )
    counts = {section: [len(getattr(document, section)) for document in documents] for section in SECTIONS}
    return ReadInput(whole, Provenance(whole, tuple(parts), counts), sha256, unread)


def repeated_ids(parts: Sequence[Positioned], sections: Sequence[str] = _WITH_IDS) -> Iterator[Fault]:
    """A fault for each id that an earlier event or official act has, naming both places.

    Looks at the data as read, so that ids are compared even where something else is wrong with an entry.
    """
    for section in sections:
        first: dict[str, tuple[Positioned, Path]] = {}
        for part in parts:
            for number, entry_id in _ids(section_of(part, section)):
                path = (section, number, "id")
                if entry_id in first:
                    earlier, at = first[entry_id]
                    problem = f"the id '{entry_id}' is given twice"
                    yield part.position(path).fault(problem, f"it stands first in {earlier.position(at)}")
                else:
                    first[entry_id] = (part, path)


def _ids(entries: Any) -> Iterator[tuple[int, str]]:
    if not isinstance(entries, list | tuple):
        return
    for number, entry in enumerate(entries):
        entry_id = entry.get("id") if isinstance(entry, dict) else getattr(entry, "id", None)
        if isinstance(entry_id, str):
            yield number, entry_id
