"""What rule files say, read anew: nothing of the compiler is used, so that its mistakes are not made twice.

A statement is "for every combination of these facts, that fact follows". What the terms mean is told in
`docs/rule-format.md`, and in the vocabulary which fields are days.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from caatsa.domain.record import Record
from caatsa.domain.vocabulary import VOCABULARY
from caatsa.rulebase.rules import AnyRule, Classifier, Condition, ExceptionRule, Trigger

Value = str | int
MET = ("met", "arguable")
_REFERENCE = re.compile(r"\$(\w+)\.(\w+)")


class Ref(Record):
    """A field of the fact that an earlier need has bound."""

    alias: str
    field: str


class Term(Record):
    """One test of a field; `value` is a tuple for `in`, and a `Ref` for a join."""

    field: str
    operator: str
    value: Value | Ref | tuple[Value, ...]


class Need(Record):
    """One fact that a statement needs."""

    alias: str
    kind: str
    terms: tuple[Term, ...]


class Statement(Record):
    """A rule, one alternative of a trigger, or an exception for one provision."""

    id: str
    needs: tuple[Need, ...]
    makes: str
    fields: Mapping[str, Value | Ref]

    def need(self, alias: str) -> Need:
        """The need of that name."""
        return next(need for need in self.needs if need.alias == alias)


def statements(rules: Iterable[AnyRule]) -> tuple[Statement, ...]:
    """Everything that rules say, of both passes."""
    return tuple(statement for rule in rules for statement in _of(rule))


def compared_fields(kind: str) -> tuple[str, ...]:
    """The fields of a kind that are more than words for people."""
    return tuple(name for name, spec in VOCABULARY[kind].fields.items() if spec.type != "text")


def _of(rule: AnyRule) -> Iterator[Statement]:
    if isinstance(rule, Classifier):
        fields = {name: _value(raw) for name, raw in rule.derive.items() if name != "fact"}
        yield Statement(rule.id, _needs(rule.elements), str(rule.derive["fact"]), fields)
    elif isinstance(rule, ExceptionRule) and rule.elements:
        for provision in rule.excepts:
            name = rule.id if len(rule.excepts) == 1 else f"{rule.id}.excepting.{provision}"
            fields = {"provision": provision, "rule": rule.id}
            yield Statement(name, _needs(rule.elements), "exception", fields)
    elif isinstance(rule, Trigger):
        for number, alternative in enumerate(rule.touched_by, start=1):
            fields = {"provision": rule.provision}
            yield Statement(f"{rule.id}.touched.{number}", _needs(alternative), "touch", fields)
        yield _decision(rule)


def _decision(rule: Trigger) -> Statement:
    """The second pass: every element of a provision met or arguable for the act of the first."""
    first = rule.elements[0].id
    needs = tuple(
        Need(
            element.id,
            "element",
            (
                Term("provision", "eq", rule.provision),
                Term("element", "eq", element.id),
                Term("result", "in", MET),
                *([Term("act", "eq", Ref(first, "act"))] if element.id != first else []),
            ),
        )
        for element in rule.elements
    )
    return Statement(rule.id, needs, "prima_facie", {"provision": rule.provision, "act": Ref(first, "act")})


def _needs(conditions: Iterable[Condition]) -> tuple[Need, ...]:
    return tuple(
        Need(
            condition.id,
            condition.fact,
            tuple(_term(condition.fact, key, raw) for key, raw in condition.where.items()),
        )
        for condition in conditions
    )


def _term(kind: str, key: str, raw: Value | list[Value]) -> Term:
    field, operator = key.split("|") if "|" in key else (key, "eq")
    is_day = VOCABULARY[kind].fields[field].type == "day"
    if isinstance(raw, list):
        return Term(field, operator, tuple(_day(each) if is_day else each for each in raw))
    value = _value(raw)
    return Term(field, operator, _day(value) if is_day and not isinstance(value, Ref) else value)


def _value(raw: Value) -> Value | Ref:
    match = _REFERENCE.fullmatch(str(raw))
    return Ref(match[1], match[2]) if match else raw


def _day(written: Value) -> int:
    """The number of a day, 1 January of the year 1 being 1."""
    return (date.fromisoformat(str(written)) - date(1, 1, 1)).days + 1
