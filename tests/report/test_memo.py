"""The memo: the statements of the JSON with footnotes, and nothing of the input as markup."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caatsa.assessment.assess import Options, assess_input
from caatsa.intake.readers import as_document, read_documents
from caatsa.report.memo import to_markdown
from caatsa.rulebase.rulebase import load_rulebase

ROOT = Path(__file__).parents[2]
AS_OF = date(2021, 12, 7)


@pytest.fixture(scope="module")
def rulebase() -> Any:
    """The shipped rule base."""
    return load_rulebase(ROOT / "rules")


@pytest.fixture(scope="module")
def assessed(rulebase: Any) -> Any:
    """The Turkish example."""
    read = read_documents([str(ROOT / "examples/turkey-s400.yaml")], None, rulebase.registers.countries)
    return assess_input(read, rulebase, Options(AS_OF))


def test_every_footnote_that_is_named_stands_at_the_end_once(assessed: Any) -> None:
    memo = to_markdown(assessed)
    defined = re.findall(r"^\[\^(\d+)\]: ", memo, re.MULTILINE)
    named = re.findall(r"\[\^(\d+)\](?!:)", memo)

    assert len(defined) == len(set(defined)) > 0
    assert set(named) == set(defined)


def test_every_element_says_what_the_json_says(assessed: Any) -> None:
    memo = to_markdown(assessed)
    row = assessed.verdicts[0].transactions[0]

    for element in row.elements:
        assert f"- **{element.id}**, {element.result}: “{element.text}”: " in memo
        assert element.total or element.because in memo


def test_both_axes_of_every_country_stand_in_the_table(assessed: Any) -> None:
    assert "| Türkiye | facially met | determined, warned, none known | 4 |" in to_markdown(assessed)


def test_rows_that_the_memo_does_not_go_into_are_named(assessed: Any) -> None:
    memo = to_markdown(assessed)

    for row in assessed.verdicts[0].transactions:
        assert row.event in memo
    assert memo.count("\n### ") == 2


@pytest.mark.parametrize(
    "payload", ["<script>alert(1)</script>", "[a](javascript:alert(1))", "| a | b |\n|---|", "![x](http://x)"]
)
def test_hostile_text_is_text(rulebase: Any, payload: str) -> None:
    source = {"title": payload, "url": payload}
    event = {
        "id": "e",
        "buyer": {"country": "India", "name": payload.replace("\n", " ")},
        "supplier": {"country": "Russia", "name": "Rosoboronexport"},
        "item": "S-400",
        "acts": [{"kind": "contract", "date": "2019-01-01"}],
        "sources": [{key: value.replace("\n", " ") for key, value in source.items()}],
    }
    read = as_document({"events": [event]}, rulebase.registers.countries)
    memo = to_markdown(assess_input(read, rulebase, Options(AS_OF, effort="none")))

    assert "<script" not in memo
    assert "](javascript" not in memo.replace("\\](javascript", "")
    assert not re.search(r"(?<!\\)!?\[x\]\(", memo)
    assert "| a | b |" not in memo
