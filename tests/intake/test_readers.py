"""Four formats, one document: the same events whatever they are written in, each with its place."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from caatsa.domain.errors import InputError
from caatsa.domain.events import InputDocument, ProcurementEvent
from caatsa.intake.checked import as_records
from caatsa.intake.columns import known_columns
from caatsa.intake.formats import recognised
from caatsa.intake.readers import as_document, read_documents, read_events
from caatsa.registers.countries import Countries
from caatsa.rulebase.rulebase import load_rulebase

YAML = b"""\
events:
  - id: a
    buyer: {country: India, name: Ministry of Defence}
    supplier: {country: Russia}
    parties:
      - {role: bank, name: X, country: NO}
    acts:
      - {kind: contract, date: 2018-10-05}
persons:
  - {name: P, country: Norway, owners: [Q]}
official_acts:
  - {id: w, kind: warning, provision: caatsa.231.a, date: 2021, country: TR, item: S-400, source: {title: t}}
"""
CSV = b"""\
id,buyer.country,acts.0.kind,acts.0.date,acts.2.kind,acts.2.quantity,sources.0.title
b, India ,contract,2018-10-05,delivery,5,"x, y"
c,NO,,,delivery,,
"""
JSONL = b'{"id":"d","buyer":{"country":"TR"},"acts":[{"kind":"talks"}]}\n'
JSON = b'[{"id": "e", "buyer": {"country": "EG"},\n  "acts": [{"kind": "gift"}]}]'
ALL = (("a.yaml", YAML), ("b.csv", CSV), ("c.jsonl", JSONL), ("d.json", JSON))

NOT_IN_WORDS = ["Cc", "Cs", "Zs", "Zl", "Zp", "Cn", "Co"]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=NOT_IN_WORDS), min_size=1, max_size=9)
AMOUNTS = st.integers(0, 10**9) | WORDS.filter(lambda text: not text[0].isdigit() and text[0] != "-")
DATES = st.one_of(
    st.dates().filter(lambda day: 1900 <= day.year <= 2100).map(str),
    st.integers(1900, 2100).map(str),
    st.just("unknown"),
)


def _some(entries: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(entries, min_size=1, max_size=2)


PARTIES = st.fixed_dictionaries({"country": WORDS}, optional={"name": WORDS})
AGENTS = st.fixed_dictionaries({"role": st.just("agent"), "name": WORDS})
SOURCES = st.fixed_dictionaries({"title": WORDS}, optional={"published": DATES, "grade": st.just("leak")})
ACTS = st.fixed_dictionaries(
    {"kind": st.sampled_from(["contract", "delivery", "talks"])},
    optional={"date": DATES, "quantity": AMOUNTS, "value": AMOUNTS, "sources": _some(SOURCES)},
)
EVENTS = st.fixed_dictionaries(
    {"id": WORDS, "buyer": PARTIES, "acts": _some(ACTS)},
    optional={
        "supplier": PARTIES,
        "parties": _some(AGENTS),
        "item": WORDS,
        "quantity": AMOUNTS,
        "end_use": st.sampled_from(["military", "civil"]),
    },
)
DOCUMENTS = st.lists(EVENTS, min_size=1, max_size=3, unique_by=lambda event: event["id"])


def _cells(value: Any, name: str) -> dict[str, str]:
    if isinstance(value, dict):
        parts = [(f"{name}.{key}", part) for key, part in value.items()]
    elif isinstance(value, list):
        parts = [(f"{name}.{index}", part) for index, part in enumerate(value)]
    else:
        return {name.removeprefix("."): str(value)}
    return {column: cell for inner, part in parts for column, cell in _cells(part, inner).items()}


def _as_csv(events: list[dict[str, Any]]) -> bytes:
    rows = [_cells(event, "") for event in events]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(column for row in rows for column in row)))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


@given(DOCUMENTS)
def test_an_event_is_the_same_in_every_format(events: list[dict[str, Any]]) -> None:
    models = tuple(ProcurementEvent.model_validate(event) for event in events)
    expected = as_records(InputDocument(events=models)).events
    written = {
        "e.json": json.dumps(events).encode(),
        "e.jsonl": "\n".join(json.dumps(event, ensure_ascii=False) for event in events).encode(),
        "e.yaml": yaml.safe_dump({"events": events}, allow_unicode=True).encode(),
        "e.csv": _as_csv(events),
    }
    assert {name: read_documents([(name, content)]).document.events for name, content in written.items()} == (
        dict.fromkeys(written, expected)
    )
    assert as_document(events).document.events == expected
    assert all(read_events((name, content)) == models for name, content in written.items())


def test_several_inputs_are_one_document() -> None:
    read = read_documents(ALL)
    assert [event.id for event in read.document.events] == ["a", "b", "c", "d", "e"]
    assert [person.name for person in read.document.persons] == ["P"]
    assert [act.id for act in read.document.official_acts] == ["w"]


@pytest.mark.parametrize(
    ("event", "path", "said", "column"),
    [
        ("a", (), "a.yaml, line 2", 5),
        ("a", ("acts", 0, "date"), "a.yaml, line 8", 32),
        ("a", ("supplier", "name"), "a.yaml, line 4", 15),
        ("b", ("acts", 1, "quantity"), "b.csv, line 2", 6),
        ("b", ("acts", 1), "b.csv, line 2", None),
        ("c", ("acts", 0, "kind"), "b.csv, line 3", 5),
        ("d", ("acts", 0, "kind"), "c.jsonl, line 1", 52),
        ("e", ("acts", 0, "kind"), "d.json, line 2", 21),
    ],
)
def test_every_value_is_traced_to_its_place(
    event: str, path: tuple[str | int, ...], said: str, column: int | None
) -> None:
    read = read_documents(ALL)
    assert read.provenance.locate(event, path) == said
    number = next(n for n, other in enumerate(read.document.events) if other.id == event)
    assert read.provenance.place(("events", number, *path)).column == column


@pytest.fixture(scope="module")
def countries() -> Countries:
    return load_rulebase().registers.countries


def test_a_text_that_is_no_country_is_told_with_the_other_faults_of_the_file(countries: Countries) -> None:
    wrong = b"""events:
  - {id: a, buyer: {country: Indai}, supplier: {country: Russia}, acts: [{kind: contract, date: 2018-13}]}
  - {id: b, buyer: {country: IN}, parties: [{role: agent, country: Utopia}], acts: [{kind: talks}]}
