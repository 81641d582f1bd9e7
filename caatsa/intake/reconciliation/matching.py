"""Whether two reports may be of one event: the bounds are those of docs/reconcile.md."""

from __future__ import annotations

import re
from itertools import product
from typing import Final, Literal

from caatsa.domain.reported import Act
from caatsa.intake.alternatives import single_figures
from caatsa.intake.conflicts import CLOSE, close, figures_differ, remarks
from caatsa.intake.reconciliation.single import Single
from caatsa.intake.understand import UnderstoodParty
from caatsa.registers.names import fold

_STATE_BODY: Final = re.compile(
    r"\b(?:ministry|ministries|army|navy|air forces?|armed forces|military|defen[cs]e|government|marines?|"
    r"coast ?guard|national guard|council|department)\b"
)
"""Words by which reports call the state that buys; they say ministry and service for one another."""

_LINE: Final = re.compile(r", line \d+")


def may_be_one(one: Single, other: Single) -> bool:
    """Whether both may report the same event; of the goods, that they share one is known before."""
    near = _nearness(one, other)
    return (
        near != "apart"
        and _same_buyer(one.buyer, other.buyer)
        and _same_seller(one, other)
        and _same_use(one, other)
        and not _told_by_one_source(one, other)
        and (near == "close" or _figures_compatible(one, other))
        and (one.has_system or _figures_agree(one, other))
    )


def _same_buyer(one: UnderstoodParty, other: UnderstoodParty) -> bool:
    if not (one.named and other.named) or one.key == other.key:
        return True
    return all(_STATE_BODY.search(fold(party.name)) for party in (one, other))


def _same_seller(one: Single, other: Single) -> bool:
    """The same, or not known to one; one that the other names among its parties is no other seller."""
    first, second = one.supplier, other.supplier
    if first.named and second.named:
        return first.key == second.key or first.key in other.parties or second.key in one.parties
    codes = {party.country.code for party in (first, second) if party.country and party.country.code}
    return len(codes) < 2


def _same_use(one: Single, other: Single) -> bool:
    first, second = one.understood.event, other.understood.event
    pairs = ((first.end_use, second.end_use), (first.capability, second.capability))
    return all(not (a and b) or a == b or "unknown" in (a, b) for a, b in pairs)


def _told_by_one_source(one: Single, other: Single) -> bool:
    """Whether one source tells of both, and so knows of two; in a register each line is an order."""
    if set(one.sources) & set(other.sources):
        return True
    return bool(_registers(one) & _registers(other))


def _registers(single: Single) -> frozenset[str]:
    """Publishers that the report cites by the line, as registers are."""
    return frozenset(
        fold(source.publisher) for source in single.sources if source.publisher and _LINE.search(source.title)
    )


def _nearness(one: Single, other: Single) -> Literal["close", "vague", "apart"]:
    """Whether acts of one kind are near; where both know how the transaction began, that decides.

    Vague: only years overlap, or a day is not known, which needs figures that speak for it too.
    """
    first = one.begun if one.begun and other.begun else one.acts
    second = other.begun if one.begun and other.begun else other.acts
    alike = [(a, b) for a, b in product(first, second) if a.kind == b.kind]
    near = [(a, b) for a, b in alike if a.date.known and b.date.known and close(a.date, b.date)]
    if any(_to_the_month(a) and _to_the_month(b) for a, b in near):
        return "close"
    if near:
        return "vague"
    undated = any(not (a.date.known and b.date.known) for a, b in alike)
    return "vague" if undated and _figures_agree(one, other) else "apart"


def _to_the_month(act: Act) -> bool:
    return act.date.last_day - act.date.first_day <= CLOSE


def _figures_compatible(one: Single, other: Single) -> bool:
    """Whether no figure differs, or only as figures do that are misprinted, rounded or in other units."""
    for fact in ("quantity", "value"):
        first, second = one.figures[fact], other.figures[fact]
        if first and second and figures_differ(first, second):
            explained = first.reading and second.reading and any(remarks(first.reading, second.reading))
            if not explained:
                return False
    return True


def _figures_agree(one: Single, other: Single) -> bool:
    """Whether both state the quantity or the value as one figure, and it is the same."""
    for fact in ("quantity", "value"):
        first, second = one.figures[fact], other.figures[fact]
        if first and second and first.reading and second.reading:
            pairs = product(single_figures(first.reading), single_figures(second.reading))
            if any(a[0] == b[0] and (a[1] == b[1] or not (a[1] and b[1])) for a, b in pairs):
                return True
    return False
