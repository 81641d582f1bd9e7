"""Runs `caatsa` as its users do: in this process where that shows the same, else in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from caatsa.cli import main

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "tests" / "report" / "data"


@dataclass(frozen=True, slots=True)
class Result:
    """What a run left: its exit status and both streams."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all runs, so that only the first one parses the rule base."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps the cache of whoever runs the tests out of them, and them out of it."""
    monkeypatch.setenv("CAATSA_CACHE_DIR", os.fspath(cache))


@pytest.fixture
def caatsa(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in this process, in the folder of the test inputs."""
    monkeypatch.chdir(DATA)

    def run(*arguments: str | os.PathLike[str]) -> Result:
        status = main([os.fspath(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Result(status, out, err)

    return run


@pytest.fixture
def process(cache: Path) -> Run:
    """Runs the command in a process of its own; `environment` is added, None removes a variable."""

    def run(*arguments: str, given: bytes = b"", environment: dict[str, str | None] | None = None) -> Result:
        variables = {**os.environ, "CAATSA_CACHE_DIR": os.fspath(cache), "PYTHONPATH": os.fspath(ROOT)}
        for name, value in (environment or {}).items():
            variables.pop(name, None)
            if value is not None:
                variables[name] = value
        done = subprocess.run(
            [sys.executable, "-m", "caatsa", *arguments],
            cwd=DATA,
            env=variables,
            input=given,
            capture_output=True,
            check=False,
            timeout=60,
        )
        return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run
