"""SARIF: a valid log with every rule, a result for each row, and the proof as its code flow."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sarif_pydantic import Sarif

from caatsa.assessment.assess import Options, assess_input
from caatsa.intake.readers import as_document, read_documents
from caatsa.report.sarif import to_sarif
from caatsa.rulebase.rulebase import load_rulebase

ROOT = Path(__file__).parents[2]
AS_OF = date(2021, 12, 7)


@pytest.fixture(scope="module")
def rulebase() -> Any:
    """The shipped rule base."""
    return load_rulebase(ROOT / "rules")


def _log(read: Any, rulebase: Any) -> dict[str, Any]:
    assessed = assess_input(read, rulebase, Options(AS_OF, effort="none"))
    log: dict[str, Any] = json.loads(to_sarif(assessed, tuple(rulebase.rules.values()), "1.2.3"))
    return log


@pytest.fixture(scope="module")
def run(rulebase: Any) -> dict[str, Any]:
    """The one run of the log of the Indian example."""
    read = read_documents([str(ROOT / "examples/india-2021.yaml")], None, rulebase.registers.countries)
    log = _log(read, rulebase)
    Sarif.model_validate(log)
    return dict(log["runs"][0])


def test_all_rules_are_listed_once(rulebase: Any, run: dict[str, Any]) -> None:
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert len(ids) == len(set(ids))
    assert set(rulebase.rules) <= set(ids)


def test_every_row_is_a_result_of_the_rule_that_its_index_names(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]

    assert len(run["results"]) == 7
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])


@pytest.mark.parametrize(
    ("event", "kind", "level"),
    [
        ("in-s400", "fail", "error"),
        ("in-ak203", "fail", "warning"),
        ("in-programme-2031", "informational", "none"),
    ],
)
def test_exposure_gives_kind_and_level(run: dict[str, Any], event: str, kind: str, level: str) -> None:
    result = next(one for one in run["results"] if one["properties"]["event"] == event)

    assert (result["kind"], result["level"]) == (kind, level)


def test_a_result_points_at_the_line_of_its_event(run: dict[str, Any]) -> None:
    place = run["results"][0]["locations"][0]["physicalLocation"]
    line = (ROOT / "examples/india-2021.yaml").read_text().splitlines()[place["region"]["startLine"] - 1]

    assert place["artifactLocation"]["uri"].endswith("examples/india-2021.yaml")
    assert "Ministry of Defence" in line


def test_the_proof_is_the_code_flow(run: dict[str, Any]) -> None:
    flow = run["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"]
    said = [one["location"]["message"]["text"] for one in flow]

    assert any(text.startswith("caatsa.231.a.counterparty.specified_person (guidance): ") for text in said)


def test_an_event_that_touches_nothing_is_not_applicable(rulebase: Any) -> None:
    event = {
        "id": "boots",
        "buyer": {"country": "France"},
        "supplier": {"country": "Italy"},
        "item": "boots",
        "acts": [{"kind": "contract", "date": "2020"}],
    }
    log = _log(as_document({"events": [event]}, rulebase.registers.countries), rulebase)

    Sarif.model_validate(log)
    assert log["runs"][0]["results"][0]["kind"] == "notApplicable"
