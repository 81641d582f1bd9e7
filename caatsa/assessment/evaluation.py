"""What the rules have said of one event: its facts, every firing, and the findings on elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, cast

from caatsa.assessment.grounds import Grounds
from caatsa.domain.facts import Fact, Value
from caatsa.domain.record import Record
from caatsa.domain.verdict import Result, Weight
from caatsa.domain.vocabulary import ANY, VOCABULARY
from caatsa.engine.compiler import rule_id_of
from caatsa.engine.patterns import Firing, WorkingFact
from caatsa.rulebase.rules import AnyRule
from caatsa.rulebase.terms import Reference, filled

FindingResult = Literal["met", "arguable", "unknown", "unmet", "noted"]


_SAID_OF_ALL: Final = ("touch", "exception")
"""Kinds of derived facts that hold for the whole event."""


class Found(Record):
    """What one firing says on one element: `weak` where only leaks or aggregators support it.

    `provision`, `act` and `party` are `any` where the finding holds for all.
    `order` are the places of its premises among the facts, by which equal findings are told in turn.
    """

    provision: str
    element: str
    act: str
    party: str
    result: FindingResult
    factor: str
    weight: Weight
    because: str
    rule: AnyRule
    firing: Firing
    weak: bool
    order: tuple[int, ...]

    @property
    def given(self) -> Result:
        """The result that it gives unless it is only noted: without a better source arguable at most."""
        return "arguable" if self.weak and self.result == "met" else cast("Result", self.result)


class Evaluated(Record):
    """An event after the classifiers: its facts, all firings, and what they say.

    `fields` are those of every fact, given or derived, by its ref; `rules` are those that were in force;
    `pointers` are what else to look at, each in one line.
    """

    facts: Mapping[str, Fact]
    derived: Mapping[str, WorkingFact]
    fields: Mapping[str, Mapping[str, Value]]
    rules: Mapping[str, AnyRule]
    firings: tuple[Firing, ...]
    findings: tuple[Found, ...]
    touched: frozenset[str]
    exceptions: Mapping[str, str]
    grounds: Grounds
    pointers: tuple[str, ...]

    def rule_of(self, firing: Firing) -> AnyRule:
        """The rule file behind a firing; what touches a trigger is part of the trigger's file."""
        return self.rules[rule_id_of(firing.rule)]

    def findings_on(self, provision: str) -> tuple[Found, ...]:
        """What is said on the elements of a provision."""
        return tuple(found for found in self.findings if found.provision in (provision, ANY))


def evaluated(
    facts: Mapping[str, Fact],
    derived: Mapping[str, WorkingFact],
    firings: tuple[Firing, ...],
    rules: Mapping[str, AnyRule],
    *,
    told: bool = True,
) -> Evaluated:
    """The firings as findings, touches and exceptions, each with its reason in words if it is to be told."""
    fields = {ref: fact.fields for ref, fact in facts.items()}
    fields |= {ref: fact.fields for ref, fact in derived.items()}
    if told:
        _give_reasons(firings, derived, fields, rules)
    grounds = Grounds(facts, firings)
    # Facts come in the order of the document and of the registers: warnings, for one, by their dates.
    places = {ref: number for number, ref in enumerate(facts)}
    findings = tuple(
        finding(firing, rules[firing.rule], derived[firing.derived], reason, grounds.weak(firing), places)
        for firing in firings
        if firing.derived and derived[firing.derived].kind == "finding"
        for reason in (because(rules[firing.rule], firing, fields) if told else "",)
    )
    said = {kind: [fact.fields for fact in derived.values() if fact.kind == kind] for kind in _SAID_OF_ALL}
    return Evaluated(
        facts=facts,
        derived=derived,
        fields=fields,
        rules=rules,
        firings=firings,
        findings=findings,
        touched=frozenset(str(one["provision"]) for one in said["touch"]),
        exceptions={str(one["provision"]): str(one["rule"]) for one in said["exception"]},
        grounds=grounds,
        pointers=_pointers(firings, derived, fields, rules),
    )


def _pointers(
    firings: Iterable[Firing],
    derived: Mapping[str, WorkingFact],
    fields: Mapping[str, Mapping[str, Value]],
    rules: Mapping[str, AnyRule],
) -> tuple[str, ...]:
    """One line for each other regime that the facts touch: its citation, and why."""
    found: dict[str, str] = {}
    for firing in firings:
        if firing.derived and derived[firing.derived].kind == "pointer" and firing.derived not in found:
            citation = rules[firing.rule].authority.citation
            found[firing.derived] = f"{citation}: {because(rules[firing.rule], firing, fields)}"
    return tuple(found.values())


def _give_reasons(
    firings: Iterable[Firing],
    derived: Mapping[str, WorkingFact],
    fields: dict[str, Mapping[str, Value]],
    rules: Mapping[str, AnyRule],
) -> None:
    """Add the reason to each derived fact that tells one, shortest chain first, so that chains end."""
    telling = [
        (firing, firing.derived)
        for firing in firings
        if firing.derived and "because" in VOCABULARY[derived[firing.derived].kind].fields
    ]
    told: set[str] = set()
    untold = {ref for _, ref in telling}
    while untold:
        ready = [
            (firing, ref)
            for firing, ref in telling
            if ref in untold and not untold.intersection(premise for _, premise in firing.premises)
        ]
        for firing, ref in ready:
            if ref not in told:
                fields[ref] = {**fields[ref], "because": because(rules[firing.rule], firing, fields)}
                told.add(ref)
        untold -= told


def finding(
    firing: Firing,
    rule: AnyRule,
    derived: WorkingFact,
    reason: str,
    weak: bool,
    places: Mapping[str, int],
) -> Found:
    """What the firing says; `places` are those of the facts among each other."""
    said = derived.fields
    return Found(
        str(said["provision"]),
        str(said["element"]),
        str(said["act"]),
        str(said["party"]),
        said["result"],  # type: ignore[arg-type]  # the loader has checked it
        str(said["factor"]),
        said["weight"],  # type: ignore[arg-type]  # the loader has checked it
        reason,
        rule,
        firing,
        weak,
        tuple([places.get(ref, len(places)) for _, ref in firing.premises]),
    )


def because(rule: AnyRule, firing: Firing, fields: Mapping[str, Mapping[str, Value]]) -> str:
    """The rule's reason in the words of the facts that met it."""
    bound = dict(firing.premises)

    def value(reference: Reference) -> str:
        ref = bound.get(reference.alias)
        return str(fields[ref].get(reference.field, "not stated")) if ref else "not stated"

    return filled(getattr(rule, "because", rule.title), value)
