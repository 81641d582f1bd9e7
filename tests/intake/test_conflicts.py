"""Reports that disagree are kept side by side: within an event, and between events of one input."""

from __future__ import annotations

from typing import Any

import pytest

from caatsa.domain.verdict import Conflict, Transaction
from caatsa.intake.alternatives import differ, offered, rounded
from caatsa.intake.money import read_money
from caatsa.intake.numbers import NotUnderstood
from caatsa.intake.quantities import read_quantity
from caatsa.report.text import to_text
from tests.intake.figures import money, quantity
from tests.law.cases import BUYER, LEAK, WIRE, Json, act, assessed, event, row

PRESS = {"title": "A magazine", "publisher": "Magazine", "grade": "trade_press"}


def told(conflicts: tuple[Conflict, ...]) -> list[tuple[str, list[str]]]:
    """Each disputed fact with what is reported of it."""
    return [(one.fact, [said.reported for said in one.alternatives]) for one in conflicts]


# Figures


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("5 regiments", "4 regiments", True),
        ("5 regiments", "5", False),
        ("5", "4", True),
        ("601,427 rifles", "614,427 rifles", True),
        ("6,01,427 rifles", "601,427", False),
        ("over 3 regiments", "5 regiments", False),
        ("up to 6 regiments", "5 regiments", False),
        ("at least 6 regiments", "5 regiments", True),
        ("4-5 regiments", "5 regiments", False),
        ("5 squadrons", "4 regiments", True),
        ("5 regiments", "40 launchers", False),
        ("2 batteries", "3 battery", True),
    ],
)
def test_quantities_disagree_where_no_number_is_within_both(one: str, other: str, apart: bool) -> None:
    assert differ(quantity(one), quantity(other)) is apart
    assert differ(quantity(other), quantity(one)) is apart


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("USD 5.43 billion", "USD 5.2 billion", True),
        ("USD 5.43 billion", "USD 5430 million", False),
        ("over USD 3 billion", "USD 5.43 billion", False),
        ("USD 5.43 billion", "INR390 b ($5.43 b)", False),
        ("USD 5.43 billion", "Rs 40,000 crore", False),
        ("5430000000", "USD 5.2 billion", False),
    ],
)
def test_prices_are_compared_within_a_currency_and_never_converted(one: str, other: str, apart: bool) -> None:
    assert differ(money(one), money(other)) is apart


@pytest.mark.parametrize(
    ("short", "whole", "same"),
    [
        ("USD 5.4 billion", "USD 5.43 billion", True),
        ("USD 5 billion", "USD 5.43 billion", True),
        ("USD 6 billion", "USD 5.43 billion", False),
        ("USD 5.2 billion", "USD 5.43 billion", False),
    ],
)
def test_a_figure_with_fewer_digits_may_be_the_other_rounded(short: str, whole: str, same: bool) -> None:
    assert rounded(money(short), money(whole)) is same


@pytest.mark.parametrize(
    ("field", "text", "choice"),
    [
        ("quantity", "4 or 5 squadrons", ("4", "5 squadrons")),
        ("quantity", "four or five regiments", ("four", "five regiments")),
        ("quantity", "4-5 squadrons", ("4 squadrons", "5 squadrons")),
        ("quantity", "5 regiments", ()),
        ("quantity", "first or second batch", ()),
        ("quantity", "5 or more", ()),
        ("value", "USD 5.2-5.43 billion", ("USD 5,200,000,000", "USD 5,430,000,000")),
        ("value", "USD 5.2 or 5.43 billion", ("USD 5.2", "5.43 billion")),
        ("value", "USD 5.2 billion or USD 5.43 billion", ("USD 5.2 billion", "USD 5.43 billion")),
        ("value", "INR390 b ($5.4 b)", ()),
        ("value", "USD 2.5 billion or EUR 2.2 billion", ()),
    ],
)
def test_one_text_may_leave_a_choice(field: str, text: str, choice: tuple[str, ...]) -> None:
    reading = read_quantity(text) if field == "quantity" else read_money(text)

    assert offered(None if isinstance(reading, NotUnderstood) else reading, text, field) == choice


def test_a_number_and_a_price_are_not_compared() -> None:
    assert not differ(quantity("5"), money("USD 5"))


