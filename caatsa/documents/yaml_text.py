"""Plain data as YAML, safe for what others wrote: text is quoted unless it is plainly a word.

So no value begins a tag, an anchor, a comment or a key; and tens of thousands of entries take no minutes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ ._/-][A-Za-z0-9]+)*")
_WORDS: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_MOST_ON_A_LINE: Final = 110
# What JSON leaves as it is and YAML does not take, or takes for the end of a line.
_ESCAPED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def yaml_lines(data: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """The mapping in lines; what fits on one line stands there.

    >>> list(yaml_lines({"name": "Zarya: works", "share": 42, "aliases": ["No", "A #1"]}))
    ['name: "Zarya: works"', 'share: 42', 'aliases: ["No", "A #1"]']
    """
    for key, value in data.items():
        flow = _flow(value)
        if not _has_parts(value) or len(indent) + len(key) + 2 + len(flow) <= _MOST_ON_A_LINE:
            yield f"{indent}{key}: {flow}"
        elif isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from yaml_lines(value, f"{indent}  ")
        else:
            yield f"{indent}{key}:"
            yield from _items(value, f"{indent}  ")


def _items(values: Sequence[Any], indent: str) -> Iterator[str]:
    for value in values:
        flow = _flow(value)
        if isinstance(value, Mapping) and len(indent) + 2 + len(flow) > _MOST_ON_A_LINE:
            first, *rest = yaml_lines(value, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{indent}- {flow}"


def _has_parts(value: Any) -> bool:
    return isinstance(value, Mapping | list | tuple) and bool(value)


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_flow(part)}' for key, part in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, str):
        return _text(value)
    return value.isoformat() if isinstance(value, date) else json.dumps(value)


def _text(value: str) -> str:
    if _PLAIN.fullmatch(value) and value.casefold() not in _WORDS:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
