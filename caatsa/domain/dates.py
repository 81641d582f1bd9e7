"""Dates as they are reported: a day, a month, a year, or not known, each an interval of days."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import ClassVar

from caatsa.domain.record import Record

FIRST_YEAR, LAST_YEAR = 1900, 2100
ALLOWED = "a date is YYYY, YYYY-MM, YYYY-MM-DD or 'unknown'"

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# Not strftime, which follows the locale.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class PartialDate(Record):
    """The days on which something may have happened, first and last inclusive, as far as it was reported."""

    first_day: date
    last_day: date
    text: str
    known: bool

    UNKNOWN: ClassVar[PartialDate]

    @classmethod
    def parse(cls, value: str | int | date) -> PartialDate:
        """Read a year, a month, a day or 'unknown'; `ValueError` says what is wrong and what is allowed.

        >>> PartialDate.parse("2019-07").last_day
        datetime.date(2019, 7, 31)
        """
        if isinstance(value, bool) or not isinstance(value, str | int | date) or isinstance(value, datetime):
            # Not TypeError, which pydantic would let through as a bug.
            raise ValueError(f"{_shortened(repr(value))} is not a date; {ALLOWED}")  # noqa: TRY004
        return _read(value.isoformat() if isinstance(value, date) else str(value).strip())

    @property
    def dated(self) -> str:
        """The date for people: "12 July 2019", "July 2019", "2019" or "day not known"."""
        if not self.known:
            return "day not known"
        year, *rest = self.text.split("-")
        if not rest:
            return year
        month = f"{_MONTHS[self.first_day.month - 1]} {year}"
        return month if len(rest) == 1 else f"{self.first_day.day} {month}"

    def happened_by(self, day: date) -> bool:
        """Whether it had happened by the end of that day; true where no day is known: it is reported."""
        return not self.known or self.last_day <= day

    def may_have_happened_by(self, day: date) -> bool:
        """Whether that day falls inside the interval, so that it may or may not have happened by then."""
        return self.known and self.first_day <= day < self.last_day

    def __str__(self) -> str:
        return self.text


PartialDate.UNKNOWN = PartialDate(date.min, date.max, "unknown", known=False)


@lru_cache(maxsize=4096)  # the same days recur all through a large input
def _read(text: str) -> PartialDate:
    if text == "unknown":
        return PartialDate.UNKNOWN
    form = _FORM.fullmatch(text)
    if form is None:
        raise ValueError(f"'{_shortened(text)}' is not a date; {ALLOWED}")
    year, month, day = (int(part) if part else None for part in form.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the year of '{text}' is out of range; a year is {FIRST_YEAR} to {LAST_YEAR}")
    first_day, last_day = _interval(text, year, month, day)
    return PartialDate(first_day, last_day, text, known=True)


def _interval(text: str, year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= len(_MONTHS):
        raise ValueError(f"'{text}' has no such month; a month is 01 to 12")
    end_of_month = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    if day is None:
        return date(year, month, 1), end_of_month
    if not 1 <= day <= end_of_month.day:
        raise ValueError(
            f"'{text}' is not a day of the calendar; {_MONTHS[month - 1]} {year} has {end_of_month.day} days"
        )
    return date(year, month, day), date(year, month, day)


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
