"""Names out of files of others: on one line, without what cannot be printed."""

from __future__ import annotations

from typing import Final

from caatsa.domain.values import LONGEST_ID
from caatsa.registers.names import fold

_LONGEST: Final = 2 * LONGEST_ID


def readable_name(text: str) -> str:
    r"""The name on one line, or nothing where none is left that could be compared.

    >>> readable_name("ALMAZ\x1b[2J\n ANTEY"), readable_name(" - ")
    ('ALMAZ [2J ANTEY', '')
    """
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    name = " ".join(text.split())
    return name if len(name) <= _LONGEST and fold(name) else ""
