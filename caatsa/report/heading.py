"""The line at the head of a country: who, and both axes."""

from __future__ import annotations

from collections.abc import Iterator

from caatsa.domain.axes import Enforcement, Exposure
from caatsa.report.layout import WIDTH, clean, columns, padded, wrapped
from caatsa.report.words import painted, plain

RULE = "─" * WIDTH


def heading(
    country: str | None, name: str, exposure: Exposure, enforcement: Enforcement, *, color: bool
) -> Iterator[str]:
    """A rule, then the country with its axes on one line; a name that leaves no room has lines of its own."""
    said = f"exposure: {plain(exposure)}"
    axes = f"{said}   enforcement: {plain(enforcement)}"
    who = f"{country or '--'}  {clean(name)}"
    yield RULE
    if columns(who) + columns(axes) + 3 > WIDTH:
        yield from wrapped(who)
        who = ""
    shown = painted(said, plain(exposure), color=color) + axes.removeprefix(said)
    yield painted(padded(who, WIDTH - columns(axes)), "title", color=color) + shown
