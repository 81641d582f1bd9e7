"""The assessment as programs are given it: frozen pydantic models of `caatsa.assessment.v1`.

They are made from the records of `domain.verdict`, field by field, so that the two cannot differ.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import date
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

from caatsa.domain.history import CountryTimeline
from caatsa.domain.notebooks import shown
from caatsa.domain.readings import ReadingLine
from caatsa.domain.record import Record
from caatsa.domain.verdict import Assessed, EngineLine, InputLine, RuleBaseLine, Verdict


class Published(BaseModel):
    """Base of the models that programs are given: frozen, closed, made from records."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, from_attributes=True)

    def _repr_html_(self) -> str | None:
        return shown(self)


@cache
def model_of(record: type[Any]) -> type[Published]:
    """The model with the fields of a record, and with models in the place of the records in it."""
    hints = get_type_hints(record)
    made: dict[str, Any] = {
        one.name: (_with_models(hints[one.name]), ... if one.default is MISSING else one.default)
        for one in fields(record)
    }
    return create_model(record.__name__, __base__=Published, __doc__=record.__doc__, **made)


def _with_models(hint: Any) -> Any:
    """The type of a field, with models in the place of records."""
    if isinstance(hint, type) and Record in hint.__mro__:
        return model_of(hint)
    kind, parts = get_origin(hint), get_args(hint)
    if kind is None or kind is Literal:
        return hint
    models = tuple(_with_models(part) for part in parts)
    return reduce(or_, models) if kind in (UnionType, Union) else kind[models]


if TYPE_CHECKING:

    class Assessment(Published):
        """The whole result; `model_dump_json` is not the canonical form, `caatsa.report` writes that.

        This is what type checkers see: the parts have the fields of the records, and are models themselves.
        """

        format: Literal["caatsa.assessment.v1"]
        as_of: date
        known_by: date | None
        rulebase: RuleBaseLine
        input: InputLine
        engine: EngineLine
        readings: tuple[ReadingLine, ...]
        notices: tuple[str, ...]
        verdicts: tuple[Verdict, ...]
        timeline: tuple[CountryTimeline, ...]

else:
    Assessment = create_model("Assessment", __base__=model_of(Assessed), __doc__=Assessed.__doc__)


def published(assessed: Assessed) -> Assessment:
    """The models with the values of an assessment."""
    return Assessment.model_validate(assessed)


def plain_data(record: Record) -> dict[str, Any]:
    """A record as JSON has it: days as ISO text, records as mappings."""
    kind: Any = type(record)
    data: dict[str, Any] = model_of(kind).model_validate(record).model_dump(mode="json")
    return data


def json_schema() -> dict[str, Any]:
    """JSON Schema of `caatsa.assessment.v1`, as checked in."""
    return Assessment.model_json_schema()
