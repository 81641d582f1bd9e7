"""Reading by distinct parts and reading row by row through the models: the same rows, the same words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caatsa.documents.document import Place, in_reading_order
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.domain.reported import Event
from caatsa.intake.checked import checked
from caatsa.intake.columnar.grid import Grid, GridReader
from caatsa.intake.columnar.layout import own_layout
from caatsa.intake.columnar.sheets import Sheet
from caatsa.intake.columns import close_ranks, column_path, nested, value_of
from caatsa.intake.country_faults import unknown_countries
from caatsa.registers.countries import Countries
from caatsa.rulebase.rulebase import load_rulebase

NAMES = (
    *("id", "buyer.country", "buyer.country_name", "supplier.country", "supplier.name"),
    *("parties.0.role", "parties.1.role", "parties.1.country", "item", "quantity", "end_use"),
    *("acts.0.kind", "acts.0.date", "acts.2.kind", "acts.2.value", "acts.2.sources.1.title"),
    *("sources.0.title", "sources.0.published", "sources.1.grade"),
)
SOME = {
    "kind": ["contract", "delivery", "delivry", ""],
    "role": ["agent", "bnak", ""],
    "country": ["India", "RU", "Indai", "Unknown", ""],
    "country_name": ["Houthis", ""],
    "date": ["2018", "2018-10-05", "2018-13", "unknown", "5.10.2018", ""],
    "published": ["2018-10", "1066", ""],
    "grade": ["leak", "rumor", ""],
    "end_use": ["civil", "peaceful", ""],
    "id": ["a", "b", "c\nd", ""],
    "quantity": ["5", "5.0", "5 regiments", "1" * 31, "\x07", ""],
}
TEXTS = st.sampled_from(["S-400", "\x1b[2J", "x" * 10_001, "Ш", ""])


def _row() -> st.SearchStrategy[tuple[str, ...]]:
    cells = [SOME.get(name.rpartition(".")[2]) for name in NAMES]
    # Mostly what is allowed, so that some rows are in order.
    return st.tuples(*[st.sampled_from([some[0]] * 9 + some) if some else TEXTS for some in cells])


class OneRow(Record):
    """A row as it was read before there was anything columnar: a document of one event."""

    line: int
    cells: tuple[str, ...]

    @property
    def _places(self) -> dict[tuple[str | int, ...], int]:
        filled = [number for number, cell in enumerate(self.cells) if cell]
        paths = close_ranks([column_path(NAMES[number]) for number in filled])
        return dict(zip(paths, filled, strict=True))

    @property
    def data(self) -> Any:
        return {
            "events": [
                nested(
                    {
                        path: value_of(str(path[-1]), self.cells[number])
                        for path, number in self._places.items()
                    }
                )
            ]
        }

    def position(self, path: tuple[str | int, ...]) -> Place:
        at = self._places.get(path[2:])
        return Place("t", self.line, None if at is None else at + 1)

    key_position = position


def by_the_models(
    rows: list[tuple[str, ...]], countries: Countries | None
) -> tuple[list[Event], list[Fault]]:
    """What the models say of each row by itself."""
    events, faults = [], []
    for number, cells in enumerate(rows, start=2):
        row = OneRow(number, cells)
        of_row: list[Fault] = []
        try:
            found = checked(row).events
        except InputError as error:
            of_row.extend(error.faults)
        of_row.extend(unknown_countries(row, countries) if countries else ())
        faults.extend(sorted(of_row, key=in_reading_order))
        events.extend([] if of_row else found)
    return events, faults


def by_parts(
    rows: list[tuple[str, ...]], countries: Countries | None, batches: int = 1
) -> tuple[list[Event], list[Fault]]:
    """What the columnar reader says, one reader for all batches."""
    reader = GridReader(own_layout(NAMES, lambda number: Place("t", 1, number)), countries)
    events: list[Event] = []
    faults: list[Fault] = []
    size = -(-len(rows) // batches)
    for start in range(0, len(rows), size):
        some = rows[start : start + size]
        columns = list(zip(*some, strict=True))
        grid = reader.read(Sheet("t", range(start + 2, start + 2 + len(some)), columns), faults)
        assert isinstance(grid, Grid)
        events.extend(grid.events)
    return events, faults


@pytest.fixture(scope="module")
def countries() -> Countries:
    return load_rulebase().registers.countries


@given(st.lists(_row(), min_size=1, max_size=8), st.integers(1, 3), st.booleans())
def test_rows_are_accepted_and_refused_as_the_models_do_with_their_words(
    countries: Countries, rows: list[tuple[str, ...]], batches: int, with_register: bool
) -> None:
    known = countries if with_register else None

    assert by_parts(rows, known, batches) == by_the_models(rows, known)


@given(st.lists(_row(), min_size=1, max_size=4))
def test_the_plain_data_of_a_grid_are_what_the_models_read(rows: list[tuple[str, ...]]) -> None:
    reader = GridReader(own_layout(NAMES, lambda number: Place("t", 1, number)), None)
    grid = reader.read(Sheet("t", range(2, len(rows) + 2), list(zip(*rows, strict=True))), [])

    assert checked(grid).events == grid.events


def test_a_faulty_row_does_not_hide_the_faults_of_the_next() -> None:
    good = ("a", "India", *[""] * 9, "contract", *[""] * 7)
    rows = [good, ("b", "", *good[2:]), (*good[:11], "delivry", *good[12:])]

    events, faults = by_parts(rows, None)

    assert [event.id for event in events] == ["a"]
    assert [(fault.line, fault.column) for fault in faults] == [(3, None), (4, 12)]
