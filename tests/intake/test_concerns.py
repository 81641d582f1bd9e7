"""Which official acts concern an event, and what follows from them as facts."""

from __future__ import annotations

import pytest

from caatsa.domain.verdict import FactLine
from tests.law.cases import BUYER, Json, event, official, row

BY = {"person": BUYER["name"], "country": "KZ"}
WARNING = {"country": "KZ", "item": "S-400"}


def facts(given: Json, kind: str, as_of: str = "2022-01-01", **document: object) -> list[FactLine]:
    return [fact for fact in row(given, as_of=as_of, **document).facts if fact.kind == kind]


def shown(given: Json, as_of: str = "2022-01-01", **document: object) -> set[str]:
    return {act.id for act in row(given, as_of=as_of, **document).official_acts}


TURKISH = [
    # words, the event, ids that concern it, ids that do not
    (
        "the first acquisition",
        event("contract 2017-09-12", "delivery 2019-07-12", buyer={"country": "TR", "name": "SSB"}),
        {"2018-06-26_tr_mitchell", "2019-07-16_tr_ortagus", "2020-12-14_tr_ssb"},
        {"2021-09_tr_second_batch", "2018-09-20_cn_edd"},
    ),
    (
        "a second batch",
        event("contract 2020-08-23", buyer={"country": "TR"}),
        {"2021-09_tr_second_batch"},
        {"2018-06-26_tr_mitchell", "2020-12-14_tr_ssb"},
    ),
    (
        "another item",
        event("contract 2018-09-12", buyer={"country": "TR"}, item="Su-35"),
        set(),
        {"2018-06-26_tr_mitchell", "2020-12-14_tr_ssb"},
    ),
    (
        "another country",
        event("contract 2018-09-12", buyer={"country": "KZ"}),
        set(),
        {"2018-06-26_tr_mitchell", "2020-12-14_tr_ssb"},
    ),
]


@pytest.mark.parametrize(
    ("given", "concern", "do_not"), [one[1:] for one in TURKISH], ids=[one[0] for one in TURKISH]
)
def test_registered_acts_concern_the_transaction_they_describe(
    given: Json, concern: set[str], do_not: set[str]
) -> None:
    found = shown(given)

    assert concern <= found
    assert not do_not & found


def test_acts_are_shown_oldest_first_with_source_and_effect() -> None:
    found = row(event("delivery 2019-07-12", buyer={"country": "TR", "name": "SSB"})).official_acts

    assert [act.date for act in found] == sorted(act.date for act in found)
    assert all(act.effect and act.source and act.source.title for act in found)


@pytest.mark.parametrize(
    ("on", "timing"),
    [
        ("2018-10-04", "before"),
        ("2018-10-05", "not_before"),
        ("2018-10", "not_before"),
        ("2018-09", "before"),
    ],
)
def test_a_warning_is_seen_from_each_act(on: str, timing: str) -> None:
    acts = [official("warning", on=on, **WARNING)]
    found = facts(event("contract 2018-10-05", "delivery 2021"), "warning", official_acts=acts)

    assert {fact.fields["act"]: fact.fields["timing"] for fact in found} == {"a0": timing, "a1": "before"}


def test_a_warning_before_an_act_without_a_day_is_not_shown_to_be_earlier() -> None:
    acts = [official("warning", on="2018-01-01", **WARNING)]

    assert [one.fields["timing"] for one in facts(event("delivery"), "warning", official_acts=acts)] == [
        "not_before"
    ]


def test_a_system_of_a_known_action_is_a_precedent_from_the_day_of_the_action() -> None:
    assert facts(event("delivery 2018-01"), "precedent", as_of="2018-09-19") == []
    assert {
        one.fields["system"] for one in facts(event("delivery 2018-01"), "precedent", as_of="2018-09-20")
    } == {"s-400"}
    assert facts(event(item="S-300"), "precedent") == []


@pytest.mark.parametrize(
    ("named", "characterises"),
    [
        ({**BY, "item": "S-400"}, True),
        ({**BY, "event": "e"}, True),
        (BY, False),
        ({**BY, "item": "Su-35"}, False),
    ],
)
def test_a_determination_characterizes_the_transaction_only_if_it_is_about_it(
    named: Json, characterises: bool
) -> None:
    found = facts(event(), "characterisation", official_acts=[official("determination", **named)])

    assert bool(found) == characterises


def test_an_act_of_the_input_replaces_the_registered_one_with_its_id() -> None:
    turkey = event("delivery 2019-07-12", buyer={"country": "TR", "name": "SSB"})
    undone = official("statement", on="2020-12-14", person="SSB", id="2020-12-14_tr_ssb")

    assert row(turkey).enforcement == "determined"
    assert row(turkey, official_acts=[undone]).enforcement == "warned"


def test_acts_published_later_are_hidden_by_known_by() -> None:
    turkey = event("delivery 2019-07-12", buyer={"country": "TR", "name": "SSB"})

    assert row(turkey, known_by="2020-12-14").enforcement == "determined"
    assert row(turkey, known_by="2020-12-13").enforcement == "warned"
    assert row(turkey, known_by="2018-01-01").enforcement == "none_known"


def test_facts_of_official_acts_say_where_they_come_from() -> None:
    stated = facts(event(), "warning", official_acts=[official("warning", **WARNING)])
    registered = facts(event("delivery 2019-07-12", buyer={"country": "TR"}), "warning")

    assert {one.origin for one in stated} == {"input"}
    assert {one.origin for one in registered} == {"register"}
    assert all("official_acts" in one.where for one in registered)
