"""What an assessment runs on a day, under readings, fires what clingo says of the rules that then hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from caatsa.assessment.program import Program
from caatsa.domain.facts import Fact
from caatsa.engine.patterns import Evaluation, WorkingFact
from caatsa.rulebase.rulebase import load_rulebase
from caatsa.rulebase.rules import AnyRule, Classifier
from tests.oracle.comparison import Comparison
from tests.oracle.packs import Pack, packs
from tests.oracle.statements import statements
from tests.oracle.worlds import Generator, World

RULEBASE = load_rulebase()
SWITCHES = RULEBASE.readings.switches
DEFAULTS = {name: switch.default for name, switch in SWITCHES.items()}
GENERATOR = Generator(statements(RULEBASE.rules.values()))
NUMBERS = range(0, 420, 7)


class WholeProgram:
    """The program of assessments as an engine; which productions it runs is its own affair."""

    name = "program"
    version = ""

    def __init__(self, day: date, readings: Mapping[str, str]) -> None:
        under = {name: (value,) for name, value in readings.items()}
        self._program = Program(RULEBASE, day, None, under)

    def evaluate(self, facts: Sequence[WorkingFact]) -> Evaluation:
        """All packs over the facts, whether the event touches their provisions or not."""
        given = [Fact(fact.ref, fact.kind, fact.fields, "") for fact in facts]
        result = self._program.evaluate(given, self._program.triggers)
        return Evaluation.of((*facts, *result.derived.values()), result.firings, self.name)


def _choices() -> Iterator[tuple[date, dict[str, str]]]:
    """Days on which other law holds, and each reading in the place of the default."""
    for day in (date(2017, 8, 1), date(2018, 8, 12), date(2020, 12, 31), RULEBASE.law_read_to):
        yield day, DEFAULTS
    for name, switch in SWITCHES.items():
        for value in switch.values:
            if value != switch.default:
                yield RULEBASE.law_read_to, DEFAULTS | {name: value}


@pytest.mark.parametrize(("day", "readings"), list(_choices()))
def test_the_program_fires_the_rules_that_hold_and_no_others(day: date, readings: dict[str, str]) -> None:
    holding = [rule for rule in RULEBASE.rules.values() if _holds(rule, day, readings)]
    said = statements(holding)
    expected = {name for pack in packs(holding) for name in pack.expected}
    first_pass = expected - {one.id for one in said if one.makes == "prima_facie"}
    program = WholeProgram(day, readings)
    comparison = Comparison(said, [Pack("program", (), frozenset(first_pass))], [lambda _: program])

    outcome = comparison.of({number: _complete(GENERATOR.world(number)) for number in NUMBERS})

    assert outcome.differences == ()


def _complete(world: World) -> World:
    """The world without missing fields: facts of an event have what findings copy."""
    first = {place: values[0] for place, values in GENERATOR.values.items()}
    return tuple(
        replace(
            fact,
            fields={name: value for (kind, name), value in first.items() if kind == fact.kind} | fact.fields,
        )
        for fact in world
    )


def _holds(rule: AnyRule, day: date, readings: Mapping[str, str]) -> bool:
    if rule.status == "retired" or (rule.effective_from and day < rule.effective_from):
        return False
    if rule.effective_to and not day < rule.effective_to:
        return False
    switches = rule.reading if isinstance(rule, Classifier) else {}
    return all(
        readings[name] in ([said] if isinstance(said, str) else said) for name, said in switches.items()
    )
