"""One event into rows: for each provision that it touches, the elements, the trail and what goes along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from caatsa.assessment.comparison import comparisons, factors
from caatsa.assessment.enforcement import belonging, enforcement, lines
from caatsa.assessment.evaluation import Evaluated, Found
from caatsa.assessment.evidence import of_element, of_row
from caatsa.assessment.parts import World
from caatsa.assessment.program import Program
from caatsa.assessment.prospects import Effort, Prospects, prospects, search_of, unsearched
from caatsa.assessment.reach import reached
from caatsa.assessment.relief import relief_paths
from caatsa.assessment.trail import fact_line, trail
from caatsa.assessment.weighing import (
    NOTHING_KNOWN,
    WEAK_ONLY,
    Reading,
    Weighed,
    carriers,
    element_facts,
    gives,
    strongest,
)
from caatsa.assessment.worlds import Ground, read_acts
from caatsa.domain.errors import EngineDisagreement
from caatsa.domain.facts import Fact
from caatsa.domain.record import Record
from caatsa.domain.verdict import (
    ElementResult,
    FactorFinding,
    OpenNode,
    PrecedentComparison,
    Transaction,
)
from caatsa.intake.concerns import Concern
from caatsa.intake.elsewhere import Elsewhere
from caatsa.intake.normalise import Frame, SeenAct
from caatsa.intake.understand import Understood, UnderstoodParty
from caatsa.registers.official_act import OfficialAct
from caatsa.registers.persons import Persons
from caatsa.rulebase.citations import cite
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import Relief, Trigger

NOBODY_REACHED = "the event touches {}, and whom this reaches is not stated"
NOT_TOUCHED = "the event contains the distinctive fact of no provision that is coded and in force"


class Case(Record):
    """One event as of the date: understood, its acts, the official acts that concern it, its evaluation."""

    understood: Understood
    acts: tuple[SeenAct, ...]
    concerns: tuple[Concern, ...]
    evaluated: Evaluated


class Row(Record):
    """One row, the person whose it is, and the official acts that concern that person in this event."""

    subject: UnderstoodParty
    concerns: tuple[Concern, ...]
    transaction: Transaction


class Bench(Record):
    """What every event of a run is assessed with; rows are made of `provisions` alone, if any are given."""

    rulebase: RuleBase
    program: Program
    persons: Persons
    known_acts: tuple[OfficialAct, ...]
    as_of: date
    known_by: date | None
    elsewhere: Elsewhere
    provisions: tuple[str, ...] = ()
    effort: Effort = "some"

    def case(self, understood: Understood, frame: Frame) -> Case:
        """Normalise one event and run the classifiers over it."""
        normalised = self.ground.normalised(World(understood, self.known_acts), frame.locate)
        evaluated = self.program.evaluate(normalised.facts)
        return Case(understood, normalised.acts, normalised.concerns, evaluated)

    @property
    def ground(self) -> Ground:
        """What worlds are normalised and weighed with."""
        return Ground(self.rulebase, self.program, self.persons, self.as_of, self.known_by, self.elsewhere)

    def rows(self, case: Case) -> tuple[Row, ...]:
        """A row for each provision that the event touches and person that it reaches.

        One row without a provision if there is none.
        """
        touched = [
            trigger
            for trigger in self.program.triggers.values()
            if trigger.provision in case.evaluated.touched
            and (not self.provisions or trigger.provision in self.provisions)
        ]
        rows = tuple(
            self._row(trigger, case, subject)
            for trigger in touched
            for subject in reached(trigger, case.understood, case.evaluated)
        )
        return rows or (self._untouched(case, touched),)

    def _concerns(self, understood: Understood, subject: UnderstoodParty) -> tuple[Concern, ...]:
        return self.ground.concerns(World(understood, self.known_acts), subject)

    def _untouched(self, case: Case, touched: Sequence[Trigger]) -> Row:
        event, buyer = case.understood.event, case.understood.buyer
        unreached = ", ".join(trigger.authority.citation for trigger in touched)
        transaction = Transaction(
            event=event.id,
            provision=None,
            person=buyer.name or None,
            exposure="no_trigger",
            enforcement="none_known",
            reason=NOBODY_REACHED.format(unreached) if touched else NOT_TOUCHED,
            item=event.item or "",
            facts=tuple(fact_line(fact) for fact in case.evaluated.facts.values()),
            also_look_at=case.evaluated.pointers,
        )
        return Row(buyer, case.concerns, transaction)

    def _row(self, trigger: Trigger, case: Case, subject: UnderstoodParty) -> Row:
        readings = self.readings(trigger, case, subject)
        days = {act.id: act.last_day.toordinal() for act in case.acts}
        shown = strongest(readings, {reading.act: days.get(reading.act, 0) for reading in readings})
        beside = self._prospects(trigger, case, subject, shown)
        exception = case.evaluated.exceptions.get(trigger.provision)
        reliefs = self.reliefs(trigger)
        parties = carriers(trigger, case.understood, subject)
        concerning = self._concerns(case.understood, subject)
        concerns = belonging(concerning, trigger.provision, reliefs)
        elements = tuple(self._element(trigger, one, case, shown.act) for one in shown.elements)
        transaction = Transaction(
            event=case.understood.event.id,
            provision=trigger.provision,
            person=subject.name or None,
            role=subject.role,
            exposure=shown.exposure,
            enforcement=enforcement(concerns, self.as_of),
            reason=self._reason(shown, exception),
            item=case.understood.event.item or "",
            act=shown.act,
            imposable_from=trigger.imposable_from,
            exception=exception,
            elements=elements,
            open=self._open(trigger, concerns),
            facts=tuple(fact_line(fact) for fact in case.evaluated.facts.values()),
            trail=trail(trigger, parties, case.evaluated, readings, self.rulebase, self.as_of),
            missing=beside.missing,
            would_change=beside.would_change,
            outcomes=beside.outcomes,
            precedents=self._precedents(trigger, case, concerns),
            official_acts=lines(concerns, self.as_of),
            relief_paths=relief_paths(reliefs, case.evaluated, concerns, self.rulebase, self.as_of),
            also_look_at=case.evaluated.pointers,
            rests_on=tuple(sorted({element.origin for element in elements})),
            evidence=of_row(shown, exception, case.evaluated),
        )
        return Row(subject, concerning, transaction)

    def _prospects(self, trigger: Trigger, case: Case, subject: UnderstoodParty, shown: Reading) -> Prospects:
        if self.effort == "none":
            return unsearched(shown)
        world = World(case.understood, self.known_acts)
        search = search_of(self.ground, world, trigger, subject.id)
        return prospects(search, shown, self.effort)

    def _precedents(
        self, trigger: Trigger, case: Case, concerns: tuple[Concern, ...]
    ) -> tuple[PrecedentComparison, ...]:
        """The precedents that were judged under this provision, beside the event."""
        if trigger.provision not in self.rulebase.precedents.provisions:
            return ()
        country = case.understood.buyer.country
        own = factors(case.understood, case.acts)
        on_the_row = frozenset(concern.act.id for concern in concerns)
        return comparisons(own, country.code if country else None, on_the_row, self.rulebase, self.as_of)

    def readings(self, trigger: Trigger, case: Case, subject: UnderstoodParty) -> tuple[Reading, ...]:
        """Each act under the trigger; the trigger rule itself must agree with the weighing."""
        found = read_acts(trigger, case.understood, subject, case.evaluated)
        elements = (fact for reading in found for fact in element_facts(trigger, reading))
        decided = self.program.decide(trigger.provision, elements)
        fired = {str(fact.fields["act"]) for fact in decided.facts if fact.kind == "prima_facie"}
        expected = {reading.act for reading in found if reading.fires}
        if fired != expected:
            raise EngineDisagreement(
                trigger.id, sorted(fired ^ expected), "the weighing and the trigger differ"
            )
        return found

    def reliefs(self, trigger: Trigger) -> tuple[Relief, ...]:
        """The reliefs in force from a provision."""
        in_force = self.program.rules.values()
        return tuple(
            rule for rule in in_force if isinstance(rule, Relief) and trigger.provision in rule.relieves
        )

    def _element(self, trigger: Trigger, one: Weighed, case: Case, act: str) -> ElementResult:
        lead = one.lead
        rule = lead.rule if lead else trigger
        evidence = of_element(one, case.evaluated)
        return ElementResult(
            id=one.element.id,
            result=one.result,
            text=one.element.text,
            citation=cite(self.rulebase, trigger, self.as_of, one.element.paragraph),
            because=_because(one),
            facts=_facts(one, case, act),
            rule=trigger.id if lead is None else rule.id,
            origin=lead.rule.origin if lead else one.element.origin,
            evidence=evidence.words,
            total=one.total,
            factors=tuple(_factor(found) for found in (*(one.findings if one.total else ()), *one.noted)),
            grade=evidence.grade or "",
            rests_on_facts=evidence.facts,
            corroborated_by=evidence.corroborated_by,
        )

    def _open(self, trigger: Trigger, concerns: Sequence[Concern]) -> tuple[OpenNode, ...]:
        state = {
            "determined": "a public determination is known and in force",
            "ceased": "a public determination is known; it has ended, or what it imposed is waived",
        }.get(enforcement(concerns, self.as_of), "no public determination is known as of this date")
        return tuple(
            OpenNode(
                text=node.text,
                citation=cite(self.rulebase, trigger, self.as_of, node.paragraph),
                decided_by=node.decided_by,
                note=node.note,
                state=state,
            )
            for node in trigger.open
        )

    def _reason(self, shown: Reading, exception: str | None) -> str:
        if exception:
            rule = self.program.rules[exception]
            because = getattr(rule, "because", rule.title)
            return f"exception: {because} ({rule.authority.citation})"
        if shown.exposure == "facially_met":
            return "every factual element is met"
        if shown.exposure == "watch":
            return (
                "no transaction yet: nothing but talks, interest, agreements, approvals or selections so far"
            )
        decisive = [one for one in shown.elements if one.element.id in shown.decisive]
        return "; ".join(f"{one.element.id} is {one.result}: {_because(one)}" for one in decisive)


def _because(one: Weighed) -> str:
    """Why the element has its result: the reason of each finding that gives it, the weightiest first."""
    if one.lead is None:
        return NOTHING_KNOWN
    carrying = [found for found in one.findings if gives(found, one) and _tells(found, one)]
    weighed = (*one.findings, *one.noted)
    against = [found for found in weighed if found.weight == "against" and found not in carrying]
    reasons = list(dict.fromkeys(found.because for found in (*carrying, *against)))
    text = _joined(reasons)
    return f"{text} ({WEAK_ONLY})" if one.lead.weak and one.lead.result == "met" else text


def _joined(reasons: Sequence[str]) -> str:
    """The reasons one after another; what all of them begin with, up to a colon, is said once."""
    heads = {reason.partition(": ")[0] for reason in reasons}
    if len(reasons) > 1 and len(heads) == 1 and all(": " in reason for reason in reasons):
        return f"{heads.pop()}: " + "; ".join(reason.partition(": ")[2] for reason in reasons)
    return "; ".join(reasons)


def _tells(found: Found, one: Weighed) -> bool:
    """Factors are told one by one; of several ways to show any other element, the leading one is enough."""
    return one.total is not None or (one.lead is not None and found.rule.id == one.lead.rule.id)


def _facts(one: Weighed, case: Case, act: str) -> tuple[str, ...]:
    """The facts that met the element, each with its place; for acts, the other acts too."""
    refs = [ref for found in one.findings if gives(found, one) for _, ref in found.firing.premises]
    if one.element.id in ("conduct", "transaction"):
        refs += [seen.id for seen in case.acts if seen.id != act]
    known = case.evaluated.facts
    return tuple(_fact_words(known[ref]) for ref in dict.fromkeys(refs) if ref in known)


def _fact_words(fact: Fact) -> str:
    return f"{fact.text} [{fact.origin.where}]" if fact.origin.where else fact.text


def _factor(found: Found) -> FactorFinding:
    return FactorFinding(
        factor=found.factor,
        result=found.result,
        weight=found.weight,
        because=found.because,
        rule=found.rule.id,
        origin=found.rule.origin,
    )
