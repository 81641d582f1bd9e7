"""On whom a provision falls: one row for each person that it reaches, under that person's country."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caatsa import assess, load_rulebase
from caatsa.domain.published import Assessment
from caatsa.rulebase.rules import Condition
from tests.law.cases import Json, assessed, event

S105, S107, S234 = "caatsa.105", "caatsa.107.a", "caatsa.234.a"
IRAN = {"country": "IR", "name": "Ministry of Defence"}
RUSSIA = {"country": "RU", "name": "Zarya Trading House"}


def shahed(**fields: Any) -> Json:
    """Iranian drones for Russia, delivered in 2022."""
    usual = {
        "buyer": {"country": "RU", "name": "Ministry of Defence"},
        "supplier": {"country": "IR", "name": "Caspian Arms Works"},
        "item": "Shahed-136",
        "end_use": "military",
    }
    return event("delivery 2022-08-19", **{**usual, **fields})


def rows(found: Assessment, provision: str = S107) -> list[tuple[str, str]]:
    """Country of the verdict and person of each row under the provision."""
    return [
        (verdict.country, one.person)
        for verdict in found.verdicts
        for one in verdict.transactions
        if one.provision == provision
    ]


def persons(*, provision: str = S107, **fields: Any) -> list[str]:
    return [person for _, person in rows(assessed(shahed(**fields), as_of="2024-01-01"), provision)]


def test_buyer_and_seller_each_have_a_row_under_their_own_country() -> None:
    assert sorted(rows(assessed(shahed(), as_of="2024-01-01"))) == [
        ("IR", "Caspian Arms Works"),
        ("RU", "Ministry of Defence"),
    ]


def test_within_a_country_the_buyer_comes_first() -> None:
    at_home = [{"role": "agent", "country": "RU", "name": "Aardvark Agency"}]

    (verdict,) = [
        one for one in assessed(shahed(parties=at_home), as_of="2024-01-01").verdicts if one.country == "RU"
    ]

    assert [one.person for one in verdict.transactions if one.provision == S107] == [
        "Ministry of Defence",
        "Aardvark Agency",
    ]


def test_an_exporter_is_reached_like_a_supplier() -> None:
    exporter = [{"role": "exporter", "country": "AE", "name": "Gulf Trading"}]

    assert ("AE", "Gulf Trading") in rows(assessed(shahed(parties=exporter), as_of="2024-01-01"))


@pytest.mark.parametrize(
    "role", ["manufacturer", "licensor", "joint_venture", "subcontractor", "bank", "end_user"]
)
def test_other_roles_have_no_row_of_their_own(role: str) -> None:
    other = [{"role": role, "country": "AE", "name": "Gulf Trading"}]

    assert "Gulf Trading" not in persons(parties=other)


def test_an_agent_is_reached_by_section_107() -> None:
    agent = [{"role": "agent", "country": "AE", "name": "Gulf Trading"}]

    assert "Gulf Trading" in persons(parties=agent)


def test_nobody_has_two_rows_under_one_provision() -> None:
    again = [
        {"role": "exporter", "country": "IR", "name": "Caspian Arms Works"},
        {"role": "agent", "country": "IR", "name": "CASPIAN ARMS WORKS"},
    ]

    assert len(persons(parties=again)) == len(set(persons(parties=again))) == 2


def test_a_buyer_that_is_its_own_agent_has_one_row() -> None:
    itself = [{"role": "agent", "country": "RU", "name": "Ministry of Defence"}]

    assert (
        rows(assessed(shahed(parties=itself), as_of="2024-01-01")).count(("RU", "Ministry of Defence")) == 1
    )


def test_a_country_as_supplier_is_taken_for_the_exporter_that_is_named() -> None:
    named = [{"role": "exporter", "country": "IR", "name": "Caspian Arms Works"}]

    found = rows(assessed(shahed(supplier={"country": "IR"}, parties=named), as_of="2024-01-01"))

    assert [row for row in found if row[0] == "IR"] == [("IR", "Caspian Arms Works")]


def test_an_exporter_of_another_country_does_not_stand_for_the_supplier() -> None:
    abroad = [{"role": "exporter", "country": "AE", "name": "Gulf Trading"}]

    found = rows(assessed(shahed(supplier={"country": "IR"}, parties=abroad), as_of="2024-01-01"))

    assert sorted(country for country, _ in found) == ["AE", "IR", "RU"]


def test_a_buyer_of_whom_only_the_country_is_known_is_never_taken_for_a_seller_of_its_country() -> None:
    at_home = assessed(
        shahed(buyer={"country": "IR"}, supplier={"country": "IR", "name": "Caspian Arms Works"}),
        as_of="2024-01-01",
    )

    assert [country for country, _ in rows(at_home)] == ["IR", "IR"]
    assert ("IR", "Caspian Arms Works") in rows(at_home)


def test_an_agent_of_its_country_does_not_stand_for_an_unnamed_supplier() -> None:
    agent = [{"role": "agent", "country": "IR", "name": "Somebody Else"}]

    found = rows(assessed(shahed(supplier={"country": "IR"}, parties=agent), as_of="2024-01-01"))

    assert len([row for row in found if row[0] == "IR"]) == 2


def test_a_supplier_of_whom_only_the_country_is_known_has_a_row_without_a_name() -> None:
    found = assessed(shahed(supplier={"country": "IR"}), as_of="2024-01-01")
    (row,) = [
        one
        for verdict in found.verdicts
        if verdict.country == "IR"
        for one in verdict.transactions
        if one.provision == S107
    ]

    assert {one.id: one.result for one in row.elements}["person"] == "arguable"


@pytest.mark.parametrize("supplier", [None, {}, {"name": "unknown"}])
def test_a_supplier_of_whom_nothing_is_known_is_nobody_yet(supplier: Json | None) -> None:
    found = rows(assessed(shahed(supplier=supplier, buyer=IRAN), as_of="2024-01-01"))

    assert found == [("IR", "Ministry of Defence")]


def test_a_country_in_whose_name_nobody_is_reached_has_a_verdict_that_says_so() -> None:
    supply = event(
        "delivery 2019-05-01",
        buyer={"country": "SY", "name": "Ministry of Defence"},
        supplier=RUSSIA,
        item="T-72",
        end_use="military",
    )
    found = assessed(supply, as_of="2020-01-01")

    assert rows(found, S234) == [("RU", "Zarya Trading House")]
    assert ("SY", "Ministry of Defence") not in rows(found, S234)
    assert {verdict.country for verdict in found.verdicts} == {"RU", "SY"}


def test_every_country_of_a_buyer_has_a_verdict_and_one_without_rows_says_why() -> None:
    supply = event(
        "delivery 2019-05-01",
        buyer={"country": "SY", "name": "Ministry of Defence"},
        supplier={"country": "CZ", "name": "Excalibur Army"},
        item="RM-70",
        end_use="military",
    )
    found = assessed(supply, as_of="2020-01-01")
    (buyer,) = [verdict for verdict in found.verdicts if verdict.country == "SY"]

    assert rows(found, S234) == [("CZ", "Excalibur Army")]
    assert (buyer.transactions, buyer.exposure, buyer.enforcement) == ((), "no_trigger", "none_known")
    assert "reach" in buyer.summary


def test_where_nothing_is_touched_the_only_row_is_the_buyers() -> None:
    neutral = event(
        buyer={"country": "FI", "name": "Defence Forces"},
        supplier={"country": "SE", "name": "Saab"},
        item="mortars",
    )
    found = assessed(neutral)

    assert [
        (verdict.country, one.provision, one.exposure)
        for verdict in found.verdicts
        for one in verdict.transactions
    ] == [("FI", None, "no_trigger")]


def test_an_official_act_on_the_seller_stands_in_the_sellers_row_alone() -> None:
    act = {
        "id": "on-the-seller",
        "kind": "determination",
        "provision": S107,
        "date": "2022-09-08",
        "person": "Caspian Arms Works",
        "source": {"title": "Notice"},
    }
    found = assessed(shahed(), as_of="2024-01-01", official_acts=[act])

    assert {
        verdict.country: one.enforcement
        for verdict in found.verdicts
        for one in verdict.transactions
        if one.provision == S107
    } == {"IR": "determined", "RU": "none_known"}


GUARD = {"country": "IR", "name": "Islamic Revolutionary Guard Corps"}


def test_a_provision_about_what_a_person_is_reaches_that_person_alone() -> None:
    assert rows(assessed(shahed(supplier=GUARD), as_of="2024-01-01"), S105) == [("IR", GUARD["name"])]


@pytest.mark.parametrize("role", ["bank", "agent", "exporter"])
def test_such_a_provision_reaches_the_person_in_whatever_role_it_names(role: str) -> None:
    guard = [{"role": role, **GUARD}]

    assert persons(provision=S105, parties=guard) == [GUARD["name"]]


def test_who_acts_for_the_guard_is_reached_by_way_of_the_tie() -> None:
    affiliate = {"country": "IR", "name": "Tehran Test Works"}
    tie = [{"name": affiliate["name"], "country": "IR", "acts_for": [GUARD["name"]]}]

    found = assessed(shahed(supplier=affiliate), as_of="2024-01-01", persons=tie)

    assert rows(found, S105) == [("IR", affiliate["name"])]


def test_where_something_beside_a_person_touches_the_provision_everybody_in_it_is_reached() -> None:
    base = load_rulebase()
    trigger = base.trigger(S105)
    goods = [Condition("flow", "flow", {"country": "IR"})]
    wider = replace(trigger, touched_by=[*trigger.touched_by, goods])
    widened = replace(base, rules={**base.rules, wider.id: wider})

    found = assess([shahed(supplier=GUARD)], date(2024, 1, 1), rulebase=widened)

    assert sorted(country for country, _ in rows(found, S105)) == ["IR", "RU"]
