"""Proofs of rows in brief: all that their results follow from, with names and days replaced by marks.

A proof is JSON on one line. It holds the facts as far as a rule or the weighing looks at them, every firing,
and what the weighing made of them; whoever has the rule base can derive the row's results from it again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from caatsa.assessment.evaluation import Evaluated
from caatsa.assessment.weighing import Reading
from caatsa.domain.record import Record
from caatsa.engine.patterns import Firing, Production, Value, content_ref
from caatsa.engine.shapes import Flat, Shapes

FORMAT: Final = "caatsa.proof.v1"


class Proof(Record):
    """A proof as JSON, and the digest under which rows name it."""

    digest: str
    text: str


class Under(Record):
    """What a proof holds under: the rule base by its hash, the day, and the readings that were chosen."""

    rulebase: str
    as_of: date
    readings: Mapping[str, str]


class Subject(Record):
    """Whose row it is, whom its findings may be about, and which act it shows; by the ids of the event."""

    party: str
    carriers: Sequence[str]
    reading: Reading
    readings: Sequence[Reading]


class Marked:
    """An evaluation with marks in place of what is the event's own.

    The `ids` of parties and acts say nothing but their place in the event, and stay.
    """

    def __init__(
        self,
        shapes: Shapes,
        productions: Iterable[Production],
        given: Iterable[Flat],
        ids: Iterable[str],
    ) -> None:
        self._rules = frozenset(production.id for production in productions)
        shape = shapes.shape(shapes.seen(given))
        kept = frozenset(ids)
        self._marks = {text: mark for mark, text in shape.texts.items() if text not in kept}
        own = {mark: text for mark, text in shape.texts.items() if text in kept}
        self.refs = {ref: f"f{number}" for number, ref in enumerate(shape.refs)}
        self.facts = [
            {"ref": f"f{number}", "kind": kind, "fields": {name: _put(own, value) for name, value in fields}}
            for number, (kind, fields) in enumerate(shape.key)
        ]
        self.derived: list[dict[str, Any]] = []
        self.firings: list[dict[str, Any]] = []

    def add(self, said: Evaluated) -> None:
        """What follows from the facts, by the productions."""
        firings = [firing for firing in said.firings if firing.rule in self._rules]
        for ref in dict.fromkeys(firing.derived for firing in firings if firing.derived):
            fact = said.derived[ref]
            fields = {name: _put(self._marks, value) for name, value in sorted(fact.fields.items())}
            self.refs[ref] = content_ref(fact.kind, fields)
            self.derived.append({"ref": self.refs[ref], "kind": fact.kind, "fields": fields})
        self.derived.sort(key=lambda fact: str(fact["ref"]))
        self.firings = sorted(map(self._firing, firings), key=lambda firing: list(map(str, firing.values())))

    def _firing(self, firing: Firing) -> dict[str, Any]:
        premises = {alias: self.refs[ref] for alias, ref in firing.premises}
        derived = self.refs[firing.derived] if firing.derived else None
        return {"rule": firing.rule, "premises": premises, "derived": derived}


def _put(names: Mapping[str, str], value: Value) -> Value:
    return names.get(value, value) if isinstance(value, str) else value


def proof_of(
    provision: str | None, under: Under, marked: Marked, weak: Iterable[str], subject: Subject | None
) -> Proof:
    """The proof of a row; `weak` are the facts for which there is nothing but leaks or aggregators."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "rulebase": under.rulebase,
        "as_of": under.as_of.isoformat(),
        "readings": dict(sorted(under.readings.items())),
        "provision": provision,
        "exposure": subject.reading.exposure if subject else "no_trigger",
    }
    if subject:
        elements = subject.reading.elements
        content |= {
            "person": subject.party,
            "findings_about": list(subject.carriers),
            "act": subject.reading.act,
            "elements": {one.element.id: one.result for one in elements},
            "acts": [_weighed(reading, marked.refs) for reading in subject.readings],
        }
    content |= {
        "facts": marked.facts,
        "weak": sorted(marked.refs[ref] for ref in weak if ref in marked.refs),
        "derived": marked.derived,
        "firings": marked.firings,
    }
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return Proof(hashlib.sha256(text.encode("ascii")).hexdigest(), text)


def _weighed(reading: Reading, refs: Mapping[str, str]) -> dict[str, Any]:
    """One act: the findings on each element, the one that carries it first, and what follows."""
    elements = {
        one.element.id: {
            "result": one.result,
            "findings": [refs[found.firing.derived] for found in one.findings if found.firing.derived],
        }
        for one in reading.elements
    }
    return {"act": reading.act, "exposure": reading.exposure, "elements": elements}
