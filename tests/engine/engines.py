"""The engines that this Python can load, and evaluation by all of them with the proof checked."""

from collections.abc import Callable, Sequence

import pytest

from caatsa.domain.errors import EngineUnavailable
from caatsa.engine.patterns import Evaluation, Production, Session, WorkingFact
from caatsa.engine.proof import check
from caatsa.engine.reference import ReferenceSession
from caatsa.engine.session import DurableSession, load

Opens = Callable[[Sequence[Production]], Session]


def durable_loads() -> bool:
    try:
        load()
    except EngineUnavailable:
        return False
    return True


needs_durable = pytest.mark.skipif(not durable_loads(), reason="durable_rules is not built on this Python")

SESSIONS = (
    pytest.param(DurableSession, id="durable", marks=needs_durable),
    pytest.param(ReferenceSession, id="reference"),
)


def agreed(productions: Sequence[Production], facts: Sequence[WorkingFact]) -> Evaluation:
    """What durable_rules answers, if the reference evaluator answers the same and the proof holds."""
    evaluation = DurableSession(productions).evaluate(facts)
    reference = ReferenceSession(productions).evaluate(facts)
    assert (evaluation.facts, evaluation.firings) == (reference.facts, reference.firings)
    check(productions, facts, evaluation)
    return evaluation


def fired(opens: Opens, productions: Sequence[Production], facts: Sequence[WorkingFact]) -> list[str]:
    """`rule: ref ref → content` for each firing, proof checked."""
    evaluation = opens(productions).evaluate(facts)
    check(productions, facts, evaluation)
    known = {fact.ref: fact for fact in evaluation.facts}
    return [
        f"{firing.rule}: {' '.join(ref for _, ref in firing.premises)}"
        + (f" → {dict(known[firing.derived].fields)}" if firing.derived else "")
        for firing in evaluation.firings
    ]
