"""Who the entries are about: a person of the register, the same person in several files, or somebody new.

Names decide only if they are equal after folding, as everywhere. An entry whose name says one person and
whose country, kind or number another is set aside and told, never laid over either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from caatsa.domain.record import Record
from caatsa.intake.lists.conflict import Conflict, Matter
from caatsa.intake.lists.entry import Entry
from caatsa.registers.names import fold_person
from caatsa.registers.person import Person
from caatsa.registers.persons import Persons


class Subject(Record):
    """The entries on one person, and the person of the register that they are about if there is one."""

    person: Person | None
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """The register's name, else that of the first entry."""
        return self.person.name if self.person else self.entries[0].name

    @property
    def country(self) -> str | None:
        """The register's country, else the one that the entries agree on."""
        if self.person:
            return self.person.country
        countries = {entry.country for entry in self.entries if entry.country}
        return countries.pop() if len(countries) == 1 else None


class Identified(Record):
    """Whom the register knows of the entries, by place, and the entries that were set aside."""

    known: Mapping[str, Person]
    conflicts: tuple[Conflict, ...]
    aside: frozenset[str]

    def person(self, entry: Entry) -> Person | None:
        """The person of the register that the entry is about."""
        return self.known.get(entry.where)


def identified(entries: Sequence[Entry], persons: Persons) -> Identified:
    """The entries against the register: by OFAC's number first, then by name."""
    by_number = {other.uid: person for person in persons for other in person.other_lists if other.uid}
    known: dict[str, Person] = {}
    conflicts: list[Conflict] = []
    for entry in entries:
        numbered = by_number.get(entry.uid or 0)
        person = numbered or _named(entry, persons)
        if person is None or entry.kind == "thing":
            continue
        if numbered is None and (conflict := _contradiction(entry, person)):
            conflicts.append(conflict)
        else:
            known[entry.where] = person
    aside = frozenset(conflict.where for conflict in conflicts)
    return Identified(known, tuple(conflicts), aside)


def subjects(entries: Iterable[Entry], who: Identified) -> tuple[Subject, ...]:
    """The entries by person, in the order of their names; those that were set aside are about nobody."""
    of_register: defaultdict[str, list[Entry]] = defaultdict(list)
    new: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    people: dict[str, Person] = {}
    for entry in entries:
        if entry.where in who.aside:
            continue
        if person := who.person(entry):
            people[person.key] = person
            of_register[person.key].append(entry)
        else:
            new[("ofac", str(entry.uid)) if entry.uid else (entry.publisher, entry.id)].append(entry)
    found = [Subject(people[key], tuple(several)) for key, several in of_register.items()]
    found += (Subject(None, several) for several in _joined([tuple(several) for several in new.values()]))
    return tuple(sorted(found, key=lambda subject: (subject.name, subject.entries[0].id)))


def _named(entry: Entry, persons: Persons) -> Person | None:
    """The person of the entry's own name, else the one of another name in full and of the same country."""
    if person := persons.resolve(entry.name, entry.country):
        return person
    others = (persons.resolve(name, entry.country) for name in entry.names if entry.country)
    found = {
        person.key: person
        for person in others
        if person and person.country == entry.country and not _contradiction(entry, person)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _contradiction(entry: Entry, person: Person) -> Conflict | None:
    """Why an entry of the same name may be about somebody else."""
    numbers = sorted({other.uid for other in person.other_lists if other.uid})
    individual = person.kind == "individual"
    checks: Iterator[tuple[Matter, bool, str, str]] = iter(
        (
            (
                "country",
                bool(entry.country) and entry.country != person.country,
                person.country or "",
                entry.country or "",
            ),
            ("kind", individual != (entry.kind == "individual"), person.kind, entry.kind),
            (
                "entry",
                bool(entry.uid and numbers) and entry.uid not in numbers,
                f"OFAC {', '.join(map(str, numbers))}",
                f"OFAC {entry.uid}",
            ),
        )
    )
    for matter, differs, register, stated in checks:
        if differs:
            return Conflict(person.key, entry.name, matter, register, stated, entry.where, "entry set aside")
    return None


def _joined(groups: Sequence[tuple[Entry, ...]]) -> Iterator[tuple[Entry, ...]]:
    """Groups of other publishers than OFAC joined to the one group of the same name, kind and country.

    Within one publisher equal names are different entries, so that nothing is joined.
    """
    by_name: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        by_name[fold_person(group[0].name), group[0].kind].append(at)
    taken: set[int] = set()
    for at, group in enumerate(groups):
        if at in taken:
            continue
        whole = list(group)
        same = [one for one in by_name[fold_person(group[0].name), group[0].kind] if one != at]
        publishers = {entry.publisher for one in (at, *same) for entry in groups[one][:1]}
        if same and len(publishers) == len(same) + 1 and _one_country([groups[one] for one in (at, *same)]):
            for one in same:
                taken.add(one)
                whole += groups[one]
        yield tuple(whole)


def _one_country(groups: Iterable[tuple[Entry, ...]]) -> bool:
    return len({entry.country for group in groups for entry in group if entry.country}) <= 1
