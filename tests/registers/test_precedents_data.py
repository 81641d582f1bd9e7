"""The precedents: complete, in the input format, and expecting nothing that the law excludes."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caatsa.documents.strict_yaml import load_yaml
from caatsa.domain.errors import RegisterError
from caatsa.domain.events import Act, ProcurementEvent
from caatsa.domain.reported import PRE_TRANSACTION_KINDS
from caatsa.intake.money import Money, read_money
from caatsa.intake.quantities import Quantity, read_quantity
from caatsa.registers.armaments import Armaments
from caatsa.registers.official_acts import OfficialActs
from caatsa.registers.persons import Persons
from caatsa.registers.precedents import YES_NO_FACTORS, Expectation, Precedent, Precedents

RULES = Path(__file__).parents[2] / "rules"
ENACTED = date(2017, 8, 2)
FIRST_ACTION = date(2018, 9, 20)
SYSTEMS_OF_AN_ACTION = ("S-400", "Su-35")


def parsed(path: Path) -> Any:
    return load_yaml(path.read_bytes(), str(path)).data


def all_precedents() -> Precedents:
    return Precedents.from_data([parsed(path) for path in sorted((RULES / "precedents").glob("*.yaml"))])


PRECEDENTS = all_precedents()
EVENTS = {
    event["id"]: ProcurementEvent.model_validate(event)
    for case in PRECEDENTS.by_id.values()
    for event in case.events
}


def expectations() -> Iterator[tuple[Precedent, Expectation]]:
    for case in PRECEDENTS.by_id.values():
        for expected in case.expectations:
            yield case, expected


def acts_by(event: ProcurementEvent, as_of: date) -> list[Act]:
    """Acts that exist on that day: happened, or possibly happened, by then."""
    return [act for act in event.acts if not act.date.known or act.date.first_day <= as_of]


EACH = pytest.mark.parametrize(
    ("case", "expected"),
    [pytest.param(case, one, id=f"{one.event}-{one.as_of}") for case, one in expectations()],
)


def test_there_are_two_actions_and_they_come_first() -> None:
    assert [case.id for case in PRECEDENTS.actions] == ["2018-09-20_cn_edd", "2020-12-14_tr_ssb"]
    assert list(PRECEDENTS.by_id)[:2] == ["2018-09-20_cn_edd", "2020-12-14_tr_ssb"]


def test_every_known_case_without_action_is_there() -> None:
    buyers = {
        EVENTS[event["id"]].buyer.country
        for case in PRECEDENTS.by_id.values()
        if case.kind == "no_action"
        for event in case.events
    }
    assert buyers == {
        "IN",
        "EG",
        "ID",
        "PH",
        "DZ",
        "VN",
        "RS",
        "IQ",
        "SA",
        "QA",
        "AE",
        "BY",
        "KZ",
        "AM",
        "MM",
        "IR",
    }


def test_ids_of_events_are_unique_over_all_cases() -> None:
    ids = [event["id"] for case in PRECEDENTS.by_id.values() for event in case.events]
    assert len(ids) == len(set(ids))


def test_actions_point_to_determinations_of_the_register() -> None:
    files = sorted((RULES / "registers/official_acts").glob("*.yaml"))
    acts = OfficialActs.from_data([parsed(path) for path in files]).by_id
    for case in PRECEDENTS.actions:
        assert acts[case.official_act or ""].kind == "determination"


def test_factors_use_the_keys_of_the_other_registers() -> None:
    armaments = parsed(RULES / "registers/armaments.yaml")
    systems = {one["key"] for one in armaments["systems"]} | {"unknown"}
    sellers = set(parsed(RULES / "registers/persons.yaml")["persons"]) | {"not_named"}
    for case in PRECEDENTS.by_id.values():
        assert systems.issuperset(case.has("system"))
        assert set(armaments["categories"]).issuperset(case.has("class"))
        assert case.factors["seller"] in sellers
        assert {case.factors[name] for name in YES_NO_FACTORS} <= {"yes", "no", "unknown"}


def test_every_item_is_of_a_known_kind_and_one_of_each_case_is_the_system_of_its_factors() -> None:
    armaments = Armaments.from_data(parsed(RULES / "registers/armaments.yaml"))
    for case in PRECEDENTS.by_id.values():
        found = [armaments.identify(EVENTS[event["id"]].item or "") for event in case.events]
        assert all(one.systems or one.classes for one in found)
        systems = {system.key for one in found for system in one.systems} or {"unknown"}
        assert systems.intersection(case.has("system"))


def test_every_seller_named_in_an_event_is_a_person_of_the_register() -> None:
    persons = Persons.from_data(parsed(RULES / "registers/persons.yaml"))
    for event in EVENTS.values():
        if event.supplier is not None and event.supplier.name is not None:
            assert persons.resolve(event.supplier.name, event.supplier.country)


def test_every_value_and_quantity_is_understood() -> None:
    for event in EVENTS.values():
        assert event.value is None or isinstance(read_money(event.value), Money)
        assert event.quantity is None or isinstance(read_quantity(event.quantity), Quantity)


def test_every_event_has_expectations_in_the_order_of_time() -> None:
    for case in PRECEDENTS.by_id.values():
        for event in case.events:
            days = [one.as_of for one in case.expectations if one.event == event["id"]]
            assert days
            assert days == sorted(set(days))


def test_every_event_and_every_act_has_a_source() -> None:
    for event in EVENTS.values():
        assert event.sources or all(act.sources for act in event.acts)


@pytest.mark.parametrize(("case", "day"), [("2018-09-20_cn_edd", 20180920), ("2020-12-14_tr_ssb", 20201214)])
def test_each_action_is_expected_on_its_day_and_not_the_day_before(case: str, day: int) -> None:
    on = date(day // 10000, day // 100 % 100, day % 100)
    said = {
        one.as_of: (one.exposure, one.enforcement)
        for one in PRECEDENTS.by_id[case].expectations
        if one.event in {"cn-s400", "tr-s400"}
    }
    assert said[on] == ("facially_met", "determined")
    assert said[date.fromordinal(on.toordinal() - 1)][1] != "determined"


@EACH
def test_something_has_happened_by_the_day_of_the_expectation(case: Precedent, expected: Expectation) -> None:
    assert acts_by(EVENTS[expected.event], expected.as_of)


@EACH
def test_watch_is_expected_exactly_where_nothing_but_preliminaries_exist(
    case: Precedent, expected: Expectation
) -> None:
    kinds = {act.kind for act in acts_by(EVENTS[expected.event], expected.as_of)}
    law_exists = expected.as_of >= ENACTED
    assert (expected.exposure == "watch") == (law_exists and kinds <= PRE_TRANSACTION_KINDS)


@EACH
def test_facially_met_needs_the_system_of_an_action_a_named_buyer_and_a_listed_seller(
    case: Precedent, expected: Expectation
) -> None:
    event = EVENTS[expected.event]
    if expected.exposure == "facially_met":
        assert expected.as_of >= FIRST_ACTION
        assert (event.item or "").startswith(SYSTEMS_OF_AN_ACTION)
        assert event.buyer.name
        assert event.supplier is not None
        assert event.supplier.name


@EACH
def test_only_the_two_actions_expect_a_determination(case: Precedent, expected: Expectation) -> None:
    if expected.enforcement == "determined":
        assert case.kind == "action"
        assert case.official_act is not None
        assert expected.as_of >= date.fromisoformat(case.official_act[:10])


@EACH
def test_nothing_that_rests_on_leaks_alone_is_expected_to_be_facially_met(
    case: Precedent, expected: Expectation
) -> None:
    if case.factors["leak_only"] == "yes":
        assert expected.exposure != "facially_met"


def test_precedents_survive_pickling() -> None:
    assert pickle.loads(pickle.dumps(PRECEDENTS)) == PRECEDENTS  # noqa: S301


def a_case(**changes: Any) -> dict[str, Any]:
    case: dict[str, Any] = {
        "format": 1,
        "id": "x",
        "title": "A case",
        "kind": "no_action",
        "official_act": None,
        "summary": "What happened.",
        "verification": "seen",
        "events": [{"id": "e"}],
        "factors": {"system": "s-400", "class": "air_defense_system", "seller": "not_named"}
        | dict.fromkeys(YES_NO_FACTORS, "no"),
        "expect": [
            {"as_of": "2020-01-01", "exposure": "watch", "enforcement": "none_known", "why": "Talks only."}
        ],
    }
    return case | changes


def test_an_expectation_of_a_single_event_needs_to_name_neither_event_nor_provision() -> None:
    (expected,) = Precedents.from_data([a_case()]).by_id["x"].expectations
    assert (expected.event, expected.provision) == ("e", "caatsa.231.a")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": 2}, "'format' is 2"),
        ({"kind": "action"}, "an action has an official_act"),
        ({"kind": "maybe"}, "'kind' is 'maybe'"),
        ({"events": []}, "has no events"),
        ({"events": ["e"]}, "is not an event"),
        ({"factors": {"system": "s-400"}}, "'seller' is missing"),
        ({"expect": [{"as_of": "2020"}]}, "a day, YYYY-MM-DD"),
        ({"expect": [{"as_of": "2020-01-01", "event": "f"}]}, "'event' is 'f'"),
        ({"expect": [{"as_of": "2020-01-01", "exposure": "guilty"}]}, "'exposure' is 'guilty'"),
        ({"score": 5}, "'score' is not a key here"),
    ],
)
def test_broken_data_is_refused_with_the_reason(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(RegisterError) as caught:
        Precedents.from_data([a_case(**changes)])
    assert message in str(caught.value)


def test_two_cases_with_one_id_are_refused() -> None:
    with pytest.raises(RegisterError, match="the id is taken"):
        Precedents.from_data([a_case(), a_case()])
