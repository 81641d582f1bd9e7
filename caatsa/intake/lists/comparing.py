"""A person of the register against what lists say of it: what is new, and what both cannot be right about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from caatsa.domain.dates import PartialDate
from caatsa.domain.record import Record
from caatsa.intake.lists.conflict import Conflict, Matter, Outcome
from caatsa.intake.lists.entry import NOT_SAID, Designation, Entry, Tie
from caatsa.intake.lists.identity import Subject
from caatsa.registers.names import fold, fold_person
from caatsa.registers.person import OtherListing, Person, Relation

Ties = tuple[tuple[Tie, Entry | None], ...]
"""Ties with the entry of the list that states each, `None` for those of the register."""
_NOT_TOLD: Final = "not told"
MISSING: Final = "no such entry"


class Listed(Record):
    """A designation, the entry of the list that states it, and that of the register which it restates or
    replaces.
    """

    designation: Designation
    entry: Entry | None = None
    register: OtherListing | None = None


class Compared(Record):
    """What an overlay says of a subject: `None` where the register is left as it is.

    `listing` is an entry on the List of Specified Persons.
    """

    country: str | None = None
    listing: Listed | None = None
    other_lists: tuple[Listed, ...] | None = None
    owners: Ties | None = None
    acts_for: Ties | None = None
    conflicts: tuple[Conflict, ...] = ()


def designations(subject: Subject, *, specified: bool) -> tuple[Listed, ...]:
    """What the entries say, one for each program, the more telling of two: its list, its day."""
    found: dict[str, Listed] = {}
    for entry in subject.entries:
        for one in entry.designations:
            if one.is_specified_person == specified:
                key = "" if specified else fold(one.program) or f"list {fold(one.list)}"
                found[key] = _together(found[key], Listed(one, entry)) if key in found else Listed(one, entry)
    return tuple(found[key] for key in sorted(found))


def compared(subject: Subject, *, take: bool) -> Compared:
    """What the entries add to the register; `take` lets the list stand where the two differ."""
    if subject.person is None:
        result = Compared(
            country=subject.country,
            listing=next(iter(designations(subject, specified=True)), None),
            other_lists=designations(subject, specified=False) or None,
            owners=within_the_whole(_new_ties(subject, "owners")) or None,
            acts_for=_new_ties(subject, "acts_for") or None,
        )
    else:
        result = _Comparison(subject, subject.person, take=take).result()
    return replace(result, conflicts=(*result.conflicts, *_days_apart(subject)))


def _together(one: Listed, other: Listed) -> Listed:
    """Two designations under one program as one: a list that is told, the first day, all items."""
    first, second = one.designation, other.designation
    said = first if first.list != NOT_SAID else second
    days = [each.listed_on for each in (first, second) if each.listed_on.known]
    seen = [each.listed_by for each in (first, second) if each.listed_by.known]
    whole = replace(
        said,
        listed_on=min(days, key=lambda day: day.last_day, default=PartialDate.UNKNOWN),
        listed_by=min(seen, key=lambda day: day.last_day, default=PartialDate.UNKNOWN),
        measures=tuple(sorted({*first.measures, *second.measures}, key=measure_order)),
        sector=first.sector or second.sector,
    )
    dated = other if second.listed_on.known and not first.listed_on.known else one
    return Listed(whole, dated.entry)


def _days_apart(subject: Subject) -> Iterator[Conflict]:
    """A conflict for each listing of which two entries give different days."""
    first: dict[str, tuple[Designation, Entry]] = {}
    for entry in subject.entries:
        for one in entry.designations:
            key = "" if one.is_specified_person else fold(one.program) or fold(one.list)
            before, of = first.setdefault(key, (one, entry)) if one.listed_on.known else (one, entry)
            if str(before.listed_on) != str(one.listed_on):
                register, stated = (f"{_dated_as(each)}" for each in (before, one))
                where = f"{of.where}; {entry.where}"
                key_of = subject.person.key if subject.person else ""
                yield Conflict(
                    key_of, subject.name, "listing date", register, stated, where, "earlier day taken"
                )


def measure_order(measure: str) -> int:
    """Where an item of the menu stands in the statute."""
    return int(measure.rpartition(".")[2])


class _Comparison:
    """One person of the register and the entries on it."""

    def __init__(self, subject: Subject, person: Person, *, take: bool) -> None:
        self._subject, self._person, self._take = subject, person, take
        self._conflicts: list[Conflict] = []

    def result(self) -> Compared:
        return Compared(
            country=self._country(),
            listing=self._listing(),
            other_lists=self._other_lists(),
            owners=self._ties("owners", self._person.owners),
            acts_for=self._ties("acts_for", self._person.acts_for),
            conflicts=tuple(self._conflicts),
        )

    def _differ(
        self, matter: Matter, register: str, stated: str, entry: Entry, *, can_take: bool = True
    ) -> bool:
        """Note a conflict; whether the list is to stand."""
        taken = self._take and can_take
        outcome: Outcome = "list taken" if taken else "register kept"
        self._conflicts.append(
            Conflict(self._person.key, self._person.name, matter, register, stated, entry.where, outcome)
        )
        return taken

    def _country(self) -> str | None:
        stated = self._subject.entries
        for entry in stated:
            if entry.country and self._person.country and entry.country != self._person.country:
                taken = self._differ("country", self._person.country, entry.country, entry)
                return entry.country if taken else None
        return None

    def _listing(self) -> Listed | None:
        """The entry on the List of Specified Persons, where it is new or taken in place of the register's."""
        found = next(iter(designations(self._subject, specified=True)), None)
        if found is None or found.entry is None:
            return None
        known = next(iter(self._person.specified), None)
        if known is None:
            return found
        said, taken = found.designation, False
        if said.listed_on.known and str(said.listed_on) != str(known.listed_on):
            taken = self._differ("listing date", str(known.listed_on), str(said.listed_on), found.entry)
        if said.sector and said.sector != known.sector:
            taken |= self._differ("sector", known.sector, said.sector, found.entry)
        whole = replace(
            said,
            listed_on=said.listed_on if said.listed_on.known else known.listed_on,
            sector=said.sector or known.sector,
        )
        return Listed(whole, found.entry) if taken else None

    def _other_lists(self) -> tuple[Listed, ...] | None:
        """All other lists of the person, if the entries change any; those of the register that they do not
        change are restated.
        """
        register = {fold(program): other for other in self._person.other_lists for program in other.programs}
        stated = {fold(one.designation.program): one for one in designations(self._subject, specified=False)}
        merged = {key: self._merged(one, register.get(key)) for key, one in stated.items() if key}
        self._measures(stated.values())
        self._gone(register, stated)
        changed = {key: one for key, one in merged.items() if one is not None}
        if not changed and ("" not in stated or register):
            return None
        kept = (
            Listed(_restated(other, program), None, other)
            for other in self._person.other_lists
            for program in other.programs
            if fold(program) not in changed
        )
        unnamed = [one for key, one in stated.items() if not key and not register]
        return (*kept, *(changed[key] for key in sorted(changed)), *unnamed)

    def _merged(self, stated: Listed, known: OtherListing | None) -> Listed | None:
        """The designation as it is to be, `None` where the register's stays as it is."""
        said, entry = stated.designation, stated.entry
        if known is None or entry is None:
            return stated
        whole = replace(said, measures=known.measures)
        changed = not known.listed_on.known or (known.list == NOT_SAID and said.list != NOT_SAID)
        if said.listed_on.known and known.listed_on.known and str(said.listed_on) != str(known.listed_on):
            taken = self._differ("listing date", _dated(known), _dated_as(said), entry)
            changed |= taken
            whole = whole if taken else replace(whole, listed_on=known.listed_on)
        elif known.listed_on.known:
            whole = replace(whole, listed_on=known.listed_on)
        if NOT_SAID not in (said.list, known.list) and fold(said.list) != fold(known.list):
            taken = self._differ(
                "list", f"{known.list} ({said.program})", f"{said.list} ({said.program})", entry
            )
            changed |= taken
            whole = whole if taken else replace(whole, list=known.list)
        elif said.list == NOT_SAID:
            whole = replace(whole, list=known.list)
        return Listed(whole, entry, known) if changed else None

    def _measures(self, stated: Iterable[Listed]) -> None:
        """Note where the items of section 235 differ; the register's own items are never replaced."""
        said = [one for one in stated if one.designation.measures]
        listed = sorted({item for one in said for item in one.designation.measures}, key=measure_order)
        known = sorted({item for one in self._person.other_lists for item in one.measures}, key=measure_order)
        if said and said[0].entry and listed != known:
            self._differ("section 235 items", _items(known), _items(listed), said[0].entry, can_take=False)

    def _gone(self, register: Mapping[str, OtherListing], stated: Mapping[str, Listed]) -> None:
        """Note programs of the register that OFAC, which gives all of a person's, no longer has."""
        entry = next((one for one in self._subject.entries if one.publisher == "ofac"), None)
        for key, other in register.items() if entry else ():
            if entry and key not in stated and other.uid == entry.uid:
                program = next(one for one in other.programs if fold(one) == key)
                self._differ("program", f"{other.list} ({program})", _NOT_TOLD, entry, can_take=False)

    def _ties(self, kind: str, known: Sequence[Relation]) -> Ties | None:
        """All owners or principals, if the entries add or change any; those of the register come first."""
        whole: list[tuple[Tie, Entry | None]] = [(_tie_of(relation), None) for relation in known]
        changed = False
        for tie, entry in _new_ties(self._subject, kind):
            same = [at for at, (one, _) in enumerate(whole) if fold_person(one.name) == fold_person(tie.name)]
            apart = {at: told for at in same if (told := _differences(whole[at][0], tie))}
            if not same:
                whole.append((tie, entry))
                changed = True
            elif entry and len(apart) == len(same):
                # Of several stakes of one owner the one that differs least is meant.
                at = min(apart, key=lambda one: len(apart[one][0]))
                register, stated = (f"{tie.name}: {text}" for text in apart[at])
                if self._differ("owner", register, stated, entry):
                    whole[at] = (_laid_over(whole[at][0], tie), entry)
                    changed = True
        return self._fitting(tuple(whole)) if changed else None

    def _fitting(self, ties: Ties) -> Ties:
        fitting = within_the_whole(ties)
        entry = next((entry for _, entry in ties if entry), None)
        if fitting != ties and entry:
            self._differ("owner", "shares within 100 %", "shares that add up to more", entry, can_take=False)
        return fitting


