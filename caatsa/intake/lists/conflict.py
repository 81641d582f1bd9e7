"""Where a list and the register cannot both be right: both are told, and neither wins without a word."""

from __future__ import annotations

from typing import Literal

from caatsa.domain.record import Record

Matter = Literal[
    "country", "kind", "listing date", "list", "sector", "program", "section 235 items", "entry", "owner",
    "imposition",
]  # fmt: skip
Outcome = Literal["register kept", "list taken", "entry set aside", "nothing changed"]


class Conflict(Record):
    """One thing of one person on which a list and the register differ; `where` is the place in the list."""

    person: str
    name: str
    matter: Matter
    register: str
    stated: str
    where: str
    outcome: Outcome
