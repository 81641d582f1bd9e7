"""The register of armaments: which system or which kind of goods an item of procurement is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from caatsa.domain.record import Record
from caatsa.registers.armament import Aspect, Identification, IdentificationKind, ItemClass, System, Use
from caatsa.registers.item_phrases import (
    Phrases,
    Said,
    Span,
    is_designation,
    is_noun,
    unknown_designation,
)
from caatsa.registers.item_places import Places
from caatsa.registers.item_words import phrase, wording, words
from caatsa.registers.names import fold
from caatsa.registers.remembered import remembered

__all__ = ["Armaments", "Identification"]

# Where several are said of one item, the first of these is taken.
_ASPECTS: Final[tuple[Aspect, ...]] = ("upgrade", "licence", "sustainment", "training")
_NEAR: Final = 80.0  # similarity in per cent from which a name is worth suggesting
_SUGGESTIONS: Final = 3


class Armaments(Record):
    """Systems and classes by key, and where their names stand in an item."""

    systems: dict[str, System]
    classes: dict[str, ItemClass]
    names: Phrases
    names_in_context: Phrases
    nouns: Phrases
    aspects: Phrases

    @classmethod
    def from_data(cls, data: Any) -> Armaments:
        """The register from its parsed file; raises `RegisterError` with every fault found."""
        # Only whoever makes a rule base reads the files; a run on one that was kept does not.
        from caatsa.registers.armament_data import read_armaments

        read = read_armaments(data)
        return cls(
            dict(read.systems),
            dict(read.classes),
            Phrases(read.names),
            Phrases(read.names_in_context),
            Phrases(read.nouns),
            Phrases(read.aspects),
        )

    def system(self, key: str) -> System:
        """The system of that key; `KeyError` if there is none."""
        return self.systems[key]

    @remembered
    def identify(self, item: str) -> Identification:
        """What the item is: a system if one is named, else the class of its noun, else unknown; no guess."""
        reading = _Reading(item, words(item), self)
        return reading.of_systems() or reading.of_classes() or reading.unknown()

    def same_item(self, first: str, second: str) -> bool:
        """Whether both name the same system or systems, or neither does and they are equal after folding."""
        one, other = self.identify(first), self.identify(second)
        if one.systems or other.systems:
            return {system.key for system in one.systems} == {system.key for system in other.systems}
        return fold(first) == fold(second)

    @remembered
    def suggestions(self, item: str) -> tuple[str, ...]:
        """Names of systems that are spelled nearly like what was not understood; for people, never taken."""
        from rapidfuzz import fuzz, process  # start-up time: only for items not understood

        found = self.identify(item)
        if found.systems:
            return ()
        said = " ".join(phrase(found.unknown_designation or item))
        spelled = {" ".join(name): key for name, key in self.names.keys.items()}
        near = process.extract(said, spelled.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None)
        names = dict.fromkeys(self.systems[spelled[name]].name for name, _, _ in near)
        return tuple(names)[:_SUGGESTIONS]


class _Reading:
    """One item with all that stands in it."""

    def __init__(self, item: str, said: Said, register: Armaments) -> None:
        self.item, self.said, self.register = item, said, register
        whole = register.names.find(said, is_designation)
        self.nouns = register.nouns.find(said, is_noun, whole)
        self.named = tuple(sorted((*whole, *self._in_context(whole)), key=lambda span: span.first))
        self.places = Places(said, (*self.named, *self.nouns))

    def of_systems(self) -> Identification | None:
        """The system named, or all of them where none is the item of which the others are parts."""
        if not self.named:
            return None
        named = self._without_parts()
        systems = self._systems(named)
        if len(systems) > 1:
            return self._found("ambiguous", named, systems=systems)
        part = self._part(named[0])
        return self._found("designation", named, systems=systems, classes=(part,) if part else ())

    def of_classes(self) -> Identification | None:
        """The class of the noun that says what is acquired, or several of different categories."""
        heads = self.places.heads(self.nouns)
        classes = self._classes(heads)
        if not classes:
            return None
        categories = {one.category.key for one in classes}
        if len(categories) > 1:
            return self._found("ambiguous", heads, classes=classes)
        return self._found("class_noun", heads[:1], classes=classes[:1])

    def unknown(self) -> Identification:
        """Nothing that the register knows."""
        return self._found("unknown", ())

    def _found(
        self,
        kind: IdentificationKind,
        spans: tuple[Span, ...],
        systems: tuple[System, ...] = (),
        classes: tuple[ItemClass, ...] = (),
    ) -> Identification:
        unknown = () if systems else unknown_designation(self.said, (*self.named, *self.nouns))
        return Identification(
            item=self.item,
            kind=kind,
            systems=systems,
            wholes=self._wholes(systems, classes),
            classes=classes,
            matched=tuple(wording(self.item, self.said[span.first : span.last]) for span in spans),
            aspect=self._aspect(spans),
            use=self._use((*classes, *systems)),
            unknown_designation=wording(self.item, unknown),
        )

    def _in_context(self, whole: tuple[Span, ...]) -> Iterable[Span]:
        """Names that are ordinary words too: the whole item, or beside a noun of their own family."""
        families = {self.register.classes[span.key].category.family for span in self.nouns}
        for span in self.register.names_in_context.find(self.said, is_designation, whole):
            alone = span.last - span.first == len(self.said)
            if alone or self.register.systems[span.key].category.family in families:
                yield span

    def _without_parts(self) -> tuple[Span, ...]:
        """The first name alone where the others come after a preposition and are part and whole with it."""
        first, *others = self.named
        if all(self._related(first.key, span.key) and self.places.later(first, span) for span in others):
            return (first,)
        return self.named

    def _related(self, one: str, other: str) -> bool:
        systems = self.register.systems
        return one == other or other in systems[one].component_of or one in systems[other].component_of

    def _part(self, named: Span) -> ItemClass | None:
        """The class of what is acquired where that is not the system itself but something for it."""
        category = self.register.systems[named.key].category
        before = self._classes(self.places.heads_before(self.nouns, named))[:1]
        after = self._classes(self.places.head_after(self.nouns, named))
        others = before or tuple(one for one in after if one.category.part)
        return next((one for one in others if one.category != category), None)

    def _aspect(self, spans: tuple[Span, ...]) -> Aspect:
        """What is done about the item, if its words say so of the item and not of what comes with it."""
        said_of: list[Span] = []
        for span in self.register.aspects.find(self.said, is_noun):
            continued = bool(said_of) and self.places.same_part(said_of[-1], span)
            if span.key == "licence" or continued or not spans or self.places.said_of(span, spans[0]):
                said_of.append(span)
        keys = {span.key for span in said_of}
        return next((aspect for aspect in _ASPECTS if aspect in keys), "none")

    def _use(self, subjects: tuple[ItemClass, ...]) -> Use | None:
        """The use that the item implies: that of its subject, for a part that of what it is a part of."""
        beside = self._classes(self.nouns)
        uses = {one.use for one in subjects if one.use} or {one.use for one in beside if one.use}
        return uses.pop() if len(uses) == 1 else None

    def _systems(self, spans: Iterable[Span]) -> tuple[System, ...]:
        return tuple(self.register.systems[key] for key in dict.fromkeys(span.key for span in spans))

    def _wholes(self, systems: tuple[System, ...], classes: tuple[ItemClass, ...]) -> tuple[ItemClass, ...]:
        """What the goods are part of or made for: the system beside a part, what it is built into, nouns."""
        parts = [one for one in classes if one.category.part]
        named: tuple[ItemClass, ...] = systems if parts else ()
        beside = self._classes(self.nouns) if parts and not systems else ()
        keys = dict.fromkeys(key for system in systems for key in system.component_of)
        built_into = (self.register.systems[key] for key in keys)
        return (*named, *built_into, *(one for one in beside if not one.category.part))

    def _classes(self, spans: Iterable[Span]) -> tuple[ItemClass, ...]:
        return tuple(self.register.classes[key] for key in dict.fromkeys(span.key for span in spans))
