"""SARIF 2.1.0 for pipelines: every rule, a result for each row, and the proof of the row as its code flow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from caatsa.domain.axes import Exposure
from caatsa.domain.verdict import Assessed, FactLine, Step, Transaction
from caatsa.report.layout import clean
from caatsa.report.row import acceptance_words
from caatsa.report.words import plain, provision_name, unsettled
from caatsa.rulebase.rules import AnyRule, Trigger

if TYPE_CHECKING:
    from caatsa.domain.published import Assessment

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NOTHING_TOUCHED: Final = "caatsa.no_provision_touched"
_UNTOUCHED_RULE: Final = {
    "id": _NOTHING_TOUCHED,
    "shortDescription": {"text": "The event touches no provision that is coded and in force"},
}
_LEVELS: Final[Mapping[Exposure, tuple[str, str]]] = {
    "facially_met": ("fail", "error"),
    "arguable": ("fail", "warning"),
    "undecided": ("open", "none"),
    "watch": ("informational", "none"),
    "no_trigger": ("pass", "none"),
}
"""Kind and level; a level other than none goes with the kind "fail" alone (3.27.10 of the standard)."""


def to_sarif(assessment: Assessed | Assessment, rules: Iterable[AnyRule], version: str) -> str:
    """The log as JSON. `rules` are those of the rule base; `version` is the version of caatsa."""
    from caatsa.report.canonical import canonical

    described = [_UNTOUCHED_RULE, *(_rule(rule) for rule in rules)]
    numbers = {rule["id"]: number for number, rule in enumerate(described)}
    triggers = {rule.provision: rule.id for rule in rules if isinstance(rule, Trigger)}
    results = [
        _result(row, verdict.country_name, triggers, numbers)
        for verdict in assessment.verdicts
        for row in verdict.transactions
    ]
    driver = {
        "name": "caatsa",
        "semanticVersion": version,
        "rules": described,
        "properties": {
            "rulebase": assessment.rulebase.version,
            "rulebaseSha256": assessment.rulebase.sha256,
            "lawReadTo": assessment.rulebase.law_read_to.isoformat(),
        },
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _issues(assessment)}],
        "properties": {"asOf": assessment.as_of.isoformat(), "inputSha256": assessment.input.sha256},
    }
    return canonical({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: AnyRule) -> dict[str, Any]:
    said = {
        "id": rule.id,
        "shortDescription": {"text": clean(rule.title)},
        "properties": {
            "kind": rule.kind,
            "origin": rule.origin,
            "status": rule.status,
            "citation": rule.authority.citation,
        },
    }
    if rule.rationale:
        said["fullDescription"] = {"text": clean(rule.rationale)}
    if rule.caveats:
        said["help"] = {"text": clean(" ".join(rule.caveats))}
    return said


def _result(
    row: Transaction, country: str, triggers: Mapping[str, str], numbers: Mapping[str, int]
) -> dict[str, Any]:
    rule = triggers.get(row.provision or "", _NOTHING_TOUCHED)
    kind, level = _LEVELS[row.exposure]
    facts = {fact.ref: fact for fact in row.facts}
    key = "\n".join((row.event, row.provision or "", row.person or "", row.role))
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": numbers[rule],
        "kind": kind if row.provision else "notApplicable",
        "level": level,
        "message": {"text": clean(_message(row, country))},
        "locations": list(_locations([fact for fact in row.facts if fact.origin == "input"][:1])),
        "partialFingerprints": {"caatsaRow/v1": sha256(key.encode()).hexdigest()},
        "properties": {
            "event": row.event,
            "country": country,
            "person": row.person,
            "provision": row.provision,
            "exposure": row.exposure,
            "enforcement": row.enforcement,
            "elements": {element.id: element.result for element in row.elements},
        },
    }
    if row.acceptance and row.acceptance.state == "accepted":
        justification = clean(acceptance_words(row.acceptance))
        suppression = {"kind": "external", "status": "accepted", "justification": justification}
        result["suppressions"] = [suppression]
    if flow := [_flow_location(step, facts) for step in _proving(row)]:
        result["codeFlows"] = [{"threadFlows": [{"locations": flow}]}]
    return result


def _message(row: Transaction, country: str) -> str:
    name = f"{row.event}, {provision_name(row.provision)}" if row.provision else row.event
    whom = row.person or f"somebody under the government of {country}"
    said = f"{name}, {whom}: exposure {plain(row.exposure)} ({unsettled(row) or row.reason})"
    return f"{said}; enforcement {plain(row.enforcement)}" if row.provision else said


def _proving(row: Transaction) -> Iterator[Step]:
    """The firings of the rules that gave the elements their results, in the order of the trail."""
    rules = {element.rule for element in row.elements}
    rules |= {factor.rule for element in row.elements for factor in element.factors}
    yield from (step for step in row.trail if step.rule in rules)


def _flow_location(step: Step, facts: Mapping[str, FactLine]) -> dict[str, Any]:
    message = {"text": clean(f"{step.rule} ({step.origin}): {step.because}")}
    known = [facts[ref] for ref in step.premises.values() if ref in facts]
    places = list(_locations([fact for fact in known if fact.origin == "input"][:1]))
    location = {**(places[0] if places else {}), "message": message}
    return {"location": location, "kinds": [step.origin]}


def _locations(facts: Iterable[FactLine]) -> Iterator[dict[str, Any]]:
    for fact in facts:
        file, at, line = fact.where.rpartition(", line ")
        if at and line.isdecimal():
            yield {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(file)},
                    "region": {"startLine": int(line)},
                }
            }


def _uri(file: str) -> str:
    """A path as a reference: relative ones stay relative, to whatever folder the run began in."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _issues(assessment: Assessed | Assessment) -> list[dict[str, Any]]:
    return [
        {
            "level": "note",
            "message": {"text": clean(f"{issue.where}: “{issue.reported}”: {issue.issue}")},
        }
        for issue in assessment.input.issues
    ]
