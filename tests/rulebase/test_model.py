"""The form of rule files, and the JSON Schema that says the same."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from caatsa.documents.strict_yaml import load_yaml
from caatsa.domain.vocabulary import VOCABULARY
from caatsa.rulebase.model import KINDS, Condition, json_schema
from caatsa.rulebase.rulebase import load_rulebase
from caatsa.rulebase.terms import Reference, Term, constant, filled, placeholders, terms

RULES = load_rulebase().root
MALFORMED = Path(__file__).parent / "malformed_rules"
FORM = ("unknown_key", "missing_title", "title_as_number", "unknown_kind", "unknown_origin", "no_examples")


def plain(path: Path) -> Any:
    """The data of a file as JSON has them: days are text."""
    data = load_yaml(path.read_bytes(), path.name).data
    return json.loads(json.dumps(data, default=date.isoformat))


def rule_files() -> list[Path]:
    return sorted((*RULES.glob("caatsa/**/*.yaml"), *RULES.glob("ndaa2021/**/*.yaml")))


def test_every_shipped_rule_meets_the_schema() -> None:
    validator = jsonschema.Draft202012Validator(json_schema())

    assert {
        path.name: error.message for path in rule_files() for error in validator.iter_errors(plain(path))
    } == {}


@pytest.mark.parametrize("name", FORM)
def test_what_the_loader_refuses_for_its_form_the_schema_refuses_too(name: str) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())

    assert not validator.is_valid(plain(MALFORMED / f"{name}.yaml"))


def test_every_kind_of_rule_is_shipped_or_known() -> None:
    assert set(KINDS) >= {rule.kind for rule in load_rulebase().rules.values()}


def test_a_condition_is_read_in_the_order_of_the_file() -> None:
    where: dict[str, Any] = {"kind|in": ["gift", "loan"], "first_day|gte": "2017-08-02", "act": "$other.act"}

    assert list(terms(Condition(id="act", fact="act", where=where))) == [
        Term("kind", "in", ("gift", "loan")),
        Term("first_day", "gte", "2017-08-02"),
        Term("act", "eq", Reference("other", "act")),
    ]


def test_a_day_becomes_its_number_and_a_word_stays_a_word() -> None:
    fields = VOCABULARY["act"].fields

    assert constant("2017-08-02", fields["first_day"]) == date(2017, 8, 2).toordinal()
    assert constant("gift", fields["kind"]) == "gift"


def test_what_fills_a_placeholder_is_never_read_as_one() -> None:
    text = "{act.words}, {act.dated}"

    assert filled(text, lambda ref: "{act.dated}" if ref.field == "words" else "2019") == "{act.dated}, 2019"
    assert [ref.field for ref in placeholders(text)] == ["words", "dated"]
