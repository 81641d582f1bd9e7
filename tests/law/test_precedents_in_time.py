"""Turkey, China and India day by day: what was known, and what had officially been done, as of each day."""

from __future__ import annotations

import pytest

from tests.law.cases import LISTED, S231, S1241, Json, assessed, event, results, row

TURKEY = event(
    "talks 2016-11",
    "contract 2017-09-12",
    "loan 2017-12-29",
    "delivery 2019-07-12",
    buyer={"country": "TR", "name": "SSB"},
    item="S-400 Triumf",
)
TURKISH_DAYS = [
    ("2017-08-02", "watch", "none_known"),
    ("2017-09-11", "watch", "none_known"),
    # Signed, but nobody is specified yet: the seller's part in the sector is not shown.
    ("2017-09-12", "undecided", "none_known"),
    ("2017-10-26", "undecided", "none_known"),
    ("2017-10-27", "arguable", "none_known"),
    ("2018-06-25", "arguable", "none_known"),
    ("2018-06-26", "arguable", "warned"),
    ("2018-09-19", "arguable", "warned"),
    # The first determination makes the system that of a precedent; the loan is an act with a listed seller.
    ("2018-09-20", "facially_met", "warned"),
    ("2019-03-05", "facially_met", "warned"),
    ("2019-07-11", "facially_met", "warned"),
    ("2019-07-12", "facially_met", "warned"),
    ("2019-08-01", "facially_met", "warned"),
    ("2020-12-13", "facially_met", "warned"),
    ("2020-12-14", "facially_met", "determined"),
    ("2020-12-15", "facially_met", "determined"),
    ("2021-01-01", "facially_met", "determined"),
    ("2023-01-01", "facially_met", "determined"),
    ("2025-09-25", "facially_met", "determined"),
    ("2026-07-06", "facially_met", "determined"),
    # Announced on 7 July 2026, and not found done.
    ("2026-07-07", "facially_met", "determined"),
    ("2026-11-22", "facially_met", "determined"),
]


@pytest.mark.parametrize(("as_of", "exposure", "enforcement"), TURKISH_DAYS)
def test_turkey(as_of: str, exposure: str, enforcement: str) -> None:
    found = row(TURKEY, as_of=as_of)

    assert (found.exposure, found.enforcement) == (exposure, enforcement)


def test_the_announced_lifting_is_shown_and_has_no_effect() -> None:
    shown = {act.id: act for act in row(TURKEY, as_of="2026-07-07").official_acts}

    assert "2026-07-07_tr_trump" in shown
    assert shown["2026-07-07_tr_trump"].kind == "statement"
    assert shown["2020-12-14_tr_ssb"].effect == "in force"
    assert "2026-07-07_tr_trump" not in {act.id for act in row(TURKEY, as_of="2026-07-06").official_acts}


def test_five_items_were_imposed_on_the_agency_and_the_officers_are_named_apart() -> None:
    (verdict,) = assessed(TURKEY, as_of="2021-06-01").verdicts
    on = {one.person: one.measures for one in verdict.menu.imposed_on}

    assert on["Presidency of Defense Industries"] == tuple(
        f"caatsa.235.a.{number}" for number in (1, 2, 3, 4, 12)
    )
    assert "caatsa.235.a.9" in on["Ismail Demir"]
    assert "caatsa.235.a.9" not in on["Presidency of Defense Industries"], "the agency is not blocked"


def test_the_menu_is_empty_the_day_before() -> None:
    (verdict,) = assessed(TURKEY, as_of="2020-12-13").verdicts

    assert verdict.menu.imposed == ()
    assert verdict.menu.used_in_precedents, "those used on China"


@pytest.mark.parametrize(
    ("buyer", "enforcement"),
    [
        ({"country": "TR", "name": "Presidency of Defense Industries"}, "determined"),
        ({"country": "TR", "name": "Savunma Sanayii Başkanlığı"}, "determined"),  # noqa: RUF001
        ({"country": "Türkiye", "name": "Ismail Demir"}, "determined"),
        # The successor needs an act of his own; other agencies were never determined.
        ({"country": "TR", "name": "Haluk Gorgun"}, "warned"),
        ({"country": "TR", "name": "Turkish Air Force"}, "warned"),
        ({"country": "Turkey"}, "determined"),
    ],
)
def test_a_determination_holds_for_the_persons_it_names(buyer: Json, enforcement: str) -> None:
    assert row(TURKEY | {"buyer": buyer}, as_of="2022-01-01").enforcement == enforcement


def test_the_second_batch_is_another_transaction() -> None:
    second = event("contract 2020-08-23", id="second", buyer={"country": "TR"})

    assert row(second, as_of="2021-06-01").enforcement == "none_known"
    assert row(second, as_of="2021-10-01").enforcement == "warned"


