"""Ways to relief for a row: each with its conditions, who certifies what to whom, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from caatsa.assessment.evaluation import Evaluated, Found
from caatsa.assessment.relief_standing import acts_on, on_path, standing, state_of, waited
from caatsa.assessment.review_calendar import REVIEW, review_of
from caatsa.assessment.weighing import NOTHING_KNOWN
from caatsa.domain.record import Record
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
    ways = Ways(tuple(reliefs), evaluated, concerns, rulebase, as_of)
    return tuple(ways.path(relief) for relief in ways.reliefs)


class Ways(Record):
    """The reliefs of one row, and what each is read from."""

    reliefs: tuple[Relief, ...]
    evaluated: Evaluated
    concerns: Sequence[Concern]
    rulebase: RuleBase
    as_of: date

    def path(self, relief: Relief) -> ReliefPath:
        """One way to relief as the output shows it."""
        conditions = tuple(self._condition(relief, element) for element in relief.elements)
        acts = acts_on(relief, on_path(relief, self.reliefs, self.concerns), self.as_of)
        limits = relief.limits or NO_LIMITS
        return ReliefPath(
            id=relief.provision,
            title=relief.title,
            citation=cite(self.rulebase, relief, self.as_of),
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
            used_by=relief.used_by,
            conditions=conditions,
            together=together(conditions),
            state=state_of(acts),
            acts=acts,
            standing=tuple(standing(relief, acts, self.concerns, self.as_of)),
            review=self._review(relief),
        )

    def _condition(self, relief: Relief, element: Element) -> ReliefCondition:
        result, because = self._result(relief, element)
        return ReliefCondition(
            id=element.id,
            text=element.text,
            question=element.question,
            ask=element.ask,
            result=result,
            because=because,
            citation=cite(self.rulebase, relief, self.as_of, element.paragraph),
            alternatives=next((tuple(group) for group in relief.one_of if element.id in group), ()),
        )

    def _result(self, relief: Relief, element: Element) -> tuple[Result, str]:
        """By the calendar where the relief waits for years, else by what rules found.

        The worst finding counts: a bar is not outweighed by anything else that is found.
        """
        if relief.waits and relief.waits.condition == element.id:
            return waited(relief.waits, self.concerns, self.as_of)
        own = [
            one
            for one in self.evaluated.findings
            if (one.provision, one.element) == (relief.provision, element.id) and one.result != "noted"
        ]
        result: Result = min((one.given for one in own), key=_WORST_FIRST.index, default="unknown")
        return result, _because([one for one in own if one.given == result])

    def _review(self, relief: Relief) -> ReviewPeriod | None:
        """The review that a report sent on the as-of day would begin, where the law asks for one."""
        if not relief.reviewed:
            return None
        return review_of(self.as_of, self.rulebase.statutes.citation(REVIEW, "b", self.as_of))


def together(conditions: Iterable[ReliefCondition]) -> Result:
    """All conditions taken together: the worst counts, of alternatives the best."""
    groups: dict[tuple[str, ...], Result] = {}
    for one in conditions:
        group = one.alternatives or (one.id,)
        groups[group] = max(groups.get(group, one.result), one.result, key=_WORST_FIRST.index)
    return min(groups.values(), key=_WORST_FIRST.index)


def _because(giving: Sequence[Found]) -> str:
    """The reasons of the findings that give a result, those first that speak against the relief."""
    order = sorted(giving, key=lambda found: (found.weight != "against", found.rule.id, found.order))
    return "; ".join(dict.fromkeys(found.because for found in order)) or NOTHING_KNOWN
