"""What one row of an export says of an order, before anything is made of it."""

from __future__ import annotations

from typing import Final

from caatsa.domain.record import Record


class Said(Record):
    """A figure as SIPRI prints it; `estimated` where it has a question mark or stands in parentheses."""

    text: str
    estimated: bool = False


NOT_KNOWN: Final = Said("")


class Delivery(Record):
    """A year in which some were delivered, and how many, where the export tells the years apart."""

    year: int
    number: Said = NOT_KNOWN
    estimated: bool = False


class OrderLine(Record):
    """One weapon of one order. Empty text means that SIPRI leaves the cell blank: not known, never zero.

    `line` counts from 1; `deliveries` are in the order of their years. `made_there` is how the export says
    that the recipient takes part in the production, or empty.
    """

    line: int
    recipient: str
    supplier: str
    ordered: Said
    number: Said
    designation: str
    description: str
    deliveries: tuple[Delivery, ...]
    comments: str
    made_there: str
