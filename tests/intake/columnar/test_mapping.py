"""A mapping of columns: what each of its keys does with a row, and every fault of file, columns and rows."""

import json
from typing import Any

import pytest

from caatsa.domain.errors import InputError
from caatsa.domain.reported import Event
from caatsa.intake.assembly import ReadInput
from caatsa.intake.columnar.mapping import read_mapping
from caatsa.intake.readers import Foreign, read_documents
from caatsa.registers.countries import Countries
from caatsa.rulebase.rulebase import load_rulebase

MAPPING = """\
format: 1
event:
  id: {column: NO}
  buyer: {country: {column: TO}}
  acts:
    - {kind: delivery, date: {column: DAY}}
"""


@pytest.fixture(scope="module")
def countries() -> Countries:
    return load_rulebase().registers.countries


def read(
    mapping: str, table: str, name: str = "t.csv", countries: Countries | None = None, *, strict: bool = False
) -> ReadInput:
    found = read_mapping(("m.yaml", mapping.encode()))
    return read_documents([(name, table.encode())], None, countries, Foreign(strict=strict, mapping=found))


def one(mapping: str, table: str) -> Event:
    """The only event of the table, of which nothing was unreadable."""
    result = read(mapping, table)
    assert result.unread == ()
    (event,) = result.document.events
    return event


def with_keys(
    event: str = "", top: str = "", acts: str = "    - {kind: delivery, date: {column: DAY}}\n"
) -> str:
    """The mapping with more keys of the event and of the whole, and other acts."""
    return (
        f"format: 1\n{top}event:\n  id: {{column: NO}}\n  buyer: {{country: {{column: TO}}}}\n"
        f"{event}  acts:\n{acts}"
    )


