"""Plain data against the models of the input form, which decide what an input may say, and as records."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final

from caatsa.documents.document import Positioned
from caatsa.documents.validate import validate
from caatsa.domain import events, reported
from caatsa.domain.fields import Model
from caatsa.domain.record import Record

_RECORDS: Final[dict[type[Model], type[Record]]] = {
    events.EventReport: reported.Event,
    events.ChainParty: reported.ChainParty,
    events.Party: reported.Party,
    events.Act: reported.Act,
    events.Source: reported.Source,
}
"""The record of each model; a model that is derived from one of them has the record of that."""


def checked(part: Positioned) -> reported.Reported:
    """What the input says; `InputError` with one fault for each thing wrong."""
    return as_records(validate(events.InputDocument, part))


def as_records(document: events.InputDocument) -> reported.Reported:
    """The document with its events as records."""
    return reported.Reported(
        tuple(_record(event) for event in document.events), document.persons, document.official_acts
    )


def _record(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_record(part) for part in value)
    record = next((_RECORDS[model] for model in type(value).__mro__ if model in _RECORDS), None)
    if record is None:
        return value
    stated = type(value).model_fields
    names = [field.name for field in fields(record) if field.name in stated]
    return record(**{name: _record(getattr(value, name)) for name in names})
