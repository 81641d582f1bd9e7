"""What a comment of SIPRI adds to an order: money, licence, lease, gift, cancellation, for whom, for what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from caatsa.domain.record import Record

_HEDGES: Final = re.compile(
    r"\b(?:probably|possibly|may|might|uncertain|unconfirmed|reportedly)\b", re.IGNORECASE
)
_SUM: Final = r"\d[\d.,]*(?: ?- ?\d[\d.,]*)? ?(?:bn|b|mn|m|k)?\b"
_MONEY: Final = re.compile(
    rf"(?<![A-Za-z])(?:(?:US)?\$|€|£|₹|[A-Z]{{2,3}}\$?|P) ?{_SUM}(?: \((?:US)?\$ ?{_SUM}\))?"
)
_DEAL: Final = re.compile(r"\bdeal\b|\bcontract\b|\blease\b|\bworth\b|\baid\b", re.IGNORECASE)
_LICENCE: Final = re.compile(
    r"\b(?:produced|assembled|production|assembly)\b.*\bunder licen[cs]e\b", re.IGNORECASE
)
_LEASE: Final = re.compile(r"\bleas(?:e|ed)\b", re.IGNORECASE)
_GIFT: Final = re.compile(
    r"^(?:probably |possibly )?(?:part of )?(?:aid|gift|donat(?:ed|ion))\b", re.IGNORECASE
)
_CANCELLED: Final = re.compile(
    r"^(?:probably |possibly )?(?:(?:deal|order|contract|programme|rest|production)\s+)?(?:later |then )?"
    r"(?:cancelled|canceled|terminated)\b(?:[^;]*?\b((?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_UNSIGNED: Final = re.compile(
    r"\bcontract not (?:yet )?(?:been )?signed\b|\bnot yet (?:been )?(?:signed|contracted)\b", re.IGNORECASE
)
_FOR_FORCES: Final = re.compile(
    r"^(?:bought |delivered |ordered )?(?:incl )?[Ff]or (?:use by )?(?P<who>[A-Z][\w .'-]*?)"
    r"(?: (?:armed )?forces| army| navy| air force| police)\b"
)
_FOR_ITEM: Final = re.compile(
    r"^(?:incl |also )?for (?:use (?:with|on) )?(?:\d+ )?(?P<what>.+)$", re.IGNORECASE
)
_VIA: Final = re.compile(r"\b(?:via|through) ([A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*)")
_RESOLD: Final = re.compile(
    r"\b(?:originally|second-hand|ex-|formerly)\b.*\bsold\b|\bresold\b|\bre-exported\b", re.IGNORECASE
)


_PART: Final = re.compile(r"\bpart of\b", re.IGNORECASE)
_PLAIN: Final = (
    ("license", _LICENCE),
    ("lease", _LEASE),
    ("gift", _GIFT),
    ("cancellation", _CANCELLED),
    ("unsigned", _UNSIGNED),
    ("resale", _RESOLD),
    ("via", _VIA),
)


class Remark(Record):
    """One statement of a comment, in SIPRI's words; `hedged` where they leave room for doubt."""

    kind: str
    quote: str
    hedged: bool
    said: str = ""


def remarks(comment: str) -> tuple[Remark, ...]:
    """What the clauses of a comment state, in order; clauses of no interest are left out.

    `kind` is value, part_of_value, license, lease, gift, cancellation, unsigned, end_user, for_item, via or
    resale; `said` is the sum, the year, the person, country or item.

    >>> [(one.kind, one.said) for one in remarks("INR390 b ($5.4 b) deal; delivery planned 2021-2027")]
    [('value', 'INR390 b ($5.4 b)')]
    """
    return tuple(remark for clause in clauses(comment) for remark in _of(clause))


def clauses(comment: str) -> list[str]:
    """The comment split at its semicolons, but not inside parentheses."""
    found, depth, start = [], 0, 0
    for at, letter in enumerate(comment):
        depth += (letter == "(") - (letter == ")" and depth > 0)
        if letter == ";" and depth == 0:
            found.append(comment[start:at].strip())
            start = at + 1
    return [clause for clause in (*found, comment[start:].strip()) if clause]


def _of(clause: str) -> Iterator[Remark]:
    hedged = bool(_HEDGES.search(clause))
    money = _MONEY.search(clause)
    if money and _DEAL.search(clause):
        kind = "part_of_value" if _PART.search(clause) else "value"
        yield Remark(kind, clause, hedged, money[0].strip())
    for kind, pattern in _PLAIN:
        if found := pattern.search(clause):
            yield Remark(kind, clause, hedged, (found[1] or "").strip() if pattern.groups else "")
    forces, item = _FOR_FORCES.search(clause), _FOR_ITEM.search(clause)
    if forces:
        yield Remark("end_user", clause, hedged, forces["who"].strip())
    elif item:
        yield Remark("for_item", clause, hedged, item["what"].strip())
