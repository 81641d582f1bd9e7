"""Findings, exceptions and helping facts that nothing ever reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caatsa.domain.vocabulary import ANY, VOCABULARY
from caatsa.rulebase.admitted import Admitted
from caatsa.rulebase.dead import conditions_of
from caatsa.rulebase.lives import together
from caatsa.rulebase.problems import Problem
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import ROLES_REACHED, AnyRule, Classifier, ExceptionRule, Relief, Trigger
from caatsa.rulebase.terms import reference

_READ_BY_THE_ASSESSMENT = frozenset({"finding", "touch", "pointer", "exception", "element", "prima_facie"})
_CARRIER = "counterparty"


def unread_facts(rulebase: RuleBase) -> Iterator[tuple[str, Problem]]:
    """Each fact that is made for nobody: no rule asks for it, or no row is about it."""
    for rule in rulebase.rules.values():
        if rule.status == "retired":
            continue
        if isinstance(rule, ExceptionRule):
            problems = _unread_exceptions(rule, rulebase)
        elif isinstance(rule, Classifier) and rule.derive["fact"] == "finding":
            problems = _unread_finding(rule, rulebase)
        elif isinstance(rule, Classifier):
            problems = _unread_helping_fact(rule, rulebase)
        else:
            continue
        for problem in problems:
            yield rule.id, problem


def _unread_exceptions(rule: ExceptionRule, rulebase: RuleBase) -> Iterator[Problem]:
    for number, provision in enumerate(rule.excepts):
        if provision not in rulebase.provisions or not together(rule, rulebase.trigger(provision)):
            problem = f"{provision} is never asked about while the rule is in force"
            yield Problem(("excepts", number), problem, "a provision with a trigger in force")


def _unread_helping_fact(rule: Classifier, rulebase: RuleBase) -> Iterator[Problem]:
    fact = str(rule.derive["fact"])
    readers = (
        other
        for other in rulebase.rules.values()
        # A chain that only makes longer chains is read by nobody else.
        if not _makes(other, fact)
        for _, conditions in conditions_of(other)
        if any(condition.fact == fact for condition in conditions)
    )
    if fact not in _READ_BY_THE_ASSESSMENT and not any(together(reader, rule) for reader in readers):
        yield Problem(("derive", "fact"), f"nothing reads the fact '{fact}'", "a rule that needs it")


def _makes(rule: AnyRule, fact: str) -> bool:
    return isinstance(rule, Classifier) and rule.derive["fact"] == fact


def _unread_finding(rule: Classifier, rulebase: RuleBase) -> Iterator[Problem]:
    weighing: tuple[Trigger | Relief, ...]
    weighing = (*rulebase.of_kind(Trigger), *rulebase.of_kind(Relief))
    readers = [one for one in weighing if _asks(one, rule) and together(rule, one)]
    if not readers:
        problem = f"no rule in force with it reads a finding on '{rule.derive['element']}'"
        yield Problem(("derive", "element"), problem, "an element of a provision in force")
    for field in ("act", "party"):
        raw = rule.derive[field]
        ref = reference(raw)
        if ref.field != field if ref else raw != ANY and (field, raw) != ("party", "buyer"):
            allowed = f"'any', or the field '{field}' of a fact"
            yield Problem(("derive", field), f"'{raw}' is no {field} of an event", allowed)
    triggers = [one for one in readers if isinstance(one, Trigger)]
    if triggers and not any(_about_somebody(rule, one) for one in triggers):
        problem = "no row of the provision is about such a party"
        yield Problem(("derive", "party"), problem, "a role that the provision reaches")


def _asks(reader: Trigger | Relief, rule: Classifier) -> bool:
    return rule.derive["provision"] in (ANY, reader.provision) and any(
        element.id == rule.derive["element"] for element in reader.elements
    )


def _about_somebody(rule: Classifier, trigger: Trigger) -> bool:
    """Whether the party of a finding can be one about whom findings count in a row of the provision."""
    ref = reference(rule.derive["party"])
    kinds = {condition.id: condition.fact for condition in rule.elements}
    if ref is None or kinds[ref.alias] not in ("party", "person"):
        return True
    roles = Admitted.by(rule.elements).of((ref.alias, "role"))
    return any(
        role in VOCABULARY[kinds[ref.alias]].fields["role"].values and (roles is None or roles.holds(role))
        for role in _counting(trigger)
    )


def _counting(trigger: Trigger) -> Sequence[str]:
    """The roles of those about whom findings count in a row of the provision."""
    if any(element.id == _CARRIER for element in trigger.elements):
        return VOCABULARY["party"].fields["role"].values
    reached = (*trigger.reaches, *trigger.otherwise_reaches)
    return [role for one in reached for role in ROLES_REACHED[one]]
