"""Accepted risks: beside the verdict, never instead of it; lapsed and changed ones come back loudly."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import DATA

AS_OF = ("--as-of", "2021-12-07")
ROW = ("--event", "in-s400", "--provision", "caatsa.231.a")
WHY = ("--reason", "reviewed with counsel", "--by", "Compliance", "--expires", "2022-06-30")
ACCEPT = ("accept", "india.yaml", *AS_OF, *ROW, *WHY, "--output", "accepted.yaml")
NOT_AT_THRESHOLD = 4  # another row is undecided
ASSESS = ("assess", "india.yaml", "--acceptances", "accepted.yaml", "--fail-on", "facially_met")


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(caatsa: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The input is changed here."""
    shutil.copy(DATA / "india.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)


def _row(out: str) -> Any:
    rows = json.loads(out)["verdicts"][0]["transactions"]
    return next(row for row in rows if row["event"] == "in-s400")


def test_an_accepted_row_keeps_its_verdict_and_does_not_fail_the_run(caatsa: Any) -> None:
    assert caatsa("assess", "india.yaml", *AS_OF, "--fail-on", "facially_met").status == 1
    caatsa(*ACCEPT)
    found = caatsa(*ASSESS, *AS_OF)

    assert found.status == NOT_AT_THRESHOLD
    assert "exposure: facially met; every factual element is met" in found.out
    assert "accepted: by Compliance on 7 December 2021 through 30 June 2022" in " ".join(found.out.split())


@pytest.mark.parametrize(("day", "state"), [("2022-06-30", "accepted"), ("2022-07-01", "lapsed")])
def test_the_last_day_is_inclusive(caatsa: Any, day: str, state: str) -> None:
    caatsa(*ACCEPT)
    found = caatsa(*ASSESS, "--as-of", day, "--format", "json")

    assert _row(found.out)["acceptance"]["state"] == state
    assert found.status == (NOT_AT_THRESHOLD if state == "accepted" else 1)
    assert ("lapsed" in found.err) == (state == "lapsed")


def test_an_acceptance_of_other_facts_comes_back_loudly(caatsa: Any, tmp_path: Path) -> None:
    caatsa(*ACCEPT)
    path = tmp_path / "india.yaml"
    path.write_text(path.read_text().replace("quantity: 5 regiments", "quantity: 7 regiments"))
    found = caatsa(*ASSESS, *AS_OF, "--quiet")

    assert found.status == 1
    assert "what was accepted of in-s400" in found.err
    assert "FACTS CHANGED SINCE IT WAS ACCEPTED" in found.out


def test_lines_that_move_in_the_input_change_no_fact(caatsa: Any, tmp_path: Path) -> None:
    caatsa(*ACCEPT)
    path = tmp_path / "india.yaml"
    path.write_text("# a comment\n\n" + path.read_text())

    assert caatsa(*ASSESS, *AS_OF).status == NOT_AT_THRESHOLD


def test_an_acceptance_about_nothing_is_told(caatsa: Any, tmp_path: Path) -> None:
    caatsa(*ACCEPT)
    path = tmp_path / "accepted.yaml"
    path.write_text(path.read_text().replace("in-s400", "in-s500"))

    assert "is about no row of this assessment" in caatsa(*ASSESS, *AS_OF).err


def test_sarif_has_it_as_a_suppression(caatsa: Any) -> None:
    caatsa(*ACCEPT)
    log = json.loads(caatsa(*ASSESS, *AS_OF, "--format", "sarif").out)
    results = {one["properties"]["event"]: one for one in log["runs"][0]["results"]}

    assert results["in-s400"]["suppressions"][0]["status"] == "accepted"
    assert "suppressions" not in results["in-ak203"]


def test_what_stands_in_the_file_already_stays(caatsa: Any, tmp_path: Path) -> None:
    (tmp_path / "accepted.yaml").write_text("# ours\nacceptances:\n")
    assert caatsa(*ACCEPT).status == 2

    (tmp_path / "accepted.yaml").unlink()
    caatsa(*ACCEPT)
    before = (tmp_path / "accepted.yaml").read_text()
    caatsa(*ACCEPT)

    assert (tmp_path / "accepted.yaml").read_text().startswith(before)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("expires: 2022-06-30", "expires: 2020-01-01", "before it was approved"),
        ("reason: ", "reasn: ", "the key 'reasn' is not known here"),
        ("facts: ", "facts: x", "facts"),
        ("provision: caatsa.231.a", "provision: caatsa.999", "provision"),
    ],
)
def test_a_fault_of_the_file_is_told_with_its_line(
    caatsa: Any, tmp_path: Path, old: str, new: str, told: str
) -> None:
    caatsa(*ACCEPT)
    path = tmp_path / "accepted.yaml"
    path.write_text(path.read_text().replace(old, new, 1))
    found = caatsa(*ASSESS, *AS_OF)

    assert found.status == 2
    assert found.err.startswith("accepted.yaml, line ")
    assert told in found.err


def test_a_row_that_is_not_there_cannot_be_accepted(caatsa: Any) -> None:
    found = caatsa("accept", "india.yaml", *AS_OF, "--event", "nothing", "--provision", "caatsa.231.a", *WHY)

    assert found.status == 2
    assert "there is no row of event 'nothing'" in found.err


def test_a_receipt_holds_the_assessment_and_not_what_was_accepted(caatsa: Any) -> None:
    caatsa(*ACCEPT)
    caatsa(*ASSESS, *AS_OF, "--receipt", "receipt.json")

    assert caatsa("verify", "receipt.json").status == 0
