"""Which of several findings on one element is told first, and carries its reason."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from caatsa.assessment.evaluation import Found
from caatsa.assessment.weighing import weigh
from caatsa.engine.patterns import Firing
from caatsa.rulebase.rulebase import RuleBase, load_rulebase
from tests.law.cases import S231

FOUND = Found(
    provision=S231,
    element="conduct",
    act="any",
    party="any",
    result="arguable",
    factor="some",
    weight="neutral",
    because="for some reason",
    rule=None,  # type: ignore[arg-type]  # each test gives its own
    firing=Firing("rule", (), None),
    weak=False,
    order=(0,),
)
FIRST_TO_LAST: dict[str, list[dict[str, object]]] = {
    "what gives more": [{"result": one} for one in ("met", "arguable", "unknown", "unmet")],
    "what is well attested": [{"weak": False}, {"weak": True}],
    "of what weak sources have lowered, what said more": [
        {"weak": True, "result": "met"},
        {"weak": True, "result": "arguable", "weight": "supports"},
    ],
    "what supports, then what is against, then what bears on it": [
        {"weight": one} for one in ("supports", "against", "bears", "neutral")
    ],
    "what comes first among the facts": [{"order": (0, 1)}, {"order": (0, 2)}, {"order": (1, 0)}],
}


@pytest.fixture(scope="module")
def base() -> RuleBase:
    return load_rulebase()


@pytest.mark.parametrize("differing", FIRST_TO_LAST.values(), ids=FIRST_TO_LAST.keys())
def test_findings_on_an_element_are_told_in_one_order_however_they_come(
    base: RuleBase, differing: list[dict[str, object]]
) -> None:
    trigger = base.trigger(S231)
    rule = base.rules["caatsa.231.a.counterparty.specified_person"]
    wanted = [replace(FOUND, rule=rule, **fields) for fields in differing]  # type: ignore[arg-type]
    number = [element.id for element in trigger.elements].index("conduct")

    for given in permutations(wanted):
        weighed = weigh(trigger, given, ())[number]

        assert list(weighed.findings) == wanted
        assert weighed.lead == wanted[0]
