"""Rival readings: a row's exposure under every combination of contested terms, and which of them decide.

Exact, without sampling. Rules only ever add findings, so what fires under some combination also fires where
the rules of all values run together. So a switch that no rule named there names cannot matter to the event,
and combinations under which the same of these rules run give the same findings. All of it runs on the
engine of the assessment, with every firing checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from caatsa.assessment.combinations import Assignment, Table
from caatsa.assessment.program import Program
from caatsa.assessment.rows import Bench, Row
from caatsa.domain.axes import EXPOSURES, Exposure
from caatsa.domain.readings import ReadingCombination, ReadingOutcome, RivalReadings
from caatsa.engine.choose import EngineName
from caatsa.intake.normalise import Frame
from caatsa.intake.understand import Understood
from caatsa.rulebase.rules import Classifier

Key = tuple[str | None, str]
"""The provision and the person of a row."""


class Rivals:
    """Assesses events under combinations of readings; `chosen` ones stay as they are."""

    def __init__(self, bench: Bench, engine: EngineName | None, chosen: Assignment) -> None:
        self._bench = bench
        self._engine = engine
        self._readings = bench.rulebase.readings
        self._chosen = chosen
        self._together = self._bench_under(self._readings.under_any(chosen))
        self._benches: dict[tuple[tuple[str, str], ...], Bench] = {}

    def added(self, rows: Iterable[Row], understood: Understood, frame: Frame) -> tuple[Row, ...]:
        """The rows of one event, each with what it would be under the rival readings."""
        shown = tuple(rows)
        case = self._together.case(understood, frame)
        fired = {firing.rule: case.evaluated.rule_of(firing) for firing in case.evaluated.firings}
        contested = [rule for rule in fired.values() if isinstance(rule, Classifier) and rule.readings]
        tables = self._tables(contested, understood, frame)
        return tuple(
            replace(row, transaction=replace(row.transaction, rival_readings=_compared(tables[_key(row)])))
            for row in shown
        )

    def _tables(
        self, contested: Sequence[Classifier], understood: Understood, frame: Frame
    ) -> dict[Key, Table]:
        named = {name for rule in contested for name in rule.readings} - self._chosen.keys()
        values = {name: tuple(one.values) for name, one in self._readings.switches.items() if name in named}
        default = {name: self._readings.switches[name].default for name in values}
        known: dict[frozenset[str], dict[Key, Exposure]] = {}
        exposures: dict[Key, dict[tuple[str, ...], Exposure]] = {}
        for combination in product(*values.values()):
            assignment = dict(zip(values, combination, strict=True))
            running = frozenset(rule.id for rule in contested if self._runs(rule, assignment))
            if running not in known:
                known[running] = self._exposures(assignment, understood, frame)
            for key, exposure in known[running].items():
                exposures.setdefault(key, {})[combination] = exposure
        return {key: Table(values, default, found) for key, found in exposures.items()}

    def _runs(self, rule: Classifier, assignment: Assignment) -> bool:
        said = {**self._chosen, **assignment}
        return all(said[name] in values for name, values in rule.readings.items())

    def _exposures(self, assignment: Assignment, understood: Understood, frame: Frame) -> dict[Key, Exposure]:
        at = tuple(assignment.items())
        if at not in self._benches:
            self._benches[at] = self._bench_under(self._readings.under({**self._chosen, **assignment}))
        bench = self._benches[at]
        return {_key(row): row.transaction.exposure for row in bench.rows(bench.case(understood, frame))}

    def _bench_under(self, readings: Mapping[str, Sequence[str]]) -> Bench:
        program = Program(self._bench.rulebase, self._bench.as_of, self._engine, readings)
        return replace(self._bench, program=program, effort="none")


def _key(row: Row) -> Key:
    return row.transaction.provision, row.subject.key


def _compared(table: Table) -> RivalReadings:
    """What the table comes to: the deciding switches, the exposure as assessed first, then the highest."""
    deciding = table.deciding()
    assessed = table.at({})
    outcomes = sorted(
        table.outcomes(deciding).items(),
        key=lambda found: (found[0] != assessed, -EXPOSURES.index(found[0])),
    )
    return RivalReadings(
        deciding=deciding,
        outcomes=tuple(
            ReadingOutcome(exposure=exposure, as_assessed=exposure == assessed, when=tuple(when))
            for exposure, when in outcomes
        ),
        combinations=tuple(
            ReadingCombination(readings=one, exposure=table.at(one)) for one in table.assignments(deciding)
        ),
    )
