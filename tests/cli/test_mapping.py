"""`--mapping`: assess, why and events on a table that is not ours, its dry run, and its receipt."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples" / "customs"
AS_OF = ("--as-of", "2023-06-30")


@pytest.fixture
def extract(tmp_path: Path, caatsa: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """The arguments for the example, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("extract.csv", "mapping.yaml"):
        shutil.copy(EXAMPLES / name, name)
    return ("extract.csv", "--mapping", "mapping.yaml")


def test_rows_that_cannot_be_read_are_issues_and_counted(caatsa: Any, extract: tuple[str, ...]) -> None:
    result = caatsa("assess", *extract, *AS_OF, "--format", "json")

    assert (result.status, result.err) == (
        0,
        "caatsa: 2 rows could not be read; see the issues of the input\n",
    )
    given = json.loads(result.out)["input"]
    assert given["events"] == 4
    assert [(issue["where"], issue["issue"]) for issue in given["issues"] if issue["event"] is None] == [
        (
            "extract.csv, line 6",
            "not read: date: '2022-02-31' is not a day of the calendar",
        ),
        ("extract.csv, line 8", "not read: '77' has no meaning in the mapping"),
    ]


def test_strict_refuses_what_cannot_be_read(caatsa: Any, extract: tuple[str, ...]) -> None:
    result = caatsa("assess", *extract, *AS_OF, "--strict")

    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines() == [
        (
            "extract.csv, line 6, column 2: date: '2022-02-31' is not a day of the calendar;"
            " February 2022 has 28 days"
        ),
        "extract.csv, line 8, column 3: '77' has no meaning in the mapping; values are 40 or 42",
    ]


def test_why_and_events_read_by_the_mapping_too(caatsa: Any, extract: tuple[str, ...]) -> None:
    explained = caatsa("why", *extract, *AS_OF, "--event", "customs-0002/21", "--provision", "caatsa.231.a")
    read = caatsa("events", *extract, "--format", "json")

    assert explained.status == read.status == 0
    assert "extract.csv, line 4" in explained.out
    assert [event["id"] for event in json.loads(read.out)["events"]] == [
        *("customs-0001/19", "customs-0002/21", "customs-0003/22", "customs-0007/23"),
    ]
    assert read.err == "caatsa: 2 rows could not be read; see the issues of the input\n"


def test_a_dry_run_shows_cells_beside_what_was_taken_from_them(caatsa: Any, extract: tuple[str, ...]) -> None:
    result = caatsa("events", *extract, "--head", "7", "--format", "json")
    data = json.loads(result.out)
    (table,) = data["tables"]

    assert (result.status, result.err, data["format"]) == (0, "", "caatsa.first_rows.v1")
    assert [(row["line"], row["read"], row["skipped"]) for row in table["rows"]] == [
        *((3, True, False), (4, True, False), (5, True, False), (6, False, False)),
        *((7, False, True), (8, False, False), (9, True, False)),
    ]
    cells = {cell["column"]: cell for cell in table["rows"][0]["cells"]}
    assert cells["VALUE_K"] == {
        "column": "VALUE_K",
        "cell": "1.250.000,5",
        "use": "taken",
        "taken_as": {"value": "USD 1250000500"},
    }
    assert cells["REG_DATE"]["taken_as"] == {"acts.1.date": "2019-07-12"}
    assert (cells["STATUS"]["use"], cells["CLERK"]["use"]) == ("condition", "none")
    assert table["columns_not_used"] == ["CLERK"]
    assert table["constants"]["sources.0.grade"] == "official_text"
    assert table["rows"][3]["problem"].startswith("REG_DATE: date: '2022-02-31' is not a day")
    figures = {one["field"]: one["read_as"] for one in table["rows"][0]["event"]["figures"]}
    assert figures["value"][0]["low"] == "1250000500"


def test_a_dry_run_as_text_fits_a_terminal(caatsa: Any, extract: tuple[str, ...]) -> None:
    result = caatsa("events", *extract, "--head", "4")

    assert result.status == 0
    assert all(len(line) <= 80 for line in result.out.splitlines())
    assert "extract.csv, line 6: cannot be read: REG_DATE: date:" in result.out
    assert result.out.endswith("  columns not used: CLERK\n")


def test_a_dry_run_reads_no_further_than_it_shows(caatsa: Any, extract: tuple[str, ...]) -> None:
    table = Path(extract[0])
    table.write_bytes(table.read_bytes() + b'"open quotes\n\xff\xff')

    assert caatsa("events", *extract, "--head", "7").status == 0
    assert caatsa("events", *extract).status == 2


def test_a_dry_run_of_a_table_in_our_own_columns(
    caatsa: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.csv").write_text("id,buyer.country,acts.0.kind\na,India,gift\nb,Indai,gift\n", encoding="utf-8")
    result = caatsa("events", "own.csv", "--head", "2")

    assert "acts.0.kind     “gift” → acts.0.kind “gift”" in result.out
    assert "own.csv, line 3: cannot be read: buyer.country: 'Indai' is not a country known" in result.out


def test_a_dry_run_is_of_tables(caatsa: Any) -> None:
    result = caatsa("events", "india.yaml", "--head", "2")

    assert result.status == 2
    assert "no input is a table" in result.err


def test_what_is_wrong_with_a_mapping_is_told_and_nothing_is_read(
    caatsa: Any, extract: tuple[str, ...]
) -> None:
    mapping = Path(extract[2])
    mapping.write_text(mapping.read_text("utf-8").replace("CONSIGNEE", "CONSIGNE"), encoding="utf-8")
    for command in (("assess", *AS_OF), ("events",), ("events", "--head", "1")):
        result = caatsa(command[0], *extract, *command[1:])

        assert (result.status, result.out) == (2, "")
        assert "mapping.yaml, line 12, column 20: extract.csv has no column" in result.err
        assert "did you mean 'CONSIGNEE'?" in result.err
    assert "there is no such file" in caatsa("assess", extract[0], "--mapping", "none.yaml").err


def test_a_receipt_holds_the_mapping_and_is_verified_with_it(caatsa: Any, extract: tuple[str, ...]) -> None:
    assert caatsa("assess", *extract, *AS_OF, "--receipt", "r.json").status == 0
    for name in (extract[0], extract[2]):
        Path(name).unlink()

    result = caatsa("verify", "r.json")

    assert result.status == 0, result.out
    assert json.loads(Path("r.json").read_bytes())["asked"]["mapping"]["name"] == "mapping.yaml"


def test_parquet_is_assessed_like_csv(caatsa: Any, tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    cells = {"id": "a", "buyer.country": "India", "supplier.country": "Russia", "acts.0.kind": "delivery"}
    parquet.write_table(pa.table({name: [cell] for name, cell in cells.items()}), tmp_path / "t.parquet")
    (tmp_path / "t.csv").write_text(f"{','.join(cells)}\n{','.join(cells.values())}\n", encoding="utf-8")

    verdicts = [
        json.loads(caatsa("assess", tmp_path / name, *AS_OF, "--format", "json").out)["verdicts"]
        for name in ("t.parquet", "t.csv")
    ]

    assert verdicts[0][0]["exposure"] == verdicts[1][0]["exposure"]
    assert [len(verdict[0]["transactions"]) for verdict in verdicts] == [1, 1]
