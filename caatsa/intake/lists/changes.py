"""Two snapshots compared: who was added, who was removed, and what is told of the others in another way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from caatsa.domain.dates import PartialDate
from caatsa.domain.record import Record
from caatsa.intake.lists.comparing import designations
from caatsa.intake.lists.entry import Entry, Tie
from caatsa.intake.lists.identity import Subject


class Change(Record):
    """One thing that is told of a person: what is there no longer, and what is there now."""

    what: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


class Listed(Record):
    """A person by the publisher's number, with its programs and the changes since the older snapshot."""

    id: str
    name: str
    programs: tuple[str, ...]
    where: str
    changes: tuple[Change, ...] = ()


class Changes(Record):
    """The persons added, removed and changed, each in the order of their names."""

    added: tuple[Listed, ...]
    removed: tuple[Listed, ...]
    changed: tuple[Listed, ...]


def changes(old: Sequence[Entry], new: Sequence[Entry]) -> Changes:
    """What the newer entries say otherwise; entries are the same if their publisher's number is."""
    before, after = _by_number(old), _by_number(new)
    changed = (
        _listed(key, after[key], tuple(_changes(before[key], after[key])))
        for key in after.keys() & before.keys()
    )
    return Changes(
        added=_sorted(_listed(key, after[key]) for key in after.keys() - before.keys()),
        removed=_sorted(_listed(key, before[key]) for key in before.keys() - after.keys()),
        changed=_sorted(one for one in changed if one.changes),
    )


def _by_number(entries: Sequence[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[f"{entry.publisher} {entry.id}"].append(entry)
    return {key: tuple(several) for key, several in found.items()}


def _listed(key: str, entries: tuple[Entry, ...], changed: tuple[Change, ...] = ()) -> Listed:
    programs = sorted({program for entry in entries for program in entry.programs})
    return Listed(key, entries[0].name, tuple(programs), entries[0].where, changed)


def _sorted(several: Iterable[Listed]) -> tuple[Listed, ...]:
    return tuple(sorted(several, key=lambda one: (one.name, one.id)))


def _changes(old: tuple[Entry, ...], new: tuple[Entry, ...]) -> Iterator[Change]:
    before, after = _told(old), _told(new)
    for what, said in after.items():
        gone = tuple(sorted(before[what] - said))
        came = tuple(sorted(said - before[what]))
        if gone or came:
            yield Change(what, gone, came)


def _told(entries: tuple[Entry, ...]) -> Mapping[str, set[str]]:
    """Everything that is told of a person, as texts that can be compared."""
    listed = [
        one.designation
        for specified in (True, False)
        for one in designations(Subject(None, entries), specified=specified)
    ]
    return {
        "name": {entry.name for entry in entries},
        "kind": {entry.kind for entry in entries},
        "country": {entry.country for entry in entries if entry.country},
        "aliases": {name for entry in entries for name in entry.names},
        "weak aliases": {name for entry in entries for name in entry.weak_names},
        "programs": {one.program for one in listed if one.program},
        "lists": {f"{one.list} ({one.program})" if one.program else one.list for one in listed},
        "listing dates": {
            f"{one.listed_on} ({one.program or one.list})" for one in listed if one.listed_on.known
        },
        "section 235 items": {item for one in listed for item in one.measures},
        "owners": {_tie(tie) for entry in entries for tie in entry.owners},
        "acts for": {_tie(tie) for entry in entries for tie in entry.acts_for},
    }


def _tie(tie: Tie) -> str:
    share = f", {tie.share:g} %" if tie.share is not None else ""
    start = f", from {tie.from_}" if tie.from_ != PartialDate.UNKNOWN else ""
    end = f", until {tie.until}" if tie.until else ""
    return f"{tie.name}{share}{start}{end}"
