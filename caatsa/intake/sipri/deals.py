"""The comma-separated exports: a row for each order, or for each order and year of delivery."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from caatsa.documents.document import Place
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.intake.sipri.columns import LOOKED_THROUGH, Columns, columns_of
from caatsa.intake.sipri.order import OrderLine, Said

_RESAVED: Final = re.compile(r";+$")
_YEAR: Final = re.compile(r"(1[89]|20)[0-9]{2}")
_SPAN: Final = re.compile(r"((?:1[89]|20)[0-9]{2})\s*(?:-|\u2013)\s*((?:1[89]|20)[0-9]{2})")
_DOUBT: Final = "?"
_UNKNOWN_NUMBER: Final = frozenset({"", "-", "..", "n/a"})
_TRUE: Final = frozenset({"true", "yes", "y", "1"})
_BROKEN_AT: Final = 13
"""A line break inside a comment leaves the thirteen cells up to it, and the rest on a line of its own."""


class _Row(Record):
    line: int
    cells: tuple[str, ...]


def read_orders(text: str, file: str, faults: list[Fault]) -> tuple[OrderLine, ...]:
    """The orders of an export; each row that cannot be read adds a fault.

    `InputError` where no header is found, without which nothing can be read.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    columns = next(
        (
            found
            for number, line in enumerate(lines[:LOOKED_THROUGH], 1)
            if (found := columns_of(_cells(line), number))
        ),
        None,
    )
    if columns is None:
        allowed = "a header that begins with Recipient,Supplier or SIPRI AT Database ID"
        raise InputError(Place(file, 1).fault("no header of a SIPRI export in the first lines", allowed))
    orders = []
    for row in _rows(lines, columns):
        problem = _problem(row, columns)
        if problem:
            faults.append(Place(file, row.line).fault(problem, f"the header has {columns.width} cells"))
        else:
            orders.append(_order(row, columns))
    return _by_order(orders) if columns.per_delivery else tuple(orders)


def _cells(line: str) -> list[str]:
    """The cells of a line: SIPRI quotes nothing; where a spreadsheet has quoted, quotes count."""
    plain = _RESAVED.sub("", line)
    if '"' in plain:
        return next(csv.reader([plain]), [])
    return plain.split(",")


def _rows(lines: Sequence[str], columns: Columns) -> Iterator[_Row]:
    """The rows after the header; what a line break in a comment has torn apart is put together again."""
    numbered = enumerate(lines[columns.line :], columns.line + 1)
    pending: _Row | None = None
    for number, line in numbered:
        if not line.strip(",; \t"):
            continue
        cells = tuple(cell.strip() for cell in _cells(line))
        if pending is not None and len(pending.cells) + len(cells) - 1 == columns.width:
            joined = " ".join(part for part in (pending.cells[-1], cells[0]) if part)
            yield _Row(pending.line, (*pending.cells[:-1], joined, *cells[1:]))
            pending = None
            continue
        if pending is not None:
            yield pending
            pending = None
        if len(cells) == _BROKEN_AT < columns.width:
            pending = _Row(number, cells)
        else:
            yield _Row(number, cells)
    if pending is not None:
        yield pending


def _problem(row: _Row, columns: Columns) -> str:
    if len(row.cells) != columns.width:
        return f"the row has {len(row.cells)} cells"
    empty = [key for key in ("recipient", "supplier", "designation") if not row.cells[columns.at[key]]]
    return f"no {' and no '.join(empty)}" if empty else ""


def _order(row: _Row, columns: Columns) -> OrderLine:
    def cell(key: str) -> str:
        at = columns.at.get(key)
        return row.cells[at] if at is not None else ""

    def said(key: str, flag: str) -> Said:
        return _said(cell(key), _flag(row, columns, key) or cell(flag).casefold() in _TRUE)

    years, estimated = years_of(cell("years"))
    delivered = said("delivered", "number_estimated")
    per_year = tuple((year, delivered.text) for year in years) if columns.per_delivery else ()
    return OrderLine(
        line=row.line,
        recipient=cell("recipient"),
        supplier=cell("supplier"),
        ordered=_said(
            cell("ordered")[:10],
            _flag(row, columns, "ordered") or cell("ordered_estimated").casefold() in _TRUE,
        ),
        number=said("number", "number_estimated"),
        designation=cell("designation"),
        description=cell("description"),
        delivered=delivered,
        years=years,
        years_estimated=estimated or cell("years_estimated").casefold() in _TRUE,
        status=cell("status"),
        comments=cell("comments"),
        transfer_years=per_year,
        local_production=cell("local_production").casefold() in _TRUE,
    )


def _flag(row: _Row, columns: Columns, key: str) -> bool:
    at = columns.doubts.get(key)
    return at is not None and row.cells[at] == _DOUBT


def _said(text: str, estimated: bool) -> Said:
    """A figure without the marks of doubt that may stand at or around it.

    >>> _said("(250)", False), _said("16 ?", False)
    (Said(text='250', estimated=True), Said(text='16', estimated=True))
    """
    bare = text.strip().strip("()").replace(_DOUBT, "").strip()
    doubted = estimated or bare != text.strip()
    return Said("" if bare.casefold() in _UNKNOWN_NUMBER else bare, doubted)


def years_of(text: str) -> tuple[tuple[int, ...], bool]:
    """The years in the text, ranges spelled out, and whether any is estimated.

    >>> years_of("2017-2019; (2021)")
    ((2017, 2018, 2019, 2021), True)
    """
    years: set[int] = set()
    for first, last in ((int(span[1]), int(span[2])) for span in _SPAN.finditer(text)):
        years.update(range(first, min(last, first + 60) + 1))
    years.update(int(found[0]) for found in _YEAR.finditer(_SPAN.sub(" ", text)))
    return tuple(sorted(years)), "(" in text or _DOUBT in text


def _by_order(rows: Sequence[OrderLine]) -> tuple[OrderLine, ...]:
    """One order for all its years: the first row, with the deliveries of the others."""
    together: dict[tuple[str, ...], list[OrderLine]] = defaultdict(list)
    for row in rows:
        key = (row.supplier, row.recipient, row.designation, row.description, row.ordered.text, row.status)
        together[key].append(row)
    return tuple(_merged(group) for group in together.values())


def _merged(rows: Sequence[OrderLine]) -> OrderLine:
    first = rows[0]
    return OrderLine(
        line=first.line,
        recipient=first.recipient,
        supplier=first.supplier,
        ordered=first.ordered,
        number=first.number,
        designation=first.designation,
        description=first.description,
        delivered=Said("", any(row.delivered.estimated for row in rows)),
        years=tuple(sorted({year for row in rows for year in row.years})),
        years_estimated=any(row.years_estimated for row in rows),
        status=first.status,
        comments=first.comments,
        transfer_years=tuple(sorted(pair for row in rows for pair in row.transfer_years)),
        local_production=any(row.local_production for row in rows),
    )
