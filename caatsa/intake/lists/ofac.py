"""OFAC's files: sdn.csv, cons_prim.csv and their aliases and comments, linked by the number of the entry.

No header, 12 fields, "-0-" where nothing is stated, programs as in "CUBA] [IRAQ2", and no day of any listing
but those that the remarks give. https://ofac.treasury.gov/sdn-list-data-formats-data-schemas
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, Literal

from caatsa.documents.document import Place
from caatsa.domain.dates import PartialDate
from caatsa.domain.errors import Fault
from caatsa.domain.record import Record
from caatsa.intake.lists.entry import NOT_SAID, SDN, Designation, Entry, EntryKind
from caatsa.intake.lists.names import readable_name
from caatsa.intake.lists.release import Release
from caatsa.intake.lists.remarks import Remarks, read_remarks
from caatsa.intake.lists.rows import Row, one_line_rows

ListOfFile = Literal["SDN", "consolidated"]
WIDTH: Final = 12
WIDTH_OF_ALIASES: Final = 5
WIDTH_OF_ADDRESSES: Final = 6
WIDTH_OF_COMMENTS: Final = 2
_NULL: Final = "-0-"
_KINDS: Final[Mapping[str, EntryKind]] = {
    "": "entity",
    "entity": "entity",
    "individual": "individual",
    "vessel": "thing",
    "aircraft": "thing",
}
# Lists that a tag by itself tells: none of these programs blocks property.
_LIST_OF_TAG: Final = {
    "NS-PLC": "NS-PLC",
    "CMIC-EO13959": "NS-CMIC",
    "FSE-IR": "FSE",
    "FSE-SY": "FSE",
    "561-RELATED": "CAPTA",
}
_NEVER_CONSOLIDATED: Final = frozenset({"SDGT", "SDNT", "SDNTK", "CUBA", "GLOMAG", "FTO", "DARFUR", "MAGNIT"})
_MENU_BASED: Final = "CAATSA - RUSSIA"
_NUMBER_OF_ORDER: Final = {"RUSSIA-EO14024": "14024", "BURMA-EO14014": "14014", "CMIC-EO13959": "CMIC"}


class Parts(Record):
    """Files of OFAC's that belong together: main ones by their list, aliases and comments by number."""

    main: tuple[tuple[ListOfFile, str, tuple[Row, ...]], ...]
    aliases: Mapping[int, tuple[str, ...]]
    comments: Mapping[int, str]


def main_rows(text: str, file: str, faults: list[Fault]) -> tuple[Row, ...]:
    """The rows of sdn.csv or cons_prim.csv."""
    return tuple(_numbered(one_line_rows(text, file, WIDTH, faults), file, faults))


