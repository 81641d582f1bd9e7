"""Rules and alternatives that say nothing of their own beside another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from caatsa.domain.vocabulary import ANY, RESULTS
from caatsa.rulebase.admitted import Admitted
from caatsa.rulebase.lives import together, whenever
from caatsa.rulebase.problems import Problem
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import Classifier, ExceptionRule, Scalar, Trigger
from caatsa.rulebase.terms import reference

_OWN = "every rule says something of its own"


def overlaps(rulebase: RuleBase) -> Iterator[tuple[str, Problem]]:
    """Twins, rules that another one makes superfluous, and alternatives that another one covers."""
    groups: dict[str, list[Classifier]] = defaultdict(list)
    for classifier in rulebase.of_kind(Classifier):
        groups[_subject(classifier)].append(classifier)
    for group in groups.values():
        yield from _superfluous(group)
    yield from _excepted_twice(rulebase.of_kind(ExceptionRule))
    for trigger in rulebase.of_kind(Trigger):
        for problem in _covered_alternatives(trigger):
            yield trigger.id, problem


def _subject(rule: Classifier) -> str:
    return " ".join(str(rule.derive.get(name)) for name in ("fact", "element"))


def _superfluous(rules: Sequence[Classifier]) -> Iterator[tuple[str, Problem]]:
    asked = {rule.id: Admitted.by(rule.elements) for rule in rules}
    told: set[str] = set()
    for rule, other in permutations(rules, 2):
        if {rule.id, other.id} & told or not _as_wide(rule, other) or not together(rule, other):
            continue
        for names in asked[other.id].read_as(asked[rule.id]):
            twin = asked[rule.id].covers(asked[other.id])
            problem = _beside(rule, other, names, twin=twin)
            if problem and (other.id < rule.id if twin else whenever(rule, other)):
                told.add(rule.id)
                yield rule.id, problem
                break


def _as_wide(rule: Classifier, other: Classifier) -> bool:
    return other.derive.get("provision") in (rule.derive.get("provision"), ANY)


def _beside(rule: Classifier, other: Classifier, names: Mapping[str, str], *, twin: bool) -> Problem | None:
    """What is wrong with a rule that fires only where the other does, and asks for no less."""
    own, theirs = dict(rule.derive), _renamed(other.derive, names)
    theirs |= {field: own[field] for field in ("provision", "act", "party") if theirs.get(field) == ANY}
    if own == theirs:
        if twin:
            return Problem(("elements",), f"asks for and says the same as {other.id}", _OWN)
        return Problem(("elements",), f"says the same as {other.id}, which asks for less", _OWN)
    weaker = {"result": "", "factor": "", "weight": ""}
    if "noted" in (own.get("result"), theirs.get("result")) or own | weaker != theirs | weaker:
        return None
    if own.get("weight") != theirs.get("weight"):
        return None
    if RESULTS.index(str(own["result"])) > RESULTS.index(str(theirs["result"])):
        problem = f"{other.id} is met wherever this rule is, and its result wins"
        return Problem(("derive", "result"), problem, "a stronger result, or a narrower other rule")
    return None


def _renamed(derive: Mapping[str, Scalar], names: Mapping[str, str]) -> dict[str, Scalar]:
    """What is derived, in the names of the other rule's conditions."""
    renamed: dict[str, Scalar] = {}
    for field, raw in derive.items():
        ref = reference(raw)
        renamed[field] = f"${names[ref.alias]}.{ref.field}" if ref else raw
    return renamed


def _excepted_twice(rules: Sequence[ExceptionRule]) -> Iterator[tuple[str, Problem]]:
    computed = [rule for rule in rules if rule.elements]
    for number, rule in enumerate(computed):
        for other in computed[:number]:
            same = sorted(rule.excepts) == sorted(other.excepts) and together(rule, other)
            if same and _alike(rule, other):
                yield rule.id, Problem(("elements",), f"asks for and says the same as {other.id}", _OWN)
                break


def _alike(one: ExceptionRule, other: ExceptionRule) -> bool:
    first, second = Admitted.by(one.elements), Admitted.by(other.elements)
    return first.covers(second) and second.covers(first)


def _covered_alternatives(trigger: Trigger) -> Iterator[Problem]:
    asked = [Admitted.by(alternative) for alternative in trigger.touched_by]
    for number, own in enumerate(asked):
        for other, theirs in enumerate(asked):
            if other != number and theirs.covers(own) and (other < number or not own.covers(theirs)):
                problem = f"alternative {other + 1} holds wherever this one does"
                yield Problem(("touched_by", number), problem, "leave it out, or ask for less there")
                break
