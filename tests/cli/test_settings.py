"""Defaults from a file and the environment: flags before environment before file before command."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import DATA

ASSESS = ("assess", "india.yaml", "--as-of", "2021-12-07")


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(caatsa: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings are looked for from the working folder up."""
    shutil.copy(DATA / "india.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)


def _settings(tmp_path: Path, text: str, name: str = "caatsa.toml") -> None:
    (tmp_path / name).write_text(text)


def test_a_file_sets_the_default_of_an_option(caatsa: Any, tmp_path: Path) -> None:
    _settings(tmp_path, '[assess]\nfail-on = "arguable"\n')

    assert caatsa(*ASSESS).status == 1


def test_the_environment_comes_before_the_file(
    caatsa: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _settings(tmp_path, '[assess]\nformat = "json"\n')
    monkeypatch.setenv("CAATSA_ASSESS_FORMAT", "markdown")

    assert caatsa(*ASSESS).out.startswith("# CAATSA exposure")


def test_a_flag_comes_before_the_environment(caatsa: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAATSA_ASSESS_FORMAT", "markdown")

    assert json.loads(caatsa(*ASSESS, "--format", "json").out)["format"] == "caatsa.assessment.v1"


def test_pyproject_has_a_table_of_ours(caatsa: Any, tmp_path: Path) -> None:
    _settings(tmp_path, '[project]\nname = "x"\n[tool.caatsa.assess]\nfail-on = "watch"\n', "pyproject.toml")

    assert caatsa(*ASSESS).status == 1


def test_a_pyproject_without_it_is_passed_over_for_one_above(
    caatsa: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _settings(tmp_path, '[assess]\nfail-on = "watch"\n')
    folder = tmp_path / "inner"
    folder.mkdir()
    _settings(folder, '[project]\nname = "x"\n', "pyproject.toml")
    monkeypatch.chdir(folder)

    assert caatsa("assess", "../india.yaml", "--as-of", "2021-12-07").status == 1


def test_no_config_reads_none(caatsa: Any, tmp_path: Path) -> None:
    _settings(tmp_path, '[assess]\nfail-on = "watch"\n')

    assert caatsa("--no-config", *ASSESS).status == 0


def test_several_values_and_switches(caatsa: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _settings(tmp_path, '[assess]\nprovision = ["caatsa.107.a"]\nquiet = true\n')
    assert "No verdict" in caatsa(*ASSESS).out

    monkeypatch.setenv("CAATSA_ASSESS_PROVISION", "caatsa.107.a,caatsa.231.a")
    assert "in-s400" in caatsa(*ASSESS).out


def test_a_path_in_the_file_is_relative_to_the_file(
    caatsa: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _settings(tmp_path, '[assess]\nreceipt = "receipt.json"\n')
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    caatsa("assess", "../india.yaml", "--as-of", "2021-12-07")

    assert (tmp_path / "receipt.json").exists()


def test_a_command_within_a_command_has_its_own_table(caatsa: Any, tmp_path: Path) -> None:
    _settings(tmp_path, '[persons.search]\nformat = "json"\n')

    assert json.loads(caatsa("persons", "search", "Rosoboronexport").out)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[assess]\nfail-onn = "watch"\n', "line 2: 'fail-onn' is not an option of assess"),
        ("[asess]\nquiet = true\n", "line 1: 'asess' is not a command"),
        ('[assess]\nformat = "jsonx"\n', "line 2: 'format': 'jsonx' is not one of"),
        ('[assess]\ncountry = "IN"\n', "line 2: 'country' is 'IN'; it takes a list"),
        ('[assess]\nquiet = "yes"\n', "line 2: 'quiet' is 'yes'; it takes true or false"),
        ("assess = 1\n", "line 1: 'assess' is 1; a command has a table of its own"),
        ("[assess\n", "cannot be read"),
    ],
)
def test_a_fault_is_told_with_its_line(caatsa: Any, tmp_path: Path, text: str, told: str) -> None:
    _settings(tmp_path, text)
    found = caatsa(*ASSESS)

    assert found.status == 2
    assert found.out == ""
    assert told in found.err


def test_all_faults_are_told_at_once(caatsa: Any, tmp_path: Path) -> None:
    _settings(tmp_path, '[assess]\na = 1\nb = 2\ncountry = "IN"\n')

    assert len(caatsa(*ASSESS).err.splitlines()) == 3


def test_a_fault_of_the_environment_names_the_variable(caatsa: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAATSA_ASSESS_FAIL_ON", "everything")
    found = caatsa(*ASSESS)

    assert found.status == 2
    assert found.err.startswith("the environment: 'CAATSA_ASSESS_FAIL_ON'")


def test_a_shell_is_offered_the_commands(process: Any) -> None:
    words = {"COMP_WORDS": "caatsa ver", "COMP_CWORD": "1", "_CAATSA_COMPLETE": "bash_complete"}

    assert process(environment=words).out.split() == ["plain,verify"]
