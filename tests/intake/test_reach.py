"""Persons on whom a provision may fall, the ways of the goods, and their place towards the UN Register."""

from __future__ import annotations

import pytest

from caatsa.domain.verdict import FactLine
from tests.law.cases import ABROAD, LEAK, LISTED, RUSSIA, WIRE, Json, assessed, event

IRGC = {"country": "IR", "name": "IRGC"}


def facts(given: Json, kind: str, as_of: str = "2022-01-01", **how: object) -> list[FactLine]:
    verdict = assessed(given, as_of=as_of, **how).verdicts[0]  # type: ignore[arg-type]
    return [fact for fact in verdict.transactions[0].facts if fact.kind == kind]


def ways(given: Json, **how: object) -> set[tuple[str, str, str, str]]:
    """Country, way, basis and party of every flow."""
    return {
        (
            str(one.fields["country"]),
            str(one.fields["way"]),
            str(one.fields["basis"]),
            str(one.fields["party"]),
        )
        for one in facts(given, "flow", **how)
    }


def test_the_buyer_and_every_stated_party_is_a_person() -> None:
    parties = [{"role": "bank", "name": "Some Bank"}, {"role": "agent", "country": "AE"}]

    found = {one.fields["party"]: one.fields for one in facts(event(parties=parties), "person")}

    assert {key: (one["role"], one["remove"], one["named"]) for key, one in found.items()} == {
        "buyer": ("buyer", "direct", "yes"),
        "supplier": ("supplier", "direct", "yes"),
        "party1": ("bank", "one_remove", "yes"),
        "party2": ("agent", "direct", "no"),
    }


def test_a_supplier_of_whom_nothing_is_stated_is_no_person() -> None:
    assert [one.fields["party"] for one in facts(event(supplier=None), "person")] == ["buyer"]


FOREIGN = [
    ({"country": "KZ"}, "yes"),
    ({"country": "US", "name": "X"}, "no"),
    ({"country": "Hezbollah"}, "yes"),
    ({"country": "NATO"}, "yes"),
    ({"country": None, "country_name": "somewhere"}, "unknown"),
    ({"country": "US", "name": "Rosoboronexport"}, "unknown"),
]


@pytest.mark.parametrize(("buyer", "foreign"), FOREIGN)
def test_foreign_is_whoever_is_of_another_state_than_the_united_states(buyer: Json, foreign: str) -> None:
    (one, *_) = facts(event(buyer=buyer), "person")

    assert one.fields["foreign"] == foreign


def test_the_register_knows_the_country_that_the_event_leaves_out() -> None:
    found = {one.fields["party"]: one.fields for one in facts(event(supplier={"name": "HESA"}), "person")}

    assert (found["supplier"]["country"], found["supplier"]["country_name"]) == ("IR", "Iran")


WAYS = {
    "end_user": "to",
    "exporter": "from",
    "manufacturer": "from",
    "licensor": "from",
    "joint_venture": "from",
    "agent": "through",
    "bank": "through",
    "subcontractor": "through",
}


@pytest.mark.parametrize(("role", "way"), WAYS.items())
def test_the_role_says_which_way_the_goods_go(role: str, way: str) -> None:
    given = event(parties=[{"role": role, "country": "IR"}])

    assert ("IR", way, role, "party1") in ways(given)


def test_the_design_is_a_way_of_its_own_and_says_nothing_of_the_seller() -> None:
    assert ways(event(item="Shahed-136", supplier=None)) == {
        ("KZ", "to", "buyer", "buyer"),
        ("IR", "from", "item_origin", "any"),
    }


def test_goods_stay_within_a_country_only_where_both_sides_are_of_it_and_nobody_is_not() -> None:
    within = event(buyer={"country": "IR"}, supplier={"country": "IR", "name": "X"}, item="rifles")

    assert {way for _, way, _, _ in ways(within)} == {"within"}
    assert {
        way for _, way, _, _ in ways(within | {"parties": [{"role": "manufacturer", "country": "CN"}]})
    } == {
        "to",
        "from",
    }
    assert {way for _, way, _, _ in ways(within | {"parties": [{"role": "agent", "country": "CN"}]})} == {
        "within",
        "through",
    }


