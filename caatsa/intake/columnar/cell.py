"""A typed value as the text that a cell of CSV would hold."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final


def cell_text(value: Any) -> str:
    """The value as a cell: nothing for null and not-a-number, digits for a whole number, a day as YYYY-MM-DD.

    >>> [cell_text(value) for value in (2017.0, Decimal("5.10"), None, date(2018, 10, 5), " India ")]
    ['2017', '5.1', '', '2018-10-05', 'India']
    """
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    return next((said(value) for kind, said in _SAID if isinstance(value, kind)), str(value))


def _of_float(value: float) -> str:
    if math.isnan(value):
        # The one way in which a column of floats says that there is nothing.
        return ""
    return str(int(value)) if value.is_integer() else repr(value)


def _of_decimal(value: Decimal) -> str:
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


# In this order: a boolean is a number to Python, and a point in time is a day.
_SAID: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (bool, lambda value: str(value).lower()),
    (float, _of_float),
    (Decimal, _of_decimal),
    (datetime, lambda value: value.date().isoformat()),
    (date, date.isoformat),
)
