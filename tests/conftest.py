"""What every test may use, and the promise that no test is skipped where skips are forbidden."""

import os
from collections.abc import Callable, Generator
from pathlib import Path

import hypothesis
import pytest

GOLDEN = Path(__file__).parent / "golden"

# Two shared cores: a slow example says something about the machine, not about the code.
hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if "CI" in os.environ else "default")


@pytest.fixture
def updating_golden() -> bool:
    """Whether expectations are to be rewritten instead of compared: `make golden`."""
    return os.environ.get("UPDATE_GOLDEN") == "1"


@pytest.fixture
def golden(updating_golden: bool) -> Callable[[str, str], None]:
    """Compares a text with the file of that name in tests/golden, or rewrites the file when asked to.

    Names may contain folders: `golden("india-2021/text.txt", result.stdout)`.
    """

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if updating_golden:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.exists(), f"tests/golden/{name} does not exist; `make golden` writes it"
        assert text == path.read_bytes().decode("utf-8"), f"differs from tests/golden/{name}"

    return check


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test that uses a golden fixture, so that `make golden` runs those alone."""
    for item in items:
        if {"golden", "updating_golden"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.golden)


def _forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CAATSA_FORBID_SKIPS") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped where no test may be: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turns a skipped test into a failed one when CAATSA_FORBID_SKIPS=1, as in .ci/run."""
    report = yield
    _forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole module, skipped by importorskip."""
    report = yield
    _forbid_skip(report)
    return report
