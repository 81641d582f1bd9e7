"""`caatsa rules`: list, show, check, coverage and new."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from caatsa.report.layout import WIDTH, columns, is_address
from caatsa.rulebase.tree import shipped_rules

MALFORMED = Path(__file__).parents[1] / "rulebase" / "malformed_rules"
SMALL = Path(__file__).parents[1] / "rulebase" / "small"
TRIGGER = "caatsa.231.a.significant_transaction"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small rule base that may be changed."""
    return Path(shutil.copytree(SMALL, tmp_path / "rules"))


def too_wide(text: str) -> list[str]:
    """Lines over 80 columns but for what must not be broken."""
    return [line for line in text.splitlines() if columns(line) > WIDTH and not is_address(line.split()[0])]


def test_the_shipped_rule_base_is_clean_and_its_summary_says_so(caatsa: Any) -> None:
    result = caatsa("rules", "check")

    assert (result.status, result.err) == (0, "")
    assert result.out.endswith(": no fault\n")
    assert "examples on durable and reference" in result.out


def test_a_fault_is_one_line_on_standard_error_and_status_2(caatsa: Any, folder: Path) -> None:
    shutil.copy(MALFORMED / "unknown_value.yaml", folder / "test/1/a/conduct")

    result = caatsa("rules", "check", "--rules", folder)

    assert (result.status, result.out) == (2, "")
    (line,) = result.err.splitlines()
    assert line.startswith(
        f"{folder}/test/1/a/conduct/unknown_value.yaml, line 9, column 40: 'cancelation' is"
    )


def test_a_fault_that_only_the_check_finds_does_not_stop_the_other_commands(
    caatsa: Any, folder: Path
) -> None:
    shutil.copy(MALFORMED / "check_unknown_note.yaml", folder / "test/1/a/conduct")

    assert caatsa("rules", "check", "--rules", folder).status == 2
    assert caatsa("rules", "list", "--rules", folder).status == 0


def test_the_official_text_is_compared_where_it_is_given(caatsa: Any, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "title22.xml"
    file.write_text('<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0"/>')

    result = caatsa("rules", "check", "--rules", folder, "--official", file)

    assert result.status == 0
    assert f"0 phrases found in {file}; 4 in sections that it does not hold" in result.out


def test_an_official_text_of_another_form_is_refused(caatsa: Any, tmp_path: Path) -> None:
    file = tmp_path / "title22.xml"
    file.write_text("<html/>")

    result = caatsa("rules", "check", "--official", file)

    assert (result.status, result.out) == (2, "")
    assert "is XML, but not USLM" in result.err


@pytest.mark.parametrize(
    ("option", "value"), [("--kind", "relief"), ("--origin", "guidance"), ("--provision", "ndaa2021.1241")]
)
def test_the_list_is_narrowed(caatsa: Any, option: str, value: str) -> None:
    every = json.loads(caatsa("rules", "list", "--format", "json").out)
    found = json.loads(caatsa("rules", "list", option, value, "--format", "json").out)

    assert 0 < len(found) < len(every)
    if option != "--provision":
        assert {rule[option[2:]] for rule in found} == {value}


def test_the_list_is_text_of_80_columns_with_the_number_of_rules(caatsa: Any) -> None:
    result = caatsa("rules", "list")
    count = len(json.loads(caatsa("rules", "list", "--format", "json").out))

    assert too_wide(result.out) == []
    assert result.out.endswith(f"\n{count} rules\n")


def test_an_unknown_provision_is_a_usage_error_with_the_nearest(caatsa: Any) -> None:
    result = caatsa("rules", "list", "--provision", "caatsa.231")

    assert (result.status, result.out) == (2, "")
    assert "did you mean 'caatsa.231." in result.err


def test_every_rule_can_be_shown_in_80_columns(caatsa: Any) -> None:
    for rule in json.loads(caatsa("rules", "list", "--format", "json").out):
        result = caatsa("rules", "show", rule["id"], "--as-of", "2020-01-01")
        assert result.status == 0
        assert result.out.startswith(f"{rule['id']}\n")
        assert too_wide(result.out) == []


def test_a_trigger_is_shown_with_its_words_questions_and_caveats(caatsa: Any) -> None:
    shown = caatsa("rules", "show", TRIGGER, "--as-of", "2021-12-07").out

    for words in (
        "“on or after August 2, 2017, engages in” (statute)",
        "22 U.S.C. § 9525(a), text in force from 13 August 2018",
        "imposable    from 29 January 2018; this limits imposition, not conduct",
        "“the President determines”",
        "Only the Secretary of State determines",
        "silent       the counterparty is not shown; unmet: counterparty",
    ):
        assert words in shown


def test_a_provision_shows_its_trigger(caatsa: Any) -> None:
    day = ("--as-of", "2021-12-07")

    assert caatsa("rules", "show", "caatsa.231.a", *day) == caatsa("rules", "show", TRIGGER, *day)


@pytest.mark.parametrize(
    ("as_of", "paragraph"), [("2018-08-12", "d"), ("2018-08-13", "e")], ids=["before", "renumbered"]
)
def test_the_paragraph_cited_is_that_of_the_day(caatsa: Any, as_of: str, paragraph: str) -> None:
    rule = "caatsa.231.a.counterparty.specified_person"

    shown = caatsa("rules", "show", rule, "--as-of", as_of)
    data = json.loads(caatsa("rules", "show", rule, "--as-of", as_of, "--format", "json").out)

    assert f"22 U.S.C. § 9525({paragraph})" in shown.out
    assert data["citation"].startswith(f"/us/usc/t22/s9525/{paragraph}@")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("caatsa.231.a.significant_transactions", TRIGGER),
        ("significant_transaction", TRIGGER),
        ("presumed_state_exportr", "caatsa.231.a.counterparty.presumed_state_exporter"),
    ],
)
def test_an_unknown_rule_is_a_usage_error_with_the_nearest(caatsa: Any, written: str, meant: str) -> None:
    result = caatsa("rules", "show", written)

    assert (result.status, result.out) == (2, "")
    assert f"there is no rule '{written}'; did you mean '{meant}'?" in result.err


