"""What the documentation shows is what caatsa prints, its Python runs, and the site has no broken link."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console import commands, with_real_output

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
RUN = (
    "tutorial.md",
    "how-to/read-a-verdict.md",
    "how-to/add-a-rule.md",
    "how-to/pipeline.md",
    "acceptances.md",
    "receipts.md",
)
_PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the examples, as a checkout has them."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize("name", RUN)
def test_a_page_shows_what_is_printed(name: str, folder: Path, updating_golden: bool) -> None:
    page = DOCS / name
    real = with_real_output(page.read_text(encoding="utf-8"), folder, elisions=True)

    if updating_golden:
        page.write_text(real, encoding="utf-8")
    assert commands(real)
    assert page.read_text(encoding="utf-8") == real


@pytest.mark.parametrize("name", ["how-to/pipeline.md", "receipts.md"])
def test_the_python_of_a_page_runs(name: str, folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.fspath(ROOT)}
    receipt = ("assess", "examples/turkey-s400.yaml", "--receipt", "receipt.json", "--output", "out.txt")
    subprocess.run([sys.executable, "-m", "caatsa", *receipt], cwd=folder, env=environment, check=True)
    blocks = _PYTHON.findall((DOCS / name).read_text(encoding="utf-8"))

    assert blocks
    for block in blocks:
        subprocess.run([sys.executable, "-c", block], cwd=folder, env=environment, check=True)


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", os.fspath(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "tutorial.html").exists()
