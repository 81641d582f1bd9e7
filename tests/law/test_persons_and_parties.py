"""Person, counterparty, sector and knowledge: who is on either side, and what the other side is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caatsa import assess
from tests.law.cases import (
    ABROAD,
    BUYER,
    LISTED,
    RUSSIA,
    STRANGER,
    Json,
    assessed,
    because,
    event,
    official,
    results,
    row,
)

BUYERS = [
    ({"country": "KZ", "name": "Ministry of Defence"}, "met", "KZ"),
    ({"country": "KZ"}, "arguable", "KZ"),
    ({"country": "Kazakhstan", "name": "unknown"}, "arguable", "KZ"),
    ({"country": "Kazakhstan", "name": "Kazakhstan"}, "arguable", "KZ"),
    ({"country": "Soviet Union"}, "arguable", "RU"),
    ({"country": "Yugoslavia"}, "arguable", None),
    ({"country": "Kosovo", "name": "Security Force"}, "met", "XK"),
    ({"country": "Taiwan", "name": "Ministry of National Defense"}, "met", "TW"),
    # Not of any state: the group or organisation is itself the person.
    ({"country": "Hezbollah"}, "met", None),
    ({"country": None, "country_name": "Houthi rebels"}, "met", None),
    ({"country": "NATO"}, "met", None),
    ({"country": None, "country_name": "African Union", "name": "AMISOM"}, "met", None),
    ({"country": None, "country_name": "unknown recipient"}, "unknown", None),
    ({"country": None, "country_name": "A place nobody knows"}, "unknown", None),
]


@pytest.mark.parametrize(("buyer", "person", "code"), BUYERS)
def test_the_buyer_is_the_person_and_its_government_gives_the_verdict(
    buyer: Json, person: str, code: str | None
) -> None:
    (verdict,) = assessed(event(buyer=buyer)).verdicts

    assert results(verdict.transactions[0])["person"] == person
    assert verdict.country == code
    assert verdict.country_name
    assert verdict.transactions[0].person == (
        buyer.get("name") if person == "met" and "name" in buyer else None
    ) or (person == "met" and "name" not in buyer)


def test_who_acted_is_missing_where_only_the_country_is_named() -> None:
    asked = {one.would_settle for one in row(event(buyer={"country": "KZ"})).missing}

    assert "person" in asked


def owned(*owners: Any, **more: Any) -> Json:
    """A document part: the unknown foreign trader with these owners."""
    return {"persons": [{"name": ABROAD["name"], "owners": list(owners), **more}]}


def acting(*principals: Any) -> Json:
    return {"persons": [{"name": ABROAD["name"], "acts_for": list(principals)}]}


def party(role: str, who: Json = LISTED) -> Json:
    return {"role": role, **who}


COUNTERPARTIES: list[tuple[str, Json, Json, str]] = [
    # words, fields of the event, rest of the document, counterparty
    ("listed seller", {}, {}, "met"),
    ("listed, in Cyrillic and with a legal form", {"supplier": {"name": "АО «Рособоронэкспорт»"}}, {}, "met"),  # noqa: RUF001
    (
        "listed, by its name in parentheses",
        {"supplier": {"name": "State exporter (Rosoboronexport)"}},
        {},
        "met",
    ),
    ("nearly the name of a listed person", {"supplier": RUSSIA | {"name": "Rosoboronexpot"}}, {}, "unknown"),
    ("a weak acronym with its country", {"supplier": RUSSIA | {"name": "USC"}}, {}, "met"),
    ("a weak acronym of another country", {"supplier": {"country": "US", "name": "USC"}}, {}, "unmet"),
    (
        "listed exporter behind a foreign seller",
        {"supplier": ABROAD, "parties": [party("exporter")]},
        {},
        "met",
    ),
    ("listed licensor", {"supplier": ABROAD, "parties": [party("licensor")]}, {}, "met"),
    ("listed partner", {"supplier": ABROAD, "parties": [party("joint_venture")]}, {}, "met"),
    ("listed agent", {"supplier": ABROAD, "parties": [party("agent")]}, {}, "met"),
    ("listed subcontractor", {"supplier": ABROAD, "parties": [party("subcontractor")]}, {}, "met"),
    ("listed manufacturer alone", {"supplier": ABROAD, "parties": [party("manufacturer")]}, {}, "unmet"),
    ("listed bank", {"supplier": ABROAD, "parties": [party("bank")]}, {}, "unmet"),
    ("listed end user", {"supplier": ABROAD, "parties": [party("end_user")]}, {}, "unmet"),
    (
        "listed manufacturer, nobody else",
        {"supplier": None, "parties": [party("manufacturer")]},
        {},
        "unknown",
    ),
    (
        "a listed owner of any share",
        {"supplier": ABROAD},
        owned({"name": "Rostec", "share": 0.1}),
        "arguable",
    ),
    ("a listed owner of all", {"supplier": ABROAD}, owned({"name": "Rostec", "share": 100}), "arguable"),
    ("a listed owner, share not stated", {"supplier": ABROAD}, owned("Rostec"), "arguable"),
    ("an owner that is not listed", {"supplier": ABROAD}, owned("Somebody"), "unmet"),
    (
        "a listed owner later than the act",
        {"supplier": ABROAD},
        owned({"name": "Rostec", "from": "2019"}),
        "unmet",
    ),
    (
        "a listed owner until the act",
        {"supplier": ABROAD},
        owned({"name": "Rostec", "until": "2018-10-05"}),
        "arguable",
    ),
    (
        "a listed owner gone before",
        {"supplier": ABROAD},
        owned({"name": "Rostec", "until": "2018-10-04"}),
        "unmet",
    ),
    ("acting for a listed person", {"supplier": ABROAD}, acting("Rosoboronexport"), "arguable"),
    (
        "acting for it later",
        {"supplier": ABROAD},
        acting({"name": "Rosoboronexport", "from": "2019"}),
        "unmet",
    ),
    ("Russia sells, nobody named", {"supplier": RUSSIA}, {}, "arguable"),
    ("Russia sells, nobody named, civil", {"supplier": RUSSIA, "end_use": "civil"}, {}, "unknown"),
    ("the country's name is no seller's", {"supplier": RUSSIA | {"name": "Russia"}}, {}, "arguable"),
    (
        "presumption ends where a seller is named",
        {"supplier": RUSSIA, "parties": [party("agent", STRANGER)]},
        {},
        "unknown",
    ),
    ("a Russian person that nobody knows", {"supplier": STRANGER}, {}, "unknown"),
    ("a Russian person with an owner nobody knows", {"supplier": STRANGER}, {}, "unknown"),
    ("no seller and no country", {"supplier": None}, {}, "unknown"),
    (
        "only persons of other countries",
        {"supplier": ABROAD, "parties": [party("agent", ABROAD)]},
        {},
        "unmet",
    ),
    ("another country, nobody named", {"supplier": {"country": "BY"}}, {}, "unmet"),
    (
        "another country and a Russian stranger",
        {"supplier": ABROAD, "parties": [party("agent", STRANGER)]},
        {},
        "unknown",
    ),
]


@pytest.mark.parametrize(
    ("fields", "document", "counterparty"),
    [case[1:] for case in COUNTERPARTIES],
    ids=[case[0] for case in COUNTERPARTIES],
)
def test_the_other_side_decides_counterparty_and_sector_follows(
    fields: Json, document: Json, counterparty: str
) -> None:
    found = row(event(**fields), **document)

    assert results(found)["counterparty"] == counterparty, because(found, "counterparty")
    follows = {"met": "met", "arguable": "met", "unknown": "unknown", "unmet": "unmet"}
    assert results(found)["sector"] == follows[counterparty]


LATER = [
    # the act, the listing's place in time, counterparty
    ("delivery 2018-09-19", "arguable"),
    ("delivery 2018-09-20", "met"),
    ("delivery 2018-09-21", "met"),
    ("delivery 2018-09", "met"),
]


@pytest.mark.parametrize(("given", "counterparty"), LATER)
def test_a_seller_listed_only_after_the_act_is_arguable(given: str, counterparty: str) -> None:
    found = row(event(given, supplier={"country": "RU", "name": "KnAAPO"}, item="Su-35"))

    assert results(found)["counterparty"] == counterparty
    if counterparty == "arguable":
        assert "after the act" in because(found, "counterparty")


def test_a_listing_after_the_as_of_day_does_not_exist() -> None:
    found = row(event("contract 2021-01-10", supplier=RUSSIA | {"name": "GosNIIOKhT"}), as_of="2021-03-01")

    assert results(found)["counterparty"] == "unknown"


@pytest.mark.parametrize("name", ["FSB", "GRU", "Main Intelligence Agency", "Federal Security Service"])
def test_the_two_services_that_the_statute_names_need_no_listing(name: str) -> None:
    found = row(event("contract 2017-09-01", supplier=RUSSIA | {"name": name}), as_of="2017-10-01")

    assert results(found)["counterparty"] == results(found)["sector"] == "met"
    assert {one.id: one.origin for one in found.elements}["counterparty"] == "statute"


def test_ties_lead_on_through_persons_who_are_not_listed() -> None:
    persons = [
        {"name": ABROAD["name"], "owners": ["First"]},
        {"name": "First", "acts_for": ["Second"]},
        {"name": "Second", "owners": [{"name": "Rostec", "share": 1}]},
    ]

    found = row(event(supplier=ABROAD), persons=persons)
    assert results(found)["counterparty"] == "arguable"
    assert "Rostec" in because(found, "counterparty")


def test_owners_in_a_circle_come_to_an_end() -> None:
    persons = [{"name": ABROAD["name"], "owners": ["First"]}, {"name": "First", "owners": [ABROAD["name"]]}]

    assert results(row(event(supplier=ABROAD), persons=persons))["counterparty"] == "unmet"


OVERRIDES: list[tuple[str, Json, str, str]] = [
    ("an alias leaves the listing", {"aliases": ["ROE Export"]}, "Rosoboronexport", "met"),
    ("a country leaves the listing", {"country": "RU"}, "Rosoboronexport", "met"),
    ("owners leave the listing", {"owners": []}, "Rosoboronexport", "met"),
    ("no listing leaves the owner", {"listings": []}, "Rosoboronexport", "arguable"),
    ("neither listing nor owner", {"listings": [], "owners": []}, "Rosoboronexport", "unknown"),
]


@pytest.mark.parametrize(("given", "name", "counterparty"), [one[1:] for one in OVERRIDES])
def test_an_entry_of_the_input_replaces_only_the_keys_it_gives(
    given: Json, name: str, counterparty: str
) -> None:
    found = row(event(supplier=RUSSIA | {"name": name}), persons=[{"name": "Rosoboronexport", **given}])

    assert results(found)["counterparty"] == counterparty


LISTINGS = [
    ({"list": "LSP", "listed_on": "2018-01-01", "sector": "defense"}, "met", "met"),
    ({"list": "List of Specified Persons", "listed_on": "2018-01-01"}, "met", "met"),
    ({"list": "LSP"}, "met", "arguable"),
    ({"list": "LSP", "listed_on": "2018-10-05"}, "met", "arguable"),
    ({"list": "LSP", "listed_on": "2019-01-01"}, "arguable", "arguable"),
    ({"list": "LSP", "listed_on": "2022-01-02"}, "unknown", "arguable"),
    # Another list says nothing about the sectors.
    ({"list": "SDN", "listed_on": "2018-01-01"}, "unknown", "arguable"),
]


@pytest.mark.parametrize(("listing", "counterparty", "knowledge"), LISTINGS)
def test_only_the_list_of_specified_persons_counts_from_its_day(
    listing: Json, counterparty: str, knowledge: str
) -> None:
    found = row(event(supplier=STRANGER), persons=[{"name": STRANGER["name"], "listings": [listing]}])

    assert (results(found)["counterparty"], results(found)["knowledge"]) == (counterparty, knowledge)


WARNED_BEFORE = {"official_acts": [official("warning", on="2018-01-01", country="KZ", item="S-400")]}
WARNED_AFTER = {"official_acts": [official("warning", on="2018-10-05", country="KZ", item="S-400")]}

KNOWLEDGE: list[tuple[str, Json, Json, str]] = [
    ("listed before the act", {}, {}, "met"),
    ("not listed", {"supplier": STRANGER}, {}, "arguable"),
    ("not listed, warned before", {"supplier": STRANGER}, WARNED_BEFORE, "met"),
    ("not listed, warned on the day", {"supplier": STRANGER}, WARNED_AFTER, "arguable"),
    ("nobody named", {"supplier": RUSSIA}, {}, "arguable"),
    ("nobody named, warned before", {"supplier": RUSSIA}, WARNED_BEFORE, "met"),
    ("an agent", {"supplier": ABROAD, "parties": [party("agent", STRANGER)]}, {}, "arguable"),
    ("a listed agent", {"supplier": ABROAD, "parties": [party("agent")]}, {}, "met"),
    (
        "a subcontractor, however listed",
        {"supplier": ABROAD, "parties": [party("subcontractor")]},
        {},
        "unknown",
    ),
    (
        "a subcontractor, warned",
        {"supplier": ABROAD, "parties": [party("subcontractor")]},
        WARNED_BEFORE,
        "met",
    ),
    ("a listed seller with a subcontractor", {"parties": [party("subcontractor")]}, {}, "met"),
]


@pytest.mark.parametrize(
    ("fields", "document", "knowledge"), [one[1:] for one in KNOWLEDGE], ids=[one[0] for one in KNOWLEDGE]
)
def test_knowledge_is_what_was_public_before_the_act(fields: Json, document: Json, knowledge: str) -> None:
    assert results(row(event(**fields), **document))["knowledge"] == knowledge


def test_a_listing_on_the_very_day_of_the_act_is_not_shown_to_be_known_before() -> None:
    found = row(event("contract 2017-10-27"))

    assert (results(found)["counterparty"], results(found)["knowledge"]) == ("met", "arguable")


def test_a_possible_match_is_offered_for_review_and_never_used() -> None:
    assessment = assessed(event(supplier=RUSSIA | {"name": "Rosoboronexpot"}))

    (issue,) = [one for one in assessment.input.issues if one.reported == "Rosoboronexpot"]
    assert "review" in issue.issue
    assert "Rosoboronexport" in issue.issue


def test_unnamed_buyers_of_one_government_share_a_verdict() -> None:
    others = event(id="f", buyer={"country": "Kazakhstan"})

    (verdict,) = assessed(event(buyer=BUYER), others).verdicts
    assert [one.event for one in verdict.transactions] == ["e", "f"]


TIED = {"country": "RU", "name": "Irkut"}
LISTED_TOO = {"country": "RU", "name": "Almaz-Antey"}
SIDES = [
    # one party after the other, the exposure of both together
    (("agent", TIED), ("subcontractor", LISTED_TOO), "arguable"),
    (("agent", TIED), ("subcontractor", TIED | {"name": "Yantar"}), "arguable"),
    (("exporter", LISTED), ("subcontractor", LISTED_TOO), "facially_met"),
    (("exporter", LISTED), ("agent", STRANGER), "facially_met"),
    (("agent", STRANGER), ("subcontractor", LISTED_TOO), "undecided"),
    (("agent", STRANGER), ("subcontractor", STRANGER), "undecided"),
    (("subcontractor", LISTED_TOO), ("manufacturer", LISTED), "undecided"),
]


@pytest.mark.parametrize(("one", "other", "exposure"), SIDES)
def test_the_party_that_gives_the_highest_exposure_is_shown_in_whatever_order(
    one: tuple[str, Json], other: tuple[str, Json], exposure: str
) -> None:
    parties = [{"role": role, **who} for role, who in (one, other)]
    found, reversed_ = (row(event(supplier=ABROAD, parties=order)) for order in (parties, parties[::-1]))

    assert found.exposure == reversed_.exposure == exposure
    assert results(found) == results(reversed_)


def test_nobody_deals_with_himself() -> None:
    found = row(event("contract 2020-08-09", buyer=LISTED, supplier=LISTED))
    assert results(found)["counterparty"] == "unknown"
    assert found.exposure == "undecided"


@pytest.mark.parametrize("seller", ["Ministry of Defence", "Russian Ministry of Defense", "FSMTC"])
def test_the_russian_governments_own_defense_agency_is_arguably_part_of_its_defense_sector(
    seller: str,
) -> None:
    found = row(event("gift 2019-05-05", supplier={"country": "RU", "name": seller}))

    assert (results(found)["counterparty"], results(found)["sector"]) == ("arguable", "met")
    assert "not on the List of Specified Persons by name" in because(found, "counterparty")


def test_where_only_the_list_counts_the_unlisted_agency_is_not_known_to_be_part_of_the_sector() -> None:
    given = event("gift 2019-05-05", supplier={"country": "RU", "name": "Russian Ministry of Defense"})
    (verdict,) = assess({"events": [given]}, date(2022, 1, 1), readings={"linked": "listed_only"}).verdicts

    assert results(verdict.transactions[0])["counterparty"] == "unknown"
