"""Where a way to relief stands on the day: the official acts on it, and from when to when each holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from caatsa.assessment.enforcement import covers, in_force
from caatsa.domain.dates import PartialDate
from caatsa.domain.verdict import ReliefAct, ReliefState, Result
from caatsa.intake.concerns import DETERMINATIONS, Concern
from caatsa.registers.official_act import OfficialAct, in_effect, years_later
from caatsa.rulebase.rules import Limits, Relief, Waits

RELIEVING: Final = frozenset({"delay", "waiver", "termination"})
REVIVES: Final = (
    "the duty revives; no sanction without determination and imposition; certifications need not be public"
)


def on_path(relief: Relief, reliefs: Sequence[Relief], concerns: Iterable[Concern]) -> tuple[Concern, ...]:
    """The acts by which this relief was used: those that name it.

    Also those that name the provision itself, if of its reliefs this one alone is used by such an act.
    """
    alone = [other.provision for other in reliefs if other.used_by == relief.used_by] == [relief.provision]
    return tuple(
        one
        for one in concerns
        if one.act.kind in RELIEVING
        and (
            one.act.provision == relief.provision
            or (alone and one.act.kind == relief.used_by and one.act.provision in relief.relieves)
        )
    )


def acts_on(relief: Relief, own: Sequence[Concern], as_of: date) -> tuple[ReliefAct, ...]:
    """The acts by which a relief was used, oldest first, each with its days."""
    holding = [one.act for one in own if covers(one) and in_effect(one.act, as_of)]
    return tuple(_act(relief, one, bool(holding), as_of) for one in own)


def waited(waits: Waits, concerns: Iterable[Concern], as_of: date) -> tuple[Result, str]:
    """Whether the years that a relief waits for have passed since the last imposition in the row."""
    imposed = [one.act.date.last_day for one in concerns if one.act.kind in DETERMINATIONS]
    if not imposed:
        return "unknown", "no imposition under this provision is known"
    opens = years_later(max(imposed), waits.years)
    said = f"imposed on {_day(max(imposed))}, so on and after {_day(opens)}"
    return ("met" if as_of >= opens else "unmet"), said


def state_of(acts: Iterable[ReliefAct]) -> ReliefState:
    """In force if one act is, else lapsed if one has, else none known."""
    states = {act.state for act in acts}
    if "in_force" in states:
        return "in_force"
    return "lapsed" if "lapsed" in states else "none_known"


def standing(
    relief: Relief, acts: Sequence[ReliefAct], concerns: Sequence[Concern], as_of: date
) -> Iterator[str]:
    """Sentences on where the path stands: its acts, and whether its time is before or after imposition."""
    yield from (act.words for act in acts)
    if not acts:
        yield relief.none_known
    determinations = [one.act for one in concerns if one.act.kind in DETERMINATIONS]
    if relief.stage == "after" and not determinations:
        yield "no imposed sanctions are known that it could lift"
    if relief.stage == "before" and any(in_force(act, concerns, as_of) for act in determinations):
        yield "a determination is in force: what comes before imposition is past"


def _act(relief: Relief, concern: Concern, held: bool, as_of: date) -> ReliefAct:
    act = concern.act
    now = in_effect(act, as_of)
    state: ReliefState = "not_covering" if not covers(concern) else "in_force" if now else "lapsed"
    return ReliefAct(
        official_act=act.id,
        kind=act.kind,
        since=act.date.text,
        through=act.lapses_after,
        state=state,
        words=_words(relief, act, state, held=held),
    )


def _words(relief: Relief, act: OfficialAct, state: ReliefState, *, held: bool) -> str:
    since, through = act.date.dated, act.lapses_after
    if state == "not_covering":
        return f"{since}: not for this transaction, which began later and needs a waiver of its own"
    if act.kind == "termination":
        return f"terminated on {since}"
    word = "since" if state == "in_force" else "from"
    begun = f"certified on {since}" if act.kind == "delay" else f"in effect {word} {since}"
    if through is None:
        return f"{begun}; no end is stated, and the statute sets no term"
    if state == "in_force":
        return f"{begun}; {_holding(act, through, relief.limits)}"
    if held:
        return f"{begun}; held through {_day(through)}; another one is in force"
    lapsed = f"{begun}; held through {_day(through)}; lapsed since {_day(through + timedelta(days=1))}"
    return (
        f"{lapsed}: {REVIVES}" if act.kind == "delay" else f"{lapsed}: what it spared or lifted holds again"
    )


def _holding(act: OfficialAct, through: date, limits: Limits | None) -> str:
    """Through which day an act in force holds, and what its term rests on."""
    if act.kind == "delay":
        return f"holds through {_day(through)}, unless certified again"
    if act.until is not None and act.until.last_day == through:
        return f"holds through {_day(through)}, as stated"
    capped = "though stated for longer, the statute" if act.until else "its term is not stated; the statute"
    least = limits.at_least_days if limits and not act.until else None
    at_least = f"at least through {_day(act.date.last_day + timedelta(days=least))}, " if least else ""
    return f"{capped} lets it hold {at_least}at most through {_day(through)}, unless renewed"


def _day(value: date) -> str:
    return PartialDate.parse(value).dated
