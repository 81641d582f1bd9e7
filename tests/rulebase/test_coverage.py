"""Every clause in scope is accounted for, and what is said of it holds."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml

from caatsa.domain.errors import RuleFileError
from caatsa.rulebase.coverage import Coverage, CoverageRow
from caatsa.rulebase.tree import shipped_rules

SECTIONS = (
    *(f"caatsa.{number}" for number in (104, 105, 107, *range(224, 239))),
    *("ndaa2021.1241", "nkspea.104"),
)
CODED = {"clause": "test.1.a", "citation": "Test Act § 1(a)", "status": "coded", "rules": ["test.1.a.rule"]}
UNCODED = {
    "clause": "test.1.b",
    "citation": "Test Act § 1(b)",
    "status": "uncoded",
    "reason": "A definition.",
}


@cache
def shipped() -> Coverage:
    return Coverage.from_data(yaml.safe_load((shipped_rules() / "coverage.yaml").read_text("utf-8")))


def coverage(*clauses: dict[str, Any]) -> Coverage:
    return Coverage.from_data({"format": 1, "clauses": list(clauses)})


def without(clause: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in clause.items() if name != key}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_in_scope_is_accounted_for(section: str) -> None:
    clauses = {clause.clause.partition("#")[0] for clause in shipped().clauses}
    assert any(clause == section or clause.startswith(f"{section}.") for clause in clauses)


def test_every_paragraph_of_the_statutes_in_force_is_accounted_for() -> None:
    clauses = {clause.clause for clause in shipped().clauses}
    for path in sorted((shipped_rules() / "statutes").rglob("*.yaml")):
        version = yaml.safe_load(path.read_text("utf-8"))
        if version["in_force_to"] is None:
            paragraphs = {f"{version['id']}.{paragraph}" for paragraph in version["paragraphs"]}
            assert paragraphs <= clauses, path


@pytest.mark.parametrize("paragraph", range(1, 13))
def test_each_of_the_twelve_measures_is_coded_as_the_menu(paragraph: int) -> None:
    [clause] = [clause for clause in shipped().clauses if clause.clause == f"caatsa.235.a.{paragraph}"]
    assert clause.rules == ["caatsa.235.menu"]


def test_what_the_president_determines_is_never_coded() -> None:
    left_open = [
        clause for clause in shipped().clauses if clause.clause.endswith("#the_president_determines")
    ]
    assert len(left_open) >= 7
    assert {clause.status for clause in left_open} == {"cannot_be_expressed"}


def test_the_table_has_one_row_for_each_clause_in_order() -> None:
    both = {**CODED, "clause": "test.1.c", "rules": ["test.1.x", "test.1.y"], "reason": "In two steps."}
    assert list(coverage(UNCODED, both).rows()) == [
        CoverageRow("test.1.b", "Test Act § 1(b)", "uncoded", "", "A definition."),
        CoverageRow("test.1.c", "Test Act § 1(a)", "coded", "test.1.x, test.1.y", "In two steps."),
    ]


@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        ([without(CODED, "rules")], "test.1.a is coded by no rule"),
        ([without(UNCODED, "reason")], "test.1.b is uncoded without a reason"),
        ([UNCODED | {"status": "cannot_be_expressed", "rules": ["test.1.x"]}], "yet names rules"),
        ([CODED, CODED], "test.1.a stands twice"),
        ([CODED | {"status": "partly"}], "status is 'partly'"),
        ([CODED | {"clause": "section 231"}], "clause is 'section 231'"),
        ([], "clauses is empty"),
    ],
)
def test_a_faulty_coverage_file_is_refused(clauses: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(RuleFileError) as caught:
        coverage(*clauses)
    assert said in str(caught.value)


def test_all_faults_are_reported_together() -> None:
    with pytest.raises(RuleFileError) as caught:
        coverage(without(CODED, "rules"), without(UNCODED, "reason"))
    assert len(caught.value.faults) == 2
