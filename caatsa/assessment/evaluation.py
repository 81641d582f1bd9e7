"""One event through the rules: facts in, findings per element and act out, every firing checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from caatsa.domain.errors import EngineDisagreement
from caatsa.domain.facts import Fact, Value
from caatsa.domain.record import Record
from caatsa.domain.verdict import Weight
from caatsa.domain.vocabulary import VOCABULARY
from caatsa.engine.choose import EngineName, open_engine
from caatsa.engine.compiler import classifying, deciding, in_force
from caatsa.engine.patterns import Bound, Evaluation, Firing, Production, Session, WorkingFact
from caatsa.engine.proof import check
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import AnyRule
from caatsa.rulebase.terms import Reference, filled

FindingResult = Literal["met", "arguable", "unknown", "unmet", "noted"]
ANY = "any"


class Found(Record):
    """What one firing says on one element: `weak` where only leaks or aggregators support it.

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


class Evaluated(Record):
    """The first pass over an event: its facts, all firings, and what they say.

    `fields` are those of every fact, given or derived, by its ref; `rules` are those that were in force.
    """

    facts: Mapping[str, Fact]
    derived: Mapping[str, WorkingFact]
    fields: Mapping[str, Mapping[str, Value]]
    rules: Mapping[str, AnyRule]
    firings: tuple[Firing, ...]
    findings: tuple[Found, ...]
    touched: frozenset[str]
    exceptions: Mapping[str, str]

    def rule_of(self, firing: Firing) -> AnyRule:
        """The rule file behind a firing; what touches a trigger is part of the trigger's file."""
        return self.rules.get(firing.rule) or self.rules[firing.rule.rpartition(".touched.")[0]]


class Program:
    """The rules in force on a day, compiled and ready to run; one engine session for each pass."""

    def __init__(self, rulebase: RuleBase, as_of: date, engine: EngineName | None) -> None:
        self.rules = {rule.id: rule for rule in in_force(rulebase.rules.values(), as_of)}
        self._first = classifying(self.rules.values())
        self._second = deciding(self.rules.values())
        self.engine: Session
        self.engine, _ = open_engine(engine, self._first)
        # No trigger is in force before the first statute is.
        self._decider = open_engine(engine, self._second)[0] if self._second else None
        self._used = _used_fields(self._first)

    def evaluate(self, facts: Iterable[Fact]) -> Evaluated:
        """Run the classifiers over one event's facts. Raises `EngineDisagreement` if the proof fails."""
        known = {fact.ref: fact for fact in facts}
        given = tuple(self._slim(fact) for fact in known.values() if fact.kind in self._used)
        result = _checked(self.engine, self._first, given)
        derived = {fact.ref: fact for fact in result.facts if fact.ref not in known}
        fields = {ref: fact.fields for ref, fact in known.items()} | {
            ref: fact.fields for ref, fact in derived.items()
        }
        self._give_reasons(result.firings, derived, fields)
        findings = [
            _found(firing, self.rules[firing.rule], derived[firing.derived], known, fields)
            for firing in result.firings
            if firing.derived and derived[firing.derived].kind == "finding"
        ]
        made = defaultdict(list)
        for fact in derived.values():
            made[fact.kind].append(fact.fields)
        return Evaluated(
            known,
            derived,
            fields,
            self.rules,
            result.firings,
            tuple(findings),
            frozenset(str(fields["provision"]) for fields in made["touch"]),
            {str(fields["provision"]): str(fields["rule"]) for fields in made["exception"]},
        )

    def decide(self, elements: Iterable[WorkingFact]) -> Evaluation:
        """Run the triggers over weighed elements; fires once for each act that meets every element."""
        given = tuple(elements)
        if self._decider is None:
            return Evaluation.of(given, (), self.engine.name)
        return _checked(self._decider, self._second, given)

    def _give_reasons(
        self,
        firings: Iterable[Firing],
        derived: Mapping[str, WorkingFact],
        fields: dict[str, Mapping[str, Value]],
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
                    fields[ref] = {**fields[ref], "because": because(self.rules[firing.rule], firing, fields)}
                    told.add(ref)
            untold -= told

    def _slim(self, fact: Fact) -> WorkingFact:
        """The fact as engines see it: only the fields that some rule compares."""
        used = self._used[fact.kind]
        fields = {name: value for name, value in fact.fields.items() if name in used}
        return WorkingFact(fact.ref, fact.kind, fields)


def _checked(
    session: Session, productions: tuple[Production, ...], facts: tuple[WorkingFact, ...]
) -> Evaluation:
    result = session.evaluate(facts)
    check(productions, facts, result)
    return result


def _used_fields(productions: Iterable[Production]) -> dict[str, frozenset[str]]:
    used: dict[str, set[str]] = defaultdict(set)
    for production in productions:
        kinds = {pattern.alias: pattern.kind for pattern in production.patterns}
        for pattern in production.patterns:
            used[pattern.kind].update(condition.field for condition in pattern.conditions)
            used[pattern.kind].update(join.field for join in pattern.joins)
            for join in pattern.joins:
                used[kinds[join.alias]].add(join.other)
        for _, source in production.derive.fields if production.derive else ():
            if isinstance(source, Bound):
                used[kinds[source.alias]].add(source.field)
    return {kind: frozenset(fields) for kind, fields in used.items()}


def _found(
    firing: Firing,
    rule: AnyRule,
    finding: WorkingFact,
    known: Mapping[str, Fact],
    fields: Mapping[str, Mapping[str, Value]],
) -> Found:
    said = finding.fields
    # Facts come in the order of the document and of the registers: warnings, for one, by their dates.
    place = {ref: number for number, ref in enumerate(known)}
    result = str(said["result"])
    if result not in VOCABULARY["finding"].fields["result"].values:
        raise EngineDisagreement(rule.id, [finding.ref], f"'{result}' is no result")
    return Found(
        provision=str(said["provision"]),
        element=str(said["element"]),
        act=str(said["act"]),
        party=str(said["party"]),
        result=result,  # type: ignore[arg-type]  # checked against the vocabulary above
        factor=str(said["factor"]),
        weight=said["weight"],  # type: ignore[arg-type]  # the loader has checked it
        because=because(rule, firing, fields),
        rule=rule,
        firing=firing,
        weak=any(ref in known and known[ref].origin.weak for _, ref in firing.premises),
        order=tuple(place.get(ref, len(place)) for _, ref in firing.premises),
    )


def because(rule: AnyRule, firing: Firing, fields: Mapping[str, Mapping[str, Value]]) -> str:
    """The rule's reason in the words of the facts that met it."""
    bound = dict(firing.premises)

    def value(reference: Reference) -> str:
        ref = bound.get(reference.alias)
        return str(fields[ref].get(reference.field, "not stated")) if ref else "not stated"

    return filled(getattr(rule, "because", rule.title), value)
