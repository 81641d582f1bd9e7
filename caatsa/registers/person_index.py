"""The names of the register: which person a name denotes, and which it might, for a reader to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from caatsa.documents.document import Place
from caatsa.domain.errors import Fault
from caatsa.domain.record import Record
from caatsa.registers.names import name_variants
from caatsa.registers.person import Person

# Spelled two ways in English, and never what tells two persons apart.
_SPELLINGS: Final = {
    "aeroplane": "airplane",
    "armoured": "armored",
    "centre": "center",
    "defence": "defense",
    "organisation": "organization",
    "programme": "program",
}
_MOST_HOLDERS: Final = 5  # a name that more persons share suggests none of them
_LEAST_LETTERS: Final = 5  # shorter names are one letter away from too many others
_LEAST_LIKENESS: Final = 85  # of 100
_LONGEST_NAME: Final = 16  # words; more are not searched for a name within


class Holder(Record):
    """A person's claim to a folded name; `written` is the name as the register has it."""

    key: str
    country: str | None
    weak: bool
    written: str


class NameIndex(Record):
    """Every folded name with those who bear it, in the order of the register."""

    holders: Mapping[str, tuple[Holder, ...]]

    @classmethod
    def of(cls, people: Iterable[Person]) -> NameIndex:
        """The index of all names of these persons, each person once under a name."""
        holders: dict[str, dict[str, Holder]] = {}
        for person in people:
            weak = {form for alias in person.weak_aliases for form in folded_forms(alias)}
            for name in person.names:
                for form in folded_forms(name):
                    holder = Holder(person.key, person.country, form in weak, name)
                    holders.setdefault(form, {}).setdefault(person.key, holder)
        return cls({form: tuple(by_key.values()) for form, by_key in holders.items()})

    def clashes(self, place: Callable[[Sequence[str]], Place]) -> tuple[Fault, ...]:
        """Faults where a name would denote two persons: both strongly, or both of one country.

        `place` is where one of the persons with these keys is stated.
        """
        shared = {form: holders for form, holders in self.holders.items() if len(holders) > 1}
        return tuple(fault for form, holders in shared.items() for fault in _clashes(form, holders, place))

    def denoted(self, name: str, country: str | None) -> str | None:
        """The key of the person so named: the one of that country, else the one who holds it strongly."""
        for form in folded_forms(name):
            holder = _denoted(self.holders.get(form, ()), country)
            if holder is not None:
                return holder.key
        return None

    def bearers(self, name: str) -> Iterator[Holder]:
        """All who bear the name, weakly or not, in any country."""
        for form in folded_forms(name):
            yield from self.holders.get(form, ())

    def suggestions(self, name: str) -> Iterator[Holder]:
        """Whom the name may mean, the likeliest first; one person may come several times.

        First those who bear the very name, then those whose whole name stands within it (the longest first),
        then those whose names are spelled nearly so.
        """
        forms = [form for form in folded_forms(name) if len(self.holders.get(form, ())) <= _MOST_HOLDERS]
        for find in (self._distinctive, self._contained, self._alike):
            for form in forms:
                yield from find(form)

    def _distinctive(self, form: str) -> tuple[Holder, ...]:
        holders = self.holders.get(form, ())
        return holders if len(holders) <= _MOST_HOLDERS else ()

    def _contained(self, form: str) -> Iterator[Holder]:
        words = form.split()[:_LONGEST_NAME]
        for length in range(len(words) - 1, 0, -1):
            for start in range(len(words) - length + 1):
                part = " ".join(words[start : start + length])
                if len(part) >= _LEAST_LETTERS:
                    yield from self._distinctive(part)

    def _alike(self, form: str) -> Iterator[Holder]:
        from rapidfuzz import fuzz, process

        if len(form) < _LEAST_LETTERS:
            return
        names = [name for name in self.holders if len(name) >= _LEAST_LETTERS]
        found = process.extract(form, names, scorer=fuzz.token_sort_ratio, score_cutoff=_LEAST_LIKENESS)
        for alike, _, _ in found:
            yield from self._distinctive(alike)


def folded_forms(name: str) -> tuple[str, ...]:
    """The folded forms of the name without a leading article, spelled the American way, as the statute is.

    >>> folded_forms("The Ministry of Defence (MoD)")
    ('ministry of defense', 'mod', 'ministry of defense mod')
    """
    return tuple(dict.fromkeys(_american(form.removeprefix("the ")) for form in name_variants(name)))


def _american(form: str) -> str:
    return " ".join(_SPELLINGS.get(word, word) for word in form.split())


def _denoted(holders: tuple[Holder, ...], country: str | None) -> Holder | None:
    if country is not None:
        for holder in holders:
            if holder.country == country:
                return holder
    return next((holder for holder in holders if not holder.weak), None)


def _clashes(
    form: str, holders: tuple[Holder, ...], place: Callable[[Sequence[str]], Place]
) -> Iterator[Fault]:
    for n, holder in enumerate(holders):
        for other in holders[:n]:
            if holder.country == other.country or not (holder.weak or other.weak):
                problem = f"'{holder.written}' ({form}) denotes both {other.key} and {holder.key}"
                allowed = "a name denotes one person, or is weak for all but one and their countries differ"
                yield place((holder.key, other.key)).fault(problem, allowed)
