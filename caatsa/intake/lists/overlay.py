"""What lists add to the register, as an input document: read back, it says just what it was made from.

Conflicts are told beside it; a value of the register is replaced only where that was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from caatsa.domain.dates import PartialDate
from caatsa.domain.errors import Fault
from caatsa.domain.record import Record
from caatsa.intake.lists.comparing import MISSING, Compared, Listed, compared, unlisted
from caatsa.intake.lists.conflict import Conflict
from caatsa.intake.lists.entry import LSP, Entry, Snapshot, Tie
from caatsa.intake.lists.identity import Identified, Subject, identified, subjects
from caatsa.intake.lists.naming import Named, Shared, names_of
from caatsa.intake.lists.selection import Selection, selected
from caatsa.registers.names import fold
from caatsa.registers.official_acts import OfficialActs
from caatsa.registers.persons import Persons

_LONGEST_NOTE: Final = 2_000
_LIST_TITLES: Final = {"ofac": "OFAC", "opensanctions": "OpenSanctions", "followthemoney": "FollowTheMoney"}


class Overlay(Record):
    """The persons and official acts of an overlay as plain data, and what has to be told with them."""

    day: date
    files: tuple[str, ...]
    persons: tuple[dict[str, Any], ...]
    official_acts: tuple[dict[str, Any], ...]
    conflicts: tuple[Conflict, ...]
    shared: tuple[Shared, ...]
    skipped: tuple[tuple[str, int], ...]
    unread: tuple[Fault, ...]
    known: int
    idle: int


def overlay(
    snapshot: Snapshot, persons: Persons, acts: OfficialActs, selection: Selection, *, take: bool = False
) -> Overlay:
    """The overlay of a snapshot; `take` lets a list stand where it and the register differ."""
    who = identified(snapshot.entries, persons)
    wanted = selected(snapshot, selection, who.person)
    found = subjects(wanted.entries, who)
    names = names_of(found, persons)
    results = [compared(subject, take=take) for subject in found]
    entries = [
        entry
        for subject, named, result in zip(found, names.of, results, strict=True)
        if (entry := _person(subject, named, result)) is not None
    ]
    proposed = [
        _official_act(subject, named, acts, persons) for subject, named in zip(found, names.of, strict=True)
    ]
    conflicts = (
        *_of_wanted(who, wanted),
        *(conflict for result in results for conflict in result.conflicts),
        *(one for one in proposed if isinstance(one, Conflict)),
        *(unlisted(persons, snapshot.entries) if selection.is_whole else ()),
    )
    return Overlay(
        day=snapshot.day,
        files=snapshot.files,
        persons=tuple(entries),
        official_acts=tuple(one for one in proposed if isinstance(one, dict)),
        conflicts=tuple(sorted(conflicts, key=_told_first)),
        shared=tuple(sorted(names.shared, key=lambda one: (one.name, one.of))),
        skipped=wanted.skipped,
        unread=snapshot.unread,
        known=sum(1 for subject in found if subject.person),
        idle=names.idle,
    )


def _told_first(conflict: Conflict) -> tuple[bool, str, str, str]:
    """What an entry says otherwise comes before entries that are missing."""
    return conflict.stated == MISSING, conflict.name, conflict.matter, conflict.where


def _of_wanted(who: Identified, wanted: Snapshot) -> Iterator[Conflict]:
    """The entries that were set aside, as far as they were wanted at all."""
    places = {entry.where for entry in wanted.entries}
    return (conflict for conflict in who.conflicts if conflict.where in places)


def _person(subject: Subject, named: Named, result: Compared) -> dict[str, Any] | None:
    """The entry of a person, `None` where it would say nothing that the register does not."""
    known = subject.person
    aliases = (*known.aliases, *named.aliases) if known and named.aliases else named.aliases
    weak = (*known.weak_aliases, *named.weak_aliases) if known and named.weak_aliases else named.weak_aliases
    said = {
        "country": result.country,
        "aliases": list(aliases),
        "weak_aliases": list(weak),
        "listings": [_specified(result.listing)] if result.listing else [],
        "other_lists": _other_lists(result.other_lists or ()),
        "owners": [_tie(tie, entry) for tie, entry in result.owners or ()],
        "acts_for": [_tie(tie, entry) for tie, entry in result.acts_for or ()],
    }
    stated = {key: value for key, value in said.items() if value}
    if not stated and known:
        return None
    note = _note(subject)
    return {"name": named.name, **stated, **({"note": note} if note else {})}


def _note(subject: Subject) -> str:
    remarks = dict.fromkeys(remark for entry in subject.entries for remark in entry.remarks)
    before = [subject.person.note] if subject.person and subject.person.note and remarks else []
    words = " ".join(f"{remark.rstrip('.')}." for remark in (*before, *remarks))
    cleaned = "".join(char if char.isprintable() else " " for char in words)
    return cleaned if len(cleaned) <= _LONGEST_NOTE else f"{cleaned[: _LONGEST_NOTE - 1]}…"


def _specified(listed: Listed) -> dict[str, Any]:
    said = listed.designation
    sector = {"sector": said.sector} if said.sector in ("defense", "intelligence") else {}
    return {"list": LSP, "listed_on": _day(said.listed_on), **sector, **_source(listed.entry, LSP)}


def _other_lists(several: Iterable[Listed]) -> list[dict[str, Any]]:
    """Entries as the register has them: programs of one list, day and source together."""
    ordered = sorted(several, key=_order)
    return [_other_list(list(group)) for _, group in groupby(ordered, key=_alike)]


def _alike(one: Listed) -> tuple[Any, ...]:
    said = one.designation
    if one.entry is None and one.register is not None:
        return "register", one.register.list, str(one.register.uid), one.register.programs
    return "list", said.list, str(said.listed_on), str(said.listed_by), said.measures, _where(one.entry)


def _order(one: Listed) -> tuple[str, ...]:
    return (*map(str, _alike(one)), one.designation.program)


def _other_list(group: Sequence[Listed]) -> dict[str, Any]:
    """One entry for all of the group, with the names that the register's entries in their place had."""
    said, entry = group[0].designation, group[0].entry
    replaced = dict.fromkeys(one.register for one in group if one.register)
    programs = [one.designation.program for one in group if one.designation.program]
    if entry is None:
        programs = [one for register in replaced for one in register.programs if one in programs]
    whole = {
        "list": said.list,
        "uid": next((register.uid for register in replaced), entry.uid if entry else None),
        "programs": programs,
        "names": list(dict.fromkeys(name for register in replaced for name in register.names)),
        "listed_on": _day(said.listed_on) if said.listed_on.known else None,
        "listed_by": _day(said.listed_by) if said.listed_by.known and not said.listed_on.known else None,
        "measures": list(said.measures),
    }
    return {key: value for key, value in whole.items() if value} | (
        _source(entry, said.list) if entry else {}
    )


