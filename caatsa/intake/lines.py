"""JSONL: one event per line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from caatsa.documents.document import Document, Path, Place
from caatsa.documents.strict_json import read_json
from caatsa.documents.text import refuse_endless_lines
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record


class Lines(Record):
    """The events of a JSONL file, each a document of its own that knows its line."""

    file: str
    documents: tuple[Document, ...]
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
    documents = tuple(_documents(text, file, faults))
    return Lines(file, documents, {"events": [document.data for document in documents]})


def _documents(text: str, file: str, faults: list[Fault]) -> Iterator[Document]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield read_json(line, file, number)
        except InputError as error:
            faults.extend(error.faults)
