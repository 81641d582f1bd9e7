"""Lines of 80 columns from text that may hold anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caatsa.report.layout import WIDTH, clean, columns, is_address, padded, wrapped


@pytest.mark.parametrize(
    ("reported", "shown"),
    [
        ("S-400 Triumf", "S-400 Triumf"),
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("bell\x07 and back\x08", "bell\\x07 and back\\x08"),
        ("\u202eevil\u202c", "\\u202eevil\\u202c"),
        ("\u2066isolated\u2069", "\\u2066isolated\\u2069"),
        ("c1 \x9b31m", "c1 \\x9b31m"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("no\u00a0break", "no break"),
        ("[bold]markup[/bold] {braces} %s", "[bold]markup[/bold] {braces} %s"),
        ("Министерство обороны", "Министерство обороны"),
        ("रक्षा मंत्रालय", "रक्षा मंत्रालय"),
        ("क्\u200dष", "क्\u200dष"),
        ("导弹系统", "导弹系统"),
    ],
)
def test_nothing_that_steers_a_terminal_is_shown(reported: str, shown: str) -> None:
    assert clean(reported) == shown


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("Türkiye", 7), ("e\u0301", 1), ("导弹", 4), ("र\u094dक\u094d", 2)]
)
def test_columns_are_those_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width
    assert columns(padded(text, 10)) == 10


@given(st.text(), st.sampled_from(["", "  ", "     - "]))
def test_no_line_is_longer_than_80_columns(text: str, first: str) -> None:
    lines = list(wrapped(text, first))

    assert all(columns(line) <= WIDTH for line in lines if not any(map(is_address, line.split())))


@given(st.text())
def test_every_word_survives_in_order(text: str) -> None:
    shown = "".join("".join(wrapped(text, "   ")).split())

    assert shown == "".join(clean(text).split())


def test_addresses_are_not_broken() -> None:
    address = f"https://example.org/{'a' * 100}"

    assert list(wrapped(f"see {address}", "  ")) == ["  see", f"  {address}"]


def test_wide_letters_count_twice() -> None:
    assert max(columns(line) for line in wrapped("弹" * 100)) == WIDTH
