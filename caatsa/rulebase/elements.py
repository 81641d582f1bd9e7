"""Whether the rules can settle each element of a provision, one way and the other."""

from __future__ import annotations

from collections.abc import Iterator

from caatsa.domain.vocabulary import ANY
from caatsa.rulebase.lives import together
from caatsa.rulebase.problems import Problem
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import Classifier, Element, Trigger

_IN_EVERY_EVENT = frozenset({"buyer", "use", "item"})


def unsettled_elements(rulebase: RuleBase) -> Iterator[tuple[str, Problem]]:
    """Elements of triggers on which no rule speaks, that none can meet, or that nothing leaves open."""
    for trigger in rulebase.of_kind(Trigger):
        if trigger.status == "retired":
            continue
        for number, element in enumerate(trigger.elements):
            speaking = [rule for rule in rulebase.of_kind(Classifier) if _speaks(rule, trigger, element)]
            for problem, allowed in _unsettled(element, speaking):
                yield trigger.id, Problem(("elements", number), problem, allowed)


def _speaks(rule: Classifier, trigger: Trigger, element: Element) -> bool:
    return (
        rule.derive["fact"] == "finding"
        and rule.derive.get("element") == element.id
        and rule.derive.get("provision") in (ANY, trigger.provision)
        and together(rule, trigger)
    )


def _unsettled(element: Element, rules: list[Classifier]) -> Iterator[tuple[str, str]]:
    if not rules:
        yield f"no rule finds anything on the element '{element.id}'", "a classifier derives a finding on it"
        return
    results = {str(rule.derive["result"]) for rule in rules}
    if not results & {"met", "arguable"}:
        yield f"no rule can meet the element '{element.id}'", "a classifier with the result met or arguable"
    elif "met" not in results and not element.raise_by:
        yield (
            f"the element '{element.id}' is arguable at most, and nothing says what would raise it",
            "a classifier with the result met, or `raise_by`",
        )
    if any(_always(rule) for rule in rules):
        yield f"the element '{element.id}' is met whatever the facts", "a classifier that asks for something"


def _always(rule: Classifier) -> bool:
    """Whether a rule meets the element in every event."""
    return (
        rule.derive["result"] in ("met", "arguable")
        and (rule.derive["act"], rule.derive["party"]) == (ANY, ANY)
        and all(not condition.where and condition.fact in _IN_EVERY_EVENT for condition in rule.elements)
    )
