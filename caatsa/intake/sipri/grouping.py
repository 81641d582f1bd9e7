"""Rows of one order: what SIPRI lists apart, launchers, missiles and radars, but sold together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from caatsa.domain.record import Record
from caatsa.intake.sipri.comments import remarks
from caatsa.intake.sipri.order import OrderLine

_SHORTEST_NAME: Final = 3
_SHORTEST_WORD: Final = 4
_BETWEEN: Final = re.compile(r"[^a-z0-9]+")
_OF_OTHERS: Final = re.compile(
    r"\b(?:from|delivered|produced|built|assembled|in|moderni[sz]\w*|rebuilt|upgrade\w*)\b", re.IGNORECASE
)
"""Words that say that the system was not part of this order: another's, of own production, already there."""
_WORDS_OF_NO_SYSTEM: Final = frozenset(
    ("project", "type", "model", "class", "mark", "block", "version", "combat", "aircraft", "engine", "naval")
)


class Order(Record):
    """One transaction: the row of the system, and the rows of what was ordered for it."""

    main: OrderLine
    components: tuple[OrderLine, ...] = ()


def orders_of(lines: Sequence[OrderLine]) -> tuple[Order, ...]:
    """The rows put together that share recipient, supplier and year of order, if a comment says for what.

    A row that could be part of several orders, or of none, is an order of its own. In the order of the file.
    """
    alike: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        alike[line.recipient, line.supplier, line.ordered.text].append(number)
    main_of: dict[int, int] = {}
    for (_, _, year), group in alike.items():
        if year and len(group) > 1:
            main_of.update(_mains(group, lines))
    components: dict[int, list[OrderLine]] = defaultdict(list)
    for number, main in sorted(main_of.items()):
        components[main].append(lines[number])
    return tuple(
        Order(line, tuple(components[number])) for number, line in enumerate(lines) if number not in main_of
    )


def _mains(group: Iterable[int], lines: Sequence[OrderLine]) -> dict[int, int]:
    """Of the rows that were ordered for the system of just one other row, which that is."""
    systems = {number: _ordered_for(lines[number].comments) for number in group}
    named = {
        number: [
            other
            for other in systems
            if other != number and any(_means(said, lines[other]) for said in systems[number])
        ]
        for number in systems
        if systems[number]
    }
    return {
        number: others[0] for number, others in named.items() if len(others) == 1 and not named.get(others[0])
    }


@lru_cache(16_384)
def _ordered_for(comment: str) -> tuple[str, ...]:
    """For which systems of the same order the comment says that the row is."""
    return tuple(
        remark.said
        for remark in remarks(comment)
        if remark.kind == "for_item" and not remark.hedged and not _OF_OTHERS.search(remark.said)
    )


def _means(said: str, line: OrderLine) -> bool:
    """Whether the words begin with the name of the row's system, or of the version of it that was ordered."""
    versions = tuple(remark.said for remark in remarks(line.comments) if remark.kind == "version")
    return any(_names(said, name) for name in (line.designation, *versions))


@lru_cache(16_384)
def _names(said: str, designation: str) -> bool:
    """Whether the words begin with the designation or a name in it, or with the shorter form of either.

    >>> _names("S-400 air-defence systems", "S-400 Triumf"), _names("Su-35 combat aircraft", "Su-30MK")
    (True, False)
    >>> _names("Pantsyr AD systems", "96K9 Pantsyr-S1"), _names("Type-5 frigates", "Type-59")
    (True, False)
    """
    theirs = _squashed(said.split(" ", maxsplit=1)[0])
    whole, *others = designation.split(" ")
    if _begins(theirs, _squashed(whole)):
        return True
    words = [_squashed(word) for part in others for word in part.split("/")]
    return any(word[:_SHORTEST_WORD].isalpha() and _begins(theirs, word) for word in words)


def _begins(one: str, other: str) -> bool:
    """Whether the shorter is the beginning of the longer and no number is cut through."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_NAME or short in _WORDS_OF_NO_SYSTEM or not long.startswith(short):
        return False
    return not (long[len(short) :][:1].isdigit() and short[-1].isdigit())


def _squashed(word: str) -> str:
    return _BETWEEN.sub("", word.casefold())