@pytest.mark.parametrize(
    "text", ["USD 5 billion or less than hoped", "1 or 2 or 3 or 4 or 5 or 6", "many or few"]
)
def test_what_is_not_understood_leaves_no_choice(text: str) -> None:
    assert offered(None, text, "value") == offered(None, text, "quantity") == ()


# Within an event


def test_the_figures_of_the_event_and_of_its_contract_are_shown_side_by_side() -> None:
    contract = act("contract 2018-10-05", quantity="4 regiments", value="USD 5.2 billion", sources=[LEAK])
    found = row(event(acts=[contract], quantity="5 regiments", value="USD 5.43 billion", sources=[WIRE]))

    assert told(found.conflicts) == [
        ("quantity", ["5 regiments", "4 regiments"]),
        ("value", ["USD 5.43 billion", "USD 5.2 billion"]),
    ]
    first, second = found.conflicts[0].alternatives
    assert (first.grade, first.act, second.grade, second.act) == ("named_wire", "", "leak", "a0")
    assert first.where.endswith("quantity")
    assert found.conflicts[0].grade == "leak"


@pytest.mark.parametrize(
    ("field", "whole", "own", "note"),
    [
        ("quantity", "5 squadrons", "4 regiments", "they are not converted"),
        ("value", "USD 5 billion", "USD 5.43 billion", "one may be the other, rounded"),
    ],
)
def test_what_may_explain_a_difference_is_said(field: str, whole: str, own: str, note: str) -> None:
    found = row(event(acts=[act("contract 2018-10-05", **{field: own})], **{field: whole}))

    assert found.conflicts[0].note.endswith(note)


def test_what_is_not_understood_disputes_nothing() -> None:
    contract = act("contract 2018-10-05", quantity="first equipment")

    assert not row(event(acts=[contract], quantity="5 regiments")).conflicts


def test_an_event_whose_sources_are_later_is_not_yet_disputed() -> None:
    contract = act("contract 2018-10-05", quantity=4, sources=[PRESS])
    told_later = event(acts=[contract], quantity=5, sources=[WIRE | {"published": "2020-01-01"}])

    assert row(told_later).conflicts
    assert not row(told_later, known_by="2019-01-01").conflicts


def test_a_conflict_is_shown_in_the_text_side_by_side() -> None:
    contract = act("contract 2018-10-05", quantity="4 regiments")
    shown = to_text(assessed(event(acts=[contract], quantity="5 regiments")))

    assert "Reports disagree:" in shown
    assert shown.index("- 5 regiments (unsourced") < shown.index("- 4 regiments (unsourced")


def test_a_conflict_of_figures_decides_nothing() -> None:
    contract = act("contract 2018-10-05", quantity="4 regiments")
    agreed, disputed = (row(event(acts=[contract], quantity=number)) for number in ("4", "5"))

    assert agreed.exposure == disputed.exposure == "facially_met"
    assert not agreed.conflicts
    assert disputed.conflicts


def test_several_contracts_may_be_parts_of_the_whole() -> None:
    contracts = [act("contract 2018-10-05", quantity=2), act("contract 2019", quantity=3)]

    assert not row(event(acts=contracts, quantity=5)).conflicts


def test_a_price_in_two_currencies_is_a_conversion() -> None:
    assert not row(event(value="INR390 b ($5.4 b)")).conflicts


def test_a_contract_with_two_reported_dates_is_kept_as_two_acts() -> None:
    acts = [act("contract 2018", sources=[PRESS]), act("contract 2022-09", sources=[WIRE])]
    found = row(event(acts=acts, item="Su-30"), as_of="2023-01-01")

    assert told(found.conflicts) == [("date", ["contract, 2018", "contract, September 2022"])]
    assert found.conflicts[0].grade == "trade_press"
    assert [fact.ref for fact in found.facts if fact.kind == "act"] == ["a0", "a1"]


