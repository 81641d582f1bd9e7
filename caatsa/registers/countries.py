"""Who is meant in the place of a country: a state by any name it goes by, or expressly not a state.

Only an exact name counts. Fuzzy matching turns rebel groups into the state they fight and Katanga into
Canada, so near names are offered in the error and never taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from caatsa.domain.errors import CaatsaError, Fault, RegisterError
from caatsa.domain.record import Record
from caatsa.registers.country_entries import FILE, CountryEntry, Kind, read_entries
from caatsa.registers.names import fold
from caatsa.registers.remembered import remembered

__all__ = ["Countries", "Country", "Kind", "UnknownCountry"]

_CONNECTIVES: Final = frozenset({"the", "of"})
_ABBREVIATIONS: Final = {"st": "saint", "rep": "republic", "dem": "democratic"}
_MARK: Final = re.compile(r"\s*(?P<stars>\*+)$")
_PARENTHESIS: Final = re.compile(r"^(?P<head>.+?)\s*\((?P<alias>[^()]+)\)$", re.DOTALL)
_GOVERNMENT: Final = re.compile(
    r"^(?:the )?(?:government|govt)\s+of\s+(?P<country>.+)$|^(?P<same>.+)\s+(?:government|govt)$"
)
_NEAR: Final = 70  # similarity in percent below which a name is no help to someone who mistyped


class Country(Record):
    """What a record names as a country.

    `code` is ISO 3166-1 alpha-2, or None: groups, organisations, disputed territories and the unknown have
    none. A `historical` one has a code only where one of its `successors` is the same state in international
    law (the Soviet Union: RU); whether the record can mean that state is for the reader to decide.
    """

    code: str | None
    name: str
    kind: Kind
    reported: str
    successors: tuple[str, ...] = ()
    note: str = ""


class UnknownCountry(CaatsaError):  # noqa: N818 - the public name of the condition
    """The text is no name in the register; `suggestions` are near names, the nearest first."""

    def __init__(self, text: str, suggestions: tuple[str, ...]) -> None:
        self.text = text
        self.suggestions = suggestions
        hint = (
            f"did you mean {' or '.join(suggestions)}?" if suggestions else "give an ISO code or a usual name"
        )
        super().__init__(f"{text!r} is not a country known here; {hint}")

    def __reduce__(self) -> tuple[type[UnknownCountry], tuple[str, tuple[str, ...]]]:
        """Keep text and suggestions when the error crosses a process border."""
        return type(self), (self.text, self.suggestions)


class Countries(Record):
    """The register. Build it with `from_data`."""

    _by_name: Mapping[str, CountryEntry]
    _by_code: Mapping[str, CountryEntry]

    @classmethod
    def from_data(cls, data: object) -> Countries:
        """The register from the parsed `registers/countries.yaml`.

        Raises RegisterError with every fault, such as one name given to two entries.
        """
        entries = read_entries(data)
        by_code = _index_of_codes(entries)
        return cls(_index_of_names(entries, by_code), by_code)

    @remembered
    def resolve(self, text: str) -> Country:
        """What the text names: an ISO code or any name in the register, exact after folding.

        A code is two letters in one case or three capitals. One star after a name says that it is a non-state
        group and two that it is an international organisation, as in SIPRI's records; such a name is never
        read as a state, known here or not. Raises UnknownCountry.
        """
        bare = _MARK.sub("", text.strip())
        marked = _kind_by_mark(text)
        entry = self._find(bare)
        if marked and fold(bare) and (entry is None or entry.code is not None):
            return Country(None, bare, marked, text)
        if entry is None:
            raise UnknownCountry(text, self._near(bare))
        return Country(entry.code, entry.name, entry.kind, text, entry.successors, entry.note)

    def named(self, text: str) -> Country | None:
        """What the text names, as `resolve` has it but for marks; None where it is no name."""
        entry = self._find(text)
        if entry is None:
            return None
        return Country(entry.code, entry.name, entry.kind, text, entry.successors, entry.note)

    def name_of(self, code: str) -> str:
        """The short English name of a state or territory; KeyError if the code is not one of the register."""
        return self._by_code[code].name

    def is_country_name(self, text: str, code: str) -> bool:
        """Whether the text names no one but that country, or its government as a whole."""
        found = _GOVERNMENT.match(fold(text))
        entry = self._find(text) or (self._find(found["country"] or found["same"]) if found else None)
        return entry is not None and entry.code == code

    def _find(self, text: str) -> CountryEntry | None:
        if _looks_like_code(text) and text.upper() in self._by_code:
            return self._by_code[text.upper()]
        for key in _keys(text):
            if key in self._by_name:
                return self._by_name[key]
        return self._find_before_parenthesis(text)

    def _find_before_parenthesis(self, text: str) -> CountryEntry | None:
        """The entry in "NAME (ALIAS)": of a state, only if the alias is one of its names too.

        "Amal (Lebanon)" is Amal; "Cyprus (Turkish)" may be anything but Cyprus.
        """
        found = _PARENTHESIS.match(text)
        if found is None:
            return None
        head = self._by_name.get(_key(fold(found["head"])))
        if head is None or (head.code is None and head.kind is not Kind.HISTORICAL):
            return head
        return head if self._by_name.get(_key(fold(found["alias"]))) is head else None

    def _near(self, text: str) -> tuple[str, ...]:
        """Up to three names: those that have all words of the text, then those spelled most like it."""
        from rapidfuzz import fuzz, process  # only once something is wrong

        key = _key(fold(text))
        words = set(key.split())
        holding = [entry for name, entry in self._by_name.items() if words and words <= set(name.split())]
        alike = process.extract(key, list(self._by_name), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=6)
        close = [name for name, score, _ in alike if score > alike[0][1] - 10]
        names = [entry.name for entry in holding] + [self._by_name[name].name for name in close]
        return tuple(dict.fromkeys(names))[:3]


def _kind_by_mark(text: str) -> Kind | None:
    found = _MARK.search(text.strip())
    if found is None:
        return None
    return Kind.GROUP if len(found["stars"]) == 1 else Kind.ORGANISATION


def _looks_like_code(text: str) -> bool:
    """Three letters must be capitals: "are" and "can" are words."""
    if not text.isascii():
        return False
    return (len(text) == 2 and (text.isupper() or text.islower())) or (len(text) == 3 and text.isupper())


def _keys(text: str) -> Iterator[str]:
    """The keys to look for: the name as written, and turned round at a single comma (Korea, Republic of)."""
    yield _key(fold(text))
    if text.count(",") == 1:
        last, first = text.split(",")
        yield _key(fold(f"{first} {last}"))


def _key(folded: str) -> str:
    """The folded name without "the" and "of", which records put and leave out, abbreviations written out."""
    return " ".join(_ABBREVIATIONS.get(word, word) for word in folded.split() if word not in _CONNECTIVES)


def _index_of_codes(entries: Iterable[CountryEntry]) -> dict[str, CountryEntry]:
    living = [entry for entry in entries if entry.kind in {Kind.STATE, Kind.TERRITORY}]
    return {code: entry for entry in living for code in (entry.code, entry.alpha3) if code}


def _index_of_names(
    entries: Iterable[CountryEntry], by_code: Mapping[str, CountryEntry]
) -> dict[str, CountryEntry]:
    owners: defaultdict[str, dict[str, CountryEntry]] = defaultdict(dict)
    for entry in entries:
        for name in entry.names:
            owners[_key(fold(name))][entry.name] = entry
    for code, entry in by_code.items():
        if code.lower() in owners:
            owners[code.lower()][entry.name] = entry
    problems = [
        f"the name {key!r} is given to {' and '.join(named)}"
        if key
        else f"{' and '.join(named)} has an empty name"
        for key, named in owners.items()
        if len(named) > 1 or not key
    ]
    if problems:
        raise RegisterError(Fault(FILE, None, None, problem) for problem in problems)
    return {key: next(iter(named.values())) for key, named in owners.items()}
