"""Arms to and from Iran (section 107), its missile program (section 104), and the IRGC (section 105)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.cases import (
    ABROAD,
    LEAK,
    LISTED,
    S104,
    S105,
    S107,
    S231,
    Json,
    because,
    event,
    results,
    row,
    rows,
)

IRAN_BUYS: Json = {"buyer": {"country": "IR", "name": "MODAFL"}, "supplier": LISTED}
RUSSIA_BUYS: Json = {
    "buyer": {"country": "RU", "name": "Ministry of Defence"},
    "supplier": {"country": "IR", "name": "HESA"},
}
IRGC = {"country": "IR", "name": "IRGC Aerospace Force"}
CHINESE = {"country": "CN", "name": "Some Works"}


def arms(*acts: str, **fields: Any) -> Json:
    """Su-35 that Iran's ministry buys from Rosoboronexport, delivered in 2023."""
    return event(*(acts or ("delivery 2023-03",)), **{"item": "Su-35", **IRAN_BUYS, **fields})


def of_buyer(given: Json, provision: str = S107, **how: Any) -> dict[str, str]:
    """The results in the row of the event's buyer."""
    found = rows(given, provision=provision, **{"as_of": "2024-01-01", **how})
    (one,) = [one for (_, person), one in found.items() if person == given["buyer"].get("name")]
    return results(one) | {"exposure": one.exposure}


@pytest.mark.parametrize(("fields", "item"), [(IRAN_BUYS, "Su-35"), (RUSSIA_BUYS, "Mohajer-6")])
def test_both_directions_count_and_buyer_and_seller_each_have_a_row(fields: Json, item: str) -> None:
    found = rows(arms(**fields, item=item), provision=S107, as_of="2024-01-01")

    assert {country for country, _ in found} == {"IR", "RU"}
    assert {one.exposure for one in found.values()} == {"facially_met"}


def test_the_agent_has_a_row_of_its_own_under_its_own_country_and_the_bank_has_none() -> None:
    parties = [
        {"role": "agent", "country": "AE", "name": "Gulf Trading"},
        {"role": "bank", "country": "TR", "name": "Some Bank"},
    ]

    found = rows(arms(parties=parties), provision=S107, as_of="2024-01-01")

    assert set(found) == {("AE", "Gulf Trading"), ("IR", "MODAFL"), ("RU", "Rosoboronexport")}


def test_the_row_under_section_231_stays_beside_and_reaches_the_buyer_alone() -> None:
    assert list(rows(arms(), provision=S231, as_of="2024-01-01")) == [("IR", "MODAFL")]


GOODS = [
    ("Su-35", "met"),
    ("T-72 tanks", "met"),
    ("Mohajer-6", "met"),
    ("Shahed-136", "met"),
    ("T-72 spare parts", "met"),
    ("AL-41F engines", "met"),
    ("152 mm artillery shells", "met"),
    ("Su-35 pilot training", "met"),
    ("Igla-S", "met"),
    ("Yak-130", "arguable"),
    ("missiles", "arguable"),
    ("spare parts", "arguable"),
    ("VK-2500 engines", "arguable"),
    ("S-400", "arguable"),
    ("AK-203", "unmet"),
    ("rifles", "unmet"),
    ("Kornet", "unmet"),
    ("crude oil", "unmet"),
    ("Superjet 100", "unmet"),
    ("drones", "unknown"),
    ("Mi-17", "unknown"),
    ("XQ-99", "unknown"),
    (None, "unknown"),
]


@pytest.mark.parametrize(("item", "result"), GOODS)
def test_the_goods_are_of_the_register_or_related_to_it_or_outside(item: str | None, result: str) -> None:
    assert of_buyer(arms(item=item))["materiel"] == result


def test_spare_parts_need_no_significance() -> None:
    found = of_buyer(arms(item="spare parts for Su-35", capability="sustainment", value="USD 10,000"))

    assert found["exposure"] == "facially_met"
    assert "significance" not in found


def test_a_civil_end_use_contradicts_the_category_of_arms() -> None:
    assert of_buyer(arms(item="spare parts", end_use="civil"))["exposure"] == "no_trigger"
    assert of_buyer(arms(end_use="civil"))["materiel"] == "unmet"
    assert of_buyer(arms(item="XQ-99", end_use="civil"))["materiel"] == "unmet"


