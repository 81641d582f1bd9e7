"""Reports of one fact that cannot all be right: quantity, value and date, within one event.

They are kept side by side as they were reported. None is chosen, and nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Final, Literal, Protocol

from caatsa.documents.document import Path
from caatsa.domain.facts import Citation
from caatsa.domain.record import Record
from caatsa.intake.alternatives import Reading, differ, in_other_units, offered, rounded
from caatsa.intake.evidence import citations, public, sources_of
from caatsa.intake.misprints import likely_misprint
from caatsa.intake.normalise import Frame, SeenAct
from caatsa.intake.understand import Figure, Understood, stated_figure

Disputed = Literal["quantity", "value", "date"]

ONE_TEXT: Final = "one report leaves the choice; none is chosen"
EVENT_AND_CONTRACT: Final = "reported differently for the event and for its contract; both are kept"
TWO_ACTS: Final = (
    "two acts of one kind, each with sources of its own: two acts, or one that is reported in two ways; "
    "both are kept"
)
OF_REPORTS: Final = "reported differently; each is kept with its sources, and none is chosen"
LIKELY_MISPRINT: Final = "possibly misprinted"
ROUNDED: Final = "one may be the other, rounded"
OTHER_UNITS: Final = "reports use these units for one another; they are not converted"

CLOSE: Final = timedelta(days=31)
"""How far apart two reports may date one act, if both give it at least to the month."""

_FIGURES: Final[tuple[Literal["quantity", "value"], ...]] = ("quantity", "value")
_MOST_SHOWN: Final = 20
_CONTRACTED: Final = frozenset({"contract", "gift", "lease"})
_ONCE: Final = frozenset({"contract", "agreement", "cancellation"})
"""Kinds of act of which an event mostly has one; of payments and deliveries it has several."""


class Interval(Protocol):
    """What has a first and a last day, inclusive."""

    @property
    def first_day(self) -> date:
        """The first day."""

    @property
    def last_day(self) -> date:
        """The last day."""


class Report(Record):
    """One report: its words, where it stands, and who says so; `act` is empty for the event itself."""

    reported: str
    where: str
    event: str
    act: str
    sources: tuple[Citation, ...]


class Disagreement(Record):
    """Reports of one fact that cannot all be right."""

    fact: Disputed
    reports: tuple[Report, ...]
    note: str


class Told(Record):
    """What an event tells as of the days of the frame, and how to look up its parts."""

    understood: Understood
    acts: tuple[SeenAct, ...]
    frame: Frame

    def figure(self, fact: Disputed, act: SeenAct | None = None) -> Figure | None:
        """The quantity or value of an act; without an act, that of the event if it was public."""
        event = self.understood.event
        if act is None and event.sources and not public(event.sources, self.frame.known_by):
            return None
        path: Path = (*(act.path if act else ()), fact)
        return next((figure for figure in self.understood.figures if figure.path == path), None)

    def sources(self, act: SeenAct | None = None) -> tuple[Citation, ...]:
        """The sources of an act or of the event that were public by the known-by date."""
        event = self.understood.event
        return citations(public(sources_of(act.act, event) if act else event.sources, self.frame.known_by))

    def report(self, reported: str, path: Path, act: SeenAct | None = None) -> Report:
        """What was reported at that place."""
        event, where = self.understood.event.id, self.frame.locate(path)
        return Report(reported, where, event, act.id if act else "", self.sources(act))

    def of_figure(self, figure: Figure, act: SeenAct | None = None) -> Report:
        """A quantity or value as it was reported."""
        return self.report(figure.reported, figure.path, act)

    def of_date(self, act: SeenAct) -> Report:
        """The day of an act as it was reported."""
        return self.report(f"{act.act.kind}, {act.act.date.dated}", (*act.path, "date"), act)


def disagreements(told: Told) -> tuple[Disagreement, ...]:
    """All that the reports of one event disagree on, as far as they are public and the acts exist."""
    of_reports = tuple(_of_reports(told))
    settled = {one.fact for one in of_reports}
    offered_ones = (one for one in _offered(told) if one.reports[0].act or one.fact not in settled)
    return (*of_reports, *offered_ones, *_event_and_contract(told), *_acts_of_one_kind(told))


def notes(text: str, one: Figure, other: Figure) -> str:
    """The note with what may explain the difference."""
    if one.reading is None or other.reading is None:
        return text
    return "; ".join((text, *remarks(one.reading, other.reading)))


def remarks(one: Reading, other: Reading) -> Iterator[str]:
    """What may explain that two figures differ. None of them is corrected."""
    if in_other_units(one, other):
        yield OTHER_UNITS
    if rounded(one, other):
        yield ROUNDED
    misprint = likely_misprint(one, other)
    if misprint:
        yield f"{LIKELY_MISPRINT}: {misprint}"


def figures_differ(one: Figure | None, other: Figure | None) -> bool:
    """Whether both are understood and cannot both be right."""
    if one is None or other is None or one.reading is None or other.reading is None:
        return False
    return differ(one.reading, other.reading)


def _offered(told: Told) -> Iterator[Disagreement]:
    """One text that gives several figures, in the event or in an act."""
    holders: list[SeenAct | None] = [None, *told.acts]
    for act in holders:
        for fact in _FIGURES:
            figure = told.figure(fact, act)
            texts = offered(figure.reading, figure.reported, fact) if figure else ()
            if figure and texts:
                reports = tuple(told.report(text, figure.path, act) for text in texts)
                yield Disagreement(fact, reports, f"“{figure.reported}”: {ONE_TEXT}")


def _of_reports(told: Told) -> Iterator[Disagreement]:
    """The figures of the reports that were reconciled into the event, each with its own sources."""
    event, known_by = told.understood.event, told.frame.known_by
    seen = [
        (number, report)
        for number, report in enumerate(event.reports)
        if not report.sources or public(report.sources, known_by)
    ]
    for fact in _FIGURES:
        said = [
            (report, replace(stated, path=("reports", number, *stated.path)))
            for number, report in seen
            if (stated := stated_figure(report, fact)) is not None
        ]
        explained = rivals([stated for _, stated in said])
        if explained is not None:
            reports = tuple(
                Report(
                    stated.reported,
                    told.frame.locate(stated.path),
                    report.id,
                    "",
                    citations(public(report.sources, known_by)),
                )
                for report, stated in said[:_MOST_SHOWN]
            )
            yield Disagreement(fact, reports, "; ".join((OF_REPORTS, *explained)))


def rivals(figures: Sequence[Figure]) -> tuple[str, ...] | None:
    """What may explain that the figures of one thing differ, pair by pair; None where they do not."""
    distinct = {figure.reading: figure for figure in reversed(figures) if figure.reading is not None}
    pairs = [
        (one, other)
        for one, other in combinations(list(distinct.values())[:_MOST_SHOWN], 2)
        if figures_differ(one, other)
    ]
    if not pairs:
        return None
    explained: dict[str, list[str]] = {}
    for one, other in pairs:
        for remark in remarks(one.reading, other.reading) if one.reading and other.reading else ():
            explained.setdefault(remark, []).append(" and ".join(sorted((one.reported, other.reported))))
    return tuple(f"{remark} ({'; '.join(sorted(told))})" for remark, told in sorted(explained.items()))


def _event_and_contract(told: Told) -> Iterator[Disagreement]:
    """The figure of the event and that of its only contract; several contracts may be parts of the whole."""
    contracts = [act for act in told.acts if act.act.kind in _CONTRACTED]
    if len(contracts) != 1:
        return
    (contract,) = contracts
    for fact in _FIGURES:
        whole, own = told.figure(fact), told.figure(fact, contract)
        if whole and own and figures_differ(whole, own):
            reports = (told.of_figure(whole), told.of_figure(own, contract))
            yield Disagreement(fact, reports, notes(EVENT_AND_CONTRACT, whole, own))


def _acts_of_one_kind(told: Told) -> Iterator[Disagreement]:
    """Acts of a kind that happens once, each with sources of its own, that differ in one thing."""
    once = [act for act in told.acts if act.act.kind in _ONCE and act.act.sources]
    for one, other in combinations(once, 2):
        if one.act.kind != other.act.kind or set(told.sources(one)) & set(told.sources(other)):
            continue
        apart = [
            fact for fact in _FIGURES if figures_differ(told.figure(fact, one), told.figure(fact, other))
        ]
        on_other_days = dated_apart(one, other)
        if on_other_days and not apart:
            yield Disagreement("date", (told.of_date(one), told.of_date(other)), TWO_ACTS)
        for fact in apart if not on_other_days else ():
            first, second = told.figure(fact, one), told.figure(fact, other)
            if first and second:
                reports = (told.of_figure(first, one), told.of_figure(second, other))
                yield Disagreement(fact, reports, notes(TWO_ACTS, first, second))


def close(one: Interval, other: Interval) -> bool:
    """Whether both may be of the same day, or are reported to the month and not far apart."""
    apart = max(one.first_day, other.first_day) - min(one.last_day, other.last_day)
    vague = any(found.last_day - found.first_day > CLOSE for found in (one, other))
    return apart <= (timedelta() if vague else CLOSE)


def dated_apart(one: SeenAct, other: SeenAct) -> bool:
    """Whether both days are known and they cannot be the same."""
    known = one.act.date.known and other.act.date.known
    return known and (one.last_day < other.first_day or other.last_day < one.first_day)
