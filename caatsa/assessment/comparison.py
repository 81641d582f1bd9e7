"""Precedents beside a row: named factors that are shared and that differ; no score, no probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from caatsa.domain.dates import PartialDate
from caatsa.domain.verdict import PrecedentComparison
from caatsa.intake.normalise import SeenAct
from caatsa.intake.understand import Understood
from caatsa.registers.precedents import Precedent
from caatsa.rulebase.rulebase import RuleBase

_NO_ACTION_SHOWN: Final = 2
_WORDS: Final[Mapping[str, str]] = {
    "system": "system",
    "class": "class of armament",
    "seller": "seller",
    "contract_signed": "contract signed",
    "delivered": "delivered",
    "cancelled": "cancelled",
    "joint_venture": "through a joint venture",
    "new_capability": "new capability",
    "leak_only": "known from leaks only",
}


def factors(understood: Understood, acts: Sequence[SeenAct]) -> dict[str, str]:
    """The factors of an event by which it is compared, as the precedents name them."""
    happened = {act.act.kind for act in acts if act.status == "happened"}
    item = understood.item
    sellers = [party for party in understood.chain if party.role in ("supplier", "exporter") and party.person]
    grades = {source.grade for source in understood.event.sources}
    through = any(
        party.role == "joint_venture" or (party.person is not None and len(party.person.owners) > 1)
        for party in understood.chain
    )
    return {
        "system": item.system.key if item.system else "unknown",
        "class": item.subjects[0].category.key if item.subjects else "unknown",
        "seller": sellers[0].person.key if sellers and sellers[0].person else "unknown",
        "new_capability": _capability(understood.event.capability),
        "contract_signed": _yes("contract" in happened),
        "delivered": _yes("delivery" in happened),
        "cancelled": _yes("cancellation" in happened),
        "joint_venture": _yes(through),
        "leak_only": _yes(bool(grades) and grades <= {"leak", "aggregator"}),
    }


def comparisons(
    own: Mapping[str, str], country: str | None, on_the_row: frozenset[str], rulebase: RuleBase, as_of: date
) -> tuple[PrecedentComparison, ...]:
    """Every known action and the nearest cases of other countries without one, nearest first.

    `on_the_row` are the official acts that concern the row itself: an action on the same system is then the
    answer to this very transaction, and no precedent for it.
    """
    known = [
        precedent
        for precedent in rulebase.precedents.by_id.values()
        if _begun(precedent, as_of, rulebase)
        and not _same_case(precedent, own, country, on_the_row, rulebase)
    ]
    known.sort(key=lambda precedent: (_distance(precedent, own), precedent.kind, precedent.id))
    without = [precedent.id for precedent in known if precedent.kind == "no_action"][:_NO_ACTION_SHOWN]
    return tuple(
        _compare(precedent, own, _outcome(precedent, rulebase, as_of), rulebase)
        for precedent in known
        if precedent.kind == "action" or precedent.id in without
    )


def _distance(precedent: Precedent, own: Mapping[str, str]) -> tuple[int, ...]:
    """Nearness by the first factor, in the order of `_WORDS`, that is shared with one and not with the other.

    The same system comes before another system of the same class, and both before whoever the seller was:
    nothing is counted, and no factor makes up for another.
    """
    return tuple(_apart(precedent.has(factor), own[factor]) for factor in _WORDS)


def _apart(theirs: Sequence[str], ours: str) -> int:
    if "unknown" in (*theirs, ours):
        return 1
    return 0 if ours in theirs else 2


def _outcome(precedent: Precedent, rulebase: RuleBase, as_of: date) -> str:
    """What the United States did, as known on the day."""
    if precedent.official_act is None:
        return f"no action known as of {PartialDate.parse(as_of).dated}"
    act = rulebase.registers.official_acts.by_id[precedent.official_act]
    return f"{act.kind} of {act.date.dated} on {act.person}"


def _begun(precedent: Precedent, as_of: date, rulebase: RuleBase) -> bool:
    """Whether the case was known: the official act, or the first act of its events, has happened."""
    if precedent.official_act:
        return rulebase.registers.official_acts.by_id[precedent.official_act].date.happened_by(as_of)
    days = [
        PartialDate.parse(act["date"]) for event in precedent.events for act in event["acts"] if "date" in act
    ]
    return any(day.known and day.first_day <= as_of for day in days)


def _same_case(
    precedent: Precedent,
    own: Mapping[str, str],
    country: str | None,
    on_the_row: frozenset[str],
    rulebase: RuleBase,
) -> bool:
    if own["system"] not in precedent.has("system"):
        return False
    if precedent.kind == "action":
        return precedent.official_act in on_the_row
    buyers = {str(event["buyer"].get("country")) for event in precedent.events}
    codes = {rulebase.registers.countries.resolve(buyer).code for buyer in buyers}
    return country in codes


def _compare(
    precedent: Precedent, own: Mapping[str, str], outcome: str, rulebase: RuleBase
) -> PrecedentComparison:
    shared, differs = [], []
    for factor, words in _WORDS.items():
        theirs, ours = precedent.has(factor), own[factor]
        if "unknown" in (*theirs, ours):
            continue
        here, there = _spelled(ours, rulebase), " and ".join(_spelled(one, rulebase) for one in theirs)
        if ours in theirs:
            shared.append(f"{words}: {here}")
        else:
            differs.append(f"{words}: {there} there, {here} here")
    return PrecedentComparison(
        id=precedent.id,
        title=precedent.title,
        kind=precedent.kind,
        shared=tuple(shared),
        differs=tuple(differs),
        outcome=outcome,
    )


def _spelled(value: str, rulebase: RuleBase) -> str:
    """A person by its name, any other value in words."""
    person = rulebase.registers.persons.by_key.get(value)
    return person.name if person else value.replace("_", " ")


def _capability(stated: str | None) -> str:
    return {"new": "yes", "upgrade": "yes", "sustainment": "no"}.get(stated or "", "unknown")


def _yes(statement: bool) -> str:
    return "yes" if statement else "no"