def aliases_by_number(text: str, file: str, faults: list[Fault]) -> dict[int, tuple[str, ...]]:
    """The names in alt.csv or cons_alt.csv by the number of their entry; each in full, and strong."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in _numbered(one_line_rows(text, file, WIDTH_OF_ALIASES, faults), file, faults):
        if name := readable_name(_stated(row.cells[3])):
            found[int(row.cells[0])].append(name)
        else:
            faults.append(Place(file, row.line).fault("the name is blank", "an alias has a name"))
    return {number: tuple(names) for number, names in found.items()}


def comments_by_number(text: str, file: str, faults: list[Fault]) -> dict[int, str]:
    """What sdn_comments.csv or cons_comments.csv goes on with, where remarks are longer than their field."""
    rows = _numbered(one_line_rows(text, file, WIDTH_OF_COMMENTS, faults), file, faults)
    return {int(row.cells[0]): _stated(row.cells[1]) for row in rows}


def entries(parts: Parts, release: Release) -> Iterator[Entry]:
    """The entries of all main files, those on both lists once for each."""
    both = _on_both(parts)
    for of_file, file, rows in parts.main:
        of = replace(release, file=file)
        for row in rows:
            entry = _entry(row, of_file, parts, of, is_on_both=row.cells[0] in both)
            if entry is None:
                allowed = "an entry has a name and is an entity, individual, vessel or aircraft"
                of.refuse(row.line, "has no readable name or kind", allowed)
            else:
                yield entry


def mislabelled(of_file: ListOfFile, rows: tuple[Row, ...], file: str) -> Fault | None:
    """A fault where an entry can only be of the other list, so that the file is not what it is called."""
    for row in rows:
        tags = programs(row.cells[3])
        if len(tags) != 1:
            continue
        if of_file == "consolidated" and tags[0] in _NEVER_CONSOLIDATED:
            problem = f"entry {row.cells[0]} is under {tags[0]}, which is no program of the consolidated list"
            return Place(file, row.line).fault(problem, "the file seems to be sdn.csv; call it so")
        if of_file == "SDN" and tags[0].upper() in _LIST_OF_TAG:
            problem = f"entry {row.cells[0]} is under {tags[0]}, which is no program of the SDN List"
            return Place(file, row.line).fault(problem, "the file seems to be cons_prim.csv; call it so")
    return None


def programs(cell: str) -> tuple[str, ...]:
    """The tags in the field of programs.

    >>> programs("CUBA] [IRAQ2"), programs("-0- ")
    (('CUBA', 'IRAQ2'), ())
    """
    tags = (" ".join(tag.split()) for tag in _stated(cell).strip("[] ").split("] ["))
    return tuple(dict.fromkeys(filter(None, tags)))


def _numbered(rows: Iterator[Row], file: str, faults: list[Fault]) -> Iterator[Row]:
    for row in rows:
        number = row.cells[0].strip()
        if number.isascii() and number.isdigit() and len(number) <= 10:
            yield Row(row.line, (number, *row.cells[1:]))
        else:
            problem = f"'{number[:40]}' is not the number of an entry"
            faults.append(Place(file, row.line).fault(problem, "the first field is a number"))


def _stated(cell: str) -> str:
    bare = cell.strip()
    return "" if bare == _NULL else bare


def _on_both(parts: Parts) -> frozenset[str]:
    """Numbers of entries that are in main files of both lists."""
    of: dict[ListOfFile, set[str]] = {"SDN": set(), "consolidated": set()}
    for of_file, _, rows in parts.main:
        of[of_file].update(row.cells[0] for row in rows)
    return frozenset(of["SDN"] & of["consolidated"])


def _entry(
    row: Row, of_file: ListOfFile, parts: Parts, release: Release, *, is_on_both: bool
) -> Entry | None:
    number = int(row.cells[0])
    name, kind = readable_name(_stated(row.cells[1])), _KINDS.get(_stated(row.cells[2]).casefold())
    if not name or kind is None:
        return None
    text = "; ".join(filter(None, (_stated(row.cells[11]).rstrip("."), parts.comments.get(number, ""))))
    remarks = read_remarks(text, release.known.code, individual=kind == "individual")
    tags, days = programs(row.cells[3]), dict(remarks.listed)
    return Entry(
        publisher="ofac",
        id=str(number),
        kind=kind,
        name=name,
        file=release.file,
        line=row.line,
        day=release.day,
        uid=number,
        country=remarks.country,
        names=tuple(dict.fromkeys(one for one in parts.aliases.get(number, ()) if one != name)),
        weak_names=tuple(filter(None, map(readable_name, remarks.weak_names))),
        designations=tuple(
            Designation(
                list=_list(tag, tags, of_file, remarks, is_on_both=is_on_both),
                program=tag,
                listed_on=days.get(_NUMBER_OF_ORDER.get(tag, ""), PartialDate.UNKNOWN),
                listed_by=release.day,
                measures=remarks.measures if tag == _MENU_BASED else (),
            )
            for tag in tags
        ),
        remarks=tuple(_words(remarks)),
    )


def _list(tag: str, tags: tuple[str, ...], of_file: ListOfFile, remarks: Remarks, *, is_on_both: bool) -> str:
    """On which list the tag puts the entry, as far as that can be told.

    OFAC shows all tags of a person with each of its entries, whichever list a tag is for.
    """
    if tag.upper() in _LIST_OF_TAG:
        return _LIST_OF_TAG[tag.upper()]
    by_directive = _list_of_directive(tag, remarks)
    if of_file == "consolidated":
        return by_directive or ("NS-MBS" if tag == _MENU_BASED else NOT_SAID)
    others = [one for one in tags if one.upper() not in _LIST_OF_TAG]
    # What is under a directive need not be blocked as well; yet one tag at least has to be for the SDN List.
    blocking = [one for one in others if not _list_of_directive(one, remarks)] or others
    if tag not in blocking:
        return by_directive or NOT_SAID
    told_apart = not is_on_both and not by_directive
    return SDN if blocking == [tag] or told_apart or tag in _NEVER_CONSOLIDATED else NOT_SAID


def _list_of_directive(tag: str, remarks: Remarks) -> str:
    """The list on which directives put whoever is under them, empty where the tag's order has none here."""
    order = tag.rpartition("EO")[2]
    numbers = {number for of, number in remarks.directives if of == order}
    if not numbers:
        return ""
    return "SSI" if order == "13662" else "CAPTA" if numbers == {"2"} else "NS-MBS"


def _words(remarks: Remarks) -> Iterator[str]:
    """What the remarks say for which an entry has no field of its own."""
    if remarks.section_235:
        yield f"Section 235 items, in OFAC's words: {'; '.join(remarks.section_235)}"
        yield "Under which section they were imposed and on what day, the list does not say"
    for words in remarks.unread_235:
        yield f"Not decoded: {words}"
    if remarks.linked:
        yield f"Linked, in OFAC's words, to {'; '.join(remarks.linked)}"
