"""Money as it is reported: exact decimals, every currency named, reported form kept, nothing converted."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from caatsa.domain.record import Record
from caatsa.intake.currencies import (
    DOLLAR_SIGNS,
    NATIONALITIES,
    currency_of,
    is_currency_word,
    shares_sign,
)
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
    read_short_decimal,
    scale_of,
    tokens,
)


class Amount(Record):
    """A sum in one currency: `low` equals `high` unless a range was reported.

    `currency` is an ISO 4217 code, or `None` where none was named. `hedge` is the word that says the figure
    is not exact ("over", "about"), as reported, or empty.
    """

    low: Decimal
    high: Decimal
    currency: str | None
    hedge: str = ""

    @property
    def exact(self) -> bool:
        """Whether one figure was reported without a hedge."""
        return self.low == self.high and not self.hedge


class Money(Record):
    """The price of one deal: the reported text, and the same price in each currency it was reported in."""

    reported: str
    amounts: tuple[Amount, ...]

    @property
    def exact(self) -> bool:
        """Whether every figure is a single one without a hedge, in a named currency."""
        return all(amount.exact and amount.currency is not None for amount in self.amounts)


@lru_cache(maxsize=4096, typed=True)
def read_money(value: str | float, country: str | None = None) -> Money | NotUnderstood:
    """The price that `value` reports, or why it cannot be read.

    `country` (ISO 3166) says whose press is quoted and decides only signs and words that several countries
    share; without it a bare `$` is the US dollar. A buyer's country is not such a hint: arms prices are
    quoted in US dollars everywhere.

    >>> read_money("INR390 b ($5.4 b)").amounts[1]
    Amount(low=Decimal('5400000000'), high=Decimal('5400000000'), currency='USD', hedge='')
    """
    if not isinstance(value, str):
        return _read_bare_number(value)
    if len(value) > LONGEST_TEXT:
        return NotUnderstood(value, f"a price of more than {LONGEST_TEXT} characters is not read")
    folded = _DOTTED_US.sub("us", fold_figure(value))
    folded = _LETTERED_DOLLAR.sub(lambda match: f" {DOLLAR_SIGNS[match[0]].lower()} ", folded)
    try:
        return Money(value, _Reader(tokens(folded), country).deal())
    except _UnreadableError as error:
        return NotUnderstood(value, str(error))


def _read_bare_number(value: float) -> Money | NotUnderstood:
    if isinstance(value, bool):
        return NotUnderstood(str(value), "a price is a number or a text, not true or false")
    if not 0 <= value < 10**MOST_DIGITS:
        reason = f"a price is zero or more and has at most {MOST_DIGITS} digits"
        return NotUnderstood(f"{value:.6g}" if isinstance(value, float) else hex(value)[:40], reason)
    number = _plain(Decimal(repr(value)))
    return Money(str(value), (Amount(number, number, None),))


class _UnreadableError(Exception):
    """The text is not a price that can be read; the message is the reason given to the user."""


class _Figure(Record):
    """One number of a text with the scale and currency written beside it, if any."""

    number: Decimal
    scale: Decimal | None
    currency: str | None

    @property
    def value(self) -> Decimal:
        return _plain(self.number * (self.scale or 1))


_DOTTED_US = re.compile(r"\bu\.\s?s\.?(?=\W|$)")
_LETTERED_DOLLAR = re.compile(r"(?<![^\W\d_])(?:us|au|a|ca|c|s|hk|nt|nz|r)\$")
# A dot before exactly three digits is a decimal point in English and grouping on the Continent.
_DOT_OF_TWO_READINGS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_CONTINENTAL_SCALES = frozenset({"mio", "mrd", "milliard", "milliards"})
_MONEY_SCALES = {"m": "million", "b": "billion", "bln": "billion"}
_HEDGES = tuple(
    sorted((tuple(token.text for token in tokens(hedge)) for hedge in HEDGES), key=len, reverse=True)
)
_TRAILING_HEDGES = tuple(
    sorted((tuple(t.text for t in tokens(hedge)) for hedge in TRAILING_HEDGES), key=len, reverse=True)
)
_FILLERS = frozenset(
    {"a", "an", "the", "deal", "contract", "worth", "valued", "value", "total", "price", "at"}
)
_JOINERS = frozenset({"(", ")", "[", "]", ",", ";", "/", "=", "or", "equivalent", "equal", "ie", "или"})
_RANGE_OPENERS = {"between": "and", "from": "to", "между": "и", "от": "до"}
_RANGE_SIGNS = frozenset({"-", "to"})
_END = Token("", is_number=False)


class _Reader:
    """Reads a price from left to right; a token that has no place in a price ends the reading."""

    def __init__(self, price: tuple[Token, ...], country: str | None) -> None:
        self._tokens = price
        self._country = country
        self._at = 0

    def deal(self) -> tuple[Amount, ...]:
        """Every amount of the text, which must be one price in different currencies."""
        self._skip(_FILLERS)
        amounts = [self._amount()]
        while self._skip(_FILLERS | _JOINERS):
            self._skip(frozenset({"to"}))
            if self._peek() is _END:
                break
            amounts.append(self._amount())
        if self._peek() is not _END:
            raise _UnreadableError(f"'{self._peek().text}' is not part of a price")
        return _one_price(amounts)

    def _amount(self) -> Amount:
        hedge = self._phrase(_HEDGES)
        closing = _RANGE_OPENERS.get(self._peek().text)
        if closing is not None:
            self._at += 1
            low, inner = self._figure()
            if self._peek().text not in {closing, "-"}:
                raise _UnreadableError("a range has two figures")
            self._at += 1
            high, _ = self._figure()
            return _range(low, high, hedge or inner)
        low, inner = self._figure()
        hedge = hedge or inner
        if self._peek().text in _RANGE_SIGNS and self._figure_starts(self._at + 1):
            self._at += 1
            high, _ = self._figure()
            return _range(low, high, hedge)
        if self._peek().text == "-" and self._peek(1).text == "plus":
            self._at += 1
        hedge = hedge or self._phrase(_TRAILING_HEDGES)
        return Amount(low.value, low.value, low.currency, hedge)

    def _figure(self) -> tuple[_Figure, str]:
        """A figure, and the hedge that stands between its currency and its number."""
        before = self._currency()
        if before is not None and self._currency_opens_a_figure():
            # "CAD $5m": the code makes the sign precise.
            code = _agreed(before, self._currency(), self._country)
            before = (code, None) if code is not None else before
        hedge = self._phrase(_HEDGES)
        token = self._peek()
        if not token.is_number:
            problem = f"'{token.text}' is not part of a price" if token.text else "no figure was found"
            raise _UnreadableError(problem)
        self._at += 1
        words = self._scale_words()
        number = _number(token.text, words)
        after = None if before is not None and self._currency_opens_a_figure() else self._trailing_currency()
        currency = _agreed(before, after, self._country)
        scale = scale_of(words) if words else None
        if words and scale is None:
            raise _UnreadableError(f"'{' '.join(words)}' is not a number word")
        return _Figure(number, scale, currency), hedge

    def _scale_words(self) -> tuple[str, ...]:
        if self._peek().text == "-" and _scale_word(self._peek(1).text):
            self._at += 1
        words = []
        while word := _scale_word(self._peek().text):
            words.append(word)
            self._at += 1
        return tuple(words)

    def _trailing_currency(self) -> tuple[str, str | None] | None:
        # The hyphen of "a 5-billion-dollar deal".
        if self._peek().text == "-" and is_currency_word(self._peek(1).text) and not self._peek(2).is_number:
            self._at += 1
        found = self._currency()
        if found is not None and found[1] is None and self._peek().text in NATIONALITIES:
            found = (found[0], NATIONALITIES[self._peek().text])
            self._at += 1
        return found

    def _currency(self) -> tuple[str, str | None] | None:
        """The word or sign of a currency with the nationality before it, `None` where there is none."""
        nationality = NATIONALITIES.get(self._peek().text)
        ahead = 0 if nationality is None else 1
        word = self._peek(ahead).text
        if not word or not is_currency_word(word):
            return None
        self._at += ahead + 1
        return word, nationality

    def _currency_opens_a_figure(self) -> bool:
        ahead = 1 if self._peek().text in NATIONALITIES else 0
        return is_currency_word(self._peek(ahead).text) and self._peek(ahead + 1).is_number

    def _figure_starts(self, position: int) -> bool:
        for token in self._tokens[position : position + 3]:
            if token.is_number:
                return True
            if token.text not in NATIONALITIES and not is_currency_word(token.text):
                return False
        return False

    def _phrase(self, phrases: tuple[tuple[str, ...], ...]) -> str:
        for phrase in phrases:
            ahead = tuple(token.text for token in self._tokens[self._at : self._at + len(phrase)])
            if ahead == phrase:
                self._at += len(phrase)
                return " ".join(phrase)
        return ""

    def _skip(self, words: frozenset[str]) -> bool:
        start = self._at
        while self._peek().text in words:
            self._at += 1
        return self._at > start

    def _peek(self, ahead: int = 0) -> Token:
        position = self._at + ahead
        return self._tokens[position] if position < len(self._tokens) else _END


def _scale_word(text: str) -> str:
    word = _MONEY_SCALES.get(text, text)
    return word if word in SCALES else ""


def _number(text: str, scale_words: tuple[str, ...]) -> Decimal:
    cyrillic = any("\u0400" <= letter <= "\u04ff" for word in scale_words for letter in word)
    if _DOT_OF_TWO_READINGS.fullmatch(text) and (not scale_words or scale_words[0] in _CONTINENTAL_SCALES):
        raise _UnreadableError(f"'{text}' can be a decimal or thousands")
    number = read_number(text, decimal_comma=cyrillic)
    if number is None:
        number = read_short_decimal(text)
    if number is None:
        raise _UnreadableError(f"the digits of '{text}' are not grouped in a way that is read")
    return number


def _agreed(
    before: tuple[str, str | None] | None, after: tuple[str, str | None] | None, country: str | None
) -> str | None:
    """The one currency that the words around a figure name."""
    codes = [_code(named, country) for named in (before, after) if named is not None]
    if len(codes) < 2 or codes[0] == codes[1]:
        return codes[0] if codes else None
    first, second = codes
    if before is not None and after is not None:
        if shares_sign(before[0], second):
            return second
        if shares_sign(after[0], first):
            return first
    raise _UnreadableError(f"one figure is given two currencies, {first} and {second}")


def _code(named: tuple[str, str | None], country: str | None) -> str:
    code = currency_of(named[0], named[1], country)
    if code is None:
        raise _UnreadableError(f"'{named[0]}' is the name of several currencies")
    return code


def _range(low: _Figure, high: _Figure, hedge: str) -> Amount:
    currency = low.currency or high.currency
    if high.currency not in {None, currency}:
        raise _UnreadableError("the two ends of a range are in different currencies")
    scaled = low if low.scale is not None else replace(low, scale=high.scale)
    # "500,000 to 1 million": the scale of the second figure is not that of the first.
    if scaled.value > high.value and low.scale is None and low.number >= 1000:
        scaled = low
    if scaled.value > high.value:
        raise _UnreadableError("the first figure of a range is not the smaller one")
    return Amount(scaled.value, high.value, currency, hedge)


def _one_price(amounts: list[Amount]) -> tuple[Amount, ...]:
    by_currency: dict[str | None, Amount] = {}
    for amount in amounts:
        if len(amounts) > 1 and amount.currency is None:
            raise _UnreadableError("there is more than one figure and one of them names no currency")
        same = by_currency.setdefault(amount.currency, amount)
        if (same.low, same.high) != (amount.low, amount.high):
            raise _UnreadableError(f"there are two different figures in {amount.currency}")
    return tuple(by_currency.values())


def _plain(number: Decimal) -> Decimal:
    """The same number without an exponent or idle zeros after the point."""
    whole = int(number)
    return Decimal(whole) if whole == number else number.normalize()
