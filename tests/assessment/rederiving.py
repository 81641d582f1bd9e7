"""From a proof back to the results of its row: only the proof and the rule base are looked at.

What findings come to is said here once more, after docs/combination.md, in the plainest way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from caatsa.assessment.program import Program
from caatsa.engine.patterns import Evaluation, Firing, WorkingFact
from caatsa.engine.proof import check
from caatsa.rulebase.rulebase import RuleBase

RANKS = ("unmet", "unknown", "arguable", "met")
EXPOSURES = ("no_trigger", "watch", "undecided", "arguable", "facially_met")
TALK = {"talks", "interest", "agreement", "approval", "selection"}
Proof = Mapping[str, Any]


def programs(rulebase: RuleBase) -> Any:
    """The rules in force on the day of a proof, under its readings."""
    known: dict[tuple[str, str], Program] = {}

    def of(proof: Proof) -> Program:
        assert proof["rulebase"] == rulebase.sha256
        key = (proof["as_of"], json.dumps(proof["readings"]))
        if key not in known:
            under = rulebase.readings.under(proof["readings"])
            known[key] = Program(rulebase, date.fromisoformat(proof["as_of"]), "reference", under)
        return known[key]

    return of


def rederived(proof: Proof, program: Program) -> tuple[str, dict[str, str]]:
    """The exposure and the element results that follow from the facts of a proof."""
    given = [WorkingFact(**fact) for fact in proof["facts"]]
    derived = [WorkingFact(**fact) for fact in proof["derived"]]
    firings = [
        Firing(one["rule"], tuple(one["premises"].items()), one["derived"]) for one in proof["firings"]
    ]
    productions = program.productions(proof["provision"])
    check(productions, given, Evaluation.of((*given, *derived), firings, "proof"))
    touched = {fact.fields["provision"] for fact in derived if fact.kind == "touch"}
    if proof["provision"] is None:
        return "no_trigger", {}
    assert proof["provision"] in touched
    acts = {fact.fields["act"]: fact.fields for fact in given if fact.kind == "act"}
    found = {act: _read(act, acts, proof, derived, firings, program) for act in acts}
    assert {act: exposure for act, (exposure, _) in found.items()} == {
        one["act"]: one["exposure"] for one in proof["acts"]
    }
    assert EXPOSURES.index(found[proof["act"]][0]) == max(EXPOSURES.index(one) for one, _ in found.values())
    return found[proof["act"]]


def _read(
    act: str,
    acts: Mapping[str, Any],
    proof: Proof,
    derived: Sequence[WorkingFact],
    firings: Sequence[Firing],
    program: Program,
) -> tuple[str, dict[str, str]]:
    provision = proof["provision"]
    findings = list(_findings(act, provision, derived, firings, set(proof["weak"])))
    about = [one for one in proof["findings_about"] if any(f[:2] == ("counterparty", one) for f in findings)]
    ways = []
    for party in about or proof["findings_about"][:1]:
        results = {}
        for element in program.triggers[provision].elements:
            said = [result for name, of, result in findings if name == element.id and of in (party, "any")]
            results[element.id] = max(said, key=RANKS.index, default="unknown")
        ways.append(results)
    strongest = max(ways, key=_strength)
    excepted = any(f.kind == "exception" and f.fields["provision"] == provision for f in derived)
    talk = all(one["kind"] in TALK | {"regulatory", "cancellation"} for one in acts.values())
    watched = talk and acts[act]["kind"] in TALK and acts[act]["ended"] == "no"
    return _exposure(strongest, watched=watched, excepted=excepted), strongest


def _findings(
    act: str, provision: str, derived: Sequence[WorkingFact], firings: Sequence[Firing], weak: set[str]
) -> Iterator[tuple[str, str, str]]:
    """Element, party and result of each finding on the act; what is weakly attested is at most arguable."""
    weakly = set(weak)
    while more := {
        fact.ref
        for fact in derived
        if fact.ref not in weakly
        and all({ref for _, ref in one.premises} & weakly for one in firings if one.derived == fact.ref)
    }:
        weakly |= more
    for fact in derived:
        said = fact.fields
        if fact.kind != "finding" or said["result"] == "noted":
            continue
        if said["provision"] in (provision, "any") and said["act"] in (act, "any"):
            result = str(said["result"])
            capped = "arguable" if fact.ref in weakly and result == "met" else result
            yield str(said["element"]), str(said["party"]), capped


def _strength(results: Mapping[str, str]) -> tuple[int, ...]:
    exposure = _exposure(results, watched=False, excepted=False)
    ranks = [RANKS.index(one) for one in results.values()]
    return (EXPOSURES.index(exposure), RANKS.index(results.get("counterparty", "unmet")), *ranks)


def _exposure(results: Mapping[str, str], *, watched: bool, excepted: bool) -> str:
    if excepted or any(results.get(one) == "unmet" for one in ("person", "counterparty", "sector")):
        return "no_trigger"
    if watched:
        return "watch"
    said = set(results.values())
    if "unmet" in said:
        return "no_trigger"
    if "unknown" in said:
        return "undecided"
    return "arguable" if "arguable" in said else "facially_met"
