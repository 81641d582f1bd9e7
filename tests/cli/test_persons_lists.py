"""`caatsa persons import` and `diff` as their users run them, and what an assessment makes of an overlay."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from caatsa.report.layout import WIDTH, columns
from tests.lists.made_up import alt, lines, node, sdn

REGISTERED = "Registration Number 1 (Russia)"
LISTED = sdn(40001, "ZARYA WORKS OOO", "RUSSIA-EO14024", REGISTERED)
EVENT = {
    "id": "e",
    "buyer": {"country": "KZ", "name": "Ministry of Defence"},
    "supplier": {"country": "RU", "name": "Zarya Works"},
    "item": "S-400",
    "acts": [{"kind": "contract", "date": "2027-03-01"}],
}


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.json"
    path.write_text(json.dumps([EVENT]))
    return path


def written(folder: Path, **files: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = []
    for name, content in files.items():
        paths.append(folder / name.replace("_csv", ".csv").replace("_ftm_json", ".ftm.json"))
        paths[-1].write_text(content, encoding="utf-8", newline="")
    return paths


def assessed(caatsa: Any, *arguments: Any) -> dict[str, Any]:
    """The rows by provision."""
    result = caatsa("assess", *arguments, "--as-of", "2027-06-01", "--format", "json")
    verdicts = json.loads(result.out)["verdicts"]
    return {row["provision"]: row for verdict in verdicts for row in verdict["transactions"]}


def element(row: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in row["elements"] if one["id"] == name)


def test_a_new_specified_person_counts_in_the_verdict_with_its_day_and_source(
    caatsa: Any, tmp_path: Path, events: Path
) -> None:
    nodes = [
        node("NK-z", "Company", name="Zarya Works", country="ru"),
        node(
            "s",
            "Sanction",
            entity="NK-z",
            program="CAATSA section 231(e)",
            reason="Defense",
            startDate="2027-01-15",
        ),
    ]
    overlay = tmp_path / "overlay.yaml"
    (path,) = written(tmp_path, zarya_ftm_json=lines(nodes))
    assert caatsa("persons", "import", path, "--snapshot", "2027-02-01", "--output", overlay).status == 0

    before = element(assessed(caatsa, events)["caatsa.231.a"], "counterparty")
    after = element(assessed(caatsa, events, overlay)["caatsa.231.a"], "counterparty")

    assert (before["result"], after["result"]) == ("unknown", "arguable")  # an aggregator alone says so
    assert "15 January 2027" in json.dumps(after)
    assert "registers/persons.yaml" not in json.dumps(after)
    assert "FollowTheMoney, LSP, entry NK-z (zarya.ftm.json)" in json.dumps(assessed(caatsa, events, overlay))


def test_an_sdn_entry_makes_nobody_a_specified_person(caatsa: Any, tmp_path: Path, events: Path) -> None:
    overlay = tmp_path / "overlay.yaml"
    (path,) = written(tmp_path, sdn_csv=LISTED)
    caatsa("persons", "import", path, "--snapshot", "2027-02-01", "--output", overlay)
    row = assessed(caatsa, events, overlay)["caatsa.231.a"]

    assert element(row, "counterparty")["result"] == "unknown"
    assert "Executive Order 14024" in json.dumps(row)


def test_what_comes_out_is_the_same_every_time_and_the_report_has_all(caatsa: Any, tmp_path: Path) -> None:
    paths = written(tmp_path, sdn_csv=LISTED + '40002,"CUT', alt_csv=alt(40001, 1, "ZW"))
    report = tmp_path / "report.json"
    command = ("persons", "import", *paths, "--snapshot", "2026-11-20", "--report", report)
    first, again = caatsa(*command), caatsa(*reversed_lists(command, paths))
    told = json.loads(report.read_text())

    assert first.out.replace(str(paths[0]), "").replace(str(paths[1]), "") == again.out.replace(
        str(paths[0]), ""
    ).replace(str(paths[1]), "")
    assert (told["format"], told["persons"], len(told["unread"])) == ("caatsa.lists.v1", 1, 1)
    assert f"{paths[0]}, line 2: a quoted text does not end on its line" in first.err


def reversed_lists(command: tuple[Any, ...], paths: list[Path]) -> tuple[Any, ...]:
    return (*command[:2], *reversed(paths), *command[2 + len(paths) :])


def test_strict_makes_an_unreadable_row_an_error_and_writes_nothing(caatsa: Any, tmp_path: Path) -> None:
    (path,) = written(tmp_path, sdn_csv=LISTED + "40002,short\n")
    output = tmp_path / "overlay.yaml"
    result = caatsa("persons", "import", path, "--snapshot", "2026-11-20", "--strict", "--output", output)

    assert (result.status, result.out, output.exists()) == (2, "", False)
    assert f"{path}, line 2: has 2 fields" in result.err


def test_the_day_of_the_release_has_to_be_given(caatsa: Any, tmp_path: Path) -> None:
    result = caatsa("persons", "import", *written(tmp_path, sdn_csv=LISTED))

    assert (result.status, result.out) == (2, "")
    assert "give the day of its release (--snapshot)" in result.err


def test_json_is_an_input_document_too(caatsa: Any, tmp_path: Path, events: Path) -> None:
    overlay = tmp_path / "overlay.json"
    (path,) = written(tmp_path, sdn_csv=LISTED)
    command = ("persons", "import", path, "--snapshot", "2026-11-20", "--format", "json", "--output", overlay)
    caatsa(*command)

    assert assessed(caatsa, events, overlay)["caatsa.231.a"]


def test_a_list_of_thousands_is_one_input_and_changes_nothing_for_others(
    caatsa: Any, tmp_path: Path, events: Path
) -> None:
    rows = "".join(sdn(n, f"WORKS {n} OF {n % 7}", "RUSSIA-EO14024", REGISTERED) for n in range(1, 3_000))
    overlay = tmp_path / "overlay.yaml"
    caatsa(
        "persons", "import", *written(tmp_path, sdn_csv=rows), "--snapshot", "2026-11-20", "--output", overlay
    )
    without, with_it = assessed(caatsa, events), assessed(caatsa, events, overlay)

    assert {key: row["elements"] for key, row in without.items()} == {
        key: row["elements"] for key, row in with_it.items()
    }


def test_a_folder_stands_for_the_files_in_it_but_for_addresses(caatsa: Any, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    written(folder, sdn_csv=LISTED, alt_csv=alt(40001, 1, "ZAVOD"), add_csv='1,1,"a","b","c",-0- \n')
    result = caatsa("persons", "import", folder, "--snapshot", "2026-11-20")

    assert result.status == 0
    assert "aliases: [ZAVOD]" in result.out


def test_two_releases_are_compared(caatsa: Any, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    written(old, sdn_csv=LISTED + sdn(2, "GONE WORKS", "CUBA"))
    written(
        new,
        sdn_csv=LISTED.replace("EO14024", "EO14024] [NPWMD") + sdn(3, "NEW WORKS", "CUBA"),
        alt_csv=alt(40001, 1, "ZAVOD ZARYA"),
    )
    days = ("--old-snapshot", "2026-10-01", "--new-snapshot", "2026-11-20")
    text = caatsa("persons", "diff", old, new, *days)
    data = json.loads(caatsa("persons", "diff", old, new, *days, "--format", "json").out)

    assert "2026-10-01 to 2026-11-20: 1 added, 1 removed, 1 changed" in text.out
    assert [one["name"] for one in data["added"]] == ["NEW WORKS"]
    assert [one["name"] for one in data["removed"]] == ["GONE WORKS"]
    assert [(one["what"], one["gone"], one["new"]) for one in data["changed"][0]["changes"]] == [
        ("aliases", [], ["ZAVOD ZARYA"]),
        ("programs", [], ["NPWMD"]),
        ("lists", [], ["SDN (NPWMD)"]),
    ]
    assert max(columns(line) for line in text.out.splitlines()) <= WIDTH


def test_a_release_compared_with_itself_has_no_changes(caatsa: Any, tmp_path: Path) -> None:
    (path,) = written(tmp_path, sdn_csv=LISTED)
    days = ("--old-snapshot", "2026-10-01", "--new-snapshot", "2026-11-20")

    assert "0 added, 0 removed, 0 changed" in caatsa("persons", "diff", path, path, *days).out


def test_the_summary_fits_80_columns_but_for_faults(caatsa: Any, tmp_path: Path) -> None:
    rows = LISTED + sdn(5, "ZARYA WORKS JSC", "CUBA") + sdn(6, "DOE, John", "CUBA", kind="individual")
    (path,) = written(tmp_path, sdn_csv=rows)
    err = caatsa("persons", "import", path, "--snapshot", "2026-11-20").err

    assert [line for line in err.splitlines() if columns(line) > WIDTH and str(path) not in line] == []


def test_an_unknown_country_is_an_error_with_the_nearest(caatsa: Any, tmp_path: Path) -> None:
    result = caatsa(
        "persons",
        "import",
        *written(tmp_path, sdn_csv=LISTED),
        "--snapshot",
        "2026-11-20",
        "--country",
        "Rusia",
    )

    assert (result.status, result.out) == (2, "")
    assert "did you mean Russia?" in result.err
