"""Ways in which one figure is likely another, misprinted: a closed list. Which one is wrong is not said."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from caatsa.intake.alternatives import Reading, rounded, single_figures

FACTOR: Final = (
    "a factor of {:,} apart: a zero too many or too few, or thousand, lakh, million or crore mixed up"
)
_POWERS: Final = (10, 100, 1000)
_LEAST_COUNTED: Final = 100
"""Below this, reports that are ten times apart are rather of different things than misprinted."""


def likely_misprint(one: Reading, other: Reading) -> str:
    """How the two figures may be the same one, misprinted; empty where they do not look so.

    Only single figures of one unit or currency are looked at. One that is the other, rounded, is no misprint.
    """
    if rounded(one, other):
        return ""
    for first, unit in single_figures(one):
        for second, other_unit in single_figures(other):
            same_unit = unit == other_unit or not (unit and other_unit)
            if same_unit and first != second and min(first, second) > 0:
                return _between(first, second)
    return ""


def _between(first: Decimal, second: Decimal) -> str:
    small, large = sorted((first, second))
    factor = next((power for power in _POWERS if small * power == large), None)
    if factor is not None:
        return FACTOR.format(factor) if large >= _LEAST_COUNTED else ""
    short, long = sorted(_digits(first, second), key=len)
    return next((words for words, seen in _WAYS.items() if seen(short, long)), "")


def _digits(first: Decimal, second: Decimal) -> tuple[str, str]:
    """The digits of both as whole numbers, without the zeros that both end in."""
    places = max(-int(one.as_tuple().exponent) for one in (first, second))
    whole = [str(int(one.scaleb(max(places, 0)))) for one in (first, second)]
    zeros = min(len(text) - len(text.rstrip("0")) for text in whole)
    one, other = (text[: len(text) - zeros] for text in whole)
    return one, other


def _transposed(one: str, other: str) -> bool:
    """Two neighboring digits change places: 601,427 and 610,427."""
    apart = [place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]]
    return (
        len(one) == len(other) >= 3
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )


def _dropped(short: str, long: str) -> bool:
    """One has a digit that the other lacks: 601,427 and 6,014,427."""
    return len(long) == len(short) + 1 >= 4 and short in _without_one(long)


def _replaced(one: str, other: str) -> bool:
    """All digits but one are the same: 601,427 and 601,927."""
    differing = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) >= 5 and differing == 1


def _moved(one: str, other: str) -> bool:
    """A digit is missing in one place and there is one too many in another: 601,427 and 614,427."""
    return len(one) == len(other) >= 5 and bool(_without_one(one) & _without_one(other))


def _without_one(text: str) -> frozenset[str]:
    return frozenset(text[:place] + text[place + 1 :] for place in range(len(text)))


_WAYS: Final[dict[str, Callable[[str, str], bool]]] = {
    "two neighboring digits have changed places": _transposed,
    "a digit was dropped or added": _dropped,
    "all digits but one are the same": _replaced,
    "a digit was dropped in one place and added in another": _moved,
}
