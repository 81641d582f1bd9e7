"""Ways to relief for a row: each with its conditions, who certifies what to whom, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from caatsa.assessment.evaluation import Evaluated, Found
from caatsa.assessment.relief_standing import acts_on, standing, state_of
from caatsa.assessment.review_calendar import REVIEW, review_of
from caatsa.assessment.weighing import NOTHING_KNOWN
from caatsa.domain.verdict import ReliefCondition, ReliefPath, Result, ReviewPeriod
from caatsa.intake.concerns import Concern
from caatsa.rulebase.citations import cite
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import Element, Limits, Relief

NO_LIMITS: Final = Limits(None, None, None, False, None)
_WORST_FIRST: Final[tuple[Result, ...]] = ("unmet", "unknown", "arguable", "met")


def relief_paths(
    reliefs: Iterable[Relief],
    evaluated: Evaluated,
    concerns: Sequence[Concern],
    rulebase: RuleBase,
    as_of: date,
) -> tuple[ReliefPath, ...]:
    """Every relief in force, in the order of its provision; `concerns` are those of the row."""
    return tuple(_path(relief, evaluated, concerns, rulebase, as_of) for relief in reliefs)


def _path(
    relief: Relief, evaluated: Evaluated, concerns: Sequence[Concern], rulebase: RuleBase, as_of: date
) -> ReliefPath:
    findings = [found for found in evaluated.findings if found.provision == relief.provision]
    conditions = tuple(_condition(relief, element, findings, rulebase, as_of) for element in relief.elements)
    acts = acts_on(relief, concerns, as_of)
    limits = relief.limits or NO_LIMITS
    return ReliefPath(
        id=relief.provision,
        title=relief.title,
        citation=cite(rulebase, relief, as_of),
        origin=relief.origin,
        needs=relief.needs,
        decided_by=relief.decided_by,
        addressed_to=relief.addressed_to,
        addressees=tuple(relief.addressees),
        notice=relief.notice,
        notice_days=relief.notice_days,
        term=relief.term,
        at_least_days=limits.at_least_days,
        at_most_days=limits.at_most_days,
        at_most_years=limits.at_most_years,
        renewable=limits.renewable,
        renewal_notice_days=limits.renewal_notice_days,
        scope=relief.scope,
        stage=relief.stage,
        conditions=conditions,
        together=together(conditions),
        state=state_of(acts),
        acts=acts,
        standing=tuple(standing(relief, acts, concerns, as_of)),
        review=_review(relief, rulebase, as_of),
    )


def together(conditions: Iterable[ReliefCondition]) -> Result:
    """All conditions taken together: the worst counts, of alternatives the best."""
    groups: dict[tuple[str, ...], Result] = {}
    for one in conditions:
        group = one.alternatives or (one.id,)
        groups[group] = max(groups.get(group, one.result), one.result, key=_WORST_FIRST.index)
    return min(groups.values(), key=_WORST_FIRST.index)


def _condition(
    relief: Relief, element: Element, findings: Iterable[Found], rulebase: RuleBase, as_of: date
) -> ReliefCondition:
    own = [found for found in findings if found.element == element.id]
    # The worst finding counts: a bar is not outweighed by anything else that is found.
    result: Result = min(map(_given, own), key=_WORST_FIRST.index, default="unknown")
    return ReliefCondition(
        id=element.id,
        text=element.text,
        question=element.question,
        ask=element.ask,
        result=result,
        because=_because([found for found in own if _given(found) == result]),
        citation=cite(rulebase, relief, as_of, element.paragraph),
        alternatives=next((tuple(group) for group in relief.one_of if element.id in group), ()),
    )


def _because(giving: Sequence[Found]) -> str:
    """The reasons of the findings that give a result, those first that speak against the relief."""
    order = sorted(giving, key=lambda found: (found.weight != "against", found.rule.id, found.order))
    return "; ".join(dict.fromkeys(found.because for found in order)) or NOTHING_KNOWN


def _given(found: Found) -> Result:
    if found.result == "noted":
        return "unknown"
    return "arguable" if found.weak and found.result == "met" else found.result


def _review(relief: Relief, rulebase: RuleBase, as_of: date) -> ReviewPeriod | None:
    """The review that a report sent on the as-of day would begin, where the law asks for one."""
    if not relief.reviewed:
        return None
    return review_of(as_of, rulebase.statutes.citation(REVIEW, "b", as_of))
