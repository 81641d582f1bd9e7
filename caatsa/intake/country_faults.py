"""Texts in the place of a country that the register does not know, found in the data as read.

The data may have other faults, or be no document at all: all faults of a file are told at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from caatsa.documents.document import Path, Positioned
from caatsa.domain.errors import Fault
from caatsa.intake.parts import contents
from caatsa.registers.countries import Countries, UnknownCountry


def unknown_countries(part: Positioned, countries: Countries) -> Iterator[Fault]:
    """A fault for each text that names no country, in the order of the data."""
    for path, text in _named(contents(part)):
        yield from unknown_country(text, path, part, countries)


def unknown_country(text: str, path: Path, part: Positioned, countries: Countries) -> Iterator[Fault]:
    """A fault unless the text at the path names a country."""
    try:
        countries.resolve(text)
    except UnknownCountry as error:
        near = f"did you mean {' or '.join(error.suggestions)}?" if error.suggestions else ""
        allowed = near or "an ISO 3166-1 code or a name that the register knows"
        yield part.position(path).fault(f"'{text}' is not a country known here", allowed)


def _named(data: Any) -> Iterator[tuple[Path, str]]:
    """Every text under a key `country`, where a document has one."""
    for section in ("events", "persons", "official_acts"):
        for number, entry in _entries(data, section):
            yield from _country(entry, (section, number))
            if section == "events":
                yield from _of_event(entry, (section, number))
            for index, report in _entries(entry, "reports"):
                yield from _of_event(report, (section, number, "reports", index))


def _of_event(event: Any, path: Path) -> Iterator[tuple[Path, str]]:
    for side in ("buyer", "supplier"):
        yield from _country(_under(event, side), (*path, side))
    for index, party in _entries(event, "parties"):
        yield from _country(party, (*path, "parties", index))


def _country(holder: Any, path: Path) -> Iterator[tuple[Path, str]]:
    text = _under(holder, "country")
    if isinstance(text, str) and text.strip():
        yield (*path, "country"), text


def _entries(holder: Any, key: str) -> Iterator[tuple[int, Any]]:
    entries = _under(holder, key)
    return enumerate(entries) if isinstance(entries, list | tuple) else enumerate(())


def _under(holder: Any, key: str) -> Any:
    """The value under a key of a mapping, or the attribute of a model that a program handed over."""
    return holder.get(key) if isinstance(holder, dict) else getattr(holder, key, None)
