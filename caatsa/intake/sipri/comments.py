"""What a comment of SIPRI adds to an order: money, licence, lease, gift, cancellation, for whom, for what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from caatsa.domain.record import Record
from caatsa.intake.sipri.prices import price_of

_HEDGES: Final = re.compile(
    r"\b(?:probably|possibl[ey]|perhaps|maybe|may|might|could|uncertain|unclear|unconfirmed|unknown"
    r"|reported(?:ly)?|alleged(?:ly)?|believed|rumou?red)\b|\?",
    re.IGNORECASE,
)
_UNREAL: Final = re.compile(
    r"\b(?:options?|planned|plans?|proposed|intended|offered|rejected|refused|blocked|not|never|without"
    r"|unlicen[cs]ed|instead of|negotiat\w+|expected|cancelled|canceled)\b",
    re.IGNORECASE,
)
"""What did not happen, or not yet; a clause with such a word adds no lease, gift, loan or licence."""
_LICENCE: Final = re.compile(
    r"\b(?:produced|assembled|manufactured|built|production|assembly|modernized)\b.*"
    r"\bunder (?:\w+ )?licen[cs]e\b"
    r"|\blicen[cs]ed? production\b|\blicen[cs]e-(?:produced|built|assembled)\b|^under licen[cs]e\b",
    re.IGNORECASE,
)
_LEASE: Final = re.compile(r"\bleas(?:e|ed)\b", re.IGNORECASE)
_LOAN: Final = re.compile(r"^(?:on )?loan(?:ed)?\b", re.IGNORECASE)
_GIFT: Final = re.compile(
    r"^(?:probably |possibly )?(?:part of |incl )?(?:\S+ (?:bn|b|mn|m|k) )?(?:'[^']*' (?:\([^)]*\) )?)?"
    r"(?:military )?(?:aid|gift|donat(?:ed|ion))\b(?! (?:worth )?(?:cancelled|planned|offered))",
    re.IGNORECASE,
)
_CANCELLED: Final = re.compile(
    r"^(?:probably |possibly )?(?:(?:whole |entire )?(?:deal|order|contract|lease)\s+)?"
    r"(?:was |has been )?(?:later |then )?(?:cancelled|canceled|terminated)\b"
    r"(?: by \w+(?: \w+)?)?(?: in| end-| early| mid-| late| early-| late-)?\s*(?P<said>(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_REVIVED: Final = re.compile(
    r"\b(?:renewed|reinstated|revived|resumed|reordered|re-ordered)\b", re.IGNORECASE
)
_UNSIGNED: Final = re.compile(
    r"\b(?:contract|deal|order|agreement)\b[^;]*\bnot (?:yet )?(?:been )?(?:signed|finali[sz]ed|concluded)\b"
    r"|\bnot yet (?:been )?(?:signed|contracted|ordered|finali[sz]ed)\b",
    re.IGNORECASE,
)
_STATE: Final = r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*"
_FOR_FORCES: Final = re.compile(
    rf"\b[Ff]or (?:use by )?(?P<said>{_STATE})"
    r" (?:armed |security |peacekeeping |special |border )?"
    r"(?:forces|troops|army|navy|air force|police|government|coast guard)\b"
)
_FOR_ITEM: Final = re.compile(
    r"^(?!spare)(?:|.*\b(?:versions?|engines?|turboshafts?|turboprops?|turbo(?:fan|jet)s?|turbines?)\s)"
    r"(?:incl |also )?for (?:use (?:with|on|in) )?(?:some )?(?:\d+ )?(?P<said>.+)$",
    re.IGNORECASE,
)
_VIA: Final = re.compile(
    rf"\b(?:[Bb]ought|[Oo]rdered|[Ss]old|[Pp]urchased|[Aa]cquired|[Pp]rocured)\b[^;]*?"
    rf"\b(?:via|through) (?P<said>{_STATE})"
)
_RESOLD: Final = re.compile(
    r"\b(?:originally|second-hand|ex-|formerly)\b.*\bsold\b|\bresold\b|\bre-exported\b", re.IGNORECASE
)
_UPGRADE: Final = re.compile(
    r"^(?!second-hand).*\brebuilt to\b|^(?!.*\bincl(?:uding)? moderni).*\b(?:moderni[sz]|modific)ation of\b",
    re.IGNORECASE,
)
_SPARE: Final = re.compile(r"^spares?\b(?! parts only)(?: \w+)? for\b", re.IGNORECASE)
_UNCERTAIN: Final = re.compile(
    r"\b(?:designation|supplier|seller|recipient|buyer|status|deal|order|delivery|identity)"
    r" (?:is |are )?(?:a )?(?:uncertain|unclear|unconfirmed|unknown|possibly|probably|could|may|might)\b",
    re.IGNORECASE,
)
_VERSION: Final = re.compile(r"(?:^|\band |\bor |\bincl )(?P<said>[A-Z0-9][\w./+-]*) versions?\b")
_PARENTHESIS: Final = re.compile(r"\([^()]*\)")

_REAL: Final = (("license", _LICENCE), ("lease", _LEASE), ("loan", _LOAN), ("gift", _GIFT))
_PLAIN: Final = (
    ("unsigned", _UNSIGNED),
    ("resale", _RESOLD),
    ("via", _VIA),
    ("upgrade", _UPGRADE),
    ("spare", _SPARE),
    ("uncertain", _UNCERTAIN),
    ("version", _VERSION),
)
_FOR: Final = (("end_user", _FOR_FORCES), ("for_item", _FOR_ITEM))


class Remark(Record):
    """One statement of a comment, in SIPRI's words; `hedged` where they leave room for doubt."""

    kind: str
    quote: str
    hedged: bool
    said: str = ""


