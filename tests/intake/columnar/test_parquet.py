"""Parquet: the same events as in CSV whatever the types of its columns, and a fault for anything else."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from caatsa.domain.errors import InputError
from caatsa.domain.reported import Event
from caatsa.intake.readers import read_documents, read_events
from caatsa.registers.countries import Countries
from caatsa.rulebase.rulebase import load_rulebase
from tests.intake.columnar.parquet_files import written

pa = pytest.importorskip("pyarrow")

DOTTED = {
    "id": ["a", "b", "c"],
    "buyer.country": ["India", "TR", "India"],
    "acts.0.kind": ["contract", "delivery", "talks"],
    "acts.0.date": ["2018-10-05", "2019", None],
    "acts.1.kind": [None, None, "gift"],
    "quantity": [5, None, 7],
}
CSV = b"""\
id,buyer.country,acts.0.kind,acts.0.date,acts.1.kind,quantity
a,India,contract,2018-10-05,,5
b,TR,delivery,2019,,
c,India,talks,,gift,7
"""


def columns(given: Mapping[str, Sequence[Any]]) -> bytes:
    """Columns of plain values as the bytes of a Parquet file."""
    return written(pa.table(dict(given)))


def events(content: bytes, name: str = "e.parquet") -> tuple[Event, ...]:
    return read_documents([(name, content)]).document.events


def with_column(name: str, values: Any) -> bytes:
    """Two good rows and a column beside them."""
    given = {"id": ["a", "b"], "buyer.country": ["India", "TR"], "acts.0.kind": ["gift", "gift"]}
    return written(pa.table({**given, name: values}))


@pytest.fixture(scope="module")
def countries() -> Countries:
    return load_rulebase().registers.countries


@pytest.mark.parametrize(
    "content",
    [
        columns(DOTTED),
        written(pa.table(DOTTED), compression="zstd", row_group_size=1),
        written(pa.table({name: pa.array(cells).dictionary_encode() for name, cells in DOTTED.items()})),
        written(
            pa.table(
                {
                    name: pa.array(cells, pa.large_string())
                    for name, cells in DOTTED.items()
                    if name != "quantity"
                }
            ).append_column("quantity", pa.array([5.0, float("nan"), 7.0]))
        ),
        written(
            pa.Table.from_pylist(
                [
                    {
                        "id": "a",
                        "buyer": {"country": "India"},
                        "acts": [{"kind": "contract", "date": "2018-10-05"}],
                        "quantity": 5,
                    },
                    {
                        "id": "b",
                        "buyer": {"country": "TR"},
                        "acts": [{"kind": "delivery", "date": "2019"}],
                        "quantity": None,
                    },
                    {
                        "id": "c",
                        "buyer": {"country": "India"},
                        "acts": [{"kind": "talks"}, {"kind": "gift"}],
                        "quantity": 7,
                    },
                ]
            )
        ),
    ],
    ids=["plain", "several row groups", "dictionaries", "large strings and floats", "nested"],
)
def test_a_table_is_the_same_events_whatever_its_types(content: bytes) -> None:
    assert events(content) == read_documents([("e.csv", CSV)]).document.events
    assert read_events(("e.parquet", content)) == read_events(("e.csv", CSV))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (pa.array([date(2018, 10, 5), None]), "2018-10-05"),
        (pa.array([datetime(2018, 10, 5, 23, 59, tzinfo=UTC), None], pa.timestamp("us")), "2018-10-05"),
        (
            pa.array([datetime(2018, 10, 4, 22, 0, tzinfo=UTC), None], pa.timestamp("us", "Europe/Moscow")),
            "2018-10-05",
        ),
        (
            pa.array(
                [datetime(2018, 10, 5, tzinfo=timezone(timedelta(hours=3))), None],
                pa.timestamp("s", "+03:00"),
            ),
            "2018-10-05",
        ),
        (pa.array([2018, None], pa.int16()), "2018"),
        (pa.array([2018.0, None]), "2018"),
        (pa.array(["2018-10", ""]), "2018-10"),
        (pa.array([b"2018-10", None]), "2018-10"),
    ],
    ids=["day", "point in time", "zone", "offset", "year", "float year", "text", "bytes"],
)
def test_a_date_may_have_any_type_that_says_a_day(values: Any, said: str) -> None:
    first, second = events(with_column("acts.0.date", values))

    assert (str(first.acts[0].date), str(second.acts[0].date)) == (said, "unknown")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (pa.array([5, 2**52]), (5, 2**52)),
        (pa.array([2.5, 1e15]), (2.5, 10**15)),
        (pa.array([Decimal("5.00"), Decimal("7.25")]), (5, 7.25)),
        (pa.array(["5 regiments", " 5 "]), ("5 regiments", 5)),
        (pa.nulls(2), (None, None)),
    ],
    ids=["whole numbers", "floats", "decimals", "text", "nothing"],
)
def test_an_amount_may_have_any_type_of_number(values: Any, said: Any) -> None:
    assert tuple(event.quantity for event in events(with_column("quantity", values))) == said


def test_an_entry_of_a_list_that_is_null_is_not_there() -> None:
    acts = [[None, {"kind": "gift", "sources": None}], [{"kind": "talks", "sources": [{"title": "T"}, None]}]]
    table = pa.Table.from_pylist(
        [
            {"id": name, "buyer": {"country": "IN"}, "acts": some, "parties": None}
            for name, some in zip("ab", acts, strict=True)
        ],
        pa.schema(
            [
                ("id", pa.string()),
                ("buyer", pa.struct([("country", pa.string())])),
                ("parties", pa.list_(pa.struct([("role", pa.string())]))),
                (
                    "acts",
                    pa.large_list(
                        pa.struct(
                            [
                                ("kind", pa.string()),
                                ("sources", pa.list_(pa.struct([("title", pa.string())]))),
                            ]
                        )
                    ),
                ),
            ]
        ),
    )
    first, second = events(written(table, row_group_size=1))

    assert [act.kind for act in first.acts] == ["gift"]
    assert [source.title for source in second.acts[0].sources] == ["T"]
    assert first.parties == ()


@pytest.mark.parametrize(
    ("name", "values", "faults"),
    [
        ("acts.0.date", pa.array([True, None]), ["e.parquet, line 1, column 4: date: 'true' is not a date"]),
        (
            "acts.0.date",
            pa.array([2018.5, 1066.0]),
            ["line 1, column 4: date: '2018.5'", "line 2, column 4: date: the year"],
        ),
        (
            "acts.0.date",
            pa.array([10**17, None], pa.timestamp("us")),
            ["line 1, column 4: date: the year of '5138"],
        ),
        ("acts.0.date", pa.array([None, 4_000_000], pa.date32()), ["line 2, column 4: date: '12921-08-18'"]),
        (
            "end_use",
            pa.array([None, "peaceful"]),
            ["line 2, column 4: end_use is 'peaceful'"],
        ),
        ("item", pa.array([b"S-400", b"\xff"]), ["line 2, column 4: item holds the character U+0000"]),
        ("supplier.country", pa.array(["Rusia", None]), ["line 1, column 4: 'Rusia' is not a country"]),
        (
            "itme",
            pa.array(["a", "b"]),
            ["e.parquet, column 4: the column 'itme' is not known; did you mean 'item'?"],
        ),
        ("item", pa.array([[1], [2]]), ["e.parquet, column 4: the column 'item.0' is not known"]),
        (
            "item",
            pa.array([[("a", 1)], []], pa.map_(pa.string(), pa.int8())),
            ["the column 'item' holds map<string, int8"],
        ),
        ("item", pa.array([timedelta(1), None]), ["the column 'item' holds duration"]),
        (
            "parties",
            pa.array([[{"role": "agent"}] * 1_001, []]),
            ["a list in the column 'parties' has 1,001 entries"],
        ),
    ],
)
def test_what_a_column_cannot_mean_is_told_with_row_and_column(
    countries: Countries, name: str, values: Any, faults: list[str]
) -> None:
    with pytest.raises(InputError) as caught:
        read_documents([("e.parquet", with_column(name, values))], countries=countries)

    told = [str(fault) for fault in caught.value.faults]
    assert [part in one for part, one in zip(faults, told, strict=True)] == [True] * len(faults), told


def test_the_place_of_a_value_is_its_row_and_column() -> None:
    read = read_documents([("e.parquet", columns(DOTTED))])

    assert read.provenance.locate("c", ("acts", 1, "kind")) == "e.parquet, line 3"
    assert read.provenance.place(("events", 2, "acts", 1, "kind")).column == 5
    assert read.provenance.place(("events", 2, "acts", 1)).column is None


def test_ids_are_unique_across_formats() -> None:
    with pytest.raises(
        InputError, match=r"e\.csv, line 2, column 1: the id 'a' is given twice; .* e\.parquet, line 1"
    ):
        read_documents([("e.parquet", columns(DOTTED)), ("e.csv", CSV)])


def test_the_file_is_known_by_its_content_or_suffix_and_may_be_told() -> None:
    content = columns(DOTTED)
    assert len(events(content, "exported")) == len(events(content, "e.PARQUET")) == 3
    assert len(read_documents([("-", content)], "parquet").document.events) == 3


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("e.parquet", columns(DOTTED)[:-1], "is a Parquet file cut short after"),
        ("e.parquet", b"PAR1", "is a Parquet file cut short after 4 bytes"),
        ("e.parquet", b"PAR1PAR1", "is a Parquet file cut short after 8 bytes"),
        ("e.parquet", b"PAR1" + b"\0" * 40 + b"PAR1", "cannot be read as Parquet"),
        ("e.parquet", b"PAR1" + columns(DOTTED)[40:], "cannot be read as Parquet"),
        (
            "e.parquet",
            CSV,
            "is not a Parquet file; a Parquet file begins with PAR1; --input-format says what it is",
        ),
        ("e.parquet", b"PARE" + b"\0" * 40 + b"PARE", "is an encrypted Parquet file"),
        ("e.parquet", b"", "is empty"),
        ("e.parquet", columns({"id": pa.array([], pa.string())}), "holds no event"),
        ("e.parquet", b"\x1f\x8b" + columns(DOTTED), "is compressed; save it as yaml"),
        ("e.parquet", b"PK\x03\x04", "is a ZIP archive"),
        ("e.parquet", "id,buyer.country".encode("utf-16"), "is not a Parquet file"),
    ],
)
def test_a_damaged_or_mislabelled_file_gives_one_clear_fault(name: str, content: bytes, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_documents([(name, content)])

    assert len(caught.value.faults) == 1
    assert told in str(caught.value)
    assert len(str(caught.value)) < 400


def test_every_byte_of_a_file_may_be_damaged() -> None:
    """A fault, or the rows that were written where the byte does not matter: never anything else."""
    content = columns(DOTTED)
    for at in range(0, len(content), 7):
        damaged = bytearray(content)
        damaged[at] ^= 0xFF
        with suppress(InputError):
            read_documents([("e.parquet", bytes(damaged))])


def test_parquet_that_is_told_to_be_something_else_is_refused() -> None:
    with pytest.raises(InputError, match="is a Parquet file, not csv; leave out --input-format"):
        read_documents([("e.parquet", columns(DOTTED))], "csv")


def test_without_what_reads_it_one_fault_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    content = columns(DOTTED)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(InputError) as caught:
        read_documents([("e.parquet", content)])

    assert str(caught.value) == (
        "e.parquet: is a Parquet file; install what reads it: pip install 'caatsa[parquet]'"
    )
