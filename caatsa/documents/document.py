"""A document as plain data, with the place in its file of every value and key."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeAlias

from caatsa.domain.errors import Fault
from caatsa.domain.record import Record

Path: TypeAlias = tuple[str | int, ...]


class Place(Record):
    """Where something stands; lines and columns count from 1, `None` where the form has no such thing.

    >>> str(Place("events.yaml", 12, 5))
    'events.yaml, line 12'
    """

    file: str
    line: int | None = None
    column: int | None = None

    def fault(self, problem: str, allowed: str = "") -> Fault:
        """What is wrong at this place."""
        return Fault(self.file, self.line, self.column, problem, allowed)

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}, line {self.line}"


class Positioned(Protocol):
    """Plain data that know where each of their parts was read."""

    @property
    def data(self) -> Any:
        """Mappings, lists, text, numbers, dates, booleans and None, nothing else."""

    def position(self, path: Path) -> Place:
        """The place of the value at the path, or of the innermost part around it that exists."""

    def key_position(self, path: Path) -> Place:
        """The place of the key that ends the path; of the value where it ends in an index."""


class Mark(NamedTuple):
    """Line and column of a value, of the key before it, and the marks of its parts."""

    line: int
    column: int
    key: tuple[int, int] | None = None
    parts: dict[str | int, Mark] | None = None


class Document:
    """One YAML or JSON document; `position` and `key_position` answer for any path of keys and indexes."""

    def __init__(self, file: str, data: Any, marks: Callable[[], Mark]) -> None:
        self.file = file
        self.data = data
        self._make_marks = marks

    @cached_property
    def _root(self) -> Mark:
        # On demand, since a document without faults may never be asked where its parts are.
        return self._make_marks()

    def position(self, path: Path) -> Place:
        """The place of the value at the path, or of the innermost part around it that exists."""
        mark, _ = self._walk(path)
        return Place(self.file, mark.line, mark.column)

    def key_position(self, path: Path) -> Place:
        """The place of the key that ends the path; of the value where it ends in an index."""
        mark, whole = self._walk(path)
        line, column = mark.key if whole and mark.key else (mark.line, mark.column)
        return Place(self.file, line, column)

    def _walk(self, path: Path) -> tuple[Mark, bool]:
        mark = self._root
        for step in path:
            part = mark.parts.get(step) if mark.parts else None
            if part is None:
                return mark, False
            mark = part
        return mark, True


class InMemory(Record):
    """Data that a program handed over: places are paths such as `events[3].acts[0].date`."""

    data: Any
    name: str = "input"

    def position(self, path: Path) -> Place:
        """The path itself, since there is no file."""
        return Place(dotted(path) or self.name)

    key_position = position


def dotted(path: Path) -> str:
    """The path as a program would write it.

    >>> dotted(("events", 3, "acts", 0, "date"))
    'events[3].acts[0].date'
    """
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def in_reading_order(fault: Fault) -> tuple[int, int]:
    """A key that sorts the faults of one file by place."""
    return fault.line or 0, fault.column or 0
