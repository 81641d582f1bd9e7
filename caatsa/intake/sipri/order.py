"""What one row of an export says of an order, before anything is made of it."""

from __future__ import annotations

from typing import Final

from caatsa.domain.record import Record


class Said(Record):
    """A figure as SIPRI prints it; `estimated` where it has a question mark or stands in parentheses."""

    text: str
    estimated: bool = False


NOT_KNOWN: Final = Said("")


class OrderLine(Record):
    """One weapon of one order. Empty text means that SIPRI leaves the cell blank: not known, never zero.

    `line` counts from 1; `years` are those of deliveries, in order, each with the number delivered in it
    where the export tells. `made_there` is how the export says that the recipient takes part in the
    production, or empty.
    """

    line: int
    recipient: str
    supplier: str
    ordered: Said
    number: Said
    designation: str
    description: str
    years: tuple[tuple[int, Said], ...]
    years_estimated: bool
    comments: str
    made_there: str
