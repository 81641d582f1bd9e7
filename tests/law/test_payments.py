"""Sections 226 and 228: the bank that pays, whoever stands between, and structures made to deceive."""

from __future__ import annotations

import pytest

from caatsa.domain.verdict import Transaction
from tests.law.cases import ABROAD, LISTED, RUSSIA, STRANGER, Json, assessed, because, event, results, row

S226, S228 = "caatsa.226", "caatsa.228"
BANK = {"role": "bank", "name": "Harbour Bank", "country": "AE"}
AGENT = {"role": "agent", "name": "Gulf Brokers", "country": "AE"}
ZARYA = RUSSIA | {"name": "Zarya Trading House"}
PAID = "payment 2019-09-10"


def listed(on: str, name: str = "SDN, UKRAINE-EO13661") -> list[Json]:
    """The unknown Russian seller on a list."""
    return [{"name": ZARYA["name"], "country": "RU", "listings": [{"list": name, "listed_on": on}]}]


def provisions(*events: Json, **how: object) -> set[tuple[str | None, str | None]]:
    """(provision, person) of every row."""
    return {
        (one.provision, one.person)
        for verdict in assessed(*events, **how).verdicts  # type: ignore[arg-type]
        for one in verdict.transactions
    }


def bank_row(*acts: str, provision: str = S226, **fields: object) -> Transaction:
    """The row of the bank in a deal with a Russian seller nobody knows."""
    how = {"persons": fields.pop("persons")} if "persons" in fields else {}
    whole = {"supplier": ZARYA, "parties": [BANK], **fields}
    return row(event(*(acts or (PAID,)), **whole), provision=provision, **how)  # type: ignore[arg-type]


def test_merely_paying_a_listed_seller_touches_neither_section_and_is_pointed_to() -> None:
    found = assessed(event(PAID)).verdicts[0].transactions

    assert [one.provision for one in found] == ["caatsa.231.a"]
    assert any("§§ 226 and 228" in line for line in found[0].also_look_at)


def test_a_named_bank_has_rows_of_its_own_under_its_own_country() -> None:
    verdicts = {one.country: one for one in assessed(event(PAID, parties=[BANK])).verdicts}

    assert {one.provision for one in verdicts["AE"].transactions} == {S226, S228}
    assert {one.person for one in verdicts["AE"].transactions} == {"Harbour Bank"}
    assert {one.provision for one in verdicts["KZ"].transactions} == {"caatsa.231.a"}


def test_an_agent_comes_under_228_and_not_under_226() -> None:
    found = provisions(event(parties=[AGENT]))

    assert (S228, "Gulf Brokers") in found
    assert not [one for one in found if one[0] == S226]


def test_a_deceptive_structure_is_the_buyers_own_matter_where_nobody_stands_between() -> None:
    found = row(event(item="S-400, paid through shell companies"), provision=S228)

    assert found.person == "Ministry of Defence"
    assert results(found)["transaction"] == "arguable"
    assert "shell companies" in because(found, "transaction")


def test_a_deceptive_structure_with_an_agent_is_the_agents_matter() -> None:
    found = provisions(event(item="S-400 with a falsified end-user certificate", parties=[AGENT]))

    assert {person for provision, person in found if provision == S228} == {"Gulf Brokers"}


def test_a_bank_an_agent_and_a_deceptive_structure_in_a_deal_without_russia_touch_nothing() -> None:
    french = {"country": "FR", "name": "Dassault"}
    found = provisions(event(item="Rafale, through a front company", supplier=french, parties=[BANK, AGENT]))

    assert found == {(None, "Ministry of Defence")}


def test_a_bank_of_the_united_states_is_not_a_foreign_one() -> None:
    found = bank_row(parties=[BANK | {"country": "US"}])

    assert (found.exposure, results(found)["person"]) == ("no_trigger", "unmet")


def test_of_which_country_a_bank_is_has_to_be_known() -> None:
    found = bank_row(parties=[{"role": "bank", "name": "Harbour Bank"}])

    assert results(found)["person"] == "unknown"
    assert "person" in {one.would_settle for one in found.missing}


DATES = [
    ("payment 2017-08-01", "unmet", "unmet"),
    ("payment 2017-08-02", "arguable", "met"),
    ("payment 2017-08-31", "arguable", "met"),
    ("payment 2017-09-01", "met", "met"),
    ("payment 2017", "unknown", "unknown"),
    ("payment", "unknown", "unknown"),
]


@pytest.mark.parametrize(("paid", "under_226", "under_228"), DATES)
def test_subsection_b_of_226_begins_a_month_after_228(paid: str, under_226: str, under_228: str) -> None:
    assert results(bank_row(paid))["conduct"] == under_226
    assert results(bank_row(paid, provision=S228))["conduct"] == under_228


def test_a_bank_of_the_deal_is_not_shown_to_have_handled_a_payment() -> None:
    assert results(bank_row("contract 2019-01-01"))["transaction"] == "arguable"
    assert results(bank_row())["transaction"] == "met"


def test_talks_with_a_bank_at_the_table_are_watched() -> None:
    found = bank_row("talks 2019-01-01")

    assert (found.exposure, results(found)["transaction"]) == ("watch", "unmet")


@pytest.mark.parametrize("provision", [S226, S228])
def test_significance_is_never_more_than_arguable_and_never_that_of_231(provision: str) -> None:
    found = row(event(PAID, parties=[BANK]), provision=provision)

    assert results(found)["significant"] == "arguable"
    assert "significance" not in results(found)
    assert found.exposure == "arguable"


