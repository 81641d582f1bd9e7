"""What else a row could come to: the smallest changes, and the exposures that remain possible."""

from __future__ import annotations

from typing import Literal

from caatsa.domain.axes import Exposure, Model


class Change(Model, kw_only=True):
    """What would have to hold, all of it, and the exposure that follows when it does.

    `actionable` where somebody can still bring all of it about; otherwise it is a matter of what is or was.
    """

    change: tuple[str, ...]
    exposure: Exposure
    direction: Literal["raises", "lowers"]
    actionable: bool


class Outcomes(Model, kw_only=True):
    """The exposures that are possible once everything is known, and the one that holds whatever it is.

    `bounded` where there are too many completions to try all: others than those named may then be possible.
    """

    necessary: Exposure | None
    possible: tuple[Exposure, ...]
    bounded: bool = False
