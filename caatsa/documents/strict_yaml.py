"""YAML without its surprises: plain data, no duplicate keys, no tags, no aliases, a place for each value.

Keys are text as written. Of unquoted values only `true` and `false` are booleans, only decimal digits are
numbers, only `null`, `~` and nothing are null, and YYYY-MM-DD is a date; everything else, such as Norway's
`NO`, is text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from caatsa.documents.document import Document, Mark, Place, in_reading_order
from caatsa.documents.text import MAX_DEPTH, MAX_SCALAR, decode, refuse_endless_lines
from caatsa.domain.errors import Fault, InputError

_INT = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_MAX_DIGITS = 4_000  # below the limit at which Python itself refuses to read an integer

# The C parser where PyYAML was built with it: the same events, many times faster.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(content: bytes, file: str) -> Document:
    """The one document in the bytes; `InputError` with every fault that can be told from the next.

    >>> load_yaml(b"country: NO", "a.yaml").data
    {'country': 'NO'}
    """
    return read_yaml(decode(content, file), file)


def read_yaml(text: str, file: str) -> Document:
    """The one document in the text, as `load_yaml` reads it."""
    refuse_endless_lines(text, file)
    builder = _Builder(text, file)
    data, mark = builder.document()
    if builder.faults:
        raise InputError(sorted(builder.faults, key=in_reading_order))
    return Document(file, data, lambda: mark)


class _Builder:
    """Builds data and marks from parser events, and collects the faults on the way."""

    def __init__(self, text: str, file: str) -> None:
        self.faults: list[Fault] = []
        self._file = file
        self._text = text
        self._events = self._parse(text)

    def document(self) -> tuple[Any, Mark]:
        next(self._events)  # the start of the stream
        if isinstance(next(self._events), StreamEndEvent):
            return None, Mark(1, 1)
        data, mark = self._node(next(self._events), depth=1)
        next(self._events)  # the end of the document
        after = next(self._events)
        if isinstance(after, DocumentStartEvent):
            self._fault(after, "a second document begins", "a file holds one document")
        return data, mark

    def _parse(self, text: str) -> Iterator[Event]:
        try:
            yield from yaml.parse(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            at = error.problem_mark or error.context_mark
            place = Place(self._file, at.line + 1, at.column + 1) if at else Place(self._file)
            self._stop(place.fault(f"not YAML: {error.problem or error.context}", self._hint(place)))
        except yaml.YAMLError as error:
            self._stop(self._unreadable_character(error))

    def _hint(self, place: Place) -> str:
        line = self._text.split("\n")[(place.line or 1) - 1 :][:1]
        indent = line[0][: len(line[0]) - len(line[0].lstrip())] if line else ""
        return (
            "indent with blanks, not with tabs" if "\t" in indent else "check indentation, quotes and colons"
        )

    def _unreadable_character(self, error: yaml.YAMLError) -> Fault:
        # Readers count differently (bytes in C, characters in Python), so look for the character itself.
        found = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", self._text)
        if found is None:
            return Place(self._file).fault(f"not YAML: {error}")
        before = self._text[: found.start()]
        place = Place(self._file, before.count("\n") + 1, found.start() - before.rfind("\n"))
        return place.fault(f"the character U+{ord(found[0]):04X}", "YAML holds printable characters")

    def _node(self, event: Event, depth: int) -> tuple[Any, Mark]:
        self._refuse_indirection(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event), _mark(event)
        if isinstance(event, AliasEvent):
            return None, _mark(event)
        if depth > MAX_DEPTH:
            self._stop(self._place(event).fault("nested too deeply", f"at most {MAX_DEPTH} levels"))
        if isinstance(event, SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _sequence(self, start: Event, depth: int) -> tuple[list[Any], Mark]:
        items: list[Any] = []
        parts: dict[str | int, Mark] = {}
        while not isinstance(event := next(self._events), SequenceEndEvent):
            value, parts[len(items)] = self._node(event, depth + 1)
            items.append(value)
        return items, _mark(start, parts=parts)

    def _mapping(self, start: Event, depth: int) -> tuple[dict[str, Any], Mark]:
        items: dict[str, Any] = {}
        parts: dict[str | int, Mark] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._key(event, depth)
            value, mark = self._node(next(self._events), depth + 1)
            if key is None:
                continue
            if key in items:
                first = parts[key].key or (0, 0)
                self._fault(
                    event, f"the key '{key}' is given twice", f"it was given first on line {first[0]}"
                )
                continue
            items[key], parts[key] = value, Mark(mark.line, mark.column, _start(event), mark.parts)
        return items, _mark(start, parts=parts)

    def _key(self, event: Event, depth: int) -> str | None:
        if not isinstance(event, ScalarEvent):
            self._node(event, depth + 1)
            if not isinstance(event, AliasEvent):
                self._fault(event, "a list or mapping as a key", "a key is text")
            return None
        self._refuse_indirection(event)
        if event.value == "<<" and event.implicit[0]:
            self._fault(event, "a merge key '<<'", "write the keys out")
            return None
        return str(event.value)

    def _refuse_indirection(self, event: Event) -> None:
        if isinstance(event, AliasEvent):
            self._fault(event, f"the alias '*{event.anchor}'", "write the value out")
        elif isinstance(event, NodeEvent) and event.anchor is not None:
            self._fault(event, f"the anchor '&{event.anchor}'", "write the value out where it is needed")
        if isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent) and event.tag is not None:
            self._fault(event, f"the tag '{event.tag}'", "values are written without tags")

    def _scalar(self, event: ScalarEvent) -> Any:
        text = str(event.value)
        if len(text) > MAX_SCALAR:
            self._fault(event, f"a value of {len(text):,} characters", f"a value has at most {MAX_SCALAR:,}")
            return text[:MAX_SCALAR]
        if not event.implicit[0]:
            return text
        try:
            return _plain(text)
        except ValueError as error:
            self._fault(event, *str(error).split("; ", 1))
            return None

    def _fault(self, event: Event, problem: str, allowed: str) -> None:
        self.faults.append(self._place(event).fault(problem, allowed))

    def _place(self, event: Event) -> Place:
        return Place(self._file, *_start(event))

    def _stop(self, fault: Fault) -> NoReturn:
        raise InputError((*self.faults, fault)) from None


def _start(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _mark(event: Event, parts: dict[str | int, Mark] | None = None) -> Mark:
    return Mark(*_start(event), None, parts)


def _plain(text: str) -> Any:
    """The value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if not (text[0].isdigit() or text[0] == "-"):
        return text
    if _DATE.fullmatch(text):
        return _calendar_day(text)
    if _INT.fullmatch(text):
        if len(text) > _MAX_DIGITS:
            raise ValueError(f"a number of {len(text):,} digits; a number has at most {_MAX_DIGITS:,}")
        return int(text)
    if _FLOAT.fullmatch(text):
        return _finite(text)
    return text


def _calendar_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is not a day of the calendar; a date is YYYY-MM-DD") from None


def _finite(text: str) -> float:
    if math.isinf(number := float(text)):
        raise ValueError(f"the number {text[:40]} is out of range; a number is below 1.8e308")
    return number
