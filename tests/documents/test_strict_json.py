"""JSON is read as the standard library reads it, with a true place for every value."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caatsa.documents.json_scanner import Scanner
from caatsa.documents.strict_json import load_json
from caatsa.domain.errors import InputError

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=20,
)
LAYOUTS = st.sampled_from([{}, {"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}])


@given(VALUES, LAYOUTS, st.booleans())
def test_reads_what_the_standard_library_reads(value: Any, layout: dict[str, Any], ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, **layout)
    assert load_json(text.encode(), "f").data == value
    scanned = Scanner(text, "f", 1).document()[0]
    assert json.dumps(scanned) == json.dumps(value)


@given(VALUES, LAYOUTS)
def test_place_of_each_part_is_where_its_text_begins(value: Any, layout: dict[str, Any]) -> None:
    text = json.dumps(value, **layout)
    document = load_json(text.encode(), "f")
    lines = text.split("\n")
    for path, part in _parts(value, ()):
        place = document.position(path)
        assert place.line is not None
        assert place.column is not None
        rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
        assert json.JSONDecoder().raw_decode(rest)[0] == part


def _parts(value: Any, path: tuple[str | int, ...]) -> Any:
    yield path, value
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _parts(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _parts(part, (*path, index))


@given(st.text('[]{}",:0123456789.eE+-truefalsn\\u \n', max_size=30))
def test_accepts_nothing_that_the_standard_library_refuses(text: str) -> None:
    try:
        data = load_json(text.encode(), "f").data
    except InputError:
        return
    assert json.loads(text) == data


@given(VALUES, st.integers(0, 200), st.characters(exclude_categories=["Cs"]))
def test_damage_is_a_fault_or_nothing_and_never_a_crash(value: Any, at: int, put: str) -> None:
    text = json.dumps(value)
    with contextlib.suppress(InputError):
        load_json((text[:at] + put + text[at + 1 :]).encode(), "f")


def test_key_and_value_have_places_of_their_own() -> None:
    document = load_json(b'{"a": 1,\n "b": [ {"c": {"d": 5}, "e" : 7} ]}', "f")
    assert document.position(("b", 0, "e")).column == 31
    assert document.key_position(("b", 0, "e")).column == 25
    assert document.position(("b", 0, "missing")) == document.position(("b", 0))


def test_several_faults_come_at_once() -> None:
    with pytest.raises(InputError) as caught:
        load_json(b'{"a": 1, "a": 1e999,\n "b": "\\udc00", "b": 2}', "f")
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [
        (1, 10),
        (1, 15),
        (2, 7),
        (2, 17),
    ]
