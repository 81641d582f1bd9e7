"""The rows of a sheet as events: each distinct part is checked once, and only faulty rows one by one.

A part is read by the same plain readers as an input that is in order at first sight (`intake.shortcut`).
A row with a part that they leave to the models is given to the models alone, so that what is accepted and
what is said of the rest is what it would be without this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any, Final

from caatsa.documents.document import Path, Place, in_reading_order
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.domain.reported import Event, Reported
from caatsa.intake.columnar.layout import LISTS, Cells, Layout, Part, Unreadable
from caatsa.intake.columnar.sheets import Sheet
from caatsa.intake.columns import nested
from caatsa.intake.country_faults import unknown_countries
from caatsa.intake.shortcut import PLAIN_PARTS
from caatsa.registers.countries import Countries, UnknownCountry

_REMEMBERED: Final = 100_000
_MEMBERS: Final = (
    *("id", "buyer", "acts", "supplier", "parties", "item"),
    *("quantity", "value", "end_use", "capability", "sources"),
)
"""The fields of `Event`, in its order."""
_REQUIRED: Final = ("id", "buyer", "acts")
_FAULTY: Final = object()


class Grid(Record):
    """The events of a sheet, checked; `rows` has the row of each of them, numbered from 0."""

    sheet: Sheet
    layout: Layout
    rows: Sequence[int]
    events: tuple[Event, ...]

    @property
    def said(self) -> Reported:
        """What the sheet says."""
        return Reported(self.events)

    @property
    def data(self) -> Any:
        """The events as plain data, made anew on each call: nothing but the models needs them."""
        return {"events": [row_data(self.layout, self.sheet, row, []) for row in self.rows]}

    def position(self, path: Path) -> Place:
        """The cell of the value at `("events", number, ...)`, or the row where no cell holds it."""
        if len(path) < 2 or not isinstance(path[1], int):
            return Place(self.sheet.file, 1)
        return _cell_place(self.layout, self.sheet, self.rows[path[1]], path[2:])

    def key_position(self, path: Path) -> Place:
        """The cell itself: its key is the name of its column."""
        return self.position(path)


def without_repeats(grid: Grid, faults: list[Fault]) -> Grid:
    """The grid without the rows whose id an earlier row has; each of them is added to `faults`."""
    first: dict[str, int] = {}
    lines = [grid.sheet.lines[row] for row in grid.rows]
    again = {
        line: earlier
        for line, event in zip(lines, grid.events, strict=True)
        if (earlier := first.setdefault(event.id, line)) != line
    }
    return without_lines(grid, again, faults) if again else grid


def without_lines(grid: Grid, again: Mapping[int, int], faults: list[Fault]) -> Grid:
    """The grid without the rows of these lines; each has the id of the row on the line beside it."""
    kept = []
    for number, (row, event) in enumerate(zip(grid.rows, grid.events, strict=True)):
        first = again.get(grid.sheet.lines[row])
        if first is None:
            kept.append(number)
        else:
            allowed = f"it stands first in {Place(grid.sheet.file, first)}"
            place = grid.position(("events", number, "id"))
            faults.append(place.fault(f"the id '{event.id}' is given twice", allowed))
    events = tuple([grid.events[number] for number in kept])
    return Grid(grid.sheet, grid.layout, [grid.rows[number] for number in kept], events)


def row_data(layout: Layout, sheet: Sheet, row: int, faults: list[Unreadable]) -> dict[str, Any]:
    """A row as the plain data of an event; cells that cannot be read are left out and added to `faults`."""
    data = nested({one.path: one.value for one in layout.stated(sheet.cells(row), faults)})
    return data if layout.named_by is None else {"id": _name(layout, sheet, row), **data}


def _name(layout: Layout, sheet: Sheet, row: int) -> str:
    return f"{layout.named_by}-{sheet.lines[row]}"


def _cell_place(layout: Layout, sheet: Sheet, row: int, path: Path) -> Place:
    """The place of the cell that gave the value at the path of the event of that row, else of the row."""
    made_of = (one.field.columns for one in layout.stated(sheet.cells(row), []) if one.path == path)
    return sheet.place(row, next((columns[0] for columns in made_of if columns), None))


class GridReader:
    """Reads the sheets of one layout; what was found out about a distinct part holds for all of them."""

    def __init__(self, layout: Layout, countries: Countries | None) -> None:
        self._layout = layout
        self._countries = countries
        self._known = {part.key: _Known(part, countries) for part in layout.parts}

    def read(self, sheet: Sheet, faults: list[Fault]) -> Grid:
        """The events of the rows that can be read; the faults of the others are added to `faults`.

        Of a row in a foreign layout there is one fault, however much is wrong with it.
        """
        sheet = self._emptied(sheet)
        rows = self._rows(sheet)
        members, doubtful = self._members(sheet, rows)
        events = [Event(*values) for values in zip(*members, strict=True)]
        refused = set()
        for number in sorted(doubtful):
            event, of_row = self._looked_at(sheet, rows[number])
            if event is None:
                refused.add(number)
                faults.extend([_of_row(of_row)] if self._layout.foreign else of_row)
            else:
                events[number] = event
        if refused:
            rows = [row for number, row in enumerate(rows) if number not in refused]
            events = [event for number, event in enumerate(events) if number not in refused]
        return Grid(sheet, self._layout, rows, tuple(events))

    def _emptied(self, sheet: Sheet) -> Sheet:
        """The sheet with nothing in the cells that say that there is nothing."""
        nothing = self._layout.nothing
        if not nothing:
            return sheet
        columns = [["" if cell in nothing else cell for cell in column] for column in sheet.columns]
        return Sheet(sheet.file, sheet.lines, columns, sheet.numbered)

    def _rows(self, sheet: Sheet) -> Sequence[int]:
        everything = range(len(sheet.lines))
        skipped = self._layout.skipped
        if skipped is None:
            return everything
        asked = zip(*[sheet.columns[number] for number in self._layout.asked], strict=True)
        return [row for row, cells in zip(everything, asked, strict=True) if not skipped(cells)]

    def _members(self, sheet: Sheet, rows: Sequence[int]) -> tuple[list[Any], set[int]]:
        """The fields of the events, column by column, and the numbers of the events that are in doubt."""
        found: dict[str, list[list[Any]]] = {}
        doubtful: set[int] = set()
        for part in self._layout.parts:
            values = self._known[part.key].values_of(sheet, rows)
            if self._known[part.key].met_faulty:
                doubtful.update(number for number, value in enumerate(values) if value is _FAULTY)
            found.setdefault(str(part.key[0]), []).append(values)
        if self._layout.named_by is not None:
            found["id"] = [[_name(self._layout, sheet, row) for row in rows]]
        members: list[Any] = []
        for key in _MEMBERS:
            column = _column(key, found.get(key), len(rows))
            if key in _REQUIRED:
                doubtful.update(number for number, value in enumerate(column) if not value)
            members.append(column)
        return members, doubtful

    def _looked_at(self, sheet: Sheet, row: int) -> tuple[Event | None, list[Fault]]:
        """A row as the models see it: the event, or all that is wrong with it."""
        from caatsa.intake.checked import checked

        unreadable: list[Unreadable] = []
        data = row_data(self._layout, sheet, row, unreadable)
        faults = [sheet.place(row, one.column).fault(one.problem, one.allowed) for one in unreadable]
        one = _OneRow(sheet, self._layout, row, {"events": [data]})
        event = None
        try:
            event = checked(one).events[0]
        except InputError as error:
            faults.extend(fault for fault in error.faults if not unreadable or fault.column is not None)
        if self._countries is not None:
            faults.extend(unknown_countries(one, self._countries))
        return (None, sorted(faults, key=in_reading_order)) if faults else (event, [])


class _OneRow(Record):
    """A row by itself as a document of one event."""

    sheet: Sheet
    layout: Layout
    row: int
    data: Any

    def position(self, path: Path) -> Place:
        return _cell_place(self.layout, self.sheet, self.row, path[2:])

    key_position = position


class _Known(dict[Cells, Any]):
    """What each distinct combination of the cells of a part comes to: its record, None, or `_FAULTY`."""

    def __init__(self, part: Part, countries: Countries | None) -> None:
        super().__init__()
        self.met_faulty = False
        self._part = part
        self._read = PLAIN_PARTS[str(part.key[0])]
        self._countries = countries

    def values_of(self, sheet: Sheet, rows: Sequence[int]) -> list[Any]:
        """The part in each of the rows."""
        if len(self) > _REMEMBERED:
            self.clear()
            self.met_faulty = False
        columns = [sheet.columns[number] for number in self._part.columns]
        if len(rows) < len(sheet.lines):
            columns = [[column[row] for row in rows] for column in columns]
        if not columns:
            return [self[()]] * len(rows)
        if self._part.key == ("id",):
            # No two rows have the same.
            return [self._found(cells) for cells in zip(*columns, strict=True)]
        return [self[cells] for cells in zip(*columns, strict=True)]

    def __missing__(self, cells: Cells) -> Any:
        value = self[cells] = self._found(cells)
        return value

    def _found(self, cells: Cells) -> Any:
        faults: list[Unreadable] = []
        data = self._part.data(cells, faults)
        value = None if data is None else self._plain(data)
        if faults or value is _FAULTY:
            self.met_faulty = True
            value = _FAULTY
        return value

    def _plain(self, data: Any) -> Any:
        try:
            said = self._read(data)
            country = getattr(said, "country", None)
            if country is not None and self._countries is not None:
                self._countries.resolve(country)
        except (ValueError, UnknownCountry):
            return _FAULTY
        return said


def _column(key: str, parts: list[list[Any]] | None, length: int) -> Sequence[Any]:
    """A field of the events; entries of a list that a row does not have are left out of it."""
    if parts is None:
        return list(repeat(() if key in LISTS else None, length))
    if key not in LISTS:
        return parts[0]
    if len(parts) == 1:
        return [() if entry is None else (entry,) for entry in parts[0]]
    return [tuple([entry for entry in entries if entry is not None]) for entries in zip(*parts, strict=True)]


def _of_row(faults: Sequence[Fault]) -> Fault:
    """All that is wrong with a row as one fault, which says the first and counts the others."""
    first, *others = faults
    if not others:
        return first
    more = f"{first.problem} (and {len(others)} more {'fault' if len(others) == 1 else 'faults'} in this row)"
    return Fault(first.file, first.line, first.column, more, first.allowed)
