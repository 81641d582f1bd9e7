"""Sessions: which engine is chosen, how it survives misuse, and that threads do not meet."""

import gc
import re
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from random import Random

import pytest

from caatsa.domain.errors import EngineError, EngineUnavailable
from caatsa.engine.choose import open_engine
from caatsa.engine.patterns import Condition, Evaluation, Join, Pattern, Production, WorkingFact
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
def test_more_branches_than_the_engine_holds_are_an_error_and_never_a_wrong_answer() -> None:
    rules = [
        Production(str(n), (Pattern("a", "act"), Pattern("b", "person", (), (Join("x", "a", f"x{n}"),))))
        for n in range(120)
    ]
    facts = [WorkingFact("1", "act", {"x7": 7}), WorkingFact("2", "person", {"x": 7})]
    session = DurableSession(rules)
    for _ in range(3):
        with pytest.raises(EngineError, match="durable_rules stopped"):
            session.evaluate(facts)
        assert session.evaluate(facts[:1]).firings == ()


@needs_durable
def test_interrupted_and_continued() -> None:
    """An interrupt inside an evaluation passes through, and the next evaluation is right."""

    class Interrupting(dict[str, int]):
        def get(self, *_: object) -> int:
            raise KeyboardInterrupt

    rules = [Production("r", (Pattern("a", "act", (Condition("x", "eq", 1),)),))]
    session = DurableSession(rules)
    good = WorkingFact("1", "act", {"x": 1})
    with pytest.raises(KeyboardInterrupt):
        session.evaluate([good, WorkingFact("2", "act", Interrupting(x=1))])

    assert len(session.evaluate([good]).firings) == 1


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
