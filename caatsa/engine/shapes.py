"""What productions cannot tell apart: facts of one shape give the same firings, whatever names and days.

Productions compare a value with constants, or for equality with another value, and nothing else. So the refs
of facts, the texts that equal no constant, and where a number lies between two constants can be replaced
without any production noticing, as long as equal stays equal and different stays different. The shape is what
is left. It is exact: nothing is assumed about a field that the productions do not show.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, Protocol, TypeAlias

from caatsa.domain.record import Record
from caatsa.engine.patterns import (
    DERIVED,
    Bound,
    Condition,
    Evaluation,
    Firing,
    Production,
    Value,
    WorkingFact,
    content_ref,
)

Key: TypeAlias = tuple[tuple[str, tuple[tuple[str, Value], ...]], ...]
_Field: TypeAlias = tuple[str, str]
_MARK: Final = "~"


class Flat(Protocol):
    """A fact, whatever else is known of it."""

    @property
    def ref(self) -> str:
        """How it is called."""

    @property
    def kind(self) -> str:
        """What kind of fact it is."""

    @property
    def fields(self) -> Mapping[str, Value]:
        """What it says."""


class Shape(Record):
    """The facts as far as productions can tell, and what was taken out: refs by number, texts by mark."""

    key: Key
    refs: tuple[str, ...]
    texts: Mapping[str, str]

    @property
    def facts(self) -> tuple[WorkingFact, ...]:
        """Facts of this shape, all alike for whatever facts it was taken from."""
        return tuple(
            WorkingFact(f"f{number}", kind, dict(fields)) for number, (kind, fields) in enumerate(self.key)
        )

    def filled(self, evaluation: Evaluation, given: Iterable[WorkingFact]) -> Evaluation:
        """The evaluation of the shape's facts as one of the facts that it was taken from."""
        refs = {f"f{number}": ref for number, ref in enumerate(self.refs)}
        derived = []
        for fact in evaluation.facts:
            if fact.ref.startswith(DERIVED):
                fields = {name: self._own(value) for name, value in fact.fields.items()}
                refs[fact.ref] = content_ref(fact.kind, fields)
                derived.append(WorkingFact(refs[fact.ref], fact.kind, fields))
        firings = (
            Firing(
                firing.rule,
                tuple((alias, refs[ref]) for alias, ref in firing.premises),
                refs[firing.derived] if firing.derived is not None else None,
            )
            for firing in evaluation.firings
        )
        return Evaluation.of((*given, *derived), firings, evaluation.engine)

    def _own(self, value: Value) -> Value:
        return self.texts.get(value, value) if isinstance(value, str) else value


