"""Readings of contested terms as text: those that are not by default, and a row under their rivals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from caatsa.domain.readings import ReadingLine, RivalReadings
from caatsa.report.layout import wrapped
from caatsa.report.words import plain

_START: Final = " " * 7
_NEXT: Final = " " * 9
_MOST_TOLD: Final = 4
"""Where more sets of readings than this leave a row as it is, the others say when it is not."""


def in_force(readings: Iterable[ReadingLine]) -> Iterator[str]:
    """The terms that are read otherwise than by default."""
    for one in readings:
        text = f"read with {one.name}: {one.value} ({one.title}), not by default as {one.default}"
        yield from wrapped(text, "    ", "      ")


def rivals(compared: RivalReadings | None) -> Iterator[str]:
    """The deciding switches, then each exposure with the smallest readings that give it."""
    if compared is None:
        return
    if not compared.deciding:
        yield from wrapped("the same under every reading; no switch decides", f"{_START}- ", _NEXT)
        return
    yield from wrapped(f"deciding switches: {', '.join(compared.deciding)}", _START)
    for outcome in compared.outcomes:
        shown = " (as assessed)" if outcome.as_assessed else ""
        yield f"{_START}{plain(outcome.exposure)}{shown}"
        if outcome.as_assessed and len(outcome.when) > _MOST_TOLD:
            alike = sum(one.exposure == outcome.exposure for one in compared.combinations)
            text = f"every other combination, {alike} of {len(compared.combinations)}"
            yield from wrapped(text, f"{_NEXT}- ")
            continue
        for readings in outcome.when:
            yield from wrapped(_said(readings), f"{_NEXT}- ")


def _said(readings: Mapping[str, Sequence[str]]) -> str:
    return ", ".join(f"{name}={' or '.join(values)}" for name, values in readings.items())
