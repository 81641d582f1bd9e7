"""From findings to element results: the strongest finding on each element counts, act by act.

The combination rules (origin: model) are those of `docs/combination.md`:

- for one element and one act the strongest finding wins: met, arguable, unknown, unmet; without any finding
  the element is unknown;
- where a provision asks for a counterparty, this, sector and knowledge follow one party: the one that gives
  the highest exposure, of several the one whose counterparty finding is strongest;
- elsewhere what is said of a party holds for the row of that person alone;
- what rests only on leaks or aggregators is at most arguable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from caatsa.assessment.evaluation import Evaluated, Found
from caatsa.domain.axes import EXPOSURES, Exposure
from caatsa.domain.record import Record
from caatsa.domain.verdict import Result, Total
from caatsa.domain.vocabulary import ANY
from caatsa.engine.patterns import WorkingFact
from caatsa.intake.understand import Understood, UnderstoodParty
from caatsa.rulebase.rules import Element, Trigger

RANK: Final[Mapping[str, int]] = {"met": 3, "arguable": 2, "unknown": 1, "unmet": 0}
_WEIGHT: Final[Mapping[str, int]] = {"supports": 3, "against": 2, "bears": 1, "neutral": 0}
CARRIED_BY_ONE_PARTY: Final = "counterparty"
WEIGHED_BY_FACTORS: Final = "significance"
_DECIDING_FIRST: Final = ("person", "counterparty", "sector")
_DONE: Final = ("transaction", "conduct")
WATCHED_KINDS: Final = frozenset({"talks", "interest", "agreement", "approval", "selection"})
_BESIDE_WATCHED: Final = frozenset({"regulatory", "cancellation"})
NOTHING_KNOWN: Final = "nothing in the facts bears on this"
WEAK_ONLY: Final = "only leaks or aggregators say so: at most arguable"


class Weighed(Record):
    """One element for one act: its result and the findings behind it, the one that carries it first.

    What rests on weak sources has been lowered. `noted` are factors that are shown and give no result, though
    they may weigh against; `total` is given where factors are weighed.
    """

    element: Element
    result: Result
    findings: tuple[Found, ...]
    noted: tuple[Found, ...] = ()
    total: Total | None = None

    @property
    def lead(self) -> Found | None:
        """The finding that carries the result."""
        return self.findings[0] if self.findings else None


class Reading(Record):
    """One act under one trigger: every element weighed, and the exposure that follows."""

    act: str
    elements: tuple[Weighed, ...]
    exposure: Exposure
    decisive: tuple[str, ...]

    @property
    def fires(self) -> bool:
        """Whether the trigger rule must fire for this act, exception or not."""
        return all(one.result in ("met", "arguable") for one in self.elements)


def weigh(trigger: Trigger, findings: Sequence[Found], parties: Sequence[str]) -> tuple[Weighed, ...]:
    """Every element of the trigger, by what is found on it for one act.

    `parties` are in the order in which they carry a tie.
    """
    by_element: dict[str, list[Found]] = {}
    for found in findings:
        by_element.setdefault(found.element, []).append(found)
    ways = [
        tuple([_weighed(element, by_element.get(element.id, ()), carrier) for element in trigger.elements])
        for carrier in _carriers(findings, parties)
    ]
    return max(ways, key=_strength) if len(ways) > 1 else ways[0]


Weigh: TypeAlias = Callable[[Trigger, Sequence[Found], Sequence[str]], tuple[Weighed, ...]]


def carriers(trigger: Trigger, understood: Understood, subject: UnderstoodParty) -> tuple[str, ...]:
    """Whom findings must be about to count in a row: the counterparties, or the person that is reached."""
    if any(element.id == CARRIED_BY_ONE_PARTY for element in trigger.elements):
        return tuple(party.id for party in understood.chain)
    return (subject.id,)


def read_act(
    trigger: Trigger,
    evaluated: Evaluated,
    act: str,
    parties: Sequence[str],
    exception: str | None,
    weighed: Weigh = weigh,
) -> Reading:
    """The exposure that one act gives under a trigger, by the first test that holds (`docs/combination.md`).

    An act is watched if it is talk that has not ended, and no act of the event is a transaction.
    """
    found = [one for one in evaluated.findings_on(trigger.provision) if one.act in (act, ANY)]
    elements = weighed(trigger, found, parties)
    acts = [fact.fields for fact in evaluated.facts.values() if fact.kind == "act"]
    only_talk = all(fields["kind"] in WATCHED_KINDS | _BESIDE_WATCHED for fields in acts)
    own = evaluated.fields[act]
    watched = only_talk and own["kind"] in WATCHED_KINDS and own["ended"] == "no"
    exposure, decisive = _exposure(elements, watched=watched, excepted=exception is not None)
    return Reading(act, elements, exposure, decisive)


def strongest(readings: Iterable[Reading], days: Mapping[str, int]) -> Reading:
    """The act that the row shows: highest exposure, then most elements met, then the earliest."""
    return min(
        readings,
        key=lambda one: (
            -EXPOSURES.index(one.exposure),
            -sum(RANK[element.result] for element in one.elements),
            days[one.act],
            one.act,
        ),
    )


def element_ref(trigger: Trigger, one: Weighed, act: str) -> str:
    """How the fact of a weighed element is called."""
    return f"element:{trigger.provision}:{one.element.id}@{act}"


def element_facts(trigger: Trigger, reading: Reading) -> tuple[WorkingFact, ...]:
    """The weighed elements as facts for the trigger rule."""
    return tuple(
        WorkingFact(
            element_ref(trigger, one, reading.act),
            "element",
            {
                "provision": trigger.provision,
                "element": one.element.id,
                "act": reading.act,
                "result": one.result,
            },
        )
        for one in reading.elements
    )


def _exposure(
    elements: tuple[Weighed, ...], *, watched: bool, excepted: bool
) -> tuple[Exposure, tuple[str, ...]]:
    """The exposure and the elements that decide it, by the first test that holds."""
    unmet = [one.element.id for one in elements if one.result == "unmet"]
    unknown = [one.element.id for one in elements if one.result == "unknown"]
    arguable = [one.element.id for one in elements if one.result == "arguable"]
    barred = [element for element in _DECIDING_FIRST if element in unmet]
    if excepted or barred:
        return "no_trigger", tuple(barred[:1])
    if watched:
        return "watch", tuple(element for element in _DONE if element in unmet)[:1]
    if unmet:
        return "no_trigger", tuple(element for element in (*_DONE, *unmet) if element in unmet)[:1]
    if unknown:
        return "undecided", tuple(unknown)
    return ("arguable", tuple(arguable)) if arguable else ("facially_met", ())


def _carriers(findings: Iterable[Found], parties: Sequence[str]) -> Sequence[str]:
    """The parties that may carry the tie to the sector, in order; the first of all where none is found."""
    carrying = {found.party for found in findings if found.element == CARRIED_BY_ONE_PARTY}
    return [party for party in parties if party in carrying] or parties[:1] or [ANY]


def _strength(elements: tuple[Weighed, ...]) -> tuple[int, ...]:
    """By what the ways through different parties are compared; of equals the first is taken."""
    exposure, _ = _exposure(elements, watched=False, excepted=False)
    ranks = {one.element.id: RANK[one.result] for one in elements}
    return (EXPOSURES.index(exposure), ranks.get(CARRIED_BY_ONE_PARTY, 0), *ranks.values())


def _weighed(element: Element, findings: Iterable[Found], carrier: str) -> Weighed:
    """The element by what is found on it of one party."""
    own = [found for found in findings if found.party in (carrier, ANY)]
    giving = [found for found in own if found.result != "noted"]
    giving.sort(key=_leading_first)
    noted = tuple([found for found in own if found.result == "noted"])
    result: Result = giving[0].given if giving else "unknown"
    total = _total(result, own) if element.id == WEIGHED_BY_FACTORS else None
    return Weighed(element, result, tuple(giving), noted, total)


def gives(found: Found, one: Weighed) -> bool:
    """Whether the element has its result from this finding, among others."""
    return found.given == one.result


def _leading_first(found: Found) -> tuple[int, bool, bool, int, str, tuple[int, ...]]:
    """By what findings on one element are put in order: what they give, how well attested, how weighty.

    Of those that weak sources have lowered to the same result the one that said most leads.
    """
    lowered = found.given != found.result
    return -RANK[found.given], found.weak, not lowered, -_WEIGHT[found.weight], found.rule.id, found.order


def _total(result: Result, findings: Iterable[Found]) -> Total:
    if result == "met":
        return "supported"
    if result != "unknown" and any(found.weight == "against" for found in findings):
        return "weighed_against"
    return "arguable" if result == "arguable" else "unknown"
