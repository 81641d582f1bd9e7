"""The files under `rules/`: found, hashed as one, and parsed into plain data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from caatsa.domain.errors import Fault, RuleFileError

SUFFIX = ".yaml"
_PACKAGE = Path(__file__).parents[1]
_CACHE_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Tree:
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
        contents = {
            path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob(f"*{SUFFIX}"))
        }
    except OSError as error:
        raise RuleFileError(
            Fault(error.filename or str(root), None, None, "cannot be read", error.strerror or "")
        ) from None
    if not contents:
        raise RuleFileError(
            Fault(str(root), None, None, "holds no rule files", "give the folder of a rule base")
        )
    return Tree(root, contents, _digest(contents))


def parse(tree: Tree, cache: Path | None = None) -> dict[str, Any]:
    """The plain data of every file, dates as ISO text; raises `RuleFileError` with every fault of form.

    `cache` is a folder that the caller owns: what was parsed once is read back from there by the hash of the
    tree. A cache that is missing, damaged or not writable is only slower.
    """
    entry = cache / f"rules-{_CACHE_FORMAT}-{tree.sha256}.json" if cache else None
    known = _read_cache(entry) if entry else None
    if known is not None and known.keys() == tree.contents.keys():
        return known
    data = {path: _plain(value) for path, value in _documents(tree)}
    if entry:
        _write_cache(entry, data)
    return data


def _digest(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for path, content in contents.items():
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _documents(tree: Tree) -> Iterator[tuple[str, Any]]:
    # Not needed when the cache answers.
    from caatsa.documents.strict_yaml import load_yaml
    from caatsa.domain.errors import FaultyError

    faults: list[Fault] = []
    for path, content in tree.contents.items():
        try:
            yield path, load_yaml(content, str(tree.root / path)).data
        except FaultyError as error:
            faults.extend(error.faults)
    if faults:
        raise RuleFileError(faults)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value


def _read_cache(entry: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(entry.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _write_cache(entry: Path, data: dict[str, Any]) -> None:
    # Written beside and moved into place, so that processes that start together never read half a file.
    import os
    import tempfile

    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=entry.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False)
        Path(name).replace(entry)
    except OSError:
        return
