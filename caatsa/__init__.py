"""From a procurement event to a reasoned verdict: which provision it meets, on what evidence, as of when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caatsa.domain.notebooks import shown_by

if TYPE_CHECKING:
    from caatsa.assessment.assess import assess as assess
    from caatsa.domain.errors import CaatsaError as CaatsaError
    from caatsa.domain.events import ProcurementEvent as ProcurementEvent
    from caatsa.domain.published import Assessment as Assessment
    from caatsa.intake.readers import read_events as read_events
    from caatsa.rulebase.rulebase import load_rulebase as load_rulebase
    from caatsa.scale.table import assess_table as assess_table

__all__ = [
    "Assessment",
    "CaatsaError",
    "ProcurementEvent",
    "assess",
    "assess_table",
    "load_rulebase",
    "read_events",
]
__version__ = "0.1.0"

_HOMES = {
    "Assessment": "caatsa.domain.published",
    "CaatsaError": "caatsa.domain.errors",
    "ProcurementEvent": "caatsa.domain.events",
    "assess": "caatsa.assessment.assess",
    "assess_table": "caatsa.scale.table",
    "load_rulebase": "caatsa.rulebase.rulebase",
    "read_events": "caatsa.intake.readers",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: the command line starts without the whole library."""
    if name not in _HOMES:
        raise AttributeError(f"module 'caatsa' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def _in_notebooks(model: Any) -> str | None:
    from caatsa.report.page.notebook import notebook_html

    return notebook_html(model)


shown_by(_in_notebooks)
