"""Errors that only follow from another: a misspelt key is one mistake, although a key is then missing too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from caatsa.documents.branches import Group, resolved
from caatsa.documents.document import Path
from caatsa.documents.keys import keys_at
from caatsa.documents.wording import nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def causes(groups: Iterable[Group], model: type[BaseModel], data: Any) -> list[tuple[Path, Group]]:
    """The errors, each with its path in the data, without those that another of them brings about."""
    found = [(resolved(group[0], data), group) for group in groups]
    meant = {
        (*path[:-1], nearest(str(path[-1]), keys_at(model, path[:-1])))
        for path, group in found
        if group[0]["type"] == "extra_forbidden"
    }
    return [
        (path, group)
        for path, group in found
        if not (group[0]["type"] == "missing" and path in meant) and not _entries_refused(group[0])
    ]


def _entries_refused(detail: ErrorDetails) -> bool:
    """Whether a list is too short only because pydantic counts the entries that it could read."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]
