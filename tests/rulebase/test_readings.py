"""The contested terms: what may be wrong with one, and which rules run under which value."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from caatsa.domain.errors import RuleFileError, UnknownReading
from caatsa.engine.compiler import in_force
from caatsa.rulebase.check import with_lines
from caatsa.rulebase.readings import FILE
from caatsa.rulebase.rulebase import RuleBase, load_rulebase
from caatsa.rulebase.rules import Classifier

FOLDER = Path(__file__).parent / "malformed_readings"
RULEBASE = load_rulebase()
DAY = date(2022, 1, 1)


class Case(NamedTuple):
    name: str
    line: int
    column: int
    said: str


CASES = (
    Case("element_left_out", 5, 15, "bears_on is empty"),
    Case("no_authorities", 15, 22, "authorities is empty; at least 1 required"),
    Case("not_yaml", 4, 13, "not YAML"),
    Case("one_value", 8, 7, "values has too few entries; at least 2 required"),
    Case("other_format", 1, 9, "format is the number 2; allowed: 1"),
    Case("switch_of_no_rule", 9, 7, "no rule runs under presents: b; a rule that names it"),
    Case("unknown_default", 6, 14, "the default 'counts' is not a value of promises; did you mean 'count'?"),
    Case("unknown_element", 5, 36, "'conducted' is not an element of test.1.a; did you mean 'conduct'?"),
    Case("unknown_key", 4, 5, "the key 'colour' is not known here"),
    Case("unknown_origin", 15, 32, "origin is 'opinion'; allowed: statute, guidance or model"),
    Case("unknown_provision", 5, 16, "'test.2.a' is not a provision of the rule base"),
    Case("value_of_no_rule", 12, 7, "no rule runs under promises: may_count; a rule that names it"),
)


def running(rulebase: RuleBase, chosen: dict[str, str]) -> set[str]:
    """The ids of the classifiers that name a reading and run under these."""
    rules = in_force(rulebase.rules.values(), DAY, rulebase.readings.under(chosen))
    return {rule.id for rule in rules if isinstance(rule, Classifier) and rule.readings}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_malformed_readings_are_refused_at_their_place(case: Case, small_base: Callable[..., Path]) -> None:
    root = small_base()
    shutil.copy(FOLDER / f"{case.name}.yaml", root / FILE)

    with pytest.raises(RuleFileError) as caught:
        load_rulebase(root)

    told = [str(fault) for fault in with_lines(caught.value.faults, root)]
    assert f"{root / FILE}, line {case.line}, column {case.column}: {case.said}" in "\n".join(told)


def test_every_malformed_file_has_its_case() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {case.name for case in CASES}


def test_an_element_that_a_reading_bears_on_is_named(small_base: Callable[..., Path]) -> None:
    root = small_base()
    trigger = root / "test/1/a/gift.yaml"
    intent = "  - {id: intent, text: gift, origin: statute, question: Meant?, ask: Whether it was meant.}"
    trigger.write_text(trigger.read_text().replace("examples:", f"{intent}\nexamples:", 1))
    file = root / FILE
    file.write_text(file.read_text().replace("[conduct]", "[intent]"))

    with pytest.raises(RuleFileError) as caught:
        load_rulebase(root)

    told = [fault.problem for fault in caught.value.faults]
    assert told == [
        "no rule that names promises finds anything on 'intent' of test.1.a",
        "a rule that names promises finds something on 'conduct' of test.1.a",
    ]


def test_a_rule_base_without_readings_has_no_switch(small_base: Callable[..., Path]) -> None:
    root = small_base()
    (root / FILE).unlink()
    (root / "test/1/a/conduct/promised.yaml").unlink()

    rulebase = load_rulebase(root)

    assert dict(rulebase.readings.switches) == {}
    with pytest.raises(UnknownReading, match="'promises' is not a reading; one of none"):
        rulebase.readings.under({"promises": "count"})


def test_a_rule_that_names_a_reading_runs_under_its_values_only(small_base: Callable[..., Path]) -> None:
    rulebase = load_rulebase(small_base())

    assert running(rulebase, {}) == running(rulebase, {"promises": "count"}) == set()
    assert running(rulebase, {"promises": "do_not_count"}) == {"test.1.a.conduct.promised"}


def under_each() -> list[set[str]]:
    """The ids of the rules that run under each value of each switch, the others at their defaults."""
    return [
        {rule.id for rule in in_force(RULEBASE.rules.values(), DAY, RULEBASE.readings.under({name: value}))}
        for name, switch in RULEBASE.readings.switches.items()
        for value in switch.values
    ]


def test_under_any_reading_the_rules_run_that_run_under_some() -> None:
    together = in_force(RULEBASE.rules.values(), DAY, RULEBASE.readings.under_any({}))

    assert {rule.id for rule in together} == set().union(*under_each())


def test_a_rule_runs_under_every_reading_unless_it_names_one() -> None:
    everywhere = set.intersection(*under_each())

    for rule_id in set().union(*under_each()):
        rule = RULEBASE.rules[rule_id]
        assert (rule_id in everywhere) is not (isinstance(rule, Classifier) and bool(rule.readings))


def test_what_statutes_and_guidance_are_cited_for_says_how_far_it_was_verified() -> None:
    for switch in RULEBASE.readings.switches.values():
        for value in switch.values.values():
            for one in value.authorities:
                assert one.verification or one.origin == "model"
                assert one.link or one.verification == "unverified" or one.origin == "model"