DATES = [
    ("delivery 2017-08-01", "unmet", "no_trigger"),
    ("delivery 2017-08-02", "met", "facially_met"),
    ("delivery 2017", "unknown", "undecided"),
    ("delivery", "unknown", "undecided"),
    ("talks 2022", "unmet", "watch"),
    ("agreement 2022", "unmet", "watch"),
    ("regulatory 2022", "unmet", "no_trigger"),
    ("cancellation 2022", "unmet", "no_trigger"),
]


@pytest.mark.parametrize(("act", "conduct", "exposure"), DATES)
def test_conduct_counts_from_enactment_and_talk_is_watched(act: str, conduct: str, exposure: str) -> None:
    found = of_buyer(arms(act))

    assert (found["conduct"], found["exposure"]) == (conduct, exposure)


def test_an_act_reported_by_leaks_alone_is_at_most_arguable() -> None:
    assert of_buyer(arms(sources=[LEAK]))["exposure"] == "arguable"


WAYS: list[tuple[str, Json, str, str]] = [
    ("buyer", {}, "met", "met"),
    ("buyer, seller not stated", {"supplier": None}, "met", "met"),
    ("seller", RUSSIA_BUYS, "met", "met"),
    (
        "end user",
        {"buyer": CHINESE, "parties": [{"role": "end_user", "country": "IR"}]},
        "met",
        "arguable",
    ),
    (
        "maker",
        {"buyer": CHINESE, "parties": [{"role": "manufacturer", "country": "IR"}]},
        "arguable",
        "arguable",
    ),
    ("agent", {"buyer": CHINESE, "parties": [{"role": "agent", "country": "IR"}]}, "unknown", "arguable"),
    ("bank", {"buyer": CHINESE, "parties": [{"role": "bank", "country": "IR"}]}, "unknown", "arguable"),
    ("both sides", {"supplier": {"country": "IR", "name": "HESA"}}, "arguable", "met"),
    ("design, no seller", {"buyer": CHINESE, "supplier": None, "item": "Shahed-136"}, "arguable", "arguable"),
    ("design, another seller", {"buyer": CHINESE, "item": "Shahed-136"}, "unknown", "arguable"),
]


@pytest.mark.parametrize(
    ("fields", "transfer", "knowledge"), [one[1:] for one in WAYS], ids=[one[0] for one in WAYS]
)
def test_who_is_of_iran_decides_transfer_and_knowledge(fields: Json, transfer: str, knowledge: str) -> None:
    found = of_buyer(arms(**fields))

    assert (found["transfer"], found["knowledge"]) == (transfer, knowledge)


def test_a_front_company_tied_to_iran_makes_the_transfer_arguable_while_the_tie_lasts() -> None:
    given = arms("delivery 2019", "delivery 2023", buyer=ABROAD, supplier=CHINESE)
    owner = {"name": "HESA", "from": "2022-01-01"}

    (found, *_) = rows(
        given, provision=S107, as_of="2024-01-01", persons=[{"name": ABROAD["name"], "owners": [owner]}]
    ).values()

    assert (results(found)["transfer"], found.act) == ("arguable", "a1")
    assert "HESA has held a share of Gulf Trading since 1 January 2022" in because(found, "transfer")


SERVICES = [
    ("service 2023", IRAN_BUYS, {"RU": "met", "IR": "arguable"}),
    ("loan 2023", IRAN_BUYS, {"RU": "met", "IR": "arguable"}),
    ("service 2023", RUSSIA_BUYS, {"RU": "arguable", "IR": "arguable"}),
    ("equity 2023", IRAN_BUYS, {"RU": "arguable", "IR": "arguable"}),
    ("license 2023", RUSSIA_BUYS, {"RU": "met", "IR": "met"}),
]


@pytest.mark.parametrize(("act", "fields", "transfer"), SERVICES)
def test_training_and_money_fall_on_whoever_provides_them_to_iran(
    act: str, fields: Json, transfer: dict[str, str]
) -> None:
    found = rows(arms(act, **fields), provision=S107, as_of="2024-01-01")

    assert {country: results(one)["transfer"] for (country, _), one in found.items()} == transfer


def test_a_country_is_no_person_and_the_row_asks_who_acted() -> None:
    found = rows(arms(supplier={"country": "RU"}), provision=S107, as_of="2024-01-01")

    seller = found["RU", None]
    assert (results(seller)["person"], seller.exposure) == ("arguable", "arguable")
    assert "person" in {one.would_settle for one in seller.missing}


