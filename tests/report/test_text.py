"""The text report: complete, scannable, 80 columns wide, and free of words that only officials may use."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caatsa import Assessment, assess, load_rulebase
from caatsa.report.canonical import to_json
from caatsa.report.layout import WIDTH, columns, is_address
from caatsa.report.text import to_text
from caatsa.rulebase.rulebase import RuleBase

DATA = Path(__file__).parent / "data"
AS_OF = date(2021, 12, 7)
DAYS = (date(2017, 8, 1), date(2018, 10, 5), date(2020, 12, 13), AS_OF, date(2026, 1, 1))


@pytest.fixture(scope="module")
def rulebase() -> RuleBase:
    return load_rulebase()


@pytest.fixture(scope="module")
def assessed(rulebase: RuleBase) -> Callable[[str, date], Assessment]:
    def run(name: str, as_of: date) -> Assessment:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(DATA)
            return assess(f"{name}.yaml", as_of=as_of, rulebase=rulebase)

    return run


def _masked(text: str, assessment: Assessment) -> str:
    """The text without what changes with every word of the rule base."""
    return text.replace(assessment.rulebase.sha256[:12], "0" * 12)


@pytest.mark.parametrize("name", ["india", "turkey"])
def test_text_of_an_assessment(assessed: Any, golden: Any, name: str) -> None:
    assessment = assessed(name, AS_OF)

    golden(f"report/{name}.txt", _masked(to_text(assessment), assessment))


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("name", ["india", "turkey"])
def test_no_line_is_longer_than_80_columns(assessed: Any, name: str, day: date) -> None:
    lines = to_text(assessed(name, day)).splitlines()

    assert [line for line in lines if columns(line) > WIDTH and not is_address(line.strip())] == []


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("name", ["india", "turkey"])
def test_colors_change_nothing_but_colors(assessed: Any, name: str, day: date) -> None:
    assessment = assessed(name, day)

    colored = to_text(assessment, color=True)

    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9]*m", "", colored) == to_text(assessment)


def test_everything_that_is_said_of_a_row_is_shown(assessed: Any) -> None:
    assessment = assessed("india", AS_OF)
    shown = _unwrapped(to_text(assessment))

    for verdict in assessment.verdicts:
        assert _unwrapped(verdict.summary) in shown
        for row in verdict.transactions:
            said = [
                *(element.text for element in row.elements),
                *(factor.because for element in row.elements for factor in element.factors),
                *(element.because for element in row.elements if not element.factors),
                *(node.text for node in row.open),
                *(missing.ask for missing in row.missing),
                *(act.words for act in row.official_acts),
                *(precedent.title for precedent in row.precedents),
                *(path.title for path in row.relief_paths),
            ]
            assert [words for words in said if _unwrapped(words) not in shown] == []


def test_every_source_is_numbered_and_listed_once(assessed: Any) -> None:
    text = to_text(assessed("turkey", AS_OF))
    body, _, listed = text.partition("\nSources:\n")

    used = {int(number) for marks in re.findall(r"\[([0-9, \n]+)\]", body) for number in marks.split(",")}
    numbered = [int(number) for number in re.findall(r"^  \[([0-9]+)\] ", listed, re.MULTILINE)]
    assert numbered == sorted(used) == list(range(1, len(numbered) + 1))


def test_open_nodes_say_who_decides_and_that_nothing_is_known(assessed: Any) -> None:
    shown = _unwrapped(to_text(assessed("india", AS_OF)))

    assert _unwrapped("no public determination is known as of 2021-12-07; decided by the Secretary") in shown


def test_the_law_that_was_read_is_said_on_every_page(assessed: Any) -> None:
    later, earlier = to_text(assessed("india", date(2026, 1, 1))), to_text(assessed("india", AS_OF))

    assert "law read to 2023-04-20" in later
    assert "law read to 2023-04-20" in earlier
    assert "amendments after that day were not read" in _spaced(later)
    assert "amendments after that day were not read" not in _spaced(earlier)


def test_a_report_says_what_it_is_not(assessed: Any) -> None:
    shown = _spaced(to_text(assessed("india", AS_OF)))

    assert "This is not legal advice." in shown
    assert "not a finding of wrongdoing" in shown


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("name", ["india", "turkey"])
def test_only_officials_are_quoted_with_words_of_guilt(assessed: Any, name: str, day: date) -> None:
    assessment = assessed(name, day)
    official = {
        act.words
        for verdict in assessment.verdicts
        for row in verdict.transactions
        for act in row.official_acts
    }
    shown = _spaced(to_text(assessment))
    for words in official:
        shown = shown.replace(_spaced(words), "")
    shown = re.sub(r"^.*\nSources:\n", "", shown, flags=re.DOTALL)

    assert (
        re.findall(r"\b(?:sanctioned|violat\w+|guilty|safe|cleared|probabilit\w+)\b", shown, re.IGNORECASE)
        == []
    )


def test_what_an_earlier_row_has_said_is_not_said_again(assessed: Any) -> None:
    text = to_text(assessed("india", AS_OF))

    assert "Relief: as for 1 in-s400" in text
    assert text.count("Waiver of sanctions already") == 1


def test_text_from_outside_cannot_steer_a_terminal(rulebase: RuleBase) -> None:
    hostile = "\u202eevil\u202c [bold red]x[/] \u200b\u2066y\u2069"
    event = {
        "id": "a",
        "buyer": {"country": "IN", "name": hostile},
        "supplier": {"country": "RU", "name": f"Rosoboronexport {hostile}"},
        "item": f"S-400 {hostile}",
        "value": hostile,
        "acts": [{"kind": "contract", "date": "2019", "quantity": hostile}],
        "sources": [{"title": hostile, "publisher": hostile, "url": f"https://x.example/ {hostile}"}],
    }
    assessment = assess([event], as_of=AS_OF, rulebase=rulebase)

    for output in (to_text(assessment), to_json(assessment)):
        assert set(re.findall(r"[^\w\s!-~]", output)) <= set("─←§“”€")
        assert "\\u202eevil" in output
        assert "[bold red]x[/]" in output
    lines = to_text(assessment).splitlines()
    assert [line for line in lines if columns(line) > WIDTH and not is_address(line.strip())] == []


def test_json_is_the_same_value_with_keys_in_the_order_of_the_models(assessed: Any) -> None:
    assessment = assessed("india", AS_OF)
    text = to_json(assessment)

    assert Assessment.model_validate_json(text) == assessment
    assert list(json.loads(text)) == list(Assessment.model_fields)
    assert text.endswith("}\n")
    assert '\n  "as_of": "2021-12-07"' in text
    assert '"known_by": null' in text


@pytest.mark.parametrize("name", ["india", "turkey"])
def test_json_is_valid_under_the_published_schema(assessed: Any, name: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    from caatsa.domain.published import json_schema

    for day in DAYS:
        jsonschema.validate(json.loads(to_json(assessed(name, day))), json_schema())


def _unwrapped(text: str) -> str:
    """The text without any white space: where lines are broken does not matter."""
    return "".join(text.split())


def _spaced(text: str) -> str:
    return " ".join(text.split())