CONGRESS: list[tuple[str, Json, str, str | None]] = [
    ("before the act of Congress", TURKEY, "2020-12-31", None),
    ("on its day", TURKEY, "2021-01-01", "facially_met"),
    ("the contract alone", TURKEY | {"acts": TURKEY["acts"][:2]}, "2021-01-01", "no_trigger"),
    (
        "not yet delivered for certain",
        TURKEY | {"acts": [{"kind": "delivery", "date": "2019"}]},
        "2021-01-01",
        "undecided",
    ),
    (
        "delivered a day earlier",
        TURKEY | {"acts": [{"kind": "delivery", "date": "2019-07-11"}]},
        "2021-01-01",
        "no_trigger",
    ),
    ("no buyer named", TURKEY | {"buyer": {"country": "TR"}}, "2021-01-01", "arguable"),
    (
        "a second batch",
        TURKEY | {"acts": [{"kind": "contract", "date": "2020-08-23"}]},
        "2021-01-01",
        "arguable",
    ),
    ("spare parts for it", TURKEY | {"item": "spare parts for S-400"}, "2021-01-01", "arguable"),
    ("another system", TURKEY | {"item": "Su-35"}, "2021-01-01", None),
    ("another buyer", TURKEY | {"buyer": {"country": "IN", "name": "MoD"}}, "2021-01-01", None),
    ("talks only", TURKEY | {"acts": [{"kind": "talks", "date": "2020"}]}, "2021-01-01", "watch"),
]


@pytest.mark.parametrize(
    ("given", "as_of", "exposure"), [one[1:] for one in CONGRESS], ids=[one[0] for one in CONGRESS]
)
def test_section_1241_is_about_one_acquisition(given: Json, as_of: str, exposure: str | None) -> None:
    rows = {one.provision: one for one in assessed(given, as_of=as_of).verdicts[0].transactions}

    assert (rows[S1241].exposure if S1241 in rows else None) == exposure
    if exposure:
        assert [one.id for one in rows[S1241].elements] == ["person", "acquisition", "conduct", "knowledge"]
        assert rows[S1241].enforcement == "none_known", "the determination was made under section 231"


CHINA = event("contract 2015-11", "delivery 2017-12", buyer={"country": "CN", "name": "EDD"}, item="Su-35")
CHINESE_DAYS = [
    ("2017-08-02", "no_trigger", "none_known"),
    ("2017-11-30", "no_trigger", "none_known"),
    ("2017-12-15", "undecided", "none_known"),
    ("2017-12-31", "arguable", "none_known"),
    ("2018-09-19", "arguable", "none_known"),
    ("2018-09-20", "facially_met", "determined"),
    ("2026-11-22", "facially_met", "determined"),
]


@pytest.mark.parametrize(("as_of", "exposure", "enforcement"), CHINESE_DAYS)
def test_china(as_of: str, exposure: str, enforcement: str) -> None:
    found = row(CHINA, as_of=as_of)

    assert (found.exposure, found.enforcement) == (exposure, enforcement)


@pytest.mark.parametrize("name", ["Equipment Development Department", "EDD", "Li Shangfu", None])
def test_the_chinese_department_its_director_and_an_unnamed_buyer(name: str | None) -> None:
    buyer = {"country": "CN", **({"name": name} if name else {})}

    assert row(CHINA | {"buyer": buyer}, as_of="2018-09-20").enforcement == "determined"


INDIA = event(
    "approval 2015-12-17",
    "agreement 2016-10-15",
    "approval 2018-06-28",
    "contract 2018-10-05",
    "payment 2019-09",
    "delivery 2021-11",
    buyer={"country": "India", "name": "Ministry of Defence"},
    item="S-400 Triumf",
    quantity="5 regiments",
    value="USD 5.43 billion",
)
INDIAN_DAYS = [
    ("2017-08-02", "watch", "none_known"),
    ("2018-10-04", "watch", "none_known"),
    ("2018-10-05", "facially_met", "none_known"),
    ("2019-06-29", "facially_met", "none_known"),
    ("2019-06-30", "facially_met", "warned"),
    ("2021-11-15", "facially_met", "warned"),
    ("2021-12-07", "facially_met", "warned"),
    ("2022-04-11", "facially_met", "warned"),
    # One chamber urged a waiver; that waives nothing.
    ("2022-07-14", "facially_met", "warned"),
    ("2026-03-27", "facially_met", "warned"),
    ("2026-11-22", "facially_met", "warned"),
]


@pytest.mark.parametrize(("as_of", "exposure", "enforcement"), INDIAN_DAYS)
def test_india(as_of: str, exposure: str, enforcement: str) -> None:
    found = row(INDIA, as_of=as_of)

    assert (found.exposure, found.enforcement) == (exposure, enforcement)


def test_the_additional_systems_approved_in_2026_are_watched() -> None:
    more = event(
        "approval 2026-03-02",
        "approval 2026-03-27",
        id="more",
        buyer={"country": "IN"},
        supplier={"country": "RU"},
    )

    assert row(more, as_of="2026-11-22").exposure == "watch"
    assert row(more, as_of="2026-11-22").enforcement == "none_known"


def test_precedents_are_shown_with_what_is_shared_and_what_differs() -> None:
    shown = {one.id: one for one in row(INDIA, as_of="2021-12-07").precedents}

    turkey = shown["2020-12-14_tr_ssb"]
    assert any("s-400" in words.lower() for words in turkey.shared)
    assert row(INDIA, as_of="2020-12-13").precedents
    assert "2020-12-14_tr_ssb" not in {one.id for one in row(INDIA, as_of="2020-12-13").precedents}


