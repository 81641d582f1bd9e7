"""Rows of files that others write and save again: each with its line, or a fault in its place."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Final

from caatsa.documents.document import Place
from caatsa.domain.errors import Fault
from caatsa.domain.record import Record
from caatsa.domain.values import LONGEST_TEXT

_DELIMITERS: Final = (",", ";", "\t")
_END_OF_FILE: Final = "\x1a"
"""Control-Z, with which files of the old kind end."""
_MOST_LINES: Final = 200
"""Of one record; where more follow, a quote was opened and never closed."""


class Row(Record):
    """The cells of one record and the line on which it begins."""

    line: int
    cells: tuple[str, ...]


def one_line_rows(text: str, file: str, width: int, faults: list[Fault]) -> Iterator[Row]:
    """The records of a file in which each stands on one line; what does not fit goes to `faults`.

    A spreadsheet may have saved the file again, with semicolons or tabs; a row of names at the top is passed
    over.
    """
    lines = [(number, line) for number, line in _lines(text) if line.strip(f" {_END_OF_FILE}")]
    delimiter = _delimiter(lines[0][1], width) if lines else ","
    for number, line in lines:
        place = Place(file, number)
        try:
            (cells,) = csv.reader([line], delimiter=delimiter, strict=True)
        except (csv.Error, ValueError):
            problem = "a quoted text does not end on its line, as if the file were cut off here"
            faults.append(place.fault(problem, f"a record has {width} fields on one line"))
            continue
        if number == lines[0][0] and not cells[0].strip().isdigit() and len(cells) == width:
            continue
        if len(cells) != width:
            faults.append(place.fault(f"has {_fields(len(cells))}", f"a record has {width} fields"))
        elif long := next((at for at, cell in enumerate(cells, 1) if len(cell) > LONGEST_TEXT), None):
            faults.append(_too_long(file, number, long, cells[long - 1]))
        else:
            yield Row(number, tuple(cells))


def rows_with_header(text: str, file: str, faults: list[Fault]) -> Iterator[Row]:
    """The records of a file whose texts may have line breaks, its header first; every row has its width."""
    width, delimiter = 0, ","
    for number, record in _records(text):
        place = Place(file, number)
        delimiter = delimiter if width else max(_DELIMITERS, key=lambda one: _width(record, one))
        try:
            cells = next(csv.reader(record, delimiter=delimiter, strict=True))
        except (csv.Error, StopIteration):
            problem = "a quoted text does not end, as if the file were cut off or changed here"
            faults.append(place.fault(problem, "a quote within a text is doubled"))
            continue
        width = width or len(cells)
        if len(cells) != width:
            faults.append(place.fault(f"has {_fields(len(cells))}", f"the header names {width}"))
        elif long := next((at for at, cell in enumerate(cells, 1) if len(cell) > 10 * LONGEST_TEXT), None):
            faults.append(_too_long(file, number, long, cells[long - 1]))
        else:
            yield Row(number, tuple(cells))


def first_cells(text: str) -> tuple[str, ...]:
    """The cells of the first line that has any, whatever separates them; the most that a separator gives."""
    line = next((line for _, line in _lines(text[:100_000]) if line.strip(f" {_END_OF_FILE}")), "")
    found: list[tuple[str, ...]] = []
    for delimiter in _DELIMITERS:
        try:
            found.append(tuple(next(csv.reader([line], delimiter=delimiter), ())))
        except csv.Error:
            continue
    return max(found, key=len, default=())


def _width(record: list[str], delimiter: str) -> int:
    return len(next(csv.reader(record, delimiter=delimiter), ()))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)


def _delimiter(line: str, width: int) -> str:
    """What separates the fields of the first line, a comma unless something else does it right."""
    return next((one for one in _DELIMITERS if _width([line], one) == width), ",")


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of each record with the number of the first; a record ends where its quotes are even."""
    record: list[str] = []
    start, opened = 1, False
    for number, line in _lines(text):
        if not record and not line.strip(f" {_END_OF_FILE}"):
            continue
        start = start if record else number
        record.append(f"{line}\n")
        opened ^= line.count('"') % 2 == 1
        if not opened or len(record) >= _MOST_LINES:
            yield start, record
            record, opened = [], False
    if record:
        yield start, record


def _too_long(file: str, line: int, column: int, cell: str) -> Fault:
    return Place(file, line).fault(
        f"field {column} has {len(cell):,} characters", "no list has texts so long"
    )


def _fields(number: int) -> str:
    return "1 field" if number == 1 else f"{number} fields"
