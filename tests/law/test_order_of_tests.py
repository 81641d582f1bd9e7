"""The order in which a row's exposure is decided, and that every row is complete."""

from __future__ import annotations

from typing import Any

import pytest

from caatsa.domain.axes import EXPOSURES
from tests.law.cases import (
    ABROAD,
    ELEMENTS,
    LEAK,
    LISTED,
    RUSSIA,
    S231,
    STRANGER,
    Json,
    assessed,
    event,
    results,
    row,
)

LAUNCH = {"item": "RD-180", "end_use": "space", "buyer": {"country": "IN", "name": "ISRO"}}
UNMET_BY_COUNTRY = {"supplier": ABROAD}

ORDER = [
    # words, the event, exposure, a part of the reason
    ("an exception, although all elements are met", event(**LAUNCH), "no_trigger", "exception"),
    ("an exception before watch", event("talks 2019", **LAUNCH), "no_trigger", "exception"),
    ("an exception before unknown", event(**LAUNCH | {"supplier": STRANGER}), "no_trigger", "exception"),
    ("no counterparty before watch", event("talks 2019", supplier=ABROAD), "no_trigger", "counterparty"),
    ("no counterparty before unknown", event("delivery", supplier=ABROAD), "no_trigger", "counterparty"),
    (
        "watch before an unknown seller",
        event("agreement 2019", supplier=STRANGER),
        "watch",
        "no transaction yet",
    ),
    ("watch before an unknown item", event("selection 2019", item=None), "watch", "no transaction yet"),
    ("watch before an unknown date", event("approval"), "watch", "no transaction yet"),
    (
        "unmet conduct before an unknown seller",
        event("delivery 2016", supplier=STRANGER),
        "no_trigger",
        "conduct",
    ),
    ("unmet conduct before an unknown item", event("delivery 2016", item=None), "no_trigger", "conduct"),
    ("unknown before arguable", event(supplier=STRANGER, item="AK-203"), "undecided", "counterparty"),
    ("arguable if one only is", event(item="AK-203"), "arguable", "significance"),
    ("facially met if all are", event(), "facially_met", "every factual element"),
]


@pytest.mark.parametrize(
    ("given", "exposure", "reason"), [case[1:] for case in ORDER], ids=[case[0] for case in ORDER]
)
def test_the_first_test_that_holds_decides(given: Json, exposure: str, reason: str) -> None:
    found = row(given)

    assert (found.exposure, reason in found.reason) == (exposure, True), found.reason


@pytest.mark.parametrize("kind", ["talks", "interest", "agreement", "approval", "selection"])
def test_what_comes_before_a_transaction_leaves_conduct_and_transaction_unmet(kind: str) -> None:
    found = row(event(f"{kind} 2019-01-01"))

    assert found.exposure == "watch"
    assert results(found)["transaction"] == results(found)["conduct"] == "unmet"


@pytest.mark.parametrize(
    "kind",
    [
        "contract",
        "payment",
        "delivery",
        "license",
        "service",
        "equity",
        "gift",
        "loan",
        "lease",
        "joint_development",
    ],
)
def test_every_kind_of_transaction_is_one(kind: str) -> None:
    found = row(event(f"{kind} 2019-01-01"))

    assert found.exposure in ("arguable", "facially_met")
    assert results(found)["transaction"] == results(found)["conduct"] == "met"


ODD: list[dict[str, Any]] = [
    {},
    {"supplier": None},
    {"supplier": RUSSIA, "buyer": {"country": "KZ"}},
    {"supplier": STRANGER, "item": "Zorglub X-9"},
    {"supplier": ABROAD},
    {"buyer": {"country": "KZ"}, "sources": [LEAK]},
    {"supplier": RUSSIA, "end_use": "civil", "item": None},
    LAUNCH,
    {"buyer": {"country": None, "country_name": "unknown recipient"}},
]


@pytest.mark.parametrize("fields", ODD)
@pytest.mark.parametrize(
    "acts", [(), ("talks 2019",), ("delivery 2016",), ("delivery",), ("regulatory 2019",), ("contract 2030",)]
)
def test_every_row_has_every_element_exactly_once(acts: tuple[str, ...], fields: dict[str, Any]) -> None:
    found = row(event(*acts, **fields))

    assert tuple(one.id for one in found.elements) == ELEMENTS


