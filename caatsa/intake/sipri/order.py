"""What one row of an export says of an order, before anything is made of it."""

from __future__ import annotations

from caatsa.domain.record import Record


class Said(Record):
    """A figure as SIPRI prints it; `estimated` where it has a question mark or stands in parentheses."""

    text: str
    estimated: bool = False


class OrderLine(Record):
    """One weapon of one order. Empty text means that SIPRI leaves the cell blank: not known, never zero.

    `line` counts from 1; `years` are those of deliveries, in order; `transfer_years` pairs a year with the
    number delivered in it, where the export tells them apart.
    """

    line: int
    recipient: str
    supplier: str
    ordered: Said
    number: Said
    designation: str
    description: str
    delivered: Said
    years: tuple[int, ...]
    years_estimated: bool
    status: str
    comments: str
    transfer_years: tuple[tuple[int, str], ...] = ()
    local_production: bool = False
