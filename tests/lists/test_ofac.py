"""OFAC's files: what their rows say, what they do not, and what is no such file."""

from __future__ import annotations

from pathlib import Path

import pytest

from caatsa.domain.errors import InputError
from caatsa.intake.lists.entry import Entry
from caatsa.intake.lists.ofac import programs
from caatsa.intake.lists.reading import read_snapshot
from caatsa.intake.lists.remarks import read_remarks
from tests.lists.made_up import KNOWN, MENU, alt, entry, sdn, snapshot


def lists_of(found: Entry) -> dict[str, str]:
    return {one.program: one.list for one in found.designations}


def remarks_country(remarks: str, *, individual: bool = False) -> str | None:
    return read_remarks(remarks, KNOWN.code, individual=individual).country


def test_a_row_gives_name_programs_and_number_and_no_day_of_listing(tmp_path: Path) -> None:
    found = entry(tmp_path, sdn_csv=sdn(40001, "ZARYA WORKS OOO", "RUSSIA-EO14024"))

    assert (found.uid, found.name, found.kind, found.country) == (40001, "ZARYA WORKS OOO", "entity", None)
    (designation,) = found.designations
    assert (designation.list, designation.program, designation.listed_on.known) == (
        "SDN",
        "RUSSIA-EO14024",
        False,
    )
    assert str(designation.listed_by) == "2026-11-20"


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("CUBA] [IRAQ2", ("CUBA", "IRAQ2")),
        ("-0- ", ()),
        ("[SDGT] [IFSR]", ("SDGT", "IFSR")),
        ("CAATSA - RUSSIA", ("CAATSA - RUSSIA",)),
        ("SDGT] [SDGT", ("SDGT",)),
    ],
)
def test_several_programs_stand_in_one_field(cell: str, tags: tuple[str, ...]) -> None:
    assert programs(cell) == tags


def test_names_of_the_alias_file_are_full_and_those_in_quotes_of_the_remarks_are_weak(tmp_path: Path) -> None:
    row = sdn(40001, "ZARYA WORKS", "RUSSIA-EO14024", "a.k.a. 'ZW'; f.k.a. 'ZARYA; WORKS'; a.k.a. 'Z.W.'.")
    aliases = alt(40001, 1, "ZAVOD ZARYA") + alt(40001, 2, "ZARYA PLANT", "fka") + alt(7, 3, "SOMEBODY ELSE")
    found = entry(tmp_path, sdn_csv=row, alt_csv=aliases)

    assert found.names == ("ZAVOD ZARYA", "ZARYA PLANT")
    assert found.weak_names == ("ZW", "ZARYA; WORKS", "Z.W.")


@pytest.mark.parametrize(
    ("remarks", "country"),
    [
        ("nationality Russia; Gender Male", "RU"),
        ("nationality Russia; alt. nationality Ukraine", None),
        ("Registration Number 1147746695784 (Russia); Tax ID No. 7728822522 (Russia)", "RU"),
        ("Nationality of Registration Turkey; Tax ID No. 7728822522 (Russia)", "TR"),
        ("Tax ID No. 1 (Congo, Democratic Republic of the).", "CD"),
        ("Registration Number 1 (Russia) issued 25 Apr 2016 expires 24 Jun 2018", "RU"),
        ("Passport 1084010 (Egypt); POB Giza, Egypt", None),
        ("Website www.example.ru", None),
    ],
)
def test_nationality_or_else_registration_tells_the_country(remarks: str, country: str | None) -> None:
    assert remarks_country(remarks) == country


def test_no_number_of_a_natural_person_tells_the_country() -> None:
    assert remarks_country("National ID No. 1 (Russia); Tax ID No. 2 (Russia)", individual=True) is None


def test_items_of_section_235_are_decoded_and_never_called_section_231(tmp_path: Path) -> None:
    found = entry(tmp_path, sdn_csv=sdn(40001, "ZARYA WORKS", "CAATSA - RUSSIA] [PEESA", MENU))
    measures = {one.program: one.measures for one in found.designations}

    assert measures["CAATSA - RUSSIA"] == tuple(f"caatsa.235.a.{item}" for item in (2, 7, 8, 9))
    assert measures["PEESA"] == ()
    assert found.imposition is None
    assert "Under which section they were imposed and on what day, the list does not say" in found.remarks


