"""A row in other worlds: the exposure that it would have if the event said something else.

A world becomes facts by the normaliser and is weighed like any event; nothing here knows what a fact means.
Only the pack of the row's provision runs, without a proof and with a memory of facts seen before. What is
shown of a world is therefore run again, with the engine that was chosen, and proved (`Worlds.proved`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from caatsa.assessment.evaluation import Evaluated, Found, evaluated
from caatsa.assessment.grounds import Grounds
from caatsa.assessment.parts import ONE_WORLD, PARTS, Facts, Sight, World, parts_of
from caatsa.assessment.program import Program
from caatsa.assessment.reach import reached
from caatsa.assessment.recall import Recall
from caatsa.assessment.weighing import Reading, Weigh, Weighed, carriers, read_act, strongest, weigh
from caatsa.domain.axes import Exposure
from caatsa.domain.facts import Fact
from caatsa.domain.record import Record
from caatsa.domain.verdict import Result
from caatsa.engine.compiler import rule_id_of
from caatsa.engine.memory import Memory, Said, Shaped
from caatsa.engine.patterns import Firing, WorkingFact
from caatsa.intake.concerns import Concern, Concerns
from caatsa.intake.elsewhere import Elsewhere
from caatsa.intake.normalise import Frame, SeenAct
from caatsa.intake.ties import RegisterView
from caatsa.intake.understand import Understood, UnderstoodParty
from caatsa.registers.persons import Persons
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import Trigger


class Normalised(Record):
    """A world as facts: its acts that exist, the official acts that concern its buyer, the facts by part."""

    acts: tuple[SeenAct, ...]
    concerns: tuple[Concern, ...]
    parts: tuple[Facts, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, in the order in which they are told."""
        return tuple(fact for part in self.parts for fact in part)


