"""The coverage table against the statutes and the rules: nothing is left out, and what is said is so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from caatsa.rulebase.coverage import Clause, Coverage
from caatsa.rulebase.problems import Problem, nearest
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import AnyRule, Classifier, Menu, Relief, Trigger

Cited: TypeAlias = tuple[str, str]
"""A section and a paragraph of it; the paragraph is empty for the whole section."""

_REVIEW_BY_CONGRESS = "caatsa.216"


def coverage_problems(rulebase: RuleBase, coverage: Coverage) -> Iterator[Problem]:
    """What is wrong in the table, clause by clause, and then what it leaves out."""
    for number, clause in enumerate(coverage.clauses):
        yield from _named_rules(clause, number, rulebase)
    yield from _contradicted(rulebase, coverage)
    clauses = {clause.clause for clause in coverage.clauses}
    for section, versions in rulebase.statutes.versions.items():
        for paragraph in versions[-1].paragraphs:
            if versions[-1].in_force_to is None and f"{section}.{paragraph}" not in clauses:
                problem = f"{section}.{paragraph} is left out"
                yield Problem(("clauses",), problem, "every paragraph under statutes/ has its clause")
    named = {rule for clause in coverage.clauses for rule in clause.rules}
    for rule in rulebase.rules.values():
        if not isinstance(rule, Classifier) and rule.id not in named:
            problem = f"no clause is coded by {rule.id}"
            yield Problem(("clauses",), problem, f"every {rule.kind} codes a clause")


def _named_rules(clause: Clause, number: int, rulebase: RuleBase) -> Iterator[Problem]:
    """Rules that do not exist, are retired, or are about another clause without a reason given."""
    own = _cited_by(clause, rulebase)
    for place, name in enumerate(clause.rules):
        at = ("clauses", number, "rules", place)
        rule = rulebase.rules.get(name)
        if rule is None:
            problem = f"{clause.clause} names the rule '{name}', which does not exist"
            yield Problem(at, problem, nearest(name, rulebase.rules))
        elif rule.status == "retired":
            yield Problem(at, f"{clause.clause} is coded by {name}, which is retired", "a rule that runs")
        elif clause.reason is None and not any(_within(one, own) for one in _cites(rule, rulebase)):
            problem = f"{name} cites another clause than {clause.clause}"
            yield Problem(at, problem, "say in `reason` how it codes this one")


def _contradicted(rulebase: RuleBase, coverage: Coverage) -> Iterator[Problem]:
    """Clauses said to be uncoded on which rules rest."""
    citing = {
        f"{section}.{paragraph}": rule.id
        for rule in rulebase.rules.values()
        if rule.status != "retired"
        for section, paragraph in _own_words(rule)
    }
    for number, clause in enumerate(coverage.clauses):
        if clause.status == "uncoded" and clause.clause in citing:
            problem = f"{clause.clause} is uncoded, yet {citing[clause.clause]} cites it"
            yield Problem(("clauses", number, "status"), problem, "coded, with its rules")


def _cited_by(clause: Clause, rulebase: RuleBase) -> Cited:
    """The section and paragraph that a clause stands for; a section without a file is taken whole."""
    name = clause.clause.partition("#")[0]
    for section in rulebase.statutes.versions:
        if name == section or name.startswith(f"{section}."):
            return section, name[len(section) + 1 :]
    return name, ""


def _within(one: Cited, other: Cited) -> bool:
    """Whether one is the other, a part of it, or the whole of which it is a part."""
    (section, paragraph), (its_section, its_paragraph) = one, other
    shorter, longer = sorted((paragraph, its_paragraph), key=len)
    return section == its_section and (not shorter or f"{longer}.".startswith(f"{shorter}."))


def _cites(rule: AnyRule, rulebase: RuleBase) -> set[Cited]:
    """What a rule cites; else what the provision cites that it is about, or whose consequence it is."""
    cited = set(_own_words(rule))
    if isinstance(rule, Relief) and rule.reviewed:
        cited.add((_REVIEW_BY_CONGRESS, ""))
    for other in rulebase.rules.values():
        if isinstance(other, Trigger) and isinstance(rule, Menu):
            if other.consequence is not None and other.consequence.menu == rule.id:
                cited |= set(_own_words(other))
        elif isinstance(other, Trigger | Relief) and isinstance(rule, Classifier):
            cited |= set(_own_words(other)) if rule.derive.get("provision") == other.provision else set()
    return cited


def _own_words(rule: AnyRule) -> Iterator[Cited]:
    section, paragraph = rule.authority.section, rule.authority.paragraph
    if section is None:
        return
    for each in paragraph.values() if isinstance(paragraph, dict) else [paragraph or ""]:
        yield section, each
    if isinstance(rule, Trigger | Relief):
        parts = [element.paragraph for element in rule.elements]
        parts += [node.paragraph for node in rule.open] if isinstance(rule, Trigger) else []
        yield from ((section, part) for part in parts if part is not None)
