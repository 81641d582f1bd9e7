"""A small rule base that tests may add files to."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SMALL = Path(__file__).parent / "small"


@pytest.fixture
def small_base(tmp_path: Path) -> Callable[..., Path]:
    """Copies the small rule base to a folder of its own, adds these files to its rules, and returns it."""

    def make(*rules: Path) -> Path:
        root = tmp_path / "rules"
        shutil.copytree(SMALL, root)
        for rule in rules:
            shutil.copy(rule, root / "test/1/a/conduct" / rule.name)
        return root

    return make
