"""Reports that disagree, beside the rows: within one event, and between events that may be one transaction.

Two events of an input may report the same transaction: the same buyer, seller and system, and contract dates
that overlap or are a month apart. They are never merged; what they report differently is shown with both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from caatsa.assessment.trail import source_line
from caatsa.domain.record import Record
from caatsa.domain.verdict import Alternative, Conflict
from caatsa.intake.conflicts import (
    Disagreement,
    Disputed,
    Report,
    Told,
    close,
    dated_apart,
    disagreements,
    figures_differ,
    notes,
)
from caatsa.intake.evidence import best_grade, grade_rank, independent
from caatsa.intake.normalise import SeenAct
from caatsa.intake.understand import BEGINNING, Figure, UnderstoodParty
from caatsa.registers.names import fold

SAME_TRANSACTION: Final = (
    "possibly the same transaction, reported as {}: the same buyer, seller and system, and dates of contract "
    "that overlap or are close; the events are not merged"
)
_MOST_COMPARED: Final = 100
_MOST_SHOWN: Final = 10
_FIGURES: Final[tuple[Disputed, ...]] = ("quantity", "value")


def conflicts(events: Sequence[Told]) -> Mapping[str, tuple[Conflict, ...]]:
    """For each event of which reports disagree, by its id, what they say."""
    found = {told.understood.event.id: list(disagreements(told)) for told in events}
    for event, disagreement in _between(events):
        found[event].append(disagreement)
    return {event: tuple(map(_conflict, ones)) for event, ones in found.items() if ones}


def _conflict(found: Disagreement) -> Conflict:
    alternatives = tuple(map(_alternative, found.reports))
    weakest = max((best_grade(report.sources) for report in found.reports), key=grade_rank)
    return Conflict(fact=found.fact, alternatives=alternatives, grade=weakest, note=found.note)


def _alternative(report: Report) -> Alternative:
    return Alternative(
        reported=report.reported,
        where=report.where,
        event=report.event,
        act=report.act,
        grade=best_grade(report.sources),
        sources=tuple(map(source_line, report.sources)),
    )


class _Claim(Record):
    """The act with which an event begins a transaction, and its quantity and value."""

    told: Told
    act: SeenAct
    figures: Mapping[Disputed, Figure | None]

    @property
    def event(self) -> str:
        """The id of its event."""
        return self.told.understood.event.id

    @cached_property
    def publishers(self) -> frozenset[str]:
        """Who tells of the act, by folded names."""
        return frozenset(fold(name) or name for name in independent(self.told.sources(self.act)))

    @property
    def sides(self) -> tuple[UnderstoodParty, UnderstoodParty]:
        """Buyer and supplier."""
        return self.told.understood.buyer, self.told.understood.chain[0]

    @property
    def content(self) -> tuple[object, ...]:
        """What makes two claims of one bucket say the same, save who says it."""
        reported = tuple(figure.reported if figure else None for figure in self.figures.values())
        return (self.act.act.date.text, *reported, *map(_known, self.sides), self.publishers)

    def figure_report(self, figure: Figure) -> Report:
        """The figure, with the sources of the act if it stands there."""
        return self.told.of_figure(figure, self.act if figure.path[0] == "acts" else None)


def _between(events: Iterable[Told]) -> Iterator[tuple[str, Disagreement]]:
    """What events that may report one transaction disagree on, for each of these events."""
    buckets: dict[tuple[str, ...], list[_Claim]] = {}
    for told in events:
        for claim in _claims(told):
            for bucket in _buckets(claim):
                buckets.setdefault(bucket, []).append(claim)
    for claims in buckets.values():
        if len(claims) > 1:
            yield from _within(claims)


def _claims(told: Told) -> Iterator[_Claim]:
    begun = [act for act in told.acts if act.act.kind in BEGINNING and act.act.date.known]
    for act in begun:
        of_event = told.figure if len(begun) == 1 else lambda _: None
        yield _Claim(told, act, {fact: told.figure(fact, act) or of_event(fact) for fact in _FIGURES})


def _buckets(claim: _Claim) -> Iterator[tuple[str, ...]]:
    """By what two claims must agree to be compared, names aside, which one of them may not know."""
    understood = claim.told.understood
    sides = tuple(map(_government, claim.sides))
    systems = [system.key for system in understood.item.systems]
    for item in systems or [f"item:{(understood.event.item or '').casefold()}"]:
        if item != "item:":
            yield (claim.act.act.kind, *sides, item)


def _government(party: UnderstoodParty) -> str:
    code = party.country.code if party.country else None
    return code or party.key


def _known(party: UnderstoodParty) -> str:
    return party.key if party.named else ""


def _within(claims: Sequence[_Claim]) -> Iterator[tuple[str, Disagreement]]:
    """Compare claims of one bucket; those that say the same are compared once."""
    distinct: dict[tuple[object, ...], list[_Claim]] = {}
    for claim in claims:
        distinct.setdefault(claim.content, []).append(claim)
    ordered = sorted((ones[0] for ones in distinct.values()), key=lambda claim: claim.act.first_day)
    for place, claim in enumerate(ordered):
        near = ordered[max(0, place - _MOST_COMPARED) : place + _MOST_COMPARED]
        others = [other for other in near if _may_be_one(claim, other)]
        for same in distinct[claim.content]:
            yield from ((same.event, found) for found in _disagreements(same, others))


def _may_be_one(claim: _Claim, other: _Claim) -> bool:
    """Whether two claims may tell of one transaction; who tells of both, as a register does, knows of two."""
    if claim.event == other.event or not close(claim.act, other.act) or claim.publishers & other.publishers:
        return False
    for first, second in zip(map(_known, claim.sides), map(_known, other.sides), strict=True):
        if first and second and first != second:
            return False
    return True


def _disagreements(claim: _Claim, others: Sequence[_Claim]) -> Iterator[Disagreement]:
    """What the others report otherwise than the claim, one fact after another."""
    for fact in _FIGURES:
        own = claim.figures[fact]
        differing = [
            (other, figure)
            for other in others
            if (figure := other.figures[fact]) and own and figures_differ(own, figure)
        ][:_MOST_SHOWN]
        if own and differing:
            reports = [other.figure_report(figure) for other, figure in differing]
            note = notes(_same(claim, [other for other, _ in differing]), own, differing[0][1])
            yield Disagreement(fact, (claim.figure_report(own), *reports), note)
    dated = [other for other in others if dated_apart(claim.act, other.act)][:_MOST_SHOWN]
    if dated:
        days = tuple(one.told.of_date(one.act) for one in (claim, *dated))
        yield Disagreement("date", days, _same(claim, dated))


def _same(claim: _Claim, others: Iterable[_Claim]) -> str:
    events = dict.fromkeys((claim.event, *(other.event for other in others)))
    return SAME_TRANSACTION.format(", ".join(events))
