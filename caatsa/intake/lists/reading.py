"""Files and folders of lists into one snapshot: each recognised by what is in it, none half understood."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final, Literal

from caatsa.documents.document import Place, in_reading_order
from caatsa.documents.text import decode
from caatsa.domain.dates import PartialDate
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.intake.inputs import MAX_INPUT_BYTES, NamedBytes, fetch
from caatsa.intake.lists import follow_the_money, ofac, open_sanctions
from caatsa.intake.lists.entry import Entry, Snapshot
from caatsa.intake.lists.release import Known, Release
from caatsa.intake.lists.rows import Row, first_cells, rows_with_header
from caatsa.registers.names import fold

_FIRST: Final = 20
_DAY_IN_NAME: Final = re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")
Form = Literal["main", "aliases", "comments", "opensanctions", "followthemoney"]
READ: Final = (
    "the lists read are OFAC's sdn.csv, alt.csv, cons_prim.csv and cons_alt.csv, OpenSanctions' "
    "targets.simple.csv and FollowTheMoney entities as JSON lines"
)
IN_FOLDERS: Final = re.compile(
    r"(sdn|alt|sdn_comments|cons_prim|cons_alt|cons_comments|targets\.simple)([-_.]?\d{4}-?\d\d-?\d\d)?\.csv"
    r"|.*\.ftm\.json|.*\.jsonl",
    re.IGNORECASE,
)
"""The files that are read of a folder; addresses and whatever else stands there are not."""


class _File(Record):
    name: str
    text: str
    form: Form


def read_snapshot(sources: Sequence[str], day: date | None, known: Known) -> Snapshot:
    """All files, and those of folders, as one snapshot; `InputError` with every fault of form.

    `day` is that of the release. Without it, the day on which OpenSanctions last saw the entries counts, or
    the one in the name of the file: OFAC's files say none. Rows that cannot be read go to `unread`.
    """
    faults: list[Fault] = []
    files = []
    for name in expanded(sources):
        try:
            files.append(_recognised(fetch(name)))
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return _Reading(day, known).snapshot(files)


def expanded(sources: Sequence[str]) -> Iterator[str]:
    """The names of files, those in folders by name in place of the folder."""
    for source in sources:
        folder = Path(source)
        if not folder.is_dir():
            yield source
            continue
        found = sorted(one.name for one in folder.iterdir() if IN_FOLDERS.fullmatch(one.name))
        if not found:
            raise InputError(Place(source).fault("holds no list", READ))
        yield from (os.fspath(folder / name) for name in found)


class _Reading:
    """The files of one snapshot, and what is wrong in them."""

    def __init__(self, day: date | None, known: Known) -> None:
        self._given, self._known = day, known
        self._faults: list[Fault] = []
        self._day = PartialDate.UNKNOWN

    def snapshot(self, files: Sequence[_File]) -> Snapshot:
        entries: list[Entry] = []
        if any(file.form in ("main", "aliases", "comments") for file in files):
            entries += self._ofac([file for file in files if file.form in ("main", "aliases", "comments")])
        for file in files:
            if file.form == "opensanctions":
                entries += self._open_sanctions(file)
            elif file.form == "followthemoney":
                entries += self._follow_the_money(file)
        unread = tuple(sorted(self._faults, key=lambda fault: (fault.file, *in_reading_order(fault))))
        if not entries:
            name = files[0].name if files else "the list"
            # A file of another kind may have as many faults as lines.
            raise InputError((*unread[:_FIRST], Place(name).fault("has no entry that can be read", READ)))
        return Snapshot(self._day.last_day, tuple(entries), tuple(file.name for file in files), unread)

    def _ofac(self, files: Sequence[_File]) -> Iterator[Entry]:
        day = self._dated(files[0].name, PartialDate.UNKNOWN)
        main = tuple(self._main(file) for file in files if file.form == "main")
        if not main:
            problem = "has only aliases or comments, which belong to the entries of sdn.csv or cons_prim.csv"
            raise InputError(Place(files[0].name).fault(problem, "give that file too"))
        numbers = {int(row.cells[0]) for _, _, rows in main for row in rows}
        aliases: dict[int, tuple[str, ...]] = {}
        comments: dict[int, str] = {}
        for file in files:
            if file.form == "aliases":
                of_file = ofac.aliases_by_number(file.text, file.name, self._faults)
                self._told_of_nobody(file, of_file.keys() - numbers)
                for number, names in of_file.items():
                    aliases[number] = tuple(dict.fromkeys((*aliases.get(number, ()), *names)))
            elif file.form == "comments":
                comments |= ofac.comments_by_number(file.text, file.name, self._faults)
        return ofac.entries(ofac.Parts(main, aliases, comments), self._release(files[0].name, day))

    def _main(self, file: _File) -> tuple[ofac.ListOfFile, str, tuple[Row, ...]]:
        of_file = _list_of_file(file.name)
        rows = ofac.main_rows(file.text, file.name, self._faults)
        if wrong := ofac.mislabelled(of_file, rows, file.name):
            raise InputError(wrong)
        return of_file, file.name, rows

    def _told_of_nobody(self, file: _File, numbers: Collection[int]) -> None:
        """Note that aliases are of entries that no file has: of another list, or of another release."""
        if numbers:
            problem = f"has aliases of entries that are not there ({len(numbers):,}), such as {min(numbers)}"
            allowed = "alt.csv belongs to sdn.csv, and cons_alt.csv to cons_prim.csv, of the same release"
            self._faults.append(Place(file.name).fault(problem, allowed))

    def _open_sanctions(self, file: _File) -> Iterator[Entry]:
        found = list(rows_with_header(file.text, file.name, self._faults))
        if not found:
            raise InputError(self._faults)
        header, *rows = found
        columns = {cell.strip().casefold(): at for at, cell in enumerate(header.cells)}
        day = self._dated(file.name, open_sanctions.last_seen(columns, rows))
        return open_sanctions.entries(columns, rows, self._release(file.name, day))

    def _follow_the_money(self, file: _File) -> Iterator[Entry]:
        nodes = follow_the_money.nodes(file.text, file.name, self._faults)
        day = self._dated(file.name, follow_the_money.last_seen(nodes))
        return follow_the_money.entries(nodes, self._release(file.name, day))

    def _release(self, file: str, day: PartialDate) -> Release:
        return Release(file, day, self._known, self._faults)

    def _dated(self, file: str, seen: PartialDate) -> PartialDate:
        """The day of a file: the one given, else when its entries were last seen, else that of its name."""
        day = PartialDate.parse(self._given) if self._given else seen if seen.known else _day_in_name(file)
        if not day.known:
            problem = "does not say of which day it is"
            allowed = "give the day of its release (--snapshot), or have it in the name of the file or folder"
            raise InputError(Place(file).fault(problem, allowed))
        if not self._day.known or day.last_day > self._day.last_day:
            self._day = day
        return day


def _recognised(found: NamedBytes) -> _File:
    text = decode(found.content, found.name, MAX_INPUT_BYTES, may_be_latin1=_is_ofac)
    form = _form(text, found.name)
    if isinstance(form, Fault):
        raise InputError(form)
    return _File(found.name, text, form)


def _is_ofac(content: bytes) -> bool:
    """Whether bytes that are not UTF-8 begin like one of OFAC's files, which were Latin-1."""
    return re.match(rb"\s*\"?(\d{1,10}|ent_num)\"?\s*[,;\t]", content, re.IGNORECASE) is not None


