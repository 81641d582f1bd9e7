"""Which engine evaluates: durable_rules wherever it can be loaded, otherwise the reference evaluator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from caatsa.domain.errors import EngineUnavailable
from caatsa.engine.patterns import Production, Session
from caatsa.engine.reference import ReferenceSession
from caatsa.engine.session import DurableSession, load

EngineName = Literal["durable", "reference"]
Engine: TypeAlias = type[DurableSession] | type[ReferenceSession]


def open_engine(name: EngineName | None, productions: Sequence[Production]) -> tuple[Session, str | None]:
    """A session of the engine asked for, and one line for standard error where it is the second choice.

    `None` asks for durable_rules if it can be loaded; "durable" raises `EngineUnavailable` if it cannot.
    """
    engine, notice = chosen(name)
    return engine(productions), notice


def chosen(name: EngineName | None) -> tuple[Engine, str | None]:
    """The engine that is asked for, and why it is the second choice if it is."""
    if name == "reference":
        return ReferenceSession, None
    try:
        load()
    except EngineUnavailable as error:
        if name == "durable":
            raise
        return ReferenceSession, f"engine reference, since {error}"
    return DurableSession, None
