"""The columns of an export by their names, whatever the vintage and whoever saved it again."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from typing import Final

from caatsa.domain.record import Record

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("sipri at database id", "database id", "deal id", "atdb id"),
    "recipient": ("recipient", "recipient country", "recipient s", "recipients", "buyer", "importer"),
    "supplier": ("supplier", "supplier country", "supplier s", "suppliers", "seller", "exporter"),
    "ordered": (
        "year of order",
        "order year",
        "order date",
        "year of order licence",
        "year of order or licence",
        "year ordered",
    ),
    "number": ("number ordered", "numbers ordered", "no ordered"),
    "designation": ("weapon designation", "designation"),
    "description": ("weapon description", "description"),
    "category": ("armament category", "weapon category"),
    "delivered": ("number delivered", "numbers delivered", "no delivered", "no delivered produced"),
    "years": (
        "year s of delivery",
        "year s of deliveries",
        "years of delivery",
        "years of deliveries",
        "year of delivery",
        "delivery year",
        "delivery years",
    ),
    "status": ("status", "weapon status"),
    "comments": ("comments", "comment"),
    "ordered_estimated": ("order date is estimate", "order year is estimate"),
    "years_estimated": ("delivery year is estimate",),
    "delivered_estimated": ("numbers delivered is estimate", "number delivered is estimate"),
    "local_production": ("local production",),
}
_BY_NAME: Final = {name: key for key, names in _NAMES.items() for name in names}
_NEEDED: Final = ("recipient", "supplier", "designation")
_DOUBTED: Final = ("ordered", "number", "delivered")
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")
_SEPARATORS: Final = (",", ";", "\t", "|")
LOOKED_THROUGH: Final = 100
"""Lines in which the header is looked for: preambles have a dozen."""


class Columns(Record):
    """Where each column stands in a row; `doubts` are the columns beside them that hold question marks,
    `volumes` those of SIPRI's trend-indicator values.
    """

    line: int
    separator: str
    width: int
    at: Mapping[str, int]
    doubts: Mapping[str, int]
    volumes: tuple[int, ...]

    @property
    def per_delivery(self) -> bool:
        """Whether there is a row for each order and year of delivery."""
        return "id" in self.at or "ordered_estimated" in self.at

    @property
    def widths(self) -> tuple[int, ...]:
        """How many cells a row has: the delivery export may name its last column in the header or not."""
        unnamed = self.per_delivery and "local_production" not in self.at
        return (self.width, self.width + 1) if unnamed else (self.width,)


def columns_of(line: str, number: int) -> Columns | None:
    """The columns that the line names, or `None` where it is no header of an export."""
    if "designation" not in line.casefold():
        return None
    for separator in sorted(_SEPARATORS, key=line.count, reverse=True):
        columns = _named(cells_of(line, separator), separator, number)
        if columns is not None:
            return columns
    return None


def cells_of(line: str, separator: str) -> list[str]:
    """The cells of a line: SIPRI quotes nothing; where a spreadsheet has quoted, quotes count."""
    if '"' not in line:
        return line.split(separator)
    return next(csv.reader([line], delimiter=separator), [])


def _named(cells: Sequence[str], separator: str, line: int) -> Columns | None:
    at: dict[str, int] = {}
    doubts: dict[str, int] = {}
    volumes: list[int] = []
    last = ""
    for number, cell in enumerate(cells):
        name = _NOT_IN_NAMES.sub(" ", cell.casefold()).strip()
        key = _BY_NAME.get(name)
        if key is not None:
            at.setdefault(key, number)
        elif last in _DOUBTED:
            doubts.setdefault(last, number)
        elif "tiv" in name.split():
            volumes.append(number)
        last = key or ""
    if not all(key in at for key in _NEEDED):
        return None
    width = len(cells)
    while width and not cells[width - 1].strip():  # what a spreadsheet leaves behind
        width -= 1
    return Columns(line, separator, width, at, doubts, tuple(volumes))
