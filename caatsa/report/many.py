"""Many events as text: a table of countries, then each with its foremost rows, few with all reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from caatsa.domain.record import Record
from caatsa.report.heading import RULE, heading
from caatsa.report.layout import clean, columns, padded, wrapped
from caatsa.report.row import RowReport
from caatsa.report.sources import Sources
from caatsa.report.words import day, painted, plain, provision_name

if TYPE_CHECKING:
    from caatsa.assessment.survey import Line, Place, Survey

MANY: Final = 50
"""Events of an input from which on rows are surveyed instead of told one by one."""
ORDER: Final = (
    "Order: the highest exposure of a country's rows, then how many are facially met, arguable, undecided and"
    " watch, then the name. A row is one event under one provision for one person; nothing is scored."
)
_COUNTED: Final = (("facially_met", "met"), ("arguable", "arg."), ("undecided", "und."), ("watch", "watch"))
_NUMBER: Final = 6
_NAME: Final = 20
_EVENTS_SHOWN: Final = 2
_REMARKS_SHOWN: Final = 8
_UNREAD_SHOWN: Final = 10


class Extent(Record):
    """How many rows a country is shown with, in a line each, and how many with all reasons in all."""

    lines: int
    whole: int
    whole_of_each: int


OVERVIEW: Final = Extent(10, 10, 1)
"""Where no country was asked for."""
OF_COUNTRY: Final = Extent(1000, 25, 25)
"""Where countries were."""


def survey_lines(survey: Survey, extent: Extent, sources: Sources, *, color: bool = False) -> Iterator[str]:
    """The table, then the countries that have rows to look at; what is left out is counted."""
    places = [place for place in survey.places if place.foremost]
    yield from _head(survey)
    yield from _table(places, color=color)
    yield from _others([place for place in survey.places if not place.foremost])
    yield ""
    report = RowReport(survey.head, sources, color=color)
    for place in places:
        yield from _place(place, survey, extent, report, color=color)
    yield from _remarks(survey)


def _head(survey: Survey) -> Iterator[str]:
    head = survey.head
    touching = sum(len(place.lines) for place in survey.places)
    untouched = sum(place.untouched for place in survey.places)
    base = head.rulebase
    yield RULE
    yield from wrapped(
        f"{_count(head.input.events, 'event')} as of {day(head.as_of)}: {_count(touching, 'row')} under a"
        f" provision; {_count(untouched, 'event')} in which no provision is touched, or it reaches nobody who"
        " is stated."
    )
    known_by = f"known by {head.known_by}; " if head.known_by else ""
    yield from wrapped(
        f"{known_by}rule base {base.version} {base.sha256[:12]}; law read to {base.law_read_to}"
    )
    yield from wrapped(ORDER)
    yield ""


def _table(places: Sequence[Place], *, color: bool) -> Iterator[str]:
    if not places:
        yield "No row is above no trigger."
        return
    numbers = "".join(f"{words:>{_NUMBER}}" for words in (*(words for _, words in _COUNTED), "none"))
    yield f"{'':4}{padded('country', _NAME + 3)}{'exposure':13}{'enforcement':12}{numbers[2:]}"
    for number, place in enumerate(places, start=1):
        yield from _entry(number, place, color=color)
    yield from wrapped(
        "met: facially met; arg.: arguable; und.: undecided; none: no trigger. Numbers of rows under a"
        " provision.",
        "    ",
    )


def _entry(number: int, place: Place, *, color: bool) -> Iterator[str]:
    """A country in a line, and the events of its first rows."""
    start = f"{number:>3} {place.country or '--'} "
    name = clean(place.country_name)
    if columns(name) >= _NAME:  # a space has to follow it
        yield f"{start}{name}"
        start, name = " " * len(start), ""
    exposure = plain(place.exposure)
    counts = place.counts
    numbers = "".join(
        f"{counts[key]:>{_NUMBER}}" for key in ("facially_met", "arguable", "undecided", "watch")
    )
    yield (
        f"{start}{padded(name, _NAME)}{painted(exposure.ljust(13), exposure, color=color)}"
        f"{plain(place.enforcement[0]):10}{numbers}{counts['no_trigger']:>{_NUMBER}}"
    )
    events = tuple(dict.fromkeys(line.event for line in place.foremost))
    more = f", and {len(events) - _EVENTS_SHOWN} more" if len(events) > _EVENTS_SHOWN else ""
    yield from wrapped(f"{', '.join(events[:_EVENTS_SHOWN])}{more}", " " * 7, " " * 9)


def _others(places: Sequence[Place]) -> Iterator[str]:
    """Countries without a row to look at, each with its number of rows under a provision."""
    touching = [f"{place.country_name} ({len(place.lines)})" for place in places if place.lines]
    untouched = [place.country_name for place in places if not place.lines]
    if touching:
        yield ""
        yield from wrapped(
            f"Nothing above no trigger (rows under a provision): {', '.join(touching)}.", "", "  "
        )
    if untouched:
        yield ""
        yield from wrapped(f"No row under a provision: {', '.join(untouched)}.", "", "  ")


def _place(place: Place, survey: Survey, extent: Extent, report: RowReport, *, color: bool) -> Iterator[str]:
    yield from heading(place.country, place.country_name, place.exposure, place.enforcement[0], color=color)
    yield from wrapped(f"{', '.join(_counts(place))}.", "    ")
    others = ", ".join(map(plain, place.enforcement[1:]))
    yield from wrapped(f"enforcement of other rows: {others}", "    ") if others else ()
    yield ""
    listed = (place.lines if extent == OF_COUNTRY else place.foremost)[: extent.lines]
    for number, line in enumerate(listed, start=1):
        yield from _line(number, line, color=color)
    if hidden := len(place.lines) - len(listed):
        yield from wrapped(f"{_count(hidden, 'more row')}: {_how_to_see(place, extent)}", "     ", "       ")
    whole = ((n, survey.whole[line.key]) for n, line in enumerate(place.lines, 1) if line.key in survey.whole)
    for number, row in whole:
        yield ""
        yield from report.lines(number, row)
    yield ""


def _how_to_see(place: Place, extent: Extent) -> str:
    if extent == OF_COUNTRY or place.country is None:
        return "caatsa assess INPUT --format jsonl has them all"
    return f"caatsa assess INPUT --country {place.country}; of one row: caatsa why INPUT --event ID"


def _counts(place: Place) -> Iterator[str]:
    """The numbers of rows, the highest exposure first."""
    for exposure, number in place.counts.items():
        if number:
            yield f"{_count(number, 'row')} {plain(exposure)}"
    if place.untouched:
        yield f"{_count(place.untouched, 'event')} without a row under a provision"


def _line(number: int, line: Line, *, color: bool) -> Iterator[str]:
    start = f"{number:>3}  "
    provision, exposure = provision_name(line.provision or ""), plain(line.exposure)
    yield from wrapped(line.event, start)
    enforcement = plain(line.enforcement)
    yield f"     {padded(provision, 20)} {painted(exposure.ljust(13), exposure, color=color)} {enforcement}"
    whom = f"the {plain(line.role)}, {line.person or 'not named'}" if line.role not in ("", "buyer") else ""
    unsettled = "; ".join(f"{result}: {', '.join(names)}" for result, names in line.unsettled)
    said = "; ".join(part for part in (line.item, whom, unsettled) if part)
    yield from wrapped(said, "     ", "       ") if said else ()


def _remarks(survey: Survey) -> Iterator[str]:
    """What was not understood or not read, counted; rows of foreign formats by their lines."""
    unread = [issue for issue in survey.head.input.issues if issue.event is None]
    if not survey.remarks and not unread and not survey.lost:
        return
    yield RULE
    if survey.remarks:
        yield "Input, kept as reported (caatsa events INPUT shows where):"
        yield from _ranked(survey.remarks.items())
    for issue in unread[:_UNREAD_SHOWN]:
        yield from wrapped(f"{issue.where}: {issue.issue}", "  ", "    ")
    if len(unread) > _UNREAD_SHOWN:
        yield f"  and {len(unread) - _UNREAD_SHOWN} more rows that were not read"
    for event, why in survey.lost:
        yield from wrapped(f"{event}: not assessed: {why}", "  ", "    ")
    yield ""


def _ranked(counted: Iterable[tuple[str, int]]) -> Iterator[str]:
    ordered = sorted(counted, key=lambda one: (-one[1], one[0]))
    for words, number in ordered[:_REMARKS_SHOWN]:
        yield from wrapped(f"{number:>7}  {words}", "", " " * 9)
    rest = sum(number for _, number in ordered[_REMARKS_SHOWN:])
    if rest:
        yield f"{rest:>7}  of other kinds"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
