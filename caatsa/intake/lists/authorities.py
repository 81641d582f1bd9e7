"""Which lists count here: those of the United States, by how OpenSanctions calls their publishers."""

from __future__ import annotations

import re
from typing import Final

from caatsa.intake.lists.entry import LSP, NOT_SAID, SDN
from caatsa.registers.names import fold

_LISTS: Final = {
    "us ofac sdn": SDN,
    "us ofac specially designated nationals": SDN,
    "us ofac specially designated nationals sdn list": SDN,
    "ofac sdn": SDN,
    "us ofac cons": NOT_SAID,
    "us ofac consolidated": NOT_SAID,
    "us ofac consolidated non sdn list": NOT_SAID,
    "ofac cons": NOT_SAID,
    "office of foreign assets control": NOT_SAID,
    "us state caatsa 231": LSP,
}
_OF_SPECIFIED_PERSONS: Final = re.compile(r"^lsp$|\blist of specified persons\b|\b231 ?[de]\b")


def list_of(name: str) -> str | None:
    """The list that a dataset or an authority stands for; `None` for lists that are not of the United States.

    >>> list_of("us_ofac_sdn"), list_of("EU Financial Sanctions Files (FSF)")
    ('SDN', None)
    """
    if names_specified_persons(name):
        return LSP
    folded = fold(name)
    if folded in _LISTS:
        return _LISTS[folded]
    if "ofac" in folded.split() or "office of foreign assets control" in folded:
        return SDN if "sdn" in folded.split() and "non" not in folded.split() else NOT_SAID
    return None


def names_specified_persons(text: str) -> bool:
    """Whether a text names the list under section 231(e) of CAATSA; section 231 alone is not that list.

    >>> names_specified_persons("CAATSA Section 231(e), List of Specified Persons")
    True
    """
    return _OF_SPECIFIED_PERSONS.search(fold(text)) is not None
