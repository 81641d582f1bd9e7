"""Exposure re-derived from what a row itself shows, by the order of tests written down once more here."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from caatsa import assess
from caatsa.domain.errors import InputError
from caatsa.domain.verdict import Transaction
from tests.intake.worlds import AS_OF, Json, events

BEFORE_A_TRANSACTION = {"talks", "interest", "agreement", "approval", "selection"}
SETTLING_FIRST = {"person", "counterparty", "sector"}
days = st.sampled_from(AS_OF).map(date.fromisoformat)


def expected(results: dict[str, str], kinds: list[str], ended: bool, exception: str | None) -> str:
    """The order of tests: exception or no tie, then watch, then anything unmet, unknown, arguable."""
    unmet = {name for name, result in results.items() if result == "unmet"}
    talk = [kind for kind in kinds if kind in BEFORE_A_TRANSACTION]
    if exception or unmet & SETTLING_FIRST:
        return "no_trigger"
    if talk and not ended and set(kinds) <= BEFORE_A_TRANSACTION | {"regulatory", "cancellation"}:
        return "watch"
    if unmet:
        return "no_trigger"
    if "unknown" in results.values():
        return "undecided"
    return "arguable" if "arguable" in results.values() else "facially_met"


def touched(event: Json, as_of: date) -> list[Transaction]:
    """The rows of an event that have a provision."""
    try:
        assessment = assess([event], as_of, effort="none")
    except InputError:
        return []
    return [row for verdict in assessment.verdicts for row in verdict.transactions if row.provision]


def acts_of(row: Transaction) -> list[Any]:
    return [fact.fields for fact in row.facts if fact.kind == "act"]


@given(events(), days)
@settings(max_examples=150)
def test_exposure_follows_from_the_elements_shown(event: Json, as_of: date) -> None:
    for row in touched(event, as_of):
        results = {one.id: one.result for one in row.elements}
        acts = acts_of(row)
        talk = [act for act in acts if act["kind"] in BEFORE_A_TRANSACTION]
        ended = bool(talk) and all(act["ended"] == "yes" for act in talk)
        assert row.exposure == expected(results, [act["kind"] for act in acts], ended, row.exception), (
            row.reason
        )


@given(events(), days)
@settings(max_examples=100)
def test_leads_are_the_rules_that_gave_the_result(event: Json, as_of: date) -> None:
    for row in touched(event, as_of):
        fired = {step.rule for step in row.trail}
        for one in row.elements:
            assert one.because
            assert one.rule in fired or one.result == "unknown"
            assert one.total is None or one.id == "significance"


@given(events(), days)
@settings(max_examples=100)
def test_significance_is_never_unmet_and_its_total_agrees_with_its_result(event: Json, as_of: date) -> None:
    totals = {
        "met": {"supported"},
        "arguable": {"arguable", "weighed_against"},
        "unknown": {"unknown"},
    }

    for row in touched(event, as_of):
        for one in row.elements:
            if one.id == "significance":
                assert one.total in totals[one.result]
