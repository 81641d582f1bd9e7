"""The HTML dossier: one file that needs no network, no script of others, and reads without any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caatsa.report.dossier.pieces import pieces
from caatsa.report.page import page

if TYPE_CHECKING:
    from caatsa.domain.published import Assessment
    from caatsa.domain.verdict import Assessed


def to_html(assessment: Assessed | Assessment) -> str:
    """The dossier; whatever stands in the input is text in it, never markup."""
    return page("dossier/dossier.html.jinja", pieces(assessment), script="dossier/dossier.js")
