"""When rules run: together or one after the other, and whether a version leaves a gap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from caatsa.rulebase.problems import Problem
from caatsa.rulebase.quotes import versions_of
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import AnyRule, Classifier, ExceptionRule


def together(one: AnyRule, other: AnyRule) -> bool:
    """Whether there are a day and a reading under which both rules run; a retired rule never runs."""
    if "retired" in (one.status, other.status):
        return False
    ours, theirs = _readings(one), _readings(other)
    read_alike = all(set(ours[name]) & set(theirs[name]) for name in ours.keys() & theirs.keys())
    return read_alike and _first(one) < _end(other) and _first(other) < _end(one)


def whenever(rule: AnyRule, other: AnyRule) -> bool:
    """Whether another rule in use runs on every day and under every reading on which the first does."""
    ours, theirs = _readings(rule), _readings(other)
    read_alike = all(name in ours and set(ours[name]) <= set(theirs[name]) for name in theirs)
    in_force = _first(other) <= _first(rule) and _end(rule) <= _end(other)
    return read_alike and in_force


def _readings(rule: AnyRule) -> Mapping[str, tuple[str, ...]]:
    """The values of each contested term under which a rule runs."""
    return getattr(rule, "readings", {})


def life_problems(rulebase: RuleBase) -> Iterator[tuple[str, Problem]]:
    """Rules that are law while their section is not, and versions of one rule with a gap or an overlap."""
    for rule in rulebase.rules.values():
        for problem in _beside_the_statute(rule, rulebase):
            yield rule.id, problem
    for versions in _versions(rulebase):
        for earlier, later in pairwise(versions):
            if _end(earlier) != _first(later):
                said = "leaves a gap before" if _end(earlier) < _first(later) else "overlaps"
                allowed = f"effective_to is {_first(later)}"
                yield earlier.id, Problem(("effective_to",), f"{said} {later.id}", allowed)


def _first(rule: AnyRule) -> date:
    return rule.effective_from or date.min


def _end(rule: AnyRule) -> date:
    return rule.effective_to or date.max


def _beside_the_statute(rule: AnyRule, rulebase: RuleBase) -> Iterator[Problem]:
    sections = rulebase.statutes.versions.get(rule.authority.section or "", ())
    if not sections:
        return
    cited = versions_of(rule, rulebase.statutes)
    starts, ends = sections[0].in_force_from, sections[-1].in_force_to
    if not cited:
        problem = f"no version of {rule.authority.section} is in force while the rule is"
        key = "effective_from" if rule.effective_from else "effective_to"
        yield Problem((key,), problem, f"a day from {starts}" + (f" and before {ends}" if ends else ""))
    elif rule.effective_from and rule.effective_from < starts:
        problem = f"{rule.authority.section} is in force only from {starts}"
        yield Problem(("effective_from",), problem, f"{starts} or later")
    elif ends and _end(rule) > ends:
        problem = f"{rule.authority.section} is in force only before {ends}"
        yield Problem(("effective_to",), problem, f"{ends} or earlier")


def _versions(rulebase: RuleBase) -> Iterator[list[AnyRule]]:
    """Rules that say the same one after the other, by their first days; such a rule ends or begins."""
    same: dict[str, list[AnyRule]] = defaultdict(list)
    for rule in rulebase.rules.values():
        said = _said(rule)
        if said and rule.status != "retired":
            same[said].append(rule)
    for rules in same.values():
        rules.sort(key=lambda rule: (_first(rule), rule.id))
        if any(rule.effective_to for rule in rules):
            yield rules


def _said(rule: AnyRule) -> str:
    """What makes rules versions of one another: the same finding or exception; a provision has one rule."""
    if isinstance(rule, Classifier):
        return f"{sorted(rule.derive.items())} {sorted(condition.fact for condition in rule.elements)}"
    if isinstance(rule, ExceptionRule):
        return f"{sorted(rule.excepts)} {rule.text}"
    return ""
