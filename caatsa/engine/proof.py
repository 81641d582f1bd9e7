"""The proof checker: is every firing right, and is none missing?

It reads nothing but the productions, the facts and the evaluation, and shares no code with the engines: what
a rule means is said here once more, in the plainest way, so that a mistake made there is not made here.
"""

from __future__ import annotations

import operator
from collections import Counter
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
    Join,
    Pattern,
    Production,
    Value,
    WorkingFact,
    content_ref,
)

Facts = Mapping[str, WorkingFact]

_ORDER = {"lt": operator.lt, "lte": operator.le, "gt": operator.gt, "gte": operator.ge}


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


def _facts(given: Sequence[WorkingFact], evaluation: Evaluation) -> Facts:
    """1: every fact by its ref."""
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


def _check_firing(rules: Mapping[str, Production], facts: Facts, firing: Firing) -> None:
    """2: the firing follows from its premises."""
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
        if unmet := _unmet(pattern, match):
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
        if not _equal(fact, join, match):
            return f"{join.field} is not that of {join.alias}.{join.other}"
    return ""


def _meets(fact: WorkingFact, condition: Condition) -> bool:
    """Whether the field is there and its value stands in the relation; only numbers have an order."""
    value, constant = fact.fields.get(condition.field), condition.value
    if value is None:
        return False
    if isinstance(constant, tuple):
        return value in constant
    if condition.operator in ("eq", "ne"):
        return (value == constant) == (condition.operator == "eq")
    return isinstance(value, int) and bool(_ORDER[condition.operator](value, constant))


def _equal(fact: WorkingFact, join: Join, match: Facts) -> bool:
    """Whether both fields are there and equal; text never equals a number."""
    value = fact.fields.get(join.field)
    return value is not None and value == match[join.alias].fields.get(join.other)


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


def _check_grounds(facts: Facts, firings: Sequence[Firing]) -> None:
    """3: no fact stands on itself, even by way of others."""
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


def _check_silence(productions: Sequence[Production], facts: Facts, firings: Sequence[Firing]) -> None:
    """4: every match has fired, and once."""
    fired = Counter((firing.rule, firing.premises) for firing in firings)
    for (name, premises), times in fired.items():
        if times > 1:
            _refuse(name, [ref for _, ref in premises], "the match has fired twice")
    kinds: dict[str, list[WorkingFact]] = {}
    for fact in facts.values():
        kinds.setdefault(fact.kind, []).append(fact)
    for rule in productions:
        candidates: list[list[WorkingFact]] = []
        for pattern in rule.patterns:
            candidates.append([fact for fact in kinds.get(pattern.kind, ()) if _fits(fact, pattern)])
            if not candidates[-1]:
                break
        if not all(candidates):
            continue
        for match in _matches(rule.patterns, candidates, {}):
            premises = tuple((alias, fact.ref) for alias, fact in match.items())
            if (rule.id, premises) not in fired:
                _refuse(rule.id, [ref for _, ref in premises], "the rule matches and has not fired")


def _fits(fact: WorkingFact, pattern: Pattern) -> bool:
    return all(_meets(fact, condition) for condition in pattern.conditions)


def _matches(
    patterns: Sequence[Pattern], candidates: Sequence[Sequence[WorkingFact]], match: Facts
) -> Iterator[Facts]:
    """Every way to extend the match by a candidate for each pattern, tried one after the other."""
    if not patterns:
        yield match
        return
    taken = {fact.ref for fact in match.values()}
    for fact in candidates[0]:
        if fact.ref not in taken and all(_equal(fact, join, match) for join in patterns[0].joins):
            yield from _matches(patterns[1:], candidates[1:], {**match, patterns[0].alias: fact})
