"""Rows of one order: what SIPRI lists apart, launchers, missiles and radars, but sold together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
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


def _mains(group: Sequence[int], lines: Sequence[OrderLine]) -> dict[int, int]:
    """Of the rows that were ordered for the system of just one other row, which that is."""
    named = _Named(group, lines)
    others = {number: named.in_words(_ordered_for(lines[number].comments), number) for number in group}
    return {number: found[0] for number, found in others.items() if len(found) == 1 and not others[found[0]]}


class _Named:
    """The rows of a group by the beginnings of their names, so that each is compared with few."""

    def __init__(self, group: Sequence[int], lines: Sequence[OrderLine]) -> None:
        self._by_start: dict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
        for number in group:
            names = _names_of(lines[number].designation, lines[number].comments)
            for name in names:
                self._by_start[name[:_SHORTEST_NAME]][number] = names

    def in_words(self, words: Sequence[str], own: int) -> list[int]:
        """The rows other than its own that the words name; of more than one, two."""
        found: list[int] = []
        for said in words:
            theirs = _first_name(said)
            for number, names in self._by_start.get(theirs[:_SHORTEST_NAME], {}).items():
                if number != own and number not in found and any(_begins(theirs, name) for name in names):
                    found.append(number)
                if len(found) > 1:
                    return found
        return found


@lru_cache(16_384)
def _ordered_for(comment: str) -> tuple[str, ...]:
    """For which systems of the same order the comment says that the row is."""
    return tuple(
        remark.said
        for remark in remarks(comment)
        if remark.kind == "for_item" and not remark.hedged and not _OF_OTHERS.search(remark.said)
    )


@lru_cache(16_384)
def _names_of(designation: str, comment: str) -> tuple[str, ...]:
    """The names of the system, and of the version of it that the comment says was ordered.

    >>> _names_of("96K9 Pantsyr-S1", "Pantsyr-S1E version"), _names_of("D-30 122mm", "")
    (('96k9', 'pantsyrs1', 'pantsyrs1e'), ('d30',))
    """
    whole, *others = designation.split(" ")
    words = [_squashed(word) for part in others for word in part.split("/")]
    versions = [_squashed(remark.said) for remark in remarks(comment) if remark.kind == "version"]
    names = (_squashed(whole), *(word for word in words if word[:_SHORTEST_WORD].isalpha()), *versions)
    return tuple(name for name in dict.fromkeys(names) if name not in _WORDS_OF_NO_SYSTEM)


def _first_name(said: str) -> str:
    return _squashed(said.split(" ", maxsplit=1)[0])


def _begins(one: str, other: str) -> bool:
    """Whether the shorter is the beginning of the longer and no number is cut through.

    >>> _begins("s400", "s400triumf"), _begins("su35", "su30mk"), _begins("type5", "type59")
    (True, False, False)
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_NAME or short in _WORDS_OF_NO_SYSTEM or not long.startswith(short):
        return False
    return not (long[len(short) :][:1].isdigit() and short[-1].isdigit())


def _squashed(word: str) -> str:
    return _BETWEEN.sub("", word.casefold())
