"""The rules in force on a day, ready to run: which provisions an event touches, then the pack of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from caatsa.assessment.evaluation import Evaluated, evaluated
from caatsa.domain.facts import Fact
from caatsa.domain.record import Record
from caatsa.engine.choose import Engine, EngineName, chosen
from caatsa.engine.compiler import deciding, in_force, pack, touching
from caatsa.engine.patterns import Bound, Evaluation, Firing, Production, Session, WorkingFact
from caatsa.engine.proof import check
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
    ) -> None:
        """`readings` are the values of each switch under which rules run: the defaults unless given."""
        under = rulebase.readings.under({}) if readings is None else readings
        self.rules = {rule.id: rule for rule in in_force(rulebase.rules.values(), as_of, under)}
        self.triggers = {rule.provision: rule for rule in self.rules.values() if isinstance(rule, Trigger)}
        self.engine, _ = chosen(engine)
        self._touching = _Pass.of(touching(self.rules.values()), self.engine)
        self._packs: dict[str, _Pass] = {}
        self._deciders: dict[str, _Pass] = {}

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
            self._deciders[provision] = _Pass.of(deciding([self.triggers[provision]]), self.engine)
        return self._deciders[provision].run(tuple(elements))

    def _pack(self, provision: str) -> _Pass:
        if provision not in self._packs:
            self._packs[provision] = _Pass.of(pack(self.rules.values(), provision), self.engine)
        return self._packs[provision]


class _Pass(Record):
    """Productions with a session that runs them, and the fields of each kind of fact that they look at."""

    productions: tuple[Production, ...]
    session: Session | None
    used: dict[str, frozenset[str]]

    @classmethod
    def of(cls, productions: tuple[Production, ...], engine: Engine) -> _Pass:
        # No trigger is in force before the first statute is; engines do not run without rules.
        session = engine(productions) if productions else None
        return cls(productions, session, _used_fields(productions))

    def run(self, facts: tuple[WorkingFact, ...]) -> Evaluation:
        """Every firing, each of them and each silence checked."""
        given = tuple(self._slim(fact) for fact in facts if fact.kind in self.used)
        if self.session is None:
            return Evaluation.of(given, (), "none")
        result = self.session.evaluate(given)
        check(self.productions, given, result)
        return result

    def _slim(self, fact: WorkingFact) -> WorkingFact:
        """The fact as engines see it: only the fields that some rule compares."""
        used = self.used[fact.kind]
        fields = {name: value for name, value in fact.fields.items() if name in used}
        return WorkingFact(fact.ref, fact.kind, fields)


def _together(results: Iterable[Evaluation]) -> tuple[Firing, ...]:
    """All firings, once each: packs may rest on the same helping facts."""
    firings = {
        (one.rule, one.premises, one.derived or ""): one for result in results for one in result.firings
    }
    return tuple(firings[key] for key in sorted(firings))


def _used_fields(productions: Iterable[Production]) -> dict[str, frozenset[str]]:
    used: dict[str, set[str]] = defaultdict(set)
    for production in productions:
        kinds = {pattern.alias: pattern.kind for pattern in production.patterns}
        for pattern in production.patterns:
            used[pattern.kind].update(condition.field for condition in pattern.conditions)
            used[pattern.kind].update(join.field for join in pattern.joins)
            for join in pattern.joins:
                used[kinds[join.alias]].add(join.other)
        for _, source in production.derive.fields if production.derive else ():
            if isinstance(source, Bound):
                used[kinds[source.alias]].add(source.field)
    return {kind: frozenset(fields) for kind, fields in used.items()}