def test_an_item_that_cannot_be_decoded_is_told(tmp_path: Path) -> None:
    remarks = "CAATSA Section 235 Information: SOMETHING NEW. Sec 235(b)"
    found = entry(tmp_path, sdn_csv=sdn(40001, "ZARYA WORKS", "CAATSA - RUSSIA", remarks))

    assert "Not decoded: SOMETHING NEW. Sec 235(b)" in found.remarks


def test_the_few_days_of_listing_that_remarks_give_are_read(tmp_path: Path) -> None:
    remarks = (
        "Executive Order 14024 Directive Information Subject to Directive 3 - All transactions; "
        "Listing Date (EO 14024 Directive 3): 24 Feb 2022; Effective Date (EO 14024 Directive 3): 26 Mar 2022"
    )
    found = entry(tmp_path, cons_prim_csv=sdn(40001, "ZARYA WORKS", "RUSSIA-EO14024", remarks))

    assert [(one.list, str(one.listed_on)) for one in found.designations] == [("NS-MBS", "2022-02-24")]


def test_a_sectoral_directive_is_not_the_sdn_list(tmp_path: Path) -> None:
    remarks = "Executive Order 13662 Directive Determination - Subject to Directive 3; Linked To: ROSTEC."
    row = sdn(40001, "ZARYA WORKS", "UKRAINE-EO13662] [RUSSIA-EO14024", remarks)
    found = snapshot(tmp_path, sdn_csv=row, cons_prim_csv=row).entries

    assert [lists_of(one) for one in found] == [
        {"UKRAINE-EO13662": "SSI", "RUSSIA-EO14024": "SDN"},
        {"UKRAINE-EO13662": "SSI", "RUSSIA-EO14024": "OFAC"},
    ]


@pytest.mark.parametrize(("directive", "expected"), [("2", "CAPTA"), ("3", "NS-MBS"), ("1A", "NS-MBS")])
def test_a_directive_under_executive_order_14024_tells_its_list(
    tmp_path: Path, directive: str, expected: str
) -> None:
    remarks = f"Executive Order 14024 Directive Information - Subject to Directive {directive} - All dealings"
    row = sdn(40001, "ZARYA BANK", "RUSSIA-EO14024", remarks)
    on_sdn, consolidated = snapshot(tmp_path, sdn_csv=row, cons_prim_csv=row).entries

    # An entry of sdn.csv with one program is on the SDN List under it, whatever else it is on.
    assert (lists_of(on_sdn), lists_of(consolidated)) == (
        {"RUSSIA-EO14024": "SDN"},
        {"RUSSIA-EO14024": expected},
    )


def test_of_several_programs_none_is_put_on_the_sdn_list_if_any_may_be_on_the_other(tmp_path: Path) -> None:
    row = sdn(40001, "ZARYA WORKS", "UKRAINE-EO13661] [RUSSIA-EO14024")
    first, _ = snapshot(tmp_path, sdn_csv=row, cons_prim_csv=row).entries

    assert set(lists_of(first).values()) == {"OFAC"}


def test_the_consolidated_list_is_never_called_by_a_name_with_sdn_in_it(tmp_path: Path) -> None:
    rows = sdn(1, "A WORKS", "CAATSA - RUSSIA") + sdn(2, "B WORKS", "NS-PLC") + sdn(3, "C WORKS", "IRAN")
    found = snapshot(tmp_path, cons_prim_csv=rows).entries

    assert [one.designations[0].list for one in found] == ["NS-MBS", "NS-PLC", "OFAC"]


# Files as they are found


