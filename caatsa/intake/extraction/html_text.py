"""The text of a page of HTML with the place of each character; nothing is run, followed or fetched."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import Final

from caatsa.domain.record import Record

_UNSEEN: Final = frozenset(
    {"script", "style", "template", "noscript", "head", "nav", "footer", "aside", "form", "svg", "button"}
)
_BLOCKS: Final = frozenset(
    (
        *("p", "div", "br", "li", "ul", "ol", "tr", "td", "th", "table", "section", "article", "header"),
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


class Page(Record):
    """What a reader of the page sees: its text, where each character stands in the file, title and day."""

    text: str
    at: tuple[int, ...]
    title: str
    published: str


def page(source: str) -> Page:
    """The readable text of a page: menus, scripts and styles are left out."""
    reader = _Reader(source)
    reader.feed(source)
    reader.close()
    title = " ".join("".join(reader.title).split())
    return Page("".join(reader.text), tuple(reader.at), title, reader.published)


class _Reader(HTMLParser):
    """Collects text; entities stay apart, so that the place of what they stand for is known."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
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
        elif tag in _UNSEEN:
            self._unseen.append(tag)
        if tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        if tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif not self._unseen:
            start = self._here()
            self.text.append(data.replace("\n", " ").replace("\r", " "))
            self.at += range(start, start + len(self.text[-1]))

    def handle_entityref(self, name: str) -> None:
        self._reference(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._reference(unescape(f"&#{name};"))

    def _reference(self, said: str) -> None:
        if self._in_title:
            self.title.append(said)
        elif not self._unseen:
            self.text.append(said.replace("\xa0", " "))
            self.at += [self._here()] * len(said)

    def _break(self) -> None:
        if self.text and self.text[-1] != "\n":
            self.text.append("\n")
            self.at.append(self._here())

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
