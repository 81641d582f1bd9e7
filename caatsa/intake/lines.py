"""JSONL: one event per line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from caatsa.documents.document import Document, Path, Place
from caatsa.documents.strict_json import read_json
from caatsa.documents.text import refuse_endless_lines
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record


class Lines(Record):
    """The events of a JSONL file, each a document of its own, with the numbers of their lines."""

    file: str
    documents: tuple[Document, ...]
    numbers: tuple[int, ...]
    data: Any

    def position(self, path: Path) -> Place:
        """The place of the value at `("events", number, ...)`."""
        document = self._document(path)
        return document.position(path[2:]) if document else Place(self.file)

    def key_position(self, path: Path) -> Place:
        """The place of the key that ends the path."""
        document = self._document(path)
        return document.key_position(path[2:]) if document else Place(self.file)

    def _document(self, path: Path) -> Document | None:
        return self.documents[path[1]] if len(path) > 1 and isinstance(path[1], int) else None


def read_lines(text: str, file: str, faults: list[Fault]) -> Lines:
    """The events of the lines that are JSON; the faults of those that are not are added to `faults`."""
    refuse_endless_lines(text, file)
    return numbered_lines(enumerate(text.split("\n"), start=1), file, faults)


def numbered_lines(lines: Iterable[tuple[int, str]], file: str, faults: list[Fault]) -> Lines:
    """The events of the lines of these numbers, as `read_lines` reads them."""
    found = list(_documents(lines, file, faults))
    documents = tuple([document for _, document in found])
    data = {"events": [document.data for document in documents]}
    return Lines(file, documents, tuple([number for number, _ in found]), data)


def _documents(
    lines: Iterable[tuple[int, str]], file: str, faults: list[Fault]
) -> Iterator[tuple[int, Document]]:
    for number, line in lines:
        if not line.strip():
            continue
        try:
            yield number, read_json(line, file, number)
        except InputError as error:
            faults.extend(error.faults)
