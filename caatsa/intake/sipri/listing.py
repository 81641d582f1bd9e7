"""The listing that SIPRI exported until 2023: countries as headings, what they sold or bought beneath."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from caatsa.documents.document import Place
from caatsa.domain.errors import Fault
from caatsa.domain.record import Record
from caatsa.intake.sipri.cells import LONGEST_CELL, Unreadable, clean, deliveries, figure, year_ordered
from caatsa.intake.sipri.order import OrderLine
from caatsa.intake.sipri.rtf import Line

_YEAR: Final = re.compile(r"\(?(?:1[89]|20)[0-9]{2}\)?")
_BEFORE_YEAR: Final = 3  # number ordered, designation, description
_LEAST_CELLS: Final = 5
_FIGURE: Final = re.compile(r"\(?[0-9]+\)?")
_DIGIT: Final = re.compile(r"[0-9]")
_MARKED: Final = re.compile(r"^(?P<mark>[RSL]):\s*(?P<party>.*)$", re.DOTALL)
_BOUGHT: Final = re.compile(r"\bsuppliers?\s*\(S\)|^\s*recipients?\s*/", re.IGNORECASE)
_LICENSED: Final = "listed under 'L', for production under licence"


class _Sides(Record):
    """Whose heading a row stands under, and the party beside it; both hold for the rows below."""

    heading: str = ""
    party: str = ""
    licensed: bool = False


def read_listing(lines: Sequence[Line], file: str, faults: list[Fault]) -> tuple[OrderLine, ...]:
    """The orders of the listing; each line of a table that cannot be read adds a fault."""
    bought = _headings_are_recipients(lines)
    return tuple(_orders(lines, file, faults, bought=bought))


def _headings_are_recipients(lines: Sequence[Line]) -> bool:
    """Whether the headings are those who bought: the first mark says so, or the words over the table."""
    for line in lines:
        found = _MARKED.match(line.text.strip())
        if found and found["mark"] != "L" and "\t" in line.text:
            return found["mark"] == "S"
    return any(_BOUGHT.search(line.text) for line in lines[:100])


def _orders(lines: Sequence[Line], file: str, faults: list[Fault], *, bought: bool) -> Iterator[OrderLine]:
    marked = any(_MARKED.match(line.text.strip()) for line in lines)
    sides = _Sides()
    above = ""  # the last line of one cell: a heading, if a row with a mark follows
    for line in lines:
        cells = [clean(cell) for cell in line.text.split("\t")]
        at = _year_at(cells)
        if at is None:
            filled = [cell for cell in cells if cell]
            if filled == cells[:1]:
                above = cells[0]
            elif len(filled) >= _LEAST_CELLS and sides.party and _DIGIT.search(line.text):
                allowed = "number, designation, description, year of order, years, number, comments"
                faults.append(Place(file, line.number).fault("a row without a year of order", allowed))
            continue
        sides = _sides([cell for cell in cells[: at - _BEFORE_YEAR] if cell], above, sides, marked=marked)
        above = ""
        try:
            yield _order(cells[at - _BEFORE_YEAR :], sides, line.number, bought=bought)
        except Unreadable as error:
            faults.append(Place(file, line.number).fault(error.problem, error.allowed))


def _year_at(cells: Sequence[str]) -> int | None:
    """The cell of the year of order; before it stand the party, a number, the designation, what it is."""
    first = _BEFORE_YEAR + 1
    at = next((at for at, cell in enumerate(cells[first:], first) if _YEAR.fullmatch(cell)), None)
    if at is None or any(_FIGURE.fullmatch(cell) for cell in cells[: at - _BEFORE_YEAR]):
        return None  # a later year: the row has none in its place
    return at


def _sides(before: Sequence[str], above: str, sides: _Sides, *, marked: bool) -> _Sides:
    """Who the row is about, from the cells before its number, the heading above it and the row above.

    Where rows are `marked`, the first of a heading has the mark.
    """
    for at, cell in enumerate(before):
        if mark := _MARKED.match(cell):
            party = " ".join(filter(None, (mark["party"], *before[at + 1 :])))
            heading = before[0] if at else above
            return _Sides(heading or sides.heading, party, mark["mark"] == "L")
    heading = before[0] if len(before) > 1 else "" if marked else above
    party = before[-1] if before else "" if heading else sides.party
    return _Sides(heading or sides.heading, party, sides.licensed)


def _order(cells: Sequence[str], sides: _Sides, line: int, *, bought: bool) -> OrderLine:
    """The order of a row from its number on; raises `Unreadable`."""
    number, designation, description, ordered, *rest = (*cells, "", "", "")
    delivered_in, delivered, *comments = rest
    if not sides.heading or not sides.party:
        raise Unreadable("no supplier or no recipient above the row", "a country stands over its rows")
    if not designation:
        raise Unreadable("no designation", "each row names a weapon")
    if max(map(len, cells)) > LONGEST_CELL:
        raise Unreadable("a cell without end", f"a cell has at most {LONGEST_CELL:,} characters")
    recipient, supplier = (sides.heading, sides.party) if bought else (sides.party, sides.heading)
    return OrderLine(
        line,
        recipient,
        supplier,
        year_ordered(ordered),
        figure(number),
        designation,
        description,
        deliveries(delivered_in, figure(delivered)),
        " ".join(filter(None, comments)),
        _LICENSED if sides.licensed else "",
    )
