"""Conduct and transaction: which acts count, when they count, and what is not known of their day."""

from __future__ import annotations

import pytest

from tests.law.cases import LEAK, WIRE, Json, act, event, results, row

DATES = [
    # the act, as of, conduct, transaction
    ("delivery 2017-08-01", "2022-01-01", "unmet", "met"),
    ("delivery 2017-08-02", "2022-01-01", "met", "met"),
    ("delivery 2017-07", "2022-01-01", "unmet", "met"),
    ("delivery 2017-08", "2022-01-01", "unknown", "met"),
    ("delivery 2017-09", "2022-01-01", "met", "met"),
    ("delivery 2017", "2022-01-01", "unknown", "met"),
    ("delivery 2016", "2022-01-01", "unmet", "met"),
    ("delivery 2018", "2022-01-01", "met", "met"),
    ("delivery unknown", "2022-01-01", "unknown", "met"),
    ("delivery", "2022-01-01", "unknown", "met"),
    # The as-of day lies inside the interval: it may or may not have happened.
    ("delivery 2021", "2021-01-01", "unknown", "unknown"),
    ("delivery 2021", "2021-12-30", "unknown", "unknown"),
    ("delivery 2021", "2021-12-31", "met", "met"),
    ("delivery 2021-06", "2021-06-29", "unknown", "unknown"),
    ("delivery 2021-06", "2021-06-30", "met", "met"),
    ("delivery 2021-06-30", "2021-06-30", "met", "met"),
    # An act wholly after the as-of day does not exist.
    ("delivery 2021-07-01", "2021-06-30", "unmet", "unmet"),
    ("delivery 2021-07", "2021-06-30", "unmet", "unmet"),
]


@pytest.mark.parametrize(("given", "as_of", "conduct", "transaction"), DATES)
def test_the_day_of_the_act_decides_conduct(given: str, as_of: str, conduct: str, transaction: str) -> None:
    found = row(event(given), as_of=as_of)

    assert (results(found)["conduct"], results(found)["transaction"]) == (conduct, transaction)


def test_an_act_after_the_as_of_day_does_not_exist_beside_one_that_does() -> None:
    given = event("agreement 2016-10-15", "contract 2018-10-05")

    assert row(given, as_of="2018-10-04").exposure == "watch"
    assert row(given, as_of="2018-10-05").exposure == "facially_met"


def test_what_rests_on_an_act_that_may_not_have_happened_is_unknown() -> None:
    assert row(event("agreement 2019", "delivery 2021"), as_of="2021-06-01").exposure == "undecided"


def test_an_act_that_certainly_happened_outweighs_one_that_may_not_have() -> None:
    assert row(event("contract 2018-10-05", "delivery 2021"), as_of="2021-06-01").exposure == "facially_met"


def test_a_bare_2017_leaves_the_side_of_enactment_open() -> None:
    found = row(event("contract 2017"))

    assert (found.exposure, results(found)["conduct"]) == ("undecided", "unknown")
    assert "conduct" in {one.would_settle for one in found.missing}


ALONE = [
    ("regulatory 2019", "no_trigger", "required by law"),
    ("cancellation 2019", "no_trigger", "not itself a transaction"),
]


@pytest.mark.parametrize(("given", "exposure", "reason"), ALONE)
def test_what_is_no_transaction_alone_gives_no_trigger_with_the_reason(
    given: str, exposure: str, reason: str
) -> None:
    found = row(event(given))

    assert found.exposure == exposure
    assert reason in found.reason


def test_a_permit_beside_a_contract_changes_nothing() -> None:
    assert row(event("regulatory 2019", "contract 2018-10-05")).exposure == "facially_met"


CANCELLED = [
    # acts, exposure, total of significance
    (("contract 2018-10-05", "cancellation 2019"), "arguable", "weighed_against"),
    (("contract 2018-10-05", "payment 2018-12-01", "cancellation 2019"), "arguable", "weighed_against"),
    (("contract 2018-10-05", "delivery 2018-12", "cancellation 2019"), "facially_met", "supported"),
    (("contract 2018-10-05", "cancellation 2023"), "facially_met", "supported"),
    (("contract 2018-10-05", "delivery 2023", "cancellation 2019"), "arguable", "weighed_against"),
]


