"""Exposure over time as a page: a step chart for each country, and each step with its causes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from caatsa.domain.history import CountryTimeline, Moment
from caatsa.report.page import page
from caatsa.report.page.chart import chart
from caatsa.report.timeline_view import moved
from caatsa.report.words import day

if TYPE_CHECKING:
    from caatsa.assessment.timeline import History


def timeline_html(found: History) -> str:
    """The page; whatever stands in the input is text in it, never markup."""
    countries = [
        {"id": f"c{number}", "timeline": one, **over_time(one, found.as_of)}
        for number, one in enumerate(found.countries, start=1)
    ]
    return page("page/over_time.html.jinja", {"found": found, "countries": countries})


def over_time(one: CountryTimeline | None, as_of: date) -> dict[str, Any]:
    """The chart of a country and the steps below it; nothing where it has no timeline."""
    moments = one.moments if one else ()
    return {
        "chart": chart(moments, as_of) if moments else None,
        "moments": [_step(moment) for moment in moments],
    }


def _step(moment: Moment) -> dict[str, Any]:
    return {
        "day": day(moment.day),
        "exposure": moment.exposure,
        "enforcement": moment.enforcement,
        "events": moment.events,
        "rows": [(row, moved(row), "; ".join(row.because)) for row in moment.rows],
    }
