"""What is missing: what it could settle, and in which order it is worth asking for."""

from __future__ import annotations

import pytest

from caatsa.domain.axes import EXPOSURES
from caatsa.domain.verdict import MissingFact, Transaction
from tests.law.cases import DIGEST, LEAK, RUSSIA, STRANGER, WIRE, assessed, event, row, searched


def asked(found: Transaction, element: str) -> MissingFact:
    (one,) = (one for one in found.missing if one.would_settle == element)
    return one


def test_the_day_of_an_act_decides_between_no_trigger_and_all() -> None:
    found = searched(event("delivery"))

    day = asked(found, "conduct")
    assert found.missing[0] == day
    assert day.could_settle == ("met", "arguable", "unmet")
    assert {"no_trigger", "facially_met"} <= set(day.exposures)
    assert any("before 2 August 2017" in answer for answer in day.answers)


def test_what_decides_most_is_asked_first() -> None:
    found = searched(event("delivery", buyer={"country": "KZ"}, supplier=RUSSIA))

    levels = [{EXPOSURES.index(one) for one in (*each.exposures, found.exposure)} for each in found.missing]
    widths = [max(level) - min(level) for level in levels]
    assert widths == sorted(widths, reverse=True)


def test_a_seller_without_a_known_tie_may_be_listed_or_tied_or_neither() -> None:
    found = searched(event(supplier=STRANGER))

    seller = asked(found, "counterparty")
    assert seller.could_settle == ("met", "arguable", "unmet")
    assert found.outcomes is not None
    assert set(found.outcomes.possible) == {"no_trigger", "arguable", "facially_met"}
    assert found.outcomes.necessary is None


def test_what_is_presumed_may_stay_presumed() -> None:
    found = searched(event(supplier=RUSSIA))

    assert found.exposure == "arguable"
    assert found.outcomes is not None
    assert set(found.outcomes.possible) == {"arguable", "facially_met"}


def test_a_row_of_which_everything_is_known_is_as_it_must_be() -> None:
    found = searched(event())

    assert found.missing == ()
    assert found.outcomes is not None
    assert (found.outcomes.necessary, found.outcomes.possible) == ("facially_met", ("facially_met",))


def test_whatever_is_unknown_beside_it_conduct_before_enactment_stays_outside() -> None:
    found = searched(event("delivery 2016", buyer={"country": "KZ"}, supplier=STRANGER))

    assert found.outcomes is not None
    assert found.outcomes.necessary == "no_trigger"


def test_who_bought_and_who_sold_may_become_known_together() -> None:
    found = searched(event(buyer={"country": "KZ"}, supplier=RUSSIA))

    assert found.outcomes is not None
    assert set(found.outcomes.possible) == {"arguable", "facially_met"}


def test_many_events_are_assessed_without_the_search_and_the_output_says_so() -> None:
    found = assessed(*(event(id=f"e{number}") for number in range(51)), effort="some")

    assert any("more than 50 events" in notice for notice in found.notices)
    assert {one.outcomes for verdict in found.verdicts for one in verdict.transactions} == {None}


@pytest.mark.parametrize("source", [LEAK, DIGEST], ids=["a leak", "an aggregator"])
def test_where_only_leaks_or_digests_say_who_bought_a_better_source_is_asked_for(
    source: dict[str, str],
) -> None:
    found = searched(event(sources=[source]))

    named = asked(found, "person")
    assert named.result_now == "arguable"
    assert "source better than leaks and aggregators" in named.ask
    assert named.could_settle == ("met",)
    assert named.answers == ("a source better than leaks and digests says the same",)
    assert {one.would_settle for one in found.missing} >= {"person", "conduct", "transaction", "counterparty"}


def test_where_nobody_is_named_it_is_still_the_name_that_is_asked_for() -> None:
    unnamed = event(buyer={"country": "KZ"})
    for found in (searched(unnamed), searched({**unnamed, "sources": [LEAK]})):
        assert "leaks" not in asked(found, "person").ask
        assert "name" in asked(found, "person").ask


def test_what_a_better_source_says_as_well_needs_no_other() -> None:
    found = searched(event(sources=[LEAK, WIRE]))

    assert all("leaks" not in one.ask for one in found.missing)


@pytest.mark.parametrize(
    ("fields", "exposures"),
    [
        ({}, ("no_trigger", "arguable")),
        ({"supplier": STRANGER}, ("no_trigger", "undecided")),
    ],
    ids=["knowledge arguable", "another element unknown"],
)
def test_what_one_answer_alone_comes_to_follows_from_the_order_of_tests(
    fields: dict[str, dict[str, str]], exposures: tuple[str, ...]
) -> None:
    assert asked(row(event("delivery", **fields)), "conduct").exposures == exposures


def test_of_an_unknown_element_the_question_itself_is_asked_and_of_an_arguable_one_what_would_raise_it() -> (
    None
):
    unknown = asked(row(event(supplier=STRANGER)), "counterparty").ask
    arguable = asked(row(event(supplier=RUSSIA)), "counterparty").ask

    assert unknown.startswith("Who sold, exported or licensed")
    assert arguable.startswith("The seller's name in the contract")
