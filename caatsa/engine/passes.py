"""One run of productions over facts, proved; facts of a shape that was run before take over its result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from caatsa.engine.choose import Engine
from caatsa.engine.patterns import Evaluation, Production, WorkingFact
from caatsa.engine.proof import check
from caatsa.engine.shapes import Flat, Key, Shapes

MOST_SHAPES: Final = 4096
"""Results that are kept of each pass; the oldest goes first."""


class Pass:
    """Runs fixed productions, each result checked by the proof before anybody sees it.

    With `sharing`, facts whose shape was run before are not run again: the result of that run, proved then,
    is filled in with their refs and texts. Without, every run is an own one.
    """

    def __init__(self, productions: Sequence[Production], engine: Engine, *, sharing: bool = True) -> None:
        self.productions = tuple(productions)
        # No trigger is in force before the first statute is; engines do not run without rules.
        self._session = engine(self.productions) if self.productions else None
        self._shapes = Shapes.of(self.productions)
        self._sharing = sharing
        self._known: dict[Key, Evaluation] = {}

    def run(self, facts: Iterable[Flat]) -> Evaluation:
        """Every firing over the facts. Raises `EngineDisagreement` if the proof fails."""
        given = self._shapes.seen(facts)
        if not self._sharing:
            return self._proved(given)
        shape = self._shapes.shape(given)
        found = self._known.get(shape.key)
        if found is None:
            found = self._proved(shape.facts)
            if len(self._known) >= MOST_SHAPES:
                self._known.pop(next(iter(self._known)), None)
            self._known[shape.key] = found
        return shape.filled(found, given)

    def _proved(self, given: tuple[WorkingFact, ...]) -> Evaluation:
        if self._session is None:
            return Evaluation.of(given, (), "none")
        result = self._session.evaluate(given)
        check(self.productions, given, result)
        return result
