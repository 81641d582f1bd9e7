"""Levers: the ways in which an event could be otherwise, in deals of each kind that provisions are about."""

from __future__ import annotations

import pytest

from caatsa.assessment.changes import Search, changed
from caatsa.assessment.lever import Lever
from caatsa.rulebase.rulebase import RuleBase, load_rulebase
from tests.assessment.worlds import searches
from tests.law.cases import RUSSIA, S231, S1241, Json, event
from tests.law.test_energy_and_cyber import S232, pipeline, stake
from tests.law.test_payments import PAID, S226, S228

LATER = {"country": "RU", "name": "Komsomolsk-na-Amur Aviation Production Organization (KNAAPO)"}
"""Listed on 20 September 2018, not with the first list."""
STATELESS_BANK: Json = event(PAID, parties=[{"role": "bank", "name": "Some Bank"}])
NAMELESS_AGENT: Json = event(parties=[{"role": "agent", "country": "AE"}])
TURKISH: Json = event("delivery 2019-07-12", buyer={"country": "TR"})
TO_SYRIA: Json = event(
    "delivery 2019-01-01", buyer={"country": "SY", "name": "Army"}, supplier=RUSSIA, item="S-300"
)
SUBCONTRACTED: Json = event(
    supplier=RUSSIA, parties=[{"role": "subcontractor", "name": "Almaz-Antey", "country": "RU"}]
)
MADE: Json = event(
    supplier=RUSSIA, parties=[{"role": "manufacturer", "name": "Almaz-Antey", "country": "RU"}]
)
LAUNCH: Json = event(item="RD-180", parties=[{"role": "end_user", "name": "NASA", "country": "US"}])
DEALS: dict[str, Json] = {
    "a pipeline": pipeline(),
    "a pipeline of which no value is stated": pipeline(None),
    "a stake": stake(),
    "a delivery to an agency that is not named": TURKISH,
    "a seller that was listed later": event(supplier=LATER),
    "a bank of which no country is stated": STATELESS_BANK,
    "an agent without a name": NAMELESS_AGENT,
    "arms for Syria": TO_SYRIA,
    "a subcontractor": SUBCONTRACTED,
}


@pytest.fixture(scope="module")
def base() -> RuleBase:
    return load_rulebase()


def search(base: RuleBase, deal: Json, provision: str, subject: str = "buyer") -> Search:
    """The search around the row of that person."""
    (found,) = [
        one
        for one in searches(base, deal)
        if (one.worlds.trigger.provision, one.worlds.subject) == (provision, subject)
    ]
    return found


def lever(found: Search, says: str) -> Lever:
    (one,) = [one for one in found.levers if one.says == says]
    return one


def said(found: Search, slot: str) -> list[str]:
    return [one.says for one in found.levers if one.slot == slot]


@pytest.mark.parametrize("deal", DEALS.values(), ids=DEALS.keys())
def test_what_each_change_comes_to_is_proved(base: RuleBase, deal: Json) -> None:
    for found in searches(base, deal):
        for one in found.levers:
            assert found.after((one,)) == found.worlds.proved(changed(found.world, (one,))), one.says


def test_every_change_is_told_in_words_that_say_something(base: RuleBase) -> None:
    for deal in DEALS.values():
        for found in searches(base, deal):
            assert [one.says for one in found.levers if one.says != one.says.strip()] == []


@pytest.mark.parametrize("value", ["USD 3 million", None])
def test_a_value_on_either_side_of_each_sum_of_the_statute_is_tried(
    base: RuleBase, value: str | None
) -> None:
    found = search(base, pipeline(value), S232, "supplier")

    exposures = {
        "its value is less than USD 1,000,000": "no_trigger",
        "its value is at least USD 1,000,000 and less than USD 5,000,000": "arguable",
        "its value is at least USD 5,000,000": "arguable",
    }
    assert said(found, "value") == list(exposures)
    for words, exposure in exposures.items():
        assert lever(found, words).settles is (value is None)
        assert found.after((lever(found, words),)).exposure == exposure


@pytest.mark.parametrize(
    ("value", "words"), [(None, ["its value is stated in United States dollars"]), ("USD 5", [])]
)
def test_where_the_statute_names_no_sum_a_value_is_stated_or_not(
    base: RuleBase, value: str | None, words: list[str]
) -> None:
    deal = {**STATELESS_BANK, **({"value": value} if value else {})}

    assert said(search(base, deal, S226, "party1"), "value") == words


def test_who_is_not_named_may_be_the_person_of_an_act_that_describes_the_deal(base: RuleBase) -> None:
    found = search(base, TURKISH, S231)

    assert said(found, "buyer") == ["the buyer is Presidency of Defense Industries", "the buyer is named"]


def test_of_which_country_the_rows_own_person_is_decides_whether_it_is_a_foreign_one(base: RuleBase) -> None:
    found = search(base, STATELESS_BANK, S226, "party1")
    american = lever(found, "Some Bank is of the United States")
    other = lever(found, "Some Bank is of a country other than the United States")

    assert (american.settles, other.settles) == (True, True)
    assert found.after((american,)).results["person"] == "unmet"
    assert found.after((other,)).results["person"] == "met"


def test_the_rows_own_person_may_be_named(base: RuleBase) -> None:
    found = search(base, NAMELESS_AGENT, S228, "party1")

    assert found.after((lever(found, "the agent is named"),)).exposure == found.now.exposure


def test_a_seller_that_was_listed_later_may_have_been_on_the_first_list(base: RuleBase) -> None:
    found = search(base, event("contract 2018-03-01", supplier=LATER), S231)
    earlier = lever(found, f"{LATER['name']} was listed on 27 October 2017, with the first list")

    assert found.now.results["counterparty"] == "arguable"
    assert found.after((earlier,)).results["counterparty"] == "met"


def test_a_change_after_which_the_provision_no_longer_reaches_the_person_leaves_no_row(
    base: RuleBase,
) -> None:
    found = search(base, TURKISH, S1241)

    assert [one.says for one in found.levers if not found.after((one,)).results] == [
        "Rosoboronexport is of a country other than Russia, without a known tie to a listed person"
    ]


def test_a_subcontractor_may_have_dealt_with_the_buyer_or_have_no_part_in_it(base: RuleBase) -> None:
    assert said(search(base, SUBCONTRACTED, S231), "party1") == [
        "Almaz-Antey is not the person of the register: not listed, and without a known tie",
        "Almaz-Antey is of a country other than Russia, without a known tie to a listed person",
        "Almaz-Antey dealt directly with the buyer",
        "Almaz-Antey has no part in it",
    ]


def test_nothing_turns_on_a_maker_who_is_no_counterparty(base: RuleBase) -> None:
    assert said(search(base, MADE, S231), "party1") == []


def test_an_activity_of_nasa_cannot_turn_out_to_be_one(base: RuleBase) -> None:
    assert said(search(base, event(item="RD-180"), S231), "end user") == [
        "the activity or launch is one of NASA"
    ]
    assert said(search(base, LAUNCH, S231), "end user") == []
