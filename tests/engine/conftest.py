"""Keeps the suite in `isolated` out of this process, where a crash of the engine would end the whole run."""

from pathlib import Path

import pytest

ISOLATED = Path(__file__).parent / "isolated"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Only a run that asks for the folder, or something in it, by name gets it; see test_isolation.py."""
    if ISOLATED not in (collection_path, *collection_path.parents):
        return None
    asked = [Path(argument.split("::")[0]).resolve() for argument in config.args]
    return None if any(ISOLATED in (path, *path.parents) for path in asked) else True
