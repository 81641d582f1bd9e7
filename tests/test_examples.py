"""What examples/README.md shows is what caatsa prints, and it shows every example."""

import shutil
from pathlib import Path

import pytest

from tests.console import commands, with_real_output

EXAMPLES = Path(__file__).parent.parent / "examples"
README = EXAMPLES / "README.md"
INPUTS = (
    sorted(path.name for path in EXAMPLES.iterdir() if path.name != "README.md") if EXAMPLES.is_dir() else []
)


def test_examples_readme_shows_what_is_printed(tmp_path: Path, updating_golden: bool) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    written = README.read_text(encoding="utf-8")

    real = with_real_output(written, tmp_path, elisions=False)

    if updating_golden:
        README.write_text(real, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == real


@pytest.mark.parametrize("name", INPUTS)
def test_every_example_is_shown(name: str) -> None:
    shown = " ".join(commands(README.read_text(encoding="utf-8")))

    assert f"examples/{name}" in shown
