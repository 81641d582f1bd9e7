"""Productions that remember what they said: facts that no test tells apart are never matched twice.

For trying many variations of one event. The answers are those of the engine `reference`; there is no
proof, so whoever shows an answer runs it again where it is proved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from caatsa.domain.record import Record
from caatsa.engine.patterns import Bound, Condition, Firing, Production, WorkingFact, derive
from caatsa.engine.reference import holds, matches


class Shaped(Record):
    """Facts of one kind; `number` is shared by those that every test answers alike."""

    number: int
    facts: tuple[WorkingFact, ...]


class Said(Record):
    """Firings, and the facts that they derive, each once."""

    firings: tuple[Firing, ...]
    derived: tuple[WorkingFact, ...]


class Memory:
    """Fixed productions, evaluated over variation after variation of the same facts.

    Productions whose facts others ask for run to their fixpoint first; what is left is asked once each. A
    production is asked again only where the facts of the kinds that it reads have a new shape: other refs,
    another answer to some test, or another value where values are joined or copied.
    """

    def __init__(self, productions: Sequence[Production]) -> None:
        self.productions = tuple(productions)
        asked = {pattern.kind for one in productions for pattern in one.patterns}
        self._helping = tuple(one for one in productions if one.derive and one.derive.kind in asked)
        self._saying = tuple((one,) for one in productions if one not in self._helping)
        self._kinds = {
            number: tuple(sorted({pattern.kind for one in together for pattern in one.patterns}))
            for number, together in enumerate((self._helping, *self._saying))
        }
        self._fields = {kind: tuple(sorted(names)) for kind, names in _looked_at(productions).items()}
        self._tests = _tests(productions)
        self._answers: dict[tuple[str, str, Hashable], Hashable] = {}
        self._shapes: dict[Hashable, Shaped] = {}
        self._said: dict[tuple[int, ...], Said] = {}

    def shaped(self, facts: Iterable[WorkingFact]) -> dict[str, Shaped]:
        """The facts that some production reads, by kind."""
        by_kind: dict[str, list[WorkingFact]] = defaultdict(list)
        for fact in facts:
            if fact.kind in self._fields:
                by_kind[fact.kind].append(fact)
        return {kind: self._shaped(kind, members) for kind, members in by_kind.items()}

    def run(self, shaped: Mapping[str, Shaped]) -> Said:
        """Every firing over the facts, to the fixpoint."""
        helping = self._asked(0, self._helping, shaped)
        known = {**shaped, **self.shaped(helping.derived)}
        firings = list(helping.firings)
        derived = {fact.ref: fact for fact in helping.derived}
        for number, productions in enumerate(self._saying, start=1):
            said = self._asked(number, productions, known)
            firings += said.firings
            derived |= {fact.ref: fact for fact in said.derived}
        return Said(tuple(firings), tuple(derived.values()))

    def _shaped(self, kind: str, members: list[WorkingFact]) -> Shaped:
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

    def _answer(self, fact: WorkingFact, name: str) -> Hashable:
        """What the tests see of a field: the value where it is joined or copied, else the answer to each."""
        value = fact.fields.get(name)
        key = (fact.kind, name, value)
        if key not in self._answers:
            tests = self._tests.get(key[:2])
            self._answers[key] = value if tests is None else tuple(holds(test, fact) for test in tests)
        return self._answers[key]

    def _asked(self, number: int, productions: Sequence[Production], known: Mapping[str, Shaped]) -> Said:
        kinds = self._kinds[number]
        key = (number, *[known[kind].number if kind in known else -1 for kind in kinds])
        said = self._said.get(key)
        if said is None:
            facts = [fact for kind in kinds if kind in known for fact in known[kind].facts]
            said = self._said[key] = _fixpoint(productions, facts)
        return said


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


def _fixpoint(productions: Sequence[Production], facts: Sequence[WorkingFact]) -> Said:
    known = {fact.ref: fact for fact in facts}
    while True:
        firings: list[Firing] = []
        derived: dict[str, WorkingFact] = {}
        for production in productions:
            for match in matches(production, tuple(known.values())):
                fact = derive(production.derive, match) if production.derive else None
                if fact is not None:
                    derived[fact.ref] = fact
                premises = tuple((alias, premise.ref) for alias, premise in match.items())
                firings.append(Firing(production.id, premises, fact.ref if fact else None))
        if derived.keys() <= known.keys() or not _reads(productions, derived):
            return Said(tuple(firings), tuple(derived.values()))
        known |= derived


def _reads(productions: Sequence[Production], derived: Mapping[str, WorkingFact]) -> bool:
    """Whether some production asks for a kind of fact that was derived."""
    kinds = {pattern.kind for production in productions for pattern in production.patterns}
    return any(fact.kind in kinds for fact in derived.values())
