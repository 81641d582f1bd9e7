"""Which facts a list of conditions admits: whether any at all, and whether all that another list admits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from caatsa.domain.record import Record
from caatsa.domain.vocabulary import VOCABULARY, FieldSpec
from caatsa.rulebase.rules import Condition, Scalar
from caatsa.rulebase.terms import Reference, Term, constant, terms

Place: TypeAlias = tuple[str, str]
"""A field of the fact that a condition binds: its id and the field."""

ONE_IN_AN_EVENT = frozenset({"buyer", "use", "magnitude"})
"""Kinds of which an event has one fact at most; no fact serves as two premises."""


class Values(Record):
    """The values that tests leave to a field: some of them, or all but some; numbers also within bounds."""

    only: frozenset[Scalar] | None = None
    but: frozenset[Scalar] = frozenset()
    least: int | None = None
    most: int | None = None

    def holds(self, value: Scalar) -> bool:
        """Whether the value is left."""
        if (self.only is not None and value not in self.only) or value in self.but:
            return False
        if self.least is None and self.most is None:
            return True
        return isinstance(value, int) and self._bounds(value)

    def _bounds(self, value: int) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    def both(self, other: Values) -> Values:
        """What these and the other tests leave together."""
        low = [bound for bound in (self.least, other.least) if bound is not None]
        high = [bound for bound in (self.most, other.most) if bound is not None]
        joined = Values(
            only=self.only if other.only is None else other.only,
            but=self.but | other.but,
            least=max(low, default=None),
            most=min(high, default=None),
        )
        if joined.only is None:
            return joined
        return Values(only=frozenset(one for one in joined.only if self.holds(one) and other.holds(one)))

    @property
    def none(self) -> bool:
        """Whether no value is left."""
        return self.only == frozenset() or (
            self.least is not None and self.most is not None and self.least > self.most
        )

    def within(self, other: Values) -> bool:
        """Whether the other tests leave at least these values."""
        if self.only is not None:
            return all(other.holds(value) for value in self.only)
        return (
            other.only is None
            and all(not self.holds(value) for value in other.but)
            and (other.least is None or (self.least is not None and self.least >= other.least))
            and (other.most is None or (self.most is not None and self.most <= other.most))
        )


class Admitted(Record):
    """What conditions ask of the facts that they bind: the values of each field, and which are equal.

    `same` gives each field that is compared with another the first of those that it equals.
    """

    kinds: Mapping[str, str]
    values: Mapping[Place, Values]
    same: Mapping[Place, Place]

    @classmethod
    def by(cls, conditions: Sequence[Condition]) -> Admitted:
        """What well-formed conditions ask, however they are ordered."""
        kinds = {condition.id: condition.fact for condition in conditions}
        same: dict[Place, Place] = {}
        for place, term in _asked(conditions):
            if isinstance(term.value, Reference):
                other: Place = (term.value.alias, term.value.field)
                old, new = same.setdefault(place, place), same.setdefault(other, other)
                same = {each: new if root == old else root for each, root in same.items()}
        values: dict[Place, Values] = defaultdict(Values)
        for place, term in _asked(conditions):
            spec = VOCABULARY[kinds[place[0]]].fields[place[1]]
            root = same.get(place, place)
            values[root] = values[root].both(_of_type(spec)).both(_left_by(term, spec))
        for place, root in same.items():
            values[root] = values[root].both(_of_type(VOCABULARY[kinds[place[0]]].fields[place[1]]))
        return cls(kinds, values, same)

    def of(self, place: Place) -> Values | None:
        """The values of a field; `None` where nothing asks that the fact has it."""
        return self.values.get(self.same.get(place, place))

    def empty(self) -> Place | None:
        """A field for which no value is left."""
        return next((place for place, left in self.values.items() if left.none), None)

    def covers(self, other: Admitted) -> bool:
        """Whether these conditions, read as some of the other, ask nothing more."""
        return next(self.read_as(other), None) is not None

    def read_as(self, other: Admitted) -> Iterator[Mapping[str, str]]:
        """Each way in which these conditions, read as some of the other, ask nothing more."""
        return (names for names in self._names(other, {}) if self._covers(other, names))

    def _names(self, other: Admitted, names: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
        if len(names) == len(self.kinds):
            yield names
            return
        own = list(self.kinds)[len(names)]
        for its, kind in other.kinds.items():
            if kind == self.kinds[own] and its not in names.values():
                yield from self._names(other, {**names, own: its})

    def _covers(self, other: Admitted, names: Mapping[str, str]) -> bool:
        for alias, field in dict.fromkeys((*self.same, *self.values)):
            theirs, left = other.of((names[alias], field)), self.of((alias, field))
            if theirs is None or (left is not None and not theirs.within(left)):
                return False
        return all(
            other.equal((names[place[0]], place[1]), (names[root[0]], root[1]))
            for place, root in self.same.items()
        )

    def equal(self, one: Place, other: Place) -> bool:
        """Whether the two fields are asked to be equal, or to have the same single value."""
        if self.same.get(one, one) == self.same.get(other, other):
            return True
        first, second = self.of(one), self.of(other)
        return (
            first is not None
            and second is not None
            and first.only is not None
            and first.only == second.only
            and len(first.only) == 1
        )


def _asked(conditions: Sequence[Condition]) -> Iterator[tuple[Place, Term]]:
    for condition in conditions:
        for term in terms(condition):
            yield (condition.id, term.field), term


def _of_type(spec: FieldSpec) -> Values:
    return Values(only=frozenset(spec.values)) if spec.type == "choice" else Values()


def _left_by(term: Term, spec: FieldSpec) -> Values:
    if isinstance(term.value, Reference):
        return Values()
    if isinstance(term.value, tuple):
        return Values(only=frozenset(constant(value, spec) for value in term.value))
    value = constant(term.value, spec)
    if term.operator == "eq":
        return Values(only=frozenset({value}))
    if term.operator == "ne":
        return Values(but=frozenset({value}))
    day = int(value)
    return {
        "lt": Values(most=day - 1),
        "lte": Values(most=day),
        "gt": Values(least=day + 1),
        "gte": Values(least=day),
    }[term.operator]
