"""Streams: the same events, digests and faults as inputs that are read at once, in memory that is bounded."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from caatsa.domain.errors import InputError
from caatsa.intake.columnar import identities
from caatsa.intake.columnar.identities import Given, Identities, Repeated
from caatsa.intake.columnar.mapping import read_mapping
from caatsa.intake.columnar.stream import Stream
from caatsa.intake.inputs import Source
from caatsa.intake.readers import Foreign, read_documents
from caatsa.registers.countries import Countries
from caatsa.rulebase.rulebase import load_rulebase
from tests.intake.columnar.parquet_files import written

HEADER = "id,buyer.country,acts.0.kind,acts.0.date\n"
MAPPING = b"""\
format: 1
event:
  id: {column: id}
  buyer: {country: {column: buyer.country}}
  acts:
    - {kind: {column: acts.0.kind}, date: {column: acts.0.date}}
"""


@pytest.fixture(scope="module")
def countries() -> Countries:
    return load_rulebase().registers.countries


def rows(start: int, end: int) -> str:
    return "".join(f"e{number},India,delivery,{1990 + number % 30}\n" for number in range(start, end))


def csv(start: int = 0, end: int = 25) -> bytes:
    return (HEADER + rows(start, end)).encode()


def jsonl(start: int = 0, end: int = 25) -> bytes:
    return "".join(
        json.dumps({"id": f"e{number}", "buyer": {"country": "India"}, "acts": [{"kind": "gift"}]}) + "\n"
        for number in range(start, end)
    ).encode()


def parquet(start: int = 0, end: int = 25) -> bytes:
    pa = pytest.importorskip("pyarrow")
    names = HEADER.strip().split(",")
    cells = [line.split(",") for line in rows(start, end).splitlines()]
    return written(
        pa.table(dict(zip(names, map(list, zip(*cells, strict=True)), strict=True))), row_group_size=10
    )


def mapped(*, strict: bool = False) -> Foreign:
    return Foreign(strict=strict, mapping=read_mapping(("m.yaml", MAPPING)))


FILES = {"csv": csv, "jsonl": jsonl, "parquet": parquet}


@pytest.mark.parametrize("size", [1, 7, 25, 100])
@pytest.mark.parametrize("form", FILES)
def test_a_stream_gives_the_events_of_the_file_in_batches(form: str, size: int) -> None:
    sources = [(f"t.{form}", FILES[form]())]
    stream = Stream(sources, rows=size)
    batches = list(stream.batches())
    whole = read_documents(sources)

    assert tuple(event for batch in batches for event in batch.document.events) == whole.document.events
    assert {len(batch.document.events) for batch in batches[:-1]} <= {size}
    assert {batch.sha256 for batch in batches} == {whole.sha256}
    assert stream.events == 25
    assert [batch.provenance.locate(event.id) for batch in batches for event in batch.document.events] == [
        whole.provenance.locate(event.id) for event in whole.document.events
    ]


def test_persons_and_official_acts_of_other_inputs_hold_for_every_batch() -> None:
    beside = b"""persons: [{name: P, owners: [Q]}]
