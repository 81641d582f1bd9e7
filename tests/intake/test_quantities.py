"""Quantities as reported: Indian and Western grouping, units, hedges, ranges, and what must stay unread."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caatsa.intake.numbers import NotUnderstood
from caatsa.intake.quantities import Quantity, read_quantity
from tests.intake.grouping import indian, western

READ = [
    ("6,01,427", 601_427, ""),
    ("601,427", 601_427, ""),
    ("601427", 601_427, ""),
    ("601 427", 601_427, ""),
    ("601.427.000", 601_427_000, ""),
    ("614,427", 614_427, ""),
    ("6,014,427", 6_014_427, ""),
    ("60,14,427", 6_014_427, ""),
    ("7,50,000", 750_000, ""),
    ("1,00,00,000", 10_000_000, ""),
    ("70 000", 70_000, ""),
    ("70 000", 70_000, ""),
    ("70'000", 70_000, ""),
    ("70,000 rifles", 70_000, "rifles"),
    ("5", 5, ""),
    ("007", 7, ""),
    ("0", 0, ""),
    ("5 regiments", 5, "regiments"),
    ("5 Regiments", 5, "regiments"),
    ("five regiments", 5, "regiments"),
    ("one regiment", 1, "regiment"),
    ("10 systems", 10, "systems"),
    ("a total of four squadrons", 4, "squadrons"),
    ("24 Su-35", 24, "su-35"),
    ("5 units of S-400", 5, "units of s-400"),
    ("464 T-90MS tanks", 464, "t-90ms tanks"),
    ("5 lakh", 500_000, ""),
    ("5.5 lakh", 550_000, ""),
    ("6 lakh rifles", 600_000, "rifles"),
    ("5 लाख", 500_000, ""),
    ("५ लाख", 500_000, ""),
    ("३६ tanks", 36, "tanks"),
    ("2 crore rounds", 20_000_000, "rounds"),
    ("35k", 35_000, ""),
    ("70 thousand", 70_000, ""),
    ("70 тысяч", 70_000, ""),
    ("5 комплексов", 5, "комплексов"),
    ("1 million shells", 1_000_000, "shells"),
]

HEDGED = [
    ("over 5 lakh", 500_000, "over"),
    ("about 24", 24, "about"),
    ("approx. 24 aircraft", 24, "approx"),
    ("nearly 70,000", 70_000, "nearly"),
    ("up to 12", 12, "up to"),
    ("more than 6 lakh", 600_000, "more than"),
    ("at least 5", 5, "at least"),
    ("24+", 24, "+"),
    ("6 lakh+ rifles", 600_000, "+"),
    ("24 or more", 24, "or more"),
    ("около 24", 24, "около"),
]

RANGES = [
    ("12-14", 12, 14, ""),
    ("12\u201314", 12, 14, ""),
    ("12 to 14 aircraft", 12, 14, "aircraft"),
    ("12-14 Su-57E", 12, 14, "su-57e"),
    ("between 24 and 48", 24, 48, ""),
    ("from 24 to 48", 24, 48, ""),
    ("5-6 lakh", 500_000, 600_000, ""),
    ("six to eight", 6, 8, ""),
]

NOT_READ = [
    ("", "begin with a number"),
    ("first equipment", "begin with a number"),
    ("first 5 regiments", "begin with a number"),
    ("several", "begin with a number"),
    ("-5", "begin with a number"),
    ("6014,27", "not grouped"),
    ("6,014,27", "not grouped"),
    ("60,1427", "not grouped"),
    ("0,601,427", "not grouped"),
    ("1,2", "not grouped"),
    ("1.5 regiments", "whole number"),
    ("1.234 rifles", "whole number"),
    ("5 m", "number word"),
    ("5 bn", "number word"),
    ("2 regiments and 288 missiles", "'288'"),
    ("5 regiments (10 battalions)", "'('"),
    ("5 + 3", "'3'"),
    ("14-12", "not the smaller"),
    ("between 24", "two figures"),
    ("10²", "'²'"),
    ("5 crore lakh", "not a number word"),
    ("5 of the very newest and most modern systems", "more is reported"),
    ("9" * 40, "not grouped"),
    ("9 " * 150, "more than 200"),
]


@pytest.mark.parametrize(("text", "number", "unit"), READ)
def test_a_number_and_its_unit_are_read(text: str, number: int, unit: str) -> None:
    assert read_quantity(text) == Quantity(text, number, number, unit)


@pytest.mark.parametrize(("text", "number", "hedge"), HEDGED)
def test_a_hedge_is_kept_and_makes_the_quantity_inexact(text: str, number: int, hedge: str) -> None:
    quantity = read_quantity(text)
    assert isinstance(quantity, Quantity)
    assert (quantity.low, quantity.high, quantity.hedge) == (number, number, hedge)
    assert not quantity.exact


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_a_range_keeps_both_ends(text: str, low: int, high: int, unit: str) -> None:
    assert read_quantity(text) == Quantity(text, low, high, unit)


@pytest.mark.parametrize(("text", "reason"), NOT_READ)
def test_what_is_not_understood_is_kept_with_a_reason(text: str, reason: str) -> None:
    quantity = read_quantity(text)
    assert isinstance(quantity, NotUnderstood)
    assert quantity.reported == text
    assert reason in quantity.reason


def test_press_errors_for_one_contract_stay_different_numbers() -> None:
    read = {text: read_quantity(text) for text in ("601,427", "614,427", "6,014,427")}
    assert len({quantity.low for quantity in read.values() if isinstance(quantity, Quantity)}) == 3


@pytest.mark.parametrize(("number", "expected"), [(5, 5), (0, 0), (12.0, 12)])
def test_a_bare_whole_number_is_a_quantity(number: float, expected: int) -> None:
    assert read_quantity(number) == Quantity(str(number), expected, expected)


IMPOSSIBLE = [-1, 1.5, True, float("nan"), float("inf"), 10**24, pytest.param(10**5000, id="huge")]


@pytest.mark.parametrize("number", IMPOSSIBLE)
def test_a_number_that_cannot_be_a_quantity_is_not_read(number: float) -> None:
    assert isinstance(read_quantity(number), NotUnderstood)


@given(st.integers(0, 10**18), st.sampled_from([western, indian]), st.sampled_from(["", " rifles"]))
def test_a_number_written_in_either_grouping_reads_back(
    number: int, write: Callable[[int], str], unit: str
) -> None:
    quantity = read_quantity(f"{write(number)}{unit}")
    assert isinstance(quantity, Quantity)
    assert (quantity.low, quantity.high, quantity.unit) == (number, number, unit.strip())


@given(st.text(max_size=300))
def test_arbitrary_text_never_crashes(text: str) -> None:
    assert read_quantity(text).reported == text


@given(
    st.lists(
        st.sampled_from(
            ["5", "6,01", "1.5", "-", "to", "between", "and", "lakh", "k", "m", "one", "over", "+", "(", "a"]
        ),
        max_size=8,
    )
)
def test_pieces_of_quantities_in_any_order_never_crash(pieces: list[str]) -> None:
    quantity = read_quantity(" ".join(pieces))
    assert isinstance(quantity, NotUnderstood) or quantity.low <= quantity.high
