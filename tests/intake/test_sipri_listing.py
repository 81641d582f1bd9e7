r"""The register's old export in Rich Text Format, with rows that are made up, and the same saved as text."""

from __future__ import annotations

import re

import pytest

from caatsa.domain.errors import InputError
from caatsa.domain.reported import Event
from caatsa.intake.assembly import ReadInput
from caatsa.intake.readers import read_documents
from caatsa.intake.sipri.rtf import DEEPEST, lines_of
from caatsa.rulebase.rulebase import load_rulebase

BASE = load_rulebase()
TITLES = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times;}}{\colortbl;\red0\green0\blue0;}"
    r"{\*\generator Something;}{\header Page \chpgn}"
    "\n"
    r"{\b Transfers of major weapons: Deals with deliveries or orders made for 1950 to 2021}\par"
    "\n"
    r"SIPRI Arms Transfers Database\par \b Information generated:\b0  1 January 2022\par \par "
    "\n"
    r"{\b Supplier/}\tab\tab\tab\tab Year\tab Year(s)\tab No.\tab\par "
    r"{\b   recipient (R)}\tab No.\tab Weapon\tab Weapon\tab of order/\tab of\tab delivered/\tab\par"
    "\n"
)
RUSSIA = (
    r"{\b Russia}\par{\b R:} India\tab (12)\tab T-90S\tab tank\tab (2011)\tab 2012-2014; (2016)\tab (12)"
    r"\tab $1 b deal; B\u252?-2 version\par\pard\plain \s6\sb40\sl40\brdrt\brdrs"
    "\n"
    r"\par{\b     } \tab\tab 90\tab 48N6\tab SAM\tab 2018\tab 2021\tab 30\tab For S-400 SAM systems"
    "\n"
    r"\par{\b     } \tab\tab 3\tab S-400 Triumf\tab SAM system\tab 2018\tab \tab \tab W\'e4rtsil\'e4"
    "\n"
    r"\par{\b     } Some Front (Lebanon)*\tab ..\tab T-54\tab tank\tab 1986\tab (1987)\tab (7)\tab Aid\par"
    "\n"
    r"{\b L:} Kazakhstan\tab 5\tab BTR-80\tab APC\tab 2018\tab 2019\tab 5\tab \par"
    "\n"
)
SERBIA = (
    r"{\b Serbia}\par{\b R:} Iran\tab 2000\tab Some-2\tab anti-tank missile\tab 2019\tab 2020"
    r"\tab 2000\tab\par"
)


def read(text: str | bytes, name: str = "Trade-Register.rtf") -> ReadInput:
    content = text if isinstance(text, bytes) else text.encode("latin-1")
    return read_documents([(name, content)], None, BASE.registers.countries)


def rtf(*parts: str) -> str:
    return TITLES + "".join(parts) + "}"


def sides(event: Event) -> tuple[str | None, str | None]:
    supplier = event.supplier
    return event.buyer.country or event.buyer.country_name, supplier and supplier.country


def test_the_old_export_is_recognised_whatever_its_name() -> None:
    assert read(rtf(RUSSIA), "register.csv").document == read(rtf(RUSSIA), "x").document


def test_suppliers_stand_over_their_recipients_and_a_blank_recipient_is_the_one_above() -> None:
    tanks, system, group, carriers, missiles = read(rtf(RUSSIA, SERBIA)).document.events
    assert sides(tanks) == ("India", "Russia")
    assert sides(system) == ("India", "Russia")
    assert sides(group) == ("Some Front (Lebanon)", "Russia")
    assert sides(carriers) == ("Kazakhstan", "Russia")
    assert sides(missiles) == ("Iran", "Serbia")
    assert (missiles.quantity, missiles.acts[0].date.text) == (2000, "2019")


def test_parentheses_are_estimates_ranges_are_years_and_what_is_blank_is_not_known() -> None:
    tanks, system, group, _ = read(rtf(RUSSIA)).document.events
    assert (tanks.quantity, tanks.value) == ("about 12", "$1 b")
    assert [act.date.text for act in tanks.acts] == ["2011", "2012", "2013", "2014", "2016"]
    assert [bool(act.sources) for act in tanks.acts] == [True, False, False, False, True]
    assert {source.grade for act in tanks.acts for source in act.sources} == {"aggregator"}
    assert [act.date.text for act in system.acts] == ["2018", "2021"]
    assert (group.quantity, group.acts[1].quantity) == (None, "about 7")


