"""Figures that look like one another misprinted are flagged; none is corrected."""

from __future__ import annotations

import pytest

from caatsa.intake.misprints import likely_misprint
from tests.intake.figures import money, quantity


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("601,427", "610,427", "changed places"),
        ("6,01,427 rifles", "6,014,427", "dropped or added"),
        ("614,427", "6,014,427", "dropped or added"),
        ("601,427", "614,427", "dropped in one place and added in another"),
        ("601,427", "601,927", "all digits but one"),
        ("6 lakh", "60,000", "a factor of 10 "),
        ("5 lakh", "5,000", "a factor of 100 "),
        ("351", "531", "changed places"),
    ],
)
def test_each_way_of_misprinting_a_count_is_named(one: str, other: str, said: str) -> None:
    assert said in likely_misprint(quantity(one), quantity(other))
    assert said in likely_misprint(quantity(other), quantity(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 regiments", "10 systems"),
        ("5", "50"),
        ("12", "21"),
        ("36", "73"),
        ("601,427", "601,427"),
        ("70,000", "601,427"),
        ("about 600,000", "601,427"),
        ("601,427 rifles", "610,427 rounds"),
        ("4-5", "45"),
    ],
)
def test_other_differences_are_no_misprint(one: str, other: str) -> None:
    assert likely_misprint(quantity(one), quantity(other)) == ""


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("USD 5.43 billion", "USD 5.34 billion", "changed places"),
        ("Rs 5,124 crore", "Rs 5,124 lakh", "a factor of 100 "),
        ("$248 million", "$248 billion", "a factor of 1,000 "),
        ("Rs 5,124 crore", "Rs 5,100 crore", ""),
        ("$5.43 billion", "€5.34 billion", ""),
    ],
)
def test_prices_are_compared_in_one_currency(one: str, other: str, said: str) -> None:
    found = likely_misprint(money(one), money(other))

    assert said in found
    assert bool(found) is bool(said)
