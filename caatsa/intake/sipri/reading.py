"""An export as a document of events that know their lines."""

from __future__ import annotations

from typing import Any

from caatsa.documents.document import Path, Place
from caatsa.documents.text import refuse_endless_lines
from caatsa.domain.errors import Fault
from caatsa.domain.record import Record
from caatsa.intake.sipri.deals import read_orders
from caatsa.intake.sipri.events import events_of
from caatsa.intake.sipri.grouping import Order, orders_of
from caatsa.registers.countries import Countries


class Register(Record):
    """The events of an export; the place of anything in an event is the line of its order."""

    file: str
    orders: tuple[Order, ...]
    data: Any

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
    refuse_endless_lines(text, file)
    lines = read_orders(text, file, unread)
    orders = orders_of(lines) if grouping else tuple(Order(line) for line in lines)
    return Register(file, orders, {"events": events_of(orders, countries)})
