"""An assessment, or the verdict on one country, as a notebook shows it: a piece of HTML without any style."""

from __future__ import annotations

from typing import Any, Final

from caatsa.report.page import fragment

MOST_ROWS: Final = 100
"""Rows of a country that are shown; how many there are besides is said."""


def notebook_html(shown: Any) -> str | None:
    """The piece for an assessment or a verdict; nothing for their parts, which show as Python has them."""
    kind = type(shown).__name__
    if kind == "Assessment":
        return fragment("page/notebook.html.jinja", _values(shown, shown.verdicts))
    if kind == "Verdict":
        return fragment("page/notebook.html.jinja", _values(None, (shown,)))
    return None


def _values(assessment: Any, verdicts: tuple[Any, ...]) -> dict[str, Any]:
    return {"assessment": assessment, "verdicts": verdicts, "most": MOST_ROWS}
