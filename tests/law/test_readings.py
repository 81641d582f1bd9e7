"""Rival readings of contested terms: what each value says of the same facts, and which of them decide."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from caatsa import assess, load_rulebase
from caatsa.domain.errors import UnknownReading
from caatsa.domain.verdict import Transaction
from tests.law.cases import BUYER, LISTED, RUSSIA, S231, S1241, event, results

JOINT_VENTURE = {"country": "IN", "name": "Indo-Russia Rifles Private Limited"}
RIFLES = {"supplier": JOINT_VENTURE, "item": "AK-203", "acts": ("contract 2021-12-06",)}
SUBSIDIARY = RUSSIA | {"name": "Sovtechnoexport"}
AGENT_ABROAD = {"country": "AE", "name": "Desert Falcon Trading"}
READINGS = load_rulebase().readings


def read(
    *, under: dict[str, str] | None = None, provision: str = S231, rivals: bool = False, **fields: Any
) -> Transaction:
    """The row of an event of `cases.event` under these readings; `acts` are "kind date"."""
    acts = fields.pop("acts", ())
    persons = fields.pop("persons", [])
    as_of = date.fromisoformat(fields.pop("as_of", "2022-01-01"))
    assessment = assess(
        {"events": [event(*acts, **fields)], "persons": persons}, as_of, readings=under, rival_readings=rivals
    )
    (found,) = [
        row for verdict in assessment.verdicts for row in verdict.transactions if row.provision == provision
    ]
    return found


def result(element: str, /, **how: Any) -> str:
    return results(read(**how))[element]


OLDER = ("contract 2015-11", "delivery 2018-03")
PROTECTED = {"older_contract": "protected"}


def test_delivery_under_an_older_contract_counts_unless_older_contracts_protect() -> None:
    assert result("conduct", acts=OLDER) == "met"
    assert result("conduct", acts=OLDER, under=PROTECTED) == "unmet"
    assert read(acts=OLDER, under=PROTECTED).exposure == "no_trigger"


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        (("contract 2018-10-05",), "met"),
        (("contract 2018-10-05", "delivery 2021-11"), "met"),
        (("contract 2015-11", "delivery 2016", "service 2019"), "met"),
        (("contract 2017", "delivery 2019"), "unknown"),
        (("contract", "payment 2019"), "unknown"),
        (("delivery 2019",), "unknown"),
        (("agreement 2016-10", "delivery 2019"), "unknown"),
        (("contract 2015-11", "delivery 2019", "contract 2021-05"), "met"),
        (("license 2007", "payment 2019"), "unmet"),
    ],
    ids=lambda value: " then ".join(value) if isinstance(value, tuple) else value,
)
def test_what_an_older_contract_protects_is_its_own_performance(acts: tuple[str, ...], expected: str) -> None:
    assert result("conduct", acts=acts, under=PROTECTED) == expected


def test_performance_that_may_belong_to_an_older_or_a_newer_contract_is_not_known_to_be_protected() -> None:
    acts = ("contract 2015-11", "contract 2018-10-05", "delivery 2021-11")

    delivered = read(acts=acts, under=PROTECTED)

    said = [step.because for step in delivered.trail if "delivery" in step.because]
    assert any("whether it performs a contract made before 2 August 2017 is not known" in one for one in said)


@pytest.mark.parametrize(
    ("value", "counterparty", "exposure"),
    [
        ("arguable", "arguable", "arguable"),
        ("as_owners", "met", "arguable"),
        ("only_dealings_of_its_own", "unmet", "no_trigger"),
    ],
)
def test_the_sale_of_a_joint_venture_with_a_minority_of_listed_owners(
    value: str, counterparty: str, exposure: str
) -> None:
    found = read(under={"joint_venture": value}, **RIFLES)

    assert (results(found)["counterparty"], found.exposure) == (counterparty, exposure)


def test_a_russian_venture_that_deals_for_itself_alone_is_not_shown_to_be_outside_the_sector() -> None:
    venture = RUSSIA | {"name": "Volga Composite Works"}
    persons = [{"name": venture["name"], "country": "RU", "owners": [{"name": "Rostec", "share": 25}]}]
    how = {"supplier": venture, "persons": persons}

    assert result("counterparty", **how) == "arguable"
    assert result("counterparty", under={"joint_venture": "only_dealings_of_its_own"}, **how) == "unknown"


def test_the_own_dealing_of_a_venture_with_a_listed_owner_is_met_under_every_reading() -> None:
    for value in READINGS.switches["joint_venture"].values:
        found = read(
            under={"joint_venture": value}, buyer=JOINT_VENTURE, acts=("license 2019-05",), item="AK-203"
        )
        assert results(found)["counterparty"] == "met"


@pytest.mark.parametrize(
    ("share", "switch"),
    [(49.5, "joint_venture"), (50, "linked"), (51, "linked"), (None, "linked")],
)
def test_less_than_half_makes_a_joint_venture_and_an_unknown_share_does_not(
    share: float | None, switch: str
) -> None:
    owner = {"name": "Rostec"} if share is None else {"name": "Rostec", "share": share}
    persons = [{"name": AGENT_ABROAD["name"], "country": "AE", "owners": [owner]}]
    rival = {"joint_venture": "as_owners", "linked": "operates_for"}[switch]

    assert result("counterparty", supplier=AGENT_ABROAD, persons=persons, under={switch: rival}) == "met"


def test_a_seller_that_the_event_calls_a_joint_venture_is_one_where_no_share_is_known() -> None:
    persons = [{"name": AGENT_ABROAD["name"], "country": "AE", "owners": [{"name": "Rostec"}]}]
    party = {"role": "joint_venture", **AGENT_ABROAD}
    how = {"supplier": None, "parties": [party], "persons": persons}

    assert result("counterparty", under={"joint_venture": "as_owners"}, **how) == "met"


@pytest.mark.parametrize(
    ("value", "counterparty"), [("arguable", "arguable"), ("operates_for", "met"), ("listed_only", "unknown")]
)
def test_an_unlisted_subsidiary_of_a_listed_person(value: str, counterparty: str) -> None:
    assert result("counterparty", under={"linked": value}, supplier=SUBSIDIARY, item="Mi-17") == counterparty


def test_on_a_closed_list_an_agent_of_another_country_is_as_one_without_a_tie() -> None:
    persons = [{"name": AGENT_ABROAD["name"], "country": "AE", "acts_for": ["Rosoboronexport"]}]
    how = {"supplier": AGENT_ABROAD, "persons": persons}

    assert result("counterparty", **how) == "arguable"
    assert result("counterparty", under={"linked": "operates_for"}, **how) == "met"
    assert result("counterparty", under={"linked": "listed_only"}, **how) == "unmet"


def test_a_listed_seller_is_met_under_every_reading_of_ties() -> None:
    for linked, venture in product(
        READINGS.switches["linked"].values, READINGS.switches["joint_venture"].values
    ):
        assert result("counterparty", under={"linked": linked, "joint_venture": venture}) == "met"


OVERHAUL = {"acts": ("service 2019-05",), "item": "S-400"}


@pytest.mark.parametrize(
    ("value", "significance", "total"),
    [
        ("weighs_against", "arguable", "weighed_against"),
        ("like_any_other", "met", "supported"),
        ("does_not_bear", "unknown", "unknown"),
    ],
)
@pytest.mark.parametrize(
    "how",
    [OVERHAUL, {"item": "S-400 spare parts"}, {"item": "S-400", "capability": "sustainment"}],
    ids=["an overhaul", "spare parts", "sustainment as stated"],
)
def test_parts_and_overhaul_of_a_system_of_an_official_action(
    how: dict[str, Any], value: str, significance: str, total: str
) -> None:
    found = read(under={"sustainment": value}, **how)

    (weighed,) = [one for one in found.elements if one.id == "significance"]
    assert (weighed.result, weighed.total) == (significance, total)


def test_no_reading_makes_significance_unmet_or_a_rifle_of_no_precedent_supported() -> None:
    for value in READINGS.switches["sustainment"].values:
        assert result("significance", under={"sustainment": value}, **OVERHAUL) != "unmet"
        assert result("significance", under={"sustainment": value}, item="AK-203 spare parts") != "met"


def test_a_new_capability_bears_on_significance_even_where_sustainment_does_not() -> None:
    how = {**OVERHAUL, "capability": "upgrade"}

    assert result("significance", under={"sustainment": "does_not_bear"}, **how) == "arguable"


EARLY = {"acts": ("contract 2017-09-01",)}


@pytest.mark.parametrize(
    ("value", "knowledge"),
    [("arguable", "arguable"), ("imputed", "met"), ("needs_listing_or_warning", "unknown")],
)
@pytest.mark.parametrize("provision", [S231])
def test_a_buyer_that_dealt_openly_with_the_state_exporter_before_it_was_listed(
    provision: str, value: str, knowledge: str
) -> None:
    assert result("knowledge", under={"knowledge": value}, provision=provision, **EARLY) == knowledge


@pytest.mark.parametrize(
    ("value", "knowledge"),
    [("arguable", "arguable"), ("imputed", "met"), ("needs_listing_or_warning", "unknown")],
)
def test_knowledge_of_the_turkish_acquisition_on_a_day_not_known_is_read_as_in_section_231(
    value: str, knowledge: str
) -> None:
    turkey = {"country": "TR", "name": "Anka Defence Directorate"}

    found = read(
        under={"knowledge": value}, provision=S1241, buyer=turkey, supplier=RUSSIA, acts=("delivery",)
    )

    assert results(found)["knowledge"] == knowledge


def test_an_earlier_listing_shows_knowledge_under_every_reading() -> None:
    for value in READINGS.switches["knowledge"].values:
        assert result("knowledge", under={"knowledge": value}) == "met"


def test_knowledge_is_not_imputed_through_a_seller_of_another_country() -> None:
    assert result("knowledge", under={"knowledge": "imputed"}, **RIFLES) == "arguable"


def test_every_switch_has_authorities_for_each_of_its_values() -> None:
    for switch in READINGS.switches.values():
        assert all(value.authorities for value in switch.values.values())
        assert {one.origin for value in switch.values.values() for one in value.authorities} & {
            "statute",
            "guidance",
        }


def test_the_defaults_are_the_verdict_without_any_reading() -> None:
    defaults = {name: switch.default for name, switch in READINGS.switches.items()}

    plain = read(acts=OLDER, supplier=SUBSIDIARY)

    assert read(acts=OLDER, supplier=SUBSIDIARY, under=defaults) == plain


def test_readings_in_force_are_named_where_they_differ_from_the_default() -> None:
    under = {"linked": "operates_for", "knowledge": "arguable"}

    (named,) = assess([event()], date(2022, 1, 1), readings=under).readings

    assert (named.name, named.value, named.default) == ("linked", "operates_for", "arguable")


@pytest.mark.parametrize(
    ("under", "said"),
    [
        ({"linkd": "arguable"}, "'linkd' is not a reading; did you mean 'linked'?"),
        (
            {"linked": "closed"},
            "'closed' is not a value of linked; one of arguable, operates_for, listed_only",
        ),
    ],
)
def test_a_reading_that_nobody_knows_is_refused_with_the_nearest(under: dict[str, str], said: str) -> None:
    with pytest.raises(UnknownReading) as caught:
        assess([event()], date(2022, 1, 1), readings=under)

    assert str(caught.value) == said


CONTESTED = {"acts": ("contract 2015-11", "delivery 2019-09"), "supplier": JOINT_VENTURE, "item": "AK-203"}


def test_the_combinations_are_what_the_same_readings_give_one_by_one() -> None:
    found = read(**CONTESTED, rivals=True).rival_readings

    assert found is not None
    assert set(found.deciding) == {"older_contract", "joint_venture", "knowledge"}
    assert len(found.combinations) == 2 * 3 * 3
    for one in found.combinations:
        assert read(**CONTESTED, under=one.readings).exposure == one.exposure


def test_each_combination_is_covered_by_what_the_outcomes_say_and_by_nothing_else() -> None:
    found = read(**CONTESTED, rivals=True).rival_readings

    assert found is not None
    for one in found.combinations:
        giving = {
            outcome.exposure
            for outcome in found.outcomes
            for when in outcome.when
            if all(one.readings[name] in values for name, values in when.items())
        }
        assert giving == {one.exposure}


def test_switches_that_do_not_decide_change_no_exposure() -> None:
    found = read(**CONTESTED, rivals=True).rival_readings

    assert found is not None
    others = READINGS.switches.keys() - set(found.deciding)
    for one in found.combinations:
        for name in others:
            for value in READINGS.switches[name].values:
                assert read(**CONTESTED, under={**one.readings, name: value}).exposure == one.exposure


def test_the_row_as_it_is_assessed_comes_first_and_no_shorter_reading_gives_an_outcome() -> None:
    row = read(**CONTESTED, rivals=True)

    assert row.rival_readings is not None
    first, *others = row.rival_readings.outcomes
    assert (first.exposure, first.as_assessed) == (row.exposure, True)
    assert not any(other.as_assessed for other in others)
    assert {"older_contract": ("protected",)} in next(
        one.when for one in others if one.exposure == "no_trigger"
    )


def test_no_switch_decides_a_purchase_from_a_listed_seller_under_a_newer_contract() -> None:
    found = read(buyer=BUYER, supplier=LISTED, rivals=True).rival_readings

    assert found is not None
    assert (found.deciding, found.combinations[0].readings) == ((), {})
    assert [outcome.exposure for outcome in found.outcomes] == ["facially_met"]


def test_a_reading_that_is_chosen_stays_as_it_is_among_the_rivals() -> None:
    found = read(**CONTESTED, under={"older_contract": "protected"}, rivals=True)

    assert found.rival_readings is not None
    assert (found.exposure, found.rival_readings.deciding) == ("no_trigger", ())
