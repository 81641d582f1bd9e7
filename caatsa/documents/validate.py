"""Plain data against a model: either the model, or every fault at its place in the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from caatsa.documents.document import Path, Place, Positioned, in_reading_order
from caatsa.domain.errors import Fault, InputError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], document: Positioned) -> M:
    """The document as that model; `InputError` with one fault for each thing wrong, in order of place."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise InputError(faults_of(error, model, document)) from None


def faults_of(error: ValidationError, model: type[BaseModel], document: Positioned) -> tuple[Fault, ...]:
    """What pydantic found, in our words, one fault for each thing wrong, in order of place."""
    # Only a document with faults pays for the words.
    from caatsa.documents.branches import likeliest
    from caatsa.documents.consequences import causes
    from caatsa.documents.wording import worded

    groups = likeliest(error.errors(include_url=False), document.data)
    faults = []
    for path, group in causes(groups, model, document.data):
        problem, allowed = worded(group, path, model)
        faults.append(_place(group, path, document).fault(problem, allowed))
    return tuple(sorted(faults, key=in_reading_order))


def _place(group: Sequence[ErrorDetails], path: Path, document: Positioned) -> Place:
    if group[0]["type"] == "extra_forbidden":
        return document.key_position(path)
    return document.position(path[:-1] if group[0]["type"] == "missing" else path)
