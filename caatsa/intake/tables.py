"""CSV in our own columns: one event per row, an empty cell where nothing is stated."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from caatsa.documents.document import Path, Place
from caatsa.documents.text import refuse_endless_lines
from caatsa.documents.wording import nearest
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.intake.columns import close_ranks, column_path, is_known, known_columns, nested


class Row(Record):
    """The cells of one row, blanks around them taken off, and the line on which it begins."""

    line: int
    cells: tuple[str, ...]


class Table(Record):
    """The events of a CSV file; a column of a place is the number of the cell in its row, from 1."""

    file: str
    columns: tuple[Path, ...]
    rows: tuple[Row, ...]
    data: Any

    def position(self, path: Path) -> Place:
        """The cell of the value at `("events", row, ...)`, or the row where no cell holds it."""
        if len(path) < 2 or not isinstance(path[1], int):
            return Place(self.file, 1)
        row = self.rows[path[1]]
        filled, paths = _filled(row, self.columns)
        inner = path[2:]
        at = next((number for number, cell in zip(filled, paths, strict=True) if cell == inner), None)
        return Place(self.file, row.line, None if at is None else at + 1)

    def key_position(self, path: Path) -> Place:
        """The cell itself: its key is in the header."""
        return self.position(path)


def read_table(text: str, file: str, faults: list[Fault]) -> Table:
    """The events of the rows that fit the header; the faults of those that do not are added to `faults`.

    `InputError` with every fault of the header, without which no row can be read.
    """
    refuse_endless_lines(text, file)
    header, *rows = _rows(text, file, faults) or [Row(1, ())]
    of_header: list[Fault] = []
    columns = _columns(header, file, of_header)
    if not columns and not faults:
        of_header.append(Place(file).fault("is empty", "the first line names the columns"))
    if of_header:
        raise InputError(of_header)
    faults.extend(_ragged(rows, len(columns), file))
    fitting = tuple(row for row in rows if len(row.cells) == len(columns))
    return Table(file, columns, fitting, {"events": [_event(row, columns) for row in fitting]})


def _rows(text: str, file: str, faults: list[Fault]) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, tuple(cell.strip() for cell in cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Place(file, line).fault(f"not CSV: {error}", "a cell with quotes or commas is quoted"))
    return rows


def _columns(header: Row, file: str, faults: list[Fault]) -> tuple[Path, ...]:
    columns = tuple(column_path(name) for name in header.cells)
    for number, (name, path) in enumerate(zip(header.cells, columns, strict=True)):
        place = Place(file, header.line, number + 1)
        if not name:
            faults.append(place.fault("a column without a name", "the first line names the columns"))
        elif not is_known(path):
            faults.append(_unknown(name, place))
        elif path in columns[:number]:
            first = columns.index(path) + 1
            faults.append(place.fault(f"the column '{name}' is given twice", f"it is column {first} already"))
    return columns


def _unknown(name: str, place: Place) -> Fault:
    problem = f"the column '{name}' is not known"
    if ";" in name or "\t" in name:
        return place.fault(problem, "columns are separated by commas")
    meant = nearest(name, known_columns())
    return place.fault(problem, f"did you mean '{meant}'?" if meant else "columns are such as buyer.country")


def _ragged(rows: Sequence[Row], width: int, file: str) -> Iterator[Fault]:
    for row in rows:
        if len(row.cells) != width:
            yield Place(file, row.line).fault(
                f"the row has {len(row.cells)} cells", f"the header has {width}"
            )


def _event(row: Row, columns: Sequence[Path]) -> dict[str, Any]:
    filled, paths = _filled(row, columns)
    return nested({path: row.cells[number] for number, path in zip(filled, paths, strict=True)})


def _filled(row: Row, columns: Sequence[Path]) -> tuple[list[int], list[Path]]:
    """The numbers of the cells that say something, and where in the event each of them goes."""
    filled = [number for number, cell in enumerate(row.cells) if cell]
    return filled, close_ranks([columns[number] for number in filled])
