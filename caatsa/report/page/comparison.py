"""Two assessments beside each other as a page: the rows that differ, by what they are due to."""

from __future__ import annotations

from caatsa.domain.history import Comparison
from caatsa.report.comparison_view import by_causes, counted, due_to
from caatsa.report.page import page


def comparison_html(compared: Comparison) -> str:
    """The page; whatever stands in the inputs is text in it, never markup."""
    groups = [
        {"id": f"g{number}", "title": f"{counted(rows)}, because {due_to(causes)}", "rows": rows}
        for number, (causes, rows) in enumerate(by_causes(compared), start=1)
    ]
    sides = (("before", compared.before), ("after", compared.after))
    return page("page/comparison.html.jinja", {"sides": sides, "groups": groups})
