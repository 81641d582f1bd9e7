"""Rows in brief, for many events: what a row comes to and a proof of it, without the words around it.

What the rules say of an event follows from the shape of its facts alone (`engine.shapes`), and what a row
comes to from that, from how well the facts are attested, and from who is who among the parties. Events that
agree in all of it have the same results, and share one proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, TypeVar

from caatsa.assessment.enforcement import belonging, enforcement
from caatsa.assessment.evaluation import Evaluated
from caatsa.assessment.grounds import Grounds
from caatsa.assessment.missing import missing
from caatsa.assessment.parts import PARTS, Facts, Sight, World
from caatsa.assessment.proofs import Marked, Proof, Subject, Under, proof_of
from caatsa.assessment.reach import government_of, reached
from caatsa.assessment.rows import Bench, Case
from caatsa.assessment.weighing import carriers, strongest
from caatsa.domain.axes import Enforcement, Exposure
from caatsa.domain.facts import Fact
from caatsa.domain.record import Record
from caatsa.domain.verdict import MissingFact, Result
from caatsa.engine.shapes import Key, Shapes
from caatsa.intake.concerns import Concern
from caatsa.intake.normalise import SeenAct
from caatsa.intake.understand import Understood, UnderstoodParty

MOST_KEPT: Final = 16_384
"""Results that are kept of each provision; the oldest goes first."""
WEIGHED_BESIDE: Final[Mapping[str, frozenset[str]]] = {
    "act": frozenset({"act", "kind", "ended"}),
    "person": frozenset({"party"}),
}
"""Fields that are looked at when findings are weighed, whether or not a rule looks at them."""

COLUMNS: Final = (
    *("country", "event", "provision", "person", "exposure", "enforcement", "elements", "missing", "proof"),
    *("country_name", "role", "item", "act", "official_acts"),
)
"""What a row holds, in the order in which it is written."""

Kept = TypeVar("Kept")


class Judged(Record):
    """What a row comes to, for every event of a kind: `subject` is its place among buyer and chain.

    There is a proof where one was asked for.
    """

    subject: int
    exposure: Exposure
    act: str
    excepted: bool
    elements: Mapping[str, Result]
    missing: tuple[MissingFact, ...]
    proof: Proof | None


class BriefRow(Record):
    """One row; `country` and `country_name` are those of its person's government."""

    country: str | None
    country_name: str
    event: str
    provision: str | None
    person: str | None
    role: str
    item: str
    enforcement: Enforcement
    official_acts: tuple[str, ...]
    judged: Judged

    @property
    def fields(self) -> dict[str, Any]:
        """The row as plain data under the names of `COLUMNS`, None where something is not known."""
        found = self.judged
        missing = [
            {"fact": one.fact, "would_settle": one.would_settle, "ask": one.ask} for one in found.missing
        ]
        return {
            "country": self.country,
            "event": self.event,
            "provision": self.provision,
            "person": self.person,
            "exposure": found.exposure,
            "enforcement": self.enforcement,
            "elements": dict(found.elements),
            "missing": missing,
            "proof": found.proof.digest if found.proof else None,
            "country_name": self.country_name,
            "role": self.role or None,
            "item": self.item or None,
            "act": found.act or None,
            "official_acts": list(self.official_acts),
        }


class _Seen(Record):
    """One event, of which facts are made when they are asked for."""

    understood: Understood
    sight: Sight

    @property
    def parties(self) -> tuple[UnderstoodParty, ...]:
        """The buyer, then the chain."""
        return (self.understood.buyer, *self.understood.chain)

    @cached_property
    def facts(self) -> Facts:
        """All facts of the event."""
        return tuple([fact for part in PARTS for fact in self.sight.part(part)])

    @cached_property
    def weak(self) -> frozenset[str]:
        """The facts for which there is nothing but leaks or aggregators."""
        return _weak(self.facts)

    @cached_property
    def beside(self) -> tuple[object, ...]:
        """What rows depend on beside what rules look at: who is who, and which act came first."""
        return _who_is_who(self.parties), _in_time(self.sight.acts)

    def key(self, shapes: Shapes) -> tuple[object, ...]:
        """What decides the rows of the event under a provision, as far as its shapes look at it."""
        weak: tuple[int, ...] = ()
        if self.weak:
            seen = (fact for fact in self.facts if fact.kind in shapes.used)
            weak = tuple(number for number, fact in enumerate(seen) if fact.ref in self.weak)
        return (shapes.key(self.facts), weak, *self.beside)


