"""What README.md shows is what caatsa prints."""

import shutil
from pathlib import Path

from tests.console import commands, with_real_output

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


def test_readme_shows_what_is_printed(tmp_path: Path, updating_golden: bool) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    written = README.read_text(encoding="utf-8")

    real = with_real_output(written, tmp_path, elisions=True)

    if updating_golden:
        README.write_text(real, encoding="utf-8")
    assert commands(written), "README.md shows no example"
    assert README.read_text(encoding="utf-8") == real
