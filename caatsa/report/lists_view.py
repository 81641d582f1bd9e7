"""Lists of persons for people and programs: an overlay, what was told with it, and two snapshots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from caatsa.documents.yaml_text import yaml_lines
from caatsa.domain.errors import one_line
from caatsa.intake.lists.changes import Change, Changes, Listed
from caatsa.intake.lists.conflict import Conflict
from caatsa.intake.lists.entry import Snapshot
from caatsa.intake.lists.naming import Shared
from caatsa.intake.lists.overlay import Overlay
from caatsa.report.layout import clean, wrapped

_SHOWN: Final = 20
"""Conflicts, shared names and faults that are shown one by one; the report in JSON has all."""
_LIMITS: Final = (
    "An entry on the SDN List or another list of OFAC's is not an entry on the List of Specified Persons "
    "under section 231(e), and nothing here makes it one."
)


def overlay_yaml(made: Overlay) -> str:
    """The overlay as an input document, with the conflicts as comments at its head."""
    lines = [
        f"# Persons of {', '.join(map(one_line, made.files))}, as of {made.day}: an input, beside events.",
        *(f"# {line}" for line in wrapped(_LIMITS, width=100)),
    ]
    if made.conflicts:
        lines.append("# Conflicts with the register, or between lists:")
        lines += (f"# - {_conflict_line(conflict)}" for conflict in made.conflicts)
    for section, entries in _sections(made).items():
        lines.append(f"{section}:" if entries else f"{section}: []")
        for entry in entries:
            first, *rest = yaml_lines(entry, "    ")
            lines += (f"  - {first.lstrip()}", *rest)
    return "\n".join(lines) + "\n"


def overlay_data(made: Overlay) -> dict[str, Any]:
    """The overlay as an input document in plain data; dates are texts."""
    return {section: [_plain(entry) for entry in entries] for section, entries in _sections(made).items()}


def report_data(made: Overlay) -> dict[str, Any]:
    """Everything that was told while the overlay was made."""
    return {
        "format": "caatsa.lists.v1",
        "as_of": str(made.day),
        "files": list(made.files),
        "persons": len(made.persons),
        "known": made.known,
        "official_acts": [act["id"] for act in made.official_acts],
        "conflicts": [_record(conflict) for conflict in made.conflicts],
        "shared_names": [_record(shared) for shared in made.shared],
        "weak_names_without_country": made.idle,
        "left_out": dict(made.skipped),
        "unread": [_record(fault) for fault in made.unread],
    }


def summary(made: Overlay) -> Iterator[str]:
    """What a person has to know of the overlay, in lines of 80 columns; faults are one line each."""
    yield from _counted(len(made.unread), "row", "could not be read:")
    yield from (f"  {fault}" for fault in made.unread[:_SHOWN])
    yield from _more(len(made.unread))
    acts = f" and {_number(len(made.official_acts), 'official act')}" if made.official_acts else ""
    yield from wrapped(
        f"overlay of {_number(len(made.persons), 'person')}{acts} as of {made.day}; of those that the lists "
        f"are about, the register has {made.known:,}"
    )
    for reason, number in made.skipped:
        yield from wrapped(f"left out: {number:,}, {reason}", rest="  ")
    if made.idle:
        yield from wrapped(
            f"left out: {made.idle:,} weak names of persons whose country is not told", rest="  "
        )
    several = _sharing(made.shared)
    yield from _counted(len(several), "name", "shared by several persons, so that it identifies none:")
    for name, persons in list(several.items())[:_SHOWN]:
        yield from wrapped(clean(f"{name}: {'; '.join(persons)}"), "  - ", "    ")
    yield from _more(len(several))
    yield from _counted(len(made.conflicts), "conflict", "with the register, or between lists:")
    for conflict in made.conflicts[:_SHOWN]:
        yield from wrapped(_conflict_line(conflict), "  - ", "    ")
    yield from _more(len(made.conflicts))


def changes_text(found: Changes, old: Snapshot, new: Snapshot) -> str:
    """Two snapshots compared, for people."""
    lines = [*wrapped(f"{old.day} to {new.day}: {_numbers(found)}"), ""]
    for label, several in (("Added", found.added), ("Removed", found.removed), ("Changed", found.changed)):
        if several:
            lines += [f"{label}:", *(line for one in several for line in _listed_lines(one)), ""]
    lines += wrapped(_LIMITS)
    return "\n".join(lines) + "\n"


def changes_data(found: Changes, old: Snapshot, new: Snapshot) -> dict[str, Any]:
    """Two snapshots compared, as plain data."""
    return {
        "format": "caatsa.lists.diff.v1",
        "old": _snapshot(old),
        "new": _snapshot(new),
        "added": [_record(one) for one in found.added],
        "removed": [_record(one) for one in found.removed],
        "changed": [_record(one) for one in found.changed],
    }


def _sections(made: Overlay) -> dict[str, tuple[dict[str, Any], ...]]:
    acts = {"official_acts": made.official_acts} if made.official_acts else {}
    return {"persons": made.persons, **acts}


def _conflict_line(conflict: Conflict) -> str:
    of_lists = conflict.outcome == "earlier day taken"
    one, other = ("one list", "another") if of_lists else ("the register", "the list")
    said = f"{conflict.name}: {conflict.matter}: {one} has {conflict.register}, {other} {conflict.stated}"
    return clean(f"{said} ({conflict.where}); {conflict.outcome}")


def _sharing(several: Iterable[Shared]) -> dict[str, tuple[str, ...]]:
    """Each shared name with those who have it."""
    found: dict[str, set[str]] = {}
    for shared in several:
        found.setdefault(shared.name, set()).update((shared.of, *shared.others))
    return {name: tuple(sorted(persons)) for name, persons in sorted(found.items())}


def _counted(number: int, noun: str, rest: str) -> Iterator[str]:
    if number:
        yield f"{_number(number, noun)} {rest}"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _more(number: int) -> Iterator[str]:
    if number > _SHOWN:
        yield f"  and {number - _SHOWN:,} more: --report FILE has all"


def _numbers(found: Changes) -> str:
    return f"{len(found.added):,} added, {len(found.removed):,} removed, {len(found.changed):,} changed"


def _listed_lines(one: Listed) -> Iterator[str]:
    programs = f" [{', '.join(one.programs)}]" if one.programs else ""
    yield from wrapped(clean(f"{one.name}{programs}, {one.id}"), "  ", "    ")
    for change in one.changes:
        yield from wrapped(_change_line(change), "    ", "      ")


def _change_line(change: Change) -> str:
    parts = [f"+ {'; '.join(change.new)}"] if change.new else []
    parts += [f"- {'; '.join(change.gone)}"] if change.gone else []
    return clean(f"{change.what}: {' '.join(parts)}")


def _snapshot(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "as_of": str(snapshot.day),
        "files": list(snapshot.files),
        "left_out": dict(snapshot.skipped),
        "unread": [_record(fault) for fault in snapshot.unread],
    }


def _record(record: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(record)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(part) for part in value]
    return value if isinstance(value, str | int | float) or value is None else str(value)
