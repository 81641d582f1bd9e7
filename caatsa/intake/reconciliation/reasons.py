"""Why reports were taken for one event, and what they do not agree on, report by report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from caatsa.domain.record import Record
from caatsa.intake.conflicts import rivals
from caatsa.intake.reconciliation.single import Single
from caatsa.intake.understand import UnderstoodParty

NOT_NAMED: Final = "not named"
NOT_STATED: Final = "not stated"
LEFT_OUT: Final = "only leaks or aggregators name it; left in the report"


class Reason(Record):
    """What joined the reports, or what they disagree on; `conflict` where they cannot all be right."""

    label: str
    text: str
    conflict: bool = False


def reasons(singles: Sequence[Single]) -> Iterator[Reason]:
    """Buyer, item, seller and days as the reports give them, then what they do not agree on."""
    if not singles:
        return
    yield Reason(
        "buyer", f"{_country(singles[0].buyer)}; {_said(singles, lambda one: one.buyer.name or NOT_NAMED)}"
    )
    yield Reason("item", _said(singles, lambda one: f"“{one.understood.event.item}”"))
    yield Reason("seller", _said(singles, _seller))
    yield from _days(singles)
    yield from _conflicts(singles)
    yield from _left_out(singles)


def _said(singles: Sequence[Single], value_of: Callable[[Single], str]) -> str:
    """Each thing said with the ids of the reports that say it, the commonest first."""
    ids: dict[str, list[str]] = {}
    for single in singles:
        ids.setdefault(value_of(single), []).append(single.id)
    ordered = sorted(ids.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return "; ".join(f"{value} ({', '.join(who)})" for value, who in ordered)


def _country(party: UnderstoodParty) -> str:
    return party.country.name if party.country else party.country_name


def _seller(single: Single) -> str:
    country = single.supplier.country
    where = f", {country.name}" if country else ""
    return f"{single.supplier.name or NOT_NAMED}{where}"


def _days(singles: Sequence[Single]) -> Iterator[Reason]:
    """The days of each kind of act that more than one report tells of."""
    kinds = dict.fromkeys(act.kind for single in singles for act in single.understood.event.acts)
    for kind in kinds:
        told = [
            f"{', '.join(days)} ({single.id})"
            for single in singles
            if (days := [act.date.text for act in single.understood.event.acts if act.kind == kind])
        ]
        if len(told) > 1:
            yield Reason(kind, "; ".join(told))


def _conflicts(singles: Sequence[Single]) -> Iterator[Reason]:
    for fact in ("quantity", "value"):
        figures = [(single, figure) for single in singles if (figure := single.figures[fact])]
        explained = rivals([figure for _, figure in figures])
        if explained is not None:
            told = [single for single, _ in figures]
            said = _said(told, partial(_reported, fact=fact))
            yield Reason(fact, "; ".join((said, *explained)), conflict=True)


def _reported(single: Single, fact: str) -> str:
    figure = single.figures[fact]
    return figure.reported if figure else NOT_STATED


def _left_out(singles: Sequence[Single]) -> Iterator[Reason]:
    """Names that nobody better than a leak says, beside reports that are better."""
    if all(single.low for single in singles) or not any(single.low for single in singles):
        return
    for label, name_of in (("buyer", _buyer_name), ("seller", _seller_name)):
        leaked = [single for single in singles if single.low and name_of(single)]
        if leaked and not any(name_of(single) for single in singles if not single.low):
            yield Reason(label, f"{_said(leaked, name_of)}: {LEFT_OUT}")


def _buyer_name(single: Single) -> str:
    return single.buyer.name


def _seller_name(single: Single) -> str:
    return single.supplier.name