@pytest.mark.parametrize(
    ("name", "acts"),
    [
        (
            "deliveries are many",
            [act("delivery 2019", sources=[PRESS]), act("delivery 2020", sources=[WIRE])],
        ),
        (
            "one source tells of two",
            [act("contract 2018", sources=[WIRE]), act("contract 2020", sources=[WIRE])],
        ),
        ("sources of the event", [act("contract 2018"), act("contract 2020")]),
        (
            "one is more precise",
            [act("contract 2018", sources=[PRESS]), act("contract 2018-10", sources=[WIRE])],
        ),
        ("a day is not known", [act("contract", sources=[PRESS]), act("contract 2018-10", sources=[WIRE])]),
        (
            "of different size",
            [
                act("contract 2018", quantity=6, sources=[PRESS]),
                act("contract 2020", quantity=4, sources=[WIRE]),
            ],
        ),
    ],
)
def test_acts_of_one_kind_are_not_taken_for_one(name: str, acts: list[Json]) -> None:
    assert not row(event(acts=acts, sources=[WIRE])).conflicts, name


def test_two_reports_of_one_contract_may_differ_in_its_size() -> None:
    acts = [
        act("contract 2018-10-05", quantity=6, sources=[PRESS]),
        act("contract 2018-10", quantity=4, sources=[WIRE]),
    ]

    assert told(row(event(acts=acts)).conflicts) == [("quantity", ["6", "4"])]


def test_what_was_published_later_than_known_by_disputes_nothing() -> None:
    late = WIRE | {"published": "2019-01-01"}
    acts = [act("contract 2018", sources=[late]), act("contract 2017-10", sources=[PRESS])]

    assert row(event(acts=acts)).conflicts
    assert not row(event(acts=acts), known_by="2018-12-31").conflicts


# Between events


def both(*, first: Json | None = None, second: Json | None = None) -> list[Transaction]:
    """The rows of two events that report the same contract, with fields of their own."""
    one = event("contract 2018-10-05", id="one", quantity="5 regiments", sources=[WIRE], **(first or {}))
    other: dict[str, Any] = {"id": "two", "quantity": "4 regiments", "sources": [PRESS], **(second or {})}
    acts = other.pop("acts", [act("contract 2018-10")])
    assessment = assessed(one, event(acts=acts, **other))
    return [found for verdict in assessment.verdicts for found in verdict.transactions]


def test_two_events_that_may_be_one_transaction_show_both_figures() -> None:
    one, two = both()

    assert told(one.conflicts) == [("quantity", ["5 regiments", "4 regiments"])]
    assert told(two.conflicts) == [("quantity", ["4 regiments", "5 regiments"])]
    assert [said.event for said in two.conflicts[0].alternatives] == ["two", "one"]
    assert "possibly the same transaction, reported as one, two" in one.conflicts[0].note
    assert one.conflicts[0].grade == "trade_press"


def test_contracts_some_days_apart_may_be_one_of_a_disputed_date() -> None:
    one, _ = both(second={"acts": [act("contract 2018-10-15")], "quantity": 5})

    assert told(one.conflicts) == [("date", ["contract, 5 October 2018", "contract, 15 October 2018"])]


def test_a_buyer_who_is_not_named_may_be_the_one_who_is() -> None:
    one, _ = both(second={"buyer": {"country": "KZ"}})

    assert one.conflicts


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("another buyer", {"buyer": BUYER | {"name": "Border Guard"}}),
        ("another seller", {"supplier": {"country": "RU", "name": "Kalashnikov Concern"}}),
        ("another item", {"item": "Su-35"}),
        ("another time", {"acts": [act("contract 2019-10-05")]}),
        ("another kind of act", {"acts": [act("license 2018-10-05")]}),
        ("the same source", {"sources": [WIRE]}),
        ("another report of the same publisher", {"sources": [PRESS | {"publisher": "A wire report"}]}),
        ("the next year", {"acts": [act("contract 2019")]}),
        ("the same figure", {"quantity": "five regiments"}),
    ],
)
def test_events_are_not_taken_for_one(name: str, second: Json) -> None:
    assert not any(found.conflicts for found in both(second=second)), name


def test_thousands_of_equal_events_are_compared_quickly() -> None:
    events = [event("contract 2018", id=f"e{number}", quantity=number % 7) for number in range(400)]
    assessment = assessed(*events)
    rows = [found for verdict in assessment.verdicts for found in verdict.transactions]

    assert all(len(found.conflicts[0].alternatives) == 7 for found in rows)
