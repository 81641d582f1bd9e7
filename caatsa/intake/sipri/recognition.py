"""Whether an input is an export of the register, in whichever of its forms; known before it is read."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from itertools import islice
from typing import Final

from caatsa.intake.sipri.columns import LOOKED_THROUGH, columns_of

_LOOKED_AT: Final = 64 * 1024
_MARKS: Final = ("R:", "S:", "L:")
_LEAST_TABS: Final = 6


def is_export_of_bytes(content: bytes) -> bool:
    """Whether the bytes are an export, whose own encoding is Latin-1."""
    return is_export(content[:_LOOKED_AT].decode("latin-1"))


def is_export(text: str) -> bool:
    """Whether the text is a table with the register's header, or the listing that came before it."""
    start = text[:_LOOKED_AT]
    lines = list(islice(StringIO(start, newline=None), LOOKED_THROUGH))
    return is_rtf(start) or has_header(lines) or is_listing(lines)


def is_rtf(text: str) -> bool:
    """Whether the text is in the Rich Text Format, which no other input is in."""
    return text[:200].lstrip().startswith("{\\rtf")


def has_header(lines: Iterable[str]) -> bool:
    """Whether one of the lines is the header of an export."""
    return any(columns_of(line.rstrip("\r\n"), number) is not None for number, line in enumerate(lines, 1))


def is_listing(lines: Iterable[str]) -> bool:
    """Whether one of the lines is the first of a country in the old listing, saved as text with tabs."""
    return any(line.count("\t") >= _LEAST_TABS and line.lstrip().startswith(_MARKS) for line in lines)
