"""The columns of an export by their names, whatever the vintage and whoever saved it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from itertools import islice
from typing import Final

from caatsa.domain.record import Record

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("sipri at database id", "database id"),
    "recipient": ("recipient", "recipient country", "recipient/s", "buyer"),
    "supplier": ("supplier", "supplier country", "seller"),
    "ordered": (
        "year of order",
        "order year",
        "order date",
        "year of order/licence",
        "year of order/ licence",
    ),
    "number": ("number ordered", "numbers ordered", "no. ordered", "no ordered"),
    "designation": ("weapon designation", "designation"),
    "description": ("weapon description", "description"),
    "delivered": ("number delivered", "numbers delivered", "no. delivered", "no. delivered/produced"),
    "years": ("year(s) of delivery", "year(s) of deliveries", "years of delivery", "delivery year"),
    "status": ("status",),
    "comments": ("comments", "comment"),
    "ordered_estimated": ("order date is estimate", "order year is estimate"),
    "years_estimated": ("delivery year is estimate",),
    "number_estimated": ("sipri estimate", "numbers delivered is estimate"),
    "local_production": ("local production",),
}
_BY_NAME: Final = {name: key for key, names in _NAMES.items() for name in names}
_NEEDED: Final = ("recipient", "supplier", "designation")
_DOUBTED: Final = ("ordered", "number", "delivered")
LOOKED_THROUGH: Final = 100
"""Lines in which the header is looked for: preambles have a dozen."""


_LOOKED_AT: Final = 64 * 1024


class Columns(Record):
    """Where each column stands in a row; `doubts` are the blank columns that hold the question marks."""

    line: int
    width: int
    at: Mapping[str, int]
    doubts: Mapping[str, int]

    @property
    def per_delivery(self) -> bool:
        """Whether there is a row for each order and year of delivery."""
        return "id" in self.at or "ordered_estimated" in self.at


def columns_of(cells: Sequence[str], line: int) -> Columns | None:
    """The columns that the cells name, or `None` where they are no header of an export."""
    at: dict[str, int] = {}
    doubts: dict[str, int] = {}
    last = ""
    for number, cell in enumerate(cells):
        key = _BY_NAME.get(" ".join(cell.casefold().split()))
        if key is not None:
            at.setdefault(key, number)
            last = key
        elif not cell.strip() and last in _DOUBTED:
            doubts.setdefault(last, number)
    if not all(key in at for key in _NEEDED):
        return None
    return Columns(line, len(cells), at, doubts)


def is_export_of_bytes(content: bytes) -> bool:
    """Whether the bytes are an export, whose own encoding is Latin-1."""
    start = content[:_LOOKED_AT].decode("latin-1")
    return is_export(islice(StringIO(start), LOOKED_THROUGH))


def is_export(lines: Iterable[str]) -> bool:
    """Whether one of the lines is the header of an export."""
    return any(
        columns_of(line.replace("\t", ",").split(","), number) is not None
        for number, line in enumerate(lines, 1)
    )
