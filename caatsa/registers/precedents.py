"""Precedents: the known official actions and the known cases without one, for comparison and back-testing.

They are compared with, never predicted from: two actions are no sample.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal, cast

from caatsa.domain.record import Record
from caatsa.registers.fields import Entry, Faults, called

FILE: Final = "precedents"
FORMAT: Final = 1
EXPOSURES: Final = ("no_trigger", "watch", "undecided", "arguable", "facially_met")
ENFORCEMENTS: Final = ("none_known", "warned", "determined", "relieved", "ceased")
YES_NO_FACTORS: Final = (
    *("new_capability", "contract_signed", "delivered", "cancelled"),
    *("joint_venture", "leak_only", "treaty_ally"),
)
_TOP: Final = (
    *("format", "id", "title", "kind", "official_act", "summary", "verification", "events", "factors"),
    "expect",
)
_FACTORS: Final = ("system", "class", "seller", *YES_NO_FACTORS)
_EXPECT: Final = ("as_of", "event", "provision", "exposure", "enforcement", "why")


class Expectation(Record):
    """What must be said of one event under one provision on one day, and why, from the law and the facts."""

    as_of: date
    event: str
    provision: str
    exposure: str
    enforcement: str
    why: str


class Precedent(Record):
    """One case: its events in the input format, named factors, and what must be said at several dates.

    `official_act` is the id of the determination, `None` for a case without one. `factors` maps `system`,
    `class` (keys of the armaments register, joined by ", " where a case had several), `seller` (a key of the
    register of persons) and the names in `YES_NO_FACTORS` (yes, no or unknown).
    """

    id: str
    title: str
    kind: Literal["action", "no_action"]
    official_act: str | None
    summary: str
    verification: str
    events: tuple[Mapping[str, Any], ...]
    factors: Mapping[str, str]
    expectations: tuple[Expectation, ...]

    def has(self, factor: str) -> tuple[str, ...]:
        """The values of a factor, several where the case was about several systems."""
        return tuple(self.factors.get(factor, "unknown").split(", "))


class Precedents(Record):
    """All precedents by id, actions first, then in the order of their ids."""

    by_id: Mapping[str, Precedent]

    @classmethod
    def from_data(cls, data: Sequence[Any]) -> Precedents:
        """The precedents from their parsed files; raises `RegisterError` with every fault found."""
        faults = Faults(FILE)
        cases = [_precedent(content, f"file {number}", faults) for number, content in enumerate(data, 1)]
        by_id: dict[str, Precedent] = {}
        for case in sorted(cases, key=lambda one: (one.kind != "action", one.id)):
            if case.id in by_id:
                faults.add(f"precedent '{case.id}'", "the id is taken", "ids are unique")
            by_id[case.id] = case
        faults.raise_any()
        return cls(by_id)

    @property
    def provisions(self) -> frozenset[str]:
        """The provisions under which cases are judged."""
        return frozenset(one.provision for case in self.by_id.values() for one in case.expectations)

    @property
    def actions(self) -> tuple[Precedent, ...]:
        """The cases in which the United States acted."""
        return tuple(case for case in self.by_id.values() if case.kind == "action")


def _precedent(content: Any, where: str, faults: Faults) -> Precedent:
    entry = Entry(content, called(content, "precedent", where), faults, _TOP)
    if entry.number("format") != FORMAT:
        entry.wrong(f"'format' is {entry.values.get('format')!r}", str(FORMAT))
    kind = cast("Literal['action', 'no_action']", entry.choice("kind", ("action", "no_action")))
    official_act = entry.optional_text("official_act")
    if (kind == "action") != (official_act is not None):
        entry.wrong("an action has an official_act and a case without action has none")
    events = entry.each("events", lambda value, at: _event(value, at, faults))
    ids = tuple(str(event.get("id")) for event in events)
    if not ids:
        entry.wrong("has no events", "at least one")
    return Precedent(
        id=entry.text("id"),
        title=entry.text("title"),
        kind=kind,
        official_act=official_act,
        summary=entry.text("summary"),
        verification=entry.choice("verification", ("seen", "unverified")),
        events=events,
        factors=_factors(entry.values.get("factors"), entry.where, faults),
        expectations=entry.each("expect", lambda value, at: _expectation(value, at, faults, ids)),
    )


def _event(value: Any, where: str, faults: Faults) -> Mapping[str, Any]:
    """An event as plain data: the reader of input documents decides on its form."""
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        return value
    faults.add(where, "is not an event", "a mapping with an id, as in input documents")
    return {}


def _factors(value: Any, where: str, faults: Faults) -> Mapping[str, str]:
    entry = Entry(value, f"{where}, factors", faults, _FACTORS)
    named = {key: entry.text(key) for key in ("system", "class", "seller")}
    return named | {key: entry.choice(key, ("yes", "no", "unknown")) for key in YES_NO_FACTORS}


def _expectation(value: Any, where: str, faults: Faults, ids: tuple[str, ...]) -> Expectation:
    entry = Entry(value, where, faults, _EXPECT)
    return Expectation(
        as_of=entry.day("as_of"),
        event=entry.choice("event", ids or ("",), default=ids[0] if len(ids) == 1 else None),
        provision=entry.optional_text("provision") or "caatsa.231.a",
        exposure=entry.choice("exposure", EXPOSURES),
        enforcement=entry.choice("enforcement", ENFORCEMENTS),
        why=entry.text("why"),
    )
