"""Which entries of a snapshot are wanted, and why the others were left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from fnmatch import fnmatchcase

from caatsa.domain.record import Record
from caatsa.intake.lists.entry import Entry, Snapshot
from caatsa.registers.person import Person

THINGS = "vessels, aircraft and other things: no persons"
INDIVIDUALS = "natural persons that the register does not know: --individuals takes them"
NO_BEARING = "no list of the United States, no tie to a person taken, and not in the register"
OTHER_COUNTRY = "another country, or none told: --country"
OTHER_PROGRAM = "other programs: --program"
NEW = "not in the register: --only-known"


class Selection(Record):
    """What is wanted: ISO codes, tags that may hold `*`, only known persons, natural persons too."""

    countries: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    only_known: bool = False
    individuals: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out because of what was asked for."""
        return not (self.countries or self.programs)

    def reason_against(self, entry: Entry, country: str | None, *, known: bool) -> str:
        """Why the entry is left out, empty if it is not; `country` is the register's where it has one."""
        programs = [program.casefold() for program in entry.programs]
        wanted = [pattern.casefold() for pattern in self.programs]
        reasons = {
            THINGS: entry.kind == "thing",
            NEW: self.only_known and not known,
            INDIVIDUALS: entry.kind == "individual" and not (known or self.individuals),
            OTHER_COUNTRY: bool(self.countries) and country not in self.countries,
            OTHER_PROGRAM: bool(wanted)
            and not any(fnmatchcase(program, pattern) for program in programs for pattern in wanted),
            NO_BEARING: not (known or entry.designations or entry.owners or entry.acts_for),
        }
        return next((reason for reason, holds in reasons.items() if holds), "")


def selected(snapshot: Snapshot, selection: Selection, known: Callable[[Entry], Person | None]) -> Snapshot:
    """The entries that are wanted; `known` gives the person of the register, if the entry is about one."""
    kept: list[Entry] = []
    skipped: Counter[str] = Counter()
    for entry in snapshot.entries:
        person = known(entry)
        country = person.country if person else entry.country
        if reason := selection.reason_against(entry, country, known=person is not None):
            skipped[reason] += 1
        else:
            kept.append(entry)
    return replace(snapshot, entries=tuple(kept), skipped=tuple(sorted(skipped.items())))
