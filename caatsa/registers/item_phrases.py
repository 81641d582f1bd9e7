"""Where registered names stand in an item, and where they only seem to: S-400M, AS-400, "anti-tank"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

from caatsa.domain.record import Record
from caatsa.registers.item_words import Word

Said = tuple[Word, ...]
Stands = Callable[[Said, int, int], bool]

# These letters make a designation only when joined to the number: "an 12-month contract" is not the An-12.
_ORDINARY: Final = frozenset(
    {"a", "an", "as", "at", "be", "by", "in", "is", "it", "no", "of", "on", "or", "to"}
)
# A hyphenated word of this length is a word of its own (S-400-equipped), a shorter one a variant (S-400-ME).
_ORDINARY_LENGTH: Final = 4
_NEGATING: Final = frozenset({"anti", "counter", "non"})
_MEASURES: Final = frozenset({"mm", "cm", "km", "hp", "kg", "kw", "st", "nd", "rd", "th", "x", "m", "t"})


class Span(Record):
    """The words from `first` up to, not including, `last`, and the key of what they name."""

    first: int
    last: int
    key: str


class Phrases:
    """Names by their words; at each place, from left to right, the longest that stands there counts."""

    __slots__ = ("_longest", "keys")

    def __init__(self, keys: Mapping[tuple[str, ...], str]) -> None:
        self.keys = dict(keys)
        self._longest: dict[str, int] = {}
        for name in self.keys:
            self._longest[name[0]] = max(self._longest.get(name[0], 0), len(name))

    def find(self, said: Said, stands: Stands, taken: Collection[Span] = ()) -> tuple[Span, ...]:
        """The names found outside the spans already taken, in order."""
        return tuple(self._found(said, stands, {at for span in taken for at in range(span.first, span.last)}))

    def _found(self, said: Said, stands: Stands, taken: set[int]) -> Iterator[Span]:
        at = 0
        while at < len(said):
            # Few words begin a name.
            known = said[at].text in self._longest
            span = self._longest_at(said, at, stands, taken) if known else None
            if span:
                yield span
            at = span.last if span else at + 1

    def _longest_at(self, said: Said, first: int, stands: Stands, taken: set[int]) -> Span | None:
        reach = min(len(said), first + self._longest[said[first].text])
        for last in range(reach, first, -1):
            key = self.keys.get(tuple(word.text for word in said[first:last]))
            if key is not None and taken.isdisjoint(range(first, last)) and stands(said, first, last):
                return Span(first, last, key)
        return None


def is_designation(said: Said, first: int, last: int) -> bool:
    """Whether the words stand as a designation of their own, neither prefixed nor continued."""
    if _listed(said, first, last) or _prefixed(said, first) or _continued(said, last):
        return False
    ordinary = said[first].text in _ORDINARY and last - first > 1 and said[first + 1].is_number
    return not (ordinary and said[first + 1].join == "space")


def is_noun(said: Said, first: int, last: int) -> bool:
    """Whether the words stand as a noun: not negated ("anti-tank"), not part of a compound adjective."""
    if _listed(said, first, last) or said[first].join == "glued":
        return False
    if first and said[first - 1].text in _NEGATING:
        return False
    return last == len(said) or said[last].join not in {"glued", "hyphen"} or _possessive(said, last)


def unknown_designation(said: Said, taken: Collection[Span]) -> Said:
    """The first words that look like a designation, letters before digits, and are in no span; else none."""
    within = {at for span in taken for at in range(span.first, span.last)}
    for first, last in _joined_runs(said):
        run = said[first:last]
        if within.isdisjoint(range(first, last)) and _looks_designated(run):
            return run
    return ()


def _listed(said: Said, first: int, last: int) -> bool:
    """Whether the words are of two entries of a list, so not one name."""
    return any(word.join == "list" for word in said[first + 1 : last])


def _prefixed(said: Said, first: int) -> bool:
    join = said[first].join
    if join == "hyphen" and first:
        before = said[first - 1]
        return before.is_number or len(before.text) < _ORDINARY_LENGTH
    return join == "glued"


def _continued(said: Said, last: int) -> bool:
    if last == len(said):
        return False
    after = said[last]
    if after.join in {"glued", "hyphen"}:
        ordinary = after.join == "hyphen" and not after.is_number and len(after.text) >= _ORDINARY_LENGTH
        return not ordinary and not _possessive(said, last)
    return after.join == "space" and _is_variant_letter(said, last)


def _possessive(said: Said, at: int) -> bool:
    """The plural or genitive s of "S-400s", "MiG-29's": small, and the last of its word."""
    ends = at + 1 == len(said) or said[at + 1].join in {"space", "list", "slash"}
    return said[at].text == "s" and said[at].raw.endswith("s") and ends


def _is_variant_letter(said: Said, at: int) -> bool:
    """A capital standing alone, or with a number, after a designation: "Su-57 X", "Mi-17 V9"."""
    word = said[at]
    return not word.is_number and len(word.text) == 1 and word.raw[0].isupper() and word.join == "space"


def _joined_runs(said: Said) -> Iterator[tuple[int, int]]:
    first = 0
    for at in range(1, len(said) + 1):
        if at == len(said) or said[at].join not in {"glued", "hyphen"}:
            yield first, at
            first = at


def _looks_designated(run: Said) -> bool:
    letters = [word.text for word in run if not word.is_number]
    if len(run) == len(letters) or not letters:
        return False
    if run[0].is_number:  # 9M96X, but not 152mm, 7.62x39 or 12-month
        return len(run) > 2 and len(letters[0]) <= 2 and letters[0] not in _MEASURES
    return True
