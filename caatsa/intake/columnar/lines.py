"""The lines of a large text file, decoded one by one, with the same limits as a text that is read at once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from caatsa.documents.document import Place
from caatsa.documents.text import MAX_LINE, decode
from caatsa.domain.errors import InputError

_LONGEST: Final = 4 * MAX_LINE
"""Bytes of a line that is certainly too long: no character takes more than four."""


def text_lines(file: BinaryIO, name: str) -> Iterator[str]:
    """The lines with their ends as they are; `InputError` with the place of what is not text in UTF-8."""
    number = 0
    while raw := file.readline(_LONGEST):
        number += 1
        line = _decoded(raw, name, number) if len(raw) < _LONGEST else ""
        if not line or len(line) > MAX_LINE:
            problem = f"the line has more than {MAX_LINE:,} characters"
            raise InputError(Place(name, number, MAX_LINE + 1).fault(problem, "a line is shorter"))
        if "\r" in line[:-2]:
            # Old line ends, or a carriage return inside quotes: csv counts either as a line.
            yield from io.StringIO(line, newline="")
        else:
            yield line


def _decoded(raw: bytes, name: str, number: int) -> str:
    try:
        if number > 1 and b"\0" not in raw:
            return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass  # The slower way tells where.
    try:
        return decode(raw, name, max_bytes=len(raw))
    except InputError as error:
        faults = [replace(fault, line=number if fault.line is not None else None) for fault in error.faults]
        raise InputError(faults) from None