class Shapes(Record):
    """Takes the shape of facts: `used` are the fields that productions look at, of each kind of fact.

    `constants` are all texts that productions name, none of which begins with `mark`; `bounds` the numbers of
    each field that is compared with numbers and neither joined nor copied.
    """

    used: Mapping[str, frozenset[str]]
    constants: frozenset[str]
    bounds: Mapping[_Field, tuple[int, ...]]
    mark: str

    @classmethod
    def of(cls, productions: Sequence[Production]) -> Shapes:
        """The shapes that the productions tell apart."""
        used: dict[str, set[str]] = defaultdict(set)
        numbers: dict[_Field, set[int]] = defaultdict(set)
        compared: set[_Field] = set()
        constants: set[str] = set()
        for production in productions:
            for kind, condition in _conditions(production):
                used[kind].add(condition.field)
                for constant in _values(condition):
                    if isinstance(constant, str):
                        constants.add(constant)
                    else:
                        numbers[kind, condition.field].add(constant)
            for kind, field in _carried(production):
                used[kind].add(field)
                compared.add((kind, field))
            # What a production derives may be compared with what an event says.
            constants.update(_derived_texts(production))
            for pattern in production.patterns:
                used.setdefault(pattern.kind, set())
        bounds = {field: tuple(sorted(found)) for field, found in numbers.items() if field not in compared}
        longest = max((len(text) - len(text.lstrip(_MARK)) for text in constants), default=0)
        return cls(
            {kind: frozenset(fields) for kind, fields in used.items()},
            frozenset(constants),
            bounds,
            _MARK * (longest + 1),
        )

    def seen(self, facts: Iterable[Flat]) -> tuple[WorkingFact, ...]:
        """The facts of kinds that some production asks for, with the fields that some looks at, in order."""
        in_order = self._in_order
        return tuple(
            [
                WorkingFact(
                    fact.ref,
                    fact.kind,
                    {name: fact.fields[name] for name in in_order[fact.kind] if name in fact.fields},
                )
                for fact in facts
                if fact.kind in in_order
            ]
        )

    @cached_property
    def _in_order(self) -> Mapping[str, tuple[str, ...]]:
        return {kind: tuple(sorted(fields)) for kind, fields in self.used.items()}

    def seeing_also(self, fields: Mapping[str, frozenset[str]]) -> Shapes:
        """The same, with more fields of some kinds of fact, which are told apart by their values."""
        used = {
            **self.used,
            **{kind: self.used.get(kind, frozenset()) | more for kind, more in fields.items()},
        }
        return Shapes(used, self.constants, self.bounds, self.mark)

    def shape(self, facts: Sequence[WorkingFact]) -> Shape:
        """The shape of facts that have been `seen`; their order is a part of it."""
        names: dict[str, str] = {}
        key = self._key(facts, names)
        return Shape(key, tuple(fact.ref for fact in facts), {name: text for text, name in names.items()})

    def key(self, facts: Iterable[Flat]) -> Key:
        """The key of the shape of facts, whether or not they have been `seen`."""
        return self._key(facts, {})

    def _key(self, facts: Iterable[Flat], names: dict[str, str]) -> Key:
        """The key; `names` are given a mark for each text that is no constant. What many events wait for."""
        in_order, constants, bounds = self._in_order, self.constants, self.bounds
        key = []
        for fact in facts:
            kind, told = fact.kind, fact.fields
            shown: list[tuple[str, Value]] = []
            for name in in_order.get(kind, ()):
                value = told.get(name)
                if value is None:
                    continue
                if isinstance(value, int):
                    value = _between(value, bounds.get((kind, name)))
                elif value not in constants:
                    value = names.setdefault(value, f"{self.mark}{len(names)}")
                shown.append((name, value))
            if kind in in_order:
                key.append((kind, tuple(shown)))
        return tuple(key)


def _between(value: int, bounds: Sequence[int] | None) -> int:
    """A number that stands in the same way to every bound; the value itself where nothing bounds it.

    >>> _between(500, [10, 100]), _between(100, [10, 100]), _between(42, [10, 100]), _between(-3, [10, 100])
    (101, 100, 11, 9)
    """
    if bounds is None:
        return value
    at = bisect_left(bounds, value)
    if at < len(bounds) and bounds[at] == value:
        return value
    return bounds[at - 1] + 1 if at else bounds[0] - 1


def _conditions(production: Production) -> Iterator[tuple[str, Condition]]:
    for pattern in production.patterns:
        for condition in pattern.conditions:
            yield pattern.kind, condition


def _values(condition: Condition) -> tuple[Value, ...]:
    return condition.value if isinstance(condition.value, tuple) else (condition.value,)


def _carried(production: Production) -> Iterator[_Field]:
    """The fields whose values are compared with each other, or copied into what is derived."""
    kinds = {pattern.alias: pattern.kind for pattern in production.patterns}
    for pattern in production.patterns:
        for join in pattern.joins:
            yield pattern.kind, join.field
            yield kinds[join.alias], join.other
    for _, source in production.derive.fields if production.derive else ():
        if isinstance(source, Bound):
            yield kinds[source.alias], source.field


def _derived_texts(production: Production) -> Iterator[str]:
    for _, source in production.derive.fields if production.derive else ():
        if isinstance(source, str):
            yield source
