"""The entries of the country register, read from plain data; all faults in them are one error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from caatsa.domain.errors import Fault, RegisterError
from caatsa.domain.record import Record

FILE: Final = "registers/countries.yaml"


class Kind(StrEnum):
    """What stands in the place of a country in a record."""

    STATE = "state"
    TERRITORY = "territory"
    HISTORICAL = "historical"
    GROUP = "group"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"


class CountryEntry(Record):
    """One line of the register; `names` has every name of it, the short one first, as written there."""

    kind: Kind
    names: tuple[str, ...]
    code: str | None
    alpha3: str | None
    successors: tuple[str, ...]
    note: str

    @property
    def name(self) -> str:
        return self.names[0]


_SHAPES: Final[Mapping[str, type]] = {
    "name": str,
    "official": str,
    "names": list,
    "code": str,
    "alpha3": str,
    "from": int,
    "until": int,
    "successors": list,
    "note": str,
}
_ALPHA2: Final = re.compile("[A-Z]{2}")
_ALPHA3: Final = re.compile("[A-Z]{3}")


def read_entries(data: object) -> tuple[CountryEntry, ...]:
    """All entries, in the order of the data: a mapping from each kind to a list of entries.

    Raises RegisterError with every fault.
    """
    if not isinstance(data, Mapping):
        raise RegisterError(
            Fault(FILE, None, None, "this is not a mapping", "a list of entries under each kind")
        )
    entries, problems = [], list(_problems_of_document(data))
    for kind in Kind:
        for raw in data.get(kind.value) or ():
            if found := list(_problems_of_entry(kind, raw)):
                problems += [f"{kind} {_label(raw)}: {problem}" for problem in found]
            else:
                entries.append(_entry(kind, raw))
    problems += _problems_between(entries)
    if problems:
        raise RegisterError(Fault(FILE, None, None, problem) for problem in problems)
    return tuple(entries)


def _entry(kind: Kind, raw: Mapping[str, Any]) -> CountryEntry:
    official = (raw["official"],) if "official" in raw else ()
    return CountryEntry(
        kind=kind,
        names=(raw["name"], *official, *raw.get("names", ())),
        code=raw.get("code"),
        alpha3=raw.get("alpha3"),
        successors=tuple(raw.get("successors", ())),
        note=raw.get("note", ""),
    )


def _label(raw: object) -> str:
    return repr(raw.get("name") if isinstance(raw, Mapping) else raw)


def _problems_of_document(data: Mapping[Any, Any]) -> Iterator[str]:
    if data.get("format") != 1:
        yield f"format {data.get('format')!r} is not known here; it is 1"
    for key in data.keys() - {"format", *Kind}:
        yield f"{key!r} is not a kind; the kinds are {', '.join(Kind)}"
    for kind in Kind:
        if not isinstance(data.get(kind.value), list | None):
            yield f"{kind} is not a list"


def _problems_of_entry(kind: Kind, raw: object) -> Iterator[str]:
    if not isinstance(raw, Mapping) or "name" not in raw:
        yield "an entry is a mapping with a name"
        return
    for key, value in raw.items():
        if key not in _SHAPES:
            yield f"{key!r} is not a key; the keys are {', '.join(_SHAPES)}"
        elif type(value) is not _SHAPES[key]:
            yield f"{key} is {value!r}, which is not a {_SHAPES[key].__name__}"
        elif isinstance(value, list) and not all(isinstance(part, str) for part in value):
            yield f"{key} has something that is not text (quote it)"
    yield from _problems_of_codes(kind, raw)


def _problems_of_codes(kind: Kind, raw: Mapping[str, Any]) -> Iterator[str]:
    code = raw.get("code")
    if code is not None and not _ALPHA2.fullmatch(str(code)):
        yield f"code {code!r} is not two capital letters"
    if "alpha3" in raw and not _ALPHA3.fullmatch(str(raw["alpha3"])):
        yield f"alpha3 {raw['alpha3']!r} is not three capital letters"
    if kind is Kind.STATE and code is None:
        yield "a state needs a code"
    if kind in {Kind.GROUP, Kind.ORGANISATION, Kind.UNKNOWN} and code is not None:
        yield f"a code would make it a country ({code})"
    if kind is Kind.HISTORICAL and not raw.get("successors"):
        yield "its successors are missing"
    if kind is Kind.HISTORICAL and code is not None and code not in raw.get("successors", ()):
        yield f"its code {code} is not among its successors"


def _problems_between(entries: list[CountryEntry]) -> Iterator[str]:
    living = [entry.code for entry in entries if entry.kind in {Kind.STATE, Kind.TERRITORY} and entry.code]
    for code in sorted({code for code in living if living.count(code) > 1}):
        yield f"code {code} is given twice"
    for entry in entries:
        for code in entry.successors:
            if code not in living:
                yield f"{entry.name!r}: its successor {code} has no entry"
