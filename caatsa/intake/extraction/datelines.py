"""The day on which an article says that it was published, and where its first sentence begins after that."""

from __future__ import annotations

import re
from typing import Final

from caatsa.domain.record import Record
from caatsa.intake.extraction.days import find_days

FIRST_PARAGRAPHS: Final = 8
"""A day of publication stands in one of the first paragraphs, or nowhere."""
_FULL: Final = len("2021-12-06")
_POSTED: Final = re.compile(
    r"(?:posted|published|updated|last updated|first published|modified|dated?|publication date|issued)"
    r"(?:\s+on)?\s*[-:–|]?\s*",
    re.IGNORECASE,
)
_AFTER_A_STAMP: Final = re.compile(
    r"[\s,|•·-]*(?:at\s+)?(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4}|\s?\+\d\d:?\d\d)?)?"
    r"(?:\s+by\s+[\w ]{2,30})?[\s.|•·-]*",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(r"(?:by|from)\s+[^.;:]{2,60}?[\s,|•·/–-]+", re.IGNORECASE)
_AGENCY: Final = re.compile(r"\([A-Z][\w./& -]{1,24}\)|/[A-Z][\w -]{1,15}/")
_END: Final = re.compile(r"/\.?\s+|\s*(?:--|[–—])\s+|\s-\s+|:\s+|[.]\s+(?=[^\W\d_])|(?<=[A-Z]\))\s+")
_LONGEST: Final = 90
_MOST_WORDS: Final = 6
_DASHES: Final = frozenset({"--", "–", "—"})


class Dateline(Record):
    """A day as YYYY-MM-DD, empty where none is given in full; `length` are the characters before the text."""

    day: str = ""
    length: int = 0


def stated_day(paragraphs: list[str]) -> str:
    """The first day, given in full, of a line that says nothing else, or before the first sentence."""
    for text in paragraphs[:FIRST_PARAGRAPHS]:
        if day := _stamp(text) or dateline(text).day:
            return day
    return ""


def is_stamp(text: str) -> bool:
    """Whether the paragraph only says when it was published, and perhaps by whom."""
    return bool(_stamp(text))


def dateline(text: str) -> Dateline:
    """Place, day and agency before the first sentence: "ALMATY, December 27, 2018. /TASS/."

    >>> dateline("CAIRO, March 18, 2019 (Reuters) - Egypt signed."), dateline("India: a view").length
    (Dateline(day='2019-03-18', length=34), 0)
    """
    last = Dateline()
    for end in _END.finditer(text, 0, _LONGEST):
        # The slash of "/TASS/" belongs to the agency.
        head = text[: end.end() if end[0].startswith("/") else end.start()]
        day = _day_of(head, text[end.start() : end.end()].strip())
        if day is not None:
            last = Dateline(day, end.end())
    return last


def _day_of(head: str, end: str) -> str | None:
    """The day that a dateline gives, empty where it gives none in full; None where this is no dateline."""
    days = find_days(head, None)
    agency = _AGENCY.search(head)
    rest = head
    for said in (*(head[day.start : day.end] for day in days), *([agency[0]] if agency else [])):
        rest = rest.replace(said, " ")
    words = re.findall(r"[^\W_]+", re.sub(r"^\([A-Z]+\)|\bг\.?$", "", rest.strip(" ,.")))
    if not 1 <= len(words) <= _MOST_WORDS or not all(word[0].isupper() for word in words):
        return None
    if not (days or agency or ("".join(words).isupper() and end != ".") or end in _DASHES):
        return None
    return days[0].text if days and len(days[0].text) == _FULL else ""


def _stamp(text: str) -> str:
    if len(text) > 150:
        return ""
    posted = _POSTED.match(text)
    begins = {0, posted.end() if posted else 0}
    for day in find_days(text, None):
        headed = day.start in begins or _BYLINE.fullmatch(text, 0, day.start)
        if headed and len(day.text) == _FULL and _AFTER_A_STAMP.fullmatch(text, day.end):
            return day.text
    return ""
