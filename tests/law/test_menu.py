"""The menu of section 235 as it was used: on whom, whether it still holds, and in which precedents."""

from __future__ import annotations

from caatsa.domain.verdict import Menu
from tests.law.cases import BUYER, S1241, Json, assessed, event, official

BY = {"person": BUYER["name"], "country": "KZ"}
TURKISH: Json = event("delivery 2019-07-12", buyer={"country": "TR", "name": "SSB"})
VISAS = "caatsa.235.a.6"
"""An item that no precedent has used."""


def menu(*acts: Json, deal: Json | None = None) -> Menu:
    (verdict,) = assessed(deal or event(), official_acts=list(acts)).verdicts
    return verdict.menu


def items(*numbers: int) -> tuple[str, ...]:
    return tuple(f"caatsa.235.a.{number}" for number in numbers)


def test_items_are_told_in_the_order_of_the_menu() -> None:
    found = menu(official("imposition", measures=items(12, 2, 9, 1), **BY))

    assert found.imposed == items(1, 2, 9, 12)
    assert found.used_in_precedents == items(1, 2, 3, 4, 7, 8, 9, 11, 12)


def test_what_fell_on_officers_is_told_of_them_and_not_counted_for_the_agency() -> None:
    found = menu(deal=TURKISH)

    assert found.imposed == items(1, 2, 3, 4, 12)
    assert {one.person: one.measures for one in found.imposed_on}["Ismail Demir"] == items(7, 8, 9, 11, 12)


def test_what_was_imposed_and_has_ended_is_told_and_not_counted() -> None:
    found = menu(
        official("imposition", measures=items(1, 2), **BY),
        official("termination", "caatsa.236.c", on="2021-10-01", **BY),
    )

    assert found.imposed == ()
    assert [(one.person, one.measures, one.in_force) for one in found.imposed_on] == [
        (BUYER["name"], items(1, 2), False)
    ]


def test_a_determination_that_names_no_items_imposes_none() -> None:
    found = menu(official("determination", **BY))

    assert (found.imposed, found.imposed_on, found.counting) == ((), (), ())


def test_an_act_that_concerns_several_deals_is_told_once() -> None:
    imposition = official("imposition", measures=items(1), **BY)
    (verdict,) = assessed(event(), event(id="f"), official_acts=[imposition]).verdicts

    assert len(verdict.menu.imposed_on) == 1


def test_only_determinations_under_section_231_are_its_precedents() -> None:
    other_section = official("imposition", S1241, measures=[VISAS], **BY)
    no_determination = official("warning", measures=[VISAS], item="S-400", **BY)

    assert VISAS not in menu(other_section, no_determination).used_in_precedents
    assert VISAS not in menu(no_determination).imposed
    assert VISAS in menu(official("imposition", measures=[VISAS], **BY)).used_in_precedents
