"""Many events seen from above: every row in a line, countries in the order of what there is to look at.

Nothing is added up across rows but their numbers. The order is: the highest exposure of a country's rows;
then how many rows are facially met, how many arguable, undecided, watch; then the name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from caatsa.domain.axes import EXPOSURES, SHOWN_FIRST, Enforcement, Exposure
from caatsa.domain.record import Record
from caatsa.domain.verdict import Assessed, Issue, Transaction

if TYPE_CHECKING:
    from caatsa.assessment.desk import Brief
    from caatsa.domain.published import Assessment

_NAMED: Final = re.compile(r"'[^']*'|\([^)]*\)|[:].*|\d+")
"""What is of one text only, in the words of an issue."""

Government = tuple[str | None, str]
"""Code and name of a country."""
Key = tuple[str, str | None, str, str | None]
"""Of a row: event, provision, role and person."""


class Line(Record):
    """A row in a line; `unsettled` are the elements that keep it from a higher exposure, by their results."""

    event: str
    provision: str | None
    person: str | None
    role: str
    item: str
    exposure: Exposure
    enforcement: Enforcement
    unsettled: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def key(self) -> Key:
        """What tells it from other rows."""
        return self.event, self.provision, self.role, self.person

    @property
    def worth_a_look(self) -> bool:
        """Whether there is more to it than that no provision is triggered."""
        return self.exposure != "no_trigger" or self.enforcement != "none_known"


class Place(Record):
    """A country: its rows that touch a provision, highest exposure first, and how many touch none."""

    country: str | None
    country_name: str
    lines: tuple[Line, ...]
    untouched: int

    @property
    def counts(self) -> Mapping[Exposure, int]:
        """How many rows have each exposure."""
        found = Counter(line.exposure for line in self.lines)
        return {exposure: found[exposure] for exposure in reversed(EXPOSURES)}

    @property
    def exposure(self) -> Exposure:
        """The highest of its rows."""
        return self.lines[0].exposure if self.lines else "no_trigger"

    @property
    def foremost(self) -> tuple[Line, ...]:
        """The rows that are worth a look."""
        return tuple(line for line in self.lines if line.worth_a_look)

    @property
    def enforcement(self) -> tuple[Enforcement, ...]:
        """Those of its rows, the one that is shown first."""
        states = {line.enforcement for line in self.lines} or {"none_known"}
        return tuple(state for state in SHOWN_FIRST if state in states)


class Survey(Record):
    """All countries in order; `head` is the assessment without rows, `remarks` what was not understood.

    `whole` are rows with all their reasons, as many as were asked for; `lost` are events that were not run.
    """

    head: Assessed | Assessment
    places: tuple[Place, ...]
    remarks: Mapping[str, int]
    whole: Mapping[Key, Transaction]
    lost: tuple[tuple[str, str], ...] = ()

    def without(self, lost: Iterable[tuple[str, str]]) -> Survey:
        """The survey, and which events are not in it, each with the reason."""
        return replace(self, lost=tuple(lost))


class Seen(Record):
    """One event as it is surveyed: the country of its buyer, its rows by country, and remarks."""

    buyer: Government
    rows: tuple[tuple[Government, Line], ...]
    remarks: tuple[str, ...]


def seen(brief: Brief) -> Seen:
    """An event in brief, as far as a survey shows it."""
    rows = tuple(
        (
            (row.country, row.country_name),
            Line(
                row.event,
                row.provision,
                row.person,
                row.role,
                row.item,
                row.judged.exposure,
                row.enforcement,
                _unsettled(row.judged.exposure, row.judged.elements.items(), excepted=row.judged.excepted),
            ),
        )
        for row in brief.rows
    )
    return Seen(brief.buyer, rows, tuple(map(remark, brief.issues)))


def seen_in(assessment: Assessed | Assessment) -> Iterator[Seen]:
    """The rows of an assessment that is whole, one after another."""
    for verdict in assessment.verdicts:
        government = (verdict.country, verdict.country_name)
        yield Seen(government, (), ())
        for row in verdict.transactions:
            elements = [(one.id, one.result) for one in row.elements]
            unsettled = _unsettled(row.exposure, elements, excepted=row.exception is not None)
            line = Line(
                *(row.event, row.provision, row.person, row.role, row.item, row.exposure, row.enforcement),
                unsettled,
            )
            yield Seen(government, ((government, line),), ())


def placed(events: Iterable[Seen], *, every_buyer: bool = True) -> tuple[Place, ...]:
    """The countries of all rows in order; with every buyer's, whether or not it has a row."""
    touching: dict[Government, list[Line]] = defaultdict(list)
    untouched: Counter[Government] = Counter()
    for event in events:
        if every_buyer:
            touching.setdefault(event.buyer, [])
        for government, line in event.rows:
            if line.provision is None:
                untouched[government] += 1
            touching[government].extend([line] if line.provision else ())
    places = [
        Place(*government, tuple(sorted(lines, key=_first)), untouched[government])
        for government, lines in touching.items()
    ]
    return tuple(sorted(places, key=_order))


def survey_of(assessment: Assessed | Assessment, most: int, *, of_each: int) -> Survey:
    """An assessment surveyed; `most` rows stay whole, and of each country no more than `of_each`."""
    places = placed(seen_in(assessment))
    rows = (row for verdict in assessment.verdicts for row in verdict.transactions)
    wanted = frozenset(foremost(places, most, of_each=of_each))
    whole = {key: row for row in rows if (key := (row.event, row.provision, row.role, row.person)) in wanted}
    return Survey(assessment, places, remarks_of(assessment.input.issues), whole)


def remark(issue: str) -> str:
    """An issue without what is of one text only, so that equal ones can be counted.

    >>> remark("names several systems (S-300, S-400); each is kept")
    'names several systems; each is kept'
    >>> remark("'first equipment' does not begin with a number")
    'does not begin with a number'
    """
    return " ".join(_NAMED.sub("", issue).split()).replace(" ;", ";")


def remarks_of(issues: Iterable[Issue]) -> Counter[str]:
    """How often each remark stands among the issues of the events."""
    return Counter(remark(issue.issue) for issue in issues if issue.event is not None)


def foremost(places: Sequence[Place], most: int, *, of_each: int) -> tuple[Key, ...]:
    """The rows to be told whole: the first of each country in turn, none of which is `no_trigger`."""
    keys = [line.key for place in places for line in place.lines[:of_each] if line.worth_a_look]
    return tuple(dict.fromkeys(keys))[:most]


def _unsettled(
    exposure: Exposure, elements: Iterable[tuple[str, str]], *, excepted: bool
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if excepted or exposure in ("watch", "facially_met"):
        return ()
    results: Collection[str] = ("unmet",) if exposure == "no_trigger" else ("unknown", "arguable")
    known = list(elements)
    found = ((result, tuple(name for name, of in known if of == result)) for result in results)
    return tuple((result, names) for result, names in found if names)


def _first(line: Line) -> tuple[object, ...]:
    """The highest exposure first; then what an official has acted on, what lacks least, and by name."""
    lacking = sum(len(names) for _, names in line.unsettled)
    return (
        -EXPOSURES.index(line.exposure),
        SHOWN_FIRST.index(line.enforcement),
        lacking,
        line.event,
        line.provision or "",
        line.role,
        line.person or "",
    )


def _order(place: Place) -> tuple[object, ...]:
    touched = [-number for exposure, number in place.counts.items() if exposure != "no_trigger"]
    return (-EXPOSURES.index(place.exposure), *touched, place.country_name, place.country or "")
