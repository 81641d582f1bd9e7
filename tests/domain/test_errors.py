"""Every fault is one line that says where, what and what is allowed."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caatsa.domain.errors import (
    CaatsaError,
    EngineDisagreement,
    Fault,
    InputError,
    RegisterError,
    RuleFileError,
)


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (Fault("a.yaml", 3, 5, "wrong", "right"), "a.yaml, line 3, column 5: wrong; right"),
        (Fault("a.csv", 3, None, "wrong", "right"), "a.csv, line 3: wrong; right"),
        (Fault("a.yaml", None, None, "is empty"), "a.yaml: is empty"),
        (Fault("a.yaml", None, None, "a\nb\tc"), "a.yaml: a b c"),
        (Fault("a.yaml", None, None, "\x1b[2J"), "a.yaml: \\x1b[2J"),
    ],
)
def test_fault_says_where_as_far_as_it_is_known(fault: Fault, line: str) -> None:
    assert str(fault) == line


@given(st.text(), st.text())
def test_no_text_breaks_the_line(problem: str, allowed: str) -> None:
    said = str(Fault("f", 1, 1, problem, allowed))
    assert said.splitlines() == [said]
    assert said.isprintable()


@pytest.mark.parametrize("kind", [InputError, RuleFileError, RegisterError])
def test_error_has_a_line_for_each_fault_and_keeps_them_across_processes(kind: type[InputError]) -> None:
    error = kind([Fault("a", 1, 1, "x"), Fault("b", 2, 2, "y")])
    assert isinstance(error, CaatsaError)
    assert str(error) == "a, line 1, column 1: x\nb, line 2, column 2: y"
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert again.faults == error.faults


def test_disagreement_names_rule_and_facts_even_across_processes() -> None:
    error = pickle.loads(pickle.dumps(EngineDisagreement("r", ["f1", "f2"], "fired once")))  # noqa: S301
    assert str(error) == "rule r on facts f1, f2: fired once"
