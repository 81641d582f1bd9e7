"""`caatsa assess` on many events: rows line by line with proofs, the survey as text, several processes."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.trade_register import write
from caatsa.assessment.brief import COLUMNS
from caatsa.intake.columnar.sheets import BATCH
from caatsa.report.volume import csv_lines, unspoiled
from caatsa.rulebase.rulebase import load_rulebase
from tests.assessment.rederiving import programs, rederived

ROOT = Path(__file__).parents[2]
AS_OF = ("--as-of", "2025-12-31")
EXPOSURES = ("facially_met", "arguable", "undecided", "watch", "no_trigger")


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A register of 330 made-up orders, more than one process is given at a time."""
    path = tmp_path_factory.mktemp("register") / "register.csv"
    write(path, 330)
    return str(path)


def _rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_line_for_each_row_says_what_json_says(caatsa: Any, register: str) -> None:
    lines = _rows(caatsa("assess", register, *AS_OF, "--format", "jsonl").out)
    whole = json.loads(caatsa("assess", register, *AS_OF, "--format", "json").out)

    expected = [
        {
            "country": verdict["country"],
            **{key: row[key] for key in ("event", "provision", "person", "exposure", "enforcement")},
            "elements": {one["id"]: one["result"] for one in row["elements"]},
            "missing": [{key: one[key] for key in ("fact", "would_settle", "ask")} for one in row["missing"]],
        }
        for verdict in whole["verdicts"]
        for row in verdict["transactions"]
    ]
    shown = [{key: line[key] for key in COLUMNS if key in expected[0]} for line in lines]
    assert sorted(shown, key=json.dumps) == sorted(expected, key=json.dumps)
    assert {tuple(line) for line in lines} == {COLUMNS}


def test_every_row_follows_from_its_proof_in_the_file(caatsa: Any, register: str, tmp_path: Path) -> None:
    kept = tmp_path / "proofs.jsonl"
    rows = _rows(caatsa("assess", register, *AS_OF, "--format", "jsonl", "--proofs", kept).out)

    proofs = _rows(kept.read_text())
    by_digest = {proof["proof"]: proof for proof in proofs}
    assert len(by_digest) == len(proofs) < len(rows)
    assert {row["proof"] for row in rows} == by_digest.keys()
    of = programs(load_rulebase())
    for row in rows:
        proof = by_digest[row["proof"]]
        assert rederived(proof, of(proof)) == (row["exposure"], row["elements"])
        assert proof["provision"] == row["provision"]


