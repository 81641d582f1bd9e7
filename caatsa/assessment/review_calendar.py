"""The calendar of congressional review under 22 U.S.C. 9511(b) (CAATSA § 216(b)), in calendar days.

Before an imposed sanction is waived or terminated, or a license alters policy significantly, the President
reports to Congress; during the review the action may not be taken unless Congress approves it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from caatsa.domain.record import Record
from caatsa.domain.verdict import ReviewPeriod

REVIEW: Final = "caatsa.216"
_DAYS: Final = 30
_SUMMER_DAYS: Final = 60
_SUMMER: Final = ((7, 10), (9, 7))
"""A report submitted "on or after July 10 and on or before September 7 in any calendar year": (b)(2)."""

UNLESS: Final = (
    "a joint resolution of approval is enacted: then the action may be taken at once, (b)(3)",
    "both Houses pass a resolution of disapproval: no action for 12 calendar days after its passage, (b)(4)",
    "the President vetoes it: no action for 10 calendar days after the veto, (b)(5)",
    "a joint resolution of disapproval is enacted: then the action may not be taken at all, (b)(6)",
)


class Review(Record):
    """The review of a report submitted on a day; the period begins on that very day, (b)(1)."""

    submitted: date

    @property
    def days(self) -> int:
        """Thirty calendar days, or sixty for a report submitted from 10 July to 7 September, both inclusive.

        >>> Review(date(2026, 7, 9)).days, Review(date(2026, 7, 10)).days, Review(date(2026, 9, 7)).days
        (30, 60, 60)
        """
        first, last = _SUMMER
        summer = first <= (self.submitted.month, self.submitted.day) <= last
        return _SUMMER_DAYS if summer else _DAYS

    @property
    def last_day(self) -> date:
        """The last day of the review.

        >>> Review(date(2026, 11, 22)).last_day
        datetime.date(2026, 12, 21)
        """
        return self.submitted + timedelta(days=self.days - 1)

    @property
    def action_from(self) -> date:
        """The first day on which the action may be taken if Congress does nothing.

        >>> Review(date(2026, 11, 22)).action_from
        datetime.date(2026, 12, 22)
        """
        return self.last_day + timedelta(days=1)


def review_of(submitted: date, citation: str) -> ReviewPeriod:
    """The review that a report sent on that day would begin, as the output shows it."""
    review = Review(submitted)
    return ReviewPeriod(
        citation=citation,
        submitted=submitted,
        days=review.days,
        last_day=review.last_day,
        action_from=review.action_from,
        unless=UNLESS,
    )
