"""The step chart of exposure over time as coordinates of an SVG, in units of its view box."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

from caatsa.domain.axes import EXPOSURES
from caatsa.domain.history import Moment
from caatsa.report.words import day, plain

WIDTH: Final = 760
HEIGHT: Final = 230
_LEFT, _RIGHT, _TOP, _STEP = 110, 20, 20, 40


def chart(moments: Sequence[Moment], as_of: date) -> dict[str, Any]:
    """Lines of the levels, the path of the steps, a point for each moment, and the years below."""
    first = moments[0].day
    span = max((as_of - first).days, 1)

    def x(at: date) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (at - first).days / span, 1)

    points = [
        {"x": x(one.day), "y": _y(one.exposure), "title": _title(one), "enforcement": one.enforcement}
        for one in moments
    ]
    path = f"M{points[0]['x']},{points[0]['y']}"
    for before, after in pairwise(points):
        path += f" H{after['x']}" + (f" V{after['y']}" if after["y"] != before["y"] else "")
    levels = [{"y": _y(exposure), "label": plain(exposure)} for exposure in EXPOSURES]
    years = [date(year, 1, 1) for year in range(first.year + 1, as_of.year + 1)]
    every = -(-len(years) // 12) if years else 1
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": _LEFT,
        "right": WIDTH - _RIGHT,
        "bottom": _y(EXPOSURES[0]) + 14,
        "levels": levels,
        "path": f"{path} H{WIDTH - _RIGHT}",
        "points": points,
        "years": [{"x": x(one), "label": one.year} for one in years[::every]],
        "from": day(first),
        "to": day(as_of),
    }


def _y(exposure: str) -> int:
    return _TOP + _STEP * (len(EXPOSURES) - 1 - EXPOSURES.index(exposure))


def _title(moment: Moment) -> str:
    return f"{day(moment.day)}: {plain(moment.exposure)}; {'; '.join(moment.events)}"
