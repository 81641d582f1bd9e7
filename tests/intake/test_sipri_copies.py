"""Copies of an export as they are found: saved again, renamed, torn, cut off; with rows that are made up."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest

from caatsa.domain.errors import InputError
from caatsa.domain.reported import Event
from caatsa.intake.readers import Foreign
from tests.intake.test_sipri import HEADER, LAUNCHER, MISSILES, TANKS, acts, read, register

ROWS = (LAUNCHER, MISSILES, TANKS)
NAMES = HEADER.split(",")
CELLS = [row.split(",") for row in ROWS]


def said(text: str | bytes, name: str = "register.csv") -> list[tuple[object, ...]]:
    return [_said(event) for event in read(text, name=name).document.events]


def _said(event: Event) -> tuple[object, ...]:
    return (event.id, event.buyer, event.supplier, event.item, event.quantity, event.value, acts(event))


def saved(
    separator: str = ",",
    names: Sequence[str] = NAMES,
    rows: Sequence[Sequence[str]] = CELLS,
    quoting: int = csv.QUOTE_MINIMAL,
) -> str:
    """The table as a spreadsheet or a program saves it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([names, *rows])
    return file.getvalue()


def renamed(*unnamed: str) -> list[str]:
    blanks = iter(unnamed)
    return [name if name.strip() else next(blanks) for name in NAMES]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (saved(";"), "semicolons"),
        ("sep=;\r\n" + saved(";"), "Excel's line that names the separator"),
        (saved("\t"), "tabs"),
        (saved("|"), "bars"),
        (saved(quoting=csv.QUOTE_ALL), "everything quoted"),
        (register(*ROWS).replace("\n", "\r"), "line ends of an old Macintosh"),
        (register(*ROWS, header=HEADER.upper()), "capitals in the header"),
        (saved(names=renamed("Unnamed: 3", "Unnamed: 5", "Unnamed: 9")), "names that pandas gives"),
        (saved(names=[name.replace(" ", ".") for name in renamed("X", "X.1", "X.2")]), "names that R gives"),
        (saved(names=["", *NAMES], rows=[[str(n), *row] for n, row in enumerate(CELLS)]), "rows numbered"),
        (saved(names=NAMES[:13], rows=[row[:13] for row in CELLS]), "volumes dropped"),
        (register(*(f"{row},,," for row in ROWS)), "blank cells after the rows"),
        (saved(rows=[[*row[:2], f"{row[2]}.0", *row[3:]] for row in CELLS]), "years as decimals"),
        (saved(rows=[[*row[:2], f"1/1/{row[2]}", *row[3:]] for row in CELLS]), "years as days"),
        (saved(rows=[[*row[:2], f"{row[2]}-01-01 00:00:00", *row[3:]] for row in CELLS]), "as timestamps"),
        (saved(rows=[[*row[:4], f"{row[4]}.0", *row[5:]] for row in CELLS]), "numbers as decimals"),
    ],
)
def test_what_another_program_makes_of_a_copy_changes_nothing(text: str, what: str) -> None:
    assert said(text) == said(register(*ROWS)), what


@pytest.mark.parametrize(
    "name", ["register.yaml", "register.json", "register.txt", "register", "register.xls"]
)
def test_the_suffix_does_not_matter(name: str) -> None:
    assert said(register(*ROWS), name) == said(register(*ROWS))


def test_numbers_with_grouped_digits_are_numbers() -> None:
    (event,) = read(register(LAUNCHER.replace("2019,,3,", '2019,,"1,000",'))).document.events
    assert event.quantity == 1000


@pytest.mark.parametrize("comment", ["For\nS-400 air-defence systems", "For S-400\nair-defence\n\n systems"])
@pytest.mark.parametrize("end", ["\n", ";;;;\r\n"])
def test_comments_torn_apart_are_put_together(comment: str, end: str) -> None:
    torn = MISSILES.replace("For S-400 air-defence systems", comment)
    text = register(LAUNCHER, torn, TANKS).replace("\n", end)
    assert said(text) == said(register(*ROWS))


def test_a_line_break_in_a_quoted_cell_is_part_of_it() -> None:
    quoted = MISSILES.replace("For S-400 air-defence systems", '"For S-400\nair-defence systems"')
    assert said(register(LAUNCHER, quoted, TANKS)) == said(register(*ROWS))