MISSILES: list[tuple[str, Json, str, str | None]] = [
    ("to Iran", {"item": "ballistic missile components"}, "facially_met", "met"),
    ("from Iran", RUSSIA_BUYS | {"item": "Fath-360"}, "arguable", "arguable"),
    ("kind not stated", {"item": "missiles"}, "undecided", "met"),
    ("propellant", {"item": "ammonium perchlorate"}, "undecided", "met"),
    ("civil", {"item": "Fateh-110", "end_use": "civil"}, "no_trigger", "met"),
    (
        "within Iran",
        {"item": "Fateh-110", "supplier": {"country": "IR", "name": "SHIG"}},
        "facially_met",
        "met",
    ),
]


@pytest.mark.parametrize(
    ("fields", "exposure", "contribution"), [one[1:] for one in MISSILES], ids=[one[0] for one in MISSILES]
)
def test_ballistic_missiles_contribute_to_the_program_when_they_go_to_iran(
    fields: Json, exposure: str, contribution: str
) -> None:
    found = of_buyer(arms(**fields), S104)

    assert (found["exposure"], found["contribution"]) == (exposure, contribution)


@pytest.mark.parametrize("item", ["Su-35", "Kalibr", "Shahed-136", "XQ-99"])
def test_other_arms_do_not_touch_the_missile_program(item: str) -> None:
    assert not rows(arms(item=item), provision=S104, as_of="2024-01-01")


def test_section_105_falls_on_the_irgc_and_not_on_whoever_deals_with_it() -> None:
    found = rows(
        arms(**RUSSIA_BUYS | {"supplier": IRGC}, item="Shahed-136"), provision=S105, as_of="2024-01-01"
    )

    assert list(found) == [("IR", "IRGC Aerospace Force")]
    (one,) = found.values()
    assert one.exposure == "facially_met"
    assert set(results(one)) == {"person", "affiliation", "conduct"}


def test_whoever_is_tied_to_the_irgc_is_arguably_an_affiliate() -> None:
    supplier = {"country": "IR", "name": "Shahed Aviation Industries"}

    found = row(
        arms(**RUSSIA_BUYS | {"supplier": supplier}, item="Shahed-136"), provision=S105, as_of="2024-01-01"
    )

    assert (found.person, results(found)["affiliation"]) == (supplier["name"], "arguable")
    assert "unverified" in because(found, "affiliation")


def test_section_105_reaches_no_person_of_the_united_states() -> None:
    persons = [{"name": "Gulf Trading", "country": "US", "acts_for": ["IRGC"]}]
    given = arms(supplier={"country": "US", "name": "Gulf Trading"})

    found = row(given, provision=S105, as_of="2024-01-01", persons=persons)

    assert (results(found)["person"], found.exposure) == ("unmet", "no_trigger")


@pytest.mark.parametrize(
    ("act", "conduct"), [("delivery 2017-10-30", "arguable"), ("delivery 2017-10-31", "met")]
)
def test_section_105_is_about_what_the_person_is_since_day_90(act: str, conduct: str) -> None:
    found = row(arms(act, buyer=IRGC), provision=S105, as_of="2024-01-01")

    assert results(found)["conduct"] == conduct
    assert str(found.imposable_from) == "2017-10-31"


def test_an_event_without_iran_touches_none_of_these() -> None:
    given = event(buyer=CHINESE, item="T-72")

    assert not any(rows(given, provision=one, as_of="2024-01-01") for one in (S104, S105, S107))


def test_a_stated_purpose_makes_the_missile_program_arguable_whatever_the_goods_are() -> None:
    mixers = {**IRAN_BUYS, "supplier": CHINESE, "item": "planetary mixers for ballistic missile propellant"}
    known_goods = {**mixers, "item": "ballistic missiles"}
    other_goods = {**mixers, "item": "planetary mixers"}

    found = of_buyer(event("contract 2023-03-01", **mixers), S104)
    assert (found["program"], found["exposure"]) == ("arguable", "arguable")
    assert of_buyer(event("contract 2023-03-01", **known_goods), S104)["program"] == "met"
    assert of_buyer(event("contract 2023-03-01", **mixers, end_use="civil"), S104)["program"] == "unmet"
    assert rows(event("contract 2023-03-01", **other_goods), provision=S104, as_of="2024-01-01") == {}


def test_a_stated_purpose_that_only_a_leak_reports_is_no_better_than_arguable() -> None:
    mixers = {**IRAN_BUYS, "supplier": CHINESE, "item": "planetary mixers for ballistic missile propellant"}

    found = of_buyer(event("contract 2023-03-01", **mixers, sources=[LEAK]), S104)
    assert found["exposure"] == "arguable"
