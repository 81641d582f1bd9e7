"""The files under `rules/`: found, hashed as one, and parsed into plain data."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from caatsa.domain.errors import Fault, InputError, RuleFileError
from caatsa.domain.record import Record

SUFFIX = ".yaml"
_PACKAGE = Path(__file__).parents[1]


class Tree(Record):
    """Every YAML file under one folder by its path there, and the hash of them all."""

    root: Path
    contents: Mapping[str, bytes]
    sha256: str


def shipped_rules() -> Path:
    """The folder of the shipped rule base: inside an installed package, beside it in a checkout."""
    inside = _PACKAGE / "rules"
    return inside if inside.is_dir() else _PACKAGE.parent / "rules"


def read_tree(root: Path) -> Tree:
    """All files of a rule base, in the order of their paths.

    Raises `RuleFileError` where the folder is missing or empty, or a file cannot be read.
    """
    try:
        found = sorted(_files(str(root))) if root.is_dir() else []
        contents = {"/".join(parts): _content(path) for parts, path in found}
    except OSError as error:
        raise RuleFileError(
            Fault(error.filename or str(root), None, None, "cannot be read", error.strerror or "")
        ) from None
    if not contents:
        raise RuleFileError(
            Fault(str(root), None, None, "holds no rule files", "give the folder of a rule base")
        )
    return Tree(root, contents, _digest(contents))


def _files(folder: str, parents: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """All files: the parts of their paths under the folder, and the whole path."""
    for entry in os.scandir(folder):
        parts = (*parents, entry.name)
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, parts)
        elif entry.name.endswith(SUFFIX):
            yield parts, entry.path


def _content(path: str) -> bytes:
    # With `pathlib` finding and reading the files takes three times as long, most of a start.
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read()


def parse(tree: Tree) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """The plain data of every file that can be read, dates as ISO text, and what is wrong with the others."""
    from caatsa.documents.strict_yaml import load_yaml

    data: dict[str, Any] = {}
    faults: list[Fault] = []
    for path, content in tree.contents.items():
        try:
            data[path] = _plain(load_yaml(content, str(tree.root / path)).data)
        except InputError as error:
            faults.extend(error.faults)
    return data, tuple(faults)


def _digest(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for path, content in contents.items():
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value
