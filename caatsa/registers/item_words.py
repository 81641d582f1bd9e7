"""An item of procurement as words of letters and of digits, so that S-400, S400 and S 400 are one name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

from caatsa.domain.record import Record
from caatsa.registers.names import fold

# How a word hangs on the one before it; "list" is a comma and the like between two entries.
Join = Literal["glued", "hyphen", "space", "slash", "list"]

_RAW: Final = re.compile(r"[^\s\-‐‑‒–—―−./\\,;:()\[\]{}«»\"“”„‘’'`´+&*_|!?#%<>=~^…·•]+")  # noqa: RUF001
_GROUP: Final = re.compile(r"\d+|\D+")
_ASCII_GROUP: Final = re.compile(r"[a-z]+|[0-9]+")
_HYPHENS: Final = "-‐‑‒–—―−.'’‘`´_"  # noqa: RUF001 - dots and apostrophes join as hyphens do: 636.3, Fat'h
_SPELLING: Final = {
    "defense": "defence",
    "armor": "armour",
    "armored": "armoured",
    "caliber": "calibre",
}


class Word(Record):
    """One group of letters or of digits, folded.

    `raw` is the reported word it stands in, between `start` and `end` of the composed text.
    """

    text: str
    join: Join
    raw: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        return self.text.isdecimal()


@lru_cache(maxsize=4096)  # an item is looked through for systems, for kinds of goods and for subjects
def words(text: str) -> tuple[Word, ...]:
    """The words of the text in order.

    >>> [(word.text, word.join) for word in words("5 S-400M")]
    [('5', 'space'), ('s', 'space'), ('400', 'hyphen'), ('m', 'glued')]
    """
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    found: list[Word] = []
    end = 0
    for raw in _RAW.finditer(composed):
        join = _join(composed[end : raw.start()])
        end = raw.end()
        for group in _GROUP.findall(fold(raw[0]).replace(" ", "")):
            found.append(Word(_SPELLING.get(group, group), join, raw[0], raw.start(), end))
            join = "glued"
    return tuple(found)


def phrase(text: str) -> tuple[str, ...]:
    """The words of a name alone, as an index holds them."""
    if text.isascii():  # start-up time: the register has thousands of names
        return tuple(_SPELLING.get(group, group) for group in _ASCII_GROUP.findall(text.lower()))
    return tuple(word.text for word in words(text))


def wording(text: str, said: tuple[Word, ...]) -> str:
    """The part of the text in which these words stand, as reported; empty where there are none."""
    return unicodedata.normalize("NFC", text)[said[0].start : said[-1].end] if said else ""


def _join(between: str) -> Join:
    if between != "&" and any(char in ",;+&" for char in between):
        return "list"
    if between == "&" or "/" in between or "\\" in between:
        return "slash"
    return "space" if between.strip(_HYPHENS) or not between else "hyphen"
