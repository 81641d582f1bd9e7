"""Money as reported: every form seen in the wild, and what must stay unread."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caatsa.intake.money import Amount, Money, NotUnderstood, read_money
from tests.intake.grouping import indian, western

CRORE, LAKH, BN, MN = 10**7, 10**5, 10**9, 10**6

ONE_FIGURE = [
    ("Rs 5,124 crore", "INR", 5124 * CRORE),
    ("Rs. 5,124 crore", "INR", 5124 * CRORE),
    ("Rs.5,124 crore", "INR", 5124 * CRORE),
    ("Rs5124cr", "INR", 5124 * CRORE),
    ("₹5,000 cr", "INR", 5000 * CRORE),
    ("₹ 5,000 Cr.", "INR", 5000 * CRORE),
    ("INR 5,100 crore", "INR", 5100 * CRORE),
    ("INR 63,000 crores", "INR", 63000 * CRORE),
    ("5,200 crore rupees", "INR", 5200 * CRORE),
    ("Indian rupees 5,200 crore", "INR", 5200 * CRORE),
    ("Rs 1.2 lakh crore", "INR", 120_000 * CRORE),
    ("Rs 50,000", "INR", 50_000),
    ("Rs 5,12,40,00,000", "INR", 512_400_000 * 10),
    ("₹12 lakh", "INR", 12 * LAKH),
    ("12 lacs INR", "INR", 12 * LAKH),
    ("5 करोड़ रुपये", "INR", 5 * CRORE),
    ("₹\u096b,\u0966\u0966\u0966 करोड़", "INR", 5000 * CRORE),
    ("₹ 10 हजार करोड़", "INR", 10_000 * CRORE),
    ("5 लाख", None, 5 * LAKH),
    ("5 करोड़", None, 5 * CRORE),
    ("5 crore", None, 5 * CRORE),
    ("5430000000", None, 5_430_000_000),
    ("$5.43 billion", "USD", 5_430 * MN),
    ("USD 5.43bn", "USD", 5_430 * MN),
    ("USD 5.43 billion", "USD", 5_430 * MN),
    ("USD 5.43B", "USD", 5_430 * MN),
    ("US$ 248 m", "USD", 248 * MN),
    ("US$5.43bn", "USD", 5_430 * MN),
    ("US $248 million", "USD", 248 * MN),
    ("U.S. $248 million", "USD", 248 * MN),
    ("U.S. dollars 248 million", "USD", 248 * MN),
    ("248 million US dollars", "USD", 248 * MN),
    ("248 million dollars", "USD", 248 * MN),
    ("248 mln dollars", "USD", 248 * MN),
    ("$227mn", "USD", 227 * MN),
    ("$ 3 b.", "USD", 3 * BN),
    ("$500 thousand", "USD", 500_000),
    ("$500k", "USD", 500_000),
    ("$500,000", "USD", 500_000),
    ("$1,140,000,000", "USD", 1_140 * MN),
    ("$1 140 000 000", "USD", 1_140 * MN),
    ("$2.5-billion", "USD", 2_500 * MN),
    ("a $5 billion deal", "USD", 5 * BN),
    ("a 5-billion-dollar deal", "USD", 5 * BN),
    ("contract worth $5 billion", "USD", 5 * BN),
    ("5430000000 USD", "USD", 5_430 * MN),
    ("1 trillion USD", "USD", 1000 * BN),
    ("$ 100 thousand million", "USD", 100 * BN),
    ("CAD $5m", "CAD", 5 * MN),
    ("A$2bn", "AUD", 2 * BN),
    ("C$2bn", "CAD", 2 * BN),
    ("S$2bn", "SGD", 2 * BN),
    ("AUD 2bn", "AUD", 2 * BN),
    ("€2.5bn", "EUR", 2_500 * MN),
    ("2.5 billion euros", "EUR", 2_500 * MN),
    ("EUR 2.5 billion", "EUR", 2_500 * MN),
    ("2,5 Mrd. EUR", "EUR", 2_500 * MN),
    ("2,5 billion euros", "EUR", 2_500 * MN),
    ("EUR 2.500.000,50", "EUR", Decimal("2500000.50")),
    ("£1.1m", "GBP", 1_100_000),
    ("1.1 million pounds", "GBP", 1_100_000),
    ("5 million Egyptian pounds", "EGP", 5 * MN),
    ("RUB 85bn", "RUB", 85 * BN),
    ("85 billion roubles", "RUB", 85 * BN),
    ("85 bln rubles", "RUB", 85 * BN),
    ("₽85 bn", "RUB", 85 * BN),
    ("85 млрд руб.", "RUB", 85 * BN),  # noqa: RUF001 - Russian
    ("85 млрд рублей", "RUB", 85 * BN),
    ("5.43 млрд долларов", "USD", 5_430 * MN),
    ("5,43 млрд долларов", "USD", 5_430 * MN),
    ("5,43 млрд долл. США", "USD", 5_430 * MN),
    ("5,430 млрд долл.", "USD", 5_430 * MN),
    ("12 750,5 тыс. руб.", "RUB", Decimal(12750500)),  # noqa: RUF001 - Russian
    ("300 млн евро", "EUR", 300 * MN),
    ("P12.7-billion", "PHP", 12_700 * MN),
    ("P 12.7 billion", "PHP", 12_700 * MN),
    ("₱12.7 billion", "PHP", 12_700 * MN),
    ("PHP 12.7bn", "PHP", 12_700 * MN),
    ("12.7 billion Philippine pesos", "PHP", 12_700 * MN),
    ("CNY 2 billion", "CNY", 2 * BN),
    ("2 billion yuan", "CNY", 2 * BN),
    ("RMB 2bn", "CNY", 2 * BN),
    ("TRY 2 billion", "TRY", 2 * BN),
    ("2 billion lira", "TRY", 2 * BN),
    ("₺2bn", "TRY", 2 * BN),
    ("AED 2bn", "AED", 2 * BN),
    ("2 billion UAE dirhams", "AED", 2 * BN),
    ("SAR 2bn", "SAR", 2 * BN),
    ("2 billion Saudi riyals", "SAR", 2 * BN),
    ("KZT 12bn", "KZT", 12 * BN),
    ("12 млрд тенге", "KZT", 12 * BN),
    ("100 million Belarusian rubles", "BYN", 100 * MN),
    ("IDR 15 trillion", "IDR", 15_000 * BN),
    ("5 billion Pakistani rupees", "PKR", 5 * BN),
    ("$0", "USD", 0),
]

HEDGED = [
    ("over USD 3 billion", "over", 3 * BN),
    ("about $2.5 bn", "about", 2_500 * MN),
    ("around Rs 5,000 crore", "around", 5000 * CRORE),
    ("INR around 5,000 crore", "around", 5000 * CRORE),
    ("nearly $2bn", "nearly", 2 * BN),
    ("more than $2bn", "more than", 2 * BN),
    ("worth about $2 billion", "about", 2 * BN),
    ("approx. $2 billion", "approx", 2 * BN),
    ("in excess of $2 billion", "in excess of", 2 * BN),
    ("~$2bn", "~", 2 * BN),
    ("up to $2bn", "up to", 2 * BN),
    ("$2bn+", "+", 2 * BN),
    ("$2bn-plus", "plus", 2 * BN),
    ("более 2 млрд долларов", "более", 2 * BN),
    ("около 2 млрд долларов", "около", 2 * BN),
    ("लगभग ₹5,000 करोड़", "लगभग", 5000 * CRORE),
]

RANGES = [
    ("$3-5.4 b", "USD", 3 * BN, 5_400 * MN),
    ("$3\u20135.4 b", "USD", 3 * BN, 5_400 * MN),
    ("$3 b-$5.4 b", "USD", 3 * BN, 5_400 * MN),
    ("$3bn-5.4bn", "USD", 3 * BN, 5_400 * MN),
    ("$900 million to $1.2 billion", "USD", 900 * MN, 1_200 * MN),
    ("$3 to 5.4 billion", "USD", 3 * BN, 5_400 * MN),
    ("between $3 and $5.4 billion", "USD", 3 * BN, 5_400 * MN),
    ("between 3 and 5.4 billion dollars", "USD", 3 * BN, 5_400 * MN),
    ("from $3 billion to $5.4 billion", "USD", 3 * BN, 5_400 * MN),
    ("Rs 5,000-5,200 crore", "INR", 5000 * CRORE, 5200 * CRORE),
    ("1,000-1,500 crore", None, 1000 * CRORE, 1500 * CRORE),
    ("500,000 to 1 million USD", "USD", 500_000, 1 * MN),
    ("от 3 до 5 млрд долларов", "USD", 3 * BN, 5 * BN),
]

ONE_DEAL_IN_TWO_CURRENCIES = [
    ("INR390 b ($5.4 b)", {"INR": 390 * BN, "USD": 5_400 * MN}),
    ("INR390 b ($5.4 b) deal", {"INR": 390 * BN, "USD": 5_400 * MN}),
    ("Rs 40,000 crore (about $5.43 billion)", {"INR": 40_000 * CRORE, "USD": 5_430 * MN}),
    ("$227 million (P12.7 billion)", {"USD": 227 * MN, "PHP": 12_700 * MN}),
    ("RUB 85bn / USD 1.1bn", {"RUB": 85 * BN, "USD": 1_100 * MN}),
    ("EUR 2bn, equivalent to USD 2.2bn", {"EUR": 2 * BN, "USD": 2_200 * MN}),
    ("USD 2bn (2 billion dollars)", {"USD": 2 * BN}),
]

NOT_READ = [
    ("", "no figure"),
    ("   ", "no figure"),
    ("a lot", "'lot'"),
    ("undisclosed", "'undisclosed'"),
    ("USD", "no figure"),
    ("billion", "'billion'"),
    ("-5 million", "'-'"),
    ("5.43e9", "'e'"),
    ("USD 10²", "'²'"),
    ("$2½ billion", "'½'"),
    ("6014,27,1 USD", "not grouped"),
    ("$1,23,4", "not grouped"),
    ("EUR 2.500", "decimal or thousands"),
    ("2.500 Mrd EUR", "decimal or thousands"),
    ("5 riyals", "several currencies"),
    ("¥5bn", "several currencies"),
    ("5 million pesos", "several currencies"),
    ("USD 5 EUR", "two currencies"),
    ("$5 billion for 5 regiments", "'for'"),
    ("$5 billion each", "'each'"),
    ("$2 bn and $3 bn", "'and'"),
    ("$2 bn ($3 bn)", "two different figures"),
    ("5,124 crore (USD 680 m)", "names no currency"),
    ("$900-1.2 b", "not the smaller"),
    ("between $3", "two figures"),
    ("$3bn-€5bn", "different currencies"),
    ("5 crore lakh", "not a number word"),
    ("5 billion billion USD", "not a number word"),
    ("1" * 30, "not grouped"),
    ("$" * 199, "'$'"),
    ("$5 " * 100, "more than 200"),
]


@pytest.mark.parametrize(("text", "currency", "value"), ONE_FIGURE)
def test_a_single_figure_is_read_exactly(text: str, currency: str | None, value: int | Decimal) -> None:
    assert read_money(text) == Money(text, (Amount(Decimal(value), Decimal(value), currency),))


@pytest.mark.parametrize(("text", "hedge", "value"), HEDGED)
def test_a_hedge_is_kept_with_the_figure_and_makes_it_inexact(text: str, hedge: str, value: int) -> None:
    money = read_money(text)
    assert isinstance(money, Money)
    assert [(amount.hedge, amount.low, amount.high) for amount in money.amounts] == [(hedge, value, value)]
    assert not money.exact


@pytest.mark.parametrize(("text", "currency", "low", "high"), RANGES)
def test_a_range_keeps_both_ends(text: str, currency: str | None, low: int, high: int) -> None:
    assert read_money(text) == Money(text, (Amount(Decimal(low), Decimal(high), currency),))


@pytest.mark.parametrize(("text", "values"), ONE_DEAL_IN_TWO_CURRENCIES)
def test_two_currencies_for_one_deal_are_two_amounts_of_one_price(text: str, values: dict[str, int]) -> None:
    money = read_money(text)
    assert isinstance(money, Money)
    assert {amount.currency: amount.low for amount in money.amounts} == values


@pytest.mark.parametrize(("text", "reason"), NOT_READ)
def test_what_is_not_understood_is_kept_with_a_reason(text: str, reason: str) -> None:
    money = read_money(text)
    assert isinstance(money, NotUnderstood)
    assert money.reported == text
    assert reason in money.reason


@pytest.mark.parametrize(
    ("text", "country", "currency"),
    [
        ("$5m", "AU", "AUD"),
        ("$5m", "IN", "USD"),
        ("Rs 5m", "PK", "PKR"),
        ("5m riyals", "QA", "QAR"),
        ("¥5bn", "CN", "CNY"),
        ("US$5m", "AU", "USD"),
        ("5m Saudi riyals", "QA", "SAR"),
        ("£5m", "EG", "GBP"),
    ],
)
def test_a_country_hint_decides_only_shared_signs_and_words(text: str, country: str, currency: str) -> None:
    money = read_money(text, country)
    assert isinstance(money, Money)
    assert money.amounts[0].currency == currency


@pytest.mark.parametrize(
    ("number", "value"), [(5_430_000_000, "5430000000"), (0, "0"), (5.43, "5.43"), (1e9, "1000000000")]
)
def test_a_bare_number_is_read_without_a_currency(number: float, value: str) -> None:
    money = read_money(number)
    assert isinstance(money, Money)
    assert money.amounts == (Amount(Decimal(value), Decimal(value), None),)
    assert not money.exact


IMPOSSIBLE = [-1, True, float("nan"), float("inf"), float("-inf"), 10**24, pytest.param(10**5000, id="huge")]


@pytest.mark.parametrize("number", IMPOSSIBLE)
def test_a_number_that_cannot_be_a_price_is_not_read(number: float) -> None:
    assert isinstance(read_money(number), NotUnderstood)


@given(st.integers(0, 10**18), st.sampled_from([western, indian]), st.sampled_from(["USD ", "₹", "Rs. "]))
def test_a_number_written_in_either_grouping_reads_back(
    number: int, write: Callable[[int], str], sign: str
) -> None:
    money = read_money(f"{sign}{write(number)}")
    assert isinstance(money, Money)
    assert money.amounts[0].low == number


@given(
    st.decimals(0, 10**9, places=3, allow_nan=False).map(lambda number: number + Decimal("0.0001")),
    st.sampled_from([("thousand", 3), ("lakh", 5), ("mn", 6), ("crore", 7), ("bn", 9), ("lakh crore", 12)]),
)
def test_a_scale_word_multiplies_without_rounding(number: Decimal, scale: tuple[str, int]) -> None:
    money = read_money(f"USD {number} {scale[0]}")
    assert isinstance(money, Money)
    assert money.amounts[0].low == number * 10 ** scale[1]


@given(st.text(max_size=300))
def test_arbitrary_text_never_crashes(text: str) -> None:
    assert read_money(text).reported == text


@given(
    st.lists(
        st.sampled_from(
            [
                "$",
                "Rs",
                "5",
                "5,000",
                "6,01",
                "3.4",
                "-",
                "to",
                "between",
                "and",
                "(",
                ")",
                "crore",
                "lakh",
                "bn",
                "m",
                "USD",
                "€",
                "us",
                "+",
                "over",
                ".",
                ",",
                "/",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_pieces_of_prices_in_any_order_never_crash(text: str) -> None:
    money = read_money(text)
    assert isinstance(money, NotUnderstood) or all(amount.low <= amount.high for amount in money.amounts)
