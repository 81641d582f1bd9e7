"""What the user names as inputs, as bytes under the name that faults and trails show."""

from __future__ import annotations

import os
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TypeAlias

from caatsa.documents.document import Place
from caatsa.documents.text import too_large
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record

STANDARD_INPUT = "-"
# Of all formats: a line or a row is checked by itself, so that files of them may be long.
MAX_INPUT_BYTES = 1024 * 1024 * 1024

# A path, "-" for standard input, or bytes under a name of the caller's choosing.
Source: TypeAlias = str | os.PathLike[str] | tuple[str, bytes]

_ALLOWED = "an input is a file or '-'"
_HOLDS = "an input holds at least one event"
_HEAD = 16
_BINARY = {
    b"PK\x03\x04": "is a ZIP archive or a spreadsheet",
    b"\x1f\x8b": "is compressed",
    b"%PDF": "is a PDF",
    b"\xd0\xcf\x11\xe0": "is an old spreadsheet or document",
}


class NamedBytes(Record):
    """One input as it was found."""

    name: str
    content: bytes


def fetch(source: Source) -> NamedBytes:
    """The bytes of a source; `InputError` where there are none or where they cannot be a text."""
    name = (
        "standard input"
        if source == STANDARD_INPUT
        else str(source[0] if isinstance(source, tuple) else source)
    )
    try:
        content = _content(source, name)
    except (OSError, ValueError) as error:
        raise InputError(_unreadable(name, error)) from None
    refuse_blank(content, name)
    _refuse(content[:_HEAD], name)
    return NamedBytes(name, content)


def refuse_blank(content: bytes, name: str, at_least: int | None = None) -> None:
    """`InputError` where nothing is said; of `at_least` that many bytes the file may hold more."""
    if (at_least is None or len(content) < at_least) and not content.removeprefix(BOM_UTF8).strip():
        raise InputError(Place(name).fault("is empty", _HOLDS))


def _refuse(head: bytes, name: str) -> None:
    """`InputError` for a file that is nothing that is read, by how it begins."""
    for magic, what in _BINARY.items():
        if head.startswith(magic):
            raise InputError(Place(name).fault(what, "save it as yaml, json, jsonl, csv or parquet"))


def named(source: Source) -> Source:
    """The source as one that can be read several times: standard input and pipes become bytes with a name."""
    if not isinstance(source, tuple) and (source == STANDARD_INPUT or Path(source).is_fifo()):
        found = fetch(source)
        return found.name, found.content
    return source


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """A source of any size, open at its beginning; `InputError` where it cannot be read."""
    name = str(source[0] if isinstance(source, tuple) else source)
    try:
        file = BytesIO(source[1]) if isinstance(source, tuple) else Path(source).open("rb")  # noqa: SIM115
    except (OSError, ValueError) as error:
        raise InputError(_unreadable(name, error)) from None
    with file:
        try:
            _refuse(file.read(_HEAD), name)
            file.seek(0)
            yield file
        except OSError as error:
            raise InputError(_unreadable(name, error)) from None


def fetch_all(sources: Iterable[Source]) -> list[NamedBytes]:
    """The bytes of all sources; `InputError` with the faults of all that have none."""
    found: list[NamedBytes] = []
    faults: list[Fault] = []
    for source in sources:
        try:
            found.append(fetch(source))
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return found


def digest(inputs: Iterable[NamedBytes]) -> str:
    """SHA-256 over the inputs in order, each preceded by its length so that no two splits are the same."""
    whole = sha256()
    for found in inputs:
        whole.update(len(found.content).to_bytes(8, "big"))
        whole.update(found.content)
    return whole.hexdigest()


def _content(source: Source, name: str) -> bytes:
    if isinstance(source, tuple):
        return source[1]
    if source == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_INPUT_BYTES + 1)
    path = Path(source)
    if (size := path.stat().st_size) > MAX_INPUT_BYTES:
        raise InputError(too_large(name, size, MAX_INPUT_BYTES))
    return path.read_bytes()


def _unreadable(name: str, error: OSError | ValueError) -> Fault:
    if isinstance(error, FileNotFoundError):
        return Place(name).fault("there is no such file", _ALLOWED)
    if isinstance(error, IsADirectoryError):
        return Place(name).fault("is a directory", _ALLOWED)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Place(name).fault(f"cannot be read: {reason.lower()}", "an input is a file that you may read")
