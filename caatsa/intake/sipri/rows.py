"""The rows under the header: what line breaks have torn apart is put together, what is surplus is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from caatsa.domain.record import Record
from caatsa.intake.sipri.columns import Columns, cells_of
from caatsa.intake.sipri.rtf import Line

_RESAVED: Final = re.compile(r";+$")
_VOLUME: Final = re.compile(r"-?[0-9]*[.,]?[0-9]*")
_STATES: Final = frozenset({"new", "second hand", "second-hand"})
_MOST_LINES: Final = 20
"""Lines that one row can be spread over, before an open quotation mark is no more than that."""


class Row(Record):
    """The cells of one row, blanks around them taken off, and the line on which it begins."""

    line: int
    cells: Sequence[str]


def rows_of(lines: Sequence[Line], columns: Columns) -> Iterator[Row]:
    """The rows after the header, in order, each as wide as the header unless it cannot be read."""
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.text.strip(",;| \t"):
            continue
        cells = _cells(line.text, columns)
        if len(cells) not in columns.widths:
            cells, taken = _mended(cells, line.text, lines, at, columns)
            at += taken
        yield Row(line.number, cells)


def _cells(text: str, columns: Columns) -> list[str]:
    """The cells of a line, without the blank ones that a spreadsheet adds at its end."""
    if columns.separator != ";" and text.endswith(";"):
        text = _RESAVED.sub("", text)
    cells = cells_of(text, columns.separator)
    while len(cells) > columns.widths[-1] and not cells[-1].strip():
        cells.pop()
    return cells


def _mended(
    cells: list[str], text: str, lines: Sequence[Line], at: int, columns: Columns
) -> tuple[list[str], int]:
    """The cells of a row that is too short or too long, and how many of the lines after it belong to it."""
    if len(cells) > columns.width:
        return _without_surplus(cells, columns), 0
    quoted = _quoted_on(text, lines, at, columns)
    if quoted:
        return quoted
    if len(cells) <= columns.at.get("comments", columns.width):
        return cells, 0  # only comments are torn apart
    joined = cells
    for taken, line in enumerate(lines[at : at + _MOST_LINES], 1):
        first, *others = _cells(line.text, columns)
        joined = [*joined[:-1], f"{joined[-1].strip()} {first.strip()}".strip(), *others]
        if len(joined) > columns.width or len(others) + 1 >= columns.width:
            break
        if len(joined) == columns.width and _in_order(joined, columns):
            return joined, taken
    return cells, 0


def _quoted_on(text: str, lines: Sequence[Line], at: int, columns: Columns) -> tuple[list[str], int] | None:
    """The row of which a quoted cell goes on in the next lines."""
    if text.count('"') % 2 == 0:
        return None
    for taken, line in enumerate(lines[at : at + _MOST_LINES], 1):
        text = f"{text} {line.text}"
        if line.text.count('"') % 2:
            cells = _cells(text, columns)
            return (cells, taken) if len(cells) in columns.widths else None
    return None


def _without_surplus(cells: list[str], columns: Columns) -> list[str]:
    """The row with the separators inside its comment or description taken for text, if all else then fits."""
    surplus = len(cells) - columns.width
    for key in ("comments", "description"):
        at = columns.at.get(key)
        if at is None:
            continue
        text = columns.separator.join(cells[at : at + surplus + 1])
        mended = [*cells[:at], text, *cells[at + surplus + 1 :]]
        if _in_order(mended, columns):
            return mended
    return cells


def _in_order(cells: Sequence[str], columns: Columns) -> bool:
    """Whether what stands beside the free text is what belongs there."""
    status = cells[columns.at["status"]].strip().casefold() if "status" in columns.at else "new"
    volumes = all(_VOLUME.fullmatch(cells[at].strip()) for at in columns.volumes)
    return volumes and (not status or status.startswith(tuple(_STATES)))
