"""Cells of the register as text, figures and years, with what spreadsheets make of them undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from caatsa.domain.dates import FIRST_YEAR, LAST_YEAR
from caatsa.domain.errors import CaatsaError
from caatsa.intake.sipri.order import NOT_KNOWN, Delivery, Said

LONGEST_CELL: Final = 5000
_DOUBT: Final = "?"
_UNKNOWN_NUMBER: Final = frozenset({"", "-", "--", "..", "...", "n/a", "na", "nan", "\u2013", "\u2014"})
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.0+)?")
_BLANK_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+")
_WHOLE: Final = re.compile(r"([0-9]+)[.,]0+")
_YEAR: Final = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_SPAN: Final = re.compile(r"(?<![0-9])([0-9]{4})\s*[-/\u2013\u2014]\s*([0-9]{4}|[0-9]{2})(?![0-9])")
_DATES: Final = (
    re.compile(r"([0-9]{4})[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[ T][0-9:.]*)?"),
    re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{4})(?: [0-9:.]*)?"),
)
_CONTROL: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")
_C1: Final = re.compile("[\x80-\x9f]")
_LONGEST_SPAN: Final = 60
_ENTRY: Final = re.compile(r"[^;,]+")
_MARKS: Final = str.maketrans("", "", "()?")
_YEARS: Final = "years are such as 2017; 2018 or 2017-2019"


class Unreadable(CaatsaError):  # noqa: N818 - what the cell is
    """A cell holds something else than what its column is for; `allowed` says what that is."""

    def __init__(self, problem: str, allowed: str) -> None:
        self.problem, self.allowed = problem, allowed
        super().__init__(f"{problem}; {allowed}")


def clean(text: str) -> str:
    """The text of a cell on one line, without what no report can show; Windows' quotation marks as such.

    >>> clean("  W\\xe4rtsil\\xe4 \\x93A\\x94\\n")
    'Wärtsilä “A”'
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    plain = _CONTROL.sub(" ", text.replace("\u00a0", " ").replace("\ufeff", ""))
    return _C1.sub(_as_windows, plain).strip()


def _as_windows(found: re.Match[str]) -> str:
    letter = found[0].encode("latin-1").decode("cp1252", "ignore")
    return letter if letter.isprintable() else ""


@lru_cache(16_384)
def figure(text: str, *, doubted: bool = False) -> Said:
    """A number without the marks of doubt at or around it, grouped or broken by no spreadsheet.

    >>> figure("(250)"), figure("16 ?"), figure("1,000"), figure("5.0")
    (Said(text='250', estimated=True), Said(text='16', estimated=True), Said(text='1000', estimated=False), \
Said(text='5', estimated=False))
    """
    bare = text.strip().strip("()").replace(_DOUBT, "").strip()
    doubted = doubted or bare != text.strip()
    if bare.casefold() in _UNKNOWN_NUMBER:
        return Said("", doubted)
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "")
    elif _BLANK_THOUSANDS.fullmatch(bare):
        bare = "".join(bare.split())
    if whole := _WHOLE.fullmatch(bare):
        bare = whole[1]
    return Said(bare, doubted)


@lru_cache(16_384)
def year_ordered(text: str, *, doubted: bool = False) -> Said:
    """The year of an order, which a spreadsheet may have turned into a number or a date.

    Raises `Unreadable` for what is no year. A blank cell is a year not known.

    >>> year_ordered("(2017)"), year_ordered("2017-01-01 00:00:00").text, year_ordered("2017.0").text
    (Said(text='2017', estimated=True), '2017', '2017')
    """
    said = figure(text, doubted=doubted)
    if not said.text:
        return said
    dated = next((found for form in _DATES if (found := form.fullmatch(said.text))), None)
    year = dated[1] if dated else said.text
    if not _YEAR.fullmatch(year) or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Unreadable(f"'{text[:40]}' in the place of the year of order", "a year is such as 2017")
    return Said(year, said.estimated)


@lru_cache(16_384)
def deliveries(years: str, number: Said = NOT_KNOWN) -> tuple[Delivery, ...]:
    """A delivery for each year in the text, ranges spelled out; the number is that of the only year.

    Raises `Unreadable` for what names no year or an impossible one.

    >>> [(one.year, one.estimated) for one in deliveries("2017-2018; (2021)")]
    [(2017, False), (2018, False), (2021, True)]
    >>> [one.year for one in deliveries("1998-02")]
    [1998, 1999, 2000, 2001, 2002]
    """
    bare = years.replace(_DOUBT, "").strip("() ")
    if bare.casefold() in _UNKNOWN_NUMBER:
        return ()
    estimated: dict[int, bool] = {}
    for part in _ENTRY.findall(years):
        doubted = "(" in part or _DOUBT in part
        estimated.update((year, doubted) for year in _years(part))
    if not estimated or not all(FIRST_YEAR <= year <= LAST_YEAR for year in estimated):
        raise Unreadable(f"'{years[:40]}' in the place of the years of delivery", _YEARS)
    told = number if len(estimated) == 1 else NOT_KNOWN
    return tuple(Delivery(year, told, doubted) for year, doubted in sorted(estimated.items()))


def _years(part: str) -> Iterator[int]:
    bare = part.translate(_MARKS)
    for form in _DATES:
        bare = form.sub(r"\1", bare)
    for span in _SPAN.finditer(bare):
        first = int(span[1])
        last = int(span[2]) if len(span[2]) == len(span[1]) else _in_century(span[1], span[2])
        if not first <= last <= first + _LONGEST_SPAN:
            raise Unreadable(f"'{part[:40].strip()}' in the place of the years of delivery", _YEARS)
        yield from range(first, last + 1)
    yield from (int(found[0]) for found in _YEAR.finditer(_SPAN.sub(" ", bare)))


def _in_century(first: str, last: str) -> int:
    """The year that two digits after another year stand for: 1998-02 ends in 2002."""
    year = int(first[:2] + last)
    return year if year >= int(first) else year + 100
