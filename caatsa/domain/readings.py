"""What an assessment says of contested terms: how they were read, and what follows from their rivals."""

from __future__ import annotations

from caatsa.domain.axes import Exposure, Model


class ReadingLine(Model, kw_only=True):
    """A contested term of the law that is read otherwise than by default."""

    name: str
    value: str
    default: str
    title: str


class ReadingOutcome(Model, kw_only=True):
    """An exposure, and the fewest readings under which it holds whatever else is read.

    Each of `when` gives the values of some switches; any of them will do. `as_assessed` marks the exposure of
    the row itself.
    """

    exposure: Exposure
    as_assessed: bool
    when: tuple[dict[str, tuple[str, ...]], ...]


class ReadingCombination(Model, kw_only=True):
    """One combination of the deciding readings, and the exposure under it."""

    readings: dict[str, str]
    exposure: Exposure


class RivalReadings(Model, kw_only=True):
    """A row under every combination of readings that matters; only where it was asked for.

    `deciding` is the smallest set of readings that determines the exposure; empty where it is the same under
    all of them.
    """

    deciding: tuple[str, ...]
    outcomes: tuple[ReadingOutcome, ...]
    combinations: tuple[ReadingCombination, ...]
