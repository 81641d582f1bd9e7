"""The two axes of every verdict, and the base of all parts of the output.

They are never folded into one: `exposure` (do the known facts meet the elements?) and `enforcement` (what has
the United States officially done about it?).
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from caatsa.domain.record import Record

Exposure = Literal["no_trigger", "watch", "undecided", "arguable", "facially_met"]
Enforcement = Literal["none_known", "warned", "determined", "relieved", "ceased"]

EXPOSURES: tuple[Exposure, ...] = ("no_trigger", "watch", "undecided", "arguable", "facially_met")
"""In ascending order, for summaries and thresholds."""

SHOWN_FIRST: tuple[Enforcement, ...] = ("determined", "relieved", "warned", "ceased", "none_known")
"""Which of several the line of a country shows."""


class Model(Record):
    """Base of all parts of the output: frozen, and closed where pydantic reads them back."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}
