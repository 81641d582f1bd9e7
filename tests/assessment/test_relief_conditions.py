"""What the conditions of a way to relief come to, taken together."""

import pytest

from caatsa.assessment.relief import together
from caatsa.domain.verdict import ReliefCondition, Result

RESULTS: tuple[Result, ...] = ("unmet", "unknown", "arguable", "met")


def condition(name: str, result: Result, *alternatives: str) -> ReliefCondition:
    return ReliefCondition(
        id=name,
        text="a condition",
        question="Is it?",
        ask="Whether it is.",
        result=result,
        because="for some reason",
        citation="somewhere",
        alternatives=alternatives,
    )


@pytest.mark.parametrize("worse", range(4))
@pytest.mark.parametrize("better", range(4))
def test_of_conditions_that_are_all_needed_the_worst_counts(worse: int, better: int) -> None:
    both = [condition("one", RESULTS[better]), condition("two", RESULTS[worse])]

    assert together(both) == together(both[::-1]) == RESULTS[min(worse, better)]


@pytest.mark.parametrize("worse", range(4))
@pytest.mark.parametrize("better", range(4))
def test_of_alternatives_the_best_counts(worse: int, better: int) -> None:
    either = [
        condition("one", RESULTS[better], "one", "two"),
        condition("two", RESULTS[worse], "one", "two"),
    ]

    assert together(either) == together(either[::-1]) == RESULTS[max(worse, better)]


def test_a_needed_condition_is_not_outweighed_by_an_alternative() -> None:
    either = [condition("one", "met", "one", "two"), condition("two", "unmet", "one", "two")]

    assert together([*either, condition("three", "unknown")]) == "unknown"
