"""Productions that remember what they said: facts that no test tells apart are never matched twice.

For trying many variations of one event. The answers are those of the engine `reference`; there is no
proof, so whoever shows an answer runs it again where it is proved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Final, Protocol, TypeAlias

from caatsa.domain.record import Record
from caatsa.engine.patterns import Bound, Condition, Firing, Production, Value, WorkingFact, derive
from caatsa.engine.reference import Match, combined, holds, matches, satisfies


class FactLike(Protocol):
    """A flat fact, whatever else is known of it."""

    @property
    def ref(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def fields(self) -> Mapping[str, Value]: ...


class Shaped(Record):
    """Facts of one kind; `number` is shared by those that every test answers alike."""

    number: int
    facts: tuple[WorkingFact, ...]


class Said(Record):
    """Firings, and the facts that they derive, each once; `number` is another for what was said of others."""

    number: int
    firings: tuple[Firing, ...]
    derived: tuple[WorkingFact, ...]


class _Group(Record):
    """Productions that read the same kinds of fact, and what they said of facts that were seen."""

    kinds: tuple[str, ...]
    productions: tuple[Production, ...]
    said: dict[tuple[int, ...], Said]

    @classmethod
    def of(cls, productions: Iterable[Production]) -> tuple[_Group, ...]:
        together: dict[tuple[str, ...], list[Production]] = defaultdict(list)
        for one in productions:
            together[tuple(sorted({pattern.kind for pattern in one.patterns}))].append(one)
        return tuple(cls(kinds, tuple(members), {}) for kinds, members in together.items())


_SILENT: Final = Said(0, (), ())
_Round: TypeAlias = tuple[list[Firing], dict[str, WorkingFact]]
_Answered: TypeAlias = Callable[[_Group, Mapping[str, Shaped]], _Round]


class Memory:
    """Fixed productions, evaluated over variation after variation of the same facts.

    Productions whose facts others ask for run to their fixpoint first; what is left is asked once each. A
    production is asked again only where the facts of the kinds that it reads have a new shape: other refs,
    another answer to some test, or another value where values are joined or copied. A kind of fact is either
    given or derived, never both, as in the vocabulary.
    """

    def __init__(self, productions: Sequence[Production]) -> None:
        self.productions = tuple(productions)
        asked = {pattern.kind for one in productions for pattern in one.patterns}
        self._helping = tuple(one for one in productions if one.derive and one.derive.kind in asked)
        helped_by = {pattern.kind for one in self._helping for pattern in one.patterns}
        self._helped = _Group(tuple(sorted(helped_by)), self._helping, {})
        self._saying = _Group.of(one for one in productions if one not in self._helping)
        self._fields = {kind: tuple(sorted(names)) for kind, names in _looked_at(productions).items()}
        self._tests = _tests(productions)
        self._answers: dict[tuple[str, str, Hashable], Hashable] = {}
        self._shapes: dict[Hashable, Shaped] = {}
        alone: dict[tuple[str, tuple[Condition, ...]], int] = {}
        self._patterns = {
            one.id: [
                (each, alone.setdefault((each.kind, each.conditions), len(alone))) for each in one.patterns
            ]
            for one in productions
        }
        self._meeting: dict[tuple[int, int], tuple[WorkingFact, ...]] = {}
        self._spoken = count(1)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of fact that some production reads."""
        return frozenset(self._fields)

    def shaped(self, facts: Iterable[FactLike]) -> dict[str, Shaped]:
        """The facts that some production reads, by kind."""
        by_kind: dict[str, list[FactLike]] = defaultdict(list)
        for fact in facts:
            if fact.kind in self._fields:
                by_kind[fact.kind].append(fact)
        return {kind: self._shaped(kind, members) for kind, members in by_kind.items()}

    def run(self, shaped: Mapping[str, Shaped]) -> tuple[Said, ...]:
        """Every firing over the facts, to the fixpoint."""
        helping = self._asked(self._helped, shaped, self._fixpoint)
        known = {**shaped, **self.shaped(helping.derived)} if helping.derived else shaped
        return helping, *[self._asked(group, known, self._once) for group in self._saying]

    def _shaped(self, kind: str, members: list[FactLike]) -> Shaped:
        names = self._fields[kind]
        shape = (kind, *[(fact.ref, *[self._answer(fact, name) for name in names]) for fact in members])
        if shape not in self._shapes:
            slim = tuple(
                WorkingFact(
                    fact.ref, kind, {name: fact.fields[name] for name in names if name in fact.fields}
                )
                for fact in members
            )
            self._shapes[shape] = Shaped(len(self._shapes), slim)
        return self._shapes[shape]

    def _answer(self, fact: FactLike, name: str) -> Hashable:
        """What the tests see of a field: the value where it is joined or copied, else the answer to each."""
        value = fact.fields.get(name)
        key = (fact.kind, name, value)
        if key not in self._answers:
            tests, asked = self._tests.get(key[:2]), WorkingFact(fact.ref, fact.kind, fact.fields)
            self._answers[key] = value if tests is None else tuple(holds(test, asked) for test in tests)
        return self._answers[key]

    def _asked(self, group: _Group, known: Mapping[str, Shaped], answered: _Answered) -> Said:
        key = tuple([known[kind].number if kind in known else -1 for kind in group.kinds])
        said = group.said.get(key)
        if said is None:
            firings, derived = answered(group, known)
            said = group.said[key] = (
                Said(next(self._spoken), tuple(firings), tuple(derived.values())) if firings else _SILENT
            )
        return said

    def _once(self, group: _Group, known: Mapping[str, Shaped]) -> _Round:
        """What productions say whose facts nobody asks for."""
        if any(kind not in known for kind in group.kinds):
            return [], {}
        found = (
            (production, match)
            for production in group.productions
            for match in combined(production.patterns, self._candidates(production, known))
        )
        return _round(found)

    def _candidates(
        self, production: Production, known: Mapping[str, Shaped]
    ) -> Iterator[tuple[WorkingFact, ...]]:
        """For each pattern the facts that meet its conditions."""
        for pattern, number in self._patterns[production.id]:
            kind = known[pattern.kind]
            key = (number, kind.number)
            if key not in self._meeting:
                self._meeting[key] = tuple(fact for fact in kind.facts if satisfies(pattern, fact))
            yield self._meeting[key]

    def _fixpoint(self, group: _Group, known: Mapping[str, Shaped]) -> _Round:
        """What productions say that ask for each other's facts."""
        facts = {fact.ref: fact for kind in group.kinds if kind in known for fact in known[kind].facts}
        while True:
            given = tuple(facts.values())
            found = (
                (production, match)
                for production in group.productions
                for match in matches(production, given)
            )
            firings, derived = _round(found)
            if derived.keys() <= facts.keys() or all(one.kind not in group.kinds for one in derived.values()):
                return firings, derived
            facts |= derived


