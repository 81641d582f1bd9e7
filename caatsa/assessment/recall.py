"""Answers that are worked out once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

Answer = TypeVar("Answer")


class Recall:
    """Answers by what they were asked of.

    Objects in a question may be told apart by `id`; then they have to live as long as this does.
    """

    def __init__(self) -> None:
        self._answers: dict[tuple[Hashable, ...], Any] = {}
        self._kept: list[object] = []

    def keep(self, asked_of: object) -> None:
        """Have it, and what it holds, live as long as the answers about it."""
        self._kept.append(asked_of)

    def __call__(self, question: tuple[Hashable, ...], answer: Callable[[], Answer]) -> Answer:
        """The answer given before, or found now."""
        if question not in self._answers:
            self._answers[question] = answer()
        return cast("Answer", self._answers[question])
