"""The checks of single values that input documents hold; `ValueError` says what is wrong and what is allowed.

Plain functions, on which the models and whoever does without them agree.
"""

from __future__ import annotations

import re
from typing import Any

from caatsa.domain.dates import PartialDate

LONGEST_ID = 200
LONGEST_TEXT = 10_000

# Control characters other than tab and line ends, and halves of surrogate pairs: no report can show them.
_UNREADABLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"

# Beyond any quantity or sum; infinite and not-a-number fail the comparison too.
_LARGEST = 10**30


def readable(text: str) -> str:
    """The text, which says something and holds nothing that no report can show."""
    if not text or text.isspace():
        raise ValueError(
            "is blank; text says something, and an optional key is left out where nothing is stated"
        )
    if not text.isprintable() and (found := re.search(_UNREADABLE, text)):
        raise ValueError(f"holds the character U+{ord(found[0]):04X}; text holds printable characters")
    return text


def identifier(text: str) -> str:
    """The text as an id: one line without blanks around it."""
    if text != text.strip() or len(text.splitlines()) > 1:
        raise ValueError("is not an id; an id is one line without blanks around it")
    return text


def reported_date(value: Any) -> PartialDate:
    """A date as reported, or one already read."""
    return value if isinstance(value, PartialDate) else PartialDate.parse(value)


def act_date(value: Any) -> PartialDate:
    """The date of an act, of which the day may not be known."""
    return PartialDate.UNKNOWN if value is None else reported_date(value)


def amount(value: Any) -> int | float | str:
    """A quantity or a sum as reported, in figures or in words."""
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise ValueError(f"has {len(value):,} characters; text has at most {LONGEST_TEXT:,}")
        return readable(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not -_LARGEST < value < _LARGEST:
        raise ValueError("is neither a number nor text; write it as reported, such as 5 or '5 regiments'")
    return value


def none_as_empty(value: Any) -> Any:
    """An empty list for null, where a list may be null."""
    return () if value is None else value
