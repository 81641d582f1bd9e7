"""The register of official acts: what it ships, when an act is in effect, when it was known."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caatsa.documents.strict_yaml import load_yaml
from caatsa.domain.errors import RegisterError
from caatsa.domain.events import OfficialActEntry
from caatsa.registers.official_act import OfficialAct, in_effect
from caatsa.registers.official_acts import OfficialActs
from caatsa.registers.persons import Persons

RULES = Path(__file__).parents[2] / "rules"


def parsed(path: Path) -> Any:
    return load_yaml(path.read_bytes(), str(path)).data


@pytest.fixture(scope="module")
def shipped() -> OfficialActs:
    return OfficialActs.from_data(
        [parsed(path) for path in sorted((RULES / "registers/official_acts").glob("*.yaml"))]
    )


def an_act(**changes: Any) -> dict[str, Any]:
    act: dict[str, Any] = {
        "id": "x",
        "kind": "waiver",
        "provision": "caatsa.231.d",
        "date": "2024-03-01",
        "person": "Example Procurement Agency",
        "summary": "A waiver.",
        "source": {"title": "Notice", "published": "2024-03-05"},
        "verification": "seen",
        "last_verified": "2026-11-22",
    }
    return {key: value for key, value in (act | changes).items() if value is not ...}


def registered(**changes: Any) -> OfficialAct:
    return OfficialActs.from_data([{"official_acts": [an_act(**changes)]}]).by_id["x"]


def menu(*items: int) -> tuple[str, ...]:
    return tuple(f"caatsa.235.a.{item}" for item in items)


# What the register ships


def test_the_only_actions_under_section_231_are_the_two_known_ones(shipped: OfficialActs) -> None:
    actions = [act.id for act in shipped.by_id.values() if act.imposed and act.provision == "caatsa.231.a"]
    assert actions == ["2018-09-20_cn_edd", "2020-12-14_tr_ssb"]


@pytest.mark.parametrize(
    ("act", "person", "measures", "list_name", "uid"),
    [
        ("2018-09-20_cn_edd", "Equipment Development Department", menu(2, 7, 8, 9, 12), "SDN", 24837),
        ("2018-09-20_cn_edd", "Li Shangfu", menu(7, 8, 9, 11), "SDN", 24838),
        ("2020-12-14_tr_ssb", "Presidency of Defense Industries", menu(1, 2, 3, 4, 12), "NS-MBS", 27016),
        ("2020-12-14_tr_ssb", "Ismail Demir", menu(7, 8, 9, 11, 12), "SDN", 27018),
        ("2020-12-14_tr_ssb", "Faruk Yigit", menu(7, 8, 9, 11, 12), "SDN", 30685),
        ("2020-12-14_tr_ssb", "Serhat Gencoglu", menu(7, 8, 9, 11, 12), "SDN", 30686),
        ("2020-12-14_tr_ssb", "Mustafa Alper Deniz", menu(7, 8, 9, 11, 12), "SDN", 30687),
        ("2021-01-19_ru_kvt_rus", "KVT-RUS", menu(2, 7, 8, 9, 10), "SDN", 30822),
    ],
)
def test_each_person_has_the_measures_of_the_ofac_entry(
    shipped: OfficialActs, act: str, person: str, measures: tuple[str, ...], list_name: str, uid: int
) -> None:
    found = {one.ofac_uid: one for one in shipped.by_id[act].imposed}[uid]
    assert found.person.startswith(person)
    assert (found.measures, found.list) == (measures, list_name)
    assert found.blocking == (list_name == "SDN")


def test_the_agency_of_the_turkish_case_is_not_blocked_and_its_officers_are(shipped: OfficialActs) -> None:
    agency, *officers = shipped.by_id["2020-12-14_tr_ssb"].imposed
    assert not agency.blocking
    assert len(officers) == 4
    assert all(officer.blocking for officer in officers)


def test_the_register_of_persons_agrees_on_every_measure(shipped: OfficialActs) -> None:
    persons = parsed(RULES / "registers/persons.yaml")["persons"].values()
    listed = {
        one["uid"]: (p["name"], one) for p in persons for one in p.get("other_lists", []) if "uid" in one
    }
    for act in shipped.by_id.values():
        for imposed in act.imposed:
            name, listing = listed[imposed.ofac_uid]
            assert (name, listing["list"], tuple(listing["measures"])) == (
                imposed.person,
                imposed.list,
                imposed.measures,
            )
            assert listing["listed_on"] == act.date.first_day


def test_every_person_named_is_one_of_the_register_of_persons(shipped: OfficialActs) -> None:
    persons = Persons.from_data(parsed(RULES / "registers/persons.yaml"))
    for act in shipped.by_id.values():
        for name in {act.person, *(one.person for one in act.imposed)} - {None}:
            assert persons.resolve(name or "", act.country)


def test_a_pipeline_case_with_the_same_tag_is_not_under_section_231(shipped: OfficialActs) -> None:
    assert shipped.by_id["2021-01-19_ru_kvt_rus"].provision == "caatsa.232"


def test_items_and_suppliers_are_keys_of_the_other_registers(shipped: OfficialActs) -> None:
    systems = {one["key"] for one in parsed(RULES / "registers/armaments.yaml")["systems"]}
    persons = parsed(RULES / "registers/persons.yaml")["persons"]
    countries = {one for act in shipped.by_id.values() if (one := act.country)}
    for act in shipped.by_id.values():
        assert set(act.items) <= systems
        if act.transaction is not None:
            assert set(act.transaction.items) <= systems
            assert act.transaction.country in countries
            assert act.transaction.supplier is None or act.transaction.supplier in persons


@pytest.mark.parametrize(
    ("country", "item", "days"),
    [
        ("TR", "s-400", ["2018-06-26", "2019-03-05", "2019-05-30", "2019-07-16", "2021-09"]),
        ("IN", "s-400", ["2019-06", "2021-02"]),
        ("EG", "su-35", ["2019-04-09", "2019-11-13"]),
        ("RS", "pantsir-s1", ["2019-11-02", "2020-03-05"]),
        ("DZ", "su-57", ["2026-02-03"]),
        ("IQ", "s-400", ["2018-02-22"]),
    ],
)
def test_the_warnings_about_one_transaction(
    shipped: OfficialActs, country: str, item: str, days: list[str]
) -> None:
    warnings = [
        act
        for act in shipped.by_id.values()
        if act.kind == "warning" and act.country == country and item in act.items
    ]
    assert [act.date.text for act in warnings] == days


def test_there_is_no_warning_about_other_transactions(shipped: OfficialActs) -> None:
    countries = {act.country for act in shipped.by_id.values() if act.kind == "warning"}
    assert countries == {"TR", "IN", "EG", "RS", "DZ", "IQ"}


def test_the_windows_keep_later_batches_apart_from_the_transactions_acted_upon(shipped: OfficialActs) -> None:
    turkey = shipped.by_id["2020-12-14_tr_ssb"].transaction
    india = shipped.by_id["2019-06_in_s400"].transaction
    assert turkey is not None
    assert india is not None
    assert turkey.acts_until is not None
    assert turkey.acts_until.last_day < date(2020, 8, 23)
    assert india.acts_until is not None
    assert india.acts_until.last_day < date(2026, 3, 2)


def test_only_an_act_that_says_so_characterises_a_transaction(shipped: OfficialActs) -> None:
    assert [act.id for act in shipped.by_id.values() if act.characterises] == [
        "2019-04-09_eg_pompeo",
        "2021-01-01_tr_ndaa_1241",
    ]


def test_leads_ship_as_unverified(shipped: OfficialActs) -> None:
    unverified = {act.id for act in shipped.by_id.values() if act.verification == "unverified"}
    assert unverified == {"2018-06_sa_schenker", "2026-09-18_graham_act"}


def test_no_termination_delay_or_waiver_is_known(shipped: OfficialActs) -> None:
    kinds = {act.kind for act in shipped.by_id.values()}
    assert kinds == {"determination", "imposition", "warning", "statement", "legislation"}


def test_every_act_says_where_it_was_read_and_when_it_was_last_verified(shipped: OfficialActs) -> None:
    for act in shipped.by_id.values():
        assert act.last_verified == date(2026, 11, 22)
        assert act.summary
        assert all(source.title for source in act.sources)
        assert any(source.url for source in act.sources)


# When an act is in effect


@pytest.mark.parametrize(
    ("changes", "first", "last"),
    [
        ({"date": "2024-03-01"}, "2024-03-01", None),
        ({"date": "2024-03"}, "2024-03-31", None),
        ({"date": 2024}, "2024-12-31", None),
        ({"date": "2024-03-01", "until": "2024-05-31"}, "2024-03-01", "2024-05-31"),
        ({"date": "2024-03-01", "until": "2024-05"}, "2024-03-01", "2024-05-31"),
        ({"date": "2024-03-01", "until": "2024-03-01"}, "2024-03-01", "2024-03-01"),
        ({"kind": "delay", "provision": "caatsa.231.c", "date": "2024-01-01"}, "2024-01-01", "2024-06-29"),
        (
            {"kind": "delay", "provision": "caatsa.231.c", "date": "2024-01-01", "until": "2024-02-01"},
            "2024-01-01",
            "2024-02-01",
        ),
    ],
)
def test_an_act_holds_from_its_date_to_its_end_inclusive(
    changes: dict[str, Any], first: str, last: str | None
) -> None:
    act = registered(**changes)
    start = date.fromisoformat(first)
    assert not in_effect(act, date.fromordinal(start.toordinal() - 1))
    assert in_effect(act, start)
    if last is None:
        assert in_effect(act, date(2100, 1, 1))
    else:
        end = date.fromisoformat(last)
        assert in_effect(act, end)
        assert not in_effect(act, date.fromordinal(end.toordinal() + 1))


def test_the_india_warning_of_june_counts_from_the_last_day_of_june(shipped: OfficialActs) -> None:
    assert "2019-06_in_s400" not in {act.id for act in shipped.known(date(2019, 6, 29))}
    assert "2019-06_in_s400" in {act.id for act in shipped.known(date(2019, 6, 30))}


def test_turkey_is_warned_but_not_determined_in_august_2019(shipped: OfficialActs) -> None:
    turkish = {act.kind for act in shipped.known(date(2019, 8, 1)) if act.country == "TR"}
    assert turkish == {"warning"}


@pytest.mark.parametrize(
    ("as_of", "known_by", "seen"),
    [
        ("2024-03-04", None, True),
        ("2024-03-04", "2024-03-04", False),
        ("2024-03-05", "2024-03-05", True),
        ("2024-02-29", None, False),
    ],
)
def test_an_act_is_known_once_it_is_published(as_of: str, known_by: str | None, seen: bool) -> None:
    register = OfficialActs.from_data([{"official_acts": [an_act()]}])
    known = register.known(date.fromisoformat(as_of), date.fromisoformat(known_by) if known_by else None)
    assert bool(known) is seen


def test_an_act_with_no_dated_source_is_always_known() -> None:
    register = OfficialActs.from_data([{"official_acts": [an_act(source={"title": "Notice"})]}])
    assert register.known(date(2024, 3, 1), known_by=date(1990, 1, 1))


def test_the_earliest_publication_decides() -> None:
    act = registered(further_sources=[{"title": "Statement", "published": "2024-03-01"}, {"title": "Copy"}])
    assert act.published is not None
    assert act.published.text == "2024-03-01"


@given(st.dates(date(2018, 1, 1), date(2027, 1, 1)), st.dates(date(2018, 1, 1), date(2027, 1, 1)))
def test_a_later_day_never_unmakes_a_determination(first: date, second: date) -> None:
    register = OfficialActs.from_data([{"official_acts": [an_act(kind="determination", date="2020-12-14")]}])
    earlier, later = sorted((first, second))
    assert {act.id for act in register.known(earlier)} <= {act.id for act in register.known(later)}


# Acts of the input


def an_entry(**changes: Any) -> OfficialActEntry:
    entry: dict[str, Any] = {
        "id": "example-waiver",
        "kind": "waiver",
        "provision": "caatsa.231.d",
        "date": "2024-03-01",
        "person": "Example Procurement Agency",
        "country": "India",
        "item": "S-400 Triumf",
        "source": {"title": "Notice"},
    }
    return OfficialActEntry.model_validate(entry | changes)


def test_an_act_of_the_input_joins_the_register(shipped: OfficialActs) -> None:
    register = shipped.with_entries([an_entry()], country_code={"India": "IN"}.__getitem__)
    act = register.by_id["example-waiver"]
    assert (act.country, act.items, act.verification) == ("IN", ("S-400 Triumf",), "stated")
    assert len(register.by_id) == len(shipped.by_id) + 1


def test_an_act_of_the_input_replaces_the_one_with_its_id(shipped: OfficialActs) -> None:
    register = shipped.with_entries([an_entry(id="2020-12-14_tr_ssb")])
    assert register.by_id["2020-12-14_tr_ssb"].kind == "waiver"
    assert len(register.by_id) == len(shipped.by_id)


# Broken data


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "threat"}, "'kind' is 'threat'"),
        ({"date": ...}, "'date' is missing"),
        ({"date": "unknown"}, "'date' is not known"),
        ({"date": "soon"}, "'soon' is not a date"),
        ({"until": "2023-01-01"}, "until 2023-01-01 is before date 2024-03-01"),
        ({"person": ...}, "a waiver needs person"),
        ({"kind": "warning"}, "a warning needs country and items"),
        ({"country": "India"}, "'country' is 'India'"),
        ({"colour": "blue"}, "'colour' is not a key here"),
        ({"source": ...}, "is not a mapping"),
        ({"source": {"publisher": "x"}}, "'title' is missing"),
        ({"summary": ...}, "'summary' is missing"),
        ({"verification": "sure"}, "'verification' is 'sure'"),
        ({"last_verified": "2026"}, "a day, YYYY-MM-DD"),
        ({"items": "S-400"}, "a list of texts"),
        ({"characterises": "grave"}, "'characterises' is 'grave'"),
        ({"transaction": {"acts_until": 2025}}, "does not describe a transaction"),
        (
            {"transaction": {"country": "IN", "items": ["s-400"], "acts_from": 2025, "acts_until": 2024}},
            "acts_until 2024 is before acts_from 2025",
        ),
        ({"imposed": [{"person": "B", "measures": [], "list": "NS-MBS"}]}, "does not name the person"),
        (
            {"imposed": [{"person": "B", "measures": ["caatsa.235.a.13"], "list": "NS-MBS"}]},
            "is not a measure",
        ),
        (
            {"imposed": [{"person": "B", "measures": ["caatsa.235.a.9"], "list": "NS-MBS"}]},
            "does not go with",
        ),
        (
            {"kind": "statement", "imposed": [{"person": "B", "measures": [], "list": "NS-MBS"}]},
            "imposes nothing",
        ),
    ],
)
def test_broken_data_is_refused_with_the_place_and_the_reason(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(RegisterError) as caught:
        OfficialActs.from_data([{"official_acts": [an_act(**changes)]}])
    assert message in str(caught.value)
    assert "act 'x'" in str(caught.value)


def test_all_faults_are_reported_together() -> None:
    with pytest.raises(RegisterError) as caught:
        OfficialActs.from_data([{"official_acts": [an_act(kind="a"), an_act(date="b")]}, {"acts": []}])
    assert len(caught.value.faults) == 4


@pytest.mark.parametrize("content", [None, [], "text", {"official_acts": {}}, {"official_acts": [None]}])
def test_a_file_of_another_form_is_refused(content: Any) -> None:
    with pytest.raises(RegisterError):
        OfficialActs.from_data([content])


def test_the_register_survives_pickling(shipped: OfficialActs) -> None:
    assert pickle.loads(pickle.dumps(shipped)) == shipped  # noqa: S301
