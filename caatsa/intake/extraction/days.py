"""Days that an article names; relative ones are read only against a stated day of publication."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from caatsa.domain.record import Record


class Day(Record):
    """A date in a text: `text` is YYYY, YYYY-MM or YYYY-MM-DD, or empty where it cannot be told.

    `ahead` says that words before it make it the end of a term or a day to come ("by 2025").
    """

    text: str
    start: int
    end: int
    ahead: bool = False


_MONTHS: Final[Mapping[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "january jan января январе январь जनवरी",
            "february feb февраля феврале февраль फरवरी",
            "march mar марта марте март मार्च",
            "april apr апреля апреле апрель अप्रैल",
            "may мая мае май मई",
            "june jun июня июне июнь जून",
            "july jul июля июле июль जुलाई",
            "august aug августа августе август अगस्त",
            "september sept sep сентября сентябре сентябрь सितंबर",
            "october oct октября октябре октябрь अक्टूबर",
            "november nov ноября ноябре ноябрь नवंबर",
            "december dec декабря декабре декабрь दिसंबर",
        ),
        1,
    )
    for name in names.split()
}
_MONTHS_OF_A_YEAR: Final = 12
_LAST_YEAR: Final = re.compile(r",?\s+(?:of\s+)?last year\b", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*(?:and|to|-|–)\s*")
_NUMBERS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH: Final = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?!\w)\.?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)(?![\d,.]\d|\w)"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<![\d.])(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
        r"(?<![\d.])(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d./])(?P<first>[0-3]?\d)/(?P<second>[0-3]?\d)/(?P<year>(?:19|20)\d\d)(?![\d/])",
        rf"(?<!\w){_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"(?<!\w){_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?<!\w){_MONTH},?\s+(?:of\s+)?{_YEAR}",
        rf"(?<!\w){_DAY}\s+{_MONTH}",
        rf"(?<!\w){_MONTH}\s+{_DAY}(?!\d)",
        rf"(?<![\w.,$-])(?<!\bUN ){_YEAR}(?:\s*(?:году|года|год|г\.))?",
        (
            r"(?:(?<=\bin )|(?<=\blast )|(?<=\bthis )|(?<=\bsince )|(?<=\bearly )|(?<=\blate )|(?<=\bmid-)|"
            rf"(?<=в )){_MONTH}"
        ),
        (
            r"(?<!\w)(?P<relative>today|yesterday|earlier today|this (?:week|month|year)|"
            r"last (?:week|month|year)|(?:an? |one |two |three )(?:day|week|month|year)s? ago|"
            r"(?:on |last )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|сегодня|"
            r"вчера|आज|कल)(?!\w)"
        ),
    )
)
_AHEAD: Final = re.compile(
    r"\b(?:by|until|till|through|before|expected in|due in|from|starting(?: in)?|"
    r"beginning(?: in)?|planned for|scheduled for|"
    r"up to|years? to|ending in|valid to|to|later in|no later than|к|"
    r"до)\s+(?:the\s+)?(?:end of |early |late |mid-?|start of |beginning of |"
    r"конца |концу )?(?:the )?$",
    re.IGNORECASE,
)
_FIRST_YEAR: Final = 1945


def find_days(sentence: str, published: date | None) -> tuple[Day, ...]:
    """The days in the order of the text; none within another."""
    taken: list[Day] = []
    for form in _FORMS:
        for match in form.finditer(sentence):
            free = all(match.end() <= day.start or day.end <= match.start() for day in taken)
            if free and not _is_modal_may(match) and (day := _read(match, sentence, published)):
                taken.append(day)
    return tuple(_without_ranges(sorted(taken, key=lambda day: day.start), sentence))


def publication_day(stated: str) -> str:
    """The day that begins a time stamp such as 2021-12-06T10:00, or the one day in the text; else empty."""
    return next(
        (day.text for day in find_days(stated[:100].replace("T", " "), None) if len(day.text) == 10), ""
    )


def _is_modal_may(match: re.Match[str]) -> bool:
    said = match.groupdict()
    return (said.get("month") or "") == "may" and not said.get("year")


def _read(match: re.Match[str], sentence: str, published: date | None) -> Day | None:
    said = match.groupdict()
    ahead = _AHEAD.search(sentence[: match.start()]) is not None
    if said.get("relative"):
        words = said["relative"].lower()
        told = _ago(words, published) if words.endswith(" ago") else _relative(words, published)
        return Day(told, match.start(), match.end())
    if said.get("first"):
        return Day(
            _with_slashes(int(said["first"]), int(said["second"]), said["year"]), match.start(), match.end()
        )
    month = said.get("month")
    if month and not said.get("year") and (past := _LAST_YEAR.match(sentence, match.end())):
        day = int(said.get("day") or 0)
        before = str(published.year - 1) if published else None
        of_then = (
            _text(before, _MONTHS[month.lower()], day, None) if before and month.lower() in _MONTHS else ""
        )
        return Day(of_then or "", match.start(), past.end())
    number = (_MONTHS.get(month.lower()) or int(month)) if month else 0
    text = _text(said.get("year"), number, int(said.get("day") or 0), published)
    return None if text is None else Day(text, match.start(), match.end(), ahead)


def _text(year: str | None, month: int, day: int, published: date | None) -> str | None:
    """The date as partial as it was given; empty where the year is to be had from nowhere."""
    try:
        if day:
            date(int(year or 2000), month, day)
    except ValueError:
        return None
    if month > len(_WEEKDAYS) + 5:
        return None
    if year is None:
        if published is None:
            return ""
        later = (month, day or 1) > (published.month, published.day)
        year = str(published.year - 1 if later else published.year)
    if int(year) < _FIRST_YEAR:
        return None
    return "-".join((year, *(f"{part:02d}" for part in (month, day) if part)))


def _with_slashes(first: int, second: int, year: str) -> str:
    """The day of 22/12/2021 and 12/22/2021; only the year where either number may be the month."""
    if first != second and max(first, second) <= _MONTHS_OF_A_YEAR:
        return year
    day, month = (first, second) if second <= _MONTHS_OF_A_YEAR else (second, first)
    return _text(year, month, day, None) or year


def _relative(said: str, published: date | None) -> str:
    if published is None:
        return ""
    last = said.startswith("last ")
    if said.endswith("year"):
        return str(published.year - last)
    if said.endswith("month"):
        return (published.replace(day=1) - timedelta(days=1) if last else published).isoformat()[:7]
    weekday = next((number for number, name in enumerate(_WEEKDAYS) if said.endswith(name)), None)
    if weekday is not None:
        return (published - timedelta(days=(published.weekday() - weekday) % 7)).isoformat()
    return (published - timedelta(days=said in {"yesterday", "вчера"})).isoformat()


def _ago(said: str, published: date | None) -> str:
    """The day so long ago, as exact as the words are."""
    if published is None:
        return ""
    count = _NUMBERS[said.split(maxsplit=1)[0]]
    if "day" in said:
        return (published - timedelta(days=count)).isoformat()
    if "week" in said:
        return (published - timedelta(weeks=count)).isoformat()[:7]
    if "month" in said:
        months = published.year * 12 + published.month - 1 - count
        return f"{months // 12}-{months % 12 + 1:02d}"
    return str(published.year - count)


def _without_ranges(days: list[Day], sentence: str) -> list[Day]:
    """Without the ends of a span of time, "between 2017 and 2020": within it, the day is not known."""
    ends: set[int] = set()
    for one, other in pairwise(days):
        before = sentence[: one.start].rstrip().rpartition(" ")[-1].lower()
        if before in {"between", "from"} and _BETWEEN.fullmatch(sentence, one.end, other.start):
            ends |= {one.start, other.start}
    return [day for day in days if day.start not in ends]
