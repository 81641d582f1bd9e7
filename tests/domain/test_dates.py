"""A reported date is an interval of days; nothing is guessed within it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caatsa.domain.dates import PartialDate

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("reported", "first_day", "last_day", "dated"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31), "2017"),
        (2017, date(2017, 1, 1), date(2017, 12, 31), "2017"),
        ("2019-07", date(2019, 7, 1), date(2019, 7, 31), "July 2019"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "February 2020"),
        ("2019-12", date(2019, 12, 1), date(2019, 12, 31), "December 2019"),
        ("2019-07-12", date(2019, 7, 12), date(2019, 7, 12), "12 July 2019"),
        (date(2019, 7, 2), date(2019, 7, 2), date(2019, 7, 2), "2 July 2019"),
        ("unknown", date.min, date.max, "day not known"),
    ],
)
def test_reported_date_is_read_as_the_days_it_may_mean(
    reported: str | int | date, first_day: date, last_day: date, dated: str
) -> None:
    read = PartialDate.parse(reported)
    assert (read.first_day, read.last_day, read.dated) == (first_day, last_day, dated)
    assert PartialDate.parse(read.text) == read


@pytest.mark.parametrize(
    ("reported", "phrase"),
    [
        ("2018-13", "no such month; a month is 01 to 12"),
        ("2018-00", "no such month"),
        ("2019-02-29", "February 2019 has 28 days"),
        ("2019-04-31", "April 2019 has 30 days"),
        ("2019-04-00", "not a day of the calendar"),
        ("1899", "1900 to 2100"),
        (2101, "1900 to 2100"),
        ("19-04-2018", "YYYY-MM-DD"),
        ("2018-4", "YYYY-MM"),
        ("٢٠١٨", "YYYY"),
        ("", "YYYY"),
        ("May 2018", "'unknown'"),
        (True, "YYYY"),
        (2018.0, "YYYY"),
        (None, "YYYY"),
        (datetime(2018, 1, 1), "YYYY"),  # noqa: DTZ001 - the zone is what a date has not
        ("x" * 1000, "..."),
    ],
)
def test_anything_else_is_refused_with_what_is_allowed(reported: object, phrase: str) -> None:
    with pytest.raises(ValueError, match="; ") as caught:
        PartialDate.parse(reported)  # type: ignore[arg-type]
    assert phrase in str(caught.value)
    assert len(str(caught.value)) < 200


@given(DAYS, st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_the_day_lies_in_the_interval_however_coarsely_it_is_reported(day: date, form: str) -> None:
    read = PartialDate.parse(day.strftime(form))
    assert read.first_day <= day <= read.last_day


@given(DAYS, st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]), DAYS)
def test_what_happened_by_a_day_has_happened_by_the_next(day: date, form: str, other: date) -> None:
    read = PartialDate.parse(day.strftime(form))
    assert not (read.happened_by(other) and read.may_have_happened_by(other))
    if read.happened_by(other):
        assert read.happened_by(other + timedelta(days=1))


def test_an_act_of_unknown_day_has_happened_since_it_is_reported() -> None:
    assert PartialDate.UNKNOWN.happened_by(date(1900, 1, 1))
    assert not PartialDate.UNKNOWN.may_have_happened_by(date(1900, 1, 1))


def test_a_year_may_have_happened_by_a_day_inside_it() -> None:
    year = PartialDate.parse("2017")
    assert not year.may_have_happened_by(date(2016, 12, 31))
    assert year.may_have_happened_by(date(2017, 8, 2))
    assert year.happened_by(date(2017, 12, 31))
