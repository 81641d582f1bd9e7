"""Relief and time: which paths exist, how their conditions stand, and from when to when an act holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caatsa import assess, load_rulebase
from caatsa.assessment.relief import together
from caatsa.domain.verdict import ReliefCondition, ReliefPath, Result, Transaction
from caatsa.registers.official_act import CERTIFIED_EVERY, LONGEST_DAYS, LONGEST_YEARS
from caatsa.rulebase.rules import Classifier, Relief
from tests.law.cases import BUYER, LISTED, S1241, Json, assessed, event, official, row

BY = {"person": BUYER["name"], "country": "KZ"}
SSB = {"country": "TR", "name": "SSB"}


def path(found: Transaction, provision: str) -> ReliefPath:
    (one,) = [one for one in found.relief_paths if one.id == provision]
    return one


def condition(found: Transaction, provision: str, name: str) -> ReliefCondition:
    (one,) = [one for one in path(found, provision).conditions if one.id == name]
    return one


# --- delay, 231(c)


def test_a_delay_counts_the_number_of_transactions_and_not_their_value() -> None:
    shown = path(row(), "caatsa.231.c")

    assert "number" in condition(row(), "caatsa.231.c", "reduction").text
    assert (shown.at_most_days, shown.renewable) == (180, True)
    assert (path(row(), "caatsa.231.b").at_most_days, path(row(), "caatsa.231.b").renewable) == (None, False)


@settings(max_examples=12, deadline=None)
@given(st.integers(-2, 3))
def test_a_delay_holds_through_day_180_and_then_lapses(after: int) -> None:
    certified = date(2021, 6, 1)
    as_of = certified + timedelta(days=180 + after)
    found = row(official_acts=[official("delay", "caatsa.231.c")], as_of=as_of.isoformat())
    shown = path(found, "caatsa.231.c")

    assert shown.acts[0].through == date(2021, 11, 28)
    assert (shown.state, found.enforcement) == (
        ("in_force", "relieved") if after <= 0 else ("lapsed", "none_known")
    )


def test_when_a_delay_lapses_the_duty_revives_and_nothing_attaches_by_itself() -> None:
    found = row(official_acts=[official("delay", "caatsa.231.c")], as_of="2022-03-01")
    (words,) = path(found, "caatsa.231.c").standing

    assert "held through 28 November 2021; lapsed since 29 November 2021" in words
    assert "the duty revives; no sanction without determination and imposition" in words
    assert "certifications need not be public" in words
    assert found.enforcement == "none_known"


def test_a_delay_cannot_be_stated_for_longer_than_a_certification_lasts() -> None:
    acts = [official("delay", "caatsa.231.c", until="2023-06-01", **BY)]

    assert row(official_acts=acts, as_of="2021-11-28").enforcement == "relieved"
    assert row(official_acts=acts, as_of="2021-11-29").enforcement == "none_known"


def test_no_known_certification_is_not_the_same_as_none() -> None:
    assert path(row(), "caatsa.231.c").standing == (
        "no certification is known; certifications need not be public",
    )


def test_a_delay_that_is_certified_again_goes_on() -> None:
    acts = [official("delay", "caatsa.231.c"), official("delay", "caatsa.231.c", on="2021-11-20")]
    shown = path(row(official_acts=acts, as_of="2022-01-01"), "caatsa.231.c")

    assert shown.state == "in_force"
    assert [act.state for act in shown.acts] == ["lapsed", "in_force"]
    assert "another one is in force" in shown.acts[0].words


# --- waivers, 231(b) and (d)


def test_the_initial_waiver_needs_the_cyber_certification_and_one_of_two_grounds() -> None:
    conditions = {one.id: one for one in path(row(), "caatsa.231.b").conditions}

    assert conditions["interest"].alternatives == ("interest", "enforcement")
    assert conditions["enforcement"].alternatives == ("interest", "enforcement")
    assert conditions["cyber"].alternatives == ()
    assert "vital" in conditions["interest"].text


def test_the_russian_share_need_not_fall_where_the_government_cooperates() -> None:
    conditions = {one.id: one for one in path(row(), "caatsa.231.d").conditions}

    assert conditions["reduction"].alternatives == ("reduction", "cooperating")
    assert conditions["cooperating"].alternatives == ("reduction", "cooperating")
    assert len([one for one in conditions.values() if not one.alternatives]) == 6


def test_the_modified_waiver_needs_30_days_notice_to_armed_services_too_and_no_vital_interest() -> None:
    shown = path(row(), "caatsa.231.d")

    assert shown.notice_days == 30
    assert any("Armed Services" in addressee for addressee in shown.addressees)
    assert "vital" not in condition(row(), "caatsa.231.d", "interest").text


def test_the_modified_waiver_has_no_term() -> None:
    found = row(official_acts=[official("waiver", "caatsa.231.d", on="2021-01-02")], as_of="2040-01-01")
    shown = path(found, "caatsa.231.d")

    assert (shown.state, shown.acts[0].through, found.enforcement) == ("in_force", None, "relieved")
    assert (shown.at_most_days, shown.at_most_years) == (None, None)
    assert "the statute sets no term" in shown.standing[0]


def test_the_modified_waiver_does_not_cover_what_is_bought_later() -> None:
    acts = [official("waiver", "caatsa.231.d", on="2021-01-02")]
    later = event("contract 2021-03-01", id="later")
    states = {
        one.event: (one.enforcement, path(one, "caatsa.231.d").state)
        for one in assessed(event(), later, official_acts=acts).verdicts[0].transactions
    }

    assert states == {"e": ("relieved", "in_force"), "later": ("none_known", "none_known")}


def test_a_modified_waiver_for_an_earlier_transaction_is_shown_as_not_covering_this_one() -> None:
    acts = [official("waiver", "caatsa.231.d", on="2021-01-02")]
    found = row(event("contract 2021-03-01"), official_acts=acts)

    assert [one.state for one in path(found, "caatsa.231.d").acts] == ["not_covering"]
    assert "needs a waiver of its own" in path(found, "caatsa.231.d").standing[0]
    (shown,) = [one for one in found.official_acts if one.kind == "waiver"]
    assert "no relieving effect here" in shown.effect


def test_nor_does_it_cover_a_later_purchase_by_a_buyer_who_is_not_named() -> None:
    acts = [official("waiver", "caatsa.231.d", on="2021-01-02", item="S-400", **BY)]
    unnamed = {"country": "KZ"}

    assert row(event(buyer=unnamed), official_acts=acts).enforcement == "relieved"
    later = event("contract 2021-03-01", buyer=unnamed)
    assert row(later, official_acts=acts).enforcement == "none_known"


def test_the_modified_waiver_that_names_a_transaction_covers_it_whenever_it_began() -> None:
    acts = [official("waiver", "caatsa.231.d", on="2021-01-02", event="e", **BY)]

    assert row(event("contract 2021-03-01"), official_acts=acts).enforcement == "relieved"


@pytest.mark.parametrize("item", ["S-400", None])
def test_the_modified_waiver_of_one_item_leaves_the_other(item: str | None) -> None:
    about = {"item": item} if item else {"event": "e"}
    acts = [official("waiver", "caatsa.231.d", on="2021-01-02", **BY, **about)]
    other = event(id="other", item="Su-35")
    states = {
        one.event: one.enforcement
        for one in assessed(event(), other, official_acts=acts).verdicts[0].transactions
    }

    assert states == {"e": "relieved", "other": "none_known"}


# --- excluded persons, 231(d)(1)(B)(i)

FSB_COMPANY = {"name": "Kvant Trading", "country": "RU"}


def test_with_an_excluded_person_no_modified_waiver_is_possible_whoever_else_sells() -> None:
    given_event = event(parties=[{"role": "exporter", "name": "FSB", "country": "RU"}])
    found = row(given_event)

    assert condition(found, "caatsa.231.d", "excluded_person").result == "unmet"
    assert condition(found, "caatsa.231.d", "excluded_person").because == (
        "Federal Security Service (FSB) is named in the statute: a modified waiver is not available"
    )
    assert path(found, "caatsa.231.d").together == "unmet"
    assert path(found, "caatsa.231.b").together == "unknown"


def test_a_company_of_an_excluded_person_is_a_question_for_the_secretary_and_not_an_answer() -> None:
    persons = [{**FSB_COMPANY, "acts_for": ["FSB"]}]
    one = condition(row(event(supplier=FSB_COMPANY), persons=persons), "caatsa.231.d", "excluded_person")

    assert one.result == "unknown"
    assert "which the statute names" in one.because


def test_an_excluded_person_that_only_makes_the_item_is_a_question_too() -> None:
    maker = [{"role": "manufacturer", "name": "Special Technology Center", "country": "RU"}]
    one = condition(row(event(parties=maker)), "caatsa.231.d", "excluded_person")

    assert one.result == "unknown"
    assert one.because.startswith("Special Technology Center, which the statute names, is in the chain")
    assert "; Rosoboronexport OJSC (ROE) is none of the six that the statute names" in one.because


def test_what_is_only_noted_leaves_a_condition_as_it_is() -> None:
    base = load_rulebase()
    noted = base.rules["caatsa.231.d.excluded_person.not_named"]
    assert isinstance(noted, Classifier)
    met = replace(noted, id=f"{noted.id}.met", derive={**noted.derive, "result": "met"})
    noted = replace(noted, derive={**noted.derive, "result": "noted"})
    altered = replace(base, rules={**base.rules, noted.id: noted, met.id: met})

    found = assess([event()], date(2022, 1, 1), rulebase=altered, effort="none")

    (shown,) = found.verdicts[0].transactions
    assert condition(shown, "caatsa.231.d", "excluded_person").result == "met"


def test_the_arms_exporter_is_none_of_the_six_and_the_seventh_case_stays_open() -> None:
    one = condition(row(event(supplier=LISTED)), "caatsa.231.d", "excluded_person")

    assert one.result == "unknown"
    assert "none of the six" in one.because


# --- after imposition, 236


def test_what_lifts_imposed_sanctions_says_whether_any_are_known() -> None:
    nothing, imposed = row(), row(official_acts=[official("determination")])

    for lifting in ("caatsa.236.b", "caatsa.236.c"):
        assert any("no imposed sanctions are known" in words for words in path(nothing, lifting).standing)
        assert not any("no imposed" in words for words in path(imposed, lifting).standing)
    assert any("past" in words for words in path(imposed, "caatsa.231.b").standing)


def test_termination_needs_an_end_or_steps_towards_it_and_reliable_assurances() -> None:
    conditions = {one.id: one for one in path(row(), "caatsa.236.c").conditions}

    assert set(conditions) == {"stopped", "assurances"}
    assert all(not one.alternatives for one in conditions.values())


# --- what relieves nobody

WORDS = [
    ("statement", "caatsa.236.c", "no relieving effect: words"),
    ("statement", "caatsa.231.d", "no relieving effect: words"),
    ("legislation", "caatsa.231.d", "no relieving effect: a bill, the vote of a chamber"),
]


@pytest.mark.parametrize(("kind", "provision", "said"), WORDS)
def test_a_statement_a_bill_or_a_vote_has_no_relieving_effect_and_the_trail_says_so(
    kind: str, provision: str, said: str
) -> None:
    acts = [official("determination"), official(kind, provision, on="2021-10-01")]
    found = row(official_acts=acts)
    (shown,) = [one for one in found.official_acts if one.id == f"{kind}-2021-10-01"]

    assert found.enforcement == "determined"
    assert shown.effect.startswith(said)
    assert path(found, provision).state == "none_known"
    assert path(found, provision).acts == ()


def test_the_house_vote_on_a_waiver_for_india_relieves_nobody() -> None:
    india = event(buyer={"country": "IN", "name": "Ministry of Defence"})
    found = row(india, as_of="2026-11-22")
    votes = [one for one in found.official_acts if one.kind == "legislation"]

    assert votes
    assert all(one.effect.startswith("no relieving effect") for one in votes)
    assert found.enforcement != "relieved"


def test_the_announcement_of_july_2026_does_not_lift_the_sanctions_on_the_turkish_agency() -> None:
    found = row(event("delivery 2019-07-12", buyer=SSB), as_of="2026-11-22")
    said = [one for one in found.official_acts if one.kind == "statement" and one.date.startswith("2026")]

    assert found.enforcement == "determined"
    assert said
    assert all(one.effect.startswith("no relieving effect") for one in said)
    assert path(found, "caatsa.236.c").state == "none_known"


def test_an_end_of_section_231_sanctions_does_not_end_those_of_section_1241() -> None:
    acts = [
        official("imposition", S1241, on="2021-01-20", person="SSB"),
        official("termination", "caatsa.236.c", on="2026-10-01", person="SSB"),
    ]
    how = {"official_acts": acts, "as_of": "2026-11-22"}
    given_event = event("delivery 2019-07-12", buyer=SSB)

    assert row(given_event, **how).enforcement == "ceased"
    assert row(given_event, **how, provision=S1241).enforcement == "determined"


# --- section 1241's own exit


def test_section_1241_has_its_own_exit_of_four_conditions() -> None:
    found = row(event("delivery 2019-07-12", buyer=SSB), provision=S1241, as_of="2026-11-22")
    (only,) = found.relief_paths

    assert only.id == "ndaa2021.1241.exit"
    assert {one.id: one.result for one in only.conditions} == {
        "year": "unknown",
        "possession": "unknown",
        "operators": "unknown",
        "assurances": "unknown",
    }
    assert only.origin == "model", "the letter of the subsection was not read"


@pytest.mark.parametrize(("as_of", "result"), [("2022-01-19", "unmet"), ("2022-01-20", "met")])
def test_section_1241_sanctions_may_end_on_and_after_one_year_from_imposition(
    as_of: str, result: str
) -> None:
    acts = [official("imposition", S1241, on="2021-01-20", person="SSB")]
    found = row(event("delivery 2019-07-12", buyer=SSB), provision=S1241, as_of=as_of, official_acts=acts)

    assert condition(found, "ndaa2021.1241.exit", "year").result == result


def test_the_waiver_of_section_236_is_no_path_for_section_1241() -> None:
    acts = [
        official("imposition", S1241, on="2021-01-20", person="SSB"),
        official("waiver", "caatsa.236.b", on="2026-10-01", person="SSB"),
    ]
    found = row(
        event("delivery 2019-07-12", buyer=SSB), provision=S1241, as_of="2026-11-22", official_acts=acts
    )

    assert found.enforcement == "determined"


def test_an_end_under_section_1241_itself_stands_on_its_path() -> None:
    acts = [
        official("imposition", S1241, on="2021-01-20", person="SSB"),
        official("termination", S1241, on="2026-10-01", person="SSB"),
    ]
    found = row(
        event("delivery 2019-07-12", buyer=SSB), provision=S1241, as_of="2026-11-22", official_acts=acts
    )

    assert found.enforcement == "ceased"
    assert path(found, "ndaa2021.1241.exit").state == "in_force"


# --- Iran: sections 112 and 107(d)

S107, S9214, S234 = "caatsa.107.a", "nkspea.104.a.9", "caatsa.234.a"
IRAN = {"country": "IR", "name": "Iran Air Force"}


def to_iran(**fields: object) -> Json:
    return event("delivery 2020-01-01", buyer=IRAN, item="Su-35", **fields)


def sold_to_iran(as_of: str, *acts: Json) -> Transaction:
    """The row of the Iranian buyer."""
    assessment = assessed(to_iran(), as_of=as_of, official_acts=list(acts))
    rows = [one for verdict in assessment.verdicts for one in verdict.transactions]
    (found,) = [one for one in rows if one.provision == S107 and one.person == IRAN["name"]]
    return found


def test_iran_has_the_waiver_of_section_112_and_the_threefold_certification_and_not_those_of_231() -> None:
    found = sold_to_iran("2022-01-01")

    assert {one.id for one in found.relief_paths} == {"caatsa.112", "caatsa.107.d"}
    certified = path(found, "caatsa.107.d")
    assert len(certified.conditions) == 3
    assert all(not one.alternatives for one in certified.conditions)
    assert {one.result for one in certified.conditions} == {"unknown"}


def test_the_waiver_of_section_112_needs_30_days_notice_and_15_to_renew() -> None:
    shown = path(sold_to_iran("2022-01-01"), "caatsa.112")

    assert (shown.notice_days, shown.renewal_notice_days) == (30, 15)
    assert (shown.at_most_days, shown.renewable) == (180, True)
    assert "vital" in shown.conditions[0].text


SECTION_112 = [
    # until, as of, enforcement
    (None, "2021-06-01", "relieved"),
    (None, "2021-11-28", "relieved"),
    (None, "2021-11-29", "none_known"),
    ("2021-08-01", "2021-08-01", "relieved"),
    ("2021-08-01", "2021-08-02", "none_known"),
    ("2023-06-01", "2021-11-28", "relieved"),
    ("2023-06-01", "2021-11-29", "none_known"),
]


@pytest.mark.parametrize(("until", "as_of", "enforcement"), SECTION_112)
def test_a_waiver_under_section_112_lapses_after_180_days_whatever_it_states(
    until: str | None, as_of: str, enforcement: str
) -> None:
    waiver = official("waiver", "caatsa.112", person=IRAN["name"], country="IR", **_until(until))

    assert sold_to_iran(as_of, waiver).enforcement == enforcement


def test_a_waiver_for_the_buyer_leaves_the_seller() -> None:
    waiver = official("waiver", "caatsa.112", person=IRAN["name"], country="IR")
    rows = [
        one
        for one in every_row(to_iran(), as_of="2021-07-01", official_acts=[waiver])
        if one.provision == S107
    ]

    assert {one.person: one.enforcement for one in rows} == {
        IRAN["name"]: "relieved",
        "Rosoboronexport": "none_known",
    }


def test_a_renewed_waiver_under_section_112_goes_on() -> None:
    who = {"person": IRAN["name"], "country": "IR"}
    acts = [official("waiver", "caatsa.112", **who), official("waiver", "caatsa.112", on="2021-11-20", **who)]
    found = sold_to_iran("2022-03-01", *acts)

    assert found.enforcement == "relieved"
    assert path(found, "caatsa.112").state == "in_force"


def test_what_a_lapsed_waiver_had_lifted_is_in_force_again() -> None:
    who = {"person": IRAN["name"], "country": "IR"}
    acts = [
        official("determination", S107, on="2021-01-01", **who),
        official("waiver", "caatsa.112", on="2021-06-01", **who),
    ]

    assert sold_to_iran("2021-11-28", *acts).enforcement == "ceased"
    assert sold_to_iran("2021-11-29", *acts).enforcement == "determined"


# --- North Korea: 22 U.S.C. 9228


def bought_from_north_korea(as_of: str, *acts: Json) -> Transaction:
    """The row of the Russian buyer."""
    shells = event(
        "delivery 2023-09-01",
        buyer={"country": "RU", "name": "Ministry of Defence"},
        supplier={"country": "KP", "name": "KOMID"},
        item="152 mm shells",
    )
    assessment = assessed(shells, as_of=as_of, official_acts=list(acts))
    rows = [one for verdict in assessment.verdicts for one in verdict.transactions]
    (found,) = [one for one in rows if one.provision == S9214 and one.person == "Ministry of Defence"]
    return found


NORTH_KOREA = [
    # until, as of, enforcement
    (None, "2024-03-31", "relieved"),
    (None, "2025-03-01", "relieved"),
    (None, "2025-03-02", "none_known"),
    ("2024-04-01", "2024-04-02", "none_known"),
    ("2026-03-01", "2025-03-01", "relieved"),
    ("2026-03-01", "2025-03-02", "none_known"),
]


@pytest.mark.parametrize(("until", "as_of", "enforcement"), NORTH_KOREA)
def test_a_waiver_for_north_korea_lapses_after_a_year_whatever_it_states(
    until: str | None, as_of: str, enforcement: str
) -> None:
    who = {"person": "Ministry of Defence", "country": "RU"}
    waiver = official("waiver", "nkspea.waiver", on="2024-03-01", **who, **_until(until))

    assert bought_from_north_korea(as_of, waiver).enforcement == enforcement


def test_a_waiver_for_north_korea_lifts_what_was_imposed_as_long_as_it_holds() -> None:
    who = {"person": "Ministry of Defence", "country": "RU"}
    acts = [
        official("determination", S9214, on="2024-01-01", **who),
        official("waiver", "nkspea.waiver", on="2024-03-01", **who),
    ]

    assert bought_from_north_korea("2025-03-01", *acts).enforcement == "ceased"
    assert bought_from_north_korea("2025-03-02", *acts).enforcement == "determined"


def test_a_waiver_for_north_korea_without_an_end_may_have_been_for_30_days_only() -> None:
    who = {"person": "Ministry of Defence", "country": "RU"}
    waiver = official("waiver", "nkspea.waiver", on="2024-03-01", **who)
    found = bought_from_north_korea("2024-06-01", waiver)
    shown = path(found, "nkspea.waiver")

    assert "its term is not stated" in shown.standing[0]
    assert "at least through 31 March 2024, at most through 1 March 2025" in shown.standing[0]
    assert (shown.at_least_days, shown.at_most_years) == (30, 1)
    assert "nkspea.208.b" in {one.id for one in found.relief_paths}


# --- Syria: section 234(c)


def test_a_waiver_for_syria_is_reviewed_by_congress() -> None:
    syria = event("delivery 2020-01-01", buyer={"country": "SY", "name": "Ministry of Defense"}, item="S-300")
    rows = [one for one in every_row(syria, as_of="2020-08-01") if one.provision == S234]

    assert rows
    for one in rows:
        review = path(one, "caatsa.234.c").review
        assert review is not None
        assert (review.days, review.action_from) == (60, date(2020, 9, 30))
        assert {"caatsa.236.b", "caatsa.236.c"} <= {shown.id for shown in one.relief_paths}


# --- sections 224 to 233

RUSSIA_PATHS = [
    # the distinctive fact, the provision, its own ways to relief, those of them that Congress reviews
    (
        {"parties": [{"role": "bank", "name": "Halyk Bank", "country": "KZ"}]},
        "caatsa.226",
        {"caatsa.226.d", "caatsa.226.g"},
        {"caatsa.226.d", "caatsa.226.g"},
    ),
    (
        {"parties": [{"role": "agent", "name": "Middle LLC", "country": "AE"}]},
        "caatsa.228",
        {"caatsa.228.d", "caatsa.228.e"},
        {"caatsa.228.e"},
    ),
    (
        {"item": "malware attacks (cyber operation) for the Russian government"},
        "caatsa.224",
        {"caatsa.224.c", "caatsa.236.c"},
        {"caatsa.236.c"},
    ),
    (
        {"item": "investment in a special Russian crude oil project (Arctic offshore)"},
        "caatsa.225",
        {"caatsa.225.e", "caatsa.225.f", "caatsa.225.i"},
        {"caatsa.225.e", "caatsa.225.f", "caatsa.225.i"},
    ),
    (
        {"item": "pipes for construction of a Russian energy export pipeline", "value": "USD 6 million"},
        "caatsa.232",
        {"caatsa.236.c"},
        {"caatsa.236.c"},
    ),
    (
        {
            "item": "investment in the privatization of state-owned assets of Russia",
            "value": "USD 20 million",
        },
        "caatsa.233",
        {"caatsa.233.b", "caatsa.236.c"},
        {"caatsa.236.c"},
    ),
]


@pytest.mark.parametrize(
    ("fact", "provision", "own", "reviewed"), RUSSIA_PATHS, ids=[one[1] for one in RUSSIA_PATHS]
)
def test_each_provision_on_russia_has_its_own_ways_to_relief_and_the_waiver_of_what_is_imposed(
    fact: Json, provision: str, own: set[str], reviewed: set[str]
) -> None:
    rows = [one for one in every_row(event(**fact), as_of="2022-01-01") if one.provision == provision]

    assert rows
    for one in rows:
        paths = {shown.id: shown for shown in one.relief_paths}
        assert set(paths) == own | {"caatsa.236.b"}
        assert {name for name, shown in paths.items() if shown.review} == reviewed | {"caatsa.236.b"}


def test_the_evader_needs_the_certification_that_belongs_to_the_order_minsk_or_cyber() -> None:
    fact = {"parties": [{"role": "agent", "name": "Middle LLC", "country": "AE"}]}
    (found,) = [one for one in every_row(event(**fact), as_of="2022-01-01") if one.provision == "caatsa.228"]
    conditions = {one.id: one for one in path(found, "caatsa.228.d").conditions}

    assert conditions["minsk"].alternatives == ("minsk", "cyber")
    assert conditions["interest"].alternatives == ("interest", "enforcement")


def _until(until: str | None) -> Json:
    return {"until": until} if until else {}


# --- conditions together


@given(st.lists(st.sampled_from(["met", "arguable", "unknown", "unmet"]), min_size=1, max_size=5))
def test_of_needed_conditions_the_worst_counts_and_of_alternatives_the_best(results: list[Result]) -> None:
    names = tuple(str(number) for number in range(len(results)))
    needed = [_standing(name, result, ()) for name, result in zip(names, results, strict=True)]
    alternatives = [_standing(name, result, names) for name, result in zip(names, results, strict=True)]
    order = ["unmet", "unknown", "arguable", "met"]

    assert together(needed) == min(results, key=order.index)
    assert together(alternatives) == max(results, key=order.index)


def _standing(name: str, result: Result, alternatives: tuple[str, ...]) -> ReliefCondition:
    words = {"text": "t", "question": "q", "ask": "a", "because": "b", "citation": "c"}
    return ReliefCondition(id=name, result=result, alternatives=alternatives, **words)


def test_the_terms_by_which_acts_lapse_are_those_of_the_rule_files() -> None:
    reliefs = [rule for rule in load_rulebase().rules.values() if isinstance(rule, Relief) and rule.limits]
    days = {rule.provision: rule.limits.at_most_days for rule in reliefs if rule.limits}
    years = {rule.provision: rule.limits.at_most_years for rule in reliefs if rule.limits}

    assert days["caatsa.231.c"] == CERTIFIED_EVERY.days
    assert {name: days[name] for name in LONGEST_DAYS} == LONGEST_DAYS
    assert {name: years[name] for name in LONGEST_YEARS} == LONGEST_YEARS


def every_row(*events: Json, **how: Any) -> list[Transaction]:
    return [one for verdict in assessed(*events, **how).verdicts for one in verdict.transactions]


def test_every_row_under_a_provision_has_its_paths() -> None:
    for one in every_row(event("delivery 2019-07-12", buyer=SSB), as_of="2026-11-22"):
        assert one.relief_paths or one.provision is None