persons:
  - {name: P, country: Nowhere}
"""
    with pytest.raises(InputError) as raised:
        read_documents([("a.yaml", wrong)], countries=countries)

    assert [(fault.line, fault.column, fault.problem) for fault in raised.value.faults] == [
        (2, 30, "'Indai' is not a country known here"),
        (2, 97, "date: '2018-13' has no such month"),
        (3, 68, "'Utopia' is not a country known here"),
        (5, 24, "'Nowhere' is not a country known here"),
    ]


def test_a_text_that_is_no_country_is_told_in_what_a_program_hands_over(countries: Countries) -> None:
    with pytest.raises(
        InputError, match=r"events\[0\]\.supplier\.country: 'Rusia' is not a country .* Russia"
    ):
        as_document(
            [
                {
                    "id": "a",
                    "buyer": {"country": "IN"},
                    "supplier": {"country": "Rusia"},
                    "acts": [{"kind": "talks"}],
                }
            ],
            countries,
        )


def test_digest_covers_bytes_lengths_and_order() -> None:
    whole = hashlib.sha256(
        len(YAML).to_bytes(8, "big") + YAML + len(JSONL).to_bytes(8, "big") + JSONL
    ).hexdigest()
    assert read_documents([("a.yaml", YAML), ("c.jsonl", JSONL)]).sha256 == whole
    assert read_documents([("c.jsonl", JSONL), ("a.yaml", YAML)]).sha256 != whole


def test_repeated_ids_name_both_places() -> None:
    with pytest.raises(InputError) as caught:
        read_documents([("c.jsonl", JSONL), ("again.jsonl", b"\n" + JSONL)])
    assert str(caught.value) == (
        "again.jsonl, line 2, column 7: the id 'd' is given twice; it stands first in c.jsonl, line 1"
    )


def test_persons_of_one_file_hold_for_the_events_of_another() -> None:
    persons = ("p.yaml", b"persons:\n  - {name: P}\n")
    assert read_documents([persons, ("c.jsonl", JSONL)]).document.persons[0].name == "P"
    with pytest.raises(InputError, match="holds no event"):
        read_documents([persons])


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.YML", "", "yaml"),
        ("a.json", "", "json"),
        ("a.ndjson", "", "jsonl"),
        ("a.csv", "", "csv"),
        ("-", "events: []", "yaml"),
        ("-", "- id: a", "yaml"),
        ("-", "# a, b\n- id: a", "yaml"),
        ("-", '\n [{"id": "a"}]', "json"),
        ("-", '{"events": []}', "json"),
        ("-", '{\n"events": []}', "json"),
        ("-", '{"id": "a"}', "jsonl"),
        ("-", '{"id": "a"}\n{"id": "b"}', "jsonl"),
        ("-", "id,buyer.country\n", "csv"),
        ("-", '"buyer.country",id\n', "csv"),
        ("notes.txt", "events:\n  - id: a", "yaml"),
        ("notes.txt", "id,buyer.country\n", "csv"),
    ],
)
def test_format_is_recognised_by_suffix_or_content(name: str, text: str, found: str) -> None:
    assert recognised(name, text) == found


def test_format_can_be_said() -> None:
    assert read_documents([("events.json", JSONL)], "jsonl").document.events[0].id == "d"


def test_events_are_read_from_one_path_or_several(tmp_path: Path) -> None:
    for name, content in ALL:
        (tmp_path / name).write_bytes(content)
    assert [event.id for event in read_events(tmp_path / "b.csv")] == ["b", "c"]
    assert [event.id for event in read_events(str(tmp_path / "d.json"))] == ["e"]
    assert len(read_events([tmp_path / name for name, _ in ALL])) == 5
    assert read_events(("c.jsonl", JSONL))[0].id == "d"


def test_a_program_hands_over_models_mappings_or_a_whole_document(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(JSONL)
    model = read_events(("c.jsonl", JSONL))[0]
    form = json.loads(JSONL)
    whole = InputDocument(events=(model,))
    assert whole.events == (ProcurementEvent.model_validate(form),)
    for given_events in (model, form, [model], [form], (form,), iter([form]), tmp_path / "c.jsonl"):
        assert as_document(given_events).document == as_records(whole)
    assert as_document({"events": [form], "persons": [{"name": "P"}]}).document.persons[0].name == "P"
    assert as_document(whole).document == as_records(whole)
    assert as_document([form]).sha256 == as_document([model]).sha256
    assert as_document([]).document.events == ()


def test_faults_of_mappings_name_their_path() -> None:
    form = json.loads(JSONL)
    wrong = form | {"id": "z", "acts": [{"kind": "talks", "date": "2018-13"}]}
    with pytest.raises(InputError) as caught:
        as_document([form, wrong, form])
    assert [fault.file for fault in caught.value.faults] == ["events[1].acts[0].date", "events[2].id"]
    assert "it stands first in events[0].id" in str(caught.value)


@pytest.mark.parametrize("wrong", [5, None, [5], ["a"], {"id": "a"}, {"events": 5}])
def test_anything_else_that_a_program_hands_over_is_a_fault(wrong: Any) -> None:
    with pytest.raises(InputError):
        as_document(wrong)


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(JSONL)))
    read = read_documents(["-"])
    assert read.provenance.locate("d") == "standard input, line 1"
    with pytest.raises(InputError, match="named twice"):
        read_documents(["-", "-"])


def test_columns_are_those_of_the_event() -> None:
    columns = known_columns()
    assert columns[:4] == ("id", "buyer.country", "buyer.country_name", "buyer.name")
    assert {"acts.0.kind", "acts.0.sources.0.grade", "parties.0.role", "supplier.name"} <= set(columns)
    assert "spans" not in columns


def test_cell_that_reads_as_a_number_is_one_only_where_an_amount_is_reported() -> None:
    rows = (
        b"id,buyer.country,acts.0.kind,quantity,value,item\n7,India,contract,5,007,76\n8,IN,gift,2.50,2.5,9\n"
    )
    first, second = read_events(("e.csv", rows))
    assert (first.id, first.quantity, first.value, first.item) == ("7", 5, "007", "76")
    assert (second.quantity, second.value) == ("2.50", 2.5)
