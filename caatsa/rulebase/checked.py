"""Parsed files of the rule base that are not rules, against their models."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from caatsa.documents.document import Path, Place, dotted
from caatsa.documents.validate import faults_of
from caatsa.domain.errors import RuleFileError
from caatsa.domain.record import Record

M = TypeVar("M", bound=BaseModel)


class _Parsed(Record):
    """Data whose file is known but whose lines are not, as they come out of a cache."""

    data: Any
    file: str

    def position(self, path: Path) -> Place:
        """The file, and the keys that lead to the value."""
        return Place(f"{self.file}, {dotted(path)}" if path else self.file)

    key_position = position


def checked(model: type[M], data: Any, file: str) -> M:
    """The data of a file as that model; `RuleFileError` with one fault for each thing wrong."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise RuleFileError(faults_of(error, model, _Parsed(data, file))) from None
