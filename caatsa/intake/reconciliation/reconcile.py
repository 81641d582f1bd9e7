"""Events in, events out: the reports of one event become one event, and every other event stays as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.domain.reported import Event
from caatsa.intake.assembly import ReadInput
from caatsa.intake.provenance import SECTIONS
from caatsa.intake.reconciliation.cliques import cliques
from caatsa.intake.reconciliation.matching import may_be_one
from caatsa.intake.reconciliation.merging import merged
from caatsa.intake.reconciliation.reasons import Reason, reasons
from caatsa.intake.reconciliation.single import Single
from caatsa.intake.understand import Understood

MOST_COMPARED: Final = 400
"""Of one buyer and one kind of goods; more are not compared, so that a file of them cannot take forever."""


class Outcome(Record):
    """One event of the result: its data, of which reports it is made, and why; or why it stays alone."""

    data: Mapping[str, Any]
    reports: tuple[Single, ...] = ()
    why: tuple[Reason, ...] = ()
    may_be: tuple[str, ...] = ()
    joined: bool = False


class Reconciled(Record):
    """The result: the events, what else the document holds, and which events were too many to be compared."""

    outcomes: tuple[Outcome, ...]
    others: Mapping[str, Sequence[Any]]
    read: int
    too_many: Mapping[tuple[str, str], int]

    @property
    def joined(self) -> tuple[Outcome, ...]:
        """The events that several events of the input were put together to."""
        return tuple(outcome for outcome in self.outcomes if outcome.joined)


class _Given(Record):
    """An event of the input, with the reports that it is of: itself, unless it was reconciled before."""

    data: Mapping[str, Any]
    singles: tuple[Single, ...]

    @property
    def id(self) -> str:
        return str(self.data["id"])


def reconcile(read: ReadInput, understood: Callable[[Event], Understood]) -> Reconciled:
    """Put the reports of one event together; the order of the input changes no group."""
    events = zip(_plain(read, "events"), read.document.events, strict=True)
    given = [_given(data, event, understood) for data, event in events]
    near, too_many = _near(given)
    group_of, may_be = _groups(given, near)
    outcomes = list(_outcomes(given, group_of, may_be))
    renamed = {given[number].id: str(data.data["id"]) for data, group in outcomes for number in group}
    others = {section: _plain(read, section) for section in SECTIONS if section != "events"}
    others["official_acts"] = [_of_event(act, renamed) for act in others["official_acts"]]
    _refuse_repeated(outcome.data for outcome, _ in outcomes)
    return Reconciled(tuple(outcome for outcome, _ in outcomes), others, len(given), too_many)


def apart(read: ReadInput) -> Reconciled:
    """The reports that events were reconciled from, as the events that they were."""
    events = [report for event in _plain(read, "events") for report in event.get("reports") or [event]]
    _refuse_repeated(events)
    others = {section: _plain(read, section) for section in SECTIONS if section != "events"}
    return Reconciled(tuple(Outcome(event) for event in events), others, len(read.document.events), {})


def _plain(read: ReadInput, section: str) -> list[Any]:
    """The entries of a section as they stand in the inputs, in order."""
    return [entry for part in read.provenance.parts for entry in part.data.get(section) or ()]


def _given(data: Mapping[str, Any], event: Event, understood: Callable[[Event], Understood]) -> _Given:
    if not event.reports:
        return _Given(data, (Single(data, understood(event)),))
    reports = zip(data["reports"], event.reports, strict=True)
    return _Given(data, tuple(Single(report, understood(one)) for report, one in reports))


def _near(given: Sequence[_Given]) -> tuple[dict[int, set[int]], dict[tuple[str, str], int]]:
    """Of each event the ones that it may be one with; and the blocks that are too large to look into."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(given):
        for block in dict.fromkeys(block for single in one.singles for block in single.blocks):
            blocks[block].append(number)
    near: dict[int, set[int]] = defaultdict(set)
    for members in blocks.values():
        for place, number in enumerate(members if len(members) <= MOST_COMPARED else ()):
            for other in members[:place]:
                if other not in near[number] and _all_may_be_one(given[number], given[other]):
                    near[number].add(other)
                    near[other].add(number)
    return near, {block: len(ones) for block, ones in blocks.items() if len(ones) > MOST_COMPARED}


def _all_may_be_one(one: _Given, other: _Given) -> bool:
    return all(may_be_one(first, second) for first in one.singles for second in other.singles)


def _groups(
    given: Sequence[_Given], near: Mapping[int, set[int]]
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """Of each event its group; and of those that would fit groups that do not fit each other, which."""
    group_of: dict[int, tuple[int, ...]] = {}
    may_be: dict[int, tuple[int, ...]] = {}
    for component in _components(len(given), near):
        groups, between = cliques(component, lambda one, other: other in near.get(one, ()))
        for group in groups:
            members = tuple(component[place] for place in group)
            group_of |= dict.fromkeys(members, members)
        for place, others in between.items():
            group_of[component[place]] = (component[place],)
            may_be[component[place]] = tuple(component[other] for other in others)
    return group_of, may_be


def _components(count: int, near: Mapping[int, set[int]]) -> Iterator[list[int]]:
    seen: set[int] = set()
    for start in range(count):
        if start in seen:
            continue
        found, waiting = {start}, [start]
        while waiting:
            fresh = near.get(waiting.pop(), set()) - found
            found |= fresh
            waiting += fresh
        seen |= found
        yield sorted(found)


def _outcomes(
    given: Sequence[_Given], group_of: Mapping[int, tuple[int, ...]], may_be: Mapping[int, tuple[int, ...]]
) -> Iterator[tuple[Outcome, tuple[int, ...]]]:
    """The events in the order of the input, a group where the first of it stands."""
    for number, one in enumerate(given):
        group = group_of[number]
        if len(group) == 1:
            others = tuple(sorted(given[other].id for other in may_be.get(number, ())))
            reports = one.singles if one.data.get("reports") else ()
            yield Outcome(one.data, reports, tuple(reasons(reports)), others), group
        elif number == group[0]:
            singles = sorted((single for at in group for single in given[at].singles), key=lambda one: one.id)
            yield Outcome(merged(singles), tuple(singles), tuple(reasons(singles)), joined=True), group


def _of_event(act: Any, renamed: Mapping[str, str]) -> Any:
    """An official act of an event that is now part of another is of that one."""
    named = act.get("event")
    return act if renamed.get(named, named) == named else {**act, "event": renamed[named]}


def _refuse_repeated(events: Iterable[Mapping[str, Any]]) -> None:
    seen: set[str] = set()
    for event in events:
        if event["id"] in seen:
            problem = f"the id '{event['id']}' is also that of a report in another event"
            raise InputError(Fault("events", None, None, problem, "ids are unique"))
        seen.add(event["id"])