def test_a_comma_in_a_comment_is_part_of_it_where_all_else_is_in_its_place() -> None:
    (event,) = read(register(LAUNCHER.replace(" deal,", " deal; with spares, and more,"))).document.events
    assert '"INR39 b ($0.5 b) deal; with spares, and more"' in event.sources[0].title


def test_a_lone_quotation_mark_is_text() -> None:
    row = TANKS.replace("T-90S", 'T-90S 49"')
    (event, other) = read(register(row, LAUNCHER)).document.events
    assert (event.item, other.quantity) == ('T-90S 49" tank', 3)


def test_letters_of_windows_in_latin_1_are_letters() -> None:
    content = register(LAUNCHER.replace("INR39 b", "\x93INR39 b\x94")).encode("latin-1")
    (event,) = read(content).document.events
    assert "\u201cINR39 b\u201d" in event.sources[0].title


@pytest.mark.parametrize(
    ("row", "problem", "allowed"),
    [
        (TANKS[:50], "the row has 13 cells", "the header has 16 cells"),
        (TANKS.replace("2018", "20I8", 1), "'20I8' in the place of the year of order", "a year is such as"),
        (TANKS.replace("2018", "20180", 1), "'20180' in the place of the year of order", "a year is such as"),
        (TANKS.replace("0,,,New", "0,,soon,New"), "'soon' in the place of the years", "years are such as"),
        (TANKS.replace("0,,,New", "0,,2019-1950,New"), "'2019-1950' in the place", "years are such as"),
        (TANKS.replace("Russia", "", 1), "no supplier", "each row names these"),
        (TANKS.replace("T-90S", "x" * 6000), "a cell without end", "at most 5,000 characters"),
    ],
)
def test_a_row_that_says_what_it_cannot_is_told_and_the_others_are_read(
    row: str, problem: str, allowed: str
) -> None:
    found = read(register(LAUNCHER, row, MISSILES))
    assert len(found.document.events) == 1
    (fault,) = found.unread
    assert (fault.file, fault.line) == ("register.csv", 5)
    assert problem in fault.problem
    assert allowed in fault.allowed
    with pytest.raises(InputError, match="line 5"):
        read(register(LAUNCHER, row), Foreign(strict=True))


def test_utf_16_is_an_error_that_names_utf_8() -> None:
    for encoding in ("utf-16", "utf-16-le"):
        with pytest.raises(InputError, match="text is UTF-8"):
            read(register(*ROWS).encode(encoding))


def test_an_old_spreadsheet_is_told_as_what_it_is() -> None:
    with pytest.raises(InputError, match="is an old spreadsheet or document; save it as"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))


SOLD = (
    "Deal ID;Seller;Buyer;Designation;Description;Armament category;Order date;Order date is estimate;"
    "Numbers delivered;Numbers delivered is estimate;Delivery year;Delivery year is estimate;Status;"
    "SIPRI estimate;TIV deal unit;TIV delivery values"
)


def test_the_first_delivery_export_had_its_estimates_in_a_column_of_their_own() -> None:
    rows = (
        "7;Russia;India;T-90S --;tank;Armoured vehicles;;2018;;12;2020;;New;4;4;48;No",
        "7;Russia;India;T-90S --;tank;Armoured vehicles;;2018;10;;;2021;New;4;4;40;No",
    )
    (event,) = read("\n".join((SOLD, *rows))).document.events
    assert event.item == "T-90S tank"
    assert acts(event) == [("contract", "2018"), ("delivery", "2020"), ("delivery", "2021")]
    assert [act.quantity for act in event.acts] == [None, "about 12", 10]
    assert {source.grade for source in event.acts[0].sources} == {"aggregator"}


def test_deals_with_numbers_of_their_own_stay_apart_and_local_production_is_a_licence() -> None:
    row = "7;Russia;India;T-90S;tank;Armoured vehicles;2018;No;12;No;2020;No;New;4;4;48;Yes"
    events = read("\n".join((SOLD, row, row.replace("7;", "8;", 1)))).document.events
    assert len(events) == 2
    assert [act.kind for act in events[0].acts] == ["contract", "delivery", "license"]
    assert "Local production: Yes" in events[0].acts[2].sources[0].title
