"""Pages as a parser and as a real browser see them, and texts that try to be more than text."""

from html.parser import HTMLParser
from pathlib import Path
from shutil import which
from typing import Any

import pytest

PAYLOADS = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "</style></script><svg onload=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "javascript:alert(1)",
    "\u202egnp.exe",
)
# Some files on Debian are called chromium, others chromium-browser.
BROWSER = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := which(name))), None
)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")


class _Elements(HTMLParser):
    """Every element with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.found.append((tag, dict(attrs)))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Every element of the page, in order."""
    parser = _Elements()
    parser.feed(html)
    return parser.found


def opened(browser: Any, tmp_path: Path, html: str, **options: Any) -> tuple[Any, list[str]]:
    """The page in the browser, and the list to which all that it complains of or asks for is added."""
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(**options)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if "page.html" not in request.url else None)
    page.goto(path.as_uri())
    return page, said
