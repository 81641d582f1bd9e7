"""From rule files to the productions that the engines run."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from caatsa.domain.vocabulary import ANY, VOCABULARY
from caatsa.engine.patterns import Bound, Derivation, Join, Operator, Pattern, Production, Value
from caatsa.engine.patterns import Condition as Test
from caatsa.rulebase.rules import AnyRule, Classifier, Condition, ExceptionRule, Relief, Scalar, Trigger
from caatsa.rulebase.terms import Reference, constant, reference, terms

TOUCHING: Final = ".touched."
EXCEPTING: Final = ".excepting."


def touching(rules: Iterable[AnyRule]) -> tuple[Production, ...]:
    """Productions that say which provisions an event touches and what else to look at; what these rest on."""
    known = tuple(rules)
    touches = tuple(
        production
        for rule in known
        if isinstance(rule, Trigger) or _points(rule)
        for production in _first_pass(rule)
    )
    return (*_resting_on(touches, known), *touches)


def _points(rule: AnyRule) -> bool:
    return isinstance(rule, Classifier) and rule.derive["fact"] == "pointer"


def pack(rules: Iterable[AnyRule], provision: str) -> tuple[Production, ...]:
    """The classifiers and exceptions of one provision and of its reliefs, and what these rest on."""
    known = tuple(rules)
    reliefs = (rule for rule in known if isinstance(rule, Relief) and provision in rule.relieves)
    about = {ANY, provision, *(relief.provision for relief in reliefs)}
    own = tuple(
        production
        for rule in known
        if _is_about(rule, about)
        for production in _first_pass(rule)
        if production.derive and dict(production.derive.fields).get("provision") in about
    )
    return (*_resting_on(own, known), *own)


def _is_about(rule: AnyRule, provisions: Container[str]) -> bool:
    """Whether what a classifier or exception says may be about one of these; told before it is compiled."""
    if isinstance(rule, ExceptionRule):
        return any(provision in provisions for provision in rule.excepts)
    return isinstance(rule, Classifier) and rule.derive.get("provision") in provisions


def _resting_on(productions: Iterable[Production], rules: Iterable[AnyRule]) -> tuple[Production, ...]:
    """The classifiers of helping facts that the productions ask for, and those that these ask for."""
    helping = [rule for rule in rules if isinstance(rule, Classifier) and rule.derive["fact"] != "finding"]
    found: dict[str, Production] = {}
    asked: set[str] = set()
    wanted = {pattern.kind for production in productions for pattern in production.patterns}
    while wanted - asked:
        asked |= wanted
        found = {
            rule.id: production
            for rule in helping
            if rule.derive["fact"] in asked
            for production in _first_pass(rule)
        }
        wanted = {pattern.kind for production in found.values() for pattern in production.patterns}
    return tuple(found.values())


def classifying(rules: Iterable[AnyRule]) -> tuple[Production, ...]:
    """Productions of the first pass: what touches, what is found, which exceptions apply."""
    return tuple(production for rule in rules for production in _first_pass(rule))


def deciding(rules: Iterable[AnyRule]) -> tuple[Production, ...]:
    """Productions of the second pass: a trigger whose every element is met or arguable for one act."""
    return tuple(_trigger(rule) for rule in rules if isinstance(rule, Trigger))


def in_force(
    rules: Iterable[AnyRule], on: date, readings: Mapping[str, Collection[str]]
) -> tuple[AnyRule, ...]:
    """The rules that are law, guidance or reading on that day, in the order of their ids.

    `effective_from` is inclusive, `effective_to` exclusive. `readings` gives the values of each switch under
    which rules run: one of each for an assessment, several to see what could fire under any of them.
    """
    return tuple(
        rule
        for rule in sorted(rules, key=lambda rule: rule.id)
        if rule.status != "retired"
        and (rule.effective_from is None or rule.effective_from <= on)
        and (rule.effective_to is None or on < rule.effective_to)
        and _read_so(rule, readings)
    )


def _read_so(rule: AnyRule, readings: Mapping[str, Collection[str]]) -> bool:
    """Whether the rule belongs to the readings; one that names no switch belongs to all."""
    named = rule.readings if isinstance(rule, Classifier) else {}
    return all(any(value in readings[name] for value in values) for name, values in named.items())


def touch_id(rule_id: str, alternative: int) -> str:
    """The id of the production that says that an event touches a trigger, per alternative from 1."""
    return f"{rule_id}{TOUCHING}{alternative}"


def rule_id_of(production: str) -> str:
    """The id of the rule behind a production.

    >>> rule_id_of("caatsa.237.nasa.excepting.caatsa.231.a"), rule_id_of("caatsa.231.a.x.touched.2")
    ('caatsa.237.nasa', 'caatsa.231.a.x')
    """
    return production.partition(EXCEPTING)[0].partition(TOUCHING)[0]


def _first_pass(rule: AnyRule) -> Iterator[Production]:
    if isinstance(rule, Classifier):
        yield Production(rule.id, _patterns(rule.elements), _derivation(rule.derive))
    elif isinstance(rule, ExceptionRule) and rule.elements:
        for provision in rule.excepts:
            fields: tuple[tuple[str, Value | Bound], ...] = (("provision", provision), ("rule", rule.id))
            name = rule.id if len(rule.excepts) == 1 else f"{rule.id}{EXCEPTING}{provision}"
            yield Production(name, _patterns(rule.elements), Derivation("exception", fields))
    elif isinstance(rule, Trigger):
        touched = Derivation("touch", (("provision", rule.provision),))
        for number, alternative in enumerate(rule.touched_by, start=1):
            yield Production(touch_id(rule.id, number), _patterns(alternative), touched)


def _trigger(rule: Trigger) -> Production:
    first = rule.elements[0].id
    patterns = tuple(
        Pattern(
            alias=element.id,
            kind="element",
            conditions=(
                Test("provision", "eq", rule.provision),
                Test("element", "eq", element.id),
                Test("result", "in", ("met", "arguable")),
            ),
            joins=() if element.id == first else (Join("act", first, "act"),),
        )
        for element in rule.elements
    )
    derived = Derivation("prima_facie", (("provision", rule.provision), ("act", Bound(first, "act"))))
    return Production(rule.id, patterns, derived)


def _patterns(conditions: Iterable[Condition]) -> tuple[Pattern, ...]:
    return tuple(_pattern(condition) for condition in conditions)


def _pattern(condition: Condition) -> Pattern:
    fields = VOCABULARY[condition.fact].fields
    tests: list[Test] = []
    joins: list[Join] = []
    for term in terms(condition):
        if isinstance(term.value, Reference):
            joins.append(Join(term.field, term.value.alias, term.value.field))
        elif isinstance(term.value, tuple):
            tests.append(
                Test(term.field, "in", tuple(constant(value, fields[term.field]) for value in term.value))
            )
        else:
            operator: Operator = term.operator  # type: ignore[assignment]  # the loader has checked it
            tests.append(Test(term.field, operator, constant(term.value, fields[term.field])))
    return Pattern(condition.id, condition.fact, tuple(tests), tuple(joins))


def _derivation(derive: dict[str, Scalar]) -> Derivation:
    fields = tuple((name, _value(raw)) for name, raw in derive.items() if name != "fact")
    return Derivation(str(derive["fact"]), fields)


def _value(raw: Scalar) -> Value | Bound:
    ref = reference(raw)
    return Bound(ref.alias, ref.field) if ref else raw