@pytest.mark.parametrize("fields", ODD)
@pytest.mark.parametrize("acts", [(), ("talks 2019",), ("delivery 2016",), ("delivery",)])
def test_what_is_unknown_or_arguable_is_asked_for(acts: tuple[str, ...], fields: dict[str, Any]) -> None:
    found = row(event(*acts, **fields))

    open_now = [one.id for one in found.elements if one.result in ("unknown", "arguable")]
    assert sorted(one.would_settle for one in found.missing) == sorted(open_now)
    assert all(one.fact and one.ask for one in found.missing)
    levels = [{EXPOSURES.index(one) for one in (*each.exposures, found.exposure)} for each in found.missing]
    widths = [max(level) - min(level) for level in levels]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize("fields", ODD)
def test_every_element_says_why_and_by_which_rule_and_cites_the_law(fields: dict[str, Any]) -> None:
    for one in row(event(**fields)).elements:
        assert one.because
        assert one.rule.startswith("caatsa.")
        assert one.origin in ("statute", "guidance", "model")
        assert one.citation.startswith("/us/usc/t22/s9525/a@")


def test_days_before_imposition_was_possible_do_not_lower_exposure() -> None:
    found = row(event("delivery 2017-11-15"), as_of="2018-01-28")

    assert found.exposure == "arguable"
    assert str(found.imposable_from) == "2018-01-29"


def test_an_event_that_touches_nothing_has_one_row_that_says_so_under_its_buyers_country() -> None:
    (verdict,) = assessed(event(item="F-16", supplier={"country": "US", "name": "Lockheed Martin"})).verdicts
    (found,) = verdict.transactions

    assert (verdict.country, verdict.exposure, verdict.enforcement) == ("KZ", "no_trigger", "none_known")
    assert (found.provision, found.exposure, found.elements) == (None, "no_trigger", ())
    assert found.reason


def test_before_the_law_existed_there_is_no_provision_to_touch() -> None:
    (verdict,) = assessed(event("contract 2016-10-05"), as_of="2017-08-01").verdicts
    (found,) = verdict.transactions

    assert (found.provision, found.exposure) == (None, "no_trigger")


def test_from_the_day_of_enactment_the_provision_is_touched() -> None:
    assert row(event("contract 2016-10-05"), as_of="2017-08-02").exposure == "no_trigger"


def test_the_row_shows_the_act_with_the_highest_exposure_and_the_others_as_facts() -> None:
    found = row(event("talks 2015", "delivery 2016", "contract 2019-03-01", "delivery"))

    assert found.exposure == "facially_met"
    conduct = next(one for one in found.elements if one.id == "conduct")
    assert conduct.because == "contract, 1 March 2019"
    assert len([fact for fact in conduct.facts if "acts[" in fact]) == 4


@pytest.mark.parametrize(
    "earlier", ["delivery 2016", "delivery", "delivery 2017", "talks 2019", "regulatory 2019"]
)
def test_an_act_of_unknown_or_earlier_date_never_lowers_the_row(earlier: str) -> None:
    assert row(event(earlier, "contract 2019-03-01")).exposure == row(event("contract 2019-03-01")).exposure


def test_an_unlisted_seller_beside_the_listed_one_does_not_lower_the_row() -> None:
    others = [{"role": "agent", **ABROAD}, {"role": "exporter", **STRANGER}]

    assert row(event(parties=others)).exposure == "facially_met"


def test_counterparty_sector_and_knowledge_follow_one_party() -> None:
    later = {"role": "exporter", "country": "RU", "name": "KnAAPO"}
    found = row(event("delivery 2018-03-01", supplier=ABROAD, parties=[later], item="Su-35"))

    assert results(found)["counterparty"] == "arguable"
    assert "KnAAPO" in because_of(found, "counterparty")
    assert results(found)["sector"] == "met"
    assert results(found)["knowledge"] == "arguable"


def because_of(found: Any, element: str) -> str:
    return next(one.because for one in found.elements if one.id == element)


def test_open_nodes_are_named_and_never_computed() -> None:
    for given in (event(), event("talks 2019"), event(supplier=LISTED, item=None)):
        found = row(given)
        assert found.open[0].text == "the President determines"
        assert "Secretary of State" in found.open[0].decided_by
        assert found.provision == S231
