"""Rows of one order: what SIPRI lists apart, launchers, missiles and radars, but sold together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from caatsa.domain.record import Record
from caatsa.intake.sipri.comments import remarks
from caatsa.intake.sipri.order import OrderLine

_SHORTEST_NAME: Final = 4
_BETWEEN: Final = re.compile(r"[^a-z0-9]+")


class Order(Record):
    """One transaction: the row of the system, and the rows of what was ordered for it."""

    main: OrderLine
    components: tuple[OrderLine, ...] = ()


def orders_of(lines: Sequence[OrderLine]) -> tuple[Order, ...]:
    """The rows put together that share recipient, supplier and year of order, if a comment says for what.

    Of rows of which none names another, each is an order of its own. In the order of the file.
    """
    alike: dict[tuple[str, str, str], list[OrderLine]] = defaultdict(list)
    for line in lines:
        alike[line.recipient, line.supplier, line.ordered.text].append(line)
    main_of: dict[int, OrderLine] = {}
    for group in alike.values():
        for line in group:
            main_of[line.line] = _main(line, group)
    components: dict[int, list[OrderLine]] = defaultdict(list)
    for line in lines:
        if main_of[line.line] is not line:
            components[main_of[line.line].line].append(line)
    mains = (line for line in lines if main_of[line.line] is line)
    return tuple(Order(line, tuple(components[line.line])) for line in mains)


def _main(line: OrderLine, group: Sequence[OrderLine]) -> OrderLine:
    """The row of the system that the line was ordered for; the line itself where there is none."""
    if not line.ordered.text:
        return line
    systems = [remark.said for remark in remarks(line.comments) if remark.kind == "for_item"]
    for other in group:
        named = any(_names(said, other.designation) for said in systems)
        if other is not line and named and not _for_something(other):
            return other
    return line


def _for_something(line: OrderLine) -> bool:
    return any(remark.kind == "for_item" for remark in remarks(line.comments))


def _names(said: str, designation: str) -> bool:
    """Whether the words begin with the designation, or with the name in it: "Pantsyr AD systems".

    >>> _names("S-400 air-defence systems", "S-400 Triumf"), _names("Su-35 combat aircraft", "Su-30MK")
    (True, False)
    """
    theirs, ours = _squashed(said.split(" ", maxsplit=1)[0]), _squashed(designation.split(" ", maxsplit=1)[0])
    if min(len(theirs), len(ours)) >= _SHORTEST_NAME - 1 and (
        theirs.startswith(ours) or ours.startswith(theirs)
    ):
        return True
    name = _BETWEEN.split(designation.casefold())[0]
    return len(name) >= _SHORTEST_NAME and name.isalpha() and _BETWEEN.split(said.casefold())[0] == name


def _squashed(word: str) -> str:
    return _BETWEEN.sub("", word.casefold())
