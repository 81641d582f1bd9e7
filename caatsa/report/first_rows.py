"""The first rows of a table: each cell beside what was taken from it, and the events as understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from caatsa.intake.columnar.grid import Grid
from caatsa.report.events import event_lines
from caatsa.report.layout import clean, padded, wrapped

if TYPE_CHECKING:
    from caatsa.domain.errors import Fault
    from caatsa.intake.columnar.layout import Layout, Stated
    from caatsa.intake.columnar.stream import Beginning

FORMAT: Final = "caatsa.first_rows.v1"
_LABEL: Final = 14
_INDENT: Final = "  "
_REST: Final = " " * (len(_INDENT) + _LABEL + 2)


def first_rows(begun: Beginning, events: Callable[[Grid], list[dict[str, Any]]]) -> dict[str, Any]:
    """The first rows of a table as plain data; `events` gives how those of the rows were understood."""
    grid = begun.grid
    understood = dict(zip(grid.rows, events(grid), strict=True))
    unreadable: dict[int | None, Fault] = {fault.line: fault for fault in reversed(begun.faults)}
    layout = grid.layout
    lines = {line for line in unreadable if line is not None}
    rows = [_row(begun, row, understood.get(row), unreadable) for row in range(len(begun.sheet.lines))]
    # Of a line with too many cells or too few there are no cells to show.
    ragged = lines - set(begun.sheet.lines)
    rows += [_unread(unreadable[line]) for line in sorted(ragged)]
    constants = {
        ".".join(map(str, field.path)): str(field.read(()))
        for part in layout.parts
        for field in part.fields
        if not field.columns
    }
    unused = [name for number, name in enumerate(begun.names) if number not in layout.taken]
    return {
        "file": begun.sheet.file,
        "rows": sorted(rows, key=lambda row: int(row["line"])),
        "constants": constants,
        "columns_not_used": unused,
    }


def _row(
    begun: Beginning, row: int, event: dict[str, Any] | None, unreadable: Mapping[int | None, Fault]
) -> dict[str, Any]:
    grid, line = begun.grid, begun.sheet.lines[row]
    fault = unreadable.get(line)
    # The cells of the grid, in which those that say that there is nothing are empty.
    skipped = event is None and fault is None
    stated = () if skipped else grid.layout.stated(grid.sheet.cells(row), [])
    return {
        "line": line,
        "read": event is not None,
        "skipped": skipped,
        "problem": _problem(fault, begun.names) if fault and event is None else None,
        "cells": [_cell(begun, row, number, stated) for number in range(len(begun.names))],
        "event": event,
    }


def _unread(fault: Fault) -> dict[str, Any]:
    return {
        "line": fault.line,
        "read": False,
        "skipped": False,
        "problem": _problem(fault, ()),
        "cells": [],
        "event": None,
    }


def _problem(fault: Fault, names: Sequence[str]) -> str:
    said = f"{fault.problem}; {fault.allowed}" if fault.allowed else fault.problem
    return f"{names[fault.column - 1]}: {said}" if fault.column is not None and names else said


def _cell(begun: Beginning, row: int, number: int, stated: tuple[Stated, ...]) -> dict[str, Any]:
    return {
        "column": begun.names[number],
        "cell": begun.sheet.columns[number][row],
        "use": _use(begun.grid.layout, number),
        "taken_as": {
            ".".join(map(str, one.path)): one.value for one in stated if number in one.field.columns
        },
    }


def _use(layout: Layout, number: int) -> str:
    if any(number in field.columns for part in layout.parts for field in part.fields):
        return "taken"
    return "condition" if number in layout.taken else "none"


def first_rows_text(data: Mapping[str, Any]) -> str:
    """The first rows for people, 80 columns wide."""
    return "\n".join(line for table in data["tables"] for line in _table(table)) + "\n"


def _table(table: Mapping[str, Any]) -> Iterator[str]:
    for row in table["rows"]:
        yield from wrapped(f"{table['file']}, line {row['line']}: {_state(row)}")
        yield from _cells(row["cells"])
        if row["event"] is not None:
            yield from event_lines(row["event"])
        yield ""
    rows = table["rows"]
    counts = (
        f"{len(rows)} {'row' if len(rows) == 1 else 'rows'} of {table['file']} shown: "
        f"{sum(row['read'] for row in rows)} read, {sum(row['skipped'] for row in rows)} skipped, "
        f"{sum(row['problem'] is not None for row in rows)} that cannot be read"
    )
    yield from wrapped(counts)
    constants = [f"{path} “{said}”" for path, said in table["constants"].items()]
    yield from wrapped(f"constants: {'; '.join(constants) or 'none'}", _INDENT, _INDENT * 2)
    yield from wrapped(
        f"columns not used: {', '.join(table['columns_not_used']) or 'none'}", _INDENT, _INDENT * 2
    )


def _state(row: Mapping[str, Any]) -> str:
    if row["problem"] is not None:
        return f"cannot be read: {row['problem']}"
    return "skipped" if row["skipped"] else "read"


def _cells(cells: list[dict[str, Any]]) -> Iterator[str]:
    for cell in cells:
        if cell["use"] == "none":
            continue
        said = f"“{cell['cell']}”" if cell["cell"] else "empty"
        taken = "; ".join(f"{path} “{value}”" for path, value in cell["taken_as"].items())
        if cell["use"] == "condition":
            taken = "only looked at by a condition"
        first = f"{_INDENT}{padded(clean(cell['column']), _LABEL)}  "
        yield from wrapped(f"{said} → {taken}" if taken else said, first, _REST)
    unused = [
        f"{cell['column']} “{cell['cell']}”" for cell in cells if cell["use"] == "none" and cell["cell"]
    ]
    if unused:
        yield from wrapped("; ".join(unused), f"{_INDENT}{padded('(not used)', _LABEL)}  ", _REST)
