"""The fixed words of a report: results, exposure, enforcement, citations, and how they are colored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from caatsa.domain.dates import PartialDate
from caatsa.domain.verdict import Transaction

_NAMED_BY_US: Final = frozenset({"exit"})
"""Parts of a provision's id that are no paragraph: the letter of the exit of section 1241 was not read."""
_ACTS: Final[Mapping[str, str]] = {
    "caatsa": "CAATSA",
    "ndaa2021": "NDAA FY2021",
    "nkspea": "NKSPEA",
}
_USLM: Final = re.compile(
    r"/us/(?P<kind>usc|pl)/(?P<where>.+)/s(?P<section>[^/@]+)(?P<rest>/[^@]*)?@(?P<day>.+)"
)
_COLORS: Final[Mapping[str, str]] = {
    "met": "1",
    "arguable": "33",
    "unknown": "36",
    "unmet": "2",
    "open": "35",
    "facially met": "1",
    "undecided": "36",
    "title": "1",
}

SCOPE: Final = (
    "Scope: the provisions coded in this rule base, on the facts of the input and of dated public registers. "
    "Provisions reach persons, not countries; what is said of a country sums up persons under its government."
)
DISCLAIMER: Final = (
    "This is not legal advice. Exposure says how far the known facts meet the elements of a provision; it is "
    "not a finding of wrongdoing, and neither is a listing. Only the officials named above determine and "
    "impose. Precedents are compared with, not predicted from. Not for denying services to persons."
)


def plain(word: str) -> str:
    """A value of the output as people read it.

    >>> plain("facially_met")
    'facially met'
    """
    return word.replace("_", " ")


def day(value: date) -> str:
    """A day as people write it, in no locale."""
    return PartialDate.parse(value).dated


def provision_name(provision: str) -> str:
    """A provision as lawyers name it.

    >>> provision_name("caatsa.231.a"), provision_name("nkspea.104.a.9"), provision_name("caatsa.235.a.12")
    ('CAATSA § 231(a)', 'NKSPEA § 104(a)(9)', 'CAATSA § 235(a)(12)')
    """
    act, _, path = provision.partition(".")
    section, *paragraphs = path.split(".")
    if act not in _ACTS:
        return provision
    if not section.isdecimal():
        return f"{_ACTS[act]} {section}"
    parts = (f" {part}" if part in _NAMED_BY_US else f"({part})" for part in paragraphs)
    return f"{_ACTS[act]} § {section}{''.join(parts)}"


def code_citation(citation: str) -> str:
    """An official identifier as lawyers cite it, without the version; other citations as they are.

    >>> code_citation("/us/usc/t22/s9525/d/1@2018-08-13"), code_citation("/us/pl/116/283/s1241/c@2021-01-01")
    ('22 U.S.C. § 9525(d)(1)', 'Pub. L. 116-283 § 1241(c)')
    """
    found = _USLM.fullmatch(citation)
    if found is None:
        return citation
    paragraphs = "".join(f"({part})" for part in (found["rest"] or "").split("/") if part)
    if found["kind"] == "usc":
        return f"{found['where'].removeprefix('t')} U.S.C. § {found['section']}{paragraphs}"
    return f"Pub. L. {found['where'].replace('/', '-')} § {found['section']}{paragraphs}"


def version_of(citation: str) -> str:
    """The first day of the version that is cited; empty where the citation names none."""
    found = _USLM.fullmatch(citation)
    return found["day"] if found else ""


def unsettled(row: Transaction) -> str:
    """The elements that keep the row from a higher exposure; empty where something else decides."""
    if row.exception or row.exposure in ("watch", "facially_met"):
        return ""
    shown = ("unmet",) if row.exposure == "no_trigger" else ("unknown", "arguable")
    named = {result: [one.id for one in row.elements if one.result == result] for result in shown}
    return "; ".join(f"{result}: {', '.join(ids)}" for result, ids in named.items() if ids)


def painted(text: str, word: str, *, color: bool) -> str:
    """The text in the color of the word, where colors are wanted; padding belongs to the text."""
    code = _COLORS.get(word) if color else None
    return f"\x1b[{code}m{text}\x1b[0m" if code else text
