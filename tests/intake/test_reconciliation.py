"""Reports of one event become one event that keeps each of them; nothing is chosen, averaged or corrected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caatsa import assess, load_rulebase
from caatsa.domain.errors import InputError
from caatsa.domain.events import InputDocument
from caatsa.intake.readers import as_document
from caatsa.intake.reconciliation.reconcile import MOST_COMPARED, Reconciled, apart, reconcile
from caatsa.intake.understand import understand
from caatsa.rulebase.rulebase import RuleBase

Json = dict[str, Any]
PIB: Json = {"title": "Contract signed", "publisher": "PIB", "grade": "official_statement"}
WIRE: Json = {"title": "Deal done", "publisher": "A wire", "grade": "named_wire"}
PRESS: Json = {"title": "On the deal", "publisher": "Magazine", "grade": "trade_press"}
LEAK: Json = {"title": "Papers", "publisher": "Somebody", "grade": "leak"}


@cache
def rulebase() -> RuleBase:
    return load_rulebase()


def report(name: str, day: str = "2018-10-05", source: Json = WIRE, **more: Any) -> Json:
    """A report of the Indian purchase of the S-400, other in what is given."""
    stated: Json = {
        "id": name,
        "buyer": {"country": "India"},
        "supplier": {"country": "Russia"},
        "item": "S-400",
        "acts": [{"kind": "contract", "date": day}],
        "sources": [source],
    }
    return {key: value for key, value in (stated | more).items() if value is not None}


def reconciled(events: Sequence[Json], **sections: Any) -> Reconciled:
    registers = rulebase().registers
    known = {"persons": registers.persons, "armaments": registers.armaments}
    understood = partial(understand, countries=registers.countries, **known)
    read = as_document({"events": [*events], "persons": [], "official_acts": [], **sections})
    return reconcile(read, understood)


def events_of(result: Reconciled) -> list[Json]:
    return [dict(outcome.data) for outcome in result.outcomes]


def grouped(events: Sequence[Json]) -> set[frozenset[str]]:
    """The groups, each as the ids of its reports."""
    return {
        frozenset(one["id"] for one in event.get("reports", [event]))
        for event in events_of(reconciled(events))
    }


def the_one(events: Sequence[Json]) -> Json:
    (event,) = events_of(reconciled(events))
    InputDocument.model_validate({"events": [event]})
    return event


# Which reports are of one event


@pytest.mark.parametrize(
    ("changed", "joined"),
    [
        ({}, True),
        ({"day": "2018-11-05"}, True),
        ({"day": "2018-11-06"}, False),
        ({"day": "2018-10"}, True),
        ({"day": "2018"}, True),
        ({"day": "2019"}, False),
        ({"buyer": {"country": "China"}}, False),
        ({"buyer": {"country": "India", "name": "Ministry of Defence"}}, True),
        ({"item": "S-400 Triumf air defence systems"}, True),
        ({"item": "S-300"}, False),
        ({"item": "S-400 spare parts"}, False),
        ({"item": None}, False),
        ({"supplier": None}, True),
        ({"supplier": {"country": "Russia", "name": "Rosoboronexport"}}, True),
        ({"supplier": {"country": "Belarus"}}, False),
        ({"capability": "sustainment"}, True),
        ({"acts": [{"kind": "delivery", "date": "2018-10-05"}]}, False),
        ({"source": WIRE}, False),
    ],
)
def test_buyer_goods_seller_and_days_decide(changed: Json, joined: bool) -> None:
    other = report("b", **({"source": PRESS} | changed))

    assert (frozenset("ab") in grouped([report("a"), other])) is joined


def test_two_named_sellers_are_two_sellers_unless_one_is_a_party_of_the_other() -> None:
    rosoboronexport = {"country": "Russia", "name": "Rosoboronexport"}
    almaz = {"country": "Russia", "name": "Almaz-Antey"}
    first = report("a", supplier=rosoboronexport)
    other = report("b", source=PRESS, supplier=almaz)
    chain = first | {"parties": [{"role": "manufacturer", **almaz}]}

    assert len(grouped([first, other])) == 2
    assert len(grouped([chain, other])) == 1


def test_ministry_and_service_are_one_buyer_and_two_firms_are_not() -> None:
    def bought_by(name: str, ident: str, source: Json) -> Json:
        return report(ident, source=source, buyer={"country": "India", "name": name})

    ministry = bought_by("Ministry of Defence", "a", WIRE)
    assert len(grouped([ministry, bought_by("Indian Air Force", "b", PRESS)])) == 1
    assert len(grouped([ministry, bought_by("Goa Shipyard", "b", PRESS)])) == 2


def test_stated_uses_that_differ_are_two_events() -> None:
    assert len(grouped([report("a", end_use="military"), report("b", source=PRESS, end_use="civil")])) == 2


def test_a_year_alone_joins_only_figures_that_can_be_one() -> None:
    exact = report("a", quantity="5 regiments", value="USD 5.43 billion")

    assert len(grouped([exact, report("b", "2018", PRESS, quantity="3 regiments")])) == 2
    assert len(grouped([exact, report("b", "2018", PRESS, value="USD 5.34 billion")])) == 1
    assert len(grouped([exact, report("b", "2018", PRESS, quantity="10 systems")])) == 1


def test_an_undated_report_is_joined_only_by_a_figure_of_its_own() -> None:
    exact = report("a", quantity="5 regiments")

    assert len(grouped([exact, report("b", "unknown", PRESS)])) == 2
    assert len(grouped([exact, report("b", "unknown", PRESS, quantity="five regiments")])) == 1


def test_goods_known_by_a_noun_alone_are_joined_only_by_a_figure_too() -> None:
    frigates = report("a", item="frigates", quantity=2)

    assert len(grouped([frigates, report("b", source=PRESS, item="frigates")])) == 2
    assert len(grouped([frigates, report("b", source=PRESS, item="frigates", quantity="two")])) == 1


def test_what_fits_two_events_is_left_alone_and_says_so() -> None:
    events = [report("a", "2018-02-01"), report("b", "2018", PRESS), report("c", "2018-09-01", PIB)]

    result = reconciled(events)

    assert [outcome.may_be for outcome in result.outcomes] == [(), ("a", "c"), ()]
    assert events_of(result) == events


def test_rows_of_one_register_are_never_one_order() -> None:
    rows = [
        {"title": f"Register, line {line}", "publisher": "Institute", "grade": "trade_press"}
        for line in (3, 4)
    ]
    assert len(grouped([report(f"r{number}", source=row) for number, row in enumerate(rows)])) == 2
    assert len(grouped([report("r", source=rows[0]), report("w")])) == 1


def test_too_many_of_one_kind_are_left_as_they_are_and_counted() -> None:
    many = [report(f"e{n}", source=PRESS | {"title": str(n)}) for n in range(MOST_COMPARED + 1)]

    result = reconciled(many)

    assert events_of(result) == many
    assert list(result.too_many.values()) == [MOST_COMPARED + 1]


# What the one event says


def test_each_report_stays_whole_and_rivals_stand_side_by_side() -> None:
    events = [
        report("c", source=PRESS, quantity="6,014,427 rifles", item="AK-203"),
        report("b", source=WIRE, quantity="614,427", item="AK-203 rifle"),
        report("a", source=PIB, quantity="6,01,427", item="AK-203 assault rifle"),
    ]

    event = the_one(events)

    assert event["id"] == "a"
    assert event["reports"] == events[::-1]
    assert event["quantity"] == "6,01,427 or 614,427 or 6,014,427 rifles"
    assert event["item"] == "AK-203 assault rifle"
    assert [source["title"] for source in event["acts"][0]["sources"]] == sorted(
        one["title"] for one in (PIB, WIRE, PRESS)
    )


def test_what_all_agree_on_is_said_in_the_most_exact_words() -> None:
    values = ("over USD 5 billion", "USD 5.43 billion", "5-6 billion dollars")
    sources = (PIB, WIRE, PRESS)
    stated = zip("abc", values, sources, strict=True)

    assert the_one([report(n, source=s, value=v) for n, v, s in stated])["value"] == "USD 5.43 billion"


def test_days_that_cannot_be_one_stay_two_acts_each_with_its_sources() -> None:
    acts = the_one([report("a"), report("b", "2018-10-08", PRESS)])["acts"]

    assert [(act["date"], [one["title"] for one in act["sources"]]) for act in acts] == [
        ("2018-10-05", [WIRE["title"]]),
        ("2018-10-08", [PRESS["title"]]),
    ]


def test_a_month_takes_the_day_that_falls_into_it() -> None:
    (act,) = the_one([report("a"), report("b", "2018-10", PRESS)])["acts"]

    assert act["date"] == "2018-10-05"
    assert len(act["sources"]) == 2


def test_a_day_that_only_a_leak_gives_does_not_borrow_better_sources() -> None:
    acts = the_one([report("a", "unknown", quantity=5), report("b", "2018-10-05", LEAK, quantity=5)])["acts"]

    assert [(act["date"], act["sources"][0]["title"]) for act in acts] == [
        ("2018-10-05", LEAK["title"]),
        ("unknown", WIRE["title"]),
    ]


def test_a_name_that_only_a_leak_gives_stays_in_its_report() -> None:
    seller = {"country": "Russia", "name": "Rosoboronexport"}
    events = [report("a"), report("b", source=LEAK, supplier=seller)]

    event = the_one(events)
    (outcome,) = reconciled(events).outcomes

    assert event["supplier"] == {"country": "Russia"}
    assert any("only leaks or aggregators" in reason.text for reason in outcome.why)


def test_a_report_without_sources_does_not_borrow_those_of_others() -> None:
    event = the_one([report("a"), report("b", sources=None)])

    titles = [source["title"] for source in event["acts"][0]["sources"]]
    assert sorted(titles) == ["Deal done", "b: a report without a source"]


def test_places_in_articles_come_along_with_the_report_that_they_are_of() -> None:
    spans = {"quantity": {"start": 3, "end": 4, "reported": "5"}}
    event = the_one([report("a", quantity="5 regiments", spans=spans), report("b", source=PRESS)])

    assert event["spans"]["quantity"] == spans["quantity"] | {"report": "a"}


def test_an_official_act_follows_the_event_that_it_names() -> None:
    act = {
        "id": "w",
        "kind": "waiver",
        "provision": "caatsa.231.d",
        "date": "2020-01-01",
        "person": "Ministry of Defence",
        "event": "b",
        "source": {"title": "t"},
    }
    result = reconciled([report("a"), report("b", source=PRESS)], official_acts=[act])

    assert result.others["official_acts"] == [act | {"event": "a"}]


# What an assessment makes of it


def test_the_assessment_shows_each_figure_with_its_own_source_and_what_may_be_misprinted() -> None:
    event = the_one(
        [
            report("a", source=PIB, quantity="6,01,427", item="AK-203"),
            report("b", source=LEAK, quantity="614,427", item="AK-203"),
        ]
    )

    (row,) = [
        row
        for verdict in assess([event], as_of=date(2024, 1, 1)).verdicts
        for row in verdict.transactions
        if row.provision == "caatsa.231.a"
    ]
    (conflict,) = row.conflicts

    assert [(one.event, one.reported, one.grade) for one in conflict.alternatives] == [
        ("a", "6,01,427", "official_statement"),
        ("b", "614,427", "leak"),
    ]
    assert conflict.grade == "leak"
    assert "possibly misprinted" in conflict.note
    assert "reports[1].quantity" in conflict.alternatives[1].where


# Whatever the input


_DAYS = st.sampled_from(["2018-10-05", "2018-10-20", "2018-11-19", "2018-10", "2018", "2019", "unknown"])
_NAMED = {"country": "Russia", "name": "Rosoboronexport"}
_SELLERS = st.sampled_from(
    [None, {"country": "Russia"}, _NAMED, {"country": "Russia", "name": "Almaz-Antey"}]
)


@st.composite
def inputs(draw: st.DrawFn) -> list[Json]:
    """Reports of few buyers, goods, sellers and days, so that many may be one."""
    events = []
    for number in range(draw(st.integers(1, 7))):
        source = {
            "title": f"t{number}",
            "grade": draw(st.sampled_from(["named_wire", "leak", "trade_press"])),
        }
        events.append(
            report(
                f"e{number}",
                draw(_DAYS),
                source,
                supplier=draw(_SELLERS),
                item=draw(st.sampled_from(["S-400", "S-400 Triumf", "Su-30", "frigates"])),
                quantity=draw(st.sampled_from([None, "5 regiments", "10 systems", 5])),
            )
        )
    return events


@settings(max_examples=60)
@given(inputs(), st.randoms())
def test_the_order_of_the_input_changes_no_group_and_no_event(events: list[Json], random: Any) -> None:
    shuffled = random.sample(events, len(events))

    def found(order: list[Json]) -> list[Json]:
        return sorted(events_of(reconciled(order)), key=lambda event: str(event["id"]))

    assert found(events) == found(shuffled)


@settings(max_examples=60)
@given(inputs())
def test_what_was_reconciled_stays_as_it_is_and_comes_apart_again(events: list[Json]) -> None:
    once = events_of(reconciled(events))
    assert events_of(reconciled(once)) == once

    InputDocument.model_validate({"events": once})
    again = events_of(apart(as_document({"events": once})))
    assert sorted(again, key=lambda event: str(event["id"])) == events


def test_a_report_whose_id_another_event_has_is_refused() -> None:
    event = the_one([report("a"), report("b", source=PRESS)])

    with pytest.raises(InputError, match="'b' is also that of a report"):
        apart(as_document({"events": [event, report("b", "2001")]}))
