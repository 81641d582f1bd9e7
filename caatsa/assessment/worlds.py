"""A row in other worlds: the exposure that it would have if the event said something else.

A world becomes facts by the normaliser and is weighed like any event; nothing here knows what a fact means.
Only the pack of the row's provision runs, without a proof and with a memory of facts seen before. What is
shown of a world is therefore run again, with the engine that was chosen, and proved (`Worlds.proved`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar, cast

from caatsa.assessment.evaluation import Evaluated, evaluated
from caatsa.assessment.program import Program
from caatsa.assessment.reach import reached
from caatsa.assessment.weighing import Reading, carriers, read_act, strongest
from caatsa.domain.axes import Exposure
from caatsa.domain.facts import Fact
from caatsa.domain.record import Record
from caatsa.domain.verdict import Result
from caatsa.engine.compiler import rule_id_of
from caatsa.engine.memory import Memory
from caatsa.engine.patterns import WorkingFact
from caatsa.intake.concerns import Concern, Concerns, official_facts
from caatsa.intake.elsewhere import Elsewhere, stated_subjects
from caatsa.intake.flows import flow_facts
from caatsa.intake.normalise import Frame, SeenAct, event_facts, seen_acts
from caatsa.intake.reach import person_facts
from caatsa.intake.sanctions import sanction_facts
from caatsa.intake.subjects import subject_facts
from caatsa.intake.ties import Moment, RegisterView, register_facts
from caatsa.intake.understand import Understood, UnderstoodParty
from caatsa.intake.worth import dealings, worth_facts
from caatsa.registers.official_act import OfficialAct
from caatsa.registers.persons import Persons
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import Trigger

Answer = TypeVar("Answer")


class World(Record):
    """What an event says, as understood, and the official acts that are known."""

    understood: Understood
    official: tuple[OfficialAct, ...]


class Normalised(Record):
    """A world as facts: its acts that exist, and the official acts that concern its buyer."""

    acts: tuple[SeenAct, ...]
    concerns: tuple[Concern, ...]
    facts: tuple[Fact, ...]


class Recall:
    """Answers by what they were asked of.

    Objects in a question are told apart by `id`, so they have to live as long as this does: those of an event
    and of its levers do.
    """

    def __init__(self) -> None:
        self._answers: dict[tuple[object, ...], Any] = {}

    def __call__(self, question: tuple[object, ...], answer: Callable[[], Answer]) -> Answer:
        """The answer given before, or found now."""
        if question not in self._answers:
            self._answers[question] = answer()
        return cast("Answer", self._answers[question])


class Ground(Record):
    """What every world is normalised and weighed with."""

    rulebase: RuleBase
    program: Program
    persons: Persons
    as_of: date
    known_by: date | None
    elsewhere: Elsewhere

    def normalised(
        self, world: World, locate: Callable[..., str], recall: Recall | None = None
    ) -> Normalised:
        """The facts of the world; `locate` says where its parts stand, `recall` spares looking up again."""
        recall, frame = recall or Recall(), Frame(self.as_of, self.known_by, locate)
        understood, event = world.understood, world.understood.event
        acts = seen_acts(understood, frame)
        moments = Moment.of(acts, self.as_of)
        registers = self.rulebase.registers
        view = RegisterView(self.persons, registers.countries, frame)
        persons = tuple(id(party) for party in (understood.buyer, *understood.chain))
        days = tuple((act.kind, act.date.first_day, act.date.last_day) for act in event.acts)
        official = ("official", id(understood.item), persons, days, *(act.id for act in world.official))
        concerns = recall(official, lambda: self.concerns(world, understood.buyer))
        facts = (
            *event_facts(understood, acts, frame),
            *recall(
                ("words", event.item, event.value, event.sources, persons, days),
                lambda: self._from_words(understood, acts, frame),
            ),
            *recall(
                ("persons", id(understood.item), event.sources, persons, moments),
                lambda: (
                    *person_facts(understood, moments, view),
                    *flow_facts(understood, moments, view),
                    *register_facts(understood.chain, moments, view),
                    *sanction_facts(understood, moments, view, registers.sanction_programs),
                ),
            ),
            *recall(
                (*official, moments),
                lambda: tuple(official_facts(understood, concerns, world.official, moments)),
            ),
        )
        return Normalised(acts, concerns, facts)

    def _from_words(
        self, understood: Understood, acts: tuple[SeenAct, ...], frame: Frame
    ) -> tuple[Fact, ...]:
        """What the words and figures of the event say, with what other events of the person add to it."""
        subjects = tuple(subject_facts(understood, acts, self.rulebase.registers.subjects, frame))
        others = self.elsewhere.of(understood, stated_subjects(subjects))
        return (*subjects, *worth_facts(dealings(understood, acts), frame, others))

    def concerns(self, world: World, subject: UnderstoodParty) -> tuple[Concern, ...]:
        """The official acts that concern a person in this event."""
        finder = Concerns(self.persons, self.rulebase.registers.armaments, self.as_of)
        return finder.of(world.understood, world.official, subject)


class Outlook(Record):
    """What a world gives for a row: its exposure, and the result of each element for the act shown.

    There are no results where the event does not touch the provision.
    """

    exposure: Exposure
    results: Mapping[str, Result]


_UNTOUCHED = Outlook("no_trigger", {})


class Worlds:
    """The worlds around one row: its provision, and the person whom the provision reaches there."""

    def __init__(self, ground: Ground, memory: Memory, trigger: Trigger, subject: str) -> None:
        self.ground = ground
        self.trigger = trigger
        self.subject = subject
        self._memory = memory
        self._known: dict[tuple[object, ...], Outlook] = {}
        self._recall = Recall()

    def outlook(self, world: World) -> Outlook:
        """The row in that world; not proved."""
        normalised = self.ground.normalised(world, _nowhere, self._recall)
        facts = {fact.ref: fact for fact in normalised.facts}
        shaped = self._memory.shaped(WorkingFact(ref, fact.kind, fact.fields) for ref, fact in facts.items())
        key = (
            tuple(sorted((kind, one.number) for kind, one in shaped.items())),
            tuple(ref for ref, fact in facts.items() if fact.origin.weak),
            tuple((act.id, act.act.kind, act.last_day) for act in normalised.acts),
        )
        if key not in self._known:
            said = self._memory.run(shaped)
            derived = {fact.ref: fact for fact in said.derived}
            rules = self.ground.program.rules
            found = evaluated(facts, derived, said.firings, rules, told=False)
            self._known[key] = self._weighed(world, normalised.acts, found)
        return self._known[key]

    def fired(self, world: World) -> frozenset[str]:
        """The rules that speak in that world, for whatever act or party; not proved."""
        facts = self.ground.normalised(world, _nowhere, self._recall).facts
        shaped = self._memory.shaped(WorkingFact(fact.ref, fact.kind, fact.fields) for fact in facts)
        return frozenset(rule_id_of(firing.rule) for firing in self._memory.run(shaped).firings)

    def proved(self, world: World) -> Outlook:
        """The row in that world by the engine that was chosen. Raises `EngineDisagreement`."""
        normalised = self.ground.normalised(world, _nowhere)
        said = self.ground.program.evaluate(normalised.facts, only=self.trigger.provision)
        return self._weighed(world, normalised.acts, said)

    def _weighed(self, world: World, acts: Sequence[SeenAct], said: Evaluated) -> Outlook:
        understood = world.understood
        parties = (understood.buyer, *understood.chain)
        subject = next((party for party in parties if party.id == self.subject), None)
        if subject is None or self.trigger.provision not in said.touched:
            return _UNTOUCHED
        if all(party.id != subject.id for party in reached(self.trigger, understood, said)):
            return _UNTOUCHED
        shown = strongest_reading(self.trigger, understood, subject, acts, said)
        return Outlook(shown.exposure, {one.element.id: one.result for one in shown.elements})


def read_acts(
    trigger: Trigger, understood: Understood, subject: UnderstoodParty, said: Evaluated
) -> tuple[Reading, ...]:
    """Each act of the event under the trigger, for one person that it reaches."""
    exception = said.exceptions.get(trigger.provision)
    parties = carriers(trigger, understood, subject)
    acts = [fact.ref for fact in said.facts.values() if fact.kind == "act"]
    return tuple(read_act(trigger, said, act, parties, exception) for act in acts)


def strongest_reading(
    trigger: Trigger,
    understood: Understood,
    subject: UnderstoodParty,
    acts: Sequence[SeenAct],
    said: Evaluated,
) -> Reading:
    """The act that the row of that person shows."""
    found = read_acts(trigger, understood, subject, said)
    days = {act.id: act.last_day.toordinal() for act in acts}
    return strongest(found, {reading.act: days.get(reading.act, 0) for reading in found})


def _nowhere(_: object) -> str:
    return ""
