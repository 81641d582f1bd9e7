"""Congressional review under 22 U.S.C. 9511: its calendar, and which relief it stands before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caatsa.assessment.review_calendar import Review
from tests.law.cases import event, row

DAYS = st.dates(date(2017, 8, 2), date(2099, 1, 1))


@pytest.mark.parametrize(
    ("submitted", "days", "last_day", "action_from"),
    [
        # The period begins on the day of the report itself, so that day is its first.
        ("2026-11-22", 30, "2026-12-21", "2026-12-22"),
        ("2026-07-09", 30, "2026-08-07", "2026-08-08"),
        ("2026-07-10", 60, "2026-09-07", "2026-09-08"),
        ("2026-09-07", 60, "2026-11-05", "2026-11-06"),
        ("2026-09-08", 30, "2026-10-07", "2026-10-08"),
        ("2024-02-01", 30, "2024-03-01", "2024-03-02"),
    ],
)
def test_a_report_is_reviewed_for_30_days_and_in_the_summer_for_60(
    submitted: str, days: int, last_day: str, action_from: str
) -> None:
    review = Review(date.fromisoformat(submitted))

    assert review.days == days
    assert (review.last_day.isoformat(), review.action_from.isoformat()) == (last_day, action_from)


@given(DAYS)
def test_the_day_of_the_report_counts_and_action_follows_the_last_day(submitted: date) -> None:
    review = Review(submitted)

    covered = {submitted + timedelta(days=number) for number in range(review.days)}
    assert min(covered) == submitted
    assert max(covered) == review.last_day
    assert review.action_from not in covered
    assert review.action_from - timedelta(days=1) in covered


@given(DAYS)
def test_the_longer_review_is_for_reports_of_10_july_to_7_september_of_any_year(submitted: date) -> None:
    first, last = date(submitted.year, 7, 10), date(submitted.year, 9, 7)

    assert (Review(submitted).days == 60) == (first <= submitted <= last)


@given(DAYS, st.integers(0, 400))
def test_a_later_report_ends_its_review_earlier_only_across_the_end_of_the_summer_rule(
    submitted: date, more: int
) -> None:
    earlier, later = Review(submitted), Review(submitted + timedelta(days=more))

    if earlier.days <= later.days:
        assert earlier.action_from <= later.action_from


def test_imposed_sanctions_are_waived_or_ended_only_after_review() -> None:
    paths = {path.id: path for path in row(as_of="2022-07-10").relief_paths}

    for reviewed in ("caatsa.236.b", "caatsa.236.c"):
        review = paths[reviewed].review
        assert review is not None
        assert (review.submitted, review.days) == (date(2022, 7, 10), 60)
        assert review.action_from == date(2022, 9, 8)
        assert any("joint resolution of approval" in words for words in review.unless)
        assert any("joint resolution of disapproval is enacted" in words for words in review.unless)


def test_the_modified_waiver_the_delay_and_the_initial_waiver_are_not_reviewed() -> None:
    paths = {path.id: path for path in row(event(), as_of="2022-07-10").relief_paths}

    for spared in ("caatsa.231.b", "caatsa.231.c", "caatsa.231.d"):
        assert paths[spared].review is None
    assert "§ 9511 does not apply" in paths["caatsa.231.d"].notice
