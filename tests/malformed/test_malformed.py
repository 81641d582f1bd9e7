"""One file for each thing that can be wrong with an input: where it is said to be, and in which words."""

import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from caatsa.domain.errors import InputError
from caatsa.intake.readers import read_documents

FOLDER = Path(__file__).parent
FORM = re.compile(r"[^\n]+?(, line [0-9]+(, column [0-9]+)?)?: [^\n]+")


class Case(NamedTuple):
    file: str
    line: int | None
    column: int | None
    phrases: tuple[str, ...]


CASES = (
    Case("tab_indent.yaml", 2, 1, ("not YAML", "not with tabs")),
    Case("unclosed_bracket.yaml", 3, 1, ("not YAML",)),
    Case("unclosed_quote.yaml", 3, 1, ("not YAML",)),
    Case("two_colons.yaml", 2, 10, ("not YAML", "mapping values")),
    Case("duplicate_key.yaml", 5, 1, ("the key 'events' is given twice", "first on line 1")),
    Case("duplicate_nested_key.yaml", 5, 5, ("the key 'id' is given twice", "first on line 2")),
    Case("anchor.yaml", 3, 12, ("the anchor '&b'", "write the value out")),
    Case("alias.yaml", 5, 11, ("the alias '*b'", "write the value out")),
    Case("merge_key.yaml", 5, 5, ("merge key '<<'",)),
    Case("python_tag.yaml", 5, 11, ("the tag", "without tags")),
    Case("text_tag.yaml", 5, 11, ("the tag", "without tags")),
    Case("list_as_key.yaml", 5, 3, ("a key is text",)),
    Case("two_documents.yaml", 5, 1, ("a second document", "one document")),
    Case("impossible_day.yaml", 5, 32, ("'2018-02-30' is not a day", "YYYY-MM-DD")),
    Case("control_character.yaml", 5, 13, ("U+0007", "printable")),
    Case("endless_number.yaml", 5, 15, ("5,000 digits", "at most")),
    Case("infinite_number.yaml", 5, 15, ("out of range",)),
    Case(
        "scalar_document.yaml",
        1,
        1,
        ("the document is 'events', not a mapping", "events, persons, official_acts"),
    ),
    Case("only_comments.yaml", 1, 1, ("holds no event",)),
    Case("single_event.yaml", 1, 1, ("a single event", "in a list")),
    Case("no_events.yaml", None, None, ("holds no event",)),
    Case("empty_list.yaml", None, None, ("holds no event",)),
    Case("latin1.yaml", 2, 12, ("0xE9", "UTF-8")),
    Case("utf16.yaml", None, None, ("UTF-16", "UTF-8")),
    Case("empty.yaml", None, None, ("is empty",)),
    Case("blank.csv", None, None, ("is empty",)),
    Case("prose.txt", None, None, ("text without events", "yaml, json, jsonl, csv")),
    Case("unknown_key.yaml", 5, 5, ("the key 'suplier' is not known", "did you mean 'supplier'?")),
    Case("unknown_key_far.yaml", 5, 5, ("the key 'colour' is not known", "keys are id, buyer")),
    Case("unknown_section.yaml", 5, 1, ("the key 'event'", "did you mean 'events'?")),
    Case("misspelt_required_key.yaml", 3, 5, ("the key 'buyr'", "did you mean 'buyer'?")),
    Case("missing_id.yaml", 2, 5, ("the key 'id' is missing", "required are id, buyer, acts")),
    Case("missing_buyer_country.yaml", 3, 12, ("the key 'country' is missing",)),
    Case("null_buyer_country.yaml", 3, 12, ("buyer has no country", "country_name")),
    Case("country_as_number.yaml", 3, 22, ("country is the number 356, not text", "quotes")),
    Case("no_acts.yaml", 4, 11, ("acts is empty", "at least 1")),
    Case("acts_as_mapping.yaml", 4, 11, ("acts is a mapping, not a list",)),
    Case("act_as_text.yaml", 5, 9, ("acts[0] is 'contract', not a mapping", "keys are kind, date")),
    Case("unknown_act_kind.yaml", 5, 16, ("kind is 'contrat'", "did you mean 'contract'?", "allowed: talks")),
    Case("no_act_kind.yaml", 5, 9, ("the key 'kind' is missing",)),
    Case("month_13.yaml", 5, 32, ("has no such month", "01 to 12")),
    Case("impossible_quoted_day.yaml", 5, 32, ("not a day of the calendar", "28 days")),
    Case("year_too_late.yaml", 5, 32, ("out of range", "1900 to 2100")),
    Case("date_in_words.yaml", 5, 32, ("'May 2018' is not a date", "YYYY-MM")),
    Case("timestamp.yaml", 5, 32, ("is not a date",)),
    Case("date_as_list.yaml", 5, 32, ("is not a date",)),
    Case("unknown_role.yaml", 5, 22, ("role is 'banker'", "did you mean 'bank'?")),
    Case("unknown_end_use.yaml", 5, 14, ("end_use is 'Military'", "did you mean 'military'?")),
    Case("unknown_capability.yaml", 5, 17, ("capability is 'brand new'", "sustainment")),
    Case("capability_as_boolean.yaml", 5, 17, ("capability is true",)),
    Case("unknown_grade.yaml", 5, 33, ("grade is 'rumour'", "leak")),
    Case("source_without_title.yaml", 5, 15, ("the key 'title' is missing",)),
    Case("item_as_date.yaml", 5, 11, ("item is the date 2019-01-01, not text", "quotes")),
    Case("blank_item.yaml", 5, 11, ("item is blank",)),
    Case("quantity_as_list.yaml", 5, 15, ("quantity is neither a number nor text",)),
    Case("quantity_as_boolean.yaml", 5, 15, ("quantity is neither a number nor text",)),
    Case("long_id.yaml", 2, 9, ("id has 201 characters", "at most 200")),
    Case("two_line_id.yaml", 2, 9, ("id is not an id", "one line")),
    Case("id_as_number.yaml", 2, 9, ("id is the number 17, not text", "quotes")),
    Case("repeated_id.yaml", 5, 9, ("the id 'a' is given twice", "repeated_id.yaml, line 2")),
    Case("spans_as_text.yaml", 5, 12, ("spans is 'all', not a mapping",)),
    Case("owner_with_no_share_at_all.yaml", 6, 41, ("share is the number 0", "more than 0")),
    Case("owner_with_more_than_all.yaml", 6, 41, ("share is the number 101", "at most 100")),
    Case("owners_with_more_than_all.yaml", 6, 23, ("on 2019-12-31 add up to 120", "at most 100")),
    Case("owner_as_number.yaml", 6, 24, ("owners[0] is the number 3, not a mapping",)),
    Case("owner_until_before_from.yaml", 6, 53, ("until is before from, which is 2019",)),
    Case("share_as_text.yaml", 6, 41, ("share is 'half', not a number",)),
    Case("aliases_as_text.yaml", 6, 24, ("aliases is 'Q', not a list",)),
    Case("person_without_name.yaml", 6, 5, ("the key 'name' is missing",)),
    Case("unknown_sector.yaml", 6, 44, ("sector is 'defence'", "did you mean 'defense'?")),
    Case("unknown_provision.yaml", 6, 38, ("provision is 'caatsa.999'", "caatsa.231.a")),
    Case("unknown_official_act.yaml", 6, 19, ("kind is 'pardon'", "termination")),
    Case("measure_13.yaml", 6, 106, ("measures[0] is 'caatsa.235.a.13'", "caatsa.235.a.12")),
    Case("until_before_date.yaml", 6, 108, ("until is before date, which is 2019-05-01",)),
    Case("act_of_unknown_date.yaml", 6, 89, ("date is not known", "YYYY-MM-DD")),
    Case("act_without_date.yaml", 6, 5, ("the key 'date' is missing",)),
    Case("act_without_source.yaml", 6, 5, ("the key 'source' is missing",)),
    Case("waiver_without_person.yaml", 6, 5, ("a waiver needs person",)),
    Case("warning_without_item.yaml", 6, 5, ("a warning needs country and item",)),
    Case("statement_about_nobody.yaml", 6, 5, ("needs person or country",)),
    Case("repeated_official_act.yaml", 7, 10, ("the id 'w' is given twice", "line 6")),
    Case("trailing_comma.json", 2, 13, ("a comma before '}'",)),
    Case("single_quotes.json", 1, 3, ("a key was expected", "double quotes")),
    Case("comment.json", 1, 1, ("a value was expected",)),
    Case("nan.json", 2, 14, ("found 'NaN'", "a value is")),
    Case("infinity.json", 1, 15, ("found '-Infinity'",)),
    Case("huge_exponent.json", 1, 15, ("out of range",)),
    Case("leading_zero.json", 1, 15, ("found '007'",)),
    Case("duplicate_key.json", 2, 3, ("the key 'id' is given twice", "first on line 1")),
    Case("unclosed.json", 2, 1, ("a value was expected, found the end",)),
    Case("unclosed_text.json", 1, 9, ("not closed",)),
    Case("missing_colon.json", 1, 8, ("':' was expected",)),
    Case("missing_comma.json", 1, 13, ("',' or '}' was expected",)),
    Case("more_after_the_end.json", 2, 1, ("more after the end", "one JSON value")),
    Case("half_a_pair.json", 1, 9, ("surrogate",)),
    Case("unknown_key.json", 2, 3, ("did you mean 'supplier'?",)),
    Case("nul_escape.json", 2, 11, ("item holds the character U+0000",)),
    Case("third_line.jsonl", 3, 59, ("kind is 'talk'", "did you mean 'talks'?")),
    Case("broken_line.jsonl", 2, 8, ("a value was expected, found the end",)),
    Case("list_on_a_line.jsonl", 2, 1, ("is a list, not a mapping",)),
    Case("repeated_id.jsonl", 2, 8, ("the id 'a' is given twice", "line 1")),
    Case("unknown_column.csv", 1, 2, ("the column 'buyer.contry'", "did you mean 'buyer.country'?")),
    Case("index_left_out.csv", 1, 3, ("the column 'acts.kind'", "did you mean 'acts.0.kind'?")),
    Case("semicolons.csv", 1, 1, ("is not known", "separated by commas")),
    Case("repeated_column.csv", 1, 5, ("the column 'id' is given twice", "column 1")),
    Case("nameless_column.csv", 1, 5, ("a column without a name",)),
    Case("short_row.csv", 3, None, ("the row has 3 cells", "the header has 4")),
    Case("long_row.csv", 2, None, ("the row has 5 cells", "the header has 4")),
    Case("open_quote.csv", 3, None, ("not CSV",)),
    Case("open_quote_in_header.csv", 1, None, ("not CSV",)),
    Case("commas_only.csv", None, None, ("is empty", "names the columns")),
    Case("missing_cell.csv", 3, None, ("the key 'id' is missing",)),
    Case("bad_cell.csv", 3, 3, ("kind is 'buy'", "allowed: talks")),
    Case("row_after_two_line_cell.csv", 4, 4, ("has no such month",)),
    Case("only_header.csv", None, None, ("holds no event",)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_malformed_file_gives_one_fault_at_its_place(case: Case) -> None:
    with pytest.raises(InputError) as caught:
        read_documents([FOLDER / case.file])
    (fault,) = caught.value.faults
    assert (Path(fault.file).name, fault.line, fault.column) == (case.file, case.line, case.column)
    assert [phrase for phrase in case.phrases if phrase not in str(fault)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_fault_is_one_line_that_says_where_what_and_what_is_allowed(case: Case) -> None:
    with pytest.raises(InputError) as caught:
        read_documents([FOLDER / case.file])
    (line,) = str(caught.value).split("\n")
    assert FORM.fullmatch(line)
    assert line.isprintable()
    assert "pydantic" not in line
    assert "http" not in line


def test_every_file_of_the_folder_is_in_the_table() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.is_file() and path.suffix != ".py"}
    assert files == {case.file for case in CASES}


def test_faults_of_all_files_come_at_once() -> None:
    with pytest.raises(InputError) as caught:
        read_documents([FOLDER / case.file for case in CASES])
    named = {Path(fault.file).name for fault in caught.value.faults}
    assert named >= {case.file for case in CASES if "holds no event" not in case.phrases}


MANY = b"""
events:
  - id: a
    buyer: {contry: India}
    acts: [{kind: buy, date: 2018-13}, {kind: contract, date: 1066}]
    sources: [{titel: x}, {title: 5}]
persons: [{name: P, owners: [{share: 200}]}]
"""


def test_all_faults_of_a_file_come_at_once_and_in_order() -> None:
    with pytest.raises(InputError) as caught:
        read_documents([("many.yaml", MANY)])
    places = [(fault.line, fault.column) for fault in caught.value.faults]
    assert places == sorted(places)
    assert places == [(4, 13), (5, 19), (5, 30), (5, 63), (6, 16), (6, 35), (7, 30), (7, 38)]


GENERATED = {
    "endless line": ("a.yaml", b"events: " + b"x" * 50_000_000, "50,000,008 characters"),
    "endless text": ("a.json", b'{"events": "' + b"x" * 50_000_000 + b'"}', "50,000,000 characters"),
    "endless line of lines": ("a.jsonl", b'{"id": "' + b"x" * 50_000_000 + b'"}', "50,000,010 characters"),
    "endless cell": ("a.csv", b"id,item\na," + b"x" * 50_000_000, "50,000,002 characters"),
    "large cell": ("a.csv", b"id,item\na," + b"x" * 500_000, "field larger than field limit"),
    "larger than any document": ("a.yaml", b"# a comment\n" * 6_000_000, "72,000,000 bytes"),
    "deep lists": ("a.yaml", b"events: " + b"[" * 900_000, "nested too deeply"),
    "deep mappings": ("a.yaml", b"{a: " * 100_000, "nested too deeply"),
    "deep block lists": ("a.yaml", b"- " * 100_000, "nested too deeply"),
    "deep JSON": ("a.json", b"[" * 1_000_000, "nested too deeply"),
    "deep and whole JSON": ("a.json", b"[" * 65 + b"]" * 65, "nested too deeply"),
    "laughs": (
        "a.yaml",
        b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n, n, n - 1, n - 1) for n in range(98, 123)),
        "the anchor '&a'",
    ),
    "NUL byte": ("a.yaml", b"events:\n  - id: a\0\n", "line 2, column 10: a NUL byte"),
    "UTF-8 cut short": ("a.json", '["é'.encode()[:-1], "line 1, column 3: byte 0xC3"),
    "Parquet": ("a.parquet", b"PAR1\0\0", "is a Parquet file"),
    "spreadsheet": ("a.xlsx", b"PK\x03\x04\0", "is a ZIP archive or a spreadsheet"),
}


