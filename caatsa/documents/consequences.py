"""Errors that only follow from another: a misspelt key is one mistake, although a key is then missing too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel

from caatsa.documents.keys import keys_at
from caatsa.documents.wording import nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def causes(details: Sequence[ErrorDetails], model: type[BaseModel]) -> list[ErrorDetails]:
    """The errors without those that another of them brings about."""
    meant = {
        (*detail["loc"][:-1], nearest(str(detail["loc"][-1]), keys_at(model, detail["loc"][:-1])))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    return [detail for detail in details if not _misspelt(detail, meant) and not _entries_refused(detail)]


def _misspelt(detail: ErrorDetails, meant: set[tuple[int | str | None, ...]]) -> bool:
    return detail["type"] == "missing" and detail["loc"] in meant


def _entries_refused(detail: ErrorDetails) -> bool:
    """Whether a list is too short only because pydantic counts the entries that it could read."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]
