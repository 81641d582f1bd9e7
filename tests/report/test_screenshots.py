"""The pictures of the documentation can be taken again."""

import subprocess
import sys
from pathlib import Path

from tests.report.browsing import needs_browser

ROOT = Path(__file__).parents[2]
LARGEST = 200_000


@needs_browser
def test_the_script_takes_every_picture_that_the_documentation_shows(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "tools/screenshots"), str(tmp_path)], cwd=ROOT, check=True)

    assert {path.name for path in tmp_path.iterdir()} == {
        path.name for path in (ROOT / "docs/images").iterdir()
    }
    for path in tmp_path.iterdir():
        assert path.read_bytes().startswith(b"\x89PNG")
        assert path.stat().st_size < LARGEST
