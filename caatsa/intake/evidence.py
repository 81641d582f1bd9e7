"""What stands behind a fact: its sources, the best grade among them, and since when it was known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, get_args

from caatsa.domain.facts import Citation, Grade
from caatsa.domain.reported import Act, Event, Source

_BEST_FIRST: Final[tuple[Grade, ...]] = get_args(Grade)


def citations(sources: Iterable[Source]) -> tuple[Citation, ...]:
    """The sources as the trail shows them."""
    return tuple(
        Citation(
            source.title,
            source.publisher or "",
            source.url or "",
            str(source.published) if source.published else "",
            source.grade or "unsourced",
        )
        for source in sources
    )


def best_grade(sources: Sequence[Citation]) -> Grade:
    """The best grade among the sources; `unsourced` where there are none.

    A source without a grade stands between the graded press and leaks: it is not known to be a leak.
    """
    grades: list[Grade] = [source.grade or "unsourced" for source in sources]
    return min(grades, key=_BEST_FIRST.index, default="unsourced")


def sources_of(act: Act, event: Event) -> tuple[Source, ...]:
    """An act's own sources, else those of its event."""
    return act.sources or event.sources


def known_since(sources: Sequence[Source]) -> date | None:
    """The earliest day of publication, counted from the last day of a partial date; None: always known."""
    days = [source.published.last_day for source in sources if source.published and source.published.known]
    return min(days, default=None)


def is_known(sources: Sequence[Source], known_by: date | None) -> bool:
    """Whether facts with these sources were public by that day; no day means no limit."""
    since = known_since(sources)
    return known_by is None or since is None or since <= known_by
