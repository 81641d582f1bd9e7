"""The rule base and a browser, for everything that is shown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from caatsa.rulebase.rulebase import load_rulebase
from tests.report.browsing import BROWSER

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def rulebase() -> Any:
    """The shipped rule base."""
    return load_rulebase(ROOT / "rules")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield launched
        launched.close()
