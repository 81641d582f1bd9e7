"""Quantities as they are reported: a whole number or a range, with its unit; the reported form kept."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from caatsa.domain.record import Record
from caatsa.intake.numbers import (
    HEDGES,
    LONGEST_TEXT,
    MOST_DIGITS,
    SCALES,
    TRAILING_HEDGES,
    NotUnderstood,
    Token,
    fold_figure,
    read_number,
    scale_of,
    tokens,
)


class Quantity(Record):
    """How many: `low` equals `high` unless a range was reported.

    `unit` is the folded words after the number ("regiments"), or empty; a regiment is not so many launchers
    here. `hedge` is the word that says the figure is not exact, as reported, or empty.
    """

    reported: str
    low: int
    high: int
    unit: str = ""
    hedge: str = ""

    @property
    def exact(self) -> bool:
        """Whether one figure was reported without a hedge."""
        return self.low == self.high and not self.hedge


@lru_cache(maxsize=4096, typed=True)
def read_quantity(value: str | float) -> Quantity | NotUnderstood:
    """The quantity that `value` reports, or why it cannot be read.

    >>> read_quantity("6,01,427 rifles")
    Quantity(reported='6,01,427 rifles', low=601427, high=601427, unit='rifles', hedge='')
    >>> read_quantity("first equipment").reason
    "'first equipment' does not begin with a number"
    """
    if not isinstance(value, str):
        return _read_bare_number(value)
    if len(value) > LONGEST_TEXT:
        return NotUnderstood(value, f"a quantity of more than {LONGEST_TEXT} characters is not read")
    try:
        return _read(value, tokens(fold_figure(value), designations=True))
    except _UnreadableError as error:
        return NotUnderstood(value, str(error))


class _UnreadableError(Exception):
    """The text is not a quantity that can be read; the message is the reason given to the user."""


_WORDS = {
    word: Decimal(number)
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
            *("eighteen", "nineteen", "twenty"),
        )
    )
}
_OPENINGS = tuple(
    sorted((tuple(token.text for token in tokens(hedge)) for hedge in HEDGES), key=len, reverse=True)
)
_CLOSINGS = tuple(
    sorted((tuple(token.text for token in tokens(hedge)) for hedge in TRAILING_HEDGES), key=len, reverse=True)
)
_TOTALS = ("a", "total", "of"), ("total", "of"), ("total",)
_RANGE_OPENERS = {"between": "and", "from": "to", "от": "до"}
_LONGEST_UNIT = 6
# After a number, "m" is as often metres as million.
_AMBIGUOUS = frozenset({"m", "b", "t", "cr", "bn"})


def _read_bare_number(value: float) -> Quantity | NotUnderstood:
    if isinstance(value, bool):
        return NotUnderstood(str(value), "a quantity is a number or a text, not true or false")
    if not 0 <= value < 10**MOST_DIGITS or value != int(value):
        reason = f"a quantity is a whole number, zero or more, of at most {MOST_DIGITS} digits"
        return NotUnderstood(f"{value:.6g}" if isinstance(value, float) else hex(value)[:40], reason)
    return Quantity(str(value), int(value), int(value))


def _read(reported: str, words: tuple[Token, ...]) -> Quantity:
    rest = _without(words, _TOTALS)
    hedge, rest = _hedge(rest, _OPENINGS)
    closing = _RANGE_OPENERS.get(rest[0].text) if rest else None
    low, low_scale, rest = _figure(rest[1:] if closing else rest, reported)
    high, high_scale = low, low_scale
    if closing or (_is(rest, {"-", "to"}) and _number(rest[1:]) is not None):
        if closing and not _is(rest, {closing, "-"}):
            raise _UnreadableError("a range has two figures")
        high, high_scale, rest = _figure(rest[1:], reported)
    tail, rest = _hedge(rest, _CLOSINGS)
    first = _whole(low * (low_scale or high_scale or 1), reported)
    last = _whole(high * (high_scale or 1), reported)
    if first > last:
        raise _UnreadableError("the first figure of a range is not the smaller one")
    return Quantity(reported, first, last, _unit(rest), hedge or tail)


def _figure(words: tuple[Token, ...], reported: str) -> tuple[Decimal, Decimal | None, tuple[Token, ...]]:
    """The number at the head of `words`, its scale if one is written, and the words after them."""
    number = _number(words)
    if number is None:
        if words and words[0].is_number:
            raise _UnreadableError(f"the digits of '{words[0].text}' are not grouped in a way that is read")
        raise _UnreadableError(f"'{reported.strip()}' does not begin with a number")
    rest = words[1:]
    scales = []
    while rest and rest[0].text in SCALES and rest[0].text not in _AMBIGUOUS:
        scales.append(rest[0].text)
        rest = rest[1:]
    scale = scale_of(tuple(scales)) if scales else None
    if scales and scale is None:
        raise _UnreadableError(f"'{' '.join(scales)}' is not a number word")
    return number, scale, rest


def _number(words: tuple[Token, ...]) -> Decimal | None:
    if not words:
        return None
    return read_number(words[0].text) if words[0].is_number else _WORDS.get(words[0].text)


def _whole(number: Decimal, reported: str) -> int:
    if number != int(number):
        raise _UnreadableError(f"'{reported.strip()}' is not a whole number")
    return int(number)


def _unit(words: tuple[Token, ...]) -> str:
    """The unit as one text; anything but words means that more was reported than one quantity."""
    if len(words) > _LONGEST_UNIT:
        raise _UnreadableError("more is reported than a number and its unit")
    for word in words:
        if word.is_number or word.text in _WORDS or not word.text[0].isalpha():
            raise _UnreadableError(f"'{word.text}' is not part of one number with its unit")
        if word.text in _AMBIGUOUS:
            raise _UnreadableError(f"'{word.text}' after a number can be a unit or a number word")
    return " ".join(word.text for word in words)


def _hedge(words: tuple[Token, ...], phrases: tuple[tuple[str, ...], ...]) -> tuple[str, tuple[Token, ...]]:
    for phrase in phrases:
        if tuple(word.text for word in words[: len(phrase)]) == phrase:
            return " ".join(phrase), words[len(phrase) :]
    return "", words


def _without(words: tuple[Token, ...], phrases: tuple[tuple[str, ...], ...]) -> tuple[Token, ...]:
    return _hedge(words, phrases)[1]


def _is(words: tuple[Token, ...], texts: set[str]) -> bool:
    return bool(words) and words[0].text in texts
