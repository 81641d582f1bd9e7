"""An export as a document of events that know their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any

from caatsa.documents.document import Path, Place
from caatsa.documents.text import refuse_endless_lines
from caatsa.domain.dates import PartialDate
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.domain.reported import Reported
from caatsa.intake.sipri.deals import header_of, read_orders
from caatsa.intake.sipri.events import events_of
from caatsa.intake.sipri.grouping import Order, orders_of
from caatsa.intake.sipri.listing import read_listing
from caatsa.intake.sipri.order import OrderLine
from caatsa.intake.sipri.recognition import is_rtf
from caatsa.intake.sipri.rtf import Line, lines_of
from caatsa.registers.countries import Countries


class Register(Record):
    """The events of an export; the place of anything in an event is the line of its order."""

    file: str
    orders: tuple[Order, ...]
    said: Reported

    @cached_property
    def data(self) -> Any:
        """The events as plain data, for whoever wants to merge them with those of other inputs."""
        return {"events": [_plain(event) for event in self.said.events]}

    def position(self, path: Path) -> Place:
        """The line of the order at `("events", number, ...)`."""
        if len(path) < 2 or not isinstance(path[1], int):
            return Place(self.file, 1)
        return Place(self.file, self.orders[path[1]].main.line)

    def key_position(self, path: Path) -> Place:
        """The line of the order: its columns have no keys of ours."""
        return self.position(path)


def read_register(
    text: str, file: str, unread: list[Fault], countries: Countries | None, *, grouping: bool = True
) -> Register:
    """The events of an export; rows that cannot be read are added to `unread`.

    `InputError` where no header is found.
    """
    lines = _read(_lines(text, file), file, unread)
    orders = orders_of(lines) if grouping else tuple(Order(line) for line in lines)
    return Register(file, orders, Reported(events_of(orders, countries)))


def _plain(said: Any) -> Any:
    """A record as the mapping that it would be read from."""
    if isinstance(said, PartialDate):
        return said.text
    if isinstance(said, tuple):
        return [_plain(part) for part in said]
    if not isinstance(said, Record):
        return said
    stated = {field.name: _plain(getattr(said, field.name)) for field in fields(said)}
    nobody = {"country": None} if stated.get("country_name") else {}
    return nobody | {name: value for name, value in stated.items() if value not in (None, [])}


def _lines(text: str, file: str) -> Sequence[Line]:
    if is_rtf(text):
        return lines_of(text, file)
    refuse_endless_lines(text, file)
    plain = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [Line(number, line) for number, line in enumerate(plain, 1)]


def _read(lines: Sequence[Line], file: str, unread: list[Fault]) -> tuple[OrderLine, ...]:
    """The rows of the table that a header announces, else of the listing that the export was before."""
    found = header_of(lines)
    if found:
        at, columns = found
        return read_orders(lines[at + 1 :], columns, file, unread)
    orders = read_listing(lines, file, unread)
    if not orders and not unread:
        allowed = "a header that begins with Recipient,Supplier or SIPRI AT Database ID"
        raise InputError(Place(file, 1).fault("no header of a SIPRI export in the first lines", allowed))
    return orders
