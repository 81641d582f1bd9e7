"""Levers on what happened when: acts that may still follow, days that are not known, acts misreported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from caatsa.assessment.lever import ANY_FACT, Basis, Family, Lever, fields
from caatsa.assessment.parts import World
from caatsa.domain.dates import PartialDate
from caatsa.domain.reported import PRE_TRANSACTION_KINDS, TRANSACTION_KINDS, Act, ActKind, Source
from caatsa.domain.vocabulary import VOCABULARY

_NEVER: Final = PartialDate.parse("2100-12-31")
"""After any day as of which an event is assessed, so that the act does not exist."""
_FOLLOWING: Final[tuple[tuple[ActKind, str], ...]] = (
    ("contract", "a contract is signed"),
    ("delivery", "a delivery is made"),
    ("cancellation", "the purchase is cancelled"),
)
_NOUNS: Final = {"license": "licence", "joint_development": "joint development", "talks": "talks"}


def following(basis: Basis) -> Iterator[Lever]:
    """Acts that the parties can still do; each is dated on the as-of date."""
    day = basis.ground.as_of
    kinds = {act.kind for act in basis.world.understood.event.acts if act.date.first_day <= day}
    for kind, words in _FOLLOWING:
        if kind not in kinds or kind == "delivery":
            new = Act(kind, PartialDate.parse(day))
            yield Lever(f"next {kind}", f"{words} on {new.date.dated}", _with_act(new), open=True)


def days(basis: Basis) -> Iterator[Lever]:
    """For each act the days on which rules or registers would see it differently."""
    for number, act in _existing(basis):
        yield from _days_of(number, act, basis)


def kinds(basis: Basis) -> Iterator[Lever]:
    """An act reported as done that was only talk, or the other way round."""
    for number, act in _existing(basis):
        words = _words(act)
        if act.kind in TRANSACTION_KINDS:
            yield _act_lever(number, act, f"{words} was not yet a transaction", kind="agreement")
        elif act.kind in PRE_TRANSACTION_KINDS:
            yield _act_lever(number, act, f"{words} amounted to a contract", kind="contract")


def sources(basis: Basis) -> Iterator[Lever]:
    """A better source than leaks or digests, where nothing else says what happened."""
    event = basis.world.understood.event
    graded = [source.grade for source in event.sources] + [
        source.grade for act in event.acts for source in act.sources
    ]
    if "leak" in graded or "aggregator" in graded:
        yield Lever("sources", "a source better than leaks and digests says the same", _better_sourced)


def _days_of(number: int, act: Act, basis: Basis) -> Iterator[Lever]:
    as_of, words = basis.ground.as_of, _words(act)
    intervals = tuple(_intervals(_edges(basis), as_of))
    last = min(act.date.last_day, as_of)
    may = [act.date.first_day <= end and start <= last for start, end, _ in intervals]
    to_come = act.date.may_have_happened_by(as_of)
    sure = sum(may) == 1 and not to_come and act.date.known
    for (start, end, where), possible in zip(intervals, may, strict=True):
        if not possible or not sure:
            day = max(start, act.date.first_day) if possible else start
            day = end if day == date.min else day
            yield _act_lever(
                number, act, f"{words} fell {where}", settles=possible, date=PartialDate.parse(day)
            )
    says = f"{words} is still to come" if to_come else f"{words} did not take place"
    yield _act_lever(number, act, says, settles=to_come, date=_NEVER)


def _intervals(edges: Iterable[date], as_of: date) -> Iterator[tuple[date, date, str]]:
    """The time up to the as-of date, divided at the edges: first and last day, and the interval in words."""
    bounds = [date.min, *sorted(day for day in set(edges) if day <= as_of)]
    for start, after in zip(bounds, [*bounds[1:], None], strict=True):
        end = after - timedelta(days=1) if after else as_of
        words = [f"on or after {_day(start)}"] if start != date.min else []
        words += [f"before {_day(after)}"] if after else [] if words else [f"by {_day(as_of)}"]
        yield start, end, " and ".join(words)


def _edges(basis: Basis) -> set[date]:
    """Days at which a test of the rules, or what the registers say of an act, comes out otherwise."""
    edges = {
        date.fromordinal(constant)
        for (kind, field), constants in basis.tests.items()
        if field and VOCABULARY[kind].fields[field].type == "day"
        for constant in constants
        if isinstance(constant, int)
    }
    if basis.asks("timing", "listed"):
        people = (party.person for party in basis.world.understood.chain if party.person)
        listings = (listing.listed_on for person in people for listing in person.specified)
        edges |= {day.last_day + timedelta(days=1) for day in listings if day.known}
    return edges


def _existing(basis: Basis) -> Iterator[tuple[int, Act]]:
    for number, act in enumerate(basis.world.understood.event.acts):
        if not act.date.known or act.date.first_day <= basis.ground.as_of:
            yield number, act


def _act_lever(number: int, act: Act, says: str, *, settles: bool = False, **fields: Any) -> Lever:
    # Worlds share what they know of one and the same act.
    altered = replace(act, **fields)

    def change(world: World) -> World:
        event = world.understood.event
        at = event.acts[number]
        new = altered if at is act else replace(at, **fields)
        acts = (*event.acts[:number], new, *event.acts[number + 1 :])
        return replace(world, understood=replace(world.understood, event=replace(event, acts=acts)))

    return Lever(f"act {number}", says, change, settles=settles)


def _with_act(act: Act) -> Callable[[World], World]:
    def change(world: World) -> World:
        event = world.understood.event
        return replace(
            world, understood=replace(world.understood, event=replace(event, acts=(*event.acts, act)))
        )

    return change


def _better_sourced(world: World) -> World:
    event = world.understood.event
    better = Source("a better source", grade="official_text")
    acts = tuple(replace(act, sources=(*act.sources, better)) for act in event.acts)
    changed = replace(event, acts=acts, sources=(*event.sources, better))
    return replace(world, understood=replace(world.understood, event=changed))


def _words(act: Act) -> str:
    noun = _NOUNS.get(act.kind, act.kind)
    return f"the {noun} of {act.date.dated}" if act.date.known else f"the {noun} (day not known)"


def _day(day: date) -> str:
    return PartialDate.parse(day).dated


_OF_ACTS: Final = fields("act", ANY_FACT, "kind", "act", "status")
FAMILIES: Final = (
    Family(_OF_ACTS | fields("use", "acquired", "cancelled"), following),
    Family(
        fields("act", "first_day", "last_day", "dating", "status")
        | fields("timing", "listed", "act")
        | fields("tie", "act")
        | fields("standing", "act"),
        days,
    ),
    Family(fields("act", "kind", "ended"), kinds),
    Family(_OF_ACTS, sources),
)
