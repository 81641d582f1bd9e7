"""Which format an input is in, from what it is told, its suffix and its content, in this order."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Literal, get_args

from caatsa.documents.document import Place
from caatsa.domain.errors import InputError
from caatsa.intake.sipri.recognition import is_export

Format = Literal["yaml", "json", "jsonl", "csv", "sipri"]
FORMATS: tuple[str, ...] = get_args(Format)

_SUFFIXES: dict[str, Format] = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
}
_SECTIONS = ("events", "persons", "official_acts")
_SECTION = re.compile(r"^(?:events|persons|official_acts|- *id) *:", re.MULTILINE)
_HEADER = re.compile(r'"?(?:id|[a-z_]+(?:\.(?:[a-z_]+|[0-9]+))+)"?\s*(?:,|$)')


def recognised(name: str, text: str) -> Format:
    """The format of the text under that file name; YAML where nothing speaks for another.

    `InputError` for prose: a `.txt` in which no format is recognised.

    >>> recognised("-", '{"id": "a"}\\n{"id": "b"}')
    'jsonl'
    """
    suffix = PurePath(name).suffix.casefold()
    if is_export(text):
        return "sipri"
    found = _SUFFIXES.get(suffix) or _from_content(text)
    if suffix == ".txt" and found == "yaml" and not _SECTION.search(text):
        allowed = f"an input is {', '.join(FORMATS)}; --input-format says which"
        raise InputError(Place(name).fault("is text without events", allowed))
    return found


def _from_content(text: str) -> Format:
    start = text.lstrip()
    first_line, _, rest = start.partition("\n")
    if start.startswith("["):
        return "json"
    if start.startswith("{"):
        return _json_or_lines(first_line, rest)
    return "csv" if "," in first_line and _HEADER.match(first_line) else "yaml"


def _json_or_lines(first_line: str, rest: str) -> Format:
    """One event per line if the first line is a whole mapping that is not itself a document."""
    try:
        value = json.loads(first_line)
    except (ValueError, RecursionError):
        return "json"
    return "jsonl" if rest.strip() or not any(key in value for key in _SECTIONS) else "json"
