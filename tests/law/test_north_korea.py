"""Arms to, into or from North Korea: 22 U.S.C. 9214(a)(9), attempts, and whoever acts for its persons."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.cases import ABROAD, S231, S9214, Json, because, event, results, rows

BUYER = {"country": "RU", "name": "Ministry of Defence"}
KOMID = {"country": "KP", "name": "KOMID"}


def arms(*acts: str, **fields: Any) -> Json:
    """Shells that Russia's ministry buys from KOMID, delivered in October 2023."""
    whole: Json = {"buyer": BUYER, "supplier": KOMID, "item": "152 mm shells", **fields}
    return event(*(acts or ("delivery 2023-10",)), **whole)


def of_buyer(given: Json, **how: Any) -> dict[str, str]:
    """The results in the row of the event's buyer."""
    found = rows(given, provision=S9214, **{"as_of": "2024-01-01", **how})
    (one,) = [one for (_, person), one in found.items() if person == given["buyer"].get("name")]
    return results(one) | {"exposure": one.exposure}


@pytest.mark.parametrize(
    ("buyer", "supplier"),
    [(BUYER, KOMID), ({"country": "KP", "name": "Air Force"}, {"country": "RU", "name": "X"})],
)
def test_both_directions_count_and_both_sides_have_a_row(buyer: Json, supplier: Json) -> None:
    found = rows(arms(buyer=buyer, supplier=supplier), provision=S9214, as_of="2024-01-01")

    assert {country for country, _ in found} == {"KP", "RU"}
    assert {one.exposure for one in found.values()} == {"facially_met"}


def test_section_231_is_not_touched_by_arms_of_north_korea() -> None:
    assert not rows(arms(), provision=S231, as_of="2024-01-01")


GOODS = [
    ("152 mm shells", "met"),
    ("artillery shells", "met"),
    ("KN-23", "met"),
    ("rifles", "met"),
    ("7.62 mm cartridges", "met"),
    ("Bulsae-4", "met"),
    ("T-72 spare parts", "met"),
    ("Mi-17", "arguable"),
    ("explosives", "unknown"),
    ("spare parts", "unknown"),
    ("XQ-99", "unknown"),
    ("coal", "unmet"),
    ("Superjet 100", "unmet"),
]


@pytest.mark.parametrize(("item", "result"), GOODS)
def test_arms_of_any_kind_count(item: str, result: str) -> None:
    assert of_buyer(arms(item=item))["materiel"] == result


def test_a_civil_end_use_contradicts_arms() -> None:
    assert of_buyer(arms(item="Mi-17", end_use="civil"))["exposure"] == "no_trigger"


ACTS = [
    ("delivery 2023", "met", "facially_met"),
    ("gift 2023", "met", "facially_met"),
    ("service 2023", "met", "facially_met"),
    ("contract 2023", "arguable", "arguable"),
    ("payment 2023", "arguable", "arguable"),
    ("equity 2023", "arguable", "arguable"),
    ("loan 2023", "arguable", "arguable"),
]


@pytest.mark.parametrize(("act", "transfer", "exposure"), ACTS)
def test_a_contract_without_a_delivery_is_arguably_an_attempt(act: str, transfer: str, exposure: str) -> None:
    found = of_buyer(arms(act))

    assert (found["transfer"], found["exposure"]) == (transfer, exposure)


def test_the_attempt_is_told_as_such() -> None:
    found = rows(arms("contract 2023"), provision=S9214, as_of="2024-01-01")

    assert "at least arguably an attempt" in because(found["RU", BUYER["name"]], "transfer")


@pytest.mark.parametrize(
    ("act", "exposure"),
    [("talks 2023", "watch"), ("delivery 2016", "no_trigger"), ("delivery 2017", "undecided")],
)
def test_talk_is_watched_and_conduct_counts_from_the_rewriting(act: str, exposure: str) -> None:
    assert of_buyer(arms(act))["exposure"] == exposure


WAYS: list[tuple[str, Json, str, str]] = [
    ("maker", {"parties": [{"role": "manufacturer", "country": "KP"}]}, "arguable", "arguable"),
    ("agent", {"parties": [{"role": "agent", "country": "KP"}]}, "unknown", "arguable"),
    ("end user", {"parties": [{"role": "end_user", "country": "KP"}]}, "met", "arguable"),
    ("design", {"item": "KN-23"}, "unknown", "arguable"),
    ("design, no seller", {"item": "KN-23", "supplier": None}, "arguable", "arguable"),
    ("within", {"buyer": {"country": "KP", "name": "Y"}, "supplier": KOMID}, "unmet", "met"),
]


@pytest.mark.parametrize(
    ("fields", "transfer", "knowledge"), [one[1:] for one in WAYS], ids=[one[0] for one in WAYS]
)
def test_who_is_of_north_korea_decides_transfer_and_knowledge(
    fields: Json, transfer: str, knowledge: str
) -> None:
    found = of_buyer(arms(**{"supplier": ABROAD, **fields}))

    assert (found["transfer"], found["knowledge"]) == (transfer, knowledge)


def test_a_seller_abroad_that_acts_for_a_person_of_north_korea_is_an_indirect_way() -> None:
    persons = [{"name": ABROAD["name"], "country": "AE", "acts_for": ["KOMID"]}]

    found = rows(arms(supplier=ABROAD), provision=S9214, as_of="2024-01-01", persons=persons)

    seller = found["AE", ABROAD["name"]]
    assert (results(seller)["transfer"], seller.exposure) == ("arguable", "arguable")
    fired = {step.rule for step in seller.trail if step.rule}
    assert "nkspea.104.a.9.person.owned_or_acting" in fired


def test_an_event_without_north_korea_is_not_touched() -> None:
    assert not rows(arms(supplier=ABROAD), provision=S9214, as_of="2024-01-01")
