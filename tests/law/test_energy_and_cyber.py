"""Sections 224, 225, 232 and 233: looked at only where their subject is stated, by elements of their own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.cases import ABROAD, RUSSIA, Json, act, assessed, because, event, official, results, row

S224, S225, S232, S233 = "caatsa.224", "caatsa.225", "caatsa.232", "caatsa.233"
MOSCOW = {"country": "RU", "name": "Gazprom Export"}
SWISS = {"country": "CH", "name": "Nord Stream 2 AG"}
LAYER = {"country": "CH", "name": "Sea Pipes SA"}
QATAR = {"country": "QA", "name": "Investment Authority"}
ROSIMUSHCHESTVO = {"country": "RU", "name": "Federal Property Agency"}


def pipeline(value: Any = "USD 3 million", *acts: Json | str, **fields: Any) -> Json:
    """Goods for a Russian export pipeline, supplied to Russia."""
    whole = {
        "item": "pipe-laying for TurkStream",
        "buyer": MOSCOW,
        "supplier": LAYER,
        "value": value,
        **fields,
    }
    return event(
        *([] if acts else ["contract 2019-01-10"]), **({"acts": list(acts)} if acts else {}), **whole
    )


def stake(value: Any = "USD 12 million", *acts: Json, **fields: Any) -> Json:
    """A stake in a Russian privatization."""
    whole = {
        "item": "privatisation of a stake in Rosneft",
        "buyer": QATAR,
        "supplier": ROSIMUSHCHESTVO,
        "value": value,
        **fields,
    }
    return event(*([] if acts else ["equity 2018-01-10"]), **({"acts": list(acts)} if acts else {}), **whole)


def seller_row(deal: Json, provision: str = S232, **how: Any) -> Any:
    """The row of the supplier."""
    rows = [one for verdict in assessed(deal, **how).verdicts for one in verdict.transactions]
    return next(one for one in rows if one.provision == provision and one.person == deal["supplier"]["name"])


def buyer_row(deal: Json, provision: str, **how: Any) -> Any:
    """The row of the buyer."""
    rows = [one for verdict in assessed(deal, **how).verdicts for one in verdict.transactions]
    return next(one for one in rows if one.provision == provision and one.person == deal["buyer"]["name"])


@pytest.mark.parametrize(
    "item", ["S-400", "Arctic patrol ship", "152mm shells", "gas turbines", "anti-malware software"]
)
def test_no_arms_deal_touches_these_sections_by_its_goods(item: str) -> None:
    touched = {
        one.provision for verdict in assessed(event(item=item)).verdicts for one in verdict.transactions
    }

    assert not touched & {S224, S225, S232, S233}


THRESHOLD = [
    ("USD 1,000,000", "met"),
    ("USD 999,999", "unmet"),
    ("over USD 999,999", "unknown"),
    ("up to USD 900,000", "unmet"),
    ("about USD 1 million", "unknown"),
    ("EUR 5 million", "unknown"),
    (None, "unknown"),
]


@pytest.mark.parametrize(("value", "result"), THRESHOLD)
def test_232_has_a_threshold_of_a_million_dollars(value: str | None, result: str) -> None:
    assert results(seller_row(pipeline(value)))["value"] == result


def test_232_adds_up_five_millions_within_twelve_months() -> None:
    def paid(first: str, *later: str) -> str:
        acts = [act(f"delivery {day}", value="USD 900,000") for day in (first, *later)]
        return results(seller_row(pipeline(None, *acts)))["value"]

    months = [f"2019-{month:02}-01" for month in range(1, 7)]
    assert paid(*months) == "met"
    assert paid(*months[:5]) == "unmet"
    assert paid(*months[:3], "2020-02-01", "2020-03-01", "2020-04-01") == "unmet"
    assert paid(*months[:5], "2020-06-01") == "unmet"
    assert paid(*months[1:], "2020-01") == "met"
    assert paid(*months[1:], "2020") == "unknown"


def test_232_asks_for_the_value_in_dollars_where_it_is_stated_in_another_currency() -> None:
    found = seller_row(pipeline("EUR 5 million"))
    (asked,) = [one for one in found.missing if one.would_settle == "value"]

    assert found.exposure == "undecided"
    assert "United States dollars" in asked.ask


def test_232_reaches_who_supplies_russia_and_not_who_merely_buys() -> None:
    deal = pipeline()

    assert seller_row(deal).exposure == "arguable"
    assert results(seller_row(deal))["knowledge"] == "met"
    bought = buyer_row(deal, S232)
    assert (bought.exposure, results(bought)["transaction"]) == ("no_trigger", "unmet")


def test_232_reaches_an_investor() -> None:
    deal = pipeline(
        "USD 30 million", act("equity 2019-01-10"), buyer=QATAR, supplier=SWISS, item="stake in Nord Stream 2"
    )

    assert results(buyer_row(deal, S232))["transaction"] == "met"
    assert buyer_row(deal, S232).exposure == "arguable"


def test_232_a_project_company_abroad_leaves_open_whether_russia_is_supplied() -> None:
    deal = pipeline(buyer=SWISS, item="pipe-laying for Nord Stream 2")

    assert results(seller_row(deal))["transaction"] == "arguable"
    assert results(seller_row(deal))["pipeline"] == "met"


def test_232_whose_pipeline_it_is_has_to_be_known() -> None:
    deal = pipeline(buyer={"country": "NO", "name": "Operator"}, item="gas export pipeline valves")
    found = results(seller_row(deal))

    assert (found["pipeline"], found["transaction"]) == ("unknown", "unknown")


def test_232_is_discretionary_and_says_so_as_an_open_node() -> None:
    (may, allies) = seller_row(pipeline()).open

    assert may.text.startswith("may impose")
    assert "allies" in allies.text


def test_232_before_enactment_is_outside() -> None:
    assert seller_row(pipeline("USD 3 million", act("contract 2017-08-01"))).exposure == "no_trigger"


def test_225_an_investment_counts_from_1_september_2017() -> None:
    def conduct(day: str) -> str:
        deal = event(
            f"equity {day}", item="Arctic offshore oil project in Russia", supplier=MOSCOW, buyer=QATAR
        )
        return results(row(deal, provision=S225))["conduct"]

    assert [conduct(day) for day in ("2017-08-31", "2017-09-01", "2017")] == ["unmet", "met", "unknown"]


def test_225_is_arguable_at_most_and_goods_are_no_investment() -> None:
    project = {"item": "stake in a Russian shale oil project", "supplier": MOSCOW, "buyer": QATAR}
    invested = row(event("equity 2019-01-01", **project), provision=S225)
    delivered = row(event("delivery 2019-01-01", **project), provision=S225)

    assert invested.exposure == "arguable"
    assert {results(invested)[one] for one in ("significant", "project")} == {"arguable"}
    assert (delivered.exposure, results(delivered)["investment"]) == ("no_trigger", "unmet")


def test_225_a_project_elsewhere_is_not_shown_to_be_russian() -> None:
    deal = event("equity 2019-01-01", item="deepwater oil project", supplier=ABROAD, buyer=QATAR)

    assert results(row(deal, provision=S225))["project"] == "unknown"


def test_225_an_american_investor_is_no_foreign_person() -> None:
    deal = event(
        "equity 2019-01-01",
        item="Russian shale oil",
        supplier=MOSCOW,
        buyer={"country": "US", "name": "Driller"},
    )

    assert row(deal, provision=S225).exposure == "no_trigger"


MALWARE = {"item": "malware", "buyer": RUSSIA | {"name": "Ministry of Digital Affairs"}, "supplier": ABROAD}


def test_224_who_supplies_the_means_is_arguable_and_who_acquires_them_undecided() -> None:
    deal = event(**MALWARE)

    assert seller_row(deal, S224).exposure == "arguable"
    assert (buyer_row(deal, S224).exposure, results(buyer_row(deal, S224))["activity"]) == (
        "undecided",
        "unknown",
    )


def test_224_a_bank_that_pays_finances_and_stands_at_one_remove() -> None:
    deal = event(
        "payment 2019-01-01", **MALWARE, parties=[{"role": "bank", "name": "Harbour Bank", "country": "AE"}]
    )
    rows = [one for verdict in assessed(deal).verdicts for one in verdict.transactions]
    bank = next(one for one in rows if one.provision == S224 and one.person == "Harbour Bank")

    assert (results(bank)["activity"], results(bank)["knowledge"]) == ("arguable", "unknown")


def test_224_where_nobody_is_russian_nothing_is_on_behalf_of_russia() -> None:
    deal = event(item="spyware", buyer={"country": "SA", "name": "Agency"}, supplier=ABROAD)

    assert results(seller_row(deal, S224))["behalf"] == "unmet"
    assert seller_row(deal, S224).exposure == "no_trigger"


def test_224_dates_the_duty_and_not_the_conduct() -> None:
    def conduct(day: str) -> str:
        return results(seller_row(event(f"delivery {day}", **MALWARE), S224))["conduct"]

    assert [conduct(day) for day in ("2016-05-01", "2017-08-01", "2017")] == ["unmet", "unmet", "unknown"]
    assert [conduct(day) for day in ("2017-08-02", "2017-10-01", "")] == ["arguable", "met", "unknown"]
    assert str(seller_row(event(**MALWARE), S224).imposable_from) == "2017-10-01"


def test_224_a_seller_of_the_russian_intelligence_sector_acts_for_the_government() -> None:
    deal = event(item="malware", supplier=RUSSIA | {"name": "GRU"})

    assert results(buyer_row(deal, S224))["behalf"] == "met"


AMOUNT = [
    ("USD 10 million", "met"),
    ("USD 9,999,999", "unmet"),
    ("over USD 9 million", "unknown"),
    ("EUR 10.5 billion", "unknown"),
]


@pytest.mark.parametrize(("value", "result"), AMOUNT)
def test_233_has_a_threshold_of_ten_million_dollars(value: str, result: str) -> None:
    assert results(row(stake(value), provision=S233))["amount"] == result


def test_233_adds_up_only_parts_of_a_million_each_within_twelve_months() -> None:
    def amount(each: str, count: int) -> str:
        acts = [act(f"equity 2019-{month:02}-01", value=each) for month in range(1, count + 1)]
        return results(row(stake(None, *acts), provision=S233))["amount"]

    assert amount("USD 2 million", 5) == "met"
    assert amount("USD 900,000", 12) == "unmet"
    assert amount("USD 900,000", 11) == "unmet"


def test_233_stays_undecided_without_an_official_word_on_who_benefits() -> None:
    found = row(stake(), provision=S233)

    assert found.exposure == "undecided"
    assert (results(found)["benefit"], results(found)["knowledge"]) == ("unknown", "arguable")


def test_233_demands_actual_knowledge_which_a_public_warning_does_not_show() -> None:
    warning = official("warning", S233, "2017-12-01", country="QA", item=stake()["item"])
    found = row(stake(), provision=S233, official_acts=[warning])

    assert (results(found)["knowledge"], results(found)["benefit"]) == ("arguable", "arguable")
    assert found.exposure == "arguable"


def test_233_a_bank_that_was_publicly_warned_arguably_knew() -> None:
    warning = official("warning", S233, "2017-12-01", country="QA", item=stake()["item"])
    deal = stake(parties=[{"role": "bank", "name": "Harbour Bank", "country": "AE"}])
    rows = [one for v in assessed(deal, official_acts=[warning]).verdicts for one in v.transactions]
    bank = next(one for one in rows if one.provision == S233 and one.person == "Harbour Bank")

    assert results(bank)["knowledge"] == "arguable"
    assert "that it reached the person itself is not shown" in because(bank, "knowledge")


def test_233_an_agent_or_bank_that_took_part_is_asked_what_it_knew() -> None:
    deal = stake(parties=[{"role": "bank", "name": "Harbour Bank", "country": "AE"}])
    rows = [one for verdict in assessed(deal).verdicts for one in verdict.transactions]
    bank = next(one for one in rows if one.provision == S233 and one.person == "Harbour Bank")

    assert (results(bank)["investment"], results(bank)["knowledge"]) == ("arguable", "unknown")


def test_233_a_privatization_of_another_state_is_no_matter_of_russia() -> None:
    greece = {"country": "GR", "name": "Asset Fund"}
    found = row(stake(item="privatization of the port", supplier=greece), provision=S233)

    assert (found.exposure, results(found)["privatization"]) == ("no_trigger", "unmet")


@pytest.mark.parametrize(
    ("provision", "deal"),
    [(S224, event("talks 2019-01-01", **MALWARE)), (S232, pipeline("USD 3 bn", act("selection 2019-01-01")))],
)
def test_22_a_price_decides_nothing_while_there_is_only_talk(provision: str, deal: Json) -> None:
    assert seller_row(deal, provision).exposure == "watch"


def test_233_does_not_add_up_what_lies_more_than_a_year_apart_or_is_less_than_a_million() -> None:
    def amount(*parts: tuple[str, str]) -> str:
        acts = [act(f"equity {day}", value=value) for day, value in parts]
        return results(row(stake(None, *acts), provision=S233))["amount"]

    assert amount(("2020-01-01", "USD 5 million"), ("2021-01-02", "USD 5 million")) == "unmet"
    assert amount(("2020-01-01", "USD 9.5 million"), ("2020-06-01", "USD 500,000")) == "unmet"
    assert amount(("2020-01-01", "USD 5 million"), ("2020-12-31", "USD 5 million")) == "met"


def six(**changes: Any) -> list[Json]:
    """Six deliveries of one supplier, each an event of USD 900,000; changes are made to the last five."""
    first, *others = (
        pipeline("USD 900,000", act(f"delivery 2019-{month:02}-01"), id=f"e{month}") for month in range(1, 7)
    )
    return [first, *(other | changes for other in others)]


def values(events: list[Json]) -> dict[tuple[str, str | None], Any]:
    """The rows under section 232 by event and person."""
    found = [one for verdict in assessed(*events).verdicts for one in verdict.transactions]
    return {(one.event, one.person): one for one in found if one.provision == S232}


def test_232_adds_up_the_events_of_one_supplier_and_names_them() -> None:
    found = values(six())

    for month in range(1, 7):
        assert results(found[f"e{month}", LAYER["name"]])["value"] == "met"
    assert "in e2: USD 900,000" in because(found["e1", LAYER["name"]], "value")


OTHERS = [
    {"supplier": {"country": "NL", "name": "Another Layer"}},
    {"item": "shale oil equipment"},
    {"acts": [act("delivery 2021-03-01")]},
]


@pytest.mark.parametrize("changes", OTHERS)
def test_232_does_not_add_up_other_suppliers_subjects_or_years(changes: Json) -> None:
    assert results(values(six(**changes))["e1", LAYER["name"]])["value"] == "unmet"


def test_232_is_open_where_another_event_of_the_supplier_has_no_value() -> None:
    assert results(values(six(value="EUR 1 million"))["e1", LAYER["name"]])["value"] == "unknown"


def test_232_a_stake_sold_by_the_russian_side_is_neither_investment_nor_supply() -> None:
    deal = pipeline("USD 3 million", act("equity 2019-01-10"), buyer=QATAR, supplier=ROSIMUSHCHESTVO)

    assert results(seller_row(deal))["transaction"] == "unmet"
    assert results(buyer_row(deal, S232))["transaction"] == "met"


@pytest.mark.parametrize(
    "words", ["malicious cyber-enabled activities", "malicious cyber activity", "cyberattack", "hacking"]
)
def test_224_is_touched_by_the_words_of_official_acts_on_cyber_operations(words: str) -> None:
    found = assessed(event(item=f"tools for {words}"))

    assert S224 in {one.provision for verdict in found.verdicts for one in verdict.transactions}
