"""YAML is plain data: no surprises in what a scalar means, and a true place for every value."""

import contextlib
import math
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from caatsa.documents.strict_yaml import load_yaml
from caatsa.domain.errors import InputError

# What YAML can hold as it stands, without the line ends that folding would change.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"))
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
DAYS = st.dates(date(1000, 1, 1))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | FLOATS | DAYS | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=20,
)


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, _: Any) -> bool:
        return True


@given(VALUES, st.sampled_from([True, False]))
def test_reads_back_what_a_plain_dumper_writes(value: Any, flow: bool) -> None:
    text = yaml.dump(value, Dumper=_NoAliases, allow_unicode=True, default_flow_style=flow, width=math.inf)
    assert load_yaml(text.encode(), "f").data == value


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_a_document_or_a_fault_and_never_a_crash(text: str) -> None:
    with contextlib.suppress(InputError):
        load_yaml(text.encode(), "f")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        *[
            (word, word)
            for word in ("no", "NO", "No", "yes", "on", "off", "y", "True", "FALSE", "Null", "NULL")
        ],
        *[
            (word, word)
            for word in ("007", "1_000", "0x1F", "0o7", "12:30", "1e3", ".5", ".inf", ".nan", "+5")
        ],
        *[(word, word) for word in ("2019-07", "2019-7-5", "2019-07-12T10:00:00", "-", "=", "-x")],
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("1.50", 1.5),
        ("1.5e3", 1500.0),
        ("2019-07-12", date(2019, 7, 12)),
        ("'2019-07-12'", "2019-07-12"),
        ('"true"', "true"),
        ("|\n  no", "no"),
    ],
)
def test_scalar_means_what_it_looks_like(written: str, read: Any) -> None:
    if written == "-":
        written = "'-'"
    found = load_yaml(f"a: {written}".encode(), "f").data["a"]
    assert (found, type(found)) == (read, type(read))


def test_keys_are_text_as_written() -> None:
    document = load_yaml(b"no: 1\n2017-08-02: 2\n5: 3\nnull: 4\n", "f")
    assert document.data == {"no": 1, "2017-08-02": 2, "5": 3, "null": 4}


def test_key_and_value_have_places_of_their_own() -> None:
    document = load_yaml(b"a: 1\nb:\n  - c: {d: 5}\n    e: 7\n", "f")
    assert (document.position(("b", 0, "c", "d")).line, document.position(("b", 0, "c", "d")).column) == (
        3,
        12,
    )
    assert (document.position(("b", 0, "e")).line, document.position(("b", 0, "e")).column) == (4, 8)
    assert document.key_position(("b", 0, "e")).column == 5
    assert document.position(("b", 0, "missing")) == document.position(("b", 0))
    assert document.position(("b", 7)) == document.position(("b",))


def test_columns_count_characters_not_bytes() -> None:
    assert load_yaml("{é: ü, b: x}".encode(), "f").position(("b",)).column == 11


def test_byte_order_mark_and_windows_line_ends_are_allowed() -> None:
    document = load_yaml(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f")
    assert document.data == {"a": 1, "b": 2}
    assert document.position(("b",)).line == 2


def test_several_faults_come_at_once_and_in_order() -> None:
    with pytest.raises(InputError) as caught:
        load_yaml(b"a: 2018-02-30\nb: !t x\nc: &x 1\nd: *x\na: 1.0e999\n", "f")
    assert [fault.line for fault in caught.value.faults] == [1, 2, 3, 4, 5, 5]
