"""Where a list and the register cannot both be right: both are told, and neither wins without a word."""

from __future__ import annotations

from typing import Literal

from caatsa.domain.record import Record

Matter = Literal[
    "country", "kind", "listing date", "list", "sector", "program", "section 235 items", "entry", "owner",
    "imposition",
]  # fmt: skip
Outcome = Literal["register kept", "list taken", "entry set aside", "earlier day taken"]


class Conflict(Record):
    """One thing of one person on which a list and the register differ; `where` is the place in the list.

    Where two lists differ, `register` is what the other list has, and the earlier day is taken.
    """

    person: str
    name: str
    matter: Matter
    register: str
    stated: str
    where: str
    outcome: Outcome
