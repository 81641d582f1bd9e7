"""CSV as a table: the first line names the columns, an empty cell states nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from caatsa.documents.document import Place
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.intake.columnar.sheets import Sheet, Table


class CsvForm(Record):
    """How the cells of a line are separated, and on which line the names of the columns stand."""

    separator: str = ","
    header_line: int = 1


OWN_FORM = CsvForm()


_Row: TypeAlias = tuple[int, list[str]]
"""The line on which a row begins, and its cells without blanks around them."""


def read_csv(
    lines: Iterable[str], file: str, faults: list[Fault], size: int, form: CsvForm = OWN_FORM
) -> Table:
    """The table in these lines, in sheets of so many rows.

    Rows that do not fit the header are added to `faults` as they are met. `InputError` without a header.
    """
    numbered = iter(lines)
    before = sum(1 for _ in islice(numbered, form.header_line - 1))
    earlier = len(faults)
    rows = _rows(numbered, file, faults, form.separator, before)
    header = next(rows, None)
    if header is None:
        where = "the first line" if form.header_line == 1 else f"line {form.header_line}"
        empty = Place(file).fault("is empty", f"{where} names the columns")
        found = faults[earlier:] or [empty]
        del faults[earlier:]
        raise InputError(found)
    line, names = header
    return Table(file, tuple(names), _sheets(rows, len(names), file, faults, size), line)


def _rows(
    lines: Iterator[str], file: str, faults: list[Fault], separator: str, before: int
) -> Iterator[_Row]:
    reader = csv.reader(lines, strict=True, delimiter=separator)
    line = before + 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield line, stripped
            line = before + reader.line_num + 1
    except csv.Error as error:
        faults.append(Place(file, line).fault(f"not CSV: {error}", "a cell with quotes or commas is quoted"))


def _sheets(rows: Iterator[_Row], width: int, file: str, faults: list[Fault], size: int) -> Iterator[Sheet]:
    while taken := list(islice(rows, size)):
        fitting = [row for row in taken if len(row[1]) == width]
        if len(fitting) < len(taken):
            faults.extend(_ragged(taken, width, file))
        columns = list(zip(*[cells for _, cells in fitting], strict=True)) if fitting else [()] * width
        yield Sheet(file, [line for line, _ in fitting], columns)


def _ragged(rows: Iterable[_Row], width: int, file: str) -> Iterator[Fault]:
    for line, cells in rows:
        if len(cells) != width:
            yield Place(file, line).fault(f"the row has {len(cells)} cells", f"the header has {width}")
