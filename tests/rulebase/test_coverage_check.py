"""The check compares the table of coverage with the statutes and with what the rules cite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from caatsa.rulebase.check import faults_of
from caatsa.rulebase.rulebase import RuleBase, load_rulebase

CODED = "{clause: test.1.a, citation: Test Act § 1(a), status: coded, rules: [test.1.a.gift]}"
WAIVERS = (
    "{clause: test.1.d, citation: Test Act § 1(d), status: uncoded, reason: A waiver.}",
    "{clause: test.1.e, citation: Test Act § 1(e), status: uncoded, reason: A waiver.}",
)


@pytest.fixture
def base(small_base: Callable[..., Path]) -> Callable[..., RuleBase]:
    """The small rule base with a table of these clauses."""

    def make(*clauses: str) -> RuleBase:
        root = small_base()
        lines = "\n".join(f"  - {clause}" for clause in clauses)
        (root / "coverage.yaml").write_text(f"format: 1\nclauses:\n{lines}\n")
        return load_rulebase(root)

    return make


def told(rulebase: RuleBase) -> list[tuple[int | None, str]]:
    faults = faults_of(rulebase)
    assert {fault.file for fault in faults} <= {str(rulebase.root / "coverage.yaml")}
    return [(fault.line, f"{fault.problem}; {fault.allowed}") for fault in faults]


def test_a_table_that_names_every_paragraph_and_what_codes_it_is_right(base: Callable[..., RuleBase]) -> None:
    assert told(base(CODED, *WAIVERS)) == []


def test_a_paragraph_without_a_clause_is_a_fault(base: Callable[..., RuleBase]) -> None:
    assert told(base(CODED, WAIVERS[0])) == [
        (3, "test.1.e is left out; every paragraph under statutes/ has its clause")
    ]


def test_a_condition_within_a_clause_does_not_stand_for_the_clause(base: Callable[..., RuleBase]) -> None:
    condition = WAIVERS[1].replace("test.1.e", "test.1.e#may")

    assert ["test.1.e is left out" in one for _, one in told(base(CODED, WAIVERS[0], condition))] == [True]


def test_a_rule_that_does_not_exist_is_a_fault_with_the_nearest(base: Callable[..., RuleBase]) -> None:
    misspelt = CODED.replace("[test.1.a.gift]", "[test.1.a.gift, test.1.a.gifft]")

    assert told(base(misspelt, *WAIVERS)) == [
        (3, "test.1.a names the rule 'test.1.a.gifft', which does not exist; did you mean 'test.1.a.gift'?")
    ]


def test_a_clause_that_only_a_retired_rule_codes_is_a_fault(base: Callable[..., RuleBase]) -> None:
    rulebase = base(CODED, *WAIVERS)
    retired = replace(rulebase.rules["test.1.a.gift"], status="retired")

    faults = faults_of(replace(rulebase, rules={**rulebase.rules, retired.id: retired}))

    assert "test.1.a is coded by test.1.a.gift, which is retired" in {fault.problem for fault in faults}


def test_a_rule_that_cites_another_clause_codes_this_one_only_with_a_reason(
    base: Callable[..., RuleBase],
) -> None:
    other = "{clause: test.1.e, citation: Test Act § 1(e), status: coded, rules: [test.1.a.gift]}"

    assert told(base(CODED, WAIVERS[0], other)) == [
        (5, "test.1.a.gift cites another clause than test.1.e; say in `reason` how it codes this one")
    ]


def test_with_a_reason_a_rule_may_code_a_clause_that_it_does_not_cite(base: Callable[..., RuleBase]) -> None:
    other = (
        "{clause: test.1.e, citation: § 1(e), status: coded, rules: [test.1.a.gift], reason: A definition.}"
    )

    assert told(base(CODED, WAIVERS[0], other)) == []


@pytest.mark.parametrize("clause", ["test.1.a.1", "test.1.a.1#given"])
def test_a_rule_on_the_whole_codes_its_parts_too(base: Callable[..., RuleBase], clause: str) -> None:
    part = CODED.replace("clause: test.1.a,", f"clause: {clause},")

    assert told(base(CODED, part, *WAIVERS)) == []


def test_a_rule_without_words_of_its_own_codes_the_clause_of_its_provision(
    base: Callable[..., RuleBase],
) -> None:
    both = CODED.replace("[test.1.a.gift]", "[test.1.a.gift, test.1.a.conduct.given]")

    assert told(base(both, *WAIVERS)) == []


def test_a_clause_on_which_a_rule_rests_is_not_uncoded(base: Callable[..., RuleBase]) -> None:
    uncoded = "{clause: test.1.a, citation: Test Act § 1(a), status: uncoded, reason: Not yet.}"
    elsewhere = CODED.replace("clause: test.1.a,", "clause: test.1.a#gift,")

    assert told(base(uncoded, elsewhere, *WAIVERS)) == [
        (3, "test.1.a is uncoded, yet test.1.a.gift cites it; coded, with its rules")
    ]


def test_a_rule_that_no_clause_names_is_a_fault(base: Callable[..., RuleBase]) -> None:
    by_another = CODED.replace("[test.1.a.gift]", "[test.1.a.conduct.given]")

    assert told(base(by_another, *WAIVERS)) == [
        (3, "no clause is coded by test.1.a.gift; every trigger codes a clause")
    ]


def test_a_rule_codes_no_clause_of_another_section(base: Callable[..., RuleBase]) -> None:
    other = "{clause: test.2, citation: Test Act § 2, status: coded, rules: [test.1.a.gift]}"

    assert told(base(CODED, *WAIVERS, other)) == [
        (6, "test.1.a.gift cites another clause than test.2; say in `reason` how it codes this one")
    ]


def test_what_is_no_longer_in_force_needs_no_clause(base: Callable[..., RuleBase]) -> None:
    root = base(CODED).root
    section = root / "statutes/test/1/2018-08-13.yaml"
    section.write_text(section.read_text().replace("in_force_to: null", "in_force_to: 2024-01-01"))

    assert [fault for fault in faults_of(load_rulebase(root)) if "left out" in fault.problem] == []
