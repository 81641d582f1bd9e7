"""Conversion at the bundled reference rates: exact days, stated rates, and nothing extrapolated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from caatsa.intake.conversion import SOURCE, Converted, NotConverted, convert
from caatsa.intake.money import Amount

pytest.importorskip("currency_converter", reason="the extra `currency` is not installed")


def amount(value: int, currency: str | None, high: int | None = None, hedge: str = "") -> Amount:
    return Amount(Decimal(value), Decimal(value if high is None else high), currency, hedge)


def test_a_business_day_uses_its_own_rate_and_states_it() -> None:
    converted = convert(amount(100, "EUR"), "USD", date(2014, 3, 28))
    assert converted == Converted(
        amount=Amount(Decimal("137.59"), Decimal("137.59"), "USD"),
        rate=Decimal("1.3759"),
        rate_date=date(2014, 3, 28),
        source=SOURCE,
    )


def test_a_weekend_uses_the_business_day_before_and_says_which() -> None:
    converted = convert(amount(5124 * 10**7, "INR"), "USD", date(2021, 12, 5))
    assert isinstance(converted, Converted)
    assert converted.rate_date == date(2021, 12, 3)
    assert 680_000_000 < converted.amount.low < 684_000_000


def test_a_range_and_its_hedge_survive_conversion() -> None:
    converted = convert(amount(3, "USD", high=5, hedge="about"), "EUR", date(2014, 3, 28))
    assert isinstance(converted, Converted)
    assert converted.amount.low < converted.amount.high
    assert converted.amount.hedge == "about"


def test_there_and_back_is_the_same_sum_to_the_cent() -> None:
    there = convert(amount(85 * 10**9, "RUB"), "USD", date(2021, 12, 6))
    assert isinstance(there, Converted)
    back = convert(there.amount, "RUB", date(2021, 12, 6))
    assert isinstance(back, Converted)
    assert round(back.amount.low, 2) == 85 * 10**9


def test_the_same_currency_is_returned_as_it_is() -> None:
    same = amount(5, "KZT")
    assert convert(same, "KZT", date(1900, 1, 1)) == Converted(
        same, Decimal(1), date(1900, 1, 1), "same currency"
    )


@pytest.mark.parametrize(
    ("value", "currency", "day", "reason"),
    [
        (amount(1, "RUB"), "USD", date(2022, 3, 2), "last rate for RUB is of 2022-03-01"),
        (amount(1, "USD"), "RUB", date(2025, 1, 1), "last rate for RUB is of 2022-03-01"),
        (amount(1, "RUB"), "USD", date(2005, 3, 31), "first rate for RUB is of 2005-04-01"),
        (amount(1, "INR"), "USD", date(2008, 12, 31), "first rate for INR is of 2009-01-02"),
        (amount(1, "KZT"), "USD", date(2020, 1, 1), "no rate for KZT"),
        (amount(1, "USD"), "AED", date(2020, 1, 1), "no rate for AED"),
        (amount(1, None), "USD", date(2020, 1, 1), "names no currency"),
        (amount(1, "USD"), "INR", date(2100, 1, 1), "last rate for USD"),
    ],
)
def test_a_rate_that_was_never_published_is_a_reason_not_a_number(
    value: Amount, currency: str, day: date, reason: str
) -> None:
    converted = convert(value, currency, day)
    assert isinstance(converted, NotConverted)
    assert reason in converted.reason


def test_the_last_day_of_a_currency_still_converts() -> None:
    assert isinstance(convert(amount(1, "RUB"), "USD", date(2022, 3, 1)), Converted)
