"""The tables: a row for each weapon of each order, or for each order and year of delivery."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Final

from caatsa.documents.document import Place
from caatsa.domain.errors import Fault
from caatsa.intake.sipri.cells import LONGEST_CELL, Unreadable, clean, deliveries, figure, year_ordered
from caatsa.intake.sipri.columns import LOOKED_THROUGH, Columns, columns_of
from caatsa.intake.sipri.order import OrderLine
from caatsa.intake.sipri.rows import Row, rows_of
from caatsa.intake.sipri.rtf import Line

_DOUBT: Final = "?"
_TRUE: Final = frozenset({"true", "yes", "y", "1"})
_LEFT_BEHIND: Final = re.compile(r"(?:\s+-+)+$")
_PARTIES: Final = ("recipient", "supplier")
_YEAR: Final = attrgetter("year")
_NAMED: Final = (*_PARTIES, "designation")

Numbered = tuple[str, OrderLine]


def header_of(lines: Sequence[Line]) -> tuple[int, Columns] | None:
    """Where among the first lines the header stands, and its columns; `None` where there is none."""
    for at, line in enumerate(lines[:LOOKED_THROUGH]):
        columns = columns_of(line.text, line.number)
        if columns is not None:
            return at, columns
    return None


def read_orders(
    lines: Sequence[Line], columns: Columns, file: str, faults: list[Fault]
) -> tuple[OrderLine, ...]:
    """The orders of the lines under the header; each row that cannot be read adds a fault."""
    cells = _Cells(columns)
    found: list[Numbered] = []
    before: Sequence[str] | None = None
    for row in rows_of(lines, columns):
        cleaned = _as_above(row, before, columns)
        try:
            found.append((cells.number(cleaned), cells.order(cleaned)))
        except Unreadable as error:
            faults.append(Place(file, row.line).fault(error.problem, error.allowed))
        else:
            before = cleaned.cells
    return tuple(_by_order(found)) if columns.per_delivery else tuple(order for _, order in found)


def _as_above(row: Row, before: Sequence[str] | None, columns: Columns) -> Row:
    """The row; between tabs, as in the old listing, a blank party is the one of the row above."""
    cells = [clean(cell) for cell in row.cells]
    if columns.separator == "\t" and before is not None and len(cells) in columns.widths:
        for key in _PARTIES:
            cells[columns.at[key]] = cells[columns.at[key]] or before[columns.at[key]]
    return Row(row.line, cells)


class _Cells:
    """Reads the cells of a row by what their columns are."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._at = dict(columns.at)
        if columns.per_delivery:
            self._at.setdefault("local_production", columns.width)

    def number(self, row: Row) -> str:
        """The number that the order has in the register, empty where there is none."""
        return self._cell(row, "id")

    def order(self, row: Row) -> OrderLine:
        """What the row says; raises `Unreadable`."""
        self._refuse(row)
        ordered, guessed = self._given(row, "ordered", "ordered_estimated")
        delivered, counted = self._given(row, "delivered", "delivered_estimated")
        when, supposed = self._given(row, "years", "years_estimated")
        arrived = deliveries(when, figure(delivered, doubted=counted))
        return OrderLine(
            row.line,
            self._cell(row, "recipient"),
            self._cell(row, "supplier"),
            year_ordered(ordered, doubted=guessed),
            figure(self._cell(row, "number"), doubted=self._doubted(row, "number")),
            _LEFT_BEHIND.sub("", self._cell(row, "designation")),
            self._cell(row, "description"),
            tuple(replace(one, estimated=True) for one in arrived) if supposed else arrived,
            self._cell(row, "comments"),
            "Local production: Yes" if self._cell(row, "local_production").casefold() in _TRUE else "",
        )

    def _refuse(self, row: Row) -> None:
        """Raise `Unreadable` for a row that is not as the header says."""
        allowed = f"the header has {self._columns.width} cells"
        if len(row.cells) not in self._columns.widths:
            raise Unreadable(f"the row has {len(row.cells)} cells", allowed)
        empty = [key for key in _NAMED if not self._cell(row, key)]
        if empty:
            raise Unreadable(f"no {' and no '.join(empty)}", "each row names these")
        if max(map(len, row.cells)) > LONGEST_CELL:
            raise Unreadable("a cell without end", f"a cell has at most {LONGEST_CELL:,} characters")

    def _cell(self, row: Row, key: str) -> str:
        at = self._at.get(key)
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    def _given(self, row: Row, key: str, flag: str) -> tuple[str, bool]:
        """What the cell says and whether it is an estimate; the first delivery export put estimates into the
        column of the flag.
        """
        text, mark = self._cell(row, key), self._cell(row, flag)
        if not text and mark[:1].isdigit() and mark.casefold() not in _TRUE:
            return mark, True
        return text, mark.casefold() in _TRUE or self._doubted(row, key)

    def _doubted(self, row: Row, key: str) -> bool:
        at = self._columns.doubts.get(key)
        return at is not None and row.cells[at] == _DOUBT


def _by_order(rows: Sequence[Numbered]) -> Iterator[OrderLine]:
    """One order for all its years: the first row, with the deliveries of the others."""
    together: dict[tuple[str, ...], list[OrderLine]] = defaultdict(list)
    for number, row in rows:
        named = (row.supplier, row.recipient, row.designation, row.description, row.ordered.text)
        together[number, *named].append(row)
    for alike in together.values():
        first = alike[0]
        yield replace(
            first,
            deliveries=tuple(sorted((one for row in alike for one in row.deliveries), key=_YEAR)),
            made_there=next((row.made_there for row in alike if row.made_there), ""),
        )
