"""Groups in which everybody agrees with everybody; who agrees with two that disagree is in none.

The order in which the members are given changes nothing; nor does grouping what was grouped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def cliques(
    members: Sequence[T], agree: Callable[[T, T], bool]
) -> tuple[list[list[int]], dict[int, list[int]]]:
    """The groups, by the numbers of their members; and those between groups, with whom they agree.

    >>> cliques([0, 5, 12, 30, 31], lambda a, b: abs(a - b) < 10)
    ([[0], [2], [3, 4]], {1: [0, 2]})
    """
    near = [1 << number for number in range(len(members))]
    for number, member in enumerate(members):
        for other in range(number):
            if agree(members[other], member):
                near[number] |= 1 << other
                near[other] |= 1 << number
    between = {
        number: [other for other in _bits(near[number]) if other != number]
        for number in range(len(members))
        if any(near[number] & ~near[other] for other in _bits(near[number]))
    }
    outside = sum(1 << number for number in between)
    groups = []
    left = (1 << len(members)) - 1 & ~outside
    while left:
        group = near[(left & -left).bit_length() - 1] & ~outside
        groups.append(_bits(group))
        left &= ~group
    return groups, between


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