events: [{id: own, buyer: {country: IN}, acts: [{kind: talks}]}]
"""
    stream = Stream([("a.csv", csv()), ("p.yaml", beside), ("b.jsonl", jsonl(30, 40))], rows=10)
    batches = list(stream.batches())

    assert [len(batch.document.events) for batch in batches] == [10, 10, 5, 1, 10]
    assert all([person.name for person in batch.document.persons] == ["P"] for batch in batches)
    assert all(str(batch.provenance.place(("persons", 0, "name"))) == "p.yaml, line 1" for batch in batches)


def test_files_pipes_and_standard_input_are_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_bytes(csv())
    os.mkfifo(tmp_path / "pipe.csv")
    writer = subprocess.Popen(["sh", "-c", f"printf '{HEADER}x,India,gift,2018\n' > '{tmp_path}/pipe.csv'"])
    stream = Stream([tmp_path / "a.csv", str(tmp_path / "pipe.csv")])
    writer.wait()

    assert [len(batch.document.events) for batch in stream.batches()] == [25, 1]


SOURCES: dict[str, Sequence[Source]] = {
    "a repeated id": [("t.csv", csv() + b"e3,India,gift,2018\n")],
    "an id of another file": [("t.csv", csv()), ("u.csv", csv(24, 26))],
    "faults in many rows": [("t.csv", csv() + b"x,Indai,gift,2018-13\n,India,delivry,\nonly,three,cells\n")],
    "faults in two files": [("t.csv", csv() + b"x,Indai,gift,\n"), ("u.csv", b"id,buyr.country\n")],
    "no file": ["no-such-file.csv", ("t.csv", csv())],
    "no events": [("t.csv", HEADER.encode())],
    "an empty file": [("t.csv", b"")],
    "blank lines": [("t.csv", b"\n\n")],
    "UTF-16": [("t.csv", csv().decode().encode("utf-16"))],
    "Latin-1": [("t.csv", csv() + "x,Türkei,gift,2018\n".encode("latin-1"))],
    "a NUL byte": [("t.csv", csv() + b"x\0,India,gift,2018\n")],
    "compressed": [("t.csv", b"\x1f\x8b\x08")],
    "a ZIP archive": [("t.csv", b"PK\x03\x04")],
    "open quotes": [("t.csv", csv() + b'x,"India,gift,2018\n')],
    "duplicate columns": [("t.csv", b"id,id\n1,2\n")],
    "Parquet by name": [("t.parquet", csv())],
    "broken JSONL": [("t.jsonl", jsonl() + b'{"id": "x"}\n{"id": \n{"id": "y", "buyr": 5}\n')],
    "a fault in YAML": [("t.csv", csv()), ("p.yaml", b"persons: [{nam: P}]")],
}


@pytest.mark.parametrize("sources", SOURCES.values(), ids=SOURCES.keys())
def test_a_stream_is_refused_as_the_whole_is_before_anything_comes_of_it(
    countries: Countries, sources: Sequence[Source]
) -> None:
    with pytest.raises(InputError) as whole:
        read_documents(sources, countries=countries)
    with pytest.raises(InputError) as streamed:
        list(Stream(sources, countries=countries, rows=10).batches())

    assert sorted(map(str, streamed.value.faults)) == sorted(map(str, whole.value.faults))
    of_one = [str(fault) for fault in whole.value.faults if len(sources) == 1]
    assert of_one in ([], [str(fault) for fault in streamed.value.faults])


def test_rows_of_a_mapped_table_that_cannot_be_read_are_issues_of_their_batch(countries: Countries) -> None:
    table = (
        csv()
        + b"e3,India,gift,2018\nx,Indai,gift,2018\ny,India,gift,soon\nz,India,gift\n"
        + rows(30, 34).encode()
    )
    sources = [("t.csv", table)]
    stream = Stream(sources, countries=countries, foreign=mapped(), rows=8)
    batches = list(stream.batches())
    whole = read_documents(sources, countries=countries, foreign=mapped())

    assert tuple(event for batch in batches for event in batch.document.events) == whole.document.events
    assert {str(fault) for batch in batches for fault in batch.unread} == {
        str(fault) for fault in whole.unread
    }
    assert (stream.events, stream.unread) == (len(whole.document.events), len(whole.unread)) == (29, 4)
    assert {batch.sha256 for batch in batches} == {whole.sha256}
    with pytest.raises(InputError) as caught:
        list(Stream(sources, countries=countries, foreign=mapped(strict=True), rows=8).batches())
    assert len(caught.value.faults) == 4


def test_very_many_faults_are_told_up_to_a_bound() -> None:
    table = HEADER + "".join(f"e{number},India,delivry,2018\n" for number in range(20_000))
    with pytest.raises(InputError) as caught:
        Stream([("t.csv", table.encode())]).check()

    assert len(caught.value.faults) == 1_001
    assert str(caught.value.faults[-1]) == "t.csv: has more faults than are told; the first 1,000 are told"


def test_endless_lines_are_refused_without_being_read_to_their_end(tmp_path: Path) -> None:
    endless = tmp_path / "t.csv"
    with endless.open("wb") as file:
        file.write(HEADER.encode() + b"x" * 10_000_000)

    with pytest.raises(
        InputError, match="line 2, column 1000001: the line has more than 1,000,000 characters"
    ):
        Stream([endless]).check()


def test_an_id_is_found_again_among_very_many_in_any_share(monkeypatch: pytest.MonkeyPatch) -> None:
    # Small enough that the shares are files.
    monkeypatch.setattr(identities, "_IN_MEMORY", 64)
    with Identities() as index:
        index.add(0, ((f"id {number}", number) for number in range(5_000)))
        index.add(1, [("другой", 1), ("id 4999", 2), ("id 17", 3), ("id 17", 4)])
        found = set(index.repeated())

    assert found == {
        Repeated("id 4999", Given(0, 4999), Given(1, 2)),
        Repeated("id 17", Given(0, 17), Given(1, 3)),
        Repeated("id 17", Given(0, 17), Given(1, 4)),
    }


PEAK = """
import resource, sys
from caatsa.intake.columnar.stream import Stream
events = sum(len(batch.document.events) for batch in Stream([sys.argv[1]]).batches())
print(events, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _long(path: Path, count: int) -> Path:
    with path.open("w") as file:
        file.write(HEADER)
        file.writelines(_lines(count))
    return path


def _lines(count: int) -> Iterator[str]:
    return (f"event-{number},India,delivery,{1990 + number % 30}\n" for number in range(count))


def test_four_times_the_rows_take_hardly_more_memory(tmp_path: Path) -> None:
    peaks = []
    for count in (50_000, 200_000):
        path = _long(tmp_path / f"{count}.csv", count)
        told = subprocess.run([sys.executable, "-c", PEAK, path], capture_output=True, text=True, check=True)
        events, peak = map(int, told.stdout.split())
        assert events == count
        peaks.append(peak)

    assert peaks[1] < 1.1 * peaks[0]