def test_coverage_prints_every_clause_and_counts_them(caatsa: Any) -> None:
    text = caatsa("rules", "coverage").out
    clauses = json.loads(caatsa("rules", "coverage", "--format", "json").out)

    assert too_wide(text) == []
    assert [clause["clause"] for clause in clauses if f"{clause['clause']}  " not in text] == []
    assert f"\n{len(clauses)} clauses: " in text
    assert all(clause["rules"] or clause["reason"] for clause in clauses)


def test_a_new_rule_is_a_clean_draft_that_is_never_overwritten(caatsa: Any, tmp_path: Path) -> None:
    rules = shutil.copytree(shipped_rules(), tmp_path / "rules")

    made = caatsa("rules", "new", "caatsa.231.a.significance.as_a_gift", "--rules", rules)
    again = caatsa("rules", "new", "caatsa.231.a.significance.as_a_gift", "--rules", rules)

    assert made.status == 0
    assert made.out == f"{rules}/caatsa/231/a/significance/as_a_gift.yaml\n"
    assert caatsa("rules", "check", "--rules", rules).status == 0
    assert (again.status, again.out) == (2, "")
    assert "exists already" in again.err


@pytest.mark.parametrize("wrong", ["../evil", "/evil", "Caatsa.231", "caatsa", "statutes.caatsa.1", "a..b"])
def test_a_new_rule_is_written_only_under_an_id(caatsa: Any, wrong: str, tmp_path: Path) -> None:
    result = caatsa("rules", "new", wrong, "--rules", tmp_path)

    assert (result.status, result.out) == (2, "")
    assert "is not the id of a rule" in result.err
    assert list(tmp_path.rglob("*.yaml")) == []


def test_the_contested_terms_are_listed_with_their_values_and_authorities(caatsa: Any) -> None:
    text = caatsa("rules", "readings").out
    terms = json.loads(caatsa("rules", "readings", "--format", "json").out)

    assert too_wide(text) == []
    assert len(terms) >= 5
    for term in terms:
        for name, value in term["values"].items():
            default = " (default)" if name == term["default"] else ""
            assert f"{term['name']}={name}{default}\n" in text
            assert value["authorities"]


def test_a_rule_says_under_which_reading_it_runs(caatsa: Any) -> None:
    rule_id = "caatsa.231.a.counterparty.joint_venture_as_owners"

    shown = " ".join(caatsa("rules", "show", rule_id).out.split())
    listed = " ".join(caatsa("rules", "list", "--provision", "caatsa.231.a").out.split())
    data = json.loads(caatsa("rules", "show", rule_id, "--format", "json").out)

    assert (
        "runs under joint_venture: as_owners (The sale is a transaction with the owners behind it)" in shown
    )
    assert "What a joint venture sells, its specified owners sell [joint_venture=as_owners]" in listed
    assert data["reading"] == {"joint_venture": "as_owners"}
