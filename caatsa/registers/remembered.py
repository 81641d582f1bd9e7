"""Registers are asked the same things again and again: answers are kept for those who come after."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

from caatsa.domain.record import Record

MOST_KEPT: Final = 16_384
"""Answers that are kept of each question; the one that was asked for longest ago goes first."""

Register = TypeVar("Register", bound=Record)
Question = ParamSpec("Question")
Answer = TypeVar("Answer")


def remembered(
    method: Callable[Concatenate[Register, Question], Answer],
) -> Callable[Concatenate[Register, Question], Answer]:
    """A method of a frozen register that looks up an answer once for each question.

    Answers belong to the register: another one, such as one with the input's own persons, has its own.
    """
    name = f"_remembered_{method.__name__}"

    @wraps(method)
    def asked(register: Register, /, *args: Question.args, **named: Question.kwargs) -> Answer:
        known = register.__dict__.get(name)
        if known is None:
            known = register.__dict__.setdefault(name, lru_cache(MOST_KEPT)(partial(method, register)))
        answer: Answer = known(*args, **named)
        return answer

    return asked
