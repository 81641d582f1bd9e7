"""Two assessments beside each other, and a replayed receipt, as text and as plain data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from caatsa.domain.history import Cause, Comparison, RowChange, Side
from caatsa.report.layout import wrapped
from caatsa.report.timeline_view import row_change
from caatsa.report.words import day

_BECAUSE: Final[dict[Cause, str]] = {
    "day": "the as-of day is another",
    "known_by": "the day up to which it was known is another",
    "readings": "contested terms are read otherwise",
    "input": "the input is another",
    "rule base": "the rule base is another",
    "software": "the software is another",
}


def comparison_text(compared: Comparison) -> str:
    """What both were made with, then the rows that differ, grouped by what they are due to."""
    lines = [*_side("before", compared.before), *_side("after", compared.after), "", *changes(compared)]
    return "\n".join(lines) + "\n"


def comparison_data(compared: Comparison) -> dict[str, Any]:
    """The comparison as plain data, days as ISO text."""
    from caatsa.domain.published import plain_data

    return plain_data(compared)


def changes(compared: Comparison) -> Iterator[str]:
    """The rows that differ, those that are due to the same together; one line if none does."""
    if not compared.rows:
        yield "No row differs."
    for causes, rows in by_causes(compared):
        yield from wrapped(f"{counted(rows)}, because {due_to(causes)}:")
        for row in rows:
            yield from row_change(row, f"  {row.country or '--'}  ")


def by_causes(compared: Comparison) -> Iterator[tuple[tuple[Cause, ...], list[RowChange]]]:
    """The rows that differ, those that are due to the same together."""
    groups: dict[tuple[Cause, ...], list[RowChange]] = {}
    for row in compared.rows:
        groups.setdefault(row.causes, []).append(row)
    yield from groups.items()


def counted(rows: Collection[RowChange]) -> str:
    """How many rows differ, in words."""
    return "1 row differs" if len(rows) == 1 else f"{len(rows)} rows differ"


def due_to(causes: Iterable[Cause]) -> str:
    """The causes in words; what cannot be told apart is joined by "or"."""
    return ", or ".join(_BECAUSE[cause] for cause in causes) or "of nothing that is known to differ"


def _side(label: str, side: Side) -> Iterator[str]:
    known_by = f", known by {day(side.known_by)}" if side.known_by else ""
    yield from wrapped(
        f"as of {day(side.as_of)}{known_by}; input {side.input_sha256[:12]}; rule base"
        f" {side.rulebase_version} {side.rulebase_sha256[:12]}, law read to {day(side.law_read_to)};"
        f" {side.software}",
        f"{label + ':':<8}",
    )
