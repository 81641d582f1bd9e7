"""Designations of the parties as each act sees them, and what acts state."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.cases import RUSSIA, act, event, row


def designations(found: Any, person: str = "rosoboronexport") -> set[tuple[str, str, str, str]]:
    """(program, list, act, timing) of a person."""
    return {
        (one.fields["program"], one.fields["list"], one.fields["act"], one.fields["timing"])
        for one in found.facts
        if one.kind == "sanction" and one.fields["person"] == person
    }


def test_rosoboronexport_is_on_the_sdn_list_since_6_april_2018_under_an_order_on_syria() -> None:
    found = row(event("contract 2018-01-01", "delivery 2018-10-05"))
    (syria,) = {one for one in designations(found) if one[0] == "SYRIA" and one[2] == "a1"}

    assert syria == ("SYRIA", "sdn", "a1", "before")
    assert ("SYRIA", "sdn", "a0", "after") in designations(found)


def test_nobody_is_designated_under_an_order_that_does_not_exist_yet() -> None:
    found = row(event("contract 2018-10-05"), as_of="2021-04-14")

    assert not [one for one in designations(found) if one[0] == "RUSSIA-EO14024"]
    assert ("RUSSIA-EO14024", "other", "any", "after") in designations(row(event("contract 2018-10-05")))


def test_a_designation_of_unknown_day_is_not_shown_to_be_before_the_act() -> None:
    found = row(event("delivery 2021-11-01"))

    assert ("RUSSIA-EO14024", "other", "any", "not_shown_before") in designations(found)


def test_the_list_of_specified_persons_is_not_a_designation() -> None:
    seller = RUSSIA | {"name": "Zarya"}
    person = {"name": "Zarya", "country": "RU", "listings": [{"list": "LSP", "listed_on": "2017-10-27"}]}
    found = row(event(supplier=seller), persons=[person])

    assert not [one for one in found.facts if one.kind == "sanction"]


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("SDN", "2018-01-01", ("SDN", "sdn", "any", "before")),
        ("SDN, UKRAINE-EO13661", "2018-01-01", ("UKRAINE-EO13661", "sdn", "any", "before")),
        ("NS-MBS", "2018-12-31", ("NS-MBS", "ns_mbs", "any", "after")),
        ("Entity List", "unknown", ("Entity List", "other", "any", "not_shown_before")),
    ],
)
def test_a_listing_of_the_input_is_a_designation_on_its_list(
    name: str, on: str, expected: tuple[str, str, str, str]
) -> None:
    person = {"name": "Zarya", "country": "RU", "listings": [{"list": name, "listed_on": on}]}
    found = row(event("contract 2018-10-05", supplier=RUSSIA | {"name": "Zarya"}), persons=[person])

    assert designations(found, "zarya") == {expected}


def test_a_designation_published_after_the_known_by_day_is_not_known() -> None:
    found = row(event("contract 2018-10-05"), known_by="2018-03-01")

    assert not [one for one in designations(found) if one[0] == "SYRIA"]


def test_what_a_text_of_an_act_states_is_stated_of_that_act() -> None:
    acts = [act("contract 2018-10-05"), act("payment 2019-01-01", value="USD 5 m in structured payments")]
    (stated,) = [one for one in row(event(acts=acts)).facts if one.kind == "subject"]

    assert (stated.fields["subject"], stated.fields["act"]) == ("deceptive_structure", "a1")
    assert stated.where == "events[0].acts[1].value"
    assert stated.text == "value says “structured payments”"


def test_an_act_that_does_not_exist_yet_states_nothing() -> None:
    acts = [act("contract 2018-10-05"), act("payment 2023-01-01", value="structured payments")]

    assert not [one for one in row(event(acts=acts)).facts if one.kind == "subject"]


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        (("contract 2026-12-01",), {("any", "before")}),
        (("contract 2026-11-20",), {("any", "not_shown_before")}),
        (("contract 2020-01-01", "delivery 2027-01-01"), {("a0", "after"), ("a1", "before")}),
    ],
)
def test_who_was_on_a_list_by_a_day_was_listed_before_every_later_act(
    acts: tuple[str, ...], expected: set[tuple[str, str]]
) -> None:
    listing = {"list": "SDN", "programs": ["RUSSIA-EO14024"], "listed_by": "2026-11-20"}
    person = {"name": "Zarya", "country": "RU", "other_lists": [listing]}
    found = row(event(*acts, supplier=RUSSIA | {"name": "Zarya"}), persons=[person], as_of="2027-06-01")

    assert {(act, timing) for _, _, act, timing in designations(found, "zarya")} == expected
    assert "listed by 20 November 2026" in next(one.text for one in found.facts if one.kind == "sanction")


def test_a_designation_of_the_input_carries_its_source() -> None:
    source = {"title": "SDN List, entry 1", "published": "2026-11-20"}
    listing = {"list": "SDN", "programs": ["SYRIA"], "listed_on": "2018-01-01", "source": source}
    person = {"name": "Zarya", "country": "RU", "other_lists": [listing]}
    found = row(event(supplier=RUSSIA | {"name": "Zarya"}), persons=[person])
    (fact,) = [one for one in found.facts if one.kind == "sanction"]

    assert [one.title for one in fact.sources] == ["SDN List, entry 1 (2026-11-20)"]
