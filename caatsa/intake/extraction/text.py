"""An article as sentences, each character of which is found again in the file that it was read from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from caatsa.documents.document import Place
from caatsa.documents.text import decode, too_large
from caatsa.domain.errors import InputError
from caatsa.domain.record import Record
from caatsa.intake.extraction.datelines import FIRST_PARAGRAPHS, dateline, is_stamp, stated_day
from caatsa.intake.extraction.days import publication_day

_LEAST_DIVIDERS: Final = 2
MAX_ARTICLE_BYTES: Final = 2 * 1024 * 1024
"""More than any article; a book is not read sentence by sentence."""

_BINARY: Final = {b"%PDF": "is a PDF", b"PK\x03\x04": "is a ZIP archive", b"\x1f\x8b": "is compressed"}
_ALLOWED: Final = "an article is a text or an HTML page"
_LONGEST_TITLE: Final = 160
_LONGEST_SENTENCE: Final = 2000
_ENDS: Final = ".!?।…:\"”»'’"
_WRAPPED: Final = range(50, 101)
_STOP: Final = re.compile(r"[.!?।…]+[\"”»'’)\]]*\s+(?=[\"“«‘'(\[]*[^\Wa-zа-яё_])")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:rs|re|lt|gen|col|maj|capt|adm|mr|mrs|ms|dr|prof|sen|rep|gov|st|no|nos|vs|jan|feb|"
    r"mar|apr|jun|jul|"
    r"aug|sept?|oct|nov|dec|inc|co|corp|ltd|pvt|approx|est|тыс|млн|млрд|руб|долл|им|ст)|"
    r"\b[^\W\d_](?:\.[^\W\d_])*)\.\s*$",
    re.IGNORECASE,
)


class Sentence(Record):
    """A sentence of the article: `start` and `end` count characters of its text, `paragraph` from 0."""

    text: str
    start: int
    paragraph: int
    is_title: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Article(Record):
    """The text of an article and where it comes from.

    `at` has, for each character of `text`, its place in the file as decoded, or is empty where they agree.
    `published` is the day that the page itself states in its head, as written, or empty.
    """

    name: str
    title: str
    text: str
    at: Sequence[int] = ()
    published: str = ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the file, from and up to (not including), in which this part of the text stands."""
        return (self.at[start], self.at[end - 1] + 1) if self.at else (start, end)

    @property
    def day(self) -> str:
        """The day of publication that the page states in its head or the text before its first sentence."""
        paragraphs = [self.text[start:end] for start, end in islice(_paragraphs(self.text), FIRST_PARAGRAPHS)]
        return publication_day(self.published) or stated_day(paragraphs)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The title, if it stands alone on the first line, and every sentence after it."""
        return tuple(_sentences(self.text))


def read_article(name: str, content: bytes) -> Article:
    """The article in a file of text or HTML; `InputError` where it is none, is too long or is not UTF-8."""
    if len(content) > MAX_ARTICLE_BYTES:
        raise InputError(too_large(name, len(content), MAX_ARTICLE_BYTES))
    for magic, what in _BINARY.items():
        if content.startswith(magic):
            raise InputError(Place(name).fault(what, _ALLOWED))
    text = decode(content, name, MAX_ARTICLE_BYTES)
    title, published, at = "", "", tuple[int, ...]()
    if _is_html(name, text):
        from caatsa.intake.extraction.html_text import page

        read = page(text)
        text, at, title, published = read.text, read.at, read.title, read.published
    if not text.strip():
        raise InputError(Place(name).fault("holds no text", _ALLOWED))
    text, at = _composed(text, at)
    return Article(name, title or _first_line(text), text, at, published)


def _is_html(name: str, text: str) -> bool:
    head = text[:1000].lstrip().lower()
    return name.lower().endswith((".html", ".htm")) or head.startswith(("<!doctype html", "<html"))


def _first_line(text: str) -> str:
    line = next(line for line in text.splitlines() if line.strip())
    words = " ".join(line.split())
    stop = _STOP.search(words)
    words = words[: stop.end()].strip() if stop and len(words) > _LONGEST_TITLE else words
    return words if len(words) <= _LONGEST_TITLE else words[: _LONGEST_TITLE - 1].rstrip() + "…"


def _composed(text: str, at: Sequence[int]) -> tuple[str, tuple[int, ...]]:
    """The text in the composed form in which names are compared, and where its characters stood."""
    if unicodedata.is_normalized("NFC", text):
        return text, tuple(at)
    parts: list[str] = []
    places: list[int] = []
    for cluster in re.finditer(r".(?:[\u0300-\u036f\u093c])*", text, re.DOTALL):
        composed = unicodedata.normalize("NFC", cluster[0])
        parts.append(composed)
        places += [at[cluster.start()] if at else cluster.start()] * len(composed)
    return "".join(parts), tuple(places)


def _sentences(text: str) -> Iterator[Sentence]:
    number, first = -1, True
    for start, end in _paragraphs(text):
        number += 1
        if (number < FIRST_PARAGRAPHS and is_stamp(text[start:end])) or is_row(text[start:end]):
            continue
        begin = start + (dateline(text[start:end]).length if number < FIRST_PARAGRAPHS else 0)
        if begin > start:
            yield Sentence(text[start:begin].rstrip(), start, number, is_title=True)
        alone = first and end - begin <= _LONGEST_TITLE and not text[begin:end].endswith((".", "।"))
        if alone:
            yield Sentence(text[begin:end], begin, number, is_title=True)
        else:
            yield from (Sentence(text[a:b], a, number) for a, b in _split(text, begin, end))
        first = False


def is_row(text: str) -> bool:
    """Whether a paragraph is a row of a table, and no sentence."""
    return text.count("\t") + text.count("|") >= _LEAST_DIVIDERS


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines that belong together: a line that was only wrapped goes on in the next."""
    begun: int | None = None
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|[\n\r\u2028\u2029]", text)), len(text) + 1]
    for number, start in enumerate(starts[:-1]):
        line = text[start : starts[number + 1] - 1].rstrip()
        begun = start if begun is None else begun
        wrapped = len(line) in _WRAPPED and line[-1] not in _ENDS and number > 0
        if wrapped and number + 2 < len(starts) and text[starts[number + 1] : starts[number + 2]].strip():
            continue
        end = start + len(line)
        begun += len(text[begun:end]) - len(text[begun:end].lstrip())
        if begun < end:
            yield begun, end
        begun = None


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph; a full stop after an abbreviation or an initial ends none."""
    stops = [
        stop.end()
        for stop in _STOP.finditer(text, start, end)
        if not _ABBREVIATED.search(text, max(start, stop.start() - 12), stop.start() + 1)
    ]
    edges = [start, *stops, end]
    for number in range(bisect_right(edges, end) - 1):
        first, last = edges[number], edges[number + 1]
        for part in range(first, last, _LONGEST_SENTENCE):
            said = text[part : min(last, part + _LONGEST_SENTENCE)].rstrip()
            if said.strip():
                yield part, part + len(said)
