"""What would raise or lower a row, in sentences of law."""

from __future__ import annotations

import pytest

from caatsa.domain.prospects import Change
from caatsa.domain.verdict import Transaction
from tests.law.cases import ABROAD, LEAK, LISTED, STRANGER, event, searched


def leading_to(found: Transaction, exposure: str) -> list[Change]:
    return [one for one in found.would_change if one.exposure == exposure]


def said(changes: list[Change]) -> str:
    return " | ".join(words for one in changes for words in one.change)


def test_delivery_before_enactment_takes_a_purchase_outside_whenever_it_was_contracted() -> None:
    found = searched(event("delivery 2019-07-12"))

    assert "the delivery of 12 July 2019 fell before 2 August 2017" in said(leading_to(found, "no_trigger"))


def test_one_of_two_later_acts_cannot_take_a_purchase_outside_alone() -> None:
    found = searched(event("contract 2018-10-05", "delivery 2021-11-01"))

    assert "fell before 2 August 2017" not in said(list(found.would_change))


def test_civil_use_weighs_against_and_is_no_exemption() -> None:
    found = searched(event(end_use="military"))

    assert ("the end use is civil",) in [one.change for one in leading_to(found, "arguable")]
    assert "the end use is civil" not in said(leading_to(found, "no_trigger"))


def test_a_launch_for_another_than_the_department_of_defense_takes_it_out() -> None:
    found = searched(event(end_use="military"))

    assert "the end use is a space launch" in said(leading_to(found, "no_trigger"))


def test_the_listed_exporter_in_the_chain_is_what_to_look_for_behind_a_foreign_seller() -> None:
    found = searched(event(supplier=ABROAD))

    assert found.exposure == "no_trigger"
    assert "Rosoboronexport OJSC (ROE), a specified person since 27 October 2017, is in the chain" in said(
        [one for one in found.would_change if one.direction == "raises"]
    )


def test_an_older_contract_can_still_be_brought_inside_by_a_delivery() -> None:
    found = searched(event("contract 2016-04-01"))

    still_open = [one for one in found.would_change if one.actionable and one.direction == "raises"]
    assert found.exposure == "no_trigger"
    assert ("a delivery is made on 1 January 2022",) in [one.change for one in still_open]


def test_a_better_source_than_a_leak_is_what_a_leaked_contract_lacks() -> None:
    found = searched(event(sources=[LEAK]))

    assert found.exposure == "arguable"
    assert ("a source better than leaks and digests says the same",) in [
        one.change for one in leading_to(found, "facially_met")
    ]


def test_no_change_is_offered_that_leaves_the_row_as_it_is() -> None:
    for found in (searched(event()), searched(event("talks 2021")), searched(event(supplier=STRANGER))):
        assert all(one.exposure != found.exposure for one in found.would_change)


@pytest.mark.parametrize("word", ["sanctioned", "violates", "guilty", "safe", "cleared"])
def test_no_change_says_what_only_an_official_can_say(word: str) -> None:
    found = searched(event("contract 2018-10-05", supplier=LISTED))

    assert word not in said(list(found.would_change))
