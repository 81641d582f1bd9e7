"""clingo, told `docs/combination.md`, weighs findings as the program does."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caatsa.assessment.weighing import read_act
from tests.oracle.crosscheck import rules
from tests.oracle.weighing import PROGRAM, Case, cases, differences

RULES = rules()
CASES = cases(RULES, range(3_000))


def test_the_program_weighs_three_thousand_cases_as_the_answer_set_does() -> None:
    assert differences(CASES) == []


def test_the_cases_come_to_every_exposure() -> None:
    found = {
        read_act(one.trigger, one.evaluated, act.ref, one.parties, one.exception).exposure
        for one in CASES
        for act in one.acts
    }

    assert found == {"no_trigger", "watch", "undecided", "arguable", "facially_met"}


@st.composite
def parts_of_a_case(draw: st.DrawFn) -> Case:
    """A case of which findings and parties are left out: hypothesis leaves out as many as it can."""
    (whole,) = cases(RULES, [draw(st.integers(0, 10**9))])
    stays = st.integers(0, 9).map(bool)
    return replace(
        whole,
        findings=tuple(found for found in whole.findings if draw(stays)),
        parties=tuple(party for party in whole.parties if draw(stays)),
    )


@given(parts_of_a_case())
@settings(max_examples=60, deadline=None)
def test_the_program_weighs_any_case_as_the_answer_set_does(one: Case) -> None:
    assert differences([one]) == []


MISREADINGS = {
    "leaks alone are believed": (
        '"arguable") :- said(W,F,_,_,_,"met",_,"yes")',
        '"met") :- said(W,F,_,_,_,"met",_,"yes")',
    ),
    "what is noted counts": ('R != "met", R != "noted"', 'R != "met"'),
    "the weakest finding wins": ("stronger(S,R).\nresult", "stronger(R,S).\nresult"),
    "what is not known is unmet": (
        'result(W,A,C,E,"unknown") :-',
        'result(W,A,C,E,"unmet") :-',
    ),
    "sector and knowledge may be of different parties": (
        "weighed(W,A,E,R) :- result(W,A,C,E,R), not behind(W,A,C).",
        "weighed(W,A,E,R) :- result(W,A,C,E,R), not behind(W,A,C).\nweighed(W,A,E,R) :- result(W,A,C,E,R).",
    ),
    "the first party carries": ("M < N.\nweighed", "M < N, party(W,C,K), K > 1.\nweighed"),
    "talk is watched before anything else": ("test(W,A,2,", "test(W,A,0,"),
    "a missing transaction comes before talk": ("test(W,A,2,", "test(W,A,4,"),
    "what has ended is watched": ('act(W,A,Kind,"no",_), talk', "act(W,A,Kind,_,_), talk"),
    "what is arguable is not found lacking": ("test(W,A,5,", "test(W,A,7,"),
    "the latest act is shown": ("D < E.", "D > E."),
}


@pytest.mark.parametrize(("said", "instead"), MISREADINGS.values(), ids=MISREADINGS)
def test_another_way_of_weighing_is_found(said: str, instead: str) -> None:
    assert PROGRAM.count(said) == 1

    assert differences(CASES[:500], PROGRAM.replace(said, instead))