@pytest.mark.parametrize(("acts", "exposure", "total"), CANCELLED)
def test_cancellation_before_delivery_weighs_against_and_never_erases(
    acts: tuple[str, ...], exposure: str, total: str
) -> None:
    found = row(event(*acts))

    significance = next(one for one in found.elements if one.id == "significance")
    assert (found.exposure, significance.total) == (exposure, total)


def test_cancelled_talks_are_no_longer_watched() -> None:
    assert row(event("talks 2018", "cancellation 2019")).exposure == "no_trigger"


def test_talks_after_a_cancelled_contract_leave_the_contract_standing() -> None:
    assert row(event("contract 2018-10-05", "cancellation 2019", "talks 2020")).exposure == "arguable"


EVIDENCE: list[tuple[str, Json, str]] = [
    ("a leak only", event(sources=[LEAK]), "arguable"),
    ("a digest only", event(sources=[{"title": "d", "grade": "aggregator"}]), "arguable"),
    ("a leak and a digest", event(sources=[LEAK, {"title": "d", "grade": "aggregator"}]), "arguable"),
    ("a leak and a wire report", event(sources=[LEAK, WIRE]), "facially_met"),
    ("a leak and a source without a grade", event(sources=[LEAK, {"title": "u"}]), "facially_met"),
    ("no source", event(), "facially_met"),
    (
        "the act only from a leak",
        event(acts=[act("contract 2019", sources=[LEAK])], sources=[WIRE]),
        "arguable",
    ),
    (
        "another act from a wire report",
        event(
            acts=[act("contract 2019", sources=[LEAK]), act("delivery 2020", sources=[WIRE])], sources=[WIRE]
        ),
        "facially_met",
    ),
]


@pytest.mark.parametrize(
    ("given", "exposure"), [one[1:] for one in EVIDENCE], ids=[one[0] for one in EVIDENCE]
)
def test_leaks_and_digests_alone_give_at_most_arguable(given: Json, exposure: str) -> None:
    found = row(given)

    assert found.exposure == exposure
    if exposure == "arguable":
        assert "met" not in {results(found)["conduct"], results(found)["transaction"]}


def test_facts_without_a_source_show_that_they_have_none() -> None:
    found = row(event())

    assert {fact.grade for fact in found.facts if fact.origin == "input"} == {"unsourced"}


KNOWN_BY = [
    # known by, exposure: the contract was published in 2019, the event in general in 2021
    ("2018-12-31", "no_trigger"),
    ("2019-01-01", "facially_met"),
]


@pytest.mark.parametrize(("known_by", "exposure"), KNOWN_BY)
def test_an_act_is_known_from_the_earliest_publication_among_its_own_sources(
    known_by: str, exposure: str
) -> None:
    own = [{"title": "later", "published": "2020"}, {"title": "first", "published": "2019-01-01"}]
    given = event(acts=[act("contract 2018-10-05", sources=own)], sources=[{"title": "e", "published": 2021}])

    assert row(given, known_by=known_by).exposure == exposure


@pytest.mark.parametrize(
    ("known_by", "exposure"), [("2018-12-31", "no_trigger"), ("2019-01-31", "facially_met")]
)
def test_an_act_without_sources_is_known_when_its_event_is(known_by: str, exposure: str) -> None:
    given = event(sources=[{"title": "t", "published": "2019-01"}])

    assert row(given, known_by=known_by).exposure == exposure


@pytest.mark.parametrize("sources", [None, [{"title": "t"}]])
def test_what_has_no_date_of_publication_was_always_known(sources: list[Json] | None) -> None:
    assert row(event(sources=sources), known_by="1990-01-01").exposure != "watch"


def test_a_later_published_listing_is_hidden_by_known_by() -> None:
    given = event(
        "contract 2021-03-15",
        supplier={"country": "RU", "name": "33rd Scientific Research and Testing Institute"},
    )

    assert results(row(given, as_of="2021-05-01"))["counterparty"] == "met"
    assert results(row(given, as_of="2021-05-01", known_by="2021-03-20"))["counterparty"] == "unknown"
