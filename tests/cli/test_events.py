"""`caatsa events`: what was read, and what was kept as reported."""

import json
from pathlib import Path
from typing import Any

import pytest

from caatsa.report.layout import columns, is_address


def test_text_of_what_was_read(caatsa: Any, golden: Any) -> None:
    result = caatsa("events", "india.yaml")

    assert (result.status, result.err) == (0, "")
    golden("report/events-india.txt", result.out)


def test_a_person_of_the_input_is_read_like_one_of_the_register(caatsa: Any) -> None:
    read = json.loads(caatsa("events", "turkey.yaml", "--format", "json").out)
    seller = next(event for event in read["events"] if event["id"] == "tr-sale")["chain"][0]

    assert [owner["key"] for owner in seller["register"]["owners"]] == ["rosoboronexport"]
    assert seller["register"]["owners"][0]["verification"] == "stated"


@pytest.mark.parametrize(
    ("event", "field", "reading"),
    [
        ("in-s400", "quantity", {"low": 5, "high": 5, "unit": "regiments", "hedge": None}),
        ("in-s400", "value", [{"low": "5430000000", "high": "5430000000", "currency": "USD", "hedge": None}]),
        ("in-s400", "acts.2.quantity", None),
    ],
)
def test_figures_are_shown_as_reported_and_as_read(caatsa: Any, event: str, field: str, reading: Any) -> None:
    figures = {
        figure["field"]: figure
        for one in json.loads(caatsa("events", "india.yaml", "--format", "json").out)["events"]
        if one["id"] == event
        for figure in one["figures"]
    }

    assert figures[field]["read_as"] == reading
    assert (figures[field]["not_understood"] is None) == (reading is not None)


def test_dates_are_shown_as_the_days_they_may_mean(caatsa: Any) -> None:
    read = json.loads(caatsa("events", "india.yaml", "--format", "json").out)
    delivery = read["events"][0]["acts"][2]

    assert (delivery["date"], delivery["first_day"], delivery["last_day"]) == (
        "2021-11",
        "2021-11-01",
        "2021-11-30",
    )


def test_a_name_that_is_only_near_is_offered_for_review(caatsa: Any, tmp_path: Path) -> None:
    path = tmp_path / "near.yaml"
    path.write_text(
        "- {id: a, buyer: {country: IN}, supplier: {country: RU, name: Rosoboroneksport Tehnika},"
        " acts: [{kind: contract, date: 2019}]}\n"
    )

    supplier = json.loads(caatsa("events", path, "--format", "json").out)["events"][0]["chain"][0]

    assert supplier["register"] is None


def test_reading_faults_are_told_as_everywhere(caatsa: Any) -> None:
    result = caatsa("events", "nowhere.yaml")

    assert (result.status, result.out) == (2, "")


@pytest.mark.parametrize("name", ["india.yaml", "turkey.yaml"])
def test_no_line_is_longer_than_80_columns(caatsa: Any, name: str) -> None:
    lines = caatsa("events", name).out.splitlines()

    assert [line for line in lines if columns(line) > 80 and not is_address(line.strip())] == []


def test_a_value_is_converted_with_its_rate_its_day_and_its_source(caatsa: Any) -> None:
    read = json.loads(caatsa("events", "india.yaml", "--convert-to", "eur", "--format", "json").out)
    figures = [figure for event in read["events"] for figure in event["figures"]]
    (converted,) = next(figure["converted"] for figure in figures if figure["reported"] == "USD 5.43 billion")

    assert (converted["currency"], converted["rate_date"]) == ("EUR", "2018-10-05")
    assert "European Central Bank" in converted["source"]
    assert float(converted["low"]) == pytest.approx(5_430_000_000 * float(converted["rate"]), abs=0.01)


def test_a_value_that_cannot_be_converted_says_why(caatsa: Any) -> None:
    out = caatsa("events", "india.yaml", "--convert-to", "XTS").out

    assert "not converted to XTS: the European Central Bank publishes no rate for XTS" in " ".join(
        out.split()
    )
