"""The dotted columns of a table of events: which there are, and how a row of them becomes an event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from caatsa.documents.document import Path

if TYPE_CHECKING:
    from pydantic import BaseModel

_INDEX = re.compile(r"0|[1-9][0-9]{0,3}")
# Reported as a number or as text; a cell that a spreadsheet would show as that very number is a number.
AMOUNTS = ("quantity", "value")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?")
_NOT_IN_CELLS = ("spans", "reports")


def column_path(name: str) -> Path:
    """The path that a column name stands for.

    >>> column_path("acts.0.kind")
    ('acts', 0, 'kind')
    """
    return tuple(int(step) if _INDEX.fullmatch(step) else step for step in name.split("."))


def is_known(path: Path) -> bool:
    """Whether an event has a single value at that path."""
    return ".".join("0" if isinstance(step, int) else step for step in path) in known_columns()


@cache
def known_columns() -> tuple[str, ...]:
    """Every column there is, with index 0 in lists."""
    # The models are imported only where a table is read.
    from caatsa.domain.events import ProcurementEvent

    return tuple(_columns(ProcurementEvent, ()))


def _columns(model: type[BaseModel], path: Path) -> Iterator[str]:
    from caatsa.documents.keys import keys_at

    for key in keys_at(model, path):
        if key in _NOT_IN_CELLS:
            continue
        inside = next((at for at in ((*path, key), (*path, key, 0)) if keys_at(model, at)), None)
        if inside:
            yield from _columns(model, inside)
        else:
            yield ".".join(map(str, (*path, key)))


def close_ranks(paths: Sequence[Path]) -> list[Path]:
    """The paths with the indexes of each list counted from 0 without gaps, where a row leaves entries empty.

    >>> close_ranks([("acts", 3, "kind"), ("acts", 7, "kind")])
    [('acts', 0, 'kind'), ('acts', 1, 'kind')]
    """
    indexes: dict[Path, set[int]] = {}
    for path in paths:
        for depth, step in enumerate(path):
            if isinstance(step, int):
                indexes.setdefault(path[:depth], set()).add(step)
    ranks = {at: {index: rank for rank, index in enumerate(sorted(found))} for at, found in indexes.items()}
    return [
        tuple(ranks[path[:depth]][step] if isinstance(step, int) else step for depth, step in enumerate(path))
        for path in paths
    ]


def nested(values: Mapping[Path, Any]) -> dict[str, Any]:
    """The mapping that has these values at these paths; of lists, the indexes run from 0 without gaps."""
    event: dict[str, Any] = {}
    for path, value in sorted(values.items(), key=_by_index):
        here: Any = event
        for step, following in pairwise(path):
            here = _inside(here, step, [] if isinstance(following, int) else {})
        here[path[-1]] = value
    if "country_name" in (buyer := event.get("buyer", {})):
        # Who is of no state has null for a country, which no cell can say.
        buyer.setdefault("country", None)
    return event


def _by_index(cell: tuple[Path, Any]) -> tuple[int, ...]:
    return tuple(step for step in cell[0] if isinstance(step, int))


def _inside(here: Any, step: str | int, empty: Any) -> Any:
    if isinstance(here, dict):
        return here.setdefault(step, empty)
    if step == len(here):
        here.append(empty)
    return here[step]


def value_of(key: str, text: str) -> int | float | str:
    """What a cell states under a key: a number where an amount is reported as a plain one, else the text.

    >>> value_of("quantity", "5"), value_of("quantity", "005"), value_of("item", "5")
    (5, '005', '5')
    """
    if key in AMOUNTS and _NUMBER.fullmatch(text):
        number = float(text) if "." in text else int(text)
        return number if str(number) == text else text
    return text
