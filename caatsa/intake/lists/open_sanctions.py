"""OpenSanctions' targets.simple.csv: one row for each target, lists as titles, no day of any listing.

`first_seen` and `last_seen` are days of OpenSanctions' own reading. https://www.opensanctions.org/docs/bulk/csv/
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from caatsa.domain.dates import PartialDate
from caatsa.intake.lists.authorities import list_of
from caatsa.intake.lists.entry import LSP, NOT_SAID, Designation, Entry, EntryKind
from caatsa.intake.lists.names import readable_name
from caatsa.intake.lists.release import Release
from caatsa.intake.lists.remarks import Resolve
from caatsa.intake.lists.rows import Row
from caatsa.registers.names import fold
from caatsa.registers.sanction_programs import SanctionPrograms

NEEDED: Final = ("id", "schema", "name", "aliases", "countries", "sanctions", "dataset")
KINDS: Final[Mapping[str, EntryKind]] = {
    "Organization": "entity",
    "Company": "entity",
    "LegalEntity": "entity",
    "PublicBody": "entity",
    "Person": "individual",
}
"""Schemata of who can be a party; all others are things and ties."""
_SEGMENTS: Final = re.compile(r"\s[-\u2013]\s|[\[\](),:/]")


def last_seen(columns: Mapping[str, int], rows: Sequence[Row]) -> PartialDate:
    """The latest day on which OpenSanctions saw any of the targets, `unknown` where none is given."""
    at = columns.get("last_seen")
    days = [] if at is None else [read_day(row.cells[at]) for row in rows]
    return max((day for day in days if day.known), key=lambda day: day.last_day, default=PartialDate.UNKNOWN)


def entries(columns: Mapping[str, int], rows: Sequence[Row], release: Release) -> Iterator[Entry]:
    """The targets; things are told as such, and lists of other authorities are left out."""
    for row in rows:
        cells = {key: row.cells[at].strip() for key, at in columns.items()}
        name = readable_name(cells["name"])
        if not name or not cells["id"]:
            release.refuse(row.line, "has no readable name or id", "a target has both")
            continue
        yield Entry(
            publisher="opensanctions",
            id=cells["id"],
            kind=KINDS.get(cells["schema"], "thing"),
            name=name,
            file=release.file,
            line=row.line,
            day=release.day,
            country=only_country(parts(cells["countries"]), release.known.code),
            names=tuple(
                dict.fromkeys(
                    one for one in map(readable_name, parts(cells["aliases"])) if one and one != name
                )
            ),
            designations=tuple(_designations(cells, release)),
        )


def parts(cell: str) -> tuple[str, ...]:
    """What a cell lists between semicolons; a text that holds one stands in quotes.

    >>> parts('ru;"One; two";ua')
    ('ru', 'One; two', 'ua')
    """
    found: list[str] = []
    whole = ""
    for part in cell.split(";"):
        whole = f"{whole};{part}" if whole else part
        if whole.startswith('"') and (len(whole) == 1 or not whole.endswith('"')):
            continue
        found.append(whole.strip('"').strip())
        whole = ""
    return tuple(filter(None, (*found, whole.strip('"').strip())))


def only_country(said: Sequence[str], country_code: Resolve) -> str | None:
    """The country where only one is told; of several none is taken."""
    codes = {country_code(one.upper() if len(one) == 2 else one) for one in said}
    return codes.pop() if len(codes) == 1 else None


def read_day(text: str) -> PartialDate:
    """The day at the start of a timestamp, or a year or month; `unknown` where there is none."""
    try:
        return PartialDate.parse(text.strip()[:10] or "unknown")
    except ValueError:
        return PartialDate.UNKNOWN


def tags_in(texts: Sequence[str], programs: SanctionPrograms) -> tuple[str, ...]:
    """The program tags of OFAC's that texts name.

    A tag that is an ordinary word, such as IRAN, counts only where it stands by itself and in capitals, since
    lists of other authorities are about the same countries.
    """
    found: set[str] = set()
    for text in texts:
        said = f" {fold(text)} "
        alone = {part.strip() for part in _SEGMENTS.split(text)}
        for folded, program in programs.by_tag.items():
            if (" " in folded and f" {folded} " in said) or program.tag in alone:
                found.add(program.tag)
    return tuple(sorted(found))


def of_one_list(lists: Collection[str]) -> str | None:
    """The list that programs are for: none, the only one, or one that is not told."""
    return next(iter(lists)) if len(lists) == 1 else NOT_SAID if lists else None


def _designations(cells: Mapping[str, str], release: Release) -> Iterator[Designation]:
    """One for each tag; which tag is for which list is not said, so several lists are not told apart."""
    lists = {one for one in map(list_of, parts(cells["dataset"])) if one}
    if LSP in lists:
        yield Designation(LSP, "", PartialDate.UNKNOWN, release.day)
    of = of_one_list(lists - {LSP})
    texts = (*parts(cells["sanctions"]), *parts(cells.get("program_ids", "")))
    for tag in (tags_in(texts, release.known.programs) or ("",)) if of else ():
        yield Designation(of or "", tag, PartialDate.UNKNOWN, release.day)
