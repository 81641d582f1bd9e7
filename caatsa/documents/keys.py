"""Which keys a model allows at a path, for saying what was probably meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from caatsa.documents.document import Path


def keys_at(model: type[BaseModel], path: Path, *, required_only: bool = False) -> tuple[str, ...]:
    """The keys of the mapping at that path, in the order of the model; empty where any key is allowed."""
    keys: dict[str, None] = {}
    for part in _models_at((model,), path):
        for name, field in part.model_fields.items():
            if field.is_required() or not required_only:
                keys[field.alias or name] = None
    return tuple(keys)


def _models_at(annotations: Sequence[Any], path: Path) -> Iterator[type[BaseModel]]:
    for annotation in annotations:
        if _is_model(annotation):
            if not path:
                yield annotation
            elif (inner := _field(annotation, path[0])) is not None:
                yield from _models_at((inner,), path[1:])
        elif path and (isinstance(path[0], int) or _is_mapping(annotation)) and _is_container(annotation):
            yield from _models_at(get_args(annotation), path[1:])
        elif not _is_container(annotation):
            # Annotated and unions: look through them.
            yield from _models_at(get_args(annotation), path)


def _field(model: type[BaseModel], key: str | int) -> Any:
    for name, field in model.model_fields.items():
        if (field.alias or name) == key:
            return field.annotation
    return None


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _is_mapping(annotation: Any) -> bool:
    origin = get_origin(annotation)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _is_container(annotation: Any) -> bool:
    origin = get_origin(annotation)
    return isinstance(origin, type) and issubclass(origin, Mapping | Sequence | frozenset | set)
