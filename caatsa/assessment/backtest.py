"""The back-test: every precedent replayed at its dates through the same pipeline as any event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from caatsa.assessment.assess import Options, assess_input
from caatsa.domain.record import Record
from caatsa.domain.verdict import Assessed, Transaction
from caatsa.engine.choose import EngineName
from caatsa.intake.readers import as_document
from caatsa.registers.precedents import Expectation, Precedent
from caatsa.rulebase.rulebase import RuleBase

Outcome = Literal["agrees", "abstains", "disagrees"]


class Replay(Record):
    """What was expected of one event on one day, and what the rule base says."""

    precedent: Precedent
    expected: Expectation
    exposure: str
    enforcement: str
    reason: str

    @property
    def outcome_of_exposure(self) -> Outcome:
        """An abstention is an undecided row where something else is expected."""
        if self.exposure == self.expected.exposure:
            return "agrees"
        return "abstains" if self.exposure == "undecided" else "disagrees"

    @property
    def outcome_of_enforcement(self) -> Outcome:
        """Enforcement is read from dated official acts, so that there is nothing to abstain from."""
        return "agrees" if self.enforcement == self.expected.enforcement else "disagrees"


def backtest(rulebase: RuleBase, engine: EngineName | None = None) -> tuple[Replay, ...]:
    """Every expectation of every precedent, in the order of precedents and then of their files."""
    return tuple(
        replay
        for precedent in rulebase.precedents.by_id.values()
        for replay in _case(precedent, rulebase, engine)
    )


def _case(precedent: Precedent, rulebase: RuleBase, engine: EngineName | None) -> Iterator[Replay]:
    read = as_document(precedent.events)
    days = dict.fromkeys(expected.as_of for expected in precedent.expectations)
    assessed = {day: assess_input(read, rulebase, Options(day, engine=engine, effort="none")) for day in days}
    for expected in precedent.expectations:
        row = _row(assessed[expected.as_of], expected)
        if row is None:
            yield Replay(precedent, expected, "no_trigger", "none_known", "the provision is not touched")
        else:
            yield Replay(precedent, expected, row.exposure, row.enforcement, row.reason)


def _row(assessment: Assessed, expected: Expectation) -> Transaction | None:
    """The row of the event under the provision; there is none where the provision is not touched."""
    rows = (row for verdict in assessment.verdicts for row in verdict.transactions)
    found = (row for row in rows if (row.event, row.provision) == (expected.event, expected.provision))
    return next(found, None)
