"""Notes on what officials have said: policy, and marked for what was read."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml

from caatsa.domain.errors import RuleFileError
from caatsa.rulebase.guidance import Guidance
from caatsa.rulebase.tree import shipped_rules

NOTE = {
    "format": 1,
    "id": "example",
    "origin": "guidance",
    "date": "2018-10-05",
    "title": "An example",
    "publisher": "United States Department of State",
    "link": "https://www.state.gov/",
    "summary": "State said something.",
    "topics": ["significance"],
    "verification": "reported",
    "note": "Read as quoted by the press.",
}


@cache
def shipped() -> Guidance:
    root = shipped_rules()
    paths = sorted((root / "guidance").glob("*.yaml"))
    return Guidance.from_data(
        {f"guidance/{path.name}": yaml.safe_load(path.read_text("utf-8")) for path in paths}
    )


def test_every_note_that_a_rule_names_exists() -> None:
    for path in sorted(shipped_rules().rglob("*.yaml")):
        authority = (yaml.safe_load(path.read_text("utf-8")) or {}).get("authority") or {}
        assert authority.get("guidance", "listing_effect") in shipped().notes, path


def test_no_quote_is_better_verified_than_its_note() -> None:
    order = ("unverified", "reported", "read")
    for note in shipped().notes.values():
        for quote in note.quotes:
            assert order.index(quote.verification) <= order.index(note.verification), note.id


def test_the_wording_on_civil_end_use_is_shown_as_unverified() -> None:
    [quote] = shipped().notes["civil_end_use"].quotes
    assert quote.verification == "unverified"


def test_what_others_make_of_the_guidance_is_no_guidance() -> None:
    commentary = {note.id for note in shipped().notes.values() if note.origin == "commentary"}
    assert commentary == {"no_ownership_rule", "value"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "other"}, "guidance/example.yaml: the path is not that of this id; 'guidance/other.yaml'"),
        ({"origin": "statute"}, "origin is 'statute'"),
        ({"verification": "certain"}, "verification is 'certain'"),
        ({"link": "javascript:alert(1)"}, "link is"),
        ({"topics": []}, "topics is empty"),
        ({"surprise": 1}, "the key 'surprise' is not known here"),
    ],
)
def test_a_faulty_note_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(RuleFileError) as caught:
        Guidance.from_data({"guidance/example.yaml": NOTE | changes})
    assert said in str(caught.value)
