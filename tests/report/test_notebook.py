"""Assessments and verdicts in a notebook: a table of rows, every text of the input escaped."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import caatsa
from tests.report.browsing import PAYLOADS, elements

ROOT = Path(__file__).parents[2]
AS_OF = date(2021, 12, 7)


def _assessed(events: Any) -> Any:
    return caatsa.assess(events, as_of=AS_OF)


def _event(number: int, name: str) -> dict[str, Any]:
    return {
        "id": f"e{number} {name}",
        "buyer": {"country": "India", "name": name},
        "supplier": {"country": "Russia", "name": "Rosoboronexport"},
        "item": name,
        "acts": [{"kind": "contract", "date": "2019-01-01"}],
    }


def test_an_assessment_shows_both_axes_its_rows_and_what_it_was_made_from() -> None:
    shown = _assessed(ROOT / "examples/turkey-s400.yaml")._repr_html_()

    for words in (
        "as of 7 December 2021",
        "law read to 20 April 2023",
        "<h4>Türkiye: exposure facially met; enforcement determined</h4>",
        "<td>CAATSA § 231(a)</td><td>SSB</td><td>facially met</td><td>determined</td>",
        "conduct: met; transaction: met",
        "This is not legal advice",
    ):
        assert words in shown


def test_a_verdict_shows_its_own_rows_and_its_parts_show_as_python_has_them() -> None:
    verdict = _assessed(ROOT / "examples/turkey-s400.yaml").verdicts[0]

    assert verdict._repr_html_().count("<tr>") == 1 + len(verdict.transactions)
    assert verdict.transactions[0]._repr_html_() is None


def test_hostile_text_is_text() -> None:
    shown = _assessed([_event(number, text) for number, text in enumerate(PAYLOADS) if text.isprintable()])
    html = shown._repr_html_()

    assert not {"script", "img", "svg", "style", "a"} & {tag for tag, _ in elements(html)}
    assert all(set(attributes) <= {"class", "scope"} for _, attributes in elements(html))
    assert "&lt;script&gt;document.title" in html


@pytest.mark.parametrize("more", [0, 1])
def test_rows_beyond_the_hundredth_are_counted(more: int) -> None:
    html = _assessed([_event(number, "Ministry of Defence") for number in range(100 + more)])._repr_html_()

    assert html.count("<tr>") == 101
    assert ("and 1 more row" in html) == bool(more)


def test_an_assessment_of_nothing_says_so() -> None:
    nothing = _assessed(ROOT / "examples/turkey-s400.yaml").model_copy(update={"verdicts": ()})

    assert "No verdict" in nothing._repr_html_()


def test_the_package_is_imported_without_what_a_notebook_needs() -> None:
    heavy = "import sys, caatsa; print(sorted({'pydantic', 'jinja2', 'caatsa.report'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
