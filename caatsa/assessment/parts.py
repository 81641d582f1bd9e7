"""An event as facts, part by part: which facts a part makes, and what of the event it reads for that.

A part reads nothing of a world beside what it says here. So where worlds differ only in other things its
facts are the same, and they are made once (`Recall`).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Final, Literal, TypeVar, get_args

from caatsa.assessment.recall import Recall
from caatsa.domain.facts import Fact
from caatsa.domain.record import Record
from caatsa.intake.concerns import Concern, Concerns, official_facts, precedent_facts
from caatsa.intake.elsewhere import Elsewhere, stated_subjects
from caatsa.intake.evidence import citations, sources_of_event
from caatsa.intake.flows import flow_facts
from caatsa.intake.normalise import Frame, SeenAct, Stated, seen_acts
from caatsa.intake.reach import person_facts
from caatsa.intake.sanctions import sanction_facts
from caatsa.intake.subjects import subject_facts
from caatsa.intake.ties import Moment, RegisterView, register_facts
from caatsa.intake.understand import Understood
from caatsa.intake.worth import dealings, worth_facts
from caatsa.registers.official_act import OfficialAct
from caatsa.rulebase.registers import Registers

Answer = TypeVar("Answer")
Aspect = Literal["acts", "sources", "use", "item", "figures", "buyer", "chain", "official"]
Facts = tuple[Fact, ...]
ONE_WORLD: Final[Mapping[Aspect, Hashable]] = dict.fromkeys(get_args(Aspect))
"""The aspects where there is no other world from which they could differ."""


class World(Record):
    """What an event says, as understood, and the official acts that are known."""

    understood: Understood
    official: tuple[OfficialAct, ...]

    @property
    def aspects(self) -> dict[Aspect, Hashable]:
        """What parts may read, each as a key; objects are told apart by `id`, as long as they live."""
        understood, event = self.understood, self.understood.event
        return {
            "acts": tuple(map(id, event.acts)),
            "sources": (id(event.sources), *[id(act.sources) for act in event.acts]),
            "use": (event.end_use, event.capability),
            "item": (id(understood.item), event.item),
            "figures": (id(understood.figures), event.value),
            "buyer": id(understood.buyer),
            "chain": tuple(map(id, understood.chain)),
            "official": tuple(map(id, self.official)),
        }


class Sight(Record):
    """A world as parts see it: the event, the registers, and what was asked before."""

    world: World
    aspects: Mapping[Aspect, Hashable]
    view: RegisterView
    registers: Registers
    elsewhere: Elsewhere
    finder: Concerns
    recall: Recall

    @property
    def understood(self) -> Understood:
        """The event."""
        return self.world.understood

    @property
    def frame(self) -> Frame:
        """The day of the assessment."""
        return self.view.frame

    @property
    def acts(self) -> tuple[SeenAct, ...]:
        """The acts that exist."""
        return self._known("acts", ("acts", "sources"), lambda: seen_acts(self.understood, self.frame))

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The acts as the registers see them."""
        as_of = self.frame.as_of
        return self._known("moments", ("acts", "sources"), lambda: Moment.of(self.acts, as_of))

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """The official acts that concern the buyer."""
        official, buyer = self.world.official, self.understood.buyer
        bearing = self._known(
            "bearing", ("buyer", "official"), lambda: self.finder.bearing_on(official, buyer)
        )
        reads: tuple[Aspect, ...] = ("buyer", "chain", "acts", "item", "official")
        return self._known("concerns", reads, lambda: self.finder.of(self.understood, bearing, buyer))

    @property
    def stated(self) -> Stated:
        """What the event itself states."""
        event, known_by = self.understood.event, self.frame.known_by
        sources = self._known("cited", ("sources",), lambda: citations(sources_of_event(event, known_by)))
        return Stated(self.understood, self.acts, self.frame, sources)

    def of_kinds(self, kinds: Container[str]) -> Facts:
        """The facts of all parts that make some of these kinds, in the order in which they are told."""
        parts = (part for part in PARTS if any(kind in kinds for kind in part.kinds))
        return tuple([fact for part in parts for fact in self.part(part)])

    def part(self, part: Part) -> Facts:
        """The facts of one part."""
        return self._known(part.name, part.reads, lambda: tuple(part.facts(self)))

    def _known(self, name: str, reads: Iterable[Aspect], found: Callable[[], Answer]) -> Answer:
        """What was found where all that it reads was the same."""
        return self.recall((name, *[self.aspects[one] for one in reads]), found)


class Part(Record):
    """Facts of some kinds, and the aspects of a world that decide what they are."""

    name: str
    kinds: frozenset[str]
    reads: tuple[Aspect, ...]
    facts: Callable[[Sight], Iterable[Fact]]


def _words(sight: Sight) -> Iterable[Fact]:
    """What the words and figures of the event say, with what other events of the person add to it."""
    understood, acts = sight.understood, sight.acts
    subjects = tuple(subject_facts(understood, acts, sight.registers.subjects, sight.frame))
    others = sight.elsewhere.of(understood, stated_subjects(subjects))
    return *subjects, *worth_facts(dealings(understood, acts), sight.frame, others)


def _part(name: str, kinds: str, reads: tuple[Aspect, ...], facts: Callable[[Sight], Iterable[Fact]]) -> Part:
    return Part(name, frozenset(kinds.split()), reads, facts)


_PERSONS: Final[tuple[Aspect, ...]] = ("buyer", "chain", "acts", "sources")
PARTS: Final = (
    _part("buyer", "buyer", ("buyer", "sources"), lambda one: (one.stated.buyer(),)),
    _part("use", "use", ("use", "item", *_PERSONS), lambda one: (one.stated.use(),)),
    _part("items", "item", ("item", "sources"), lambda one: one.stated.items()),
    _part("magnitude", "magnitude", ("figures", "acts", "sources"), lambda one: one.stated.magnitude()),
    _part("parties", "party", ("buyer", "chain", "sources"), lambda one: one.stated.parties()),
    _part("dealings", "act", ("acts", "sources"), lambda one: one.stated.dated_acts()),
    _part("words", "subject worth", ("item", "figures", *_PERSONS), _words),
    _part(
        "persons",
        "person affiliate",
        _PERSONS,
        lambda one: person_facts(one.understood, one.moments, one.view),
    ),
    _part(
        "flows",
        "flow",
        ("item", *_PERSONS),
        lambda one: flow_facts(one.understood, one.moments, one.view),
    ),
    _part(
        "ties",
        "listing timing tie standing",
        ("chain", "acts", "sources"),
        lambda one: register_facts(one.understood.chain, one.moments, one.view),
    ),
    _part(
        "sanctions",
        "sanction",
        _PERSONS,
        lambda one: sanction_facts(one.understood, one.moments, one.view, one.registers.sanction_programs),
    ),
    _part(
        "official acts",
        "warning characterisation",
        ("item", "official", *_PERSONS),
        lambda one: official_facts(one.concerns, one.moments),
    ),
    _part(
        "precedents",
        "precedent",
        ("item", "official"),
        lambda one: precedent_facts(one.understood, one.world.official),
    ),
)
"""The parts in the order in which their facts are told."""
_GROUNDING: Final = frozenset({"buyer", "use", "item", "magnitude", "party", "act"})
"""Kinds on which other facts rest: whether a conclusion is well attested depends on them as well."""


@lru_cache(maxsize=64)
def parts_of(kinds: frozenset[str]) -> tuple[Part, ...]:
    """The parts that make facts of these kinds, and those on which they rest."""
    return tuple(part for part in PARTS if part.kinds & (kinds | _GROUNDING))
