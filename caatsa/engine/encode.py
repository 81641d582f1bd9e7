"""Productions and facts in the form that durable_rules reads rightly.

Its traps are avoided by construction:

- Fields, kinds and rules are numbered: it compares field names by a 32-bit hash alone, gives meaning to
  dots, `$`, `id` and `sid`, and takes some alias names for attributes of its own.
- Values are numbered for equality, text and numbers apart: it holds "5" and 5 equal, and reads lengths of
  text modulo 65,536. Only what is put in order is sent as a number.
- `in` is sent as a flag: alternatives inside a pattern fire once per branch, and one rule per value would
  multiply the rules.
- Every field that a join refers to is guarded (a missing one stops the engine), and the last join of a
  pattern is said twice (a failing last term makes it read out of bounds).
- The kind comes first, then tests in one fixed order, so that patterns share their beginnings.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from caatsa.engine.limits import guarded_fields
from caatsa.engine.patterns import Condition, Pattern, Production, Value, WorkingFact

Term = dict[str, Any]

BEGIN = {"id": "begin", "k": "begin"}
"""A first fact that always fires: dropping a state in which nothing ever fired frees a stray pointer."""

_ORDER = {"lt": "$lt", "lte": "$lte", "gt": "$gt", "gte": "$gte"}


@dataclass(slots=True)
class _Slot:
    """Under which names a field of a kind is sent, as far as any production looks at it."""

    number: int
    equal: bool = False
    ordered: bool = False
    flags: dict[frozenset[Value], str] = field(default_factory=dict)


class Values:
    """Numbers for values, the same number for the same value; text and numbers never share one."""

    def __init__(self, start: dict[Value, str] | None = None) -> None:
        self._numbers: dict[Value, str] = dict(start or {})

    def number(self, value: Value) -> str:
        """Seven digits: such texts never collide in the engine's hash."""
        known = self._numbers.get(value)
        if known is None:
            known = self._numbers[value] = f"{len(self._numbers):07d}"
        return known

    def copy(self) -> Values:
        """The same numbers, to be continued apart."""
        return Values(self._numbers)


class Encoding:
    """The productions as durable_rules text, and how facts are sent to them."""

    def __init__(self, productions: Sequence[Production]) -> None:
        self._kinds: dict[str, dict[str, _Slot]] = {}
        self._numbers: dict[str, str] = {}
        self._count = 0
        self.constants = Values()
        self.productions = {f"r{number}": production for number, production in enumerate(productions)}
        rules: dict[str, Term] = {"begin": {"all": [{"p0": {"k": BEGIN["k"]}}]}}
        for name, production in self.productions.items():
            rules[name] = {"all": self._patterns(production)}
        self.ruleset = json.dumps(rules)

    def fact(self, identity: str, fact: WorkingFact, values: Values) -> Term | None:
        """What the engine is told of a fact, or `None` where no production looks at its kind."""
        slots = self._kinds.get(fact.kind)
        if slots is None:
            return None
        sent: Term = {"id": identity, "k": self._numbers[fact.kind]}
        for name, slot in slots.items():
            value = fact.fields.get(name)
            if value is None:
                continue
            if slot.equal:
                sent[f"e{slot.number}"] = values.number(value)
            if slot.ordered and not isinstance(value, str):
                sent[f"o{slot.number}"] = value
            for members, flag in slot.flags.items():
                if value in members:
                    sent[flag] = 1
        return sent

    def _patterns(self, production: Production) -> list[Term]:
        position = {pattern.alias: number for number, pattern in enumerate(production.patterns)}
        kinds = {pattern.alias: pattern.kind for pattern in production.patterns}
        patterns: list[Term] = []
        for pattern in production.patterns:
            terms = [*self._alone(production, pattern)]
            joins: list[Term] = [
                {self._equal(pattern.kind, join.field): {f"p{position[join.alias]}": other}}
                for join in pattern.joins
                for other in [self._equal(kinds[join.alias], join.other)]
            ]
            terms += joins + joins[-1:]
            patterns.append({f"p{position[pattern.alias]}": {"$and": terms}})
        return patterns

    def _alone(self, production: Production, pattern: Pattern) -> list[Term]:
        """The terms that look at one fact: equality first, since it leaves fewest branches open."""
        tests = [self._test(pattern.kind, condition) for condition in pattern.conditions]
        tests.sort(key=lambda term: (next(iter(term)).startswith("$"), json.dumps(term)))
        guards = sorted(self._equal(pattern.kind, name) for name in guarded_fields(production, pattern))
        return [{"k": self._kind(pattern.kind)}, *tests, *({"$ex": {name: 1}} for name in guards)]

    def _test(self, kind: str, condition: Condition) -> Term:
        value = condition.value
        if isinstance(value, tuple):
            return {self._flag(kind, condition.field, frozenset(value)): 1}
        if condition.operator in _ORDER:
            slot = self._slot(kind, condition.field)
            slot.ordered = True
            return {_ORDER[condition.operator]: {f"o{slot.number}": value}}
        equal = {self._equal(kind, condition.field): self.constants.number(value)}
        return {"$neq": equal} if condition.operator == "ne" else equal

    def _kind(self, kind: str) -> str:
        self._kinds.setdefault(kind, {})
        return self._numbers.setdefault(kind, f"k{len(self._numbers)}")

    def _slot(self, kind: str, name: str) -> _Slot:
        slots = self._kinds.setdefault(kind, {})
        if name not in slots:
            slots[name] = _Slot(self._next())
        return slots[name]

    def _equal(self, kind: str, name: str) -> str:
        slot = self._slot(kind, name)
        slot.equal = True
        return f"e{slot.number}"

    def _flag(self, kind: str, name: str, members: frozenset[Value]) -> str:
        flags = self._slot(kind, name).flags
        if members not in flags:
            flags[members] = f"m{self._next()}"
        return flags[members]

    def _next(self) -> int:
        self._count += 1
        return self._count
