"""JSONL that is not ours as a table: one mapping per line, inner keys joined by dots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, TypeAlias

from caatsa.documents.document import Place
from caatsa.documents.strict_json import read_json
from caatsa.documents.wording import described
from caatsa.domain.errors import Fault, InputError
from caatsa.intake.columnar.cell import cell_text
from caatsa.intake.columnar.sheets import BATCH, Sheet, Table

_Row: TypeAlias = tuple[int, dict[str, str]]


def read_json_rows(lines: Iterable[str], file: str, faults: list[Fault], size: int) -> Table:
    """The table in these lines, in sheets of so many rows; lines that are none go to `faults`.

    Its columns are the keys of the first rows: a key that comes up later is nobody's column.
    """
    rows = _rows(lines, file, faults)
    first = list(islice(rows, BATCH))
    names = tuple(dict.fromkeys(name for _, cells in first for name in cells))
    return Table(file, names, _sheets(chain(first, rows), names, file, size))


def _rows(lines: Iterable[str], file: str, faults: list[Fault]) -> Iterator[_Row]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = read_json(line.removesuffix("\n"), file, number).data
        except InputError as error:
            faults.extend(error.faults[:1])
            continue
        if isinstance(found, dict):
            yield number, dict(_flat(found, ""))
        else:
            faults.append(Place(file, number).fault(f"the line is {described(found)}", "a line is a mapping"))


def _flat(value: Any, name: str) -> Iterator[tuple[str, str]]:
    parts: Iterable[tuple[Any, Any]]
    if isinstance(value, Mapping):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    else:
        yield name, cell_text(value)
        return
    for key, part in parts:
        yield from _flat(part, f"{name}.{key}" if name else str(key))


def _sheets(rows: Iterator[_Row], names: tuple[str, ...], file: str, size: int) -> Iterator[Sheet]:
    while taken := list(islice(rows, size)):
        columns = [[cells.get(name, "") for _, cells in taken] for name in names]
        yield Sheet(file, [line for line, _ in taken], columns, numbered=False)
