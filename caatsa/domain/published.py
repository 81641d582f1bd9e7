"""The assessment as programs are given it: the model of `caatsa.assessment.v1`, the published JSON."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from caatsa.domain.verdict import Assessed, EngineLine, InputLine, RuleBaseLine, Verdict


class Assessment(BaseModel):
    """The whole result; `model_dump_json` is not the canonical form, `caatsa.report` writes that."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)

    format: Literal["caatsa.assessment.v1"] = "caatsa.assessment.v1"
    as_of: date
    known_by: date | None = None
    rulebase: RuleBaseLine
    input: InputLine
    engine: EngineLine
    notices: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def published(assessed: Assessed) -> Assessment:
    """The model with the records of an assessment."""
    return Assessment(
        as_of=assessed.as_of,
        known_by=assessed.known_by,
        rulebase=assessed.rulebase,
        input=assessed.input,
        engine=assessed.engine,
        notices=assessed.notices,
        verdicts=assessed.verdicts,
    )


def json_schema() -> dict[str, Any]:
    """JSON Schema of `caatsa.assessment.v1`, as checked in."""
    return Assessment.model_json_schema()
