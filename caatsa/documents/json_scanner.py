"""Reads JSON slowly, to say where everything is and what is wrong."""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from typing import Any, NoReturn

from caatsa.documents.document import Mark, Place
from caatsa.documents.text import MAX_DEPTH, MAX_SCALAR
from caatsa.domain.errors import Fault, InputError

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"')
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?(?![0-9A-Za-z.])")
_WORD = re.compile(r"[-+]?[A-Za-z_0-9.]+")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_VALUE = "a value is text in double quotes, a number, true, false, null, a list or a mapping"
_MAX_DIGITS = 4_300  # the limit at which Python itself refuses to read an integer


def finite(text: str) -> float:
    """The number, which a float can hold."""
    if math.isinf(number := float(text)):
        raise ValueError(f"the number {text[:40]} is out of range; a number is below 1.8e308")
    return number


class Scanner:
    """One reading of one text; `faults` has those after which it could go on."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.faults: list[Fault] = []
        self._text = text
        self._file = file
        self._first_line = first_line
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._at = 0

    def document(self) -> tuple[Any, Mark]:
        self._skip()
        data, mark = self._value(depth=1)
        self._skip()
        if self._at < len(self._text):
            self._stop(
                self._at,
                "more after the end of the document",
                "a file holds one JSON value, or with .jsonl one event per line",
            )
        return data, mark

    def _value(self, depth: int) -> tuple[Any, Mark]:
        start = self._at
        first = self._text[start : start + 1]
        if first in ("{", "["):
            if depth > MAX_DEPTH:
                self._stop(start, "nested too deeply", f"at most {MAX_DEPTH} levels")
            return self._mapping(depth) if first == "{" else self._list(depth)
        if first == '"':
            return self._string(), self._mark(start)
        return self._number_or_word(), self._mark(start)

    def _list(self, depth: int) -> tuple[list[Any], Mark]:
        start = self._at
        items: list[Any] = []
        parts: dict[str | int, Mark] = {}
        while self._another("]", first=not items):
            value, parts[len(items)] = self._value(depth + 1)
            items.append(value)
        return items, self._mark(start, parts)

    def _mapping(self, depth: int) -> tuple[dict[str, Any], Mark]:
        start = self._at
        items: dict[str, Any] = {}
        parts: dict[str | int, Mark] = {}
        while self._another("}", first=not items):
            key_at = self._at
            key = self._key()
            value, mark = self._value(depth + 1)
            line, column = self._line_and_column(key_at)
            if key in items:
                first = (parts[key].key or (0, 0))[0]
                self._fault(key_at, f"the key '{key}' is given twice", f"it was given first on line {first}")
            else:
                items[key], parts[key] = value, Mark(mark.line, mark.column, (line, column), mark.parts)
        return items, self._mark(start, parts)

    def _another(self, end: str, *, first: bool) -> bool:
        """Step over the bracket or comma to the next part; false, past the end, where there is none."""
        if first:
            self._at += 1
        self._skip()
        here = self._text[self._at : self._at + 1]
        if here == end:
            self._at += 1
            return False
        if first:
            return True
        if here != ",":
            self._stop(self._at, self._found("','", end), "parts are separated by ','")
        comma = self._at
        self._at += 1
        self._skip()
        if self._text[self._at : self._at + 1] == end:
            self._stop(comma, f"a comma before '{end}'", "no comma after the last part")
        return True

    def _key(self) -> str:
        if self._text[self._at : self._at + 1] != '"':
            self._stop(self._at, self._found("a key"), "a key is text in double quotes")
        key = self._string()
        self._skip()
        if self._text[self._at : self._at + 1] != ":":
            self._stop(self._at, self._found("':'"), "a key is followed by ':' and its value")
        self._at += 1
        self._skip()
        return key

    def _string(self) -> str:
        start = self._at
        found = _STRING.match(self._text, start)
        if found is None:
            self._stop(start, "text that is not closed or not escaped", "text ends with '\"' on its line")
        self._at = found.end()
        escaped = "\\" in found[0]
        text = str(json.loads(found[0])) if escaped else found[0][1:-1]
        if len(text) > MAX_SCALAR:
            self._fault(start, f"a value of {len(text):,} characters", f"a value has at most {MAX_SCALAR:,}")
        elif escaped and _HALF_PAIR.search(text):
            self._fault(start, "half of a surrogate pair", r"\ud800 to \udfff stand in pairs")
        return text

    def _number_or_word(self) -> Any:
        start = self._at
        number = _NUMBER.match(self._text, start)
        if number is not None:
            self._at = number.end()
            return self._number(start, number)
        word = _WORD.match(self._text, start)
        if word is None or word[0] not in _WORDS:
            self._stop(start, self._found("a value"), _VALUE)
        self._at = word.end()
        return _WORDS[word[0]]

    def _number(self, start: int, number: re.Match[str]) -> int | float | None:
        if number[2] or number[3]:
            try:
                return finite(number[0])
            except ValueError as error:
                self._fault(start, *str(error).split("; ", 1))
                return None
        if len(number[1]) > _MAX_DIGITS:
            problem = f"a number of {len(number[1]):,} digits"
            self._fault(start, problem, f"a number has at most {_MAX_DIGITS:,}")
            return None
        return int(number[0])

    def _found(self, *expected: str) -> str:
        wanted = " or ".join(part if part[0] in "'a" else f"'{part}'" for part in expected)
        here = _WORD.match(self._text, self._at)
        what = here[0][:40] if here else self._text[self._at : self._at + 1]
        return f"{wanted} was expected, found {repr(what) if what else 'the end'}"

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return self._first_line + line - 1, offset - self._starts[line - 1] + 1

    def _mark(self, offset: int, parts: dict[str | int, Mark] | None = None) -> Mark:
        return Mark(*self._line_and_column(offset), None, parts)

    def _fault(self, offset: int, problem: str, allowed: str) -> None:
        self.faults.append(Place(self._file, *self._line_and_column(offset)).fault(problem, allowed))

    def _stop(self, offset: int, problem: str, allowed: str) -> NoReturn:
        self._fault(offset, problem, allowed)
        raise InputError(self.faults)
