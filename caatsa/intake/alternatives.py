"""Whether two reported figures can both be right, and the figures that one text offers to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, TypeAlias

from caatsa.intake.money import Amount, Money, read_money
from caatsa.intake.numbers import NotUnderstood
from caatsa.intake.quantities import Quantity, read_quantity

Reading: TypeAlias = "Quantity | Money"

_MOST_CHOICES: Final = 5
_OR: Final = re.compile(r"\s+(?:or|или)\s+", re.IGNORECASE)
_AFTER_NUMBER: Final = re.compile(r"[0-9][0-9.,]*\s*(?P<scale>[^\W\d_].*)")
_AT_LEAST: Final = frozenset(
    (
        *(
            "a little over",
            "well over",
            "just over",
            "in excess of",
            "upwards of",
            "more than",
            "over",
            "above",
        ),
        *(
            "not less than",
            "at least",
            "exceeding",
            "не менее",
            "более",
            "более чем",
            "свыше",
            ">",
            ">=",
            "≥",
        ),
        *("+", "plus", "or more", "से अधिक"),
    )
)
_AT_MOST: Final = frozenset(
    (
        *("just under", "less than", "at most", "up to", "as many as", "as much as", "under", "below"),
        *("nearly", "almost", "close to", "не более", "почти", "до", "<", "<=", "≤"),
    )
)
# Words that reports use for one another when they count the sets of an air defense system or aircraft.
_FORMATIONS: Final = frozenset(
    ("regiment", "regimental set", "squadron", "battalion", "division", "battery", "unit", "set", "system")
)


def differ(one: Reading, other: Reading) -> bool:
    """Whether both cannot be right: no figure is within both, in the same unit or currency.

    What is counted in different units, or priced in different currencies only, is not compared; the units of
    a formation are, since reports say squadron for regiment.
    """
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        comparable = _unit(one) == _unit(other) or not (one.unit and other.unit)
        if not comparable and not {_unit(one), _unit(other)} <= _FORMATIONS:
            return False
        return _apart(_bounds(one), _bounds(other))
    if isinstance(one, Money) and isinstance(other, Money):
        prices = {amount.currency: amount for amount in other.amounts if amount.currency}
        pairs = [(amount, prices[amount.currency]) for amount in one.amounts if amount.currency in prices]
        # A price in two currencies agrees with another one if it does in either: rates differ.
        return bool(pairs) and all(_apart(_bounds(first), _bounds(second)) for first, second in pairs)
    return False


def rounded(one: Reading, other: Reading) -> bool:
    """Whether one figure is the other with fewer digits, as in "5.4 billion" for 5.43 billion."""
    pairs = [
        (first, second)
        for first, first_unit in single_figures(one)
        for second, second_unit in single_figures(other)
        if first_unit == second_unit
    ]
    return any(_shortened(first, second) or _shortened(second, first) for first, second in pairs)


def in_other_units(one: Reading, other: Reading) -> bool:
    """Whether the two count formations by different words, none of which is converted."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return bool(one.unit and other.unit) and _unit(one) != _unit(other)
    return False


def offered(reading: Reading | None, reported: str, field: str) -> tuple[str, ...]:
    """The figures from which one text leaves a choice: the ends of a range, or what stands about an "or".

    Empty where the text gives one figure, or a price in two currencies, which is a conversion.

    >>> offered(None, "4 or 5 squadrons", "quantity")
    ('4', '5 squadrons')
    """
    if isinstance(reading, Quantity):
        return (
            ()
            if reading.low == reading.high
            else (_counted(reading.low, reading), _counted(reading.high, reading))
        )
    if isinstance(reading, Money):
        ranges = [amount for amount in reading.amounts if amount.low != amount.high]
        return tuple(
            text for amount in ranges for text in (_priced(amount.low, amount), _priced(amount.high, amount))
        )
    texts = tuple(part.strip() for part in _OR.split(reported))
    if not 2 <= len(texts) <= _MOST_CHOICES:
        return ()
    readings = [_read_like(text, texts[-1], texts[0], field) for text in texts]
    understood = [one for one in readings if not isinstance(one, NotUnderstood)]
    if len(understood) < len(texts):
        return ()
    apart = any(differ(one, other) for one in understood for other in understood)
    return texts if apart else ()


def _read_like(text: str, last: str, first: str, field: str) -> Reading | NotUnderstood:
    """The figure of one part, with the scale of the last and the currency of the first if it has none."""
    if field == "quantity":
        return read_quantity(text)
    scale = _AFTER_NUMBER.search(last)
    candidates = [text]
    if scale and not _AFTER_NUMBER.search(text):
        candidates.insert(0, f"{text} {scale['scale']}")
    currency = _leading_words(first)
    for candidate in candidates:
        reading = read_money(candidate)
        if isinstance(reading, Money) and all(amount.currency is None for amount in reading.amounts):
            reading = read_money(f"{currency} {candidate}")
        if isinstance(reading, Money):
            return reading
    return NotUnderstood(text, "not a price")


def _leading_words(text: str) -> str:
    return re.split(r"[0-9]", text, maxsplit=1)[0].strip()


def _unit(quantity: Quantity) -> str:
    """The unit in the singular, as far as English makes it."""
    unit = quantity.unit
    if unit.endswith("ies"):
        return f"{unit[:-3]}y"
    return unit[:-1] if unit.endswith("s") and not unit.endswith("ss") else unit


def _bounds(figure: Quantity | Amount) -> tuple[Decimal | int | None, Decimal | int | None]:
    """The least and the most that the report allows; None where a hedge leaves that side open."""
    low = None if figure.hedge in _AT_MOST else figure.low
    high = None if figure.hedge in _AT_LEAST else figure.high
    return low, high


def _apart(
    one: tuple[Decimal | int | None, Decimal | int | None],
    other: tuple[Decimal | int | None, Decimal | int | None],
) -> bool:
    """Whether one ends before the other begins."""
    return any(
        high is not None and low is not None and high < low
        for high, low in ((one[1], other[0]), (other[1], one[0]))
    )


def single_figures(reading: Reading) -> Iterator[tuple[Decimal, str]]:
    """The single figures of a reading, each with its unit in the singular or its currency."""
    if isinstance(reading, Quantity):
        if reading.low == reading.high:
            yield Decimal(reading.low), _unit(reading)
        return
    for amount in reading.amounts:
        if amount.low == amount.high and amount.currency:
            yield amount.low, amount.currency


def _shortened(short: Decimal, whole: Decimal) -> bool:
    """Whether the short figure is the whole one, rounded or cut at its last digit that is not zero."""
    digits = len(str(int(short)).rstrip("0"))
    place = Decimal(10) ** (len(str(int(short))) - digits)
    return short != whole and short > 0 and -place <= 2 * (whole - short) < 2 * place


def _counted(number: int, quantity: Quantity) -> str:
    return f"{number:,} {quantity.unit}".strip()


def _priced(number: Decimal, amount: Amount) -> str:
    return f"{amount.currency or ''} {number:,f}".strip()
