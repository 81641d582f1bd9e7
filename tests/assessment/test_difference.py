"""What differs between two assessments, and which of several differences a row can be due to."""

from datetime import date
from typing import Any

import pytest

from caatsa.assessment.assess import Options, assess_input
from caatsa.assessment.difference import compare
from caatsa.domain.history import Comparison
from caatsa.intake.readers import as_document
from caatsa.rulebase.rulebase import load_rulebase

Json = dict[str, Any]
WAIVER: Json = {
    "id": "a-waiver",
    "kind": "waiver",
    "provision": "caatsa.231.d",
    "date": "2019-06-01",
    "person": "Ministry of Defence",
    "source": {"title": "A notice"},
}


@pytest.fixture(scope="module")
def rulebase() -> Any:
    """The shipped rule base."""
    return load_rulebase()


def _deal(name: str, **fields: Any) -> Json:
    return {
        "id": name,
        "buyer": {"country": "India", "name": "Ministry of Defence"},
        "supplier": {"country": "Russia", "name": "Rosoboronexport"},
        "item": "S-400",
        "acts": [{"kind": "contract", "date": "2018-10-05"}],
        **fields,
    }


def _compared(
    rulebase: Any, before: Json, after: Json, days: tuple[str, str] = ("2020-01-01",) * 2
) -> Comparison:
    sides = [
        assess_input(
            as_document(given, rulebase.registers.countries),
            rulebase,
            Options(date.fromisoformat(day), effort="none"),
        )
        for given, day in zip((before, after), days, strict=True)
    ]
    return compare(sides[0], sides[1])


def test_a_row_that_is_gone_is_told(rulebase: Any) -> None:
    found = _compared(rulebase, {"events": [_deal("a"), _deal("b")]}, {"events": [_deal("a")]})

    assert [(row.event, row.exposure_after, row.because) for row in found.rows] == [
        ("b", None, ("there is no such row any more",))
    ]
    assert found.causes == ("input",)


def test_an_official_act_that_is_gone_is_told(rulebase: Any) -> None:
    deal = {"events": [_deal("a")]}
    found = _compared(rulebase, {**deal, "official_acts": [WAIVER]}, deal)

    (row,) = found.rows
    assert (row.enforcement_before, row.enforcement_after) == ("relieved", "warned")
    assert "official act a-waiver is not known any more" in row.because


def test_facts_that_are_the_same_acquit_the_input(rulebase: Any) -> None:
    later = _deal("late", acts=[{"kind": "talks", "date": "2015"}])
    found = _compared(
        rulebase,
        {"events": [_deal("a")]},
        {"events": [_deal("a"), later], "official_acts": [WAIVER]},
        ("2019-05-31", "2019-06-01"),
    )
    causes = {row.event: row.causes for row in found.rows}

    assert found.causes == ("day", "input")
    assert causes["a"] == ("day",)
    assert causes["late"] == ("day", "input")


def test_facts_that_are_others_do_not(rulebase: Any) -> None:
    found = _compared(
        rulebase,
        {"events": [_deal("a")]},
        {"events": [_deal("a", supplier={"country": "Russia", "name": "Somebody"})]},
        ("2019-05-31", "2019-06-01"),
    )

    assert [row.causes for row in found.rows] == [("day", "input")]


def test_an_exception_that_applies_or_does_not_is_a_reason(rulebase: Any) -> None:
    launch = _deal("a", item="RD-180", buyer={"country": "France", "name": "Arianespace"})
    military = {**launch, "end_use": "military"}
    there = _compared(rulebase, {"events": [military]}, {"events": [launch]}).rows
    back = _compared(rulebase, {"events": [launch]}, {"events": [military]}).rows

    assert "exception caatsa.237.space_launch applies" in there[0].because
    assert "exception caatsa.237.space_launch does not apply" in back[0].because