def test_missiles_and_their_system_are_one_order_here_too() -> None:
    system = read(rtf(RUSSIA)).document.events[1]
    assert (system.item, system.quantity) == ("S-400 Triumf SAM system", 3)
    assert "of the same order: 90 48N6 SAM" in system.sources[1].title


def test_what_is_listed_as_licensed_is_a_licence() -> None:
    carriers = read(rtf(RUSSIA)).document.events[3]
    assert [act.kind for act in carriers.acts] == ["contract", "delivery", "license"]
    assert "listed under 'L'" in carriers.acts[2].sources[0].title


def test_letters_given_by_their_numbers_are_letters() -> None:
    tanks, system, *_ = read(rtf(RUSSIA)).document.events
    assert '"$1 b deal; B\xfc-2 version"' in tanks.sources[0].title
    assert '"W\xe4rtsil\xe4"' in system.sources[0].title


def test_each_event_knows_the_line_of_the_file_on_which_its_row_begins() -> None:
    found = read(rtf(RUSSIA))
    tanks = found.document.events[0]
    first = next(number for number, line in enumerate(rtf(RUSSIA).split("\n"), 1) if "T-90S" in line)
    assert found.provenance.locate(tanks.id) == f"Trade-Register.rtf, line {first}"


def test_where_suppliers_are_beside_their_rows_the_headings_bought() -> None:
    bought = r"{\b India}\par{\b S:} Russia\tab 12\tab T-90S\tab tank\tab 2011\tab 2012\tab 12\tab\par"
    (event,) = read(rtf(bought)).document.events
    assert sides(event) == ("India", "Russia")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_listing_saved_as_text_with_tabs_says_the_same(end: str) -> None:
    lines = lines_of(rtf(RUSSIA, SERBIA), "a.rtf")
    text = end.join(line.text for line in lines).encode("cp1252")
    plain, rich = read(text, "register.txt"), read(rtf(RUSSIA, SERBIA))
    assert [(event.item, sides(event)) for event in plain.document.events] == [
        (event.item, sides(event)) for event in rich.document.events
    ]


def test_a_table_with_a_header_and_tabs_has_blank_parties_as_above() -> None:
    table = (
        "Supplier\tRecipient\tYear of order\tNumber ordered\tWeapon designation\tWeapon description\t"
        "Number delivered\tYear(s) of delivery\tComments\n"
        "Russia\tIndia\t(2018)\t(5)\tS-400 Triumf\tSAM system\t3\t2021-2023\t\n"
        "\t\t2019\t12\tT-90S\ttank\t12\t2020\tAid\n"
    )
    system, tanks = read(table, "register.txt").document.events
    assert (sides(system), system.quantity) == (("India", "Russia"), "about 5")
    assert (sides(tanks), tanks.acts[0].kind) == (("India", "Russia"), "gift")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            r"\par{\b     } Iran\tab 4\tab T-90S\tab tank\tab soon\tab 2012\tab 4\tab\par",
            "without a year of order",
        ),
        (
            r"\par{\b     } Iran\tab 4\tab T-90S\tab tank\tab 2011\tab soon\tab 4\tab\par",
            "'soon' in the place",
        ),
        (r"\par{\b     } Iran\tab 4\tab\tab tank\tab 2011\tab 2012\tab 4\tab\par", "no designation"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(row: str, problem: str) -> None:
    found = read(rtf(RUSSIA, row))
    (fault,) = found.unread
    assert re.search(problem, fault.problem)
    assert fault.line == 1 + rtf(RUSSIA).count("\n")
    assert len(found.document.events) == 4


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{\\rtf1 " + "{" * (DEEPEST + 10), "groups are nested more than 1,000 deep"),
        ("{\\rtf1 " + "x" * 1_100_000, "a paragraph of more than 1,000,000 characters"),
        ("{\\rtf1 nothing}", "no header of a SIPRI export"),
        ("{\\rtf1 \\bin999999999 R: India", "no header of a SIPRI export"),
    ],
)
def test_hostile_and_foreign_rich_text_is_refused(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read(text)


@pytest.mark.parametrize(
    "text", ["}}}}", "\\", "\\'", "\\'zz", "\\u", "\\u-1?x", "\\u55357?", "{\\*", "\\bin"]
)
def test_broken_rich_text_is_read_as_far_as_it_goes(text: str) -> None:
    assert all(isinstance(line.text, str) for line in lines_of("{\\rtf1 a" + text, "a.rtf"))


def test_pictures_and_binary_data_are_no_text() -> None:
    text = r"{\rtf1 a{\pict 0123}{\object b}\bin3 }c{ d\par e}"
    assert [line.text for line in lines_of(text, "a.rtf")] == ["a d", "e"]