def _tests(productions: Iterable[Production]) -> dict[tuple[str, str], tuple[Condition, ...]]:
    """The tests of each field that is only compared with constants."""
    found: dict[tuple[str, str], dict[Condition, None]] = {}
    by_value: set[tuple[str, str]] = set()
    for production in productions:
        kinds = {pattern.alias: pattern.kind for pattern in production.patterns}
        for pattern in production.patterns:
            for condition in pattern.conditions:
                found.setdefault((pattern.kind, condition.field), {})[condition] = None
            for join in pattern.joins:
                by_value |= {(pattern.kind, join.field), (kinds[join.alias], join.other)}
        for _, source in production.derive.fields if production.derive else ():
            if isinstance(source, Bound):
                by_value.add((kinds[source.alias], source.field))
    return {field: tuple(tests) for field, tests in found.items() if field not in by_value}


def _looked_at(productions: Iterable[Production]) -> dict[str, frozenset[str]]:
    """Of each kind of fact, the fields that some production tests, joins or copies."""
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


def _round(found: Iterable[tuple[Production, Match]]) -> _Round:
    """Every match as a firing, and the facts that they derive by their refs."""
    firings: list[Firing] = []
    derived: dict[str, WorkingFact] = {}
    for production, match in found:
        fact = derive(production.derive, match) if production.derive else None
        if fact is not None:
            derived[fact.ref] = fact
        premises = tuple((alias, premise.ref) for alias, premise in match.items())
        firings.append(Firing(production.id, premises, fact.ref if fact else None))
    return firings, derived
