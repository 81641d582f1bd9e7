"""Section 234 on Syria: it reaches the foreign supplier, and significant support is arguable at most."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caatsa.assessment.assess import Options, assess_input
from caatsa.intake.readers import as_document
from caatsa.report.text import to_text
from caatsa.rulebase.rulebase import load_rulebase
from tests.law.cases import ABROAD, LISTED, S234, Json, event, results, rows

SYRIA = {"country": "SY", "name": "Ministry of Defence"}


def arms(*acts: str, **fields: Any) -> Json:
    """S-300 that Rosoboronexport provides to Syria's ministry in October 2018."""
    whole: Json = {"buyer": SYRIA, "supplier": LISTED, "item": "S-300", **fields}
    return event(*(acts or ("delivery 2018-10",)), **whole)


def of_supplier(given: Json, **how: Any) -> dict[str, str]:
    """The results in the one row under the section."""
    (one,) = rows(given, provision=S234, **{"as_of": "2020-01-01", **how}).values()
    return results(one) | {"exposure": one.exposure}


def test_the_supplier_is_reached_and_the_buyer_and_the_agent_are_not() -> None:
    parties = [{"role": "agent", "country": "AE", "name": "Gulf Trading"}]

    assert list(rows(arms(parties=parties), provision=S234, as_of="2020-01-01")) == [("RU", LISTED["name"])]


def test_goods_from_syria_are_outside() -> None:
    given = arms(buyer=ABROAD, supplier=SYRIA)

    assert not rows(given, provision=S234, as_of="2020-01-01")


@pytest.mark.parametrize("role", ["end_user"])
def test_an_end_user_in_syria_touches_the_section(role: str) -> None:
    found = of_supplier(arms(buyer=ABROAD, parties=[{"role": role, **SYRIA}]))

    assert (found["transfer"], found["knowledge"], found["exposure"]) == ("met", "arguable", "arguable")


SUPPLIERS = [
    (LISTED, "met"),
    ({"country": "KP"}, "arguable"),
    ({"country": "US", "name": "Some Company"}, "unmet"),
    ({"name": "Some Company"}, "unknown"),
]


@pytest.mark.parametrize(("supplier", "result"), SUPPLIERS)
def test_only_a_foreign_person_is_reached(supplier: Json, result: str) -> None:
    assert of_supplier(arms(supplier=supplier))["person"] == result


GOODS = [
    ("S-300", "arguable", "arguable", "arguable"),
    ("rifles", "arguable", "arguable", "arguable"),
    ("Iskander", "arguable", "met", "arguable"),
    ("Kalibr", "arguable", "arguable", "arguable"),
    ("Mi-17", "unknown", "unknown", "undecided"),
    ("XQ-99", "unknown", "unknown", "undecided"),
    ("wheat", "unknown", "unmet", "no_trigger"),
]


@pytest.mark.parametrize(("item", "support", "contribution", "exposure"), GOODS)
def test_significant_support_is_arguable_at_most(
    item: str, support: str, contribution: str, exposure: str
) -> None:
    found = of_supplier(arms(item=item))

    assert (found["support"], found["contribution"], found["exposure"]) == (support, contribution, exposure)


def test_goods_of_both_uses_count_where_they_are_for_the_military() -> None:
    assert of_supplier(arms(item="Mi-17", end_use="military"))["exposure"] == "arguable"
    assert of_supplier(arms(item="Mi-17", end_use="civil"))["exposure"] == "no_trigger"


ACTS = [
    ("delivery 2018", "met", "arguable"),
    ("service 2018", "met", "arguable"),
    ("contract 2018", "unknown", "undecided"),
    ("payment 2018", "unknown", "undecided"),
    ("talks 2018", "unmet", "watch"),
    ("delivery 2017-08-01", "met", "no_trigger"),
]


@pytest.mark.parametrize(("act", "transfer", "exposure"), ACTS)
def test_the_section_asks_that_something_was_provided(act: str, transfer: str, exposure: str) -> None:
    found = of_supplier(arms(act))

    assert (found["transfer"], found["exposure"]) == (transfer, exposure)


def test_a_recipient_abroad_that_acts_for_syria_is_arguable() -> None:
    persons = [{"name": ABROAD["name"], "acts_for": ["SSRC", "Scientific Studies and Research Center"]}]

    assert of_supplier(arms(buyer=ABROAD), persons=persons)["transfer"] == "arguable"


POLICY, REPEAL = "policy_of_2025", "caesar_act_repealed"


@pytest.mark.parametrize(
    ("as_of", "noted"),
    [
        ("2025-06-29", set()),
        ("2025-06-30", {POLICY}),
        ("2025-12-17", {POLICY}),
        ("2025-12-18", {POLICY, REPEAL}),
    ],
)
def test_the_changes_of_2025_are_told_from_their_days_on_and_decide_nothing(
    as_of: str, noted: set[str]
) -> None:
    (found,) = rows(arms(), provision=S234, as_of=as_of).values()

    assert {factor.factor for one in found.elements for factor in one.factors} == noted
    assert found.exposure == "arguable"


def test_a_buyer_whom_no_provision_reaches_has_a_verdict_that_says_so_in_every_format() -> None:
    given = {
        "id": "e",
        "buyer": {"country": "Syria", "name": "Ministry of Defense"},
        "supplier": {"country": "China", "name": "Exporter"},
        "item": "tanks",
        "acts": [{"kind": "delivery", "date": "2019-08-02"}],
    }
    read = as_document([given])
    assessed = assess_input(read, load_rulebase(), Options(date(2021, 1, 1)))
    verdicts = {verdict.country: verdict for verdict in assessed.verdicts}
    assert verdicts["SY"].transactions == ()
    assert "reach no person of Syria" in verdicts["SY"].summary
    assert "reach no person of Syria" in " ".join(to_text(assessed).split())


def test_what_is_stated_to_serve_weapons_of_mass_destruction_is_arguable_support() -> None:
    found = of_supplier(arms(item="chemical weapons precursors"))

    assert (found["support"], found["contribution"], found["exposure"]) == ("arguable",) * 3
