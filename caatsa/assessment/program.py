"""The rules in force on a day, ready to run: which provisions an event touches, then the pack of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from caatsa.assessment.evaluation import Evaluated, evaluated
from caatsa.assessment.recall import Recall
from caatsa.domain.facts import Fact
from caatsa.engine.choose import EngineName, chosen
from caatsa.engine.compiler import deciding, in_force, pack, touching
from caatsa.engine.memory import Memory
from caatsa.engine.passes import Pass
from caatsa.engine.patterns import Evaluation, Firing, Production, WorkingFact
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import Trigger


class Program:
    """Compiles each pack when the first event touches it; an event runs only the packs that it touches."""

    def __init__(
        self,
        rulebase: RuleBase,
        as_of: date,
        engine: EngineName | None,
        readings: Mapping[str, Collection[str]] | None = None,
        *,
        sharing: bool = True,
    ) -> None:
        """`readings` are the values of each switch under which rules run: the defaults unless given.

        With `sharing`, events that the rules cannot tell apart are run once.
        """
        under = rulebase.readings.under({}) if readings is None else readings
        self.rules = {rule.id: rule for rule in in_force(rulebase.rules.values(), as_of, under)}
        self.triggers = {rule.provision: rule for rule in self.rules.values() if isinstance(rule, Trigger)}
        self.engine, _ = chosen(engine)
        self._sharing = sharing
        self._touching = self._pass(touching(self.rules.values()))
        self._packs: dict[str, Pass] = {}
        self._deciders: dict[str, Pass] = {}
        self._memories: dict[str, Memory] = {}
        self._trials: dict[str, Pass] = {}
        self._recalls: dict[str, Recall] = {}
        self._bearing: dict[str, tuple[Production, ...]] = {}

    def touched(self, facts: Iterable[Fact]) -> frozenset[str]:
        """The provisions that the event of these facts touches. Raises `EngineDisagreement`."""
        found = self._touching.run(facts).facts
        return frozenset(str(fact.fields["provision"]) for fact in found if fact.kind == "touch")

    def evaluate(self, facts: Iterable[Fact], provisions: Iterable[str] = ()) -> Evaluated:
        """Run over one event's facts the packs of the provisions that it touches, and of `provisions`.

        Raises `EngineDisagreement` if the proof fails.
        """
        known = {fact.ref: fact for fact in facts}
        given = tuple(WorkingFact(fact.ref, fact.kind, fact.fields) for fact in known.values())
        touching = self._touching.run(given)
        touched = {str(fact.fields["provision"]) for fact in touching.facts if fact.kind == "touch"}
        packs = (self._pack(provision) for provision in sorted(touched.union(provisions)))
        results = [touching, *(each.run(given) for each in packs)]
        derived = {fact.ref: fact for result in results for fact in result.facts if fact.ref not in known}
        return evaluated(known, derived, _together(results), self.rules)

    def decide(self, provision: str, elements: Iterable[WorkingFact]) -> Evaluation:
        """Run a trigger over weighed elements; fires once for each act that meets every element."""
        if provision not in self._deciders:
            self._deciders[provision] = self._pass(deciding([self.triggers[provision]]))
        return self._deciders[provision].run(elements)

    def _bearing_on(self, trigger: Trigger) -> tuple[Production, ...]:
        rules = [rule for rule in self.rules.values() if rule is trigger or not isinstance(rule, Trigger)]
        found = (*touching(rules), *pack(rules, trigger.provision))
        # What points to another regime has no part in the exposure.
        bearing = (one for one in found if one.derive and one.derive.kind != "pointer")
        return tuple({one.id: one for one in bearing}.values())

    def productions(self, provision: str | None) -> tuple[Production, ...]:
        """All that bears on the rows of a provision; without one, what says whether any is touched."""
        if provision is None:
            return self._touching.productions
        if provision not in self._bearing:
            self._bearing[provision] = self._bearing_on(self.triggers[provision])
        return self._bearing[provision]

    def memory(self, trigger: Trigger) -> Memory:
        """All that bears on the rows of one provision, what touches it and its pack: to be tried, without a
        proof, on many variations of an event.
        """
        if trigger.provision not in self._memories:
            self._memories[trigger.provision] = Memory(self.productions(trigger.provision))
        return self._memories[trigger.provision]

    def tried(self, trigger: Trigger, facts: Iterable[Fact]) -> Evaluation:
        """Run over a variation of an event all that bears on the rows of one provision.

        Raises `EngineDisagreement` if the proof fails.
        """
        if trigger.provision not in self._trials:
            self._trials[trigger.provision] = self._pass(self.productions(trigger.provision))
        return self._trials[trigger.provision].run(
            WorkingFact(one.ref, one.kind, one.fields) for one in facts
        )

    def bearing_on(self, provision: str | None, facts: Iterable[Fact]) -> Evaluated:
        """What is said of an event that bears on the rows of a provision, without reasons in words.

        Without a provision, what is said on which it touches. Raises `EngineDisagreement`.
        """
        known = {fact.ref: fact for fact in facts}
        given = tuple(WorkingFact(fact.ref, fact.kind, fact.fields) for fact in known.values())
        if provision is None:
            found = self._touching.run(given)
        else:
            found = self.tried(self.triggers[provision], known.values())
        derived = {fact.ref: fact for fact in found.facts if fact.ref not in known}
        return evaluated(known, derived, found.firings, self.rules, told=False)

    def recall(self, trigger: Trigger) -> Recall:
        """What was worked out from what the memory of a provision has said, for whatever event."""
        return self._recalls.setdefault(trigger.provision, Recall())

    def _pack(self, provision: str) -> Pass:
        if provision not in self._packs:
            self._packs[provision] = self._pass(pack(self.rules.values(), provision))
        return self._packs[provision]

    def _pass(self, productions: Sequence[Production]) -> Pass:
        return Pass(productions, self.engine, sharing=self._sharing)


def _together(results: Iterable[Evaluation]) -> tuple[Firing, ...]:
    """All firings, once each: packs may rest on the same helping facts."""
    firings = {
        (one.rule, one.premises, one.derived or ""): one for result in results for one in result.firings
    }
    return tuple(firings[key] for key in sorted(firings))
