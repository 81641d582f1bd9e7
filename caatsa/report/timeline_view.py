"""Exposure over time as a step chart of characters, and the days below it with what moved each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from caatsa.domain.axes import EXPOSURES
from caatsa.domain.history import CountryTimeline, Moment, RowChange
from caatsa.report.layout import WIDTH, clean, wrapped
from caatsa.report.words import day, plain, provision_name

if TYPE_CHECKING:
    from caatsa.assessment.timeline import History

_LABEL: Final = max(len(exposure) for exposure in EXPOSURES) + 3
_CHART: Final = WIDTH - _LABEL


def timeline_text(found: History) -> str:
    """Every country's chart and days, no line longer than 80 columns."""
    lines = [*_made_with(found), ""]
    for one in found.countries:
        lines += [*_country(one, found.as_of), ""]
    return "\n".join(lines if found.countries else [*lines, "No event that is dated.", ""])


def timeline_data(found: History) -> dict[str, Any]:
    """The same as plain data, days as ISO text."""
    from caatsa.domain.published import plain_data

    return {"format": "caatsa.timeline.v1", **plain_data(found)}


def _made_with(found: History) -> Iterator[str]:
    known_by = f", as known by {day(found.known_by)}" if found.known_by else ""
    base = found.rulebase
    yield from wrapped(
        f"Up to {day(found.as_of)}{known_by}; rule base {base.version} {base.sha256[:12]}, law read to"
        f" {day(base.law_read_to)}."
    )
    for notice in found.notices:
        yield from wrapped(notice)


def _country(one: CountryTimeline, as_of: date) -> Iterator[str]:
    yield "─" * WIDTH
    yield f"{one.country or '--'}  {clean(one.country_name)}"
    yield ""
    yield from chart(one.moments, as_of)
    yield ""
    for moment in one.moments:
        yield from _moment(moment)


def chart(moments: Sequence[Moment], as_of: date, width: int = _CHART) -> Iterator[str]:
    """A line for each exposure, highest first, the days from left to right; the last column is the as-of day.

    A column shows the exposure at its end, so that a short one between two days may not be seen.
    """
    if not moments:
        return
    first = moments[0].day
    levels = [_level(moments, _end(first, as_of, column, width)) for column in range(width)]
    for exposure in reversed(EXPOSURES):
        cells = "".join(_cell(EXPOSURES.index(exposure), levels, column) for column in range(width))
        yield f"{plain(exposure):<{_LABEL - 2}} ┤{cells}".rstrip()
    left, right = first.isoformat(), as_of.isoformat()
    yield " " * (_LABEL - 1) + "└" + "─" * (width - 1)
    yield " " * _LABEL + left + right.rjust(width - len(left))


def _end(first: date, as_of: date, column: int, width: int) -> date:
    """The last day that a column stands for."""
    days = (as_of - first).days
    return date.fromordinal(first.toordinal() + days * (column + 1) // width)


def _level(moments: Sequence[Moment], at: date) -> int:
    begun = [one for one in moments if one.day <= at]
    return EXPOSURES.index(begun[-1].exposure) if begun else 0


def _cell(level: int, levels: Sequence[int], column: int) -> str:
    """The stroke of one column on one line: the step is drawn where the new level begins."""
    now = levels[column]
    before = levels[column - 1] if column else now
    low, high = min(before, now), max(before, now)
    if before == now:
        return "─" if level == now else " "
    if level == now:
        return "┌" if now > before else "└"
    if level == before:
        return "┘" if now > before else "┐"
    return "│" if low < level < high else " "


def _moment(moment: Moment) -> Iterator[str]:
    axes = f"exposure: {plain(moment.exposure)}; enforcement: {plain(moment.enforcement)}"
    yield from wrapped(f"{day(moment.day)}: {axes}")
    for event in moment.events:
        yield from wrapped(event, "  * ", "    ")
    for row in moment.rows:
        yield from row_change(row, "  - ")


def row_change(row: RowChange, start: str) -> Iterator[str]:
    """One row that moved: what it was, what it is, and because of what."""
    name = f"{row.event}, {provision_name(row.provision)}" if row.provision else row.event
    whom = f", {row.person}" if row.person else ""
    reasons = "; ".join(row.because)
    yield from wrapped(f"{name}{whom}: {moved(row)}, because {reasons}", start, " " * (len(start) + 2))


def moved(row: RowChange) -> str:
    """Both axes before and after; an axis that stayed, or of a row that is new or gone, is left out."""
    if row.exposure_before is None or row.exposure_after is None:
        return f"{_said(row.exposure_before)} → {_said(row.exposure_after)}"
    parts = [
        f"{_said(before)} → {_said(after)}"
        for before, after in (
            (row.exposure_before, row.exposure_after),
            (row.enforcement_before, row.enforcement_after),
        )
        if before != after
    ]
    return ", ".join(parts) or f"{_said(row.exposure_after)}, with other elements"


def _said(word: str | None) -> str:
    return plain(word) if word else "no row"