@pytest.mark.parametrize(("name", "content", "phrase"), GENERATED.values(), ids=GENERATED.keys())
def test_hostile_file_is_refused_with_a_clear_fault(name: str, content: bytes, phrase: str) -> None:
    with pytest.raises(InputError) as caught:
        read_documents([(name, content)])
    assert phrase in str(caught.value.faults[0])
    assert all(FORM.fullmatch(str(fault)) for fault in caught.value.faults)
    assert len(str(caught.value)) < 20_000


def test_missing_file_and_directory_each_give_one_fault(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_documents([tmp_path / "none.yaml", tmp_path])
    assert [fault.problem for fault in caught.value.faults] == ["there is no such file", "is a directory"]


def test_unreadable_file_gives_one_fault(tmp_path: Path) -> None:
    forbidden = tmp_path / "a.yaml"
    forbidden.write_text("events: []")
    forbidden.chmod(0)
    # Nothing is forbidden to root, but the start of a process's memory cannot be read by anyone.
    path = "/proc/self/mem" if os.geteuid() == 0 else forbidden
    with pytest.raises(InputError, match="cannot be read: ") as caught:
        read_documents([path])
    assert len(caught.value.faults) == 1


def test_file_name_that_no_system_allows_gives_one_fault() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_documents(["a" * 5000])
