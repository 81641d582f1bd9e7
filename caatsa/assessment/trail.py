"""The trail: facts as a reader sees them, and every firing in order with its premises."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from caatsa.assessment.evaluation import Evaluated, because
from caatsa.assessment.weighing import Reading, element_ref
from caatsa.domain.facts import Citation, Fact
from caatsa.domain.verdict import FactLine, RuleOrigin, SourceLine, Step
from caatsa.domain.vocabulary import ANY
from caatsa.engine.patterns import Firing
from caatsa.rulebase.citations import cite
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import AnyRule, Trigger

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
        rests_on=fact.origin.rests_on,
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
    parties: Collection[str],
    evaluated: Evaluated,
    readings: Iterable[Reading],
    rulebase: RuleBase,
    as_of: date,
) -> tuple[Step, ...]:
    """Every step to a row: classifiers, then the weighing of each element, then the trigger if it fired.

    `parties` are those that findings of this row may be about.
    """
    said = itertools.chain(
        _classified(trigger, parties, evaluated), *(_weighed(trigger, reading) for reading in readings)
    )
    return tuple(
        Step(
            step=number,
            rule=one.rule_id,
            origin=one.origin,
            citation=cite(rulebase, one.rule, as_of),
            premises=one.premises,
            derived=one.derived,
            because=one.because,
        )
        for number, one in enumerate(said, 1)
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """One step before it is numbered and cited."""

    rule: AnyRule
    rule_id: str
    origin: RuleOrigin
    premises: dict[str, str]
    derived: str
    because: str


def _classified(trigger: Trigger, parties: Collection[str], evaluated: Evaluated) -> Iterator[_Said]:
    """The firings of the first pass that bear on the trigger, in canonical order."""
    for firing in evaluated.firings:
        if firing.derived is not None and _bears_on(firing, trigger, parties, evaluated):
            rule = evaluated.rule_of(firing)
            touches = f"the event touches {trigger.provision}"
            why = touches if firing.rule != rule.id else because(rule, firing, evaluated.fields)
            derived = _words(firing.derived, evaluated)
            yield _Said(rule, firing.rule, rule.origin, dict(firing.premises), derived, why)


def _weighed(trigger: Trigger, reading: Reading) -> Iterator[_Said]:
    """The weighing of each element for one act, and the trigger where every element is met or arguable."""
    for one in reading.elements:
        premises = {str(number): found.firing.derived or "" for number, found in enumerate(one.findings, 1)}
        derived = f"element {one.element.id}, act {reading.act}: {one.result}"
        why = one.lead.because if one.lead else "no finding: unknown"
        rule_id = f"{trigger.provision}.{WEIGHING}.{one.element.id}"
        yield _Said(trigger, rule_id, "model", premises, derived, why)
    if reading.fires:
        premises = {one.element.id: element_ref(trigger, one, reading.act) for one in reading.elements}
        derived = f"prima facie, act {reading.act}"
        why = "every element is met or arguable"
        yield _Said(trigger, trigger.id, trigger.origin, premises, derived, why)


def _bears_on(firing: Firing, trigger: Trigger, parties: Collection[str], evaluated: Evaluated) -> bool:
    kind = evaluated.derived[firing.derived or ""].kind
    if evaluated.fields[firing.derived or ""].get("party", ANY) not in (ANY, *parties):
        return False
    about = evaluated.fields[firing.derived or ""].get("provision")
    return kind in _CHAINED or about in (trigger.provision, ANY)


def _words(ref: str, evaluated: Evaluated) -> str:
    """A derived fact in one line: its ref, then what it says."""
    fields = evaluated.derived[ref].fields.items()
    said = (f"{name} {value}" for name, value in fields if name != "provision" and value != ANY)
    return f"{ref} ({', '.join(said)})"
