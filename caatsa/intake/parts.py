"""What the parts of an input hold, in whichever form their readers give it."""

from __future__ import annotations

from typing import Any

from caatsa.documents.document import Positioned


def contents(part: Positioned) -> Any:
    """The events as records where the reader makes those at once, as of large exports; else plain data."""
    said = getattr(part, "said", None)
    return part.data if said is None else said


def section_of(part: Positioned, section: str) -> Any:
    """The entries of a section as they were read, or None where there are none."""
    held = contents(part)
    return held.get(section) if isinstance(held, dict) else getattr(held, section, None)
