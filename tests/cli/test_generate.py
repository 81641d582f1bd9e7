"""`python -m caatsa.cli.generate`: what code and rules give is what is checked in."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from caatsa.cli.generate import ROOT, generate, generated
from caatsa.rulebase.rulebase import load_rulebase

FILES = generated(load_rulebase())


@pytest.mark.parametrize("name", FILES)
def test_the_file_that_is_checked_in_is_not_stale(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == FILES[name], "regenerate with: make golden"


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".json")])
def test_a_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(FILES[name]))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    return tmp_path


def test_what_is_stale_is_named_and_written_again(repository: Path) -> None:
    runner = CliRunner()
    root = ["--root", str(repository)]

    stale = runner.invoke(generate, [*root, "--check"], standalone_mode=False)
    written = runner.invoke(generate, root, standalone_mode=False)
    clean = runner.invoke(generate, [*root, "--check"], standalone_mode=False)

    assert (stale.return_value, written.return_value, clean.return_value) == (1, 0, 0)
    assert "docs/coverage.md: is stale; regenerate with: make golden" in stale.output
    assert {path.stem for path in (repository / "docs/rules").glob("*.md")} >= {"caatsa-231", "ndaa2021-1241"}


def test_a_page_of_no_section_is_named_and_removed(repository: Path) -> None:
    runner = CliRunner()
    root = ["--root", str(repository)]
    runner.invoke(generate, root, standalone_mode=False)
    left = (repository / "docs/rules/caatsa-999").with_suffix(".md")
    left.write_text("left over")

    stale = runner.invoke(generate, [*root, "--check"], standalone_mode=False)
    runner.invoke(generate, root, standalone_mode=False)

    assert stale.return_value == 1
    assert f"docs/rules/{left.name}: belongs to no section" in stale.output
    assert not left.exists()
