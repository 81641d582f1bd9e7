"""JSON as RFC 8259 has it, with the place of each value; keys given twice and non-numbers are refused."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from caatsa.documents.document import Document, in_reading_order
from caatsa.documents.json_scanner import Scanner, finite
from caatsa.documents.text import MAX_DEPTH, MAX_SCALAR, decode
from caatsa.domain.errors import InputError

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def load_json(content: bytes, file: str) -> Document:
    """The document in the bytes; `InputError` with every fault up to the first that ends the reading.

    >>> load_json(b'{"a": [1]}', "a.json").data
    {'a': [1]}
    """
    return read_json(decode(content, file), file)


def read_json(text: str, file: str, first_line: int = 1) -> Document:
    """The document in the text, whose first line has that number in the file."""
    try:
        data = _fast(text)
    except (ValueError, RecursionError):
        scanner = Scanner(text, file, first_line)
        data, mark = scanner.document()
        if scanner.faults:
            raise InputError(sorted(scanner.faults, key=in_reading_order)) from None
        return Document(file, data, lambda: mark)
    return Document(file, data, lambda: Scanner(text, file, first_line).document()[1])


def _fast(text: str) -> Any:
    """The data by the parser in C; `ValueError` wherever the scanner has to look more closely."""
    if _SURROGATE.search(text):
        raise ValueError("perhaps half of a surrogate pair")
    data = _DECODER.decode(text)
    # Nothing in a short text with few brackets can be too long or too deep.
    if len(text) > MAX_SCALAR or text.count("[") + text.count("{") > MAX_DEPTH:
        _refuse_extremes(data, 1)
    return data


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise ValueError("a key is given twice")
    return mapping


def _no_constant(word: str) -> NoReturn:
    raise ValueError(word)


def _refuse_extremes(value: Any, depth: int) -> None:
    if isinstance(value, str):
        if len(value) > MAX_SCALAR:
            raise ValueError("too long")
        return
    if not isinstance(value, dict | list):
        return
    if depth > MAX_DEPTH:
        raise ValueError("too deep")
    if isinstance(value, dict):
        _refuse_extremes(list(value), depth)
        value = value.values()
    for part in value:
        if isinstance(part, str | dict | list):
            _refuse_extremes(part, depth + 1)


# One decoder for all, since making one costs more than reading a short line with it.
_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_float=finite, parse_constant=_no_constant)
