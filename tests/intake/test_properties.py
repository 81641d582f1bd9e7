"""What must hold for every input: no crash, no dependence on order, one answer from both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caatsa import assess
from caatsa.domain.errors import InputError
from caatsa.domain.published import Assessment
from caatsa.domain.verdict import Transaction
from tests.engine.engines import needs_durable
from tests.intake.worlds import AS_OF, ENDING, Json, events, official_acts, persons

RANK = {"unmet": 0, "unknown": 1, "arguable": 2, "met": 3}
days = st.sampled_from(AS_OF).map(date.fromisoformat)
documents = st.builds(
    lambda one, other, people, acts: {
        "events": [one, other],
        "persons": people,
        "official_acts": [act | {"id": f"act-{number}"} for number, act in enumerate(acts)],
    },
    events("e"),
    events("f"),
    st.lists(persons, max_size=2, unique_by=lambda one: one["name"]),
    st.lists(official_acts, max_size=2),
)


def told(document: Json, as_of: date, **how: Any) -> Assessment:
    """The assessment; documents whose persons contradict the register are no input."""
    try:
        return assess(document, as_of, effort="none", **how)
    except InputError as error:
        assume("denotes" not in str(error) and "twice" not in str(error))
        raise


def rows(assessment: Assessment) -> dict[tuple[str, str | None], Transaction]:
    """Every row by its event and provision."""
    return {
        (row.event, row.provision): row for verdict in assessment.verdicts for row in verdict.transactions
    }


def seen(assessment: Assessment) -> dict[Any, Any]:
    """What is concluded: exposure, enforcement and element results of each row."""
    return {
        key: (row.exposure, row.enforcement, tuple((one.id, one.result) for one in row.elements))
        for key, row in rows(assessment).items()
    }


def text(assessment: Assessment) -> str:
    return assessment.model_dump_json()


@given(documents, days)
@settings(max_examples=80)
def test_any_input_is_assessed_or_refused_and_the_same_way_twice(document: Json, as_of: date) -> None:
    assert text(told(document, as_of)) == text(told(document, as_of))


@needs_durable
@given(documents, days)
@settings(max_examples=60)
def test_both_engines_give_the_same_bytes_but_for_their_name(document: Json, as_of: date) -> None:
    durable, reference = (told(document, as_of, engine=name) for name in ("durable", "reference"))

    assert durable.engine != reference.engine
    assert text(durable.model_copy(update={"engine": reference.engine})) == text(reference)


@given(documents, days, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_events_acts_parties_persons_and_official_acts_does_not_matter(
    document: Json, as_of: date, random: Any
) -> None:
    def shuffled(entries: list[Any]) -> list[Any]:
        return random.sample(entries, len(entries))

    other = {section: shuffled(entries) for section, entries in document.items()}
    other["events"] = [
        event | {key: shuffled(event[key]) for key in ("acts", "parties") if key in event}
        for event in other["events"]
    ]

    assert seen(told(document, as_of)) == seen(told(other, as_of))


@given(documents, days)
@settings(max_examples=40)
def test_another_event_changes_nothing_in_the_rows_of_this_one(document: Json, as_of: date) -> None:
    alone = rows(told(document | {"events": document["events"][:1]}, as_of))
    beside = rows(told(document, as_of))

    assert all(row == beside[key] for key, row in alone.items())


@given(documents, days, days)
@settings(max_examples=40)
def test_a_later_day_never_undoes_a_determination_without_an_act_that_ends_it(
    document: Json, one: date, other: date
) -> None:
    acts = [act for act in document["official_acts"] if act["kind"] not in ENDING]
    earlier, later = (rows(told(document | {"official_acts": acts}, day)) for day in sorted((one, other)))

    for key, row in earlier.items():
        if row.enforcement == "determined":
            assert later[key].enforcement == "determined"


@given(events(), days)
@settings(max_examples=60)
def test_better_evidence_for_the_same_facts_never_lowers_an_element(event: Json, as_of: date) -> None:
    def graded(grade: str) -> Json:
        acts = [{key: value for key, value in act.items() if key != "sources"} for act in event["acts"]]
        return event | {"acts": acts, "sources": [{"title": "t", "grade": grade}]}

    weak = seen(told({"events": [graded("leak")]}, as_of))
    strong = seen(told({"events": [graded("official_text")]}, as_of))

    for key, (_, _, elements) in weak.items():
        better = dict(strong[key][2])
        assert all(RANK[better[name]] >= RANK[result] for name, result in elements)


@given(events(), days)
@settings(max_examples=40)
def test_one_more_transaction_never_lowers_exposure(event: Json, as_of: date) -> None:
    order = ("no_trigger", "watch", "undecided", "arguable", "facially_met")
    more = event | {"acts": [*event["acts"], {"kind": "contract", "date": "2015"}]}
    assume(
        all(
            act["kind"] not in ("talks", "interest", "agreement", "approval", "selection")
            for act in event["acts"]
        )
    )

    before, after = seen(told({"events": [event]}, as_of)), seen(told({"events": [more]}, as_of))
    assert all(order.index(after[key][0]) >= order.index(row[0]) for key, row in before.items())


@given(documents, days)
@settings(max_examples=40)
def test_standing_is_none_known_exactly_where_no_tie_and_no_listing_leads_to_the_list(
    document: Json, as_of: date
) -> None:
    for row in rows(told(document, as_of)).values():
        facts = {fact.ref: fact for fact in row.facts}
        listed = {fact.fields["person"] for fact in facts.values() if fact.kind == "listing"}
        parties = {fact.fields["party"]: fact.fields for fact in facts.values() if fact.kind == "party"}
        for fact in facts.values():
            if fact.kind != "standing":
                continue
            act, party = fact.fields["act"], parties[fact.fields["party"]]
            ties = [tie.fields for tie in facts.values() if tie.kind == "tie" and tie.fields["act"] == act]
            reached, queue = set(), [party["person"]]
            for person in queue:
                queue += [tie["to"] for tie in ties if tie["person"] == person and tie["to"] not in queue]
            reached = set(queue[1:]) & listed
            expected = (
                "listed"
                if party["person"] in listed and party["named"] == "yes"
                else "tied"
                if reached
                else "none_known"
            )
            assert fact.fields["state"] == expected


@given(documents, days)
@settings(max_examples=40)
def test_every_fact_has_a_place_and_every_premise_of_the_trail_is_a_fact_or_derived(
    document: Json, as_of: date
) -> None:
    for row in rows(told(document, as_of)).values():
        assert all(fact.where and fact.text for fact in row.facts)
        assert len({fact.ref for fact in row.facts}) == len(row.facts)
        assert [step.step for step in row.trail] == list(range(1, len(row.trail) + 1))
        derived: set[str] = {fact.ref for fact in row.facts}
        for step in row.trail:
            assert all(premise for premise in step.premises.values()), step
            derived.add(step.derived)


@given(documents, days)
@settings(max_examples=40)
def test_verdict_lines_are_the_highest_of_their_rows(document: Json, as_of: date) -> None:
    order = ("no_trigger", "watch", "undecided", "arguable", "facially_met")

    for verdict in told(document, as_of).verdicts:
        assert verdict.exposure == max((row.exposure for row in verdict.transactions), key=order.index)
        assert set(verdict.enforcement_all) == {row.enforcement for row in verdict.transactions}
        for word in ("sanctioned", "violates", "guilty"):
            assert word not in verdict.summary.casefold().replace(
                " ".join(row.person or "" for row in verdict.transactions).casefold(), ""
            )
