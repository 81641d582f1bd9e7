"""How the cells of a row become an event: each part of the event with the cells that it is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, TypeAlias

from caatsa.documents.document import Path, Place
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.intake.columns import AMOUNTS, close_ranks, column_path, is_known, known_columns, nested, value_of

Cells: TypeAlias = tuple[str, ...]

LISTS: Final = ("acts", "parties", "sources")
"""The members of an event that are lists; each entry of them is a part of its own."""


class Unreadable(ValueError):  # noqa: N818 - what the cells are
    """Cells that are not what the mapping takes them for; `column` is the number of one of them, from 0."""

    def __init__(self, problem: str, allowed: str, column: int | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.allowed = allowed
        self.column = column


class Field(Record):
    """A single value of an event: where it belongs, which cells it is made of, and how.

    Indexes in `path` may leave gaps. `read` is given the cells and returns None where they state nothing.
    """

    path: Path
    columns: tuple[int, ...]
    read: Callable[[Cells], Any]


def _always(_: Mapping[int, str]) -> bool:
    return True


class Part(Record):
    """A member of the event or one entry of a list of it, such as `("buyer",)` or `("acts", 2)`.

    `stands` says by its cells whether the row has this part at all; `asked` are the columns it looks at.
    """

    key: Path
    fields: tuple[Field, ...]
    asked: tuple[int, ...] = ()
    stands: Callable[[Mapping[int, str]], bool] = _always

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """Every column on which the part depends."""
        return tuple(sorted({*self.asked, *(number for field in self.fields for number in field.columns)}))

    @cached_property
    def _single(self) -> Field | None:
        """The field of a member of the event that is a single value."""
        alone = len(self.fields) == 1 and self.fields[0].path == self.key
        return self.fields[0] if alone and self.fields[0].columns == self.columns else None

    def data(self, cells: Cells, faults: list[Unreadable]) -> Any:
        """The plain data of the part, None where the row has none; `cells` are those of `columns`."""
        if self._single is not None:
            try:
                return self._single.read(cells)
            except Unreadable as error:
                faults.append(_placed(error, self._single))
                return None
        found = nested(_closed(self.stated(cells, faults))).get(str(self.key[0]))
        return found[0] if found is not None and len(self.key) > 1 else found

    def stated(self, cells: Cells, faults: list[Unreadable]) -> list[tuple[Field, Any]]:
        """The fields that state something, with what they state; those that cannot be read go to `faults`."""
        by_number = dict(zip(self.columns, cells, strict=True))
        values = []
        for field in self.fields if self.stands(by_number) else ():
            try:
                value = field.read(tuple([by_number[number] for number in field.columns]))
            except Unreadable as error:
                faults.append(_placed(error, field))
            else:
                if value is not None:
                    values.append((field, value))
        return values


def _placed(error: Unreadable, field: Field) -> Unreadable:
    if error.column is None and field.columns:
        error.column = field.columns[0]
    return error


class Stated(Record):
    """A value of an event that a row states: where it stands in the event, its field, and the value."""

    path: Path
    field: Field
    value: Any


class Layout(Record):
    """The parts of an event in a table.

    `foreign` layouts are mappings: a row that cannot be read is an issue, and not a fault of the input.
    `skipped` says by the cells of `asked` whether a row is no event at all. A cell that is one of `nothing`
    is empty. With `named_by`, the id of an event is that text and the line.
    """

    names: tuple[str, ...]
    parts: tuple[Part, ...]
    foreign: bool = False
    asked: tuple[int, ...] = ()
    skipped: Callable[[Cells], bool] | None = None
    nothing: frozenset[str] = frozenset()
    named_by: str | None = None

    def stated(self, cells: Cells, faults: list[Unreadable]) -> tuple[Stated, ...]:
        """Every value that a row states, in the order of the parts; what cannot be read goes to `faults`."""
        found = [
            one
            for part in self.parts
            for one in part.stated(tuple([cells[number] for number in part.columns]), faults)
        ]
        paths = close_ranks([field.path for field, _ in found])
        return tuple(Stated(path, field, value) for path, (field, value) in zip(paths, found, strict=True))

    @property
    def taken(self) -> frozenset[int]:
        """The columns, from 0, that an event is made of or that are looked at."""
        return frozenset((*self.asked, *(number for part in self.parts for number in part.columns)))

    @property
    def id_column(self) -> int | None:
        """The number of the column, from 1, that an id is made of first."""
        fields = (field for part in self.parts if part.key == ("id",) for field in part.fields)
        return next((field.columns[0] + 1 for field in fields if field.columns), None)


def _closed(values: Sequence[tuple[Field, Any]]) -> dict[Path, Any]:
    paths = close_ranks([field.path for field, _ in values])
    return {path: value for path, (_, value) in zip(paths, values, strict=True)}


def own_layout(names: Sequence[str], place: Callable[[int], Place]) -> Layout:
    """The layout of a table in our own dotted columns; `InputError` with every column that is none.

    `place` tells where the name of a column stands, by its number from 1.
    """
    paths = tuple(column_path(name) for name in names)
    faults: list[Fault] = []
    for number, (name, path) in enumerate(zip(names, paths, strict=True)):
        at = place(number + 1)
        if not name:
            faults.append(at.fault("a column without a name", "the first line names the columns"))
        elif not is_known(path):
            faults.append(_unknown(name, at))
        elif path in paths[:number]:
            first = paths.index(path) + 1
            faults.append(at.fault(f"the column '{name}' is given twice", f"it is column {first} already"))
    if faults:
        raise InputError(faults)
    fields = [Field(path, (number,), _cell(str(path[-1]))) for number, path in enumerate(paths)]
    return Layout(tuple(names), parts_of(fields))


def _unknown(name: str, place: Place) -> Fault:
    problem = f"the column '{name}' is not known"
    if ";" in name or "\t" in name:
        return place.fault(problem, "columns are separated by commas")
    # Only a table with a fault pays for the words.
    from caatsa.documents.wording import nearest

    meant = nearest(name, known_columns())
    return place.fault(problem, f"did you mean '{meant}'?" if meant else "columns are such as buyer.country")


def _cell(key: str) -> Callable[[Cells], Any]:
    if key in AMOUNTS:
        return lambda cells: value_of(key, cells[0]) if cells[0] else None
    return lambda cells: cells[0] or None


def parts_of(fields: Iterable[Field]) -> tuple[Part, ...]:
    """The fields by the part of the event that they belong to; entries of lists in their order."""
    grouped: dict[Path, list[Field]] = defaultdict(list)
    for field in fields:
        grouped[field.path[: 2 if field.path[0] in LISTS else 1]].append(field)
    ordered = sorted(grouped.items(), key=lambda group: (str(group[0][0]), group[0][1:]))
    return tuple(Part(key, tuple(members)) for key, members in ordered)