def faults(caught: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [str(fault) for fault in caught.value.faults]


def unread(result: ReadInput) -> list[str]:
    return [str(fault) for fault in result.unread]


@pytest.mark.parametrize(
    ("key", "cell", "said"),
    [
        ("item: {column: X}", "S-400", "S-400"),
        ("item: {column: X}", "", None),
        ("item: S-400", "anything", "S-400"),
        ("item: {column: X, if_empty: tyres}", "", "tyres"),
        ("item: {column: X, values: {a: S-400}}", "a", "S-400"),
        ("item: {column: X, values: {a: S-400}}", "", None),
        ("item: {column: X, values: {a: null}}", "a", None),
        ("item: {column: X, values: {a: S-400}, otherwise: keep}", "b", "b"),
        ("item: {column: X, values: {a: S-400}, otherwise: empty}", "b", None),
        ("item: {column: X, values: {a: S-400}, otherwise: empty, if_empty: tyres}", "b", "tyres"),
        ('item: {template: "{X} of {NO}"}', "two", "two of 1"),
        ('item: {template: "{{{X}}}"}', "two", "{two}"),
        ('item: {template: "{X}-{X}"}', "", None),
        ('item: {template: "{X} {NO}"}', "", "1"),
        ("end_use: {column: X, values: {m: military}}", "m", "military"),
        ("end_use: civil", "m", "civil"),
        ("capability: {column: X}", "upgrade", "upgrade"),
        ("quantity: 5", "7", 5),
        ("quantity: {column: X}", "5", 5),
        ("quantity: {column: X}", "about 5", "about 5"),
        ("quantity: {column: X}", "1,000", "1,000"),
        ("quantity: {column: X, thousands: comma}", "1,000", 1000),
        ("quantity: {column: X, thousands: comma}", "7,50,000", 750_000),
        ("quantity: {column: X, thousands: blank}", "1\u00a0000\u202f000", 1_000_000),
        ("quantity: {column: X, thousands: apostrophe}", "1'000", 1000),
        ("quantity: {column: X, thousands: point, decimal: comma}", "1.000,5", 1000.5),
        ("quantity: {column: X, thousands: point, decimal: comma}", "1.00", "1.00"),
        ("quantity: {column: X, thousands: point, decimal: comma}", "-12", -12),
        ("quantity: {column: X, unit: regiments}", "5", "5 regiments"),
        ("quantity: {column: X, unit: {column: NO}}", "5", "5 1"),
        ("quantity: {column: X, unit: regiments}", "", None),
        ("value: {column: X, times: 1000, currency: USD}", "1.25", "USD 1250"),
        ("value: {column: X, times: 1000, currency: USD}", "0.0001", "USD 0.1"),
        ("value: {column: X, currency: USD}", "100", "USD 100"),
        (
            "value: {column: X, currency: USD}",
            "100000000000000000000.123456789",
            "USD 100000000000000000000.123456789",
        ),
        ("value: {column: X, currency: USD}", "over 3 billion", "over 3 billion"),
    ],
)
def test_a_value_is_taken_from_the_cells_of_the_row(key: str, cell: str, said: Any) -> None:
    table = f'NO,TO,DAY,X\n1,India,2018-10-05,"{cell}"\n'

    assert getattr(one(with_keys(f"  {key}\n"), table), key.partition(":")[0]) == said


@pytest.mark.parametrize(
    ("form", "cell", "said"),
    [
        ("", "2018-10-05", "2018-10-05"),
        ("", "2018-10", "2018-10"),
        ("", "2018", "2018"),
        ("form: DD.MM.YYYY", "5.10.2018", "2018-10-05"),
        ("form: DD/MM/YYYY", "05/10/2018", "2018-10-05"),
        ("form: MM/DD/YYYY", "05/10/2018", "2018-05-10"),
        ("form: DD-MM-YYYY", "05-10-2018", "2018-10-05"),
        ("form: YYYYMMDD", "20181005", "2018-10-05"),
        ("form: YYYYMM", "201810", "2018-10"),
        ("form: YYYY/MM/DD", "2018/10/05", "2018-10-05"),
        ("form: MM.YYYY", "10.2018", "2018-10"),
        ("form: DD-Mon-YYYY", "05-OCT-2018", "2018-10-05"),
        ("form: DD Mon YYYY", "5 Oct 2018", "2018-10-05"),
        ("form: Mon YYYY", "Oct 2018", "2018-10"),
        ("form: DD.MM.YYYY hh:mm", "05.10.2018 23:59:59", "2018-10-05"),
        ("form: YYYY-MM-DDThh:mm", "2018-10-05T00:30:00.5+05:30", "2018-10-05"),
        ("form: [DD.MM.YYYY, YYYY]", "2018", "2018"),
    ],
)
def test_a_date_is_read_in_the_forms_that_are_named(form: str, cell: str, said: str) -> None:
    acts = f"    - {{kind: delivery, date: {{column: DAY, {form}}}}}\n".replace(", }", "}")

    assert str(one(with_keys(acts=acts), f"NO,TO,DAY\n1,India,{cell}\n").acts[0].date) == said


@pytest.mark.parametrize(
    ("form", "cell", "told"),
    [
        ("DD.MM.YYYY", "2018-10-05", "'2018-10-05' is not a date in that form; the form is DD.MM.YYYY"),
        ("DD.MM.YYYY", "31.02.2018", "'2018-02-31' is not a day of the calendar"),
        ("DD.MM.YYYY", "05.10.18", "'05.10.18' is not a date in that form"),
        ("DD-Mon-YYYY", "05-Xyz-2018", "has no such month"),
        ("YYYYMMDD", "2018105", "is not a date in that form"),
        ("[YYYY, YYYY-MM]", "soon", "the form is YYYY or YYYY-MM"),
        ("YYYY", "٢٠١٨", "is not a date in that form"),
    ],
)
def test_a_date_in_another_form_makes_the_row_unreadable(form: str, cell: str, told: str) -> None:
    acts = f"    - {{kind: delivery, date: {{column: DAY, form: {form}}}}}\n"
    good = {"DD.MM.YYYY": "05.10.2018", "DD-Mon-YYYY": "05-Oct-2018", "YYYYMMDD": "20181005"}.get(
        form, "2018"
    )
    found = read(with_keys(acts=acts), f"NO,TO,DAY\n1,India,{cell}\n2,India,{good}\n")

    assert [event.id for event in found.document.events] == ["2"]
    (row,) = unread(found)
    assert row.startswith("t.csv, line 2, column 3: ")
    assert told in row


def test_several_acts_come_from_several_columns_and_an_empty_date_is_no_act() -> None:
    acts = (
        "    - {kind: contract, date: {column: SIGNED}}\n"
        "    - {kind: {column: K, values: {P: payment, D: delivery}}, date: {column: DAY},"
        " quantity: {column: Q}}\n"
        "    - {kind: cancellation, when: {column: STATE, in: [void, annulled]}}\n"
        "    - {kind: license, date: 2020, when: {column: STATE, empty: false}}\n"
    )
    table = (
        "NO,TO,SIGNED,K,DAY,Q,STATE\n1,India,2018,P,2019,5,\n2,India,,D,2020,,void\n3,India,2018,,,,open\n"
    )
    events = read(with_keys(acts=acts), table).document.events

    assert [[(act.kind, str(act.date), act.quantity) for act in event.acts] for event in events] == [
        [("contract", "2018", None), ("payment", "2019", 5)],
        [("delivery", "2020", None), ("cancellation", "unknown", None), ("license", "2020", None)],
        [("contract", "2018", None), ("license", "2020", None)],
    ]


def test_a_row_without_any_act_is_unreadable_and_not_dropped() -> None:
    result = read(MAPPING, "NO,TO,DAY\n1,India,\n2,India,2018\n")

    assert unread(result) == ["t.csv, line 2: the key 'acts' is missing; required are id, buyer, acts"]


def test_parties_and_sources_that_a_row_does_not_name_are_not_there() -> None:
    event = (
        "  supplier: {country: Russia, name: {column: S}}\n"
        "  parties:\n    - {role: agent, name: {column: A}}\n"
        "    - {role: bank, name: {column: B}, country: CH}\n"
        "  sources:\n    - {title: Extract, url: {column: U}, published: 2020-01-31, grade: official_text}\n"
        "    - {title: {column: T}, grade: {column: G, values: {x: leak}}}\n"
    )
    first, second = read(
        with_keys(event),
        "NO,TO,DAY,S,A,B,U,T,G\n1,India,2018,Seller,Agent,,https://x,,\n2,India,2018,,,Bank,,Title,x\n",
    ).document.events

    assert first.supplier is not None
    assert second.supplier is not None
    assert (first.supplier.name, second.supplier.name) == ("Seller", None)
    assert [[(party.role, party.name) for party in event.parties] for event in (first, second)] == [
        [("agent", "Agent")],
        [("bank", "Bank")],
    ]
    assert [
        [(source.title, source.url, source.grade) for source in event.sources] for event in (first, second)
    ] == [
        [("Extract", "https://x", "official_text")],
        [("Extract", None, "official_text"), ("Title", None, "leak")],
    ]


def test_somebody_of_no_state_is_named_beside_an_empty_country() -> None:
    mapping = MAPPING.replace(
        "{country: {column: TO}}",
        "{country: {column: TO, values: {Houthis: null}, otherwise: keep}, country_name: {column: TO}}",
    )
    first, second = read(mapping, "NO,TO,DAY\n1,Houthis,2018\n2,India,2018\n").document.events

    assert (first.buyer.country, first.buyer.country_name) == (None, "Houthis")
    assert second.buyer.country == "India"


def test_rows_that_are_no_events_are_skipped_by_simple_conditions() -> None:
    conditions = "{column: STATE, in: [void, draft]}", "{column: X, equals: a}", "{column: Y, empty: true}"
    top = f"skip: [{', '.join(conditions)}]\n"
    table = (
        "NO,TO,DAY,STATE,X,Y\n1,India,2018,void,,y\n2,India,2018,,a,y\n3,India,2018,,,\n4,India,2018,,,y\n"
    )
    result = read(with_keys(top=top), table)

    assert ([event.id for event in result.document.events], result.unread) == (["4"], ())


def test_a_cell_that_stands_for_nothing_states_nothing() -> None:
    result = one(
        with_keys("  item: {column: X}\n", 'empty_cells: ["-", "n/a"]\n'), "NO,TO,DAY,X\n1,India,2018,n/a\n"
    )

    assert result.item is None


def test_a_buyer_of_no_state_has_nothing_in_the_column_of_the_country() -> None:
    table = b"id,buyer.country,buyer.country_name,acts.0.kind\na,,Houthis,gift\n"
    buyer = read_documents([("t.csv", table)]).document.events[0].buyer

    assert (buyer.country, buyer.country_name) == (None, "Houthis")


def test_a_row_without_an_id_of_its_own_has_the_name_of_the_file_and_its_line() -> None:
    mapping = MAPPING.replace("  id: {column: NO}\n", "")

    assert [
        event.id
        for event in read(
            mapping, "NO,TO,DAY\n1,India,2018\n\n2,India,2018\n", "extracts/t.csv"
        ).document.events
    ] == ["t-2", "t-4"]


@pytest.mark.parametrize(
    ("top", "name", "table"),
    [
        ("", "t.csv", "NO,TO,DAY\n1,India,2018\n"),
        ("", "t.txt", "NO,TO,DAY\n1,India,2018\n"),
        ("", "-", "NO,TO,DAY\n1,India,2018\n"),
        ("separator: semicolon\n", "t.csv", 'NO;TO;DAY\n1;"India";2018\n'),
        ("separator: tab\n", "t.csv", "\ufeffNO\tTO\tDAY\n1\tIndia\t2018\n"),
        ("separator: pipe\nheader_line: 3\n", "t.csv", "Title\n\nNO|TO|DAY\n1|India|2018\n"),
        ("", "t.jsonl", '{"NO": 1, "TO": "India", "DAY": "2018"}\n'),
        (
            "",
            "-",
            '{"DAY": 2018.0, "NO": "1", "TO": " India ", "X": [1, {}]}\n{"NO": "", "TO": "", "DAY": 5}',
        ),
    ],
)
def test_csv_in_any_separation_and_jsonl_are_read(top: str, name: str, table: str) -> None:
    event = read(with_keys(top=top), table, name).document.events[0]

    assert (event.id, event.buyer.country, str(event.acts[0].date)) == ("1", "India", "2018")


def test_inner_keys_of_jsonl_are_columns_with_dots() -> None:
    mapping = MAPPING.replace("column: TO", "column: to.country").replace("column: DAY", "column: days.0")
    line = json.dumps({"NO": 1, "to": {"country": "India"}, "days": ["2018", "2019"]})

    assert read(mapping, line, "t.jsonl").document.events[0].buyer.country == "India"


def test_a_register_is_mapped_and_not_recognised_where_a_mapping_is_given() -> None:
    mapping = (
        MAPPING.replace("NO}", "Designation}").replace("TO}", "Recipient}").replace("DAY}", "Year of order}")
    )
    result = read(mapping, "Recipient,Supplier,Year of order,Designation\nIndia,Russia,2018,S-400\n")

    assert result.document.events[0].id == "S-400"


def test_inputs_in_our_own_form_beside_the_table_are_read_as_they_are() -> None:
    found = read_mapping(("m.yaml", MAPPING.encode()))
    sources = [("t.csv", b"NO,TO,DAY\n1,India,2018\n"), ("p.yaml", b"persons:\n  - {name: P}\n")]
    result = read_documents(sources, foreign=Foreign(mapping=found))

    assert [person.name for person in result.document.persons] == ["P"]
    assert len(result.document.events) == 1


def test_the_mapping_is_part_of_what_was_read() -> None:
    table = "NO,TO,DAY\n1,India,2018\n"

    assert read(MAPPING, table).sha256 != read(MAPPING + "# another\n", table).sha256


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            "NO,TO,DAY\n1,Indai,2018\n",
            "line 2, column 2: 'Indai' is not a country known here; did you mean India?",
        ),
        ("NO,TO,DAY\n1,Indai,2018-13\n", "(and 1 more fault in this row)"),
        ("NO,TO,DAY\n,India,2018\n", "line 2: the key 'id' is missing"),
        ("NO,TO,DAY\n1,India,2018,more\n", "line 2: the row has 4 cells; the header has 3"),
        ("NO,TO,DAY\n1,India\n", "line 2: the row has 2 cells; the header has 3"),
        (
            "NO,TO,DAY\n9,India,2018\n",
            "line 3, column 1: the id '9' is given twice; it stands first in t.csv, line 2",
        ),
        ('NO,TO,DAY\n1,India,"2018\n', "line 3: not CSV: unexpected end of data"),
    ],
)
def test_an_unreadable_row_is_an_issue_or_under_strict_a_fault(
    countries: Countries, table: str, told: str
) -> None:
    good = "9,India,2018\n"
    whole = (
        table + good if "unexpected" not in told else f"NO,TO,DAY\n{good}" + table.removeprefix("NO,TO,DAY\n")
    )
    result = read(MAPPING, whole, countries=countries)

    assert [event.id for event in result.document.events] == ["9"]
    assert len(result.unread) == 1
    assert told in str(result.unread[0])
    with pytest.raises(InputError) as caught:
        read(MAPPING, whole, countries=countries, strict=True)
    assert any(told.removesuffix("(and 1 more fault in this row)") in fault for fault in faults(caught))


