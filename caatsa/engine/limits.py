"""What the engines accept: the well-formed programs and facts on which their agreement is tested.

The limits are those of durable_rules 2.0.28 with a margin; beyond some of them it does not refuse but
answers wrongly or crashes, so both evaluators refuse first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from caatsa.domain.errors import EngineError
from caatsa.engine.patterns import DERIVED, Bound, Condition, Pattern, Production, Value, WorkingFact

MOST_RULES = 200
MOST_PATTERNS = 16
MOST_TERMS = 29
MOST_ALIKE = 250
MOST_OF_ONE_KIND = 500
MOST_FACTS = 20_000
MOST_FIRINGS = 100_000
LARGEST_NUMBER = 2**53

_OPERATORS = frozenset({"eq", "ne", "lt", "lte", "gt", "gte", "in"})
_ORDERED = frozenset({"lt", "lte", "gt", "gte"})


def check_program(productions: Sequence[Production]) -> None:
    """Raise `EngineError`, with every problem on a line of its own, unless the engines can run them."""
    problems = [
        *_whole(productions),
        *(
            f"rule {production.id!r}: {problem}"
            for production in productions
            for problem in _production(production)
        ),
        *_types(productions),
    ]
    if problems:
        raise EngineError("\n".join(problems))


def check_facts(facts: Sequence[WorkingFact]) -> None:
    """Raise `EngineError` unless refs are unique and not those of derived facts, and values are plain."""
    if len(facts) > MOST_FACTS:
        raise EngineError(f"{len(facts)} facts; an evaluation takes {MOST_FACTS} at most")
    refs = set()
    for fact in facts:
        if fact.ref in refs:
            raise EngineError(f"fact {fact.ref!r} is given twice")
        if fact.ref.startswith(DERIVED):
            raise EngineError(f"fact {fact.ref!r} is given; refs in {DERIVED!r} belong to derived facts")
        refs.add(fact.ref)
        for name, value in fact.fields.items():
            if not is_plain(value):
                raise EngineError(f"fact {fact.ref!r}, field {name!r}: {value!r}; {_PLAIN}")


def check_firings(count: int) -> None:
    """Raise `EngineError` when an evaluation grows beyond all reason."""
    if count > MOST_FIRINGS:
        raise EngineError(f"more than {MOST_FIRINGS} firings in one evaluation; the rules match too much")


_PLAIN = f"a value is text or a whole number up to {LARGEST_NUMBER}"


def is_plain(value: object) -> bool:
    """Whether every engine reads the value alike: text, or a whole number that survives a double."""
    return type(value) is str or (type(value) is int and -LARGEST_NUMBER <= value <= LARGEST_NUMBER)


def guarded_fields(production: Production, pattern: Pattern) -> frozenset[str]:
    """Fields that the pattern's fact must have, since this pattern or a later one joins on them."""
    own = {join.field for join in pattern.joins}
    later = {join.other for each in production.patterns for join in each.joins if join.alias == pattern.alias}
    return frozenset(own | later)


def _whole(productions: Sequence[Production]) -> Iterator[str]:
    if not productions:
        yield "no rules"
    if len(productions) > MOST_RULES:
        yield f"{len(productions)} rules; the engine takes {MOST_RULES} at most"
    for name, count in Counter(production.id for production in productions).items():
        if count > 1:
            yield f"rule {name!r} is there {count} times"
    patterns = [pattern for production in productions for pattern in production.patterns]
    alike = Counter((pattern.kind, frozenset(pattern.conditions)) for pattern in patterns)
    for (kind, _), count in alike.items():
        if count > MOST_ALIKE:
            yield f"{count} patterns test {kind!r} facts alike; the engine takes {MOST_ALIKE} at most"
    tests = {(pattern.kind, frozenset(pattern.conditions), frozenset(pattern.joins)) for pattern in patterns}
    for kind, count in Counter(kind for kind, _, _ in tests).items():
        if count > MOST_OF_ONE_KIND:
            yield f"{count} patterns over {kind!r} facts; the engine takes {MOST_OF_ONE_KIND} at most"


def _production(production: Production) -> Iterator[str]:
    if not 1 <= len(production.patterns) <= MOST_PATTERNS:
        yield f"{len(production.patterns)} patterns; a rule has 1 to {MOST_PATTERNS}"
    earlier: set[str] = set()
    for pattern in production.patterns:
        if pattern.alias in earlier:
            yield f"two patterns are called {pattern.alias!r}"
        yield from _pattern(production, pattern, earlier)
        earlier.add(pattern.alias)
    if production.derive is not None:
        yield from _derivation(production, earlier)


def _pattern(production: Production, pattern: Pattern, earlier: set[str]) -> Iterator[str]:
    for condition in pattern.conditions:
        yield from _condition(condition)
    for join in pattern.joins:
        if join.alias not in earlier:
            yield f"{join.alias!r} is not bound by a pattern before {pattern.alias!r}"
    # The kind, its group, and the last join said twice: see encode.
    guards = guarded_fields(production, pattern)
    terms = 2 + len(pattern.conditions) + len(guards) + len(pattern.joins) + bool(pattern.joins)
    if terms > MOST_TERMS:
        yield f"pattern {pattern.alias!r} has {terms} terms; the engine takes {MOST_TERMS} at most"


def _condition(condition: Condition) -> Iterator[str]:
    name, value = condition.field, condition.value
    if condition.operator not in _OPERATORS:
        yield f"{name!r} is tested with {condition.operator!r}, which is not an operator"
    if isinstance(value, tuple) != (condition.operator == "in") or value == ():
        yield f"{name!r} is tested with {condition.operator!r} against {value!r}"
    if condition.operator in _ORDERED and not isinstance(value, int):
        yield f"{name!r} is ordered against {value!r}; only whole numbers have an order"
    for constant in _constants(condition):
        if not is_plain(constant):
            yield f"{name!r} is tested against {constant!r}; {_PLAIN}"


def _derivation(production: Production, aliases: set[str]) -> Iterator[str]:
    assert production.derive is not None  # noqa: S101 - the caller has looked
    for name, count in Counter(name for name, _ in production.derive.fields).items():
        if count > 1:
            yield f"the derived field {name!r} is there {count} times"
    for name, source in production.derive.fields:
        if isinstance(source, Bound):
            if source.alias not in aliases:
                yield f"the derived field {name!r} copies from {source.alias!r}, which is not bound"
        elif not is_plain(source):
            yield f"the derived field {name!r} is {source!r}; {_PLAIN}"


def _constants(condition: Condition) -> tuple[Value, ...]:
    return condition.value if isinstance(condition.value, tuple) else (condition.value,)


def _typed(productions: Iterable[Production]) -> Iterator[tuple[str, str, type]]:
    """Kind, field and type of every constant that a field is compared with or derived from."""
    for production in productions:
        for pattern in production.patterns:
            for condition in pattern.conditions:
                for constant in _constants(condition):
                    yield pattern.kind, condition.field, type(constant)
        if production.derive is not None:
            for name, source in production.derive.fields:
                if not isinstance(source, Bound):
                    yield production.derive.kind, name, type(source)


def _types(productions: Iterable[Production]) -> Iterator[str]:
    """A field compared with text here and with numbers there is a mistake of whoever wrote the rules."""
    types: dict[tuple[str, str], set[type]] = {}
    for kind, name, constant_type in _typed(productions):
        types.setdefault((kind, name), set()).add(constant_type)
    for (kind, name), found in types.items():
        if len(found) > 1:
            yield f"{kind}.{name} is text in one rule and a number in another"