def test_latin_1_and_the_sign_at_the_end_of_the_file_are_read(tmp_path: Path) -> None:
    rows = sdn(40001, "SOCIÉTÉ ZARYA", "RUSSIA-EO14024").encode("latin-1") + b"\x1a\r\n"

    assert entry(tmp_path, sdn_csv=rows).name == "SOCIÉTÉ ZARYA"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheet_may_have_saved_it_again_with_names_of_columns(tmp_path: Path, delimiter: str) -> None:
    cells = ["40001", "ZARYA", "-0-", "CUBA", *["-0-"] * 8]
    header = ["ent_num", "SDN_Name", "SDN_Type", "Program", *"abcdefgh"]
    text = "\ufeff" + "\n".join(delimiter.join(row) for row in (header, cells)) + "\n"

    assert entry(tmp_path, sdn_csv=text).name == "ZARYA"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ('40002,"CUT OFF', "line 2: a quoted text does not end on its line"),
        ('40002,"SHORT",-0- ,"CUBA"\r\n', "line 2: has 4 fields; a record has 12 fields"),
        (sdn(40002, "-", "CUBA"), "line 2: has no readable name or kind"),
        (sdn(40002, "ODD", "CUBA", kind="planet"), "line 2: has no readable name or kind"),
        (sdn(40002, "X", "CUBA").replace("40002", "4x"), "line 2: '4x' is not the number of an entry"),
        (sdn(40002, "X" * 20_000, "CUBA"), "line 2: field 2 has 20,000 characters"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(tmp_path: Path, row: str, problem: str) -> None:
    found = snapshot(tmp_path, sdn_csv=sdn(40001, "ZARYA", "CUBA") + row)

    assert [one.name for one in found.entries] == ["ZARYA"]
    assert [problem in str(fault) for fault in found.unread] == [True]


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"add_csv": '36,1,"Street 1","Havana","Cuba",-0- \r\n'}, "OFAC's file of addresses"),
        ({"alt_csv": alt(1, 1, "A")}, "give that file too"),
        ({"cons_prim_csv": sdn(1, "A", "SDGT")}, "the file seems to be sdn.csv"),
        ({"sdn_csv": sdn(1, "A", "NS-PLC")}, "the file seems to be cons_prim.csv"),
        ({"list_csv": sdn(1, "A", "SDGT")}, "call it sdn.csv or cons_prim.csv"),
        ({"sdn_csv": "<sdnList/>"}, "is XML or HTML"),
        ({"sdn_csv": "[]"}, "is a JSON array"),
        ({"sdn_csv": "36,1,2,3,4,5,6\n"}, "has 7 fields"),
        ({"sdn_csv": "hello\n"}, "which is no list known here"),
        ({"sdn_csv": '36,"A\n' * 3}, "has only aliases or comments"),
        ({"sdn_csv": b"36,\x00\n"}, "NUL byte"),
        ({"sdn_csv": b""}, "is empty"),
        ({"targets_csv": "id,schema,name\n1,2,3\n"}, "has no column aliases"),
    ],
)
def test_what_is_no_list_is_an_error_that_says_what_was_found(
    tmp_path: Path, files: dict[str, str | bytes], problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        snapshot(tmp_path, **files)


def test_without_a_day_the_clock_is_not_asked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"does not say of which day it is; give .*--snapshot"):
        snapshot(tmp_path, None, sdn_csv=sdn(1, "A", "CUBA"))


@pytest.mark.parametrize("name", ["sdn-2026-10-05.csv", "sdn_20261005.csv", "2026-10-05/sdn.csv"])
def test_the_name_of_a_file_or_folder_may_have_the_day(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(sdn(1, "A", "CUBA"))

    assert str(read_snapshot([str(path)], None, KNOWN).day) == "2026-10-05"


@pytest.mark.parametrize(
    "name", ["sdn-2026-13-05.csv", "sdn-2026-10-05-2026-10-06.csv", "sdn-1234567890.csv"]
)
def test_a_name_with_no_day_or_two_has_none(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(sdn(1, "A", "CUBA"))

    with pytest.raises(InputError, match="does not say of which day it is"):
        read_snapshot([str(path)], None, KNOWN)


def test_aliases_of_entries_that_are_not_there_are_told(tmp_path: Path) -> None:
    found = snapshot(tmp_path, sdn_csv=sdn(1, "A", "CUBA"), alt_csv=alt(1, 1, "B") + alt(7, 2, "C"))

    assert [fault.problem for fault in found.unread] == [
        "has aliases of entries that are not there (1), such as 7"
    ]


def test_comments_go_on_where_remarks_are_too_long(tmp_path: Path) -> None:
    rows = sdn(40001, "ZARYA WORKS", "CAATSA - RUSSIA", "Gender Male")
    more = '40001,"CAATSA Section 235 Information: FOREIGN EXCHANGE. Sec 235(a)(7)."\r\n'
    found = entry(tmp_path, sdn_csv=rows, sdn_comments_csv=more)

    assert found.designations[0].measures == ("caatsa.235.a.7",)
