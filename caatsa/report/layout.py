"""Lines of at most 80 columns, from text that may hold anything."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from caatsa.domain.errors import one_line

WIDTH: Final = 80
# Joiners that words of Hindi and Persian are spelled with; everything else that cannot be seen is escaped.
_JOINERS: Final = ("\u200c", "\u200d")


def clean(text: str) -> str:
    r"""The text on one line, with nothing in it that could move a cursor, hide words or turn their direction.

    >>> clean("S-400\x1b[2J\n  \u202eevil")
    'S-400\\x1b[2J \\u202eevil'
    """
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return "".join(c if c in _JOINERS else one_line(c) or " " for c in line)


def columns(text: str) -> int:
    """How many columns a terminal gives the text: wide letters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_columns(letter) for letter in text)


def padded(text: str, width: int) -> str:
    """The text followed by spaces up to that many columns."""
    return text + " " * (width - columns(text))


def wrapped(text: str, first: str = "", rest: str | None = None, width: int = WIDTH) -> Iterator[str]:
    """The text in lines that begin with `first`, then with `rest` (as many spaces unless given).

    Words that are longer than a line are broken, save addresses of the web.
    """
    follow = " " * columns(first) if rest is None else rest
    line, empty = first, True
    used = columns(first)
    for word in _words(text, width - columns(follow)):
        needed = columns(word)
        if not empty and used + 1 + needed > width:
            yield line.rstrip()
            line, empty, used = follow, True, columns(follow)
        line += word if empty else f" {word}"
        used += needed if empty else 1 + needed
        empty = False
    yield line.rstrip()


def listed(label: str, items: Iterable[str], indent: str) -> Iterator[str]:
    """A label and its items, joined by semicolons; nothing where there are no items."""
    text = "; ".join(items)
    if text:
        yield from wrapped(f"{label}: {text}", indent, f"{indent}  ")


def is_address(word: str) -> bool:
    """Whether a word is an address of the web, which breaks when it is broken."""
    return word.startswith(("https://", "http://"))


def _words(text: str, room: int) -> Iterator[str]:
    for word in clean(text).split(" "):
        if columns(word) <= room or is_address(word):
            yield word
        else:
            yield from _pieces(word, room)


def _pieces(word: str, room: int) -> Iterator[str]:
    piece, used = "", 0
    for letter in word:
        if used + _columns(letter) > room:
            yield piece
            piece, used = "", 0
        piece += letter
        used += _columns(letter)
    yield piece


@lru_cache(maxsize=4096)  # a text has the same few letters again and again
def _columns(letter: str) -> int:
    if unicodedata.combining(letter) or letter in _JOINERS or unicodedata.category(letter) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1
