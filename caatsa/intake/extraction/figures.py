"""Sums of money and numbers of goods in a sentence; what they amount to, `money` and `quantities` read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from caatsa.domain.record import Record
from caatsa.intake.currencies import is_currency_word
from caatsa.intake.money import Money, read_money
from caatsa.intake.numbers import HEDGES, SCALES


class Figure(Record):
    """A figure as it stands in the sentence."""

    text: str
    start: int
    end: int


_NUMBER: Final = r"\d+(?:[.,]\d+)*(?: \d{3})*"
_SCALE: Final = (
    "(?:"
    + "|".join(re.escape(word) for word in sorted((*SCALES, "b", "m"), key=len, reverse=True))
    + r")(?![^\W_])"
)
_HEDGE: Final = (
    "(?:"
    + "|".join(
        re.escape(word) for word in sorted(HEDGES, key=len, reverse=True) if word.isalpha() or " " in word
    )
    + ")"
)
_SIGN: Final = (
    r"(?:(?:US|A|C|S|HK|NT|R)?\$|[€£¥₹₽₺₩₱₴]|(?:USD|EUR|INR|RUB|GBP|CNY|TRY|IDR|PHP|MYR|VND|EGP|"
    r"IRR)(?![^\W\d_])|Rs\.?|US dollars?)"
)
_WORD: Final = (
    r"(?:(?:U\.?S\.?|American|Indian|Russian|Turkish|Egyptian|Chinese) )?(?:[^\W\d_]|[\u0900-\u097f])+"
)
_SUM: Final = re.compile(
    rf"(?<![\w.])(?:{_HEDGE}\s+)?(?:{_SIGN}\s?{_NUMBER}(?:[ -]?{_SCALE}){{0,2}}"
    rf"(?:\s?-\s?{_NUMBER}(?: ?{_SCALE})?)?"
    rf"|{_NUMBER}(?:[ -]?{_SCALE}){{0,2}}[ -](?P<word>{_WORD}))",
    re.IGNORECASE,
)
_EQUIVALENT: Final = re.compile(r"\s?\((?:[^()]{3,40})\)")
_OF_SOMETHING_ELSE: Final = re.compile(
    r"\b(?:budget|gdp|fine[sd]?|penalt(?:y|ies)|trade|turnover|revenues?|backlog|profit|"
    r"reserves|economy|aid|turnover of|spending|"
    r"each|apiece|losses|tariffs?|portfolio|exports? (?:of|worth))\b[^,.;]{0,25}$",
    re.IGNORECASE,
)
_EACH: Final = re.compile(
    r"^\s*(?:each|apiece|per (?:unit|piece|rifle|aircraft|missile)|a piece|a unit|"
    r"(?:state )?(?:loan|credit|fine|budget))\b",
    re.IGNORECASE,
)

_WORDS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
    *("thirty", "forty", "fifty", "a dozen", "two dozen", "a hundred", "dozens of", "hundreds of", "several"),
    *("два", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "двенадцать"),
    *("दो", "तीन", "चार", "पांच", "पाँच", "दस"),
)
UNIT: Final = (
    r"(?:regiment|battalion|battery|batterie|squadron|division|regimental set|set|unit|system|"
    r"batch|kit|launcher|round|piece|pair|"
    r"полк|дивизион|комплект|комплекс|रेजिमेंट|स्क्वाड्रन)"
)
COUNT: Final = (
    rf"(?:(?:(?<!handed )(?<!hands )(?<!hand ){_HEDGE}\s+)?(?:{_NUMBER}(?: {_SCALE}){{0,2}}|"
    rf"{'|'.join(_WORDS)}))"
)
_FILLED: Final = r"(?:[^\W\d_][\w\u0900-\u097f'’/-]*\s+|\d+mm\s+|[\"“«'‘]){0,4}"
_STOP_WORDS: Final = re.compile(
    r"(?<![\w-])(?:and|or|for|from|with|to|in|on|at|by|of|the|its|years?|months?|days?|per|percent|"
    r"pilots|km|countries|pacts|decades|"
    r"personnel|people|hp|kw|horsepower|mm|tons?|tonnes?|litres?|"
    r"worth|million|billion|crore|dollars|и|на|из)(?![\w-])",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    rf"(?<![\w.,$€£₹/+-])(?P<count>{COUNT})(?:[ -](?P<filled>{_FILLED}))?$", re.IGNORECASE
)
_OF: Final = re.compile(
    rf"(?<![\w.,$€£₹/+-])(?P<figure>{COUNT}\s+(?:[\w-]+\s+)?{UNIT}\w*)\s+(?:of\s+|"
    rf"equipped with\s+)?(?:the\s+|its\s+|new\s+)?{_FILLED}$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"^[\s-]{{0,2}}(?:[\w-]+\s+){{0,4}}?(?P<unit>{UNIT}(?:s|es|ов|а)?)(?!\w)", re.IGNORECASE
)
_YEARS: Final = re.compile(r"(?:19|20)\d\d")


def sums(sentence: str) -> tuple[Figure, ...]:
    """The prices in the sentence, with an equivalent in brackets where one follows."""
    return tuple(_sums(sentence))


def _sums(sentence: str) -> Iterator[Figure]:
    for match in _SUM.finditer(sentence):
        end = match.end()
        word = match["word"]
        if word and not any(is_currency_word(part.casefold()) for part in (word, word.split()[-1])):
            continue
        if _OF_SOMETHING_ELSE.search(sentence[: match.start()]):
            continue
        if _EACH.search(sentence[end:]) or not _is_price(match[0]):
            continue
        equivalent = _EQUIVALENT.match(sentence, end)
        if equivalent and isinstance(read_money(sentence[match.start() : equivalent.end()]), Money):
            end = equivalent.end()
        yield Figure(sentence[match.start() : end], match.start(), end)


def _is_price(text: str) -> bool:
    """Whether it can be read, or only its currency is that of several countries."""
    read = read_money(text)
    return isinstance(read, Money) or "several currencies" in read.reason


def quantity_of(sentence: str, start: int, end: int, taken: Sequence[Figure]) -> Figure | None:
    """How many of the item between `start` and `end` the sentence says, in the words that say it."""
    before = sentence[:start]
    if found := _OF.search(before):
        return counted(sentence, found.start("figure"), found.end("figure"), taken)
    found = _BEFORE.search(before)
    while found and _STOP_WORDS.search(found["filled"] or ""):
        found = _BEFORE.search(before, found.start() + 1)
    if found is None:
        return None
    count = counted(sentence, found.start("count"), found.end("count"), taken)
    if count is None:
        return None
    unit = _AFTER.match(sentence[end:])
    if (
        unit
        and not _STOP_WORDS.search(unit[0])
        and unit["unit"].lower().rstrip("s") not in {"system", "launcher", "комплекс"}
    ):
        return Figure(f"{count.text} {unit['unit']}", count.start, end + unit.end())
    return count


def counted(sentence: str, start: int, end: int, taken: Sequence[Figure]) -> Figure | None:
    """The figure that stands there, unless it is a price or a year."""
    text = sentence[start:end]
    within = any(start < other.end and other.start < end for other in taken)
    return None if within or _YEARS.fullmatch(text) else Figure(text, start, end)