class Briefs:
    """Makes rows in brief on a bench; with `sharing`, once for all events that cannot differ."""

    def __init__(self, bench: Bench, under: Under, *, sharing: bool = True, proving: bool = True) -> None:
        self._bench = bench
        self._under = under
        self._sharing = sharing
        self._proving = proving
        self._ground = bench.ground
        self._reliefs = {provision: bench.reliefs(one) for provision, one in bench.program.triggers.items()}
        self._shapes: dict[str | None, Shapes] = {}
        self._touching: dict[object, tuple[str, ...]] = {}
        self._judged: dict[object, tuple[Judged, ...]] = {}

    def rows(self, understood: Understood) -> tuple[BriefRow, ...]:
        """The rows of the event as `Bench.rows` gives them, in the same order."""
        event = _Seen(understood, self._ground.sight(World(understood, self._bench.known_acts), _nowhere))
        shapes = self._shapes_of(None)
        facts = event.sight.of_kinds(shapes.used)
        at_first_sight = shapes.key(facts)
        rows = tuple(
            self._row(event, provision, judged)
            for provision in self._touches(facts, at_first_sight)
            for judged in self._judgements(event, provision, event.key(self._shapes_of(provision)))
        )
        return rows or tuple(
            self._row(event, None, one) for one in self._judgements(event, None, at_first_sight)
        )

    def _touches(self, facts: Facts, key: Key) -> tuple[str, ...]:
        """The provisions that the facts touch, of those that are asked for, in the order of the rules."""
        found = self._touching.get(key) if self._sharing else None
        if found is None:
            asked, touched = self._bench.provisions, self._bench.program.touched(facts)
            in_order = (one for one in self._bench.program.triggers if not asked or one in asked)
            found = _kept(self._touching, key, tuple(one for one in in_order if one in touched))
        return found

    def _shapes_of(self, provision: str | None) -> Shapes:
        if provision not in self._shapes:
            shapes = Shapes.of(self._bench.program.productions(provision))
            self._shapes[provision] = shapes.seeing_also(WEIGHED_BESIDE) if provision else shapes
        return self._shapes[provision]

    def _judgements(
        self, event: _Seen, provision: str | None, kind: tuple[object, ...]
    ) -> tuple[Judged, ...]:
        key = (provision, kind)
        found = self._judged.get(key) if self._sharing else None
        if found is None:
            found = _kept(self._judged, key, tuple(self._judge(event, provision)))
        return found

    def _judge(self, event: _Seen, provision: str | None) -> Iterator[Judged]:
        program = self._bench.program
        said = program.bearing_on(provision, event.facts)
        if provision is None:
            proof = self._proof(event, None, said, None)
            yield Judged(0, "no_trigger", "", excepted=False, elements={}, missing=(), proof=proof)
            return
        for subject in reached(program.triggers[provision], event.understood, said):
            yield self._judgement(event, provision, said, subject)

    def _judgement(self, event: _Seen, provision: str, said: Evaluated, subject: UnderstoodParty) -> Judged:
        trigger, acts = self._bench.program.triggers[provision], event.sight.acts
        case = Case(event.understood, acts, event.sight.concerns, said)
        readings = self._bench.readings(trigger, case, subject)
        days = {act.id: act.last_day.toordinal() for act in acts}
        shown = strongest(readings, {reading.act: days.get(reading.act, 0) for reading in readings})
        about = Subject(subject.id, carriers(trigger, event.understood, subject), shown, readings)
        return Judged(
            subject=event.parties.index(subject),
            exposure=shown.exposure,
            act=shown.act,
            excepted=provision in said.exceptions,
            elements={one.element.id: one.result for one in shown.elements},
            missing=missing(shown, None),
            proof=self._proof(event, provision, said, about),
        )

    def _proof(
        self, event: _Seen, provision: str | None, said: Evaluated, about: Subject | None
    ) -> Proof | None:
        if not self._proving:
            return None
        # Of whom and of which act a row is, its proof has to say; where there is no row, any will do.
        ids = (*(one.id for one in event.parties), *(act.id for act in event.sight.acts)) if about else ()
        productions = self._bench.program.productions(provision)
        marked = Marked(self._shapes_of(provision), productions, event.facts, ids)
        marked.add(said)
        return proof_of(provision, self._under, marked, event.weak if about else (), about)

    def _row(self, event: _Seen, provision: str | None, judged: Judged) -> BriefRow:
        subject = event.parties[judged.subject]
        country, country_name = government_of(subject, self._bench.rulebase.registers.countries)
        concerns: tuple[Concern, ...] = ()
        if provision and self._bench.known_acts:
            found = self._ground.concerns(World(event.understood, self._bench.known_acts), subject)
            concerns = belonging(found, provision, self._reliefs[provision])
        return BriefRow(
            country=country,
            country_name=country_name,
            event=event.understood.event.id,
            provision=provision,
            person=subject.name or None,
            role=subject.role if provision else "",
            item=event.understood.event.item or "",
            enforcement=enforcement(concerns, self._bench.as_of),
            official_acts=tuple(concern.act.id for concern in concerns),
            judged=judged,
        )


def _kept(known: dict[object, Kept], key: object, found: Kept) -> Kept:
    if len(known) >= MOST_KEPT:
        known.pop(next(iter(known)))
    known[key] = found
    return found


def _who_is_who(parties: Sequence[UnderstoodParty]) -> tuple[object, ...]:
    """Each party as far as it matters whom a provision reaches: of names and countries, which are equal."""
    keys: dict[str, int] = {}
    countries: dict[str, int] = {}
    return tuple(
        (
            party.id,
            party.role,
            party.named,
            keys.setdefault(party.key, len(keys)),
            party.country is not None,
            countries.setdefault(party.country_name, len(countries)),
        )
        for party in parties
    )


def _in_time(acts: Sequence[SeenAct]) -> tuple[object, ...]:
    """The acts by their ids, each with its place in time among them."""
    days = sorted({act.last_day for act in acts})
    return tuple((act.id, days.index(act.last_day)) for act in acts)


def _weak(facts: Sequence[Fact]) -> frozenset[str]:
    """The facts that are themselves, or rest on what is, known from leaks or aggregators alone."""
    if not any(fact.origin.weak for fact in facts):
        return frozenset()
    known = {fact.ref: fact for fact in facts}
    grounds = Grounds(known, ())
    return frozenset(
        ref for ref in known if any(known[leaf].origin.weak for leaf in grounds.given_behind(ref))
    )


def _nowhere(_: object) -> str:
    return ""
