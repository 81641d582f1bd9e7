"""Worlds in which rules match or miss by little, made from nothing but what the rules test.

Values are the constants of the rules and the days and sums beside them, other choices of the vocabulary, and
for joins a few keys that all fields share. A world is built around one rule: facts that would match it, one
test of which is spoiled every other time, then perhaps facts that match other rules, and a few besides.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random

from caatsa.domain.vocabulary import VOCABULARY
from caatsa.engine.patterns import WorkingFact
from tests.oracle.statements import Need, Ref, Statement, Term, Value

World = tuple[WorkingFact, ...]
Fields = dict[str, Value]
Place = tuple[str, str]
"""A kind of fact and one of its fields."""

_OTHER_KEYS = ("k1", "k2", "k3")
_DEEPEST = 3


class Cell:
    """Where a value of a bound fact is kept: for what a rule makes, in the fact that the rule copies from."""

    def __init__(self, fields: Fields, name: str) -> None:
        self._fields, self._name = fields, name

    def get(self) -> Value | None:
        return self._fields.get(self._name)

    def put(self, value: Value) -> None:
        self._fields[self._name] = value

    def clear(self) -> None:
        self._fields.pop(self._name, None)


Bound = Callable[[str], Cell]
"""The cells of a bound fact by its fields."""


class Generator:
    """Makes worlds for some statements; the same number gives the same world."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self.values = _values(statements)
        self._fields: dict[str, list[str]] = defaultdict(list)
        for kind, field in self.values:
            self._fields[kind].append(field)
        self._makers: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            self._makers[statement.makes].append(statement)

    def world(self, number: int) -> World:
        """A world around one rule, each in turn; every other time one of its tests, in turn, is spoiled."""
        turn, place = divmod(number, len(self._statements))
        rule = self._statements[place]
        tests = [(need, term) for need in rule.needs for term in need.terms]
        spoiled = tests[turn // 2 % len(tests)] if turn % 2 and tests else None
        return _Making(self, Random(number)).world(rule, spoiled)

    def maker(self, kind: str, random: Random) -> Statement | None:
        """A rule that makes such facts, if there is one."""
        return random.choice(self._makers[kind]) if kind in self._makers else None

    def rule(self, random: Random) -> Statement:
        """Any rule."""
        return random.choice(self._statements)

    def fields(self, kind: str, random: Random) -> Fields:
        """Fields of any fact of the kind, one in twelve missing."""
        return {
            field: random.choice(self.values[kind, field])
            for field in self._fields[kind]
            if random.random() > 1 / 12
        }


class _Making:
    """One world while it is made."""

    def __init__(self, generator: Generator, random: Random) -> None:
        self._generator, self._random = generator, random
        self._facts: list[tuple[str, Fields]] = []

    def world(self, rule: Statement, spoiled: tuple[Need, Term] | None) -> World:
        bound = self._match(rule, _DEEPEST)
        if spoiled:
            self._spoil(bound, *spoiled)
        elif self._random.random() < 0.1:
            del self._facts[self._random.randrange(len(self._facts))]
        for _ in range(self._random.choice((0, 0, 1, 2))):
            self._match(self._generator.rule(self._random), _DEEPEST)
        for _ in range(self._random.choice((0, 0, 1, 2, 4))):
            kind = self._random.choice(self._generator.rule(self._random).needs).kind
            if VOCABULARY[kind].maker == "normaliser":
                self._facts.append((kind, self._generator.fields(kind, self._random)))
        self._random.shuffle(self._facts)
        return tuple(WorkingFact(f"f{n}", kind, fields) for n, (kind, fields) in enumerate(self._facts))

    def _match(self, statement: Statement, depth: int) -> dict[str, Bound]:
        """Facts that match the statement, unless what it makes itself goes too deep."""
        bound: dict[str, Bound] = {}
        for need in statement.needs:
            bound[need.alias] = fact = self._bind(need, depth)
            for term in need.terms:
                self._satisfy(term, need.kind, fact, bound)
        return bound

    def _bind(self, need: Need, depth: int) -> Bound:
        maker = self._generator.maker(need.kind, self._random)
        if maker is not None:
            if depth == 0:
                return _cells({})
            made = self._match(maker, depth - 1)
            return lambda field: _cell_of(maker.fields.get(field), made)
        fields = self._generator.fields(need.kind, self._random)
        self._facts.append((need.kind, fields))
        return _cells(fields)

    def _satisfy(self, term: Term, kind: str, fact: Bound, bound: dict[str, Bound]) -> None:
        cell = fact(term.field)
        values = self._generator.values[kind, term.field]
        if isinstance(term.value, Ref):
            other = bound[term.value.alias](term.value.field)
            if other.get() is None:
                other.put(self._random.choice(values))
            value = other.get()
            if value is not None:
                cell.put(value)
        else:
            cell.put(self._random.choice([value for value in values if holds(term, value)]))

    def _spoil(self, bound: dict[str, Bound], need: Need, term: Term) -> None:
        """Have one test fail: another value mostly, or none."""
        cell = bound[need.alias](term.field)
        others = [
            value
            for value in self._generator.values[need.kind, term.field]
            if (value != cell.get() if isinstance(term.value, Ref) else not holds(term, value))
        ]
        if others and self._random.random() < 0.9:
            cell.put(self._random.choice(others))
        else:
            cell.clear()


def holds(term: Term, value: Value) -> bool:
    """Whether a value passes a test against constants."""
    constant = term.value
    if isinstance(constant, tuple):
        return value in constant
    if term.operator == "eq":
        return value == constant
    if term.operator == "ne":
        return value != constant
    if isinstance(value, str) or not isinstance(constant, int):
        return False
    if term.operator in ("lt", "lte"):
        return value < constant + (term.operator == "lte")
    return value > constant - (term.operator == "gte")


def _cells(fields: Fields) -> Bound:
    return lambda field: Cell(fields, field)


def _cell_of(said: Value | Ref | None, made: dict[str, Bound]) -> Cell:
    if isinstance(said, Ref):
        return made[said.alias](said.field)
    return Cell({} if said is None else {"constant": said}, "constant")


def _values(statements: Sequence[Statement]) -> dict[Place, list[Value]]:
    """What a field that any rule tests or copies may hold; what rules name is there twice."""
    named: dict[Place, list[Value]] = defaultdict(list)
    kin = _Kin()
    for statement in statements:
        kinds = {need.alias: need.kind for need in statement.needs}
        for need in statement.needs:
            for term in need.terms:
                place = (need.kind, term.field)
                if isinstance(term.value, Ref):
                    kin.join(place, (kinds[term.value.alias], term.value.field))
                else:
                    named[place].extend(_beside(term.value, place))
        for field, said in statement.fields.items():
            if isinstance(said, Ref):
                kin.join((statement.makes, field), (kinds[said.alias], said.field))
    places = {*named, *kin.places()}
    return {place: sorted(_pool(place, named, kin.of(place)), key=str) for place in sorted(places)}


def _beside(value: Value | tuple[Value, ...], place: Place) -> Iterator[Value]:
    """The constants of a term; of a day or a sum also those next to it."""
    ordered = VOCABULARY[place[0]].fields[place[1]].type in ("day", "dollars")
    for each in value if isinstance(value, tuple) else (value,):
        yield each
        if ordered and isinstance(each, int):
            yield from (each - 1, each + 1)


def _pool(place: Place, named: dict[Place, list[Value]], kin: Iterable[Place]) -> Iterator[Value]:
    spec = VOCABULARY[place[0]].fields[place[1]]
    tested = {value for other in kin for value in named[other]}
    yield from tested
    if spec.type == "choice":
        yield from (value for value in tested if value in spec.values)
        yield from spec.values
    elif spec.type == "key":
        yield from _OTHER_KEYS


class _Kin:
    """Fields that some rule joins or copies, directly or by way of others."""

    def __init__(self) -> None:
        self._groups: dict[Place, set[Place]] = {}

    def join(self, one: Place, other: Place) -> None:
        group = self._groups.get(one, {one}) | self._groups.get(other, {other})
        for place in group:
            self._groups[place] = group

    def of(self, place: Place) -> set[Place]:
        return self._groups.get(place, {place})

    def places(self) -> Iterable[Place]:
        return self._groups.keys()