def test_nothing_known_of_the_deal_leaves_its_significance_unknown() -> None:
    assert results(bank_row(item=None))["significant"] == "unknown"
    assert results(bank_row(item=None, value="USD 3 million"))["significant"] == "arguable"


BENEFICIARY = [
    ("SDN, UKRAINE-EO13661", "2018-01-01", "met", "met"),
    ("SDN, UKRAINE-EO13661", "2019-09", "arguable", "arguable"),
    ("SDN, UKRAINE-EO13661", "2020-01-01", "unknown", "unknown"),
    ("UKRAINE-EO13662", "2018-01-01", "arguable", "met"),
    ("SDN, UKRAINE-EO13685", "2018-01-01", "arguable", "met"),
    ("SDN, SYRIA", "2018-01-01", "unknown", "unknown"),
    ("SDN", "2018-01-01", "unknown", "unknown"),
    ("LSP", "2018-01-01", "unknown", "unknown"),
]


@pytest.mark.parametrize(("name", "on", "under_226", "under_228"), BENEFICIARY)
def test_under_which_order_and_since_when_the_seller_is_designated_decides(
    name: str, on: str, under_226: str, under_228: str
) -> None:
    persons = listed(on, name)

    assert results(bank_row(persons=persons))["beneficiary"] == under_226
    assert results(bank_row(persons=persons, provision=S228))["beneficiary"] == under_228


def test_the_syrian_order_on_rosoboronexport_is_told_as_an_open_legal_question() -> None:
    found = row(event("payment 2018-06-01", parties=[BANK], supplier=LISTED), provision=S226)

    assert results(found)["beneficiary"] == "arguable"
    assert any("13582" in step.because and "legal question" in step.because for step in found.trail)


def test_a_seller_of_another_country_is_no_russian_person_under_226_and_unknown_under_228() -> None:
    fields = {"supplier": ABROAD, "parties": [BANK]}

    assert results(row(event(PAID, **fields), provision=S226))["beneficiary"] == "unmet"
    assert results(row(event(PAID, **fields), provision=S228))["beneficiary"] == "unknown"


def test_rosoboronexport_and_arms_for_syria_are_arguable_under_subsection_a() -> None:
    syria = {"country": "SY", "name": "Army"}
    found = row(event("payment 2017-08-15", buyer=syria, parties=[BANK]), provision=S226, as_of="2018-01-01")

    assert results(found)["beneficiary"] == "arguable"
    assert results(found)["conduct"] == "arguable"


def test_a_bank_stands_at_one_remove_unless_the_designation_was_public() -> None:
    assert results(bank_row())["knowledge"] == "unknown"
    assert results(bank_row(persons=listed("2018-01-01")))["knowledge"] == "arguable"
    assert results(bank_row(persons=listed("2018-01-01"), provision=S228))["knowledge"] == "arguable"
    assert bank_row().exposure == "undecided"


def test_an_agent_that_deals_with_a_publicly_designated_seller_should_have_known() -> None:
    deal = event(PAID, supplier=ZARYA, parties=[AGENT])

    assert results(row(deal, provision=S228))["knowledge"] == "arguable"
    assert results(row(deal, provision=S228, persons=listed("2018-01-01")))["knowledge"] == "met"


def test_an_agent_known_to_act_for_the_designated_seller_acts_on_its_behalf() -> None:
    agent = {"name": AGENT["name"], "country": "AE", "acts_for": [ZARYA["name"]]}
    deal = event(PAID, supplier=ZARYA, parties=[AGENT])

    assert results(row(deal, provision=S228))["behalf"] == "arguable"
    assert results(row(deal, provision=S228, persons=[*listed("2018-01-01"), agent]))["behalf"] == "met"


def test_an_owner_that_is_designated_is_arguable_and_never_met() -> None:
    seller = {"name": ZARYA["name"], "country": "RU", "owners": ["Almaz-Antey"]}
    found = row(event(PAID, supplier=ZARYA, parties=[BANK]), provision=S228, persons=[seller])

    assert results(found)["beneficiary"] == "arguable"


def test_a_russian_buyer_paid_for_through_a_foreign_bank_is_asked_about_too() -> None:
    deal = event(PAID, buyer={"country": "RU", "name": "Zarya"}, supplier=ABROAD, parties=[BANK])

    assert results(row(deal, provision=S226))["beneficiary"] == "unknown"
    assert results(row(deal, provision=S228))["behalf"] == "arguable"


@pytest.mark.parametrize("value", ["RUB 3 billion", "INR 3 billion", "USD 3 billion"])
def test_13_the_currency_takes_no_bank_out_of_the_section(value: str) -> None:
    found = row(event(PAID, parties=[BANK], value=value), provision=S226)

    assert found.exposure == "arguable"


def test_11_an_agent_is_a_person_of_its_own_beside_the_state_that_buys() -> None:
    verdicts = {one.country: one for one in assessed(event(parties=[AGENT])).verdicts}

    assert [one.provision for one in verdicts["KZ"].transactions] == ["caatsa.231.a"]
    assert [one.person for one in verdicts["AE"].transactions] == ["Gulf Brokers"]


def test_no_official_has_decided_and_the_row_says_so() -> None:
    found = bank_row()

    assert all("no public determination" in node.state for node in found.open)
    assert any("national interest" in node.text for node in found.open)
    assert found.enforcement == "none_known"


def test_an_unknown_seller_stays_unknown_and_asks_for_the_list_and_the_order() -> None:
    found = row(event(PAID, supplier=STRANGER, parties=[BANK]), provision=S226)
    (asked,) = [one for one in found.missing if one.would_settle == "beneficiary"]

    assert asked.result_now == "unknown"
    assert "SDN List" in asked.ask
