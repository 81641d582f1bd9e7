"""`--receipt`, `verify`, `render`, `diff` and `timeline` as a user meets them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from caatsa.report.layout import columns
from tests.cli.conftest import DATA

ASSESS = ("assess", "india.yaml", "--as-of", "2021-12-07")


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(caatsa: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The input is changed and removed here."""
    shutil.copy(DATA / "india.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def receipt(caatsa: Any, in_a_folder_of_its_own: None, tmp_path: Path) -> Path:
    """A receipt of the small Indian input."""
    caatsa(*ASSESS, "--receipt", "receipt.json")
    return tmp_path / "receipt.json"


def _events(tmp_path: Path) -> Path:
    return tmp_path / "india.yaml"


def test_a_receipt_replays_to_the_same_verdicts(caatsa: Any, receipt: Path) -> None:
    found = caatsa("verify", "receipt.json")

    assert found.status == 0
    assert "the same, every row and reason" in found.out


def test_the_same_assessment_gives_the_same_receipt(caatsa: Any, receipt: Path) -> None:
    first = receipt.read_bytes()
    caatsa(*ASSESS, "--receipt", "receipt.json")

    assert receipt.read_bytes() == first


def test_the_seal_is_the_sha256_of_the_canonical_json_without_it(receipt: Path) -> None:
    import hashlib

    import rfc8785

    data = json.loads(receipt.read_bytes())
    stated = data.pop("sha256")

    assert hashlib.sha256(rfc8785.dumps(data)).hexdigest() == stated


@pytest.mark.parametrize("step", range(4))
def test_a_receipt_of_which_one_byte_was_changed_does_not_verify(
    caatsa: Any, receipt: Path, step: int
) -> None:
    content = bytearray(receipt.read_bytes())
    letters = [number for number, byte in enumerate(content) if chr(byte).isalpha()]
    content[letters[len(letters) * (2 * step + 1) // 8]] ^= 2
    receipt.write_bytes(content)

    found = caatsa("verify", "receipt.json")

    assert found.status in (1, 2)
    assert "CHANGED since it was written" in found.out or "receipt" in found.err


@pytest.mark.parametrize(
    "value", ["1e999", "NaN", '"\\ud800"', "[" * 700 + "]" * 700], ids=lambda value: value[:6]
)
def test_values_that_have_no_canonical_form_make_it_a_damaged_receipt(
    caatsa: Any, receipt: Path, value: str
) -> None:
    text = receipt.read_text()
    receipt.write_text(text.replace('"countries":[]', f'"countries":{value}'))

    found = caatsa("verify", "receipt.json")

    assert found.status == 2
    assert found.err.startswith("receipt.json: is a receipt that was damaged: ")
    assert len(found.err.splitlines()) == 1


def test_white_space_that_was_added_is_a_change_too(caatsa: Any, receipt: Path) -> None:
    receipt.write_text(json.dumps(json.loads(receipt.read_text()), ensure_ascii=False, indent=1))

    found = caatsa("verify", "receipt.json")

    assert found.status == 1
    assert "CHANGED since it was written" in found.out


def test_a_forged_seal_does_not_survive_the_replay(caatsa: Any, receipt: Path) -> None:
    from caatsa.assessment.receipt import canonical, seal

    data = json.loads(receipt.read_bytes())
    row = data["assessment"]["verdicts"][0]["transactions"][0]
    row["exposure"] = "no_trigger"
    data["sha256"] = seal(data)
    receipt.write_bytes(canonical(data))

    found = caatsa("verify", "receipt.json")

    assert found.status == 1
    assert "as it was written" in found.out
    assert "DIFFERENT verdicts" in found.out


def test_an_input_that_was_changed_since_is_told_with_what_it_changes(
    caatsa: Any, receipt: Path, tmp_path: Path
) -> None:
    path = _events(tmp_path)
    path.write_text(path.read_text().replace("name: Rosoboronexport", "name: Somebody Else"))

    found = caatsa("verify", "receipt.json")

    assert found.status == 1
    assert "india.yaml: CHANGED" in found.out
    assert "replay    the same, every row and reason" in found.out
    assert "because the input is another" in found.out


def test_an_input_that_is_gone_is_replayed_from_the_receipt(
    caatsa: Any, receipt: Path, tmp_path: Path
) -> None:
    _events(tmp_path).unlink()

    found = caatsa("verify", "receipt.json")

    assert found.status == 0
    assert "not there, replayed from the copy in the receipt" in " ".join(found.out.split())


@pytest.mark.parametrize("content", ["{}", "[]", "no json", '{"format": "caatsa.receipt.v1"}', "\x00"])
def test_what_is_no_receipt_is_refused_in_one_line(caatsa: Any, tmp_path: Path, content: str) -> None:
    (tmp_path / "other.json").write_text(content)

    found = caatsa("verify", "other.json")

    assert found.status == 2
    assert len(found.err.splitlines()) == 1
    assert found.err.startswith("other.json: ")


def test_a_saved_assessment_is_rendered_as_it_was_printed(caatsa: Any, receipt: Path, tmp_path: Path) -> None:
    printed = caatsa(*ASSESS).out
    (tmp_path / "saved.json").write_text(caatsa(*ASSESS, "--format", "json").out)

    assert caatsa("render", "receipt.json").out == printed
    assert caatsa("render", "saved.json").out == printed
    assert caatsa("render", "saved.json", "--format", "json").out == (tmp_path / "saved.json").read_text()


def test_two_days_differ_by_what_happened_between_them(caatsa: Any) -> None:
    found = caatsa("diff", "india.yaml", "--as-of", "2018-10-04", "--as-of", "2021-12-07")
    text = " ".join(found.out.split())

    assert found.status == 0
    assert "because the as-of day is another" in text
    assert "because conduct is met: contract, 5 October 2018" in text
    assert max(map(columns, found.out.splitlines())) <= 80


def test_the_same_twice_has_no_difference(caatsa: Any, receipt: Path) -> None:
    found = caatsa("diff", "receipt.json", "receipt.json", "--exit-code")

    assert found.status == 0
    assert "No row differs." in found.out


def test_a_difference_is_an_exit_status_where_that_is_asked_for(caatsa: Any) -> None:
    found = caatsa("diff", "india.yaml", "--as-of", "2018-10-04", "--as-of", "2021-12-07", "--exit-code")

    assert found.status == 1


def test_a_receipt_is_compared_with_an_input_as_of_its_own_day(caatsa: Any, receipt: Path) -> None:
    found = caatsa("diff", "receipt.json", "india.yaml", "--format", "json")
    data = json.loads(found.out)

    assert data["after"]["as_of"] == data["before"]["as_of"] == "2021-12-07"
    assert data["rows"] == []


def test_one_file_alone_is_no_comparison(caatsa: Any) -> None:
    found = caatsa("diff", "india.yaml")

    assert found.status == 2
    assert "two files" in found.err


def test_a_timeline_names_the_act_that_brought_each_step(caatsa: Any) -> None:
    found = caatsa("timeline", "india.yaml", "--as-of", "2021-12-07")
    text = " ".join(found.out.split())

    assert found.status == 0
    assert "5 October 2018: exposure: facially met" in text
    assert "* in-s400: contract, 5 October 2018" in text
    assert max(map(columns, found.out.splitlines())) <= 80


def test_the_last_moment_of_a_timeline_is_the_line_of_the_assessment(caatsa: Any) -> None:
    moments = json.loads(caatsa("timeline", "india.yaml", "--as-of", "2021-12-07", "--format", "json").out)
    verdict = json.loads(caatsa(*ASSESS, "--format", "json").out)["verdicts"][0]
    last = next(one for one in moments["countries"] if one["country"] == "IN")["moments"][-1]

    assert (last["exposure"], last["enforcement"]) == (verdict["exposure"], verdict["enforcement"])


def test_an_assessment_is_recorded_listed_shown_and_checked(caatsa: Any, tmp_path: Path) -> None:
    recorded = caatsa(*ASSESS, "--register", "ledger.db", "--receipt", "receipt.json")
    caatsa(*ASSESS, "--register", "ledger.db", "--quiet")
    listed = caatsa("register", "list", "ledger.db")
    shown = caatsa("register", "show", "ledger.db", "1")
    checked = caatsa("register", "verify", "ledger.db")

    assert "recorded as entry 1" in recorded.err
    assert "India: facially met, warned" in listed.out
    assert shown.out == (tmp_path / "receipt.json").read_text()
    assert checked.status == 0
    assert "2 entries, an unbroken chain" in checked.out


def test_a_broken_register_is_an_exit_status(caatsa: Any, tmp_path: Path) -> None:
    import sqlite3

    caatsa(*ASSESS, "--register", "ledger.db")
    with sqlite3.connect(tmp_path / "ledger.db") as connection:
        connection.execute("DROP TRIGGER caatsa_ledger_no_update")
        connection.execute("UPDATE caatsa_ledger SET recorded = '2020'")
    connection.close()

    found = caatsa("register", "verify", "ledger.db")

    assert found.status == 1
    assert "entry 1 was changed" in found.out


def test_an_entry_that_is_not_there_is_a_usage_error(caatsa: Any) -> None:
    caatsa(*ASSESS, "--register", "ledger.db")

    assert caatsa("register", "show", "ledger.db", "2").status == 2


@pytest.mark.parametrize("command", ["timeline", "diff"])
def test_timelines_and_comparisons_are_pages_too(caatsa: Any, tmp_path: Path, command: str) -> None:
    days = ("--as-of", "2018-01-01") if command == "diff" else ()
    found = caatsa(
        command, "india.yaml", *days, "--as-of", "2021-12-07", "--format", "html", "--output", "a.html"
    )
    page = (tmp_path / "a.html").read_text(encoding="utf-8")

    assert found.status == 0
    assert page.startswith("<!doctype html>")
    assert "law read to" in page.lower()
