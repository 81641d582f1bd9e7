"""Events that share the result of one run say what they would have said alone."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from caatsa.assessment.assess import Options, assess_input
from caatsa.domain.errors import InputError
from caatsa.intake.readers import as_document
from caatsa.rulebase.rulebase import load_rulebase
from tests.intake.worlds import AS_OF, Json, events

BASE = load_rulebase()
days = st.sampled_from(AS_OF).map(date.fromisoformat)


@given(st.lists(events(), min_size=1, max_size=6), days)
@settings(max_examples=60, deadline=None)
def test_shared_and_unshared_assessments_are_the_same(several: list[Json], as_of: date) -> None:
    renamed = [{**event, "id": f"e{number}"} for number, event in enumerate(several)]
    try:
        read = as_document(renamed, BASE.registers.countries)
    except InputError:
        return
    shared = assess_input(read, BASE, Options(as_of, effort="none"))
    assert shared == assess_input(read, BASE, Options(as_of, effort="none", sharing=False))