@lru_cache(16_384)
def remarks(comment: str) -> tuple[Remark, ...]:
    """What the clauses of a comment state, in order; clauses of no interest are left out.

    `kind` is value, part_of_value, license, lease, loan, gift, cancellation, unsigned, resale, via, upgrade,
    spare, uncertain, version, end_user or for_item; `said` is the sum, the year, the person, country or item.

    >>> [(one.kind, one.said) for one in remarks("INR390 b ($5.4 b) deal; delivery planned 2021-2027")]
    [('value', 'INR390 b ($5.4 b)')]
    """
    return tuple(remark for clause in clauses(comment) for remark in _of(clause))


def clauses(comment: str) -> list[str]:
    """The comment split at its semicolons, but not inside parentheses that close.

    >>> clauses("aid (tanks; guns); lease"), clauses("aid (tanks; lease")
    (['aid (tanks; guns)', 'lease'], ['aid (tanks', 'lease'])
    """
    if comment.count("(") != comment.count(")") or "(" not in comment:
        return [clause for part in comment.split(";") if (clause := part.strip())]
    found, depth, start = [], 0, 0
    for at, letter in enumerate(comment):
        depth += (letter == "(") - (letter == ")" and depth > 0)
        if letter == ";" and depth == 0:
            found.append(comment[start:at].strip())
            start = at + 1
    return [clause for clause in (*found, comment[start:].strip()) if clause]


def _of(clause: str) -> Iterator[Remark]:
    # What stands in parentheses is said of something else.
    plain = " ".join(_PARENTHESIS.sub(" ", clause).split())
    hedged = bool(_HEDGES.search(plain))
    price = price_of(clause)
    if price:
        kind, said = price
        yield Remark(kind, clause, hedged, said)
    if not _UNREAL.search(plain):
        yield from _found(_REAL, plain, clause, hedged=hedged)
    cancelled = _CANCELLED.search(clause)
    if cancelled and not _REVIVED.search(clause):
        yield Remark("cancellation", clause, hedged, cancelled["said"] or "")
    yield from _found(_PLAIN, clause, clause, hedged=hedged)
    yield from islice(_found(_FOR, clause, clause, hedged=hedged), 1)


def _found(
    kinds: tuple[tuple[str, re.Pattern[str]], ...], text: str, clause: str, *, hedged: bool
) -> Iterator[Remark]:
    for kind, pattern in kinds:
        if found := pattern.search(text):
            said = found["said"].strip() if "said" in pattern.groupindex else ""
            yield Remark(kind, clause, hedged, said)
