"""Which format an input is in, from what it is told, its suffix and its content, in this order."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Literal, get_args

from caatsa.documents.document import Place
from caatsa.domain.errors import InputError
from caatsa.intake.sipri.recognition import is_export

Format = Literal["yaml", "json", "jsonl", "csv", "parquet", "sipri"]
FORMATS: tuple[str, ...] = get_args(Format)

_SUFFIXES: dict[str, Format] = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
}
_PARQUET = b"PAR1"
_SECTIONS = ("events", "persons", "official_acts")
_SECTION = re.compile(r"^(?:events|persons|official_acts|- *id) *:", re.MULTILINE)
_HEADER = re.compile(r'"?(?:id|[a-z_]+(?:\.(?:[a-z_]+|[0-9]+))+)"?\s*(?:,|$)')


def is_parquet(name: str, content: bytes, told: Format | None) -> bool:
    """Whether the bytes under that file name are to be read as Parquet: by what is told, content or suffix.

    `InputError` for Parquet of which another format is told.
    """
    if content.startswith(_PARQUET) and told not in (None, "parquet"):
        raise InputError(Place(name).fault(f"is a Parquet file, not {told}", "leave out --input-format"))
    suffix = PurePath(name).suffix.casefold()
    return told == "parquet" or (told is None and (content.startswith(_PARQUET) or suffix == ".parquet"))


def recognised(name: str, text: str, *, mapped: bool = False) -> Format:
    """The format of the text under that file name; YAML where nothing speaks for another.

    With a mapping of columns, a text of which nothing else is known is CSV, and no register.

    `InputError` for prose: a `.txt` in which no format is recognised.

    >>> recognised("-", '{"id": "a"}\\n{"id": "b"}')
    'jsonl'
    """
    suffix = PurePath(name).suffix.casefold()
    if not mapped and is_export(text):
        return "sipri"
    found = _SUFFIXES.get(suffix) or _from_content(text)
    if mapped and suffix not in _SUFFIXES and found == "yaml" and not _SECTION.search(text):
        return "csv"
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