def test_the_law_is_cited_in_the_text_in_force_on_the_day() -> None:
    before, after = row(TURKEY, as_of="2018-08-12"), row(TURKEY, as_of="2018-08-13")

    assert before.elements[0].citation == "/us/usc/t22/s9525/a@2017-08-02"
    assert after.elements[0].citation == "/us/usc/t22/s9525/a@2018-08-13"


def test_a_day_after_the_law_was_read_says_so() -> None:
    assert assessed(INDIA, as_of="2023-04-20").notices == ()
    (notice,) = assessed(INDIA, as_of="2023-04-21").notices
    assert "20 April 2023" in notice
    assert notice in assessed(INDIA, as_of="2023-04-21").verdicts[0].summary


def test_a_listed_seller_of_the_statute_is_the_same_person_for_all() -> None:
    assert results(row(INDIA | {"supplier": LISTED}, as_of="2021-12-07"))["counterparty"] == "met"
    assert row(INDIA, as_of="2021-12-07").provision == S231


def test_the_same_system_is_nearer_than_the_same_class_and_this_nearer_than_the_same_seller() -> None:
    shown = row(event("contract 2021-03-01", item="Su-35", capability="new"), as_of="2021-12-07").precedents
    same_system = [one.id for one in shown if "system: su-35" in one.shared]
    same_class = [one.id for one in shown if any(said.startswith("class") for said in one.shared)]
    order = [one.id for one in shown]
    assert same_system, "Egypt, Indonesia and China bought or negotiated the Su-35"
    assert order[: len(same_system)] == same_system
    assert set(order[: len(same_class)]) == set(same_class)
    assert {one.kind for one in shown} == {"action", "no_action"}


def test_what_became_of_a_precedent_is_told_as_of_the_day() -> None:
    shown = {one.id: one.outcome for one in row(INDIA, as_of="2021-12-07").precedents}
    assert shown["2020-12-14_tr_ssb"].startswith("determination of 14 December 2020 on ")
    others = [words for words in shown.values() if not words.startswith("determination")]
    assert others
    assert set(others) == {"no action known as of 7 December 2021"}


def test_precedents_of_section_231_do_not_stand_beside_other_provisions() -> None:
    turkey = event("delivery 2019-07-12", buyer={"country": "TR", "name": "SSB"})
    assert row(turkey, as_of="2021-06-01").precedents
    assert not row(turkey, provision=S1241, as_of="2021-06-01").precedents


def test_an_action_about_two_systems_is_near_to_a_purchase_of_either() -> None:
    for item in ("Su-35", "S-400"):
        shown = {one.id: one for one in row(event(item=item), as_of="2022-01-01").precedents}
        assert any(said.startswith("system: ") for said in shown["2018-09-20_cn_edd"].shared)


RIFLES = {"item": "AK-203", "buyer": {"country": "VN", "name": "Ministry of Defence"}}
DUO = {"name": "Duo Works", "country": "IN", "owners": [{"name": "One Owner"}, {"name": "Other Owner"}]}
SOLO = {**DUO, "owners": [{"name": "One Owner"}]}


@pytest.mark.parametrize(
    ("fields", "through"),
    [
        ({"parties": [{"role": "joint_venture", "name": "Some Works", "country": "IN"}]}, "yes"),
        ({"supplier": {"name": "Duo Works", "country": "IN"}, "persons": [DUO]}, "yes"),
        ({"supplier": {"name": "Duo Works", "country": "IN"}, "persons": [SOLO]}, "no"),
        ({}, "no"),
    ],
    ids=["in that role", "two owners", "one owner", "neither"],
)
def test_a_joint_venture_is_a_factor_by_its_role_or_its_owners(fields: Json, through: str) -> None:
    persons = fields.pop("persons", [])
    found = row(event("contract 2021-12-06", **RIFLES, **fields), persons=persons)
    theirs = next(one for one in found.precedents if one.id == "in_ak203")
    told = [words for words in (*theirs.shared, *theirs.differs) if "joint venture" in words]

    assert told == (
        ["through a joint venture: yes"]
        if through == "yes"
        else ["through a joint venture: yes there, no here"]
    )


@pytest.mark.parametrize(("country", "is_it"), [("IN", True), ("VN", False)])
def test_a_case_is_no_precedent_for_itself(country: str, is_it: bool) -> None:
    buyer = {"country": country, "name": "Ministry of Defence"}
    found = row(event("contract 2018-10-05", item="S-400", buyer=buyer))

    assert ("in_s400" in {one.id for one in found.precedents}) == (not is_it)


def test_a_seller_that_both_had_is_named() -> None:
    found = row(event("contract 2018-10-05", item="S-400", buyer={"country": "VN"}))
    chinese = next(one for one in found.precedents if one.id == "2018-09-20_cn_edd")

    assert "seller: Rosoboronexport OJSC (ROE)" in chinese.shared
