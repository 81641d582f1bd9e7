"""durable_rules behind one door: the only module that loads it, restricted to what it does rightly.

No `Host` (threads and timers that never stop), no events, no negation. One state at a time, dropped after
each evaluation, so that memory stays flat; one ruleset per program and thread.
"""

from __future__ import annotations

import json
import threading
import weakref
from collections.abc import Iterable, Sequence
from functools import lru_cache
from types import ModuleType
from typing import Any

from caatsa.domain.errors import EngineError, EngineUnavailable
from caatsa.engine.encode import BEGIN, Encoding
from caatsa.engine.limits import check_facts, check_firings, check_program
from caatsa.engine.patterns import Evaluation, Firing, Production, WorkingFact, derive

VERSION = "2.0.28"
"""The release that pyproject.toml pins and this module is written for; reading it back costs 20 ms."""

_CHUNK = 50
_STATE = "0"
_SEEN_BEFORE = 2


def load() -> ModuleType:
    """The C extension, or `EngineUnavailable` with what to do about it."""
    try:
        import durable_rules_engine
    except ImportError as error:
        raise EngineUnavailable(
            f"durable_rules {VERSION} cannot be loaded ({error}); it is built from source, so install a C "
            f"compiler and the Python headers and run: pip install --no-cache-dir durable-rules=={VERSION}; "
            "on CPython 3.13 and later put CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject before it; "
            "or use the engine 'reference'"
        ) from error
    module: ModuleType = durable_rules_engine
    return module


class DurableSession:
    """Evaluates fixed productions with durable_rules; may be shared by threads."""

    name = "durable"
    version = VERSION

    def __init__(self, productions: Sequence[Production]) -> None:
        self._program = _program(tuple(productions))

    def evaluate(self, facts: Iterable[WorkingFact]) -> Evaluation:
        """All firings over the facts, to the fixpoint."""
        given = tuple(facts)
        check_facts(given)
        engine = self._program.engine
        try:
            evaluation = _Run(self._program, given).evaluation()
            engine.delete_state(self._program.handle(), _STATE)
        except BaseException as error:
            # Whatever state it was left in, it is not used again.
            self._program.forget()
            if isinstance(error, engine.error):
                raise EngineError(f"durable_rules stopped: {error}") from error
            raise
        return evaluation


class _Program:
    """One encoding with a ruleset for each thread that evaluates it."""

    def __init__(self, productions: tuple[Production, ...]) -> None:
        check_program(productions)
        self.engine = load()
        self.encoding = Encoding(productions)
        self._of_thread = threading.local()

    def handle(self) -> int:
        """This thread's ruleset, created at its first evaluation and deleted with the thread or program."""
        ruleset: _Ruleset | None = getattr(self._of_thread, "ruleset", None)
        if ruleset is None:
            ruleset = self._of_thread.ruleset = _Ruleset(self.engine, self.encoding.ruleset)
        return ruleset.handle

    def forget(self) -> None:
        """Drop this thread's ruleset with its state; the next evaluation starts afresh."""
        ruleset: _Ruleset | None = self._of_thread.__dict__.pop("ruleset", None)
        if ruleset is not None:
            ruleset.drop_state()


class _Ruleset:
    """A handle of the engine, given back when nobody holds it."""

    def __init__(self, engine: ModuleType, text: str) -> None:
        self._engine = engine
        self.handle: int = engine.create_ruleset("caatsa", text)
        # Not at exit: the process ends, and the engine may be gone.
        weakref.finalize(self, engine.delete_ruleset, self.handle).atexit = False

    def drop_state(self) -> None:
        try:
            self._engine.delete_state(self.handle, _STATE)
        except self._engine.error:
            return  # It stopped before there was a state.


@lru_cache(maxsize=8)
def _program(productions: tuple[Production, ...]) -> _Program:
    return _Program(productions)


class _Run:
    """One evaluation: what the engine has been told and what it has answered."""

    def __init__(self, program: _Program, given: Sequence[WorkingFact]) -> None:
        self._engine = program.engine
        self._encoding = program.encoding
        self._handle = program.handle()
        self._given = given
        self._values = program.encoding.constants.copy()
        self._known = {fact.ref: fact for fact in given}
        self._by_identity: dict[str, WorkingFact] = {}
        self._firings: list[Firing] = []

    def evaluation(self) -> Evaluation:
        self._tell([BEGIN])
        sent = [each for fact in self._given if (each := self._encoded(fact)) is not None]
        for start in range(0, len(sent), _CHUNK):
            self._tell(sent[start : start + _CHUNK])
        return Evaluation.of(self._known.values(), self._firings, DurableSession.name)

    def _encoded(self, fact: WorkingFact) -> dict[str, Any] | None:
        identity = f"{len(self._by_identity):07d}"
        sent = self._encoding.fact(identity, fact, self._values)
        if sent is not None:
            self._by_identity[identity] = fact
        return sent

    def _tell(self, sent: list[dict[str, Any]]) -> None:
        """Assert some facts (never none: the engine crashes on an empty list) and record what fires."""
        code, state = self._engine.assert_facts(self._handle, json.dumps(sent))
        _refuse_repetition(code)
        started = self._engine.start_action_for_state(self._handle, state)
        message = started[1] if started else None
        while message is not None:
            ((name, matched),) = json.loads(message).items()
            if name != BEGIN["k"]:
                self._fire(self._encoding.productions[name], matched)
            message = self._engine.complete_and_start_action(self._handle, state)

    def _fire(self, production: Production, matched: dict[str, dict[str, Any]]) -> None:
        bound = {
            pattern.alias: self._by_identity[matched[f"p{number}"]["id"]]
            for number, pattern in enumerate(production.patterns)
        }
        fact = derive(production.derive, bound) if production.derive else None
        premises = tuple((alias, premise.ref) for alias, premise in bound.items())
        self._firings.append(Firing(production.id, premises, fact.ref if fact else None))
        check_firings(len(self._firings))
        if fact is not None and fact.ref not in self._known:
            self._learn(fact)

    def _learn(self, fact: WorkingFact) -> None:
        """A derived fact joins the facts that are being matched."""
        self._known[fact.ref] = fact
        sent = self._encoded(fact)
        if sent is not None:
            _refuse_repetition(self._engine.assert_fact(self._handle, json.dumps(sent))[0])


def _refuse_repetition(code: int) -> None:
    """Code 1, nothing matches the fact, is no fault; code 2 would mean that a fact was lost."""
    if code == _SEEN_BEFORE:
        raise EngineError("durable_rules took two facts for one")