def test_a_table_without_a_readable_row_is_refused_with_what_is_wrong() -> None:
    with pytest.raises(InputError) as caught:
        read(MAPPING, "NO,TO,DAY\n1,India,soon\n")

    assert faults(caught) == [
        "t.csv: holds no event; an input has 'events'",
        "t.csv, line 2, column 3: 'soon' is not a date in that form; the form is YYYY-MM-DD, YYYY-MM or YYYY",
    ]


FAULTY = """\
format: 2
seperator: comma
separator: ";"
skip:
  - {column: A}
  - {column: B, equals: 5}
event:
  buyer: {country: {colum: X}}
  supplier: {country: {column: X, template: y}}
  item: {column: I, otherwise: keep}
  value: {column: V, decimal: comma, thousands: comma}
  parties:
    - {role: {column: R, values: {a: bnak}}}
  acts:
    - {kind: delivry, date: {column: D, form: DD.MM.YY}}
    - {kind: gift, date: {column: D, form: [DD/MM/YYYY, MM/DD/YYYY]}}
    - {kind: gift, date: 2018-13}
  sources:
    - {title: {template: "{A"}}
"""


def test_all_faults_of_a_mapping_file_are_told_at_once_with_their_places() -> None:
    with pytest.raises(InputError) as caught:
        read_mapping(("m.yaml", FAULTY.encode()))

    told = [(fault.line, fault.column, fault.problem) for fault in caught.value.faults]
    assert told == [
        (1, 9, "format is the number 2"),
        (2, 1, "the key 'seperator' is not known here"),
        (3, 12, "separator is ';'"),
        (5, 5, "skip[0] does not ask one thing"),
        (6, 25, "equals is the number 5, not text"),
        (8, 21, "the key 'colum' is not known here"),
        (9, 23, "country does not say what it is made of"),
        (10, 9, "item has otherwise without values"),
        (11, 10, "value has one sign for decimals and thousands"),
        (13, 38, "a is 'bnak'"),
        (15, 14, "kind is 'delivry'"),
        (15, 47, "form is 'DD.MM.YY'"),
        (16, 26, "date has both DD/MM/YYYY and MM/DD/YYYY"),
        (17, 26, "date: '2018-13' has no such month"),
        (19, 26, "template has a single '{'"),
    ]


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("", "m.yaml: is empty"),
        ("- a", "m.yaml, line 1, column 1: the document is a list, not a mapping"),
        ("format: 1", "the key 'event' is missing"),
        ("format: 1\nevent: 5", "event is the number 5, not a mapping"),
        ("format: 1\nevent: {buyer: {}, acts: []}", "acts is empty; at least 1 required"),
        ("format: !!python/object:os.system 1", "the tag"),
        ("format: 1\nformat: 1", "the key 'format' is given twice"),
    ],
)
def test_what_is_no_mapping_is_refused(mapping: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_mapping(("m.yaml", mapping.encode()))
    assert told in str(caught.value)


def test_columns_that_the_table_lacks_are_told_at_once_with_near_names() -> None:
    mapping = with_keys('  item: {template: "{GODS} {NO}"}\n', "skip: [{column: STATUS, empty: true}]\n")
    with pytest.raises(InputError) as caught:
        read(mapping, "No,TO,DAY,GOODS\n1,India,2018,x\n")

    assert faults(caught) == [
        "m.yaml, line 2, column 17: t.csv has no column 'STATUS'; its columns are No, TO, DAY, GOODS",
        "m.yaml, line 4, column 16: t.csv has no column 'NO'; did you mean 'No'?",
        "m.yaml, line 6, column 20: t.csv has no column 'GODS'; did you mean 'GOODS'?",
        "m.yaml, line 6, column 20: t.csv has no column 'NO'; did you mean 'No'?",
    ]


def test_a_column_that_is_there_twice_cannot_be_mapped_but_may_be_left_alone() -> None:
    with pytest.raises(InputError, match=r"t\.csv, line 1, column 2: the column 'TO' is there twice"):
        read(MAPPING, "NO,TO,TO,DAY\n1,India,x,2018\n")

    assert one(MAPPING, "NO,X,TO,X,,DAY\n1,,India,,,2018\n").id == "1"


def test_a_country_that_the_register_does_not_know_is_a_fault_of_the_mapping(countries: Countries) -> None:
    mapping = with_keys("  supplier: {country: Rusia}\n").replace(
        "{column: TO}", "{column: TO, values: {I: Indai, R: RU}, if_empty: Utopia}"
    )
    with pytest.raises(InputError) as caught:
        read(mapping, "NO,TO,DAY\n1,I,2018\n", countries=countries)

    assert [fault.partition(";")[0] for fault in faults(caught)] == [
        "m.yaml, line 4, column 45: 'Indai' is not a country known here",
        "m.yaml, line 4, column 70: 'Utopia' is not a country known here",
        "m.yaml, line 5, column 23: 'Rusia' is not a country known here",
    ]


HOSTILE = ["=cmd|' /C calc'!A0", "{0.__class__}", "{TO}", "%s", "<script>", "x" * 20_000]


@pytest.mark.parametrize("cell", HOSTILE)
def test_what_a_cell_holds_is_never_more_than_text(cell: str) -> None:
    mapping = with_keys('  item: {template: "{X}!"}\n')
    result = read(mapping, f'NO,TO,DAY,X\n1,India,2018,"{cell}"\n2,India,2018,x\n')

    assert result.document.events[0].item == (f"{cell}!" if len(cell) < 10_000 else "x!")


def test_a_parquet_file_is_mapped_by_the_names_of_its_leaves() -> None:
    pa = pytest.importorskip("pyarrow")
    from tests.intake.columnar.parquet_files import written

    table = pa.table(
        {
            "NO": [1, 2],
            "TO": pa.array(["India", "India"]).dictionary_encode(),
            "when": pa.array(
                [{"day": 17_000, "flag": True}, None], pa.struct([("day", pa.date32()), ("flag", pa.bool_())])
            ),
            "odd": pa.array([[("a", 1)], []], pa.map_(pa.string(), pa.int8())),
        }
    )
    mapping = MAPPING.replace("DAY", "when.day")
    found = read_mapping(("m.yaml", mapping.encode()))
    result = read_documents([("t.parquet", written(table))], foreign=Foreign(mapping=found))

    assert [(event.id, str(event.acts[0].date)) for event in result.document.events] == [("1", "2016-07-18")]
    assert unread(result) == ["t.parquet, line 2: the key 'acts' is missing; required are id, buyer, acts"]
    lacking = read_mapping(("m.yaml", MAPPING.replace("DAY", "odd").encode()))
    with pytest.raises(InputError, match=r"the column 'odd' of .* holds map<string, int8"):
        read_documents([("t.parquet", written(table))], foreign=Foreign(mapping=lacking))
