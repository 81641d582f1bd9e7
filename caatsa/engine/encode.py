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
- A fact may keep 64 branches open, no more. Where a kind has many patterns they are dealt into groups, each
  behind a flag that every fact of the kind carries, and one group is walked at a time.
- A fact may keep 64 branches open, no more. Where a kind has many patterns they are dealt into groups, each
  behind a flag that every fact of the kind carries, and one group is walked at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from caatsa.domain.errors import EngineError
from caatsa.engine.limits import guarded_fields
from caatsa.engine.patterns import Condition, Pattern, Production, Value, WorkingFact

Term = dict[str, Any]

BEGIN = {"id": "begin", "k": "begin"}
"""A first fact that always fires: dropping a state in which nothing ever fired frees a stray pointer."""

_GROUP = 32
"""Patterns behind one flag: 500 of a kind make 16 groups, so at most 15 + 32 branches are open at once."""

_MOST_PROPERTIES = 240
"""The engine takes 252 for a fact."""

_ORDER = {"lt": "$lt", "lte": "$lte", "gt": "$gt", "gte": "$gte"}


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


@dataclass(slots=True)
class _Kind:
    """Under which names the fields of a kind are sent, as far as any production looks at them."""

    name: str
    numbers: Iterator[int]
    equal: dict[str, str] = field(default_factory=dict)
    ordered: dict[str, str] = field(default_factory=dict)
    flags: dict[tuple[str, frozenset[Value]], str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)

    def equal_name(self, field_name: str) -> str:
        """The name under which the field is sent for equality."""
        if field_name not in self.equal:
            self.equal[field_name] = f"e{next(self.numbers)}"
        return self.equal[field_name]

    def test(self, condition: Condition, constants: Values) -> Term:
        """The condition as a term."""
        value = condition.value
        if isinstance(value, tuple):
            member = (condition.field, frozenset(value))
            if member not in self.flags:
                self.flags[member] = f"m{next(self.numbers)}"
            return {self.flags[member]: 1}
        if condition.operator in _ORDER:
            if condition.field not in self.ordered:
                self.ordered[condition.field] = f"o{next(self.numbers)}"
            return {_ORDER[condition.operator]: {self.ordered[condition.field]: value}}
        equal = {self.equal_name(condition.field): constants.number(value)}
        return {"$neq": equal} if condition.operator == "ne" else equal

    def deal(self, patterns: Sequence[str]) -> None:
        """Put the patterns into groups, alike next to alike, if they are too many for one."""
        distinct = sorted(set(patterns))
        if len(distinct) > _GROUP:
            starts = range(0, len(distinct), _GROUP)
            flags = [f"g{next(self.numbers)}" for _ in starts]
            self.groups = {pattern: flags[n // _GROUP] for n, pattern in enumerate(distinct)}

    def properties(self) -> int:
        """How many properties a fact of this kind may have; the identity and the kind are two."""
        flags = len(self.flags) + len(set(self.groups.values()))
        return 2 + len(self.equal) + len(self.ordered) + flags


class Encoding:
    """The productions as durable_rules text, and how facts are sent to them."""

    def __init__(self, productions: Sequence[Production]) -> None:
        self.productions = {f"r{number}": production for number, production in enumerate(productions)}
        self.constants = Values()
        self._kinds: dict[str, _Kind] = {}
        self._numbers = count()
        terms = {name: list(self._rule(production)) for name, production in self.productions.items()}
        self._deal([each for rule in terms.values() for each in rule])
        rules: dict[str, Term] = {"begin": {"all": [{"p0": {"k": BEGIN["k"]}}]}}
        for name, patterns in terms.items():
            rules[name] = {"all": [{f"p{n}": _pattern(*each)} for n, each in enumerate(patterns)]}
        self.ruleset = json.dumps(rules)

    def fact(self, identity: str, fact: WorkingFact, values: Values) -> Term | None:
        """What the engine is told of a fact, or `None` where no production looks at its kind."""
        kind = self._kinds.get(fact.kind)
        if kind is None:
            return None
        sent: Term = {"id": identity, "k": kind.name}
        sent.update(dict.fromkeys(kind.groups.values(), 1))
        for name, value in fact.fields.items():
            if name in kind.equal:
                sent[kind.equal[name]] = values.number(value)
            if name in kind.ordered and not isinstance(value, str):
                sent[kind.ordered[name]] = value
        for (name, members), flag in kind.flags.items():
            if fact.fields.get(name) in members:
                sent[flag] = 1
        return sent

    def _rule(self, production: Production) -> Iterator[tuple[_Kind, list[Term]]]:
        """Kind of each pattern, and its terms but for the kind."""
        bound: dict[str, tuple[str, _Kind]] = {}
        for number, pattern in enumerate(production.patterns):
            kind = self._kind(pattern.kind)
            bound[pattern.alias] = (f"p{number}", kind)
            joins: list[Term] = [
                {kind.equal_name(join.field): {alias: other.equal_name(join.other)}}
                for join in pattern.joins
                for alias, other in [bound[join.alias]]
            ]
            yield kind, [*self._alone(kind, production, pattern), *joins, *joins[-1:]]

    def _alone(self, kind: _Kind, production: Production, pattern: Pattern) -> list[Term]:
        """The terms that look at one fact: equality first, since it leaves fewest branches open."""
        tests = [kind.test(condition, self.constants) for condition in pattern.conditions]
        tests.sort(key=lambda term: (next(iter(term)).startswith("$"), json.dumps(term)))
        guards = sorted(kind.equal_name(name) for name in guarded_fields(production, pattern))
        return [*tests, *({"$ex": {name: 1}} for name in guards)]

    def _kind(self, name: str) -> _Kind:
        return self._kinds.setdefault(name, _Kind(f"k{len(self._kinds)}", self._numbers))

    def _deal(self, patterns: Sequence[tuple[_Kind, list[Term]]]) -> None:
        for name, kind in self._kinds.items():
            kind.deal([json.dumps(terms) for other, terms in patterns if other is kind])
            if kind.properties() > _MOST_PROPERTIES:
                raise EngineError(
                    f"the rules look at {name!r} facts in {kind.properties()} ways; "
                    f"durable_rules takes {_MOST_PROPERTIES} at most"
                )


def _pattern(kind: _Kind, terms: Sequence[Term]) -> Term:
    group = kind.groups.get(json.dumps(terms))
    return {"$and": [{"k": kind.name}, *([{group: 1}] if group else []), *terms]}
