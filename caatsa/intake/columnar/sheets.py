"""What the readers of CSV, JSONL and Parquet give: cells as text, some rows at a time, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Final

from caatsa.documents.document import Place
from caatsa.domain.record import Record
from caatsa.intake.columnar.layout import Cells

BATCH: Final = 10_000
"""Rows read at a time where a file is streamed."""


class Sheet(Record):
    """Some rows of a table, column by column; a cell is text without blanks around it, empty for nothing.

    `lines` has the line on which each row begins, in Parquet the number of the row, from 1. Columns are
    `numbered` where the file has them in an order that people can count.
    """

    file: str
    lines: Sequence[int]
    columns: Sequence[Sequence[str]]
    numbered: bool = True

    def cells(self, row: int) -> Cells:
        """The cells of the row of that number, from 0."""
        return tuple([column[row] for column in self.columns])

    def place(self, row: int, column: int | None = None) -> Place:
        """The place of a row, or of the cell in that column, both numbered from 0."""
        return Place(self.file, self.lines[row], None if column is None or not self.numbered else column + 1)


class Table(Record):
    """A table that is being read: the names of its columns, where they stand, and its rows in sheets.

    The line of the names is None where a file has none, as Parquet. `unfit` are columns that no cell can
    hold, with their types.
    """

    file: str
    names: tuple[str, ...]
    sheets: Iterator[Sheet]
    header_line: int | None = None
    unfit: Mapping[str, str] = MappingProxyType({})

    def name_place(self, number: int) -> Place:
        """The place of the name of the column of that number, from 1."""
        return Place(self.file, self.header_line, number)


def joined(sheets: Iterable[Sheet], table: Table) -> Sheet:
    """All sheets of a table as one."""
    found = list(sheets)
    if len(found) == 1:
        return found[0]
    columns = [
        list(chain.from_iterable(sheet.columns[number] for sheet in found))
        for number in range(len(table.names))
    ]
    lines = list(chain.from_iterable(sheet.lines for sheet in found))
    return Sheet(table.file, lines, columns, all(sheet.numbered for sheet in found))
