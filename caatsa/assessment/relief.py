"""Ways to relief for a row: each with its conditions, who certifies what to whom, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from caatsa.assessment.evaluation import Evaluated
from caatsa.assessment.weighing import NOTHING_KNOWN, Weighed, weigh_relief
from caatsa.domain.verdict import ReliefCondition, ReliefPath
from caatsa.rulebase.citations import cite
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import Relief


def relief_paths(
    reliefs: Iterable[Relief], evaluated: Evaluated, rulebase: RuleBase, as_of: date
) -> tuple[ReliefPath, ...]:
    """Every relief in force, in the order of its provision."""
    return tuple(_path(relief, evaluated, rulebase, as_of) for relief in reliefs)


def _path(relief: Relief, evaluated: Evaluated, rulebase: RuleBase, as_of: date) -> ReliefPath:
    return ReliefPath(
        id=relief.provision,
        title=relief.title,
        citation=cite(rulebase, relief, as_of),
        needs=relief.needs,
        decided_by=relief.decided_by,
        addressed_to=relief.addressed_to,
        notice=relief.notice,
        term=relief.term,
        scope=relief.scope,
        conditions=tuple(
            _condition(relief, weighed, rulebase, as_of) for weighed in weigh_relief(relief, evaluated)
        ),
    )


def _condition(relief: Relief, weighed: Weighed, rulebase: RuleBase, as_of: date) -> ReliefCondition:
    element = weighed.element
    return ReliefCondition(
        id=element.id,
        text=element.text,
        question=element.question,
        result=weighed.result,
        because=weighed.lead.because if weighed.lead else NOTHING_KNOWN,
        citation=cite(rulebase, relief, as_of, element.paragraph),
    )