def test_csv_has_the_same_cells_and_none_is_a_formula(caatsa: Any, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.json"
    acts = [{"kind": "contract", "date": "2019"}]
    sides = {"supplier": {"country": "Russia"}, "acts": acts}
    hostile.write_text(
        json.dumps(
            [
                {
                    **sides,
                    "id": "=1+1",
                    "buyer": {"country": "IN", "name": "@SUM(A1)"},
                    "item": '-"S-400", 5',
                },
                {**sides, "id": "'+x", "buyer": {"country": "IN"}, "item": "\t=cmd"},
            ]
        )
    )
    told = caatsa("assess", hostile, *AS_OF, "--format", "csv").out
    lines = _rows(caatsa("assess", hostile, *AS_OF, "--format", "jsonl").out)

    header, *cells = csv.reader(io.StringIO(told))
    assert tuple(header) == COLUMNS
    assert not any(cell[:1] in set("=+-@\t\r\n") for row in cells for cell in row)
    for row, line in zip(cells, lines, strict=True):
        read = dict(zip(header, map(unspoiled, row), strict=True))
        assert read["elements"] == "; ".join(f"{key}={value}" for key, value in line["elements"].items())
        for key in ("event", "person", "item", "country", "provision", "exposure", "proof"):
            assert read[key] == (line[key] or "")


@pytest.mark.parametrize("form", ["jsonl", "csv", "text"])
def test_several_processes_write_what_one_does(
    process: Any, register: str, tmp_path: Path, form: str
) -> None:
    written = []
    for jobs in ("1", "3"):
        files = tmp_path / f"out{jobs}", tmp_path / f"proofs{jobs}"
        proofs = () if form == "text" else ("--proofs", str(files[1]))
        told = ("--format", form, "--output", str(files[0]), *proofs, "--jobs", jobs)
        done = process("assess", register, *AS_OF, *told)
        assert (done.status, done.out, done.err) == (0, "", "")
        written.append([file.read_bytes() for file in files if file.exists()])

    assert written[0] == written[1]
    assert all(written[0])


def test_without_sharing_the_bytes_are_the_same(caatsa: Any, register: str, tmp_path: Path) -> None:
    written = []
    for option in ("--sharing", "--no-sharing"):
        proofs = tmp_path / option
        done = caatsa("assess", register, *AS_OF, "--format", "jsonl", "--proofs", proofs, option)
        written.append((done.out, proofs.read_bytes()))

    assert written[0] == written[1]


def test_the_table_counts_the_rows(caatsa: Any, register: str) -> None:
    text = caatsa("assess", register, *AS_OF).out.splitlines()
    rows = _rows(caatsa("assess", register, *AS_OF, "--format", "jsonl").out)

    counts = Counter((row["country"], row["exposure"]) for row in rows if row["provision"])
    table = {line[4:6]: line.split()[-5:] for line in text if line[:3].strip().isdigit() and line[6:7] == " "}
    table = {code: numbers for code, numbers in table.items() if all(map(str.isdigit, numbers))}
    above = {code for code, exposure in counts if exposure != "no_trigger"}
    assert above <= table.keys()
    for code, numbers in table.items():
        assert [int(number) for number in numbers] == [counts[code, exposure] for exposure in EXPOSURES]
    ranks = [next(n for n, e in enumerate(EXPOSURES) if counts[code, e]) for code in table]
    assert ranks == sorted(ranks)


def test_a_survey_is_no_wall_of_rows(caatsa: Any, register: str) -> None:
    text = caatsa("assess", register, *AS_OF).out

    assert "no provision touched" not in text
    assert "No row under a provision:" in text
    assert "only the class is understood" in text
    assert all(len(line) <= 80 for line in text.splitlines() if "://" not in line)


def test_a_country_that_is_asked_for_is_told_whole(caatsa: Any, register: str) -> None:
    rows = _rows(caatsa("assess", register, *AS_OF, "--format", "jsonl").out)
    country = next(row["country"] for row in rows if row["exposure"] == "arguable")
    own = [row["event"] for row in rows if row["country"] == country and row["provision"]]

    text = caatsa("assess", register, *AS_OF, "--country", country).out

    assert all(f"  {event}" in text for event in own)


def test_rendered_from_json_the_survey_is_the_same(caatsa: Any, register: str, tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    caatsa("assess", register, *AS_OF, "--format", "json", "--output", saved)

    assert caatsa("render", saved, "--format", "text").out == caatsa("assess", register, *AS_OF).out


@pytest.mark.parametrize(
    ("fail_on", "status"), [(None, 0), ("no_trigger", 1), ("arguable", 1), ("facially_met", 4)]
)
def test_the_status_answers_fail_on(caatsa: Any, register: str, fail_on: str | None, status: int) -> None:
    asked = ("--fail-on", fail_on) if fail_on else ()
    for form in ("jsonl", "text"):
        assert caatsa("assess", register, *AS_OF, "--format", form, *asked).status == status


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--proofs", "p.jsonl"), "--proofs goes with --format jsonl or csv"),
        (("--format", "jsonl", "--receipt", "r.json"), "--receipt does not go with --format jsonl"),
        (("--format", "csv", "--readings"), "--readings does not go with --format csv"),
        (("--jobs", "0"), "0 is not in the range"),
    ],
)
def test_what_does_not_go_together_is_refused(caatsa: Any, arguments: tuple[str, ...], said: str) -> None:
    done = caatsa("assess", "india.yaml", *AS_OF, *arguments)

    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_progress_is_shown_on_a_terminal_and_nowhere_else(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "long.csv"
    write(path, 600)
    command = [sys.executable, "-m", "caatsa", "assess", str(path), *AS_OF, "--format", "csv", "--jobs", "1"]
    plain = {**os.environ, "CAATSA_CACHE_DIR": str(cache), "PYTHONPATH": str(ROOT), "TERM": "xterm"}

    assert "events" in _on_terminal(command, plain)
    assert _on_terminal([*command, "--quiet"], plain) == ""
    piped = subprocess.run(command, env=plain, capture_output=True, check=True, timeout=120)
    assert piped.stderr == b""


def _on_terminal(command: list[str], environment: dict[str, str]) -> str:
    """What the command writes to standard error where that is a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=theirs) as running:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 4096):
                said += piece
        except OSError:  # the other side has been closed
            pass
        assert running.wait(timeout=120) == 0
    os.close(ours)
    return said.decode("utf-8", errors="replace")


def test_nothing_to_write_is_nothing() -> None:
    assert csv_lines(()) == ""


def test_rows_of_a_table_come_in_batches_and_say_the_same(caatsa: Any, tmp_path: Path) -> None:
    """More rows than a batch holds; one person's dealings in different batches still add up."""
    pipeline = "services for the construction of energy export pipelines of Russia"
    header = "id,buyer.country,buyer.name,supplier.country,item,value,acts.0.kind,acts.0.date"
    stating, lines = [], []
    for number in range(BATCH + 100):
        item, value = (pipeline, "600000 USD") if number % 3000 == 7 else ("Rafale", "")
        line = f"e{number},France,Example SA,Russia,{item},{value},contract,2019-0{1 + number % 9}-01"
        lines.append(line)
        stating += [line] if value else []
    table, alone = tmp_path / "table.csv", tmp_path / "alone.csv"
    table.write_text("\n".join([header, *lines]) + "\n")
    alone.write_text("\n".join([header, *stating]) + "\n")

    rows = _rows(caatsa("assess", table, *AS_OF, "--format", "jsonl", "--jobs", "1").out)
    whole = json.loads(caatsa("assess", alone, *AS_OF, "--format", "json", "--provision", "caatsa.232").out)

    expected = {
        row["event"]: (row["exposure"], {one["id"]: one["result"] for one in row["elements"]})
        for verdict in whole["verdicts"]
        for row in verdict["transactions"]
    }
    found = {
        row["event"]: (row["exposure"], row["elements"]) for row in rows if row["provision"] == "caatsa.232"
    }
    assert len(expected) == 4
    assert found == expected
    assert [row["event"] for row in rows if row["provision"] in (None, "caatsa.231.a")][:3] == [
        "e0",
        "e1",
        "e2",
    ]


def test_rows_that_cannot_be_read_are_counted(caatsa: Any, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    write(path, 20)
    path.write_text(path.read_text("latin-1") + "India,Russia\n", "latin-1")

    done = caatsa("assess", path, *AS_OF, "--format", "jsonl")

    assert done.status == 0
    assert "1 row could not be read" in done.err
    assert caatsa("assess", path, *AS_OF, "--format", "jsonl", "--strict").status == 2


def test_a_fault_in_the_last_row_is_told_before_any_row_is_written(caatsa: Any, tmp_path: Path) -> None:
    table = tmp_path / "table.jsonl"
    event = {"buyer": {"country": "IN"}, "acts": [{"kind": "contract", "date": "2019"}]}
    lines = [json.dumps({"id": f"e{number}", **event}) for number in range(30)]
    table.write_text("\n".join([*lines, lines[0]]) + "\n")

    done = caatsa("assess", table, *AS_OF, "--format", "csv", "--output", tmp_path / "out.csv")

    assert (done.status, done.out) == (2, "")
    assert "line 31" in done.err
    assert not (tmp_path / "out.csv").exists()