def within_the_whole(ties: Ties) -> Ties:
    """The ties; where their shares add up to more than the whole, those that lists state are left without."""
    from caatsa.domain.events import PersonEntry

    told = [{"name": tie.name, "share": tie.share, "from": tie.from_, "until": tie.until} for tie, _ in ties]
    try:
        PersonEntry.model_validate({"name": "whoever", "owners": told})
    except ValueError:
        return tuple((replace(tie, share=None) if entry else tie, entry) for tie, entry in ties)
    return ties


def _new_ties(subject: Subject, kind: str) -> Ties:
    """The ties of all entries, those to one person once."""
    found: dict[str, tuple[Tie, Entry | None]] = {}
    for entry in subject.entries:
        for tie in getattr(entry, kind):
            found.setdefault(f"{fold_person(tie.name)} {tie.from_} {tie.until}", (tie, entry))
    return tuple(found[key] for key in sorted(found))


def _tie_of(relation: Relation) -> Tie:
    return Tie(
        relation.name, float(relation.share) if relation.share else None, relation.from_, relation.until
    )


def _differences(register: Tie, stated: Tie) -> tuple[str, str] | None:
    """What both tell of a tie, where they tell something else; `None` where they can both be right."""
    pairs = (
        (register.share, stated.share, "{:g} %"),
        (
            register.from_ if register.from_.known else None,
            stated.from_ if stated.from_.known else None,
            "from {}",
        ),
        (register.until, stated.until, "until {}"),
    )
    apart = [
        (text.format(one), text.format(other))
        for one, other, text in pairs
        if one is not None and other is not None and str(one) != str(other)
    ]
    if not apart:
        return None
    return ", ".join(one for one, _ in apart), ", ".join(other for _, other in apart)


