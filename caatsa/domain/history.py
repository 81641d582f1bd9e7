"""What changed between two assessments, and how exposure went over time; each change with its reasons."""

from __future__ import annotations

from datetime import date
from typing import Literal

from caatsa.domain.axes import Enforcement, Exposure, Model

Cause = Literal["day", "known_by", "readings", "input", "rule base", "software"]
"""What two assessments were made with that may differ."""


class ElementChange(Model, kw_only=True):
    """An element with another result; null where only one of the two rows has the element."""

    element: str
    before: str | None
    after: str | None
    because: str


class RowChange(Model, kw_only=True):
    """One row that is not as it was; the exposure is null on the side where there is no such row.

    `causes` are the differences between the two assessments that may have brought it about.
    """

    event: str
    provision: str | None
    person: str | None
    country: str | None
    exposure_before: Exposure | None
    exposure_after: Exposure | None
    enforcement_before: Enforcement | None
    enforcement_after: Enforcement | None
    elements: tuple[ElementChange, ...]
    because: tuple[str, ...]
    causes: tuple[Cause, ...]


class Side(Model, kw_only=True):
    """What one of two compared assessments was made with."""

    as_of: date
    known_by: date | None
    input_sha256: str
    rulebase_sha256: str
    rulebase_version: str
    law_read_to: date
    software: str


class Comparison(Model, kw_only=True):
    """Two assessments beside each other: what they were made with, and the rows that differ."""

    format: Literal["caatsa.diff.v1"] = "caatsa.diff.v1"
    before: Side
    after: Side
    causes: tuple[Cause, ...]
    rows: tuple[RowChange, ...]


class Moment(Model, kw_only=True):
    """A day on which a country's line became what it is from then on: what happened, and the rows it moved.

    `exposure` and `enforcement` hold from `day`, inclusive, until the next moment.
    """

    day: date
    exposure: Exposure
    enforcement: Enforcement
    events: tuple[str, ...]
    rows: tuple[RowChange, ...]


class CountryTimeline(Model, kw_only=True):
    """The moments of one country, oldest first; before the first there is nothing to assess."""

    country: str | None
    country_name: str
    moments: tuple[Moment, ...]