def test_a_tie_leads_the_goods_to_the_country_behind_and_holds_for_its_own_acts() -> None:
    given = event("contract 2018", "delivery 2021", buyer=ABROAD)
    persons = [{"name": ABROAD["name"], "owners": [{"name": "HESA", "from": "2020-01-01"}]}]

    (tied,) = [one for one in facts(given, "flow", persons=persons) if one.fields["basis"] == "tie"]

    assert (tied.fields["act"], tied.fields["country"], tied.fields["way"]) == ("a1", "IR", "to")
    assert tied.text == "HESA has held a share of Gulf Trading since 1 January 2020 (of Iran)"


def test_both_countries_of_a_party_count_where_the_register_has_another() -> None:
    assert {("AE", "from"), ("RU", "from")} < {
        one[:2] for one in ways(event(supplier={"country": "AE", "name": "Rosoboronexport"}))
    }


def test_the_irgc_is_told_apart_from_whoever_is_tied_to_it() -> None:
    given = event(supplier={"country": "IR", "name": "Shahed Aviation Industries"}, buyer=IRGC)

    named = {one.fields["party"]: one.fields["named_in_105"] for one in facts(given, "person")}
    (affiliate,) = facts(given, "affiliate")

    assert named == {"buyer": "yes", "supplier": "no"}
    assert (affiliate.fields["party"], affiliate.fields["person"]) == ("supplier", "irgc-aerospace-force")
    assert affiliate.verification == "unverified"


def test_a_branch_is_an_affiliate_of_the_whole() -> None:
    (one,) = facts(event(buyer={"country": "IR", "name": "IRGC Quds Force"}), "affiliate")

    assert one.fields["person"] == "irgc"


def test_persons_and_ways_rest_on_what_was_public() -> None:
    sources = [LEAK | {"published": "2018-01-01"}, WIRE | {"published": "2020-01-01"}]
    given = event(sources=sources)

    grades = {one.grade for one in facts(given, "person", known_by="2019-01-01")}

    assert grades == {"leak"}
    assert {one.grade for one in facts(given, "person")} == {"named_wire"}


GOODS = [
    ("T-72", "inside", "yes", "no"),
    ("T-72 spare parts", "related", "yes", "no"),
    ("T-72 overhaul", "related", "yes", "no"),
    ("tank spare parts", "related", "yes", "no"),
    ("engines for tanks", "related", "yes", "no"),
    ("AL-41F engines", "related", "yes", "no"),
    ("VK-2500 engines", "conditional", "dual", "no"),
    ("spare parts", "conditional", "unknown", "no"),
    ("artillery shells", "related", "yes", "no"),
    ("ammunition", "conditional", "yes", "no"),
    ("Yak-130", "conditional", "yes", "no"),
    ("rifles", "outside", "yes", "no"),
    ("S-400", "outside", "yes", "no"),
    ("Mi-17", "unknown", "dual", "no"),
    ("drones", "unknown", "unknown", "no"),
    ("crude oil", "outside", "no", "no"),
    ("Soyuz launch", "outside", "no", "no"),
    ("XQ-99", "unknown", "unknown", "unknown"),
    ("KN-23", "inside", "yes", "yes"),
    ("ballistic missile components", "related", "yes", "yes"),
    ("missile components", "conditional", "yes", "possibly"),
    ("missiles", "conditional", "yes", "possibly"),
    ("ammonium perchlorate", "conditional", "unknown", "possibly"),
    ("cruise missiles", "inside", "yes", "no"),
]


@pytest.mark.parametrize(("item", "register", "arms", "ballistic"), GOODS)
def test_goods_have_their_place_towards_the_register_and_among_arms(
    item: str, register: str, arms: str, ballistic: str
) -> None:
    (one,) = facts(event(item=item, supplier=RUSSIA), "item")

    assert (one.fields["un_register"], one.fields["arms"], one.fields["ballistic_missile"]) == (
        register,
        arms,
        ballistic,
    )


def test_each_of_several_kinds_of_goods_has_its_own_place() -> None:
    found = facts(event(item="T-72 tanks and AK-47 rifles", supplier=LISTED), "item")

    assert [one.fields["un_register"] for one in found] == ["inside", "outside"]