def _laid_over(register: Tie, stated: Tie) -> Tie:
    return Tie(
        register.name,
        register.share if stated.share is None else stated.share,
        stated.from_ if stated.from_.known else register.from_,
        stated.until or register.until,
    )


def _restated(other: OtherListing, program: str) -> Designation:
    return Designation(other.list, program, other.listed_on, other.listed_by, other.measures)


def _dated(other: OtherListing) -> str:
    return f"{other.listed_on} ({', '.join(other.programs)})"


def _dated_as(said: Designation) -> str:
    return f"{said.listed_on} ({said.program or said.list})"


def _items(measures: Sequence[str]) -> str:
    numbers = [str(measure_order(one)) for one in measures]
    return f"235(a) {', '.join(numbers)}" if numbers else "none"


def unlisted(persons: Iterable[Person], entries: Sequence[Entry]) -> Iterator[Conflict]:
    """A conflict for each person of the register whose entry OFAC's files lack, if all are given."""
    files = {
        (entry.file, one.list) for entry in entries if entry.publisher == "ofac" for one in entry.designations
    }
    lists = {of for _, of in files}
    numbers = {entry.uid for entry in entries if entry.publisher == "ofac"}
    where = ", ".join(sorted({file for file, _ in files}))
    needed = {"SDN": {"SDN"}, "NS-MBS": {"NS-MBS"}, NOT_SAID: {"SDN", "SSI"}}
    for person in persons:
        for uid, others in groupby(person.other_lists, key=lambda other: other.uid):
            several = list(others)
            if uid not in numbers and all(needed.get(one.list, {""}) <= lists for one in several):
                register = "; ".join(f"{one.list} ({', '.join(one.programs)})" for one in several)
                yield Conflict(
                    person.key,
                    person.name,
                    "entry",
                    f"{register}, OFAC {uid}",
                    MISSING,
                    where,
                    "register kept",
                )
