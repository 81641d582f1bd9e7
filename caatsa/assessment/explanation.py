"""Why a row has its result: for each element the rules that spoke, and what kept the others silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from caatsa.assessment.evaluation import Evaluated, Found
from caatsa.assessment.program import Program
from caatsa.assessment.weighing import RANK
from caatsa.domain.facts import Fact, Origin
from caatsa.domain.record import Record
from caatsa.domain.verdict import ElementResult, FactLine, Transaction
from caatsa.domain.vocabulary import ANY, VOCABULARY
from caatsa.engine.compiler import classifying
from caatsa.engine.explain import Failed, Silence, silence
from caatsa.engine.patterns import Condition, Join, Pattern, Production, Value, WorkingFact
from caatsa.rulebase.rules import Classifier, Trigger

_OPERATORS: Final[Mapping[str, str]] = {
    "eq": "is",
    "ne": "is not",
    "lt": "is before",
    "lte": "is on or before",
    "gt": "is after",
    "gte": "is on or after",
    "in": "is one of",
}


class Premise(Record):
    """What a rule needs, and the fact that meets it."""

    needs: str
    met_by: str


class Spoken(Record):
    """A rule that fired for the element, with its premises in order."""

    rule: str
    origin: str
    result: str
    because: str
    premises: tuple[Premise, ...]


class Silent(Record):
    """A rule that did not fire: what it would have said, and each test of its first unmet condition that
    fails, with what was seen instead.

    `condition` is its name, `met` and `asked` are how many of the conditions of the rule facts meet in
    turn, and how many it has. `near` where a single test keeps it from saying more than is shown; `met_by`
    are changes of the event any of which would make the rule speak.
    """

    rule: str
    result: str
    unmet: tuple[str, ...]
    condition: str
    met: int
    asked: int
    near: bool
    met_by: tuple[str, ...] = ()


class Explained(Record):
    """One element: its result in the row, what is asked, what would settle or raise it, and the rules."""

    element: ElementResult
    question: str
    settled_by: str
    spoken: tuple[Spoken, ...]
    silent: tuple[Silent, ...]


class Explainer(Record):
    """Runs the rules on the facts of a row once more, and looks at those that fire and at all others."""

    program: Program
    trigger: Trigger
    as_of: date
    met_by: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    parties: tuple[str, ...] = ()

    def elements(self, row: Transaction) -> tuple[Explained, ...]:
        """Every element of the row, for the act that the row shows; nearest of the silent rules first."""
        evaluated = self.program.evaluate(map(_fact, row.facts), [self.trigger.provision])
        facts = _of_act(evaluated, row.act)
        return tuple(self._element(one, row, evaluated, facts) for one in row.elements)

    def untouched(self, facts: Sequence[FactLine]) -> tuple[Silent, ...]:
        """For each way in which an event may touch the provision, the distinctive fact that is absent."""
        evaluated = self.program.evaluate(map(_fact, facts))
        known = _of_act(evaluated, None)
        productions = classifying([self.trigger])
        return tuple(_silent(one, way, "touched") for way, one in _quiet(productions, known))

    def _element(
        self, element: ElementResult, row: Transaction, evaluated: Evaluated, facts: Sequence[WorkingFact]
    ) -> Explained:
        described = next(one for one in self.trigger.elements if one.id == element.id)
        found = [one for one in evaluated.findings if self._is_on(one, element.id, row.act)]
        fired = {one.rule.id for one in found}
        rules = [rule for rule in self._classifiers(element.id) if rule.id not in fired]
        results = {rule.id: str(rule.derive["result"]) for rule in rules}
        silent = [
            _silent(one, production, results[production.id], self.met_by.get(production.id, ()))
            for production, one in _quiet(classifying(rules), facts)
        ]
        better = RANK[element.result]
        silent = [replace(one, near=one.near and RANK.get(one.result, -1) > better) for one in silent]
        silent.sort(key=lambda one: (-RANK.get(one.result, -1), not one.near, not one.met_by, one.rule))
        found.sort(key=lambda one: (-RANK.get(one.result, -1), one.rule.id, one.firing.premises))
        return Explained(
            element=element,
            question=described.question,
            settled_by=next((one.ask for one in row.missing if one.would_settle == element.id), ""),
            spoken=tuple(self._spoken(one, evaluated) for one in found),
            silent=tuple(silent),
        )

    def _is_on(self, found: Found, element: str, act: str) -> bool:
        return (
            found.provision in (self.trigger.provision, ANY)
            and found.element == element
            and found.act in (act, ANY)
            and (not self.parties or found.party in (*self.parties, ANY))
        )

    def _classifiers(self, element: str) -> Iterator[Classifier]:
        for rule in self.program.rules.values():
            if isinstance(rule, Classifier) and rule.derive.get("fact") == "finding":
                about = rule.derive.get("provision") in (self.trigger.provision, ANY)
                if about and rule.derive.get("element") == element:
                    yield rule

    def _spoken(self, found: Found, evaluated: Evaluated) -> Spoken:
        patterns = {pattern.alias: pattern for pattern in classifying([found.rule])[0].patterns}
        return Spoken(
            rule=found.rule.id,
            origin=found.rule.origin,
            result=found.result,
            because=found.because,
            premises=tuple(
                Premise(_needs(patterns[alias]), _words(evaluated, ref))
                for alias, ref in found.firing.premises
            ),
        )


def _silent(found: Silence, production: Production, result: str, met_by: tuple[str, ...] = ()) -> Silent:
    met, asked = len(found.matched), len(production.patterns)
    none = found.nearest is None
    return Silent(
        rule=found.production,
        result=result,
        unmet=(f"no fact: {_needs(found.unmet)}",)
        if none
        else tuple(_failing(failed, found.unmet) for failed in found.failed),
        condition=found.unmet.alias,
        met=met,
        asked=asked,
        near=met == asked - 1 and len(found.failed) == 1,
        met_by=met_by,
    )


def _quiet(
    productions: Iterable[Production], facts: Sequence[WorkingFact]
) -> Iterator[tuple[Production, Silence]]:
    for production in productions:
        found = silence(production, facts)
        if found is not None:
            yield production, found


def _fact(line: FactLine) -> Fact:
    return Fact(line.ref, line.kind, line.fields, line.text, Origin(line.origin, line.where))


def _of_act(evaluated: Evaluated, act: str | None) -> tuple[WorkingFact, ...]:
    """The facts, given and derived, that bear on one act; on any act if none is named."""
    given = (WorkingFact(fact.ref, fact.kind, fact.fields) for fact in evaluated.facts.values())
    return tuple(
        fact
        for fact in (*given, *evaluated.derived.values())
        if act is None or fact.fields.get("act", act) in (act, ANY)
    )


def _words(evaluated: Evaluated, ref: str) -> str:
    fact = evaluated.facts.get(ref)
    if fact is not None:
        return f"{fact.text} [{fact.origin.where}]" if fact.origin.where else fact.text
    derived = evaluated.derived[ref]
    return f"{derived.kind} ({', '.join(f'{name} {value}' for name, value in derived.fields.items())})"


def _needs(pattern: Pattern) -> str:
    tests = [_test(condition, pattern.kind) for condition in pattern.conditions]
    tests += [f"{join.field} is that of {join.alias}" for join in pattern.joins]
    return f"{pattern.kind} with {', '.join(tests)}" if tests else f"any {pattern.kind}"


def _failing(failed: Failed, pattern: Pattern) -> str:
    """A test in the words of its rule, then what the nearest fact says."""
    test = failed.test
    seen = "not stated" if failed.seen is None else _value(failed.seen, pattern.kind, test.field)
    if isinstance(test, Join):
        return f"{pattern.kind}.{test.field} is {test.alias}.{test.other}, {failed.wanted} (seen: {seen})"
    return f"{pattern.kind}.{_test(test, pattern.kind)} (seen: {seen})"


def _test(condition: Condition, kind: str) -> str:
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    shown = ", ".join(_value(value, kind, condition.field) for value in values)
    return f"{condition.field} {_OPERATORS[condition.operator]} {shown}"


def _value(value: Value, kind: str, field: str) -> str:
    """A value as people read it: days are kept as numbers."""
    if isinstance(value, int) and VOCABULARY[kind].fields[field].type == "day":
        return date.fromordinal(value).isoformat()
    return str(value)
