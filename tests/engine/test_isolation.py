"""The engine's suite runs in processes of its own, where freed or fresh memory never happens to be right."""

import os
import subprocess
import sys

import pytest

from tests.engine.conftest import ISOLATED

MEMORY = {
    "freed memory is overwritten": {"MALLOC_PERTURB_": "165"},
    "Python's allocator looks for overruns": {"PYTHONMALLOC": "pymalloc_debug"},
}


@pytest.mark.parametrize("settings", MEMORY.values(), ids=MEMORY.keys())
def test_engine_suite_passes_and_does_not_crash(settings: dict[str, str]) -> None:
    child = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(ISOLATED)],
        cwd=ISOLATED.parents[2],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )

    assert child.returncode == 0, f"exit status {child.returncode}\n{child.stdout}\n{child.stderr}"
