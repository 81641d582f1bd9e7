"""`assess_table`: Arrow in, Arrow out, with the rows that lines have."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import caatsa
from caatsa.cli import main
from caatsa.domain.errors import InputError
from caatsa.scale.table import result_schema

AS_OF = date(2022, 1, 1)
EVENTS: list[dict[str, Any]] = [
    {
        "id": "a",
        "buyer": {"country": "India", "name": "Ministry of Defence"},
        "supplier": {"country": "Russia", "name": "Rosoboronexport"},
        "item": "S-400",
        "acts": [{"kind": "contract", "date": "2018-10-05"}, {"kind": "delivery", "date": "2021-11"}],
    },
    {
        "id": "b",
        "buyer": {"country": "Peru", "name": None},
        "supplier": {"country": "France", "name": None},
        "item": None,
        "acts": [{"kind": "contract", "date": "2019"}],
    },
]


def test_a_table_of_structs_gives_the_rows_that_lines_have(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "events.jsonl"
    given.write_text("".join(json.dumps(event) + "\n" for event in EVENTS))
    assert main(["assess", str(given), "--as-of", str(AS_OF), "--format", "jsonl"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    found = caatsa.assess_table(pa.Table.from_pylist(EVENTS), AS_OF)

    assert found.schema == result_schema()
    assert [{**row, "elements": dict(row["elements"])} for row in found.to_pylist()] == lines


def test_a_table_of_dotted_columns_is_the_same() -> None:
    dotted = {
        "id": ["a"],
        "buyer.country": ["India"],
        "buyer.name": ["Ministry of Defence"],
        "supplier.country": ["Russia"],
        "supplier.name": ["Rosoboronexport"],
        "item": ["S-400"],
        "acts.0.kind": ["contract"],
        "acts.0.date": [date(2018, 10, 5)],
        "acts.1.kind": ["delivery"],
        "acts.1.date": ["2021-11"],
    }

    assert caatsa.assess_table(pa.table(dotted), AS_OF) == caatsa.assess_table(
        pa.Table.from_pylist(EVENTS[:1]), AS_OF
    )


def test_a_fault_names_its_row() -> None:
    table = pa.table(
        {"id": ["a", "b"], "buyer.country": ["India", "Atlantis"], "acts.0.kind": ["contract"] * 2}
    )

    with pytest.raises(InputError, match=r"table, line 2.*Atlantis"):
        caatsa.assess_table(table, AS_OF)
