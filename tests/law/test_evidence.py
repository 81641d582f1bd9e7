"""Evidence is as good as its weakest fact; leaks alone never give more than arguable, however many."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caatsa.domain import facts
from caatsa.domain.axes import EXPOSURES
from caatsa.domain.facts import Citation
from caatsa.domain.reported import Grade
from caatsa.domain.verdict import ElementResult, Transaction
from caatsa.intake.evidence import independent
from tests.law.cases import (
    ABROAD,
    DIGEST,
    ELEMENTS,
    LEAK,
    STRANGER,
    WIRE,
    Json,
    act,
    assessed,
    event,
    official,
    results,
    row,
)

OFFICIAL = {"title": "Press release", "publisher": "Ministry", "grade": "official_statement"}
OTHER_LEAK = {"title": "More leaked papers", "publisher": "Another outlet", "grade": "leak"}


def best_to_worst(grade: str) -> int:
    return get_args(facts.Grade).index(grade)


def element(found: Transaction, name: str) -> ElementResult:
    return next(one for one in found.elements if one.id == name)


def grades(found: Transaction) -> dict[str, str]:
    return {one.id: one.grade for one in found.elements}


# The weakest link


def test_an_element_is_graded_by_the_weakest_fact_of_its_proof() -> None:
    found = row(event(acts=[act("contract 2018-10-05", sources=[OFFICIAL])], sources=[WIRE]))

    assert grades(found)["conduct"] == "official_statement"
    assert grades(found)["person"] == grades(found)["counterparty"] == "named_wire"
    assert grades(found)["significance"] == "named_wire"
    assert "a0" in element(found, "significance").rests_on_facts


def test_the_row_is_graded_by_the_weakest_of_its_elements() -> None:
    found = row(event(acts=[act("contract 2018-10-05", sources=[OFFICIAL])], sources=[WIRE]))

    assert found.evidence == "named_wire"


def test_a_row_without_exposure_is_graded_by_the_element_that_decides() -> None:
    contract = act("contract 2018-10-05", sources=[LEAK])
    found = row(event(acts=[contract], supplier=ABROAD, sources=[WIRE]))

    assert (found.exposure, grades(found)["conduct"]) == ("no_trigger", "leak")
    assert found.evidence == grades(found)["counterparty"]


@pytest.mark.parametrize(
    ("words", "exposure"), [("contract 2016-05-05", "no_trigger"), ("talks 2018-10-05", "watch")]
)
def test_what_decides_against_exposure_is_not_graded_by_what_does_not(words: str, exposure: str) -> None:
    found = row(event(acts=[act(words, sources=[OFFICIAL])], sources=[LEAK]))

    assert (found.exposure, found.evidence) == (exposure, "official_statement")
    assert grades(found)["counterparty"] == "leak"


def test_a_row_that_is_excepted_is_graded_by_what_the_exception_rests_on() -> None:
    found = row(event(acts=[act("contract 2018-10-05", sources=[OFFICIAL])], sources=[LEAK], end_use="space"))

    assert found.exception == "caatsa.237.space_launch"
    assert (grades(found)["conduct"], found.evidence) == ("official_statement", "leak")


def test_a_row_is_corroborated_as_far_as_its_least_corroborated_element() -> None:
    several = row(event(sources=[WIRE, OTHER_LEAK]))
    single = row(event(acts=[act("contract 2018-10-05", sources=[OFFICIAL])], sources=[WIRE, OTHER_LEAK]))

    assert several.evidence == "named_wire, 2 independent sources"
    assert single.evidence == "named_wire"


def test_an_element_of_which_nothing_is_known_takes_nothing_from_the_evidence_of_the_others() -> None:
    found = row(event(supplier=STRANGER, item="spare parts", sources=[WIRE, OTHER_LEAK]))

    assert found.exposure == "undecided"
    assert "" in grades(found).values()
    assert found.evidence == "named_wire, 2 independent sources"


def test_a_row_rests_on_an_unverified_entry_if_one_of_its_elements_does() -> None:
    found = row(event(supplier={"country": "RU", "name": "Tecmash"}, sources=[WIRE]))
    unverified = ["unverified register entry" in one.evidence for one in found.elements]

    assert found.evidence == "named_wire; unverified register entry"
    assert any(unverified)
    assert not all(unverified)


def test_an_act_with_an_official_source_does_not_carry_what_only_leaks_say() -> None:
    found = row(event(acts=[act("contract 2018-10-05", sources=[OFFICIAL])], sources=[LEAK]))

    assert found.exposure == "arguable"
    assert results(found)["conduct"] == results(found)["transaction"] == "met"
    for name in ("person", "significance", "counterparty", "sector", "knowledge"):
        assert results(found)[name] == "arguable", name
        assert grades(found)[name] == "leak", name


def test_a_leaked_act_of_an_event_that_is_well_attested_stays_a_leak() -> None:
    found = row(event(acts=[act("contract 2018-10-05", sources=[LEAK])], sources=[OFFICIAL]))

    assert (found.exposure, results(found)["person"]) == ("arguable", "met")
    for name in ("conduct", "transaction", "significance"):
        assert results(found)[name] == "arguable", name
        assert grades(found)[name] == "leak", name


def test_that_a_listing_came_before_a_leaked_act_is_a_leak_too() -> None:
    found = row(event(acts=[act("contract 2018-10-05", sources=[LEAK])], sources=[OFFICIAL]))

    assert element(found, "knowledge").rests_on_facts[-1] == "a0"
    assert (results(found)["knowledge"], grades(found)["knowledge"]) == ("arguable", "leak")


def test_what_was_acquired_by_a_leaked_contract_alone_is_a_leak_for_later_acts() -> None:
    leaked = act("contract 2018-10-05", sources=[LEAK])
    served = act("license 2020", sources=[OFFICIAL])
    delivered = act("delivery 2019", sources=[OFFICIAL])

    found = row(event(acts=[leaked, served], sources=[OFFICIAL]))
    # That something bears on significance, and no more, is well attested.
    assert (found.act, results(found)["significance"]) == ("a1", "arguable")
    assert grades(found)["significance"] == "official_statement"

    better = row(event(acts=[leaked, served, delivered], sources=[OFFICIAL]))
    assert results(better)["significance"] == "met"


def test_of_several_proofs_of_a_result_the_strongest_carries() -> None:
    leaked = act("contract 2018-10-05", sources=[LEAK])
    found = row(event(acts=[leaked, act("delivery 2020", sources=[WIRE])], sources=[WIRE]))

    assert (found.exposure, found.act, found.evidence) == ("facially_met", "a1", "named_wire")


def test_a_chain_of_ties_is_graded_by_what_every_link_rests_on() -> None:
    person = {"name": "Front Company", "country": "AE", "acts_for": ["Rosoboronexport"]}
    seller = {"country": "AE", "name": "Front Company"}
    found = row(
        event(acts=[act("contract 2018-10-05", sources=[LEAK])], supplier=seller, sources=[WIRE]),
        persons=[person],
    )

    tie = "tie:front-company>rosoboronexport@a0"
    assert {tie, "a0", "supplier"} <= set(element(found, "counterparty").rests_on_facts)
    assert grades(found)["counterparty"] == "leak"


# Leaks


@pytest.mark.parametrize(
    "sources",
    [[LEAK], [LEAK, LEAK], [LEAK, OTHER_LEAK], [DIGEST], [LEAK, OTHER_LEAK, DIGEST]],
    ids=["one", "the same twice", "two outlets", "a digest", "all together"],
)
def test_leaks_alone_never_give_more_than_arguable(sources: list[Json]) -> None:
    found = row(event(sources=sources))

    assert found.exposure == "arguable"
    assert set(results(found).values()) <= {"arguable"}


def test_two_leaks_of_different_outlets_corroborate_and_remain_leaks() -> None:
    found = row(event(sources=[LEAK, OTHER_LEAK]))

    assert element(found, "person").corroborated_by == ("Leaked papers", "Another outlet")
    assert element(found, "person").evidence == "leak, 2 independent sources"
    assert (found.exposure, found.evidence) == ("arguable", "leak, 2 independent sources")


def test_a_fact_with_a_leak_and_a_wire_is_graded_by_the_wire() -> None:
    found = row(event(sources=[LEAK, WIRE]))

    assert (found.exposure, found.evidence) == ("facially_met", "named_wire, 2 independent sources")


def test_what_nobody_is_named_for_counts_as_stated() -> None:
    found = row(event())

    assert (found.exposure, found.evidence) == ("facially_met", "unsourced")
    assert element(found, "person").corroborated_by == ()


def test_an_official_act_of_which_only_a_leak_tells_gives_no_more_than_arguable() -> None:
    own = event("contract 2017-09-01")
    leaked, seen = (
        row(
            own,
            official_acts=[official("warning", on="2017-08-15", source=source, country="KZ", item="S-400")],
        )
        for source in (LEAK, {"title": "Notice"})
    )

    assert (results(leaked)["knowledge"], results(seen)["knowledge"]) == ("arguable", "met")


# Independence


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        ([{"publisher": "Reuters"}, {"publisher": "REUTERS"}], ("Reuters",)),
        ([{"publisher": "Le Défi"}, {"publisher": "le defi"}], ("Le Défi",)),
        ([{"publisher": "Reuters", "url": "https://a.com"}, {"publisher": "Reuters", "url": "https://b.com"}],
         ("Reuters",)),
        ([{"publisher": "Reuters"}, {"publisher": "TASS"}], ("Reuters", "TASS")),
        ([{"url": "https://www.example.org/1"}, {"url": "http://amp.example.org/2"}], ("example.org",)),
        ([{"url": "https://a.org/1"}, {"publisher": "Example", "url": "https://a.org"}], ("Example",)),
        ([{}, {}], ("Papers",)),
        ([{}, {"title": "Other papers"}], ("Papers", "Other papers")),
        ([{"url": "archive, box 7"}], ("Papers",)),
    ],
)  # fmt: skip
def test_sources_are_independent_where_their_publishers_differ(
    sources: list[dict[str, Any]], names: tuple[str, ...]
) -> None:
    assert independent(Citation(**{"title": "Papers", **source}) for source in sources) == names


def test_an_element_is_corroborated_as_far_as_its_least_corroborated_fact() -> None:
    contract = act("contract 2018-10-05", sources=[OFFICIAL])
    found = row(event(acts=[contract], sources=[WIRE, OTHER_LEAK]))

    assert element(found, "person").corroborated_by == ("A wire report", "Another outlet")
    assert element(found, "significance").corroborated_by == ("Ministry",)


SOURCES = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(("Papers", "Report")),
            "publisher": st.sampled_from(("Reuters", "TASS", "An outlet")),
            "grade": st.sampled_from(get_args(Grade)),
        }
    ),
    min_size=1,
    max_size=3,
)


@given(SOURCES, SOURCES, SOURCES)
@settings(max_examples=40, deadline=None)
def test_one_more_source_never_weakens_and_the_same_again_changes_nothing(
    of_event: list[Json], of_act: list[Json], more: list[Json]
) -> None:
    def found(*further: Json) -> Transaction:
        contract = act("contract 2018-10-05", sources=of_act)
        return row(event(acts=[contract], sources=[*of_event, *further]))

    before, again, after = found(), found(*of_event), found(*more)
    assert (grades(again), again.evidence) == (grades(before), before.evidence)
    assert EXPOSURES.index(after.exposure) >= EXPOSURES.index(before.exposure)
    for name, grade in grades(before).items():
        if results(after)[name] == results(before)[name]:
            assert best_to_worst(grades(after)[name]) <= best_to_worst(grade), name


# Known by


def test_a_source_published_later_neither_grades_nor_corroborates() -> None:
    early, late = LEAK | {"published": "2018-10-06"}, WIRE | {"published": "2020-01-01"}
    then = row(event(sources=[early, late]), known_by="2018-12-31")

    assert (then.exposure, then.evidence) == ("arguable", "leak")
    assert row(event(sources=[early, late])).evidence == "named_wire, 2 independent sources"


def test_an_event_whose_own_sources_are_later_is_known_from_its_acts() -> None:
    contract = act("contract 2018-10-05", sources=[LEAK | {"published": "2018-10-06"}])
    told = event(acts=[contract], sources=[WIRE | {"published": "2020-01-01"}])

    assert grades(row(told, known_by="2018-12-31")) == dict.fromkeys(ELEMENTS, "leak")


# Other provisions


@pytest.mark.parametrize(("of_event", "of_act"), [(LEAK, OFFICIAL), (OFFICIAL, LEAK)])
def test_every_provision_stays_arguable_where_a_leak_is_needed(of_event: Json, of_act: Json) -> None:
    contract = act("delivery 2022-09-01", sources=[of_act])
    told = event(
        acts=[contract],
        buyer={"country": "RU", "name": "Ministry of Defence"},
        supplier={"country": "IR", "name": "Shahed Aviation Industries"},
        item="Shahed-136",
        sources=[of_event],
    )
    rows = [
        found for verdict in assessed(told, as_of="2024-01-01").verdicts for found in verdict.transactions
    ]

    assert {found.provision for found in rows} >= {"caatsa.107.a"}
    assert {found.evidence.partition(";")[0] for found in rows} == {"leak"}
    assert "facially_met" not in {found.exposure for found in rows}
