"""Which name may denote whom: one that two persons share denotes neither, unless countries tell them apart.

Real lists have one name for several entries. The input document refuses such a name; here it is found before,
so that an overlay is always one that can be read. A weak name never takes a full one from anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from caatsa.domain.record import Record
from caatsa.intake.lists.identity import Subject
from caatsa.registers.person_index import NameIndex, folded_forms
from caatsa.registers.persons import Persons

Standing = Literal["strong", "weak", "none"]
_ORDER: Final[tuple[Standing, ...]] = ("strong", "weak", "none")


class Shared(Record):
    """A name that was not given to a person as the list has it, and to whom else it belongs."""

    name: str
    of: str
    others: tuple[str, ...]
    became: Literal["weak", "dropped", "numbered"]


class Named(Record):
    """The names of one subject as an overlay may have them."""

    name: str
    aliases: tuple[str, ...]
    weak_aliases: tuple[str, ...]


class Names(Record):
    """The names of all subjects, in their order, and those that are shared.

    `idle` is how many weak names were left out since the country that they need is not told.
    """

    of: tuple[Named, ...]
    shared: tuple[Shared, ...]
    idle: int


class _Claim(Record):
    """Somebody who has a folded name: a subject, or a person of the register, which is `shipped`."""

    country: str | None
    called: str
    weak: bool
    shipped: bool = False

    def contests(self, subject: Subject, *, weak: bool) -> bool:
        """Whether the subject cannot have the name, weak or in full, as if nobody else had it."""
        if weak or not self.weak:
            return True
        return self.shipped and (subject.country is None or self.country == subject.country)


def names_of(subjects: Sequence[Subject], persons: Persons) -> Names:
    """The names under which each subject can be found without being taken for anybody else."""
    claims = _claims(subjects, persons)
    named: list[Named] = []
    shared: list[Shared] = []
    idle = 0
    for at, subject in enumerate(subjects):
        one, told, left = _named(str(at), subject, claims)
        named.append(one)
        shared += told
        idle += left
    return Names(tuple(named), tuple(shared), idle)


def _claims(subjects: Sequence[Subject], persons: Persons) -> Mapping[str, Mapping[str, _Claim]]:
    """Everybody who has each folded name, once each."""
    wanted: defaultdict[str, dict[str, _Claim]] = defaultdict(dict)
    register = NameIndex.of(persons)
    of_person = {subject.person.key: str(at) for at, subject in enumerate(subjects) if subject.person}
    for at, subject in enumerate(subjects):
        for name, is_weak in _written(subject):
            for form in folded_forms(name):
                wanted[form].setdefault(str(at), _Claim(subject.country, subject.name, is_weak))
    for form in wanted:
        for holder in register.holders.get(form, ()):
            who = of_person.get(holder.key, f"register:{holder.key}")
            claim = _Claim(holder.country, holder.written, holder.weak, shipped=True)
            wanted[form].setdefault(who, claim)
    return wanted


def _named(
    who: str, subject: Subject, claims: Mapping[str, Mapping[str, _Claim]]
) -> tuple[Named, list[Shared], int]:
    shared: list[Shared] = []
    strong: list[str] = []
    weak: list[str] = []
    idle = 0
    own = subject.person.names if subject.person else ()
    held = {form for name in own for form in folded_forms(name)}
    name, given = subject.name, _written(subject)
    if subject.person is None:
        standing = _standing(who, subject, folded_forms(name), claims, weak=False)
        if standing == "none":
            name = f"{name}, {_number(subject)}"
            shared.append(_shared(subject.name, who, subject, claims, "numbered"))
        elif standing == "weak":
            weak.append(name)
            shared.append(_shared(name, who, subject, claims, "weak"))
        held.update(folded_forms(subject.name))
    for written, is_weak in given:
        forms = folded_forms(written)
        if not forms or held.issuperset(forms):
            continue
        held.update(forms)
        standing = _standing(who, subject, forms, claims, weak=is_weak)
        if standing == "none":
            shared.append(_shared(written, who, subject, claims, "dropped"))
        elif is_weak and subject.country is None:
            idle += 1
        elif is_weak or standing == "weak":
            weak.append(written)
        else:
            strong.append(written)
    return Named(name, tuple(strong), tuple(weak)), shared, idle


def _written(subject: Subject) -> tuple[tuple[str, bool], ...]:
    """The names of the entries, those in full first, and whether each is weak."""
    full = (name for entry in subject.entries for name in (entry.name, *entry.names))
    weak = (name for entry in subject.entries for name in entry.weak_names)
    return (*((name, False) for name in dict.fromkeys(full)), *((name, True) for name in dict.fromkeys(weak)))


def _standing(
    who: str,
    subject: Subject,
    forms: Iterable[str],
    claims: Mapping[str, Mapping[str, _Claim]],
    *,
    weak: bool,
) -> Standing:
    """What a name with these forms can do for the subject: the least of what each form can."""
    found = [_of_form(who, subject, claims.get(form, {}), weak=weak) for form in forms]
    return max(found, key=_ORDER.index, default="none")


def _of_form(who: str, subject: Subject, claims: Mapping[str, _Claim], *, weak: bool) -> Standing:
    others = [claim for other, claim in claims.items() if other != who and claim.contests(subject, weak=weak)]
    countries = [subject.country, *(claim.country for claim in others)]
    if not others:
        return "strong"
    return "weak" if None not in countries and len(set(countries)) == len(countries) else "none"


def _shared(
    name: str,
    who: str,
    subject: Subject,
    claims: Mapping[str, Mapping[str, _Claim]],
    became: Literal["weak", "dropped", "numbered"],
) -> Shared:
    others = {
        claim.called
        for form in folded_forms(name)
        for other, claim in claims.get(form, {}).items()
        if other != who
    }
    return Shared(name, subject.name, tuple(sorted(others)), became)


def _number(subject: Subject) -> str:
    entry = subject.entries[0]
    return f"OFAC {entry.uid}" if entry.uid else f"{entry.publisher} {entry.id}"
