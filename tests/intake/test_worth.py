"""Value in United States dollars: as stated, with its bounds, never converted and never counted twice."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.cases import act, event, row


def worth(found: Any) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    """(act, span) to (least, most)."""
    return {
        (fact.fields["act"], fact.fields["span"]): (fact.fields.get("least"), fact.fields.get("most"))
        for fact in found.facts
        if fact.kind == "worth"
    }


BOUNDS = [
    ("USD 5.43 billion", (5_430_000_000, 5_430_000_000)),
    ("over USD 3 billion", (3_000_000_000, None)),
    ("up to $900,000", (None, 900_000)),
    ("about USD 1 million", (500_000, 2_000_000)),
    ("USD 1-2 million", (1_000_000, 2_000_000)),
    ("INR390 b ($5.4 b)", (5_400_000_000, 5_400_000_000)),
    ("USD 999,999.50", (999_999, 1_000_000)),
]


@pytest.mark.parametrize(("value", "bounds"), BOUNDS)
def test_the_value_of_the_event_has_the_bounds_that_its_words_leave(
    value: str, bounds: tuple[int | None, int | None]
) -> None:
    assert worth(row(event(value=value)))["any", "single"] == bounds


@pytest.mark.parametrize("value", ["EUR 2.5 bn", "Rs 5,124 crore", 5_430_000_000, "first equipment"])
def test_a_value_that_is_not_stated_in_dollars_is_no_worth(value: object) -> None:
    assert worth(row(event(value=value))) == {}


def test_a_sum_beyond_what_engines_count_exactly_has_no_upper_bound() -> None:
    assert worth(row(event(value="USD 99,999 trillion")))["any", "single"] == (2**53, None)


def test_acts_of_one_kind_within_twelve_months_are_added_up() -> None:
    paid = [
        act("payment 2018-01-10", value="USD 2 million"),
        act("payment 2018-12-20", value="USD 3 million"),
        act("payment 2019-02-01", value="USD 4 million"),
    ]
    found = worth(row(event(acts=paid)))

    assert found["a1", "single"] == (3_000_000, 3_000_000)
    assert found["any", "twelve_months"] == (7_000_000, 7_000_000)


def test_a_contract_and_the_payments_under_it_are_not_counted_twice() -> None:
    acts = [
        act("contract 2018-01-10", value="USD 4 million"),
        act("payment 2018-02-10", value="USD 4 million"),
    ]

    assert worth(row(event(acts=acts)))["any", "twelve_months"][0] == 4_000_000


def test_acts_of_which_only_the_year_is_known_surely_lie_within_it() -> None:
    acts = [act("payment 2018", value="USD 2 million"), act("payment 2018", value="USD 3 million")]

    assert worth(row(event(acts=acts)))["any", "twelve_months"][0] == 5_000_000


def test_acts_below_a_million_are_left_out_of_the_sum_of_millions() -> None:
    acts = [act("payment 2018-01-01", value="USD 999,999"), act("payment 2018-02-01", value="USD 9 million")]
    found = worth(row(event(acts=acts)))

    assert found["any", "twelve_months_of_millions"][0] == 9_000_000
    assert found["any", "twelve_months"][0] == 9_999_999


def test_no_upper_bound_is_known_where_an_act_has_no_value() -> None:
    acts = [act("payment 2018-01-01", value="USD 2 million"), act("payment 2018-02-01")]

    assert worth(row(event(acts=acts)))["any", "twelve_months"] == (2_000_000, None)


def test_acts_after_the_as_of_day_are_worth_nothing_yet() -> None:
    acts = [act("contract 2018-01-01"), act("payment 2023-02-01", value="USD 2 million")]

    assert worth(row(event(acts=acts))) == {}


def test_a_year_from_a_leap_day_ends_with_february() -> None:
    acts = [
        act("payment 2020-02-29", value="USD 2 million"),
        act("payment 2021-02-28", value="USD 3 million"),
    ]

    assert worth(row(event(acts=acts)))["any", "twelve_months"][0] == 5_000_000


MOST = [
    ("a year and a day apart", ["2020-01-01 5", "2021-01-02 5"], 5_000_000),
    ("on an anniversary", ["2020-01-01 5", "2021-01-01 5"], 5_000_000),
    ("the day before an anniversary", ["2020-01-01 5", "2020-12-31 5"], 10_000_000),
    ("perhaps within a year", ["2020 5", "2021 5"], 10_000_000),
    ("surely not within a year", ["2020 5", "2022 5"], 5_000_000),
    ("on an unknown day", ["2018-01-01 5", " 5", "2020-01-01 4"], 10_000_000),
    ("all on unknown days", [" 5", " 4"], 9_000_000),
    ("the later ones more", ["2018-01-01 1", "2018-11-01 3", "2019-02-01 4"], 7_000_000),
]


@pytest.mark.parametrize(("days", "most"), [case[1:] for case in MOST], ids=[case[0] for case in MOST])
def test_the_upper_bound_is_what_any_twelve_months_could_hold(days: list[str], most: int) -> None:
    acts = [act(f"equity {day}".strip(), value=f"USD {value} million") for day, value in map(_split, days)]

    assert worth(row(event(acts=acts)))["any", "twelve_months"][1] == most


def _split(words: str) -> tuple[str, str]:
    day, _, value = words.rpartition(" ")
    return day, value


def test_the_whole_bounds_what_its_acts_could_be_worth_and_they_bound_the_whole() -> None:
    acts = [
        act("payment 2018-01-01", value="USD 5 million"),
        act("payment 2020-01-01", value="USD 5 million"),
    ]

    assert worth(row(event(acts=acts, value="USD 10 million")))["any", "twelve_months"][1] == 5_000_000
    assert worth(row(event(acts=[acts[0]], value="USD 4 million")))["any", "twelve_months"][0] == 5_000_000


def test_parts_that_are_surely_below_a_million_do_not_count_towards_the_upper_bound_either() -> None:
    acts = [
        act("payment 2018-01-01", value="USD 500,000"),
        act("payment 2018-02-01", value="USD 9.5 million"),
    ]

    assert worth(row(event(acts=acts)))["any", "twelve_months_of_millions"] == (9_500_000, 9_500_000)
