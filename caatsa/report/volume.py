"""Rows in brief, one on a line: `jsonl` and `csv`, for programs that read millions of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from caatsa.assessment.brief import COLUMNS, BriefRow
from caatsa.report.canonical import visible

_BEGIN_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_PREFIX: Final = "'"


def jsonl(rows: Iterable[BriefRow]) -> str:
    """An object for each row, each on a line."""
    return "".join(
        visible(json.dumps(row.fields, ensure_ascii=False, separators=(",", ":"))) + "\n" for row in rows
    )


def csv_lines(rows: Iterable[BriefRow]) -> str:
    """The cells of each row, under `csv_header`."""
    return "".join(_line(_cells(row.fields)) for row in rows)


def csv_header() -> str:
    """The names of the columns."""
    return _line(COLUMNS)


def proof_line(digest: str, text: str) -> str:
    """A proof under its digest, which is the SHA-256 of the object without its first key."""
    return f'{{"proof":"{digest}",{text[1:]}\n'


def unspoiled(cell: str) -> str:
    """What was put into a cell, from what `csv` shows there: without the one apostrophe in front.

    >>> unspoiled(harmless("=1+1")), unspoiled(harmless("'quoted'")), unspoiled(harmless("S-400"))
    ('=1+1', "'quoted'", 'S-400')
    """
    return cell.removeprefix(_PREFIX)


def harmless(cell: str) -> str:
    """The text behind an apostrophe where a spreadsheet might take it for a formula, or for prefixed.

    >>> harmless("=cmd|' /C calc'!A0"), harmless("S-400")
    ("'=cmd|' /C calc'!A0", 'S-400')
    """
    return f"{_PREFIX}{cell}" if cell.startswith((*_BEGIN_FORMULAS, _PREFIX)) else cell


def _cells(found: Mapping[str, Any]) -> Iterable[str]:
    for name in COLUMNS:
        value = found[name]
        if name == "elements":
            value = "; ".join(f"{element}={result}" for element, result in value.items())
        elif name == "missing":
            value = "; ".join(f"{one['would_settle']}: {one['fact']}" for one in value)
        elif name == "official_acts":
            value = "; ".join(value)
        yield value or ""


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([harmless(cell) for cell in cells])
    return text.getvalue()


VOLUME: Final[Mapping[str, tuple[Callable[[], str], Callable[[Iterable[BriefRow]], str]]]] = {
    "jsonl": (str, jsonl),
    "csv": (csv_header, csv_lines),
}
"""The formats by their names: what stands first, and how rows are written."""
