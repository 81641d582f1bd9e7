"""Where in an item something is said: prepositions divide it into parts, commas and "and" into entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from typing import Final

from caatsa.registers.item_phrases import Said, Span
from caatsa.registers.item_words import Word

_BETWEEN: Final = frozenset({"and", "or", "plus", "und", "и", "और"})
_PREPOSITIONS: Final = frozenset(
    ("for", "of", "with", "to", "from", "in", "by", "on", "under", "including", "against", "along", "dlya")
)
# After these stands what the item is acquired for; after the others what comes with it or where it is from.
_PURPOSE: Final = frozenset({"for", "dlya"})

Place = tuple[int, int]  # part of the item, entry of the list


class Places:
    """The place of each word; words inside the given spans divide nothing ("air-to-air missile")."""

    def __init__(self, said: Said, spans: Collection[Span]) -> None:
        inside = {at: span.first for span in spans for at in range(span.first, span.last)}
        self._places: list[Place] = []
        self._prepositions: list[str] = [""]
        part = entry = 0
        for at, word in enumerate(said):
            free = at not in inside
            if free and word.text in _PREPOSITIONS and word.join != "hyphen":
                part += 1
                self._prepositions.append(word.text)
            elif (free and word.text in _BETWEEN) or self._listed(word, at, inside):
                entry += 1
            self._places.append((part, entry))

    @staticmethod
    def _listed(word: Word, at: int, inside: Mapping[int, int]) -> bool:
        within = at in inside and inside.get(at - 1) == inside[at]
        return word.join in {"list", "slash"} and not within

    def of(self, span: Span) -> Place:
        """The part and the entry in which the span begins."""
        return self._places[span.first]

    def heads(self, nouns: Iterable[Span]) -> tuple[Span, ...]:
        """The last noun, which says what it is, of every entry in the first part that has one."""
        for _, spans in groupby(nouns, lambda span: self.of(span)[0]):
            return tuple(list(entry)[-1] for _, entry in groupby(spans, self.of))
        return ()

    def heads_before(self, nouns: Iterable[Span], named: Span) -> tuple[Span, ...]:
        """The heads of a part before that of the name: "engines for the T-72"."""
        heads = self.heads(nouns)
        return heads if heads and self.later(heads[0], named) else ()

    def head_after(self, nouns: Iterable[Span], named: Span) -> tuple[Span, ...]:
        """The last noun after the name in its own entry: "T-72 tank engines"."""
        return tuple(s for s in nouns if s.first >= named.last and self.of(s) == self.of(named))[-1:]

    def later(self, first: Span, second: Span) -> bool:
        """Whether the second stands in a later part than the first."""
        return self.of(second)[0] > self.of(first)[0]

    def same_part(self, first: Span, second: Span) -> bool:
        """Whether no preposition stands between the two."""
        return self.of(first)[0] == self.of(second)[0]

    def said_of(self, span: Span, subject: Span) -> bool:
        """Whether the span is said of the subject: before it, in its own entry, or as its purpose."""
        if span.first < subject.first or self.of(span) == self.of(subject):
            return True
        return self.later(subject, span) and self._prepositions[self.of(span)[0]] in _PURPOSE
