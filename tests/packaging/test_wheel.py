"""The distribution that users install: built, installed in an environment of its own, run from elsewhere."""

import json
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "india-2021.yaml"

pytestmark = pytest.mark.packaging


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with nothing but the wheel and what it requires."""

    bin: Path
    elsewhere: Path

    def run(self, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.bin / command, *arguments],
            cwd=self.elsewhere,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel built from that very sdist."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--outdir", folder, ROOT], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(distributions: Path) -> Path:
    (path,) = distributions.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", with_pip=True, symlinks=True)
    installed = Installed(folder / "venv" / "bin", folder / "elsewhere")
    installed.elsewhere.mkdir()
    subprocess.run([installed.bin / "python", "-m", "pip", "install", "--quiet", wheel], check=True)
    yield installed
    shutil.rmtree(folder)


def test_wheel_holds_the_rules_and_the_type_marker_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    rules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*") if path.is_file()}

    assert {f"caatsa/{rule}" for rule in rules} <= set(names)
    assert "caatsa/py.typed" in names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"caatsa"}
    assert [name for name in names if Path(name).name.startswith(("test_", "conftest"))] == []
    assert [name for name in names if name.endswith("/licenses/LICENSE")]


def test_sdist_holds_what_the_wheel_is_built_from_and_no_tests(distributions: Path) -> None:
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        inside = {name.split("/", 1)[1].split("/")[0] for name in archive.getnames() if "/" in name}

    assert {"caatsa", "rules", "examples", "LICENSE", "README.md", "CHANGELOG.md", "pyproject.toml"} <= inside
    assert "tests" not in inside


def test_installed_command_gives_its_version(installed: Installed) -> None:
    done = installed.run("caatsa", "--version")

    assert done.returncode == 0
    assert "0.1.0" in done.stdout


def test_installed_command_assesses_from_any_folder(installed: Installed) -> None:
    done = installed.run("caatsa", "assess", str(EXAMPLE), "--as-of", "2021-12-07", "--format", "json")

    assert done.returncode == 0, done.stderr
    assessment = json.loads(done.stdout)
    assert assessment["format"] == "caatsa.assessment.v1"
    assert [verdict["country"] for verdict in assessment["verdicts"]] == ["IN"]


PUBLIC_INTERFACE: tuple[str, ...] = (
    "from caatsa import assess",
    "from caatsa import assess, load_rulebase, read_events, ProcurementEvent, Assessment, CaatsaError",
)


@pytest.mark.parametrize("statement", PUBLIC_INTERFACE)
def test_installed_library_offers_its_interface(installed: Installed, statement: str) -> None:
    done = installed.run("python", "-W", "error", "-c", statement)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
