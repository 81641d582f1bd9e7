"""The forms in which an assessment is shown, by the names that `--format` gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from caatsa.domain.published import Assessment
    from caatsa.domain.verdict import Assessed
    from caatsa.rulebase.rulebase import RuleBase

FORMS: Final = ("text", "json", "markdown", "html", "sarif")
OVER_TIME: Final = ("html",)
"""Forms that show how exposure went over time."""


def rendered(
    assessment: Assessed | Assessment, form: str, rulebase: RuleBase | None = None, *, color: bool = False
) -> str:
    """The assessment in that form; each form is imported when it is asked for.

    `rulebase` gives SARIF the rules to list; without one it lists none.
    """
    if form == "text":
        from caatsa.report.text import to_text

        return to_text(assessment, color=color)
    if form == "markdown":
        from caatsa.report.memo import to_markdown

        return to_markdown(assessment)
    if form == "html":
        from caatsa.report.dossier import to_html

        return to_html(assessment)
    if form == "sarif":
        from caatsa import __version__
        from caatsa.report.sarif import to_sarif

        return to_sarif(assessment, tuple(rulebase.rules.values()) if rulebase else (), __version__)
    from caatsa.report.canonical import to_json

    return to_json(_model(assessment))


def _model(assessment: Assessed | Assessment) -> Assessment:
    from caatsa.domain.published import Assessment, published

    return assessment if isinstance(assessment, Assessment) else published(assessment)