def _form(text: str, name: str) -> Form | Fault:
    """What the file is, by its first line that says something."""
    place = Place(name, 1)
    start = text.lstrip()[:1]
    if start == "{":
        return "followthemoney"
    if start in ("<", "["):
        found = "XML or HTML" if start == "<" else "a JSON array"
        return place.fault(f"is {found}, as far as its first character tells", READ)
    cells = [cell.strip().casefold() for cell in first_cells(text)]
    if {"id", "schema", "name"} <= set(cells):
        return _of_header(cells, place)
    if not cells or not (cells[0].isdigit() or cells[0].startswith("ent")):
        return place.fault(f"begins with '{' '.join(cells)[:60]}', which is no list known here", READ)
    return _by_width(cells, place)


def _of_header(cells: Sequence[str], place: Place) -> Form | Fault:
    missing = [name for name in open_sanctions.NEEDED if name not in cells]
    if missing:
        problem = f"has no column {' and no column '.join(missing)}"
        return place.fault(problem, f"targets.simple.csv has {', '.join(open_sanctions.NEEDED)}")
    return "opensanctions"


def _by_width(cells: Sequence[str], place: Place) -> Form | Fault:
    """Which of OFAC's files has so many fields."""
    forms: Mapping[int, Form] = {
        ofac.WIDTH: "main",
        ofac.WIDTH_OF_ALIASES: "aliases",
        ofac.WIDTH_OF_COMMENTS: "comments",
    }
    if len(cells) == ofac.WIDTH_OF_ADDRESSES:
        problem = "is OFAC's file of addresses, and an address is neither a name nor a nationality"
        return place.fault(
            problem, "leave it out, and give sdn.csv and alt.csv, or cons_prim.csv and cons_alt.csv"
        )
    if len(cells) not in forms:
        allowed = "sdn.csv and cons_prim.csv have 12 fields, alt.csv and cons_alt.csv 5"
        return place.fault(f"has {len(cells)} fields", allowed)
    return forms[len(cells)]


def _day_in_name(name: str) -> PartialDate:
    """The one day that the name of a file tells, or else that of its folder."""
    for part in (Path(name).name, Path(name).absolute().parent.name):
        days = {"-".join(found) for found in _DAY_IN_NAME.findall(part)}
        with suppress(ValueError):
            if len(days) == 1:
                return PartialDate.parse(days.pop())
    return PartialDate.UNKNOWN


def _list_of_file(name: str) -> ofac.ListOfFile:
    """On which of OFAC's lists the entries of a file are: only its name tells."""
    stem = fold(Path(name).name.replace("_", " "))
    if "cons" in stem:
        return "consolidated"
    if "sdn" in stem:
        return "SDN"
    problem = "has entries of OFAC's, but does not say of which list"
    raise InputError(Place(name).fault(problem, "call it sdn.csv or cons_prim.csv, as OFAC does"))
