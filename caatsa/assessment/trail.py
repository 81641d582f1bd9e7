"""The trail: facts as a reader sees them, and every firing in order with its premises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from caatsa.assessment.evaluation import ANY, Evaluated, Program, because
from caatsa.assessment.weighing import Reading
from caatsa.domain.facts import Citation, Fact
from caatsa.domain.verdict import FactLine, SourceLine, Step
from caatsa.engine.patterns import Firing, WorkingFact
from caatsa.rulebase.citations import cite
from caatsa.rulebase.model import AnyRule, Trigger
from caatsa.rulebase.rulebase import RuleBase

_CHAINED = frozenset({"link"})
WEIGHING = "weighing"
"""How the steps that combine findings are named; they are our reading, not a rule file's."""


def fact_line(fact: Fact) -> FactLine:
    """A fact with its place, its sources and the grade of its evidence."""
    return FactLine(
        ref=fact.ref,
        kind=fact.kind,
        text=fact.text,
        fields=dict(fact.fields),
        where=fact.origin.where,
        origin=fact.origin.kind,
        grade=fact.origin.grade or "",
        verification=fact.origin.verification or "",
        sources=tuple(source_line(source) for source in fact.origin.sources),
    )


def source_line(source: Citation) -> SourceLine:
    """A source as output shows it."""
    return SourceLine(
        title=source.title,
        publisher=source.publisher,
        url=source.url,
        published=source.published,
        grade=source.grade,
    )


def trail(
    trigger: Trigger,
    evaluated: Evaluated,
    readings: Iterable[Reading],
    program: Program,
    rulebase: RuleBase,
    as_of: date,
) -> tuple[Step, ...]:
    """Every step to a row: classifiers, then the weighing of each element, then the trigger if it fired."""
    fields = {ref: evaluated.fields(ref) for ref in (*evaluated.facts, *evaluated.derived)}
    relevant = [firing for firing in evaluated.firings if _bears_on(firing, trigger, evaluated)]
    steps: list[Step] = []

    def add(
        rule: AnyRule, rule_id: str, origin: str, premises: dict[str, str], derived: str, why: str
    ) -> None:
        steps.append(
            Step(
                step=len(steps) + 1,
                rule=rule_id,
                origin=origin,
                citation=cite(rulebase, rule, as_of),
                premises=premises,
                derived=derived,
                because=why,
            )
        )

    for firing in relevant:
        rule = program.rule_of(firing)
        why = (
            because(rule, firing, fields)
            if firing.rule == rule.id
            else f"the event touches {trigger.provision}"
        )
        derived = _said(evaluated.derived[firing.derived]) if firing.derived else ""
        add(rule, firing.rule, rule.origin, dict(firing.premises), derived, why)
    for reading in readings:
        for one in reading.elements:
            premises = {
                str(number): found.firing.derived or "" for number, found in enumerate(one.findings, 1)
            }
            derived = f"element {one.element.id}, act {reading.act}: {one.result}"
            why = one.lead.because if one.lead else "no finding: unknown"
            add(trigger, f"{trigger.provision}.{WEIGHING}.{one.element.id}", "model", premises, derived, why)
        if reading.exposure in ("arguable", "facially_met"):
            premises = {
                one.element.id: f"element:{trigger.provision}:{one.element.id}@{reading.act}"
                for one in reading.elements
            }
            add(
                trigger,
                trigger.id,
                trigger.origin,
                premises,
                f"prima facie, act {reading.act}",
                "every element is met or arguable",
            )
    return tuple(steps)


def _bears_on(firing: Firing, trigger: Trigger, evaluated: Evaluated) -> bool:
    if firing.derived is None:
        return False
    fact = evaluated.derived[firing.derived]
    return fact.kind in _CHAINED or fact.fields.get("provision") == trigger.provision


def _said(fact: WorkingFact) -> str:
    """A derived fact in one line: its ref, then what it says."""
    return f"{fact.ref} ({', '.join(_words(fact))})"


def _words(fact: WorkingFact) -> Iterator[str]:
    for name, value in fact.fields.items():
        if name != "provision" and value != ANY:
            yield f"{name} {value}"
