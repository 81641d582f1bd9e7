"""The library's front door: every form of input is the same input, and every promised key is there."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import caatsa
from caatsa import Assessment, CaatsaError, ProcurementEvent, assess, load_rulebase, read_events

EVENT: dict[str, Any] = {
    "id": "in-s400",
    "buyer": {"country": "India", "name": "Ministry of Defence"},
    "supplier": {"country": "Russia", "name": "Rosoboronexport"},
    "parties": [{"role": "manufacturer", "name": "Almaz-Antey", "country": "Russia"}],
    "item": "S-400 Triumf",
    "quantity": "5 regiments",
    "value": "USD 5.43 billion",
    "acts": [{"kind": "contract", "date": "2018-10-05"}, {"kind": "delivery", "date": "2021-11"}],
    "sources": [{"title": "Statement", "published": "2018-10-05", "grade": "official_statement"}],
}
AS_OF = date(2021, 12, 7)
FORMS: dict[str, Callable[[], Any]] = {
    "mappings": lambda: [EVENT],
    "one mapping": lambda: EVENT,
    "a document": lambda: {"events": [EVENT]},
    "models": lambda: [ProcurementEvent.model_validate(EVENT)],
    "a model": lambda: ProcurementEvent.model_validate_json(json.dumps(EVENT)),
    "an iterator": lambda: iter([EVENT]),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_of_events_is_the_same_input(form: Callable[[], Any]) -> None:
    assert assess(form(), AS_OF) == assess([EVENT], AS_OF)


ROW = [
    *(
        "event",
        "provision",
        "person",
        "exposure",
        "enforcement",
        "elements",
        "trail",
        "missing",
        "would_change",
    ),
    *("precedents", "official_acts", "relief_paths"),
]
ELEMENT = ["id", "result", "text", "citation", "because", "facts", "rule", "origin"]


def test_the_promised_keys_exist() -> None:
    told = json.loads(assess([EVENT], AS_OF).model_dump_json())

    assert told["format"] == "caatsa.assessment.v1"
    assert told["as_of"] == "2021-12-07"
    assert set(told["rulebase"]) >= {"version", "sha256", "law_read_to"}
    assert told["rulebase"]["law_read_to"] == "2023-04-20"
    assert set(told["input"]) >= {"sha256", "events", "issues"}
    assert told["input"]["events"] == 1
    assert set(told["engine"]) >= {"name", "version"}
    (verdict,) = told["verdicts"]
    assert set(verdict) >= {
        "country",
        "country_name",
        "exposure",
        "enforcement",
        "summary",
        "transactions",
        "menu",
    }
    assert verdict["country"] == "IN"
    assert set(verdict["menu"]) >= {"imposed", "used_in_precedents"}
    (row,) = verdict["transactions"]
    assert set(row) >= set(ROW)
    assert (row["event"], row["provision"], row["person"]) == (
        "in-s400",
        "caatsa.231.a",
        "Ministry of Defence",
    )
    for element in row["elements"]:
        assert set(element) >= set(ELEMENT)
        assert all(isinstance(fact, str) for fact in element["facts"])
    for precedent in row["precedents"]:
        assert set(precedent) >= {"id", "shared", "differs"}


def test_the_words_of_the_elements_are_those_of_the_statute() -> None:
    row = assess([EVENT], AS_OF).verdicts[0].transactions[0]

    assert {one.id: one.text for one in row.elements}["conduct"] == "on or after August 2, 2017, engages in"
    assert {one.id: one.text for one in row.elements}["knowledge"] == "knowingly"


def test_a_row_without_a_named_buyer_has_no_person() -> None:
    event = EVENT | {"buyer": {"country": "India"}}

    assert (
        json.loads(assess([event], AS_OF).model_dump_json())["verdicts"][0]["transactions"][0]["person"]
        is None
    )


def test_results_are_frozen() -> None:
    assessment = assess([EVENT], AS_OF)

    with pytest.raises(ValidationError):
        assessment.verdicts = ()  # type: ignore[misc]
    with pytest.raises((ValidationError, AttributeError)):
        assessment.verdicts[0].exposure = "watch"  # type: ignore[misc]


def test_what_is_wrong_with_the_input_is_a_caatsa_error_that_names_every_fault() -> None:
    wrong = EVENT | {"acts": [{"kind": "sale"}], "itm": "S-400"}

    with pytest.raises(CaatsaError) as raised:
        assess([wrong], AS_OF)
    assert "events[0].acts[0].kind" in str(raised.value)
    assert "did you mean 'item'" in str(raised.value)


CSV = """\
id,buyer.country,buyer.name,supplier.country,supplier.name,parties.0.role,parties.0.name,parties.0.country,item,\
quantity,value,acts.0.kind,acts.0.date,acts.1.kind,acts.1.date,sources.0.title,sources.0.published,sources.0.grade
in-s400,India,Ministry of Defence,Russia,Rosoboronexport,manufacturer,Almaz-Antey,Russia,S-400 Triumf,\
5 regiments,USD 5.43 billion,contract,2018-10-05,delivery,2021-11,Statement,2018-10-05,official_statement
"""
FILES = {
    "events.json": json.dumps([EVENT]),
    "document.json": json.dumps({"events": [EVENT]}),
    "events.jsonl": json.dumps(EVENT) + "\n",
    "events.csv": CSV,
    # JSON is YAML.
    "events.yaml": json.dumps({"events": [EVENT]}, indent=1),
}


@pytest.mark.parametrize(("name", "text"), FILES.items(), ids=FILES)
def test_every_format_gives_the_same_verdicts(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    assert read_events(path) == (ProcurementEvent.model_validate(EVENT),)
    ours, expected = (without_places(one) for one in (assess(path, AS_OF), assess([EVENT], AS_OF)))
    assert ours == expected


def without_places(assessment: Assessment) -> Any:
    """What is concluded, as data; facts name the file and line that they stand in."""
    verdicts = json.loads(assessment.model_dump_json())["verdicts"]
    for row in verdicts[0]["transactions"]:
        del row["facts"]
        for element in row["elements"]:
            del element["facts"]
    return verdicts


def told(number: int) -> str:
    """One of several different assessments, as text."""
    event = EVENT | {
        "id": f"e{number % 5}",
        "item": ("S-400", "AK-203", "Su-35", "Zorglub", "RD-180")[number % 5],
    }
    return assess([event], AS_OF).model_dump_json()


def test_threads_give_the_same_bytes() -> None:
    expected = [told(number) for number in range(40)]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(told, range(40))) == expected


def test_processes_give_the_same_bytes() -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(told, range(4))) == [told(number) for number in range(4)]


@pytest.mark.parametrize("day", [datetime(2022, 1, 1, tzinfo=UTC), "2022-01-01", None])
def test_the_day_of_an_assessment_is_a_date_without_a_time(day: Any) -> None:
    with pytest.raises(TypeError, match=r"as_of is a datetime\.date without a time, not"):
        assess([], day)


def test_a_rule_base_that_was_loaded_is_used() -> None:
    rulebase = load_rulebase()

    assert assess([EVENT], AS_OF, rulebase=rulebase) == assess([EVENT], AS_OF)
    assert isinstance(assess([EVENT], AS_OF, rulebase=rulebase), Assessment)


def test_everything_public_can_be_imported() -> None:
    for name in caatsa.__all__:
        assert getattr(caatsa, name)