def _tie(tie: Tie, entry: Entry | None) -> dict[str, Any]:
    whole = {
        "name": tie.name,
        "share": None if tie.share is None else int(tie.share) if tie.share == int(tie.share) else tie.share,
        "from": _day(tie.from_) if tie.from_.known else None,
        "until": _day(tie.until) if tie.until and tie.until.known else None,
    }
    return {key: value for key, value in whole.items() if value} | (_source(entry, "ties") if entry else {})


def _source(entry: Entry | None, of: str) -> dict[str, Any]:
    """Where a reader finds the entry: the list, the file, the number."""
    if entry is None:
        return {}
    title = f"{_LIST_TITLES[entry.publisher]}, {of}, entry {entry.id} ({entry.file.rpartition('/')[2]})"
    source: dict[str, Any] = {"title": _printable(title)}
    if entry.publisher == "ofac":
        source["url"] = f"https://sanctionssearch.ofac.treas.gov/Details.aspx?id={entry.uid}"
    else:
        source["grade"] = "aggregator"
    source["published"] = _day(entry.day)
    return {"source": source}


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)[:300]


def _where(entry: Entry | None) -> str:
    return entry.where if entry else ""


def _day(day: PartialDate) -> Any:
    """A whole day as a date, anything else as the text it is."""
    return day.first_day if day.known and day.first_day == day.last_day else str(day)


def _official_act(
    subject: Subject, named: Named, acts: OfficialActs, persons: Persons
) -> dict[str, Any] | Conflict | None:
    """An imposition under section 231 that an entry states whole, unless the register has it."""
    entry = next((one for one in subject.entries if one.imposition), None)
    if entry is None or entry.imposition is None:
        return None
    said = entry.imposition
    for act in acts.by_id.values():
        person = persons.resolve(act.person, None) if act.person else None
        if act.kind in ("imposition", "determination") and person and person == subject.person:
            if str(act.date) == str(said.on):
                return None
            return Conflict(
                person.key,
                person.name,
                "imposition",
                str(act.date),
                str(said.on),
                entry.where,
                "register kept",
            )
    return {
        "id": f"imposition-{'-'.join(fold(named.name).split())[:80]}-{said.on}",
        "kind": "imposition",
        "provision": "caatsa.231.a",
        "date": _day(said.on),
        "person": named.name,
        "measures": list(said.measures),
        **_source(entry, "sanctions"),
    }
