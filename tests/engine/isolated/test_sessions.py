"""Sessions: which engine is chosen, how it survives misuse, and that threads do not meet."""

import gc
import re
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from random import Random

import pytest

from caatsa.domain.errors import EngineError, EngineUnavailable
from caatsa.engine.choose import open_engine
from caatsa.engine.patterns import Condition, Evaluation, Pattern, Production, WorkingFact
from caatsa.engine.reference import ReferenceSession
from caatsa.engine.session import VERSION, DurableSession
from tests.engine.engines import agreed, needs_durable
from tests.engine.worlds import World

PYPROJECT = Path(__file__).parents[3] / "pyproject.toml"
RULES = [Production("r", (Pattern("a", "act"),))]


@needs_durable
def test_durable_is_the_engine_where_it_can_be_loaded() -> None:
    session, notice = open_engine(None, RULES)

    assert (session.name, session.version, notice) == ("durable", "2.0.28", None)


def test_reference_is_used_when_asked_for() -> None:
    session, notice = open_engine("reference", RULES)

    assert (session.name, session.evaluate([]).engine, notice) == ("reference", "reference", None)


def test_reference_steps_in_with_one_line_where_durable_cannot_be_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    session, notice = open_engine(None, RULES)

    assert session.name == "reference"
    assert notice is not None
    assert len(notice.splitlines()) == 1
    assert "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject" in notice


def test_asking_for_durable_where_it_cannot_be_loaded_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)

    with pytest.raises(EngineUnavailable, match="C compiler"):
        open_engine("durable", [Production("never seen before", (Pattern("a", "act"),))])


@needs_durable
def test_version_is_the_one_pinned_and_installed() -> None:
    pinned = re.search(r'"durable-rules==([\d.]+)', PYPROJECT.read_text(encoding="utf-8"))

    assert pinned is not None
    assert pinned.group(1) == VERSION == version("durable-rules")


@needs_durable
def test_an_evaluation_that_fails_leaves_nothing_behind() -> None:
    explosive = [Production("r", tuple(Pattern(f"a{n}", "act") for n in range(4)))]
    session = DurableSession(explosive)
    many = [WorkingFact(str(n), "act", {}) for n in range(20)]
    few = many[:5]
    for _ in range(3):
        with pytest.raises(EngineError):
            session.evaluate(many)
        assert len(session.evaluate(few).firings) == 5 * 4 * 3 * 2


@needs_durable
def test_an_error_of_the_engine_is_an_error_and_never_a_wrong_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without groups of patterns, 65 patterns that one fact meets are more than the engine can hold."""
    monkeypatch.setattr("caatsa.engine.encode._GROUP", 1_000)
    rules = [
        Production(f"ungrouped {n}", (Pattern("a", "act", (Condition("x", "gte", n),)),)) for n in range(65)
    ]
    session = DurableSession(rules)
    for _ in range(3):
        with pytest.raises(EngineError, match="durable_rules stopped"):
            session.evaluate([WorkingFact("1", "act", {"x": 65})])
        assert len(session.evaluate([WorkingFact("1", "act", {"x": 63})]).firings) == 64


@pytest.fixture
def no_collection() -> Iterator[None]:
    """Hypothesis hooks into the collector, and an interrupt inside such a hook is swallowed."""
    gc.disable()
    yield
    gc.enable()


@needs_durable
@pytest.mark.usefixtures("no_collection")
@pytest.mark.parametrize("after", [0.001, 0.005, 0.02, 0.03])
def test_an_interrupt_passes_through_and_the_next_evaluation_is_right(after: float) -> None:
    session = DurableSession([Production("r", tuple(Pattern(f"a{n}", "act") for n in range(4)))])
    facts = [WorkingFact(str(n), "act", {}) for n in range(14)]

    def evaluate_until_interrupted() -> None:
        signal.setitimer(signal.ITIMER_REAL, after)
        session.evaluate(facts)

    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            evaluate_until_interrupted()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

    assert len(session.evaluate(facts[:5]).firings) == 5 * 4 * 3 * 2


@needs_durable
def test_four_threads_answer_like_one() -> None:
    worlds = [World(Random(seed)) for seed in range(60_000, 60_040)]
    expected = [ReferenceSession(world.productions).evaluate(world.facts) for world in worlds]
    shared = [DurableSession(world.productions) for world in worlds]
    start = threading.Barrier(4)

    def all_of_them() -> list[Evaluation]:
        start.wait()
        return [
            session.evaluate(world.facts)
            for _ in range(5)
            for session, world in zip(shared, worlds, strict=True)
        ]

    with ThreadPoolExecutor(4) as pool:
        answers = [future.result() for future in [pool.submit(all_of_them) for _ in range(4)]]

    for answer in answers:
        assert [each.firings for each in answer] == [each.firings for each in expected] * 5


@needs_durable
def test_programs_come_and_go() -> None:
    """More programs than are kept; each is deleted in the engine when nobody holds it."""
    for seed in range(70_000, 70_300):
        world = World(Random(seed))
        agreed(world.productions, world.facts)
        agreed(world.productions, world.facts)
    gc.collect()
