"""`caatsa reconcile`: one event of several reports, as a document that is an input, and why in words."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

REPORT = """
- id: {id}
  buyer: {{country: India, name: {buyer}}}
  item: AK-203
  quantity: {quantity}
  acts: [{{kind: contract, date: {day}}}]
  sources: [{{title: A report, publisher: {publisher}, published: 2021-12-07, grade: {grade}}}]
"""
SAID = {
    "pib": ("Ministry of Defence", "6,01,427", "2021-12-06", "PIB", "official_statement"),
    "east": ("Indian Army", "614,427 rifles", "2021-12", "East Daily", "trade_press"),
    "express": ("Ministry of Defence", "6,014,427", "2021-12-06", "Express", "named_wire"),
}


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    """Three files, each with a report of one contract, and a number that differs."""
    paths = []
    for name, said in SAID.items():
        keys = dict(zip(("buyer", "quantity", "day", "publisher", "grade"), said, strict=True))
        paths.append(tmp_path / f"{name}.yaml")
        paths[-1].write_text(REPORT.format(id=name, **keys), encoding="utf-8")
    return paths


def test_the_result_is_an_input_and_its_assessment_shows_the_reports_side_by_side(
    caatsa: Any, reports: list[Path], tmp_path: Path
) -> None:
    together = tmp_path / "together.yaml"
    assert caatsa("reconcile", *reports, "--output", together).status == 0

    result = caatsa("assess", together, "--as-of", "2024-12-01", "--format", "json")

    conflicts = json.loads(result.out)["verdicts"][0]["transactions"][0]["conflicts"]
    (conflict,) = conflicts
    said = {one["event"]: one["reported"] for one in conflict["alternatives"]}
    assert said == {name: stated[1] for name, stated in SAID.items()}
    assert conflict["grade"] == "trade_press"
    assert "possibly misprinted: a digit was dropped or added" in conflict["note"]
    assert all(f"{together}, line " in one["where"] for one in conflict["alternatives"])


def test_every_reason_stands_above_the_event_and_the_count_on_standard_error(
    caatsa: Any, reports: list[Path]
) -> None:
    result = caatsa("reconcile", *reports)

    remarks = [line for line in result.out.splitlines() if line.startswith("# ")]
    for label in ("joined: east, express, pib", "buyer: India", "item: “AK-203”", "seller: ", "contract: "):
        assert any(line.startswith(f"# {label}") for line in remarks)
    assert any(line.startswith("# conflict, quantity: ") for line in remarks)
    assert result.err == "caatsa: 3 events read, 1 event in the result; 3 reports joined into 1 event\n"


def test_the_order_of_the_files_changes_nothing(caatsa: Any, reports: list[Path]) -> None:
    assert caatsa("reconcile", *reports).out == caatsa("reconcile", *reversed(reports)).out


def test_reconciling_again_changes_no_byte(caatsa: Any, reports: list[Path], tmp_path: Path) -> None:
    once = tmp_path / "once.yaml"
    caatsa("reconcile", *reports, "--output", once)

    assert caatsa("reconcile", once).out == once.read_text(encoding="utf-8")


def test_what_was_joined_comes_apart_again(caatsa: Any, reports: list[Path], tmp_path: Path) -> None:
    once = tmp_path / "once.json"
    caatsa("reconcile", *reports, "--format", "json", "--output", once)

    apart = yaml.safe_load(caatsa("reconcile", once, "--apart").out)["events"]

    stated = [yaml.safe_load(path.read_text(encoding="utf-8"))[0] for path in reports]
    assert sorted(apart, key=lambda event: event["id"]) == sorted(
        json.loads(json.dumps(stated, default=str)), key=lambda event: event["id"]
    )


def test_the_explanation_fits_a_terminal(caatsa: Any, reports: list[Path]) -> None:
    text = caatsa("reconcile", *reports, "--format", "text")
    beside = caatsa("reconcile", *reports, "--explain")

    assert max(map(len, text.out.splitlines())) <= 80
    assert beside.err == text.out
    assert text.err == ""


def test_what_extract_proposes_is_reconciled_and_keeps_the_places_in_its_articles(
    caatsa: Any, tmp_path: Path
) -> None:
    said = {"a": "five S-400 regiments", "b": "ten S-400 systems"}
    proposed = []
    for name, goods in said.items():
        article = tmp_path / f"{name}.txt"
        text = f"India on 5 October 2018 signed a contract with Russia for {goods}.\n"
        article.write_text(f"Report {name}\n\n{text}", encoding="utf-8")
        proposed.append(tmp_path / f"{name}.yaml")
        caatsa("extract", article, "--output", proposed[-1])
    together = tmp_path / "together.yaml"
    caatsa("reconcile", *proposed, "--output", together)

    result = caatsa("assess", together, "--as-of", "2024-12-01", "--format", "json")

    conflict = json.loads(result.out)["verdicts"][0]["transactions"][0]["conflicts"][0]
    assert [one["event"] for one in conflict["alternatives"]] == ["a-1", "b-1"]
    assert all("article characters" in one["where"] for one in conflict["alternatives"])
    facts = json.dumps(json.loads(result.out), ensure_ascii=False)
    assert "(“5 October 2018”) of a-1" in facts


def test_events_that_nothing_joins_are_as_they_were(caatsa: Any, tmp_path: Path) -> None:
    path = tmp_path / "alone.yaml"
    text = (
        "events:\n- id: a\n  buyer:\n    country: Türkiye\n  quantity: 5\n"
        "  acts:\n  - kind: contract\n    date: '2017-04-11'\n"
    )
    path.write_text(text, encoding="utf-8")

    assert caatsa("reconcile", path).out == text


@pytest.mark.parametrize(
    "content", ["- id: a\n", "events: []\n", "- {id: a, buyer: {country: Atlantis}, acts: [{kind: talks}]}\n"]
)
def test_an_input_with_a_fault_is_refused(caatsa: Any, tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(content, encoding="utf-8")

    result = caatsa("reconcile", path)

    assert (result.status, result.out) == (2, "")
    assert str(path) in result.err


def test_reports_have_no_reports(caatsa: Any, tmp_path: Path) -> None:
    nested = "{id: %s, buyer: {country: India}, acts: [{kind: talks}], reports: [%s]}"
    path = tmp_path / "nested.yaml"
    path.write_text("- " + nested % ("a", nested % ("b", nested % ("c", ""))), encoding="utf-8")

    result = caatsa("reconcile", path)

    assert result.status == 2
    assert "the key 'reports' is not known here" in result.err
