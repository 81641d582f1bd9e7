"""What stands behind a fact: its sources, their grades, which are independent, since when it was known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, get_args

from caatsa.domain.facts import Citation, Grade
from caatsa.domain.reported import Act, Event, Source
from caatsa.registers.names import fold

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
    return min(grades, key=grade_rank, default="unsourced")


def grade_rank(grade: Grade) -> int:
    """The place of a grade, the best first: 0 is an official text."""
    return _BEST_FIRST.index(grade)


def independent(sources: Iterable[Citation]) -> tuple[str, ...]:
    """The names of the publishers behind the sources, each once: what one publisher says twice is said once.

    A source that names no publisher is known by the host of its address, else by its title. So the copies of
    one report, and several leaks from one outlet, are one source.

    >>> papers = Citation("Papers", url="https://www.example.org/1"), Citation("More", "Example")
    >>> independent((*papers, Citation("Again", "EXAMPLE", "https://example.org/2")))
    ('EXAMPLE',)
    """
    sources = tuple(sources)
    publishers = {
        _host(source.url): source.publisher for source in sources if source.publisher and _host(source.url)
    }
    named = (
        (source.publisher or publishers.get(host := _host(source.url)) or host or source.title)
        for source in sources
    )
    by_key: dict[str, str] = {}
    for name in named:
        by_key.setdefault(fold(name) or name, name)
    return tuple(by_key.values())


def _host(url: str) -> str:
    """The host of an address without what only says how the page is shown; empty where there is none."""
    _, found, rest = url.partition("://")
    host = rest.partition("/")[0].rpartition("@")[2].partition(":")[0].lower() if found else ""
    for prefix in ("www.", "m.", "amp.", "mobile."):
        host = host.removeprefix(prefix)
    return host


def public(sources: Iterable[Source], known_by: date | None) -> tuple[Source, ...]:
    """The sources that were public by that day; an undated one always was, and no day means all."""
    return tuple(source for source in sources if is_known((source,), known_by))


def sources_of_event(event: Event, known_by: date | None) -> tuple[Source, ...]:
    """What was public on the event by that day: its own sources; where all are later, those of its acts."""
    own = public(event.sources, known_by)
    if own or not event.sources:
        return own
    return tuple(dict.fromkeys(one for act in event.acts for one in public(act.sources, known_by)))


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
