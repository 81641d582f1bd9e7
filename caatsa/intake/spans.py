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
    if path[:1] == ("reports",):
        event, path = _report(event, path[1]), path[2:]
    spans = event.get("spans")
    key = ".".join(str(part) for part in path)
    if not key or not isinstance(spans, Mapping):
        return ""
    said = [words for name, span in spans.items() if _is_of(name, key) for words in _words(span)]
    return f"article characters {', '.join(said)}" if said else ""


def _report(event: Mapping[str, Any], number: str | int) -> Mapping[str, Any]:
    """The report of that number, of those that the event was reconciled from."""
    reports = event.get("reports")
    known = isinstance(reports, list) and isinstance(number, int) and number < len(reports)
    report = reports[number] if reports and known else {}
    return report if isinstance(report, Mapping) else {}


def _is_of(name: Any, key: str) -> bool:
    return isinstance(name, str) and (name == key or name.startswith(f"{key}."))


def _words(span: Any) -> Iterator[str]:
    """One span in words; what is in another form says nothing."""
    if not isinstance(span, Mapping):
        return
    start, end, reported = span.get("start"), span.get("end"), span.get("reported")
    if type(start) is int and type(end) is int and isinstance(reported, str):
        report = span.get("report")
        of = f" of {_short(report)}" if isinstance(report, str) else ""
        yield f"{start} to {end} (“{_short(reported)}”){of}"


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
