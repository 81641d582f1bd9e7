"""Cases on which a quick reading of section 231 goes wrong, each with the reading that is right."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.cases import (
    ABROAD,
    BUYER,
    LEAK,
    LISTED,
    RUSSIA,
    S231,
    STRANGER,
    assessed,
    because,
    event,
    official,
    results,
    row,
)

INDIA = {"country": "IN", "name": "Ministry of Defence"}
NUMBERED = {f"test_{number:02}" for number in range(1, 29)}
JOINT_VENTURE = {"country": "IN", "name": "Indo-Russia Rifles Private Limited"}


def weighed(found: Any) -> str:
    return str(next(one.total for one in found.elements if one.id == "significance"))


def test_01_delivery_after_enactment_under_an_older_contract_counts() -> None:
    """Naive: the contract is older than the Act, so it is grandfathered."""
    found = row(event("contract 2015-11", "delivery 2017-12-20", item="Su-35"))

    assert results(found)["conduct"] == "met"
    assert found.exposure == "facially_met"
    assert row(event("contract 2015-11", item="Su-35")).exposure == "no_trigger"


def test_02_what_was_wholly_performed_before_enactment_is_outside() -> None:
    """Naive: it bought S-300, so it is exposed."""
    found = row(event("contract 2014", "payment 2015", "delivery 2016-10", item="S-300"))

    assert (found.exposure, results(found)["conduct"]) == ("no_trigger", "unmet")
    assert "conduct" in found.reason


def test_02_later_support_is_a_transaction_of_its_own() -> None:
    """Naive: the S-300 came before the Act, so nothing about them counts."""
    found = row(event("contract 2014", "delivery 2016-10", "service 2020", item="S-300"))

    assert (found.exposure, weighed(found)) == ("arguable", "weighed_against")


def test_03_delivery_before_imposition_was_possible_is_in_scope() -> None:
    """Naive: the law was not yet in force."""
    found = row(event("delivery 2017-11-15"))

    assert (found.exposure, results(found)["conduct"]) == ("facially_met", "met")
    assert str(found.imposable_from) == "2018-01-29"


@pytest.mark.parametrize("name", ["Sovtechnoexport", "Irkut", "Yantar Shipyard"])
def test_04_an_unlisted_seller_with_a_listed_owner_is_neither_clear_nor_listed(name: str) -> None:
    """Naive: no match on the list, so clear; or owned by half, so listed itself."""
    found = row(event(supplier=RUSSIA | {"name": name}, item="Mi-17"))

    assert results(found)["counterparty"] == "arguable"
    assert found.exposure == "arguable"
    assert "counterparty" in {one.would_settle for one in found.missing}


def test_05_a_seller_listed_after_the_act_is_arguable_and_neither_clear_nor_met() -> None:
    """Naive: not listed then, so clear; or listed now, so met."""
    found = row(event("delivery 2018-03-01", supplier=RUSSIA | {"name": "KnAAPO"}, item="Su-35"))

    assert results(found)["counterparty"] == "arguable"
    assert results(found)["knowledge"] == "arguable"
    assert found.exposure == "arguable"


def test_06_a_listed_seller_of_civil_goods_is_no_trigger_pulled_and_no_exemption() -> None:
    """Naive: a listed seller, so the trigger is pulled; or civil, so exempt."""
    found = row(event(item="Ansat medical helicopter", end_use="civil"))

    assert (found.exposure, weighed(found)) == ("arguable", "weighed_against")
    assert "civil" in because(found, "significance")


@pytest.mark.parametrize("kind", ["agreement", "approval", "talks", "interest", "selection"])
def test_07_a_headline_value_makes_no_transaction_of_talks(kind: str) -> None:
    """Naive: the headline value counts."""
    found = row(event(f"{kind} 2026-03-27", value="INR 63,000 crore", quantity=5), as_of="2026-11-22")

    assert found.exposure == "watch"


def test_08_a_cancelled_contract_is_neither_erased_nor_counted_in_full() -> None:
    """Naive: still exposed at full value; or erased."""
    acts = ("contract 2021-11", "payment 2022-01", "cancellation 2022-06")
    found = row(event(*acts, buyer={"country": "PH"}, item="Mi-17"), as_of="2023-01-01")

    assert (found.exposure, weighed(found)) == ("arguable", "weighed_against")
    assert "cancelled" in because(found, "significance")


def test_08_dropped_but_never_terminated_is_not_cancelled() -> None:
    """Naive: the press says dropped, so it is over."""
    found = row(event("contract 2018-02", buyer={"country": "ID"}, item="Su-35"))

    assert found.exposure == "arguable"
    assert results(found)["significance"] == "met"


def test_09_russian_origin_is_no_element() -> None:
    """Naive: a Russian weapon, so a trigger."""
    resale = event(supplier={"country": "CZ", "name": "Excalibur Army"}, item="T-72")
    found = row(resale)

    assert found.exposure == "no_trigger"
    assert results(found)["counterparty"] == results(found)["sector"] == "unmet"
    assert "origin" in because(found, "counterparty")


def test_09_but_a_listed_licensor_behind_the_resale_is_a_counterparty() -> None:
    """Naive: a third country sold it, so clear."""
    licensed = [{"role": "licensor", **LISTED}]

    assert row(event(supplier=ABROAD, parties=licensed, item="T-72")).exposure == "arguable"


def test_10_a_joint_venture_with_listed_minority_owners_is_arguable_whatever_the_share() -> None:
    """Naive: 49.5 percent is under 50, so clear; or its owners are listed, so met."""
    found = row(
        event("contract 2021-12-06", buyer=INDIA, supplier=JOINT_VENTURE, item="AK-203", quantity=601427)
    )

    assert results(found)["counterparty"] == "arguable"
    assert found.exposure == "arguable"
    assert "Kalashnikov" in because(found, "counterparty") or "Rosoboronexport" in because(
        found, "counterparty"
    )


@pytest.mark.parametrize("share", [0.1, 7.5, 49.5, 50, 51, 100])
def test_10_no_share_of_a_listed_owner_decides(share: float) -> None:
    """Naive: the 50 percent rule decides."""
    owner = [{"name": ABROAD["name"], "owners": [{"name": "Kalashnikov Concern", "share": share}]}]

    assert results(row(event(supplier=ABROAD), persons=owner))["counterparty"] == "arguable"


def test_10_the_joint_venture_had_no_listed_owner_before_it_existed() -> None:
    """Naive: its owners are listed, whenever it was."""
    found = row(event("contract 2018-12-06", buyer=INDIA, supplier=JOINT_VENTURE, item="AK-203"))

    assert found.exposure == "no_trigger"


def test_11_an_agent_that_buys_for_a_state_is_a_person_itself() -> None:
    """Naive: the state is no party, so clear."""
    found = row(event(buyer={"country": "AE", "name": "Desert Procurement FZE"}))

    assert results(found)["person"] == "met"
    assert found.exposure == "facially_met"


def test_11_a_seller_that_acts_for_a_listed_person_is_arguable() -> None:
    """Naive: the seller itself is not listed, so clear."""
    principal = [{"name": ABROAD["name"], "acts_for": ["Rosoboronexport"]}]

    assert results(row(event(supplier=ABROAD), persons=principal))["counterparty"] == "arguable"


def test_11_agent_and_principal_each_have_a_row_of_their_own() -> None:
    """Naive: the agent bought, so the state is no party; or the state bought, so the agent is none."""
    agent = [{"role": "agent", "country": "AE", "name": "Desert Procurement FZE"}]
    found = assessed(event("contract 2023-10", parties=agent), as_of="2024-06-01")
    rows = {
        (verdict.country, one.provision): one for verdict in found.verdicts for one in verdict.transactions
    }

    assert rows["KZ", S231].exposure == "facially_met"
    assert rows["AE", "caatsa.228"].person == "Desert Procurement FZE"
    assert rows["AE", "caatsa.228"].exposure == "arguable"


def test_12_a_permit_from_the_fsb_is_not_the_gravest_case_but_none() -> None:
    """Naive: the statute names the FSB, so this is the gravest case."""
    permit = event("regulatory 2019-03-01", supplier=RUSSIA | {"name": "FSB"}, item="encryption permit")
    found = row(permit)

    assert found.exposure == "no_trigger"
    assert "required by law" in found.reason
    assert results(found)["counterparty"] == "met", "the statute names the service"


def test_12_a_real_purchase_from_the_fsb_can_have_no_modified_waiver() -> None:
    """Naive: a waiver can cover any transaction."""
    found = row(event(supplier=RUSSIA | {"name": "FSB"}, capability="new"))
    (path,) = [one for one in found.relief_paths if one.id == "caatsa.231.d"]

    assert {one.id: one.result for one in path.conditions}["excluded_person"] == "unmet"


@pytest.mark.parametrize(
    "value", ["RUB 100 bn", "Rs 40,000 crore", "palm oil worth USD 570 million", "USD 5 bn", None]
)
def test_13_the_currency_of_payment_is_no_element(value: str | None) -> None:
    """Naive: no dollar was paid, so there is no link to the United States and nothing applies."""
    assert row(event(value=value)).exposure == "facially_met"


@pytest.mark.parametrize("value", ["RUB 100 bn", "Rs 40,000 crore", "USD 5 bn"])
def test_13_the_bank_that_pays_is_reached_whatever_the_currency(value: str) -> None:
    """Naive: roubles and rupees never pass New York, so the bank is clear."""
    bank = [{"role": "bank", "country": "IN", "name": "UCO Bank"}]
    paid = event("contract 2018-10-05", "payment 2024-03-01", buyer=INDIA, parties=bank, value=value)
    (verdict,) = assessed(paid, as_of="2024-06-01").verdicts
    rows = {one.provision: one for one in verdict.transactions}

    assert (rows["caatsa.226"].person, rows["caatsa.226"].exposure) == ("UCO Bank", "arguable")
    assert rows[S231].exposure == "facially_met"
    assert any("14114" in pointer for pointer in rows[S231].also_look_at)


def test_14_a_lapsed_delay_imposes_nothing_by_itself() -> None:
    """Naive: the certification is older than 180 days, so sanctions apply by themselves."""
    delay = [official("delay", "caatsa.231.c", on="2021-01-01")]

    assert row(official_acts=delay, as_of="2021-06-30").enforcement == "relieved"
    assert row(official_acts=delay, as_of="2021-07-01").enforcement == "none_known"


def test_15_a_modified_waiver_has_no_timer_but_covers_one_transaction() -> None:
    """Naive: the waiver expired after 180 days; or it covers whatever comes later."""
    waiver = [
        official("waiver", "caatsa.231.d", on="2020-01-01", event="e", person=BUYER["name"], country="KZ")
    ]

    assert row(official_acts=waiver, as_of="2026-01-01").enforcement == "relieved"
    assert row(event(id="later"), official_acts=waiver, as_of="2026-01-01").enforcement == "none_known"


def test_16_one_chamber_waives_nothing() -> None:
    """Naive: the House passed a waiver for India, so it is waived."""
    found = row(event(buyer=INDIA), as_of="2022-07-15")

    assert found.enforcement == "warned"
    assert "2022-07-14_in_house_vote" in {act.id for act in found.official_acts}


def test_16_an_announcement_lifts_nothing() -> None:
    """Naive: the President said that he would lift them, so they have ended."""
    turkey = event("delivery 2019-07-12", buyer={"country": "TR", "name": "SSB"})

    assert row(turkey, as_of="2026-07-08").enforcement == "determined"


def test_17_an_action_against_an_agency_is_none_against_the_companies_of_its_country() -> None:
    """Naive: the agency is hit, so every defense company of the country is."""
    given = event(
        "contract 2022-03", buyer={"country": "TR", "name": "Baykar"}, item="engines", supplier=STRANGER
    )

    assert row(given, as_of="2023-01-01").enforcement == "none_known"


@pytest.mark.parametrize(
    ("name", "enforcement"), [("Ismail Demir", "determined"), ("Haluk Görgün", "warned")]
)
def test_18_measures_on_an_officer_follow_the_person_and_not_the_post(name: str, enforcement: str) -> None:
    """Naive: the post is hit, so the successor is, and who leaves it is free."""
    given = event("delivery 2019-07-12", buyer={"country": "TR", "name": name})

    assert row(given, as_of="2025-01-01").enforcement == enforcement


def test_19_measures_under_other_authorities_are_not_section_231() -> None:
    """Naive: measures under any authority are CAATSA sanctions."""
    others = [
        official("determination", "caatsa.232", on="2021-06-01"),
        official("imposition", "caatsa.228", on="2021-06-02"),
    ]

    assert row(official_acts=others).enforcement == "none_known"


def test_19_a_designation_of_the_seller_under_an_executive_order_is_pointed_to_and_counts_for_nothing() -> (
    None
):
    """Naive: the seller is blocked under EO 14024, so CAATSA has been enforced."""
    found = row(event("contract 2023-10"), as_of="2024-06-01")

    assert any("14024" in pointer for pointer in found.also_look_at)
    assert found.enforcement == "none_known"
    assert {act.kind for act in found.official_acts} <= {"statement", "legislation"}


@pytest.mark.parametrize("as_of", ["2024-12-31", "2025-12-31", "2026-11-22"])
def test_19_duties_and_other_lists_are_no_action_against_india_under_section_231(as_of: str) -> None:
    """Naive: India was sanctioned under CAATSA in 2024 or 2025."""
    (verdict,) = assessed(event("contract 2018-10-05", "delivery 2021-11", buyer=INDIA), as_of=as_of).verdicts

    assert verdict.enforcement == "warned"
    assert verdict.menu.imposed == ()
    assert "EO 14329" not in verdict.summary


def test_20_a_listed_rocket_engine_maker_may_supply_launches_that_are_not_for_the_defense_department() -> (
    None
):
    """Naive: a listed Russian firm, so a trigger."""
    found = row(event(buyer={"country": "US", "name": "NASA"}, item="RD-180", end_use="space"))

    assert found.exposure == "no_trigger"
    assert "9531" in found.reason


def test_21_spare_parts_are_neither_exempt_nor_the_same_as_new() -> None:
    """Naive: spare parts are exempt; or the same as a new weapon."""
    found = row(event(item="spare parts for Su-35", end_use="military"))

    assert (found.exposure, weighed(found)) == ("arguable", "weighed_against")


def test_21_an_engine_upgrade_with_technology_transfer_lies_between() -> None:
    """Naive: engines are spare parts; or a new weapon."""
    found = row(
        event("contract 2025-03-07", item="T-72 engines", capability="upgrade", buyer=INDIA),
        as_of="2026-01-01",
    )

    assert (found.exposure, weighed(found)) == ("arguable", "arguable")


@pytest.mark.parametrize("value", ["USD 100", "USD 499 million", "USD 501 million", "USD 50 billion"])
def test_22_no_price_makes_a_transaction_significant(value: str) -> None:
    """Naive: over USD 500 million is significant, and less is not."""
    assert results(row(event(item="AK-203", value=value)))["significance"] == "arguable"
    assert results(row(event(value=value)))["significance"] == "met"


def test_23_five_counts_the_items_on_the_person_and_not_the_rows_of_a_list() -> None:
    """Naive: each row of the list counts as one."""
    turkey = event("delivery 2019-07-12", buyer={"country": "TR", "name": "SSB"})
    (verdict,) = assessed(turkey, as_of="2021-01-15").verdicts

    agency = next(one for one in verdict.menu.imposed_on if one.person == "Presidency of Defense Industries")
    assert [measure.rpartition(".")[2] for measure in agency.measures] == ["1", "2", "3", "4", "12"]
    assert verdict.menu.counting


def test_24_section_231_asks_nothing_of_arms_from_north_korea_and_reaches_no_russian_buyer() -> None:
    """Naive: whatever arms come from a listed state run through section 231."""
    shells = event(
        "delivery 2023-10",
        buyer={"country": "RU", "name": "Ministry of Defence"},
        supplier={"country": "KP", "name": "Green Pine"},
        item="152 mm artillery shells",
    )
    verdicts = assessed(shells, as_of="2024-06-01").verdicts

    rows = [
        (verdict.country, one.provision, one.exposure) for verdict in verdicts for one in verdict.transactions
    ]
    assert rows == [("KP", "nkspea.104.a.9", "facially_met"), ("RU", "nkspea.104.a.9", "facially_met")]


def test_24_a_purchase_by_iran_from_the_listed_exporter_is_weighed_like_any_other() -> None:
    """Naive: parts for Iran are weighed by significance under section 231 and by nothing else."""
    found = row(
        event("contract 2022-11", buyer={"country": "IR"}, item="spare parts for Su-35"), as_of="2024-01-01"
    )

    assert (found.exposure, weighed(found)) == ("arguable", "weighed_against")


def test_24_parts_for_iran_reach_seller_and_helper_too_without_a_test_of_significance() -> None:
    """Naive: parts are sustainment, so not significant; and the buyer alone is reached."""
    helper = [{"role": "agent", "country": "AE", "name": "Gulf Trading"}]
    parts = event(
        "delivery 2022-11-03",
        buyer={"country": "IR", "name": "Ministry of Defence"},
        item="spare parts for Su-35",
        parties=helper,
    )
    rows = [
        (verdict.country, one)
        for verdict in assessed(parts, as_of="2024-06-01").verdicts
        for one in verdict.transactions
    ]
    under_107 = {country: one for country, one in rows if one.provision == "caatsa.107.a"}

    assert {country: one.exposure for country, one in under_107.items()} == {
        "IR": "facially_met",
        "RU": "facially_met",
        "AE": "facially_met",
    }
    assert all("significance" not in results(one) for one in under_107.values())
    assert [country for country, one in rows if one.provision == S231] == ["IR"]


@pytest.mark.parametrize(
    ("buyer", "supplier"),
    [
        ({"country": "RU", "name": "Ministry of Defence"}, {"country": "KP", "name": "Green Pine"}),
        ({"country": "KP", "name": "Green Pine"}, {"country": "RU", "name": "Zarya Trading House"}),
    ],
)
def test_24_arms_from_and_to_north_korea_reach_either_side(
    buyer: dict[str, str], supplier: dict[str, str]
) -> None:
    """Naive: shells are cheap and old, so not significant; and a seller is never reached."""
    shells = event("delivery 2023-10", buyer=buyer, supplier=supplier, item="152 mm artillery shells")
    rows = [
        (one.provision, one.person, one.exposure)
        for verdict in assessed(shells, as_of="2024-06-01").verdicts
        for one in verdict.transactions
        if one.provision == "nkspea.104.a.9"
    ]

    assert sorted(rows) == sorted(
        ("nkspea.104.a.9", person["name"], "facially_met") for person in (buyer, supplier)
    )


@pytest.mark.parametrize(
    ("as_of", "enforcement", "provisions"),
    [
        ("2019-08-01", "warned", {"caatsa.231.a"}),
        ("2020-12-14", "determined", {"caatsa.231.a"}),
        ("2021-01-01", "determined", {"caatsa.231.a", "ndaa2021.1241"}),
    ],
)
def test_25_nothing_is_known_before_its_day(as_of: str, enforcement: str, provisions: set[str]) -> None:
    """Naive: Turkey was sanctioned as soon as it took delivery."""
    turkey = event("contract 2017-09-12", "delivery 2019-07-12", buyer={"country": "TR", "name": "SSB"})
    (verdict,) = assessed(turkey, as_of=as_of).verdicts

    assert (verdict.exposure, verdict.enforcement) == ("facially_met", enforcement)
    assert {one.provision for one in verdict.transactions} == provisions


def test_26_bad_numbers_change_no_element_and_are_kept_as_reported() -> None:
    """Naive: the largest figure is taken, or the mean, and decides."""
    figures = [
        {"quantity": 601427},
        {"quantity": 614427},
        {"quantity": "6,014,427"},
        {"quantity": "four squadrons"},
    ]
    rows = [row(event(item="AK-203", **one)) for one in figures]

    assert len({tuple(results(found).items()) for found in rows}) == 1
    assert all(
        any(str(one["quantity"]) in fact.text for fact in found.facts)
        for one, found in zip(figures, rows, strict=True)
    )


def test_26_digests_alone_give_no_more_than_arguable() -> None:
    """Naive: a digest that repeats a report is a report."""
    assert row(event(sources=[{"title": "digest", "grade": "aggregator"}])).exposure == "arguable"
    assert row(event(sources=[LEAK])).exposure == "arguable"


def test_27_a_framework_neither_is_a_deal_nor_takes_the_contract_out_of_time() -> None:
    """Naive: the framework is a deal; or it took the contract out of time."""
    assert row(event("agreement 2021-12-06")).exposure == "watch"
    assert row(event("agreement 2016-10-15", "contract 2018-10-05")).exposure == "facially_met"


@pytest.mark.parametrize("kind", ["gift", "loan", "lease"])
def test_28_a_gift_a_loan_or_a_lease_is_a_transaction_without_a_price(kind: str) -> None:
    """Naive: no price, so no transaction."""
    found = row(event(f"{kind} 2019-02", item="MiG-29"))

    assert (found.exposure, results(found)["transaction"]) == ("arguable", "met")


def test_each_of_the_twenty_eight_traps_states_the_naive_answer_that_it_refutes() -> None:
    tests = {name: case for name, case in globals().items() if name[:7] in NUMBERED}

    assert {name[:7] for name in tests} == NUMBERED
    assert [name for name, case in tests.items() if not (case.__doc__ or "").startswith("Naive: ")] == []
