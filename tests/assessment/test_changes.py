"""Change sets: what they are made of, that they are the smallest, and that every rule's test has a lever."""

from __future__ import annotations

from datetime import date

import pytest

from caatsa.assessment.lever import asked_by
from caatsa.assessment.levers import FAMILIES, NO_LEVER
from caatsa.assessment.program import Program
from caatsa.domain.prospects import Change
from caatsa.domain.verdict import Transaction
from caatsa.rulebase.rulebase import RuleBase, load_rulebase
from tests.law.cases import RUSSIA, STRANGER, event, searched

AS_OF = date(2022, 1, 1)


@pytest.fixture(scope="module")
def base() -> RuleBase:
    return load_rulebase()


def raising(found: Transaction) -> list[Change]:
    return [one for one in found.would_change if one.direction == "raises"]


def lowering(found: Transaction) -> list[Change]:
    return [one for one in found.would_change if one.direction == "lowers"]


def test_every_test_of_every_rule_has_a_lever_or_a_reason_for_none(base: RuleBase) -> None:
    program = Program(base, AS_OF, "reference")
    asked = {
        test
        for trigger in program.triggers.values()
        for test in asked_by(program.memory(trigger).productions)
    }
    moved = {test for family in FAMILIES for test in family.moves}

    assert asked - moved - NO_LEVER.keys() == set()
    assert moved & NO_LEVER.keys() == set()


def test_a_purchase_can_still_be_called_off_before_delivery() -> None:
    found = searched(event("contract 2018-10-05"))

    still_open = [one for one in lowering(found) if one.actionable]
    assert found.exposure == "facially_met"
    assert [(one.change, one.exposure) for one in still_open] == [
        (("the purchase is cancelled on 1 January 2022",), "arguable")
    ]


def test_nothing_that_can_still_be_done_lowers_what_was_delivered() -> None:
    found = searched(event("contract 2018-10-05", "delivery 2021-11-01"))

    assert found.exposure == "facially_met"
    assert not [one for one in lowering(found) if one.actionable]


def test_talks_become_more_only_by_an_act() -> None:
    found = searched(event("talks 2021-06-01"))

    assert found.exposure == "watch"
    assert {one.change for one in raising(found) if one.actionable} == {
        ("a contract is signed on 1 January 2022",),
        ("a delivery is made on 1 January 2022",),
    }
    assert {one.exposure for one in raising(found)} == {"facially_met"}


def test_naming_rosoboronexport_makes_an_undecided_purchase_arguable() -> None:
    found = searched(event(supplier=STRANGER, item="spare parts"))

    assert found.exposure == "undecided"
    said = [words for one in raising(found) for words in one.change]
    assert any("List of Specified Persons" in words for words in said)
    assert {one.exposure for one in raising(found)} == {"arguable"}


def test_what_no_single_change_raises_is_raised_by_a_pair() -> None:
    found = searched(event(buyer={"country": "KZ"}, supplier=RUSSIA))

    assert found.exposure == "arguable"
    assert raising(found)
    assert {len(one.change) for one in raising(found)} == {2}
    assert all("the buyer is named" in one.change for one in raising(found))


def test_a_facially_met_row_cannot_be_raised() -> None:
    assert raising(searched(event())) == []


def test_what_is_still_open_is_told_apart_and_first() -> None:
    found = searched(event("talks 2021-06-01"))

    order = [one.actionable for one in found.would_change]
    assert order == sorted(order, reverse=True)


def test_a_set_of_changes_of_which_one_is_history_is_history() -> None:
    rifles = {"item": "AK-203", "supplier": {"country": "IN", "name": "Indo-Russia Rifles Private Limited"}}
    found = searched(event("contract 2021-12-06", **rifles))
    together = [one for one in found.would_change if any("officially calls" in words for words in one.change)]

    assert any(len(one.change) > 1 for one in together)
    assert not [one for one in together if one.actionable and any("since" in words for words in one.change)]
