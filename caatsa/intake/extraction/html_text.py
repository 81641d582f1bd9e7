"""The text of a page of HTML with the place of each character; nothing is run, followed or fetched."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import Final

from caatsa.domain.record import Record

_UNSEEN: Final = frozenset(
    {"script", "style", "template", "noscript", "head", "nav", "footer", "aside", "form", "svg", "button"}
)
_CELLS: Final = frozenset({"td", "th"})
_CONTAINERS: Final = frozenset({"div", "section", "ul"})
_BESIDE: Final = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|promo\w*|sponsor\w*|related|recommend\w*|trending|popular|most-read|also-read|"
    r"read-more|newsletter|subscri\w+|share|sharing|social|cookies?|consent|banner|sidebar|comments?|footer|menu|nav|"
    r"navbar|navigation|breadcrumbs?|tags)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""What portals call the parts of a page that are not the article."""
_LEAST: Final = 200
"""Fewer characters are no article: then the whole page is read."""
_BLOCKS: Final = frozenset(
    (
        *("p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "header"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "main", "title", "body"),
    )
)
_PUBLISHED: Final = frozenset(
    {
        "article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "pubdate",
        "publishdate",
        "og:published_time",
    }
)


_ONE_LINE: Final = {ord(letter): " " for letter in "\n\r\t"}


class Page(Record):
    """What a reader of the page sees: its text, where each character stands in the file, title and day."""

    text: str
    at: tuple[int, ...]
    title: str
    published: str


def page(source: str) -> Page:
    """The readable text of a page: menus, scripts and styles are left out."""
    reader = _read(source, beside=False)
    start, end = reader.article()
    if end - start < _LEAST:
        # A page that is never closed rightly, or that names its parts as others name their menus.
        reader = _read(source, beside=True)
        start, end = reader.article()
    text = "".join(reader.text)
    if end - start < _LEAST:
        start, end = 0, len(text)
    title = " ".join("".join(reader.title).split())
    return Page(text[start:end], tuple(reader.at[start:end]), title, reader.published)


def _read(source: str, *, beside: bool) -> _Reader:
    reader = _Reader(source, beside=beside)
    reader.feed(source)
    reader.close()
    return reader


class _Reader(HTMLParser):
    """Collects text; entities stay apart, so that the place of what they stand for is known.

    `beside` says whether what stands beside the article by its name, as in `class="related"`, is read too.
    """

    def __init__(self, source: str, *, beside: bool) -> None:
        super().__init__(convert_charrefs=False)
        self._beside = beside
        self._length = 0
        self._articles: list[tuple[int, int]] = []
        self._begun: list[int] = []
        self._heading: int | None = None
        self._in_row = False
        self._lines = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
        self._unseen: list[str] = []
        self._in_title = False
        self.text: list[str] = []
        self.at: list[int] = []
        self.title: list[str] = []
        self.published = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "meta" and not self.published:
            named = said.get("property") or said.get("name") or said.get("itemprop") or ""
            self.published = said.get("content", "") if named.lower() in _PUBLISHED else ""
        if tag == "time" and not self.published:
            self.published = said.get("datetime", "")
        if tag in {"title", "body"}:
            self._unseen.clear()
            self._in_title = tag == "title"
        elif tag in _UNSEEN or self._is_beside(tag, said):
            self._unseen.append(tag)
        self._divide(tag)
        if tag == "article":
            self._begun.append(self._length)
        if tag == "h1" and self._heading is None and not self._unseen:
            self._heading = self._length

    def article(self) -> tuple[int, int]:
        """Where the article stands in the text: the longest that the page marks, from its heading on."""
        whole = (0, self._length)
        start, end = max(self._articles, key=lambda one: one[1] - one[0], default=whole)
        if end - start < _LEAST:
            start, end = whole
        if self._heading is not None and start <= self._heading < end and end - self._heading >= _LEAST:
            start = self._heading
        return start, end

    def _is_beside(self, tag: str, said: dict[str, str]) -> bool:
        """Whether the part is beside the article, or stands within one that is."""
        if self._beside or tag not in _CONTAINERS:
            return False
        if tag in self._unseen:
            return True
        return bool(_BESIDE.search(f"{said.get('class', '')} {said.get('id', '')} {said.get('role', '')}"))

    def _divide(self, tag: str) -> None:
        """A line for a block, and for a row of a table, in which tabs divide the cells."""
        if tag in _CELLS:
            if self._in_row:
                self._add("\t", self._here())
            self._in_row = True
        elif tag in _BLOCKS and not (self._in_row and tag not in {"tr", "table"}):
            self._in_row = False
            self._break()
        elif tag in _BLOCKS:
            self._add(" ", self._here())

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag in self._unseen:
            last = len(self._unseen) - 1 - self._unseen[::-1].index(tag)
            del self._unseen[last:]
        if tag == "article" and self._begun:
            self._articles.append((self._begun.pop(), self._length))
        if tag not in _CELLS:
            self._divide(tag)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif not self._unseen:
            start = self._here()
            said = data.translate(_ONE_LINE)
            self._add(said, *range(start, start + len(said)))

    def handle_entityref(self, name: str) -> None:
        self._reference(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._reference(unescape(f"&#{name};"))

    def _reference(self, said: str) -> None:
        if self._in_title:
            self.title.append(said)
        elif not self._unseen:
            self._add(said.replace("\xa0", " "), *[self._here()] * len(said))

    def _break(self) -> None:
        if self.text and self.text[-1] != "\n":
            self._add("\n", self._here())

    def _add(self, said: str, *places: int) -> None:
        self.text.append(said)
        self.at += places
        self._length += len(said)

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