class Ground(Record):
    """What every world is normalised and weighed with."""

    rulebase: RuleBase
    program: Program
    persons: Persons
    as_of: date
    known_by: date | None
    elsewhere: Elsewhere

    def normalised(
        self,
        world: World,
        locate: Callable[..., str],
        recall: Recall | None = None,
        kinds: frozenset[str] | None = None,
    ) -> Normalised:
        """The facts of the world, or those of some kinds and on what they rest.

        `locate` says where its parts stand, `recall` spares making again what another world has as well.
        """
        sight = self.sight(world, locate, recall)
        wanted = PARTS if kinds is None else parts_of(kinds)
        concerns = sight.concerns if kinds is None else ()
        return Normalised(sight.acts, concerns, tuple([sight.part(part) for part in wanted]))

    def sight(self, world: World, locate: Callable[..., str], recall: Recall | None = None) -> Sight:
        """The world as parts see it; without a `recall` it is the only one, in which nothing differs."""
        registers = self.rulebase.registers
        view = RegisterView(self.persons, registers.countries, Frame(self.as_of, self.known_by, locate))
        aspects = world.aspects if recall else ONE_WORLD
        known = recall or Recall()
        known.keep(world)
        return Sight(world, aspects, view, registers, self.elsewhere, self._finder, known)

    @property
    def _finder(self) -> Concerns:
        return Concerns(self.persons, self.rulebase.registers.armaments, self.as_of)

    def concerns(self, world: World, subject: UnderstoodParty) -> tuple[Concern, ...]:
        """The official acts that concern a person in this event."""
        return self._finder.of(world.understood, world.official, subject)


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
        self._recall = Recall()
        self._of_rules = ground.program.recall(trigger)

    def outlook(self, world: World) -> Outlook:
        """The row in that world; not proved."""
        normalised = self._normalised(world)
        said = self._memory.run(self._shaped(normalised))
        key = ("outlook", self.subject, *[one.number for one in said], *self._beside_rules(world, normalised))
        return self._of_rules(key, lambda: self._found(world, normalised, said))

    def fired(self, world: World) -> frozenset[str]:
        """The rules that speak in that world, for whatever act or party; not proved."""
        said = self._memory.run(self._shaped(self._normalised(world)))
        return frozenset(rule_id_of(firing.rule) for one in said for firing in one.firings)

    def proved(self, world: World) -> Outlook:
        """The row in that world by the engine that was chosen. Raises `EngineDisagreement`."""
        normalised = self._normalised(world)
        said = self.ground.program.bearing_on(self.trigger.provision, normalised.facts)
        return self._weighed(world, normalised, said, weigh)

    def _normalised(self, world: World) -> Normalised:
        return self.ground.normalised(world, _nowhere, self._recall, self._memory.kinds)

    def _shaped(self, normalised: Normalised) -> dict[str, Shaped]:
        found: dict[str, Shaped] = {}
        for part in normalised.parts:
            found |= self._recall(("shaped", id(part)), partial(self._memory.shaped, part))
        return found

    def _beside_rules(self, world: World, normalised: Normalised) -> Iterator[object]:
        """What of a world decides on the row beside what rules say.

        Which facts are weak or rest on others, which acts are talk that has not ended, the order of acts in
        time, and who the parties are whom the provision may reach.
        """
        for part in normalised.parts:
            yield self._recall(("beside", id(part)), partial(_beside, part))
        days = [act.last_day for act in normalised.acts]
        yield tuple([sorted(days).index(day) for day in days])
        parties = (world.understood.buyer, *world.understood.chain)
        yield self._recall(("who", *map(id, parties)), partial(_who, parties))

    def _weighed(self, world: World, normalised: Normalised, said: Evaluated, weighed: Weigh) -> Outlook:
        understood = world.understood
        parties = (understood.buyer, *understood.chain)
        subject = next((party for party in parties if party.id == self.subject), None)
        if subject is None or self.trigger.provision not in said.touched:
            return _UNTOUCHED
        if all(party.id != subject.id for party in reached(self.trigger, understood, said)):
            return _UNTOUCHED
        shown = strongest_reading(self.trigger, understood, subject, normalised.acts, said, weighed)
        return Outlook(shown.exposure, {one.element.id: one.result for one in shown.elements})

    def _found(self, world: World, normalised: Normalised, said: Sequence[Said]) -> Outlook:
        """The row by what groups of productions have said; where no fact is weak, each is evaluated once."""
        facts = {fact.ref: fact for fact in normalised.facts}
        derived = {fact.ref: fact for one in said for fact in one.derived}
        firings = tuple([firing for one in said for firing in one.firings])
        if any(fact.origin.weak for fact in facts.values()):
            return self._weighed(world, normalised, self._evaluated(facts, derived, firings), weigh)
        heard = [
            self._of_rules(("heard", one.number), partial(self._heard, one)) for one in said if one.firings
        ]
        together = Evaluated(
            facts=facts,
            derived=derived,
            fields={ref: fact.fields for ref, fact in facts.items()}
            | {ref: fact.fields for ref, fact in derived.items()},
            rules=self.ground.program.rules,
            firings=firings,
            findings=tuple([found for one in heard for found in one.findings]),
            touched=frozenset[str]().union(*[one.touched for one in heard]),
            exceptions={provision: rule for one in heard for provision, rule in one.exceptions.items()},
            grounds=Grounds(facts, firings),
            pointers=(),
        )
        return self._weighed(world, normalised, together, self._weigh)

    def _heard(self, said: Said) -> Evaluated:
        """What was said, by itself: whether facts are weak is nowhere asked."""
        return self._evaluated({}, {fact.ref: fact for fact in said.derived}, said.firings)

    def _weigh(
        self, trigger: Trigger, findings: Sequence[Found], parties: Sequence[str]
    ) -> tuple[Weighed, ...]:
        """What was weighed where the findings were the same ones, which live as long as what was heard."""
        key = ("weighed", *parties, *map(id, findings))
        return self._of_rules(key, lambda: weigh(trigger, findings, parties))

    def _evaluated(
        self, facts: Mapping[str, Fact], derived: Mapping[str, WorkingFact], firings: tuple[Firing, ...]
    ) -> Evaluated:
        return evaluated(facts, derived, firings, self.ground.program.rules, told=False)


def _beside(part: Facts) -> tuple[object, ...]:
    """The weak facts of the part, on what its facts rest, and of its acts what they are."""
    weak = [fact.ref for fact in part if fact.origin.weak]
    resting = [(fact.ref, *fact.origin.rests_on) for fact in part if fact.origin.rests_on]
    acts = [(fact.ref, fact.fields["kind"], fact.fields["ended"]) for fact in part if fact.kind == "act"]
    return tuple(weak), tuple(resting), tuple(acts)


def _who(parties: Sequence[UnderstoodParty]) -> tuple[object, ...]:
    return tuple([(one.id, one.role, one.key, one.country is None, one.country_name) for one in parties])


def read_acts(
    trigger: Trigger,
    understood: Understood,
    subject: UnderstoodParty,
    said: Evaluated,
    weighed: Weigh = weigh,
) -> tuple[Reading, ...]:
    """Each act of the event under the trigger, for one person that it reaches."""
    exception = said.exceptions.get(trigger.provision)
    parties = carriers(trigger, understood, subject)
    acts = [fact.ref for fact in said.facts.values() if fact.kind == "act"]
    return tuple(read_act(trigger, said, act, parties, exception, weighed) for act in acts)


def strongest_reading(
    trigger: Trigger,
    understood: Understood,
    subject: UnderstoodParty,
    acts: Sequence[SeenAct],
    said: Evaluated,
    weighed: Weigh,
) -> Reading:
    """The act that the row of that person shows."""
    found = read_acts(trigger, understood, subject, said, weighed)
    days = {act.id: act.last_day.toordinal() for act in acts}
    return strongest(found, {reading.act: days.get(reading.act, 0) for reading in found})


def _nowhere(_: object) -> str:
    return ""
