"""The proof checker: is every firing right, and is none missing?

It reads nothing but the productions, the facts and the evaluation, and shares no code with the engines: what
a rule means is said here once more, in the plainest way, so that a mistake made there is not made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NoReturn

from caatsa.domain.errors import EngineDisagreement
from caatsa.engine.patterns import (
    DERIVED,
    Bound,
    Condition,
    Derivation,
    Evaluation,
    Firing,
    Pattern,
    Production,
    Value,
    WorkingFact,
    content_ref,
)

Facts = Mapping[str, WorkingFact]


def check(productions: Sequence[Production], given: Iterable[WorkingFact], evaluation: Evaluation) -> None:
    """Return if the evaluation is exactly what the productions say of the facts given.

    Raises `EngineDisagreement`, naming the rule and the facts, at the first difference:

    1. The facts are those given and derived ones, each once and unaltered.
    2. Every firing follows: premises exist and differ, conditions and joins hold, the derived fact is right.
    3. Every derived fact rests, firing by firing, on facts given.
    4. No rule has another match among the facts: what is silent is rightly silent.
    """
    facts = _facts(tuple(given), evaluation)
    rules = {production.id: production for production in productions}
    for firing in evaluation.firings:
        _check_firing(rules, facts, firing)
    _check_grounds(facts, evaluation.firings)
    _check_silence(productions, facts, evaluation.firings)


def _refuse(rule: str, refs: Iterable[str], detail: str) -> NoReturn:
    raise EngineDisagreement(rule, refs, detail)


# 1. Facts


def _facts(given: Sequence[WorkingFact], evaluation: Evaluation) -> Facts:
    facts: dict[str, WorkingFact] = {}
    for fact in evaluation.facts:
        if fact.ref in facts:
            _refuse("(none)", [fact.ref], "the fact is there twice")
        facts[fact.ref] = fact
    for fact in given:
        if facts.get(fact.ref) != fact:
            _refuse("(none)", [fact.ref], "the fact given is missing or altered")
    for ref in facts.keys() - {fact.ref for fact in given}:
        if not ref.startswith(DERIVED):
            _refuse("(none)", [ref], "the fact was neither given nor derived")
    return facts


# 2. Firings


def _check_firing(rules: Mapping[str, Production], facts: Facts, firing: Firing) -> None:
    refs = [ref for _, ref in firing.premises]
    rule = rules.get(firing.rule)
    if rule is None:
        _refuse(firing.rule, refs, "there is no such rule")
    if [alias for alias, _ in firing.premises] != [pattern.alias for pattern in rule.patterns]:
        _refuse(rule.id, refs, "the premises are not those that the rule asks for")
    for ref in refs:
        if ref not in facts:
            _refuse(rule.id, refs, f"the premise {ref} is not among the facts")
        if refs.count(ref) > 1:
            _refuse(rule.id, refs, f"the fact {ref} serves as two premises")
    match = {alias: facts[ref] for alias, ref in firing.premises}
    for pattern in rule.patterns:
        unmet = _unmet(pattern, match)
        if unmet:
            _refuse(rule.id, refs, f"{pattern.alias}: {unmet}")
    _check_derived(rule, match, facts, firing)


def _unmet(pattern: Pattern, match: Facts) -> str:
    """What the pattern asks that its fact does not meet; empty if it meets everything."""
    fact = match[pattern.alias]
    if fact.kind != pattern.kind:
        return f"the fact is of kind {fact.kind}, not {pattern.kind}"
    for condition in pattern.conditions:
        if not _meets(fact, condition):
            return f"{condition.field} {condition.operator} {condition.value!r} does not hold"
    for join in pattern.joins:
        other = match[join.alias]
        if join.field not in fact.fields or join.other not in other.fields:
            return f"{join.field} or {join.alias}.{join.other} is absent"
        if fact.fields[join.field] != other.fields[join.other]:
            return f"{join.field} differs from {join.alias}.{join.other}"
    return ""


def _meets(fact: WorkingFact, condition: Condition) -> bool:  # noqa: PLR0911 - one line per operator
    """Whether the field is there and its value stands in the relation; only numbers have an order."""
    if condition.field not in fact.fields:
        return False
    left, right = fact.fields[condition.field], condition.value
    match condition.operator, left, right:
        case "eq", _, _:
            return left == right
        case "ne", _, _:
            return left != right
        case "in", _, tuple():
            return left in right
        case "lt", int(), int():
            return left < right
        case "lte", int(), int():
            return left <= right
        case "gt", int(), int():
            return left > right
        case "gte", int(), int():
            return left >= right
    return False


def _check_derived(rule: Production, match: Facts, facts: Facts, firing: Firing) -> None:
    refs = [fact.ref for fact in match.values()]
    if rule.derive is None or firing.derived is None:
        if rule.derive is not None or firing.derived is not None:
            _refuse(rule.id, refs, "a fact is derived where none is due, or none where one is")
        return
    fields = _derived_fields(rule.derive, match)
    fact = facts.get(firing.derived)
    if fact is None or (fact.kind, dict(fact.fields)) != (rule.derive.kind, fields):
        _refuse(rule.id, refs, f"the derived fact {firing.derived} is missing or has another content")
    if fact.ref != content_ref(fact.kind, fact.fields):
        _refuse(rule.id, refs, f"the derived fact {fact.ref} is not called by its content")


def _derived_fields(derivation: Derivation, match: Facts) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    for name, source in derivation.fields:
        if not isinstance(source, Bound):
            fields[name] = source
        elif source.field in match[source.alias].fields:
            fields[name] = match[source.alias].fields[source.field]
    return fields


# 3. Grounds: no fact may stand on itself, even by way of others


def _check_grounds(facts: Facts, firings: Sequence[Firing]) -> None:
    grounded = {ref for ref in facts if not ref.startswith(DERIVED)}
    waiting = list(firings)
    while waiting:
        usable: list[Firing] = []
        later: list[Firing] = []
        for firing in waiting:
            (usable if {ref for _, ref in firing.premises} <= grounded else later).append(firing)
        if not usable:
            _refuse(later[0].rule, [ref for _, ref in later[0].premises], "a circular reason")
        grounded.update(firing.derived for firing in usable if firing.derived is not None)
        waiting = later
    for ref in facts.keys() - grounded:
        _refuse("(none)", [ref], "no firing derives the fact")


# 4. Silence


def _check_silence(productions: Sequence[Production], facts: Facts, firings: Sequence[Firing]) -> None:
    fired = {(firing.rule, firing.premises) for firing in firings}
    if len(fired) != len(firings):
        _refuse("(some)", [], "one match has fired twice")
    for rule in productions:
        for match in _matches(rule.patterns, facts, {}):
            premises = tuple((alias, fact.ref) for alias, fact in match.items())
            if (rule.id, premises) not in fired:
                _refuse(rule.id, [ref for _, ref in premises], "the rule matches and has not fired")


def _matches(patterns: Sequence[Pattern], facts: Facts, match: dict[str, WorkingFact]) -> Iterator[Facts]:
    """Every way to extend the match by a fact for each pattern: all facts are tried, one after the other."""
    if not patterns:
        yield match
        return
    for fact in facts.values():
        if fact not in match.values():
            extended = {**match, patterns[0].alias: fact}
            if not _unmet(patterns[0], extended):
                yield from _matches(patterns[1:], facts, extended)
