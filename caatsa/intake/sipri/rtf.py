r"""Rich Text Format as plain lines with tabs: as much of it as the register's old export, or a word
processor that saved it again, needs. What is not text (fonts, pictures, binary data) is passed over unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from caatsa.documents.document import Place
from caatsa.documents.text import MAX_BYTES, MAX_LINE, too_large
from caatsa.domain.errors import InputError
from caatsa.domain.record import Record

DEEPEST: Final = 1000
"""Groups within groups; what people write has a dozen."""

_TOKEN: Final = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?[0-9]{1,9})? ?"
    r"|\\'(?P<byte>[0-9a-fA-F]{2})"
    r"|\\(?P<symbol>[^a-z])"
    r"|(?P<brace>[{}])"
    r"|(?P<text>[^\\{}\r\n]+)"
    r"|[\r\n]+|\\",
    re.DOTALL,
)
_BREAKS: Final = frozenset({"par", "sect", "page", "row", "line", "nestrow", "softline"})
_TABS: Final = frozenset({"tab", "cell", "nestcell"})
_CHARACTERS: Final = {
    "emdash": "\u2014",
    "endash": "\u2013",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_SYMBOLS: Final = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_NOT_TEXT: Final = frozenset(
    (
        *("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "listtable", "listoverridetable"),
        *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
        *("footnote", "annotation", "revtbl", "rsidtbl", "generator", "themedata", "colorschememapping"),
        *("fldinst", "bkmkstart", "bkmkend", "xmlnstbl", "filetbl", "private", "nonshppict"),
    )
)


class Line(Record):
    """A line of text and the line of the file on which it begins, counted from 1."""

    number: int
    text: str


def lines_of(text: str, file: str) -> tuple[Line, ...]:
    r"""The lines of the text with a tab between cells; `InputError` for what is too large or nested too deep.

    >>> [line.text for line in lines_of(r"{\rtf1 {\b India}\tab (5)\par 5\'20cm\u8211?B}", "a.rtf")]
    ['India\t(5)', '5 cm–B']
    """  # noqa: RUF002
    if len(text) > MAX_BYTES:
        raise InputError(too_large(file, len(text), MAX_BYTES))
    return tuple(_Reader(text, file).lines())


class _Group:
    """What holds in a group: whether it is text, and how many characters follow `\\u` for old readers."""

    __slots__ = ("fallback", "hidden")

    def __init__(self, *, hidden: bool, fallback: int) -> None:
        self.hidden, self.fallback = hidden, fallback


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text, file
        self._groups = [_Group(hidden=False, fallback=1)]
        self._pieces: list[str] = []
        self._length = 0
        self._skipped = 0  # characters that stand in for one that was given by its number

    def lines(self) -> Iterator[Line]:
        at, line, counted = 0, 1, 0
        begun = 1
        while found := _TOKEN.match(self._text, at):
            at = found.end()
            if found["word"] == "bin":
                at += max(0, int(found["number"] or 0))
            if self._breaks(found):
                yield Line(begun, self._taken())
                line += self._text.count("\n", counted, at)
                begun = line
                counted = at
            elif not self._pieces:
                line += self._text.count("\n", counted, at)
                begun, counted = line, at
        if self._pieces:
            yield Line(begun, self._taken())

    def _taken(self) -> str:
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        return text

    def _breaks(self, found: re.Match[str]) -> bool:
        """Take in one token; whether a line ends with it."""
        kind = found.lastgroup
        if kind == "text":
            self._say(found["text"])
        elif kind == "brace":
            self._brace(found["brace"])
        elif kind == "byte":
            self._say(bytes([int(found["byte"], 16)]).decode("cp1252", "replace"))
        elif kind == "symbol":
            return self._symbol(found["symbol"])
        elif kind in ("word", "number"):
            return self._word(found["word"], found["number"])
        return False

    def _say(self, text: str) -> None:
        if self._skipped and text:
            skipped = min(self._skipped, len(text))
            self._skipped -= skipped
            text = text[skipped:]
        if text and not self._groups[-1].hidden:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > MAX_LINE:
                problem = f"a paragraph of more than {MAX_LINE:,} characters"
                raise InputError(Place(self._file).fault(problem, "no row of the register is so long"))

    def _brace(self, brace: str) -> None:
        self._skipped = 0
        if brace == "{":
            if len(self._groups) > DEEPEST:
                problem = f"groups are nested more than {DEEPEST:,} deep"
                raise InputError(Place(self._file).fault(problem, "an export of the register is nearly flat"))
            self._groups.append(_Group(hidden=self._groups[-1].hidden, fallback=self._groups[-1].fallback))
        elif len(self._groups) > 1:
            self._groups.pop()

    def _symbol(self, symbol: str) -> bool:
        if symbol == "*":
            self._groups[-1].hidden = True
        elif symbol in "\r\n":
            return not self._groups[-1].hidden
        elif symbol in _SYMBOLS:
            self._say(_SYMBOLS[symbol])
        return False

    def _word(self, word: str, number: str | None) -> bool:
        group = self._groups[-1]
        if word in _BREAKS:
            return not group.hidden
        if word in _TABS:
            self._say("\t")
        elif word in _CHARACTERS:
            self._say(_CHARACTERS[word])
        elif word in _NOT_TEXT:
            group.hidden = True
        elif word == "uc":
            group.fallback = min(max(0, int(number or 1)), 8)
        elif word == "u" and number:
            self._skipped = 0
            code = int(number) % 0x10000
            self._say("\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code))
            self._skipped = group.fallback
        return False
