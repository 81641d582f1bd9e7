"""The characters of an article from which a value was taken, as `caatsa extract` writes them down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from caatsa.documents.document import Path
from caatsa.domain.errors import one_line

_LONGEST: Final = 80


def spans_said(event: Mapping[str, Any], path: Path) -> str:
    """Where the value at the path of the event, or its parts, stood in the article; empty where not stated.

    >>> spans_said({"spans": {"item": {"start": 3, "end": 8, "reported": "S-400"}}}, ("item",))
    'article characters 3 to 8 (“S-400”)'
    """
    spans = event.get("spans")
    key = ".".join(str(part) for part in path)
    if not key or not isinstance(spans, Mapping):
        return ""
    said = [words for name, span in spans.items() if _is_of(name, key) for words in _words(span)]
    return f"article characters {', '.join(said)}" if said else ""


def _is_of(name: Any, key: str) -> bool:
    return isinstance(name, str) and (name == key or name.startswith(f"{key}."))


def _words(span: Any) -> Iterator[str]:
    """One span in words; what is in another form says nothing."""
    if not isinstance(span, Mapping):
        return
    start, end, reported = span.get("start"), span.get("end"), span.get("reported")
    if type(start) is int and type(end) is int and isinstance(reported, str):
        short = one_line(reported)
        short = short if len(short) <= _LONGEST else short[: _LONGEST - 1] + "…"
        yield f"{start} to {end} (“{short}”)"
