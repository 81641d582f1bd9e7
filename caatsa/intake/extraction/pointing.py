"""Figures of goods that a sentence only points back to: "five squadrons of the system"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from caatsa.intake.extraction.figures import COUNT, UNIT, Figure, counted

_BACK: Final = (
    r"(?:systems?|type|jets?|aircraft|fighters?|planes?|helicopters?|tanks?|rifles?|missiles?|weapons?|vehicles?|"
    r"drones?|machines?|trainers?|launchers?|vessels?|ships?|boats?|submarines?|самол[её]т\w*|машин\w*|"
    r"вертол[её]т\w*|танк\w*|истребител\w*)"
)
_WHOLE: Final = r"(?<![\w.,$€£₹/+-])(?<!\bfirst )(?<!\bremaining )"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\bof\s+(?:the\s+|a total of\s+)?(?P<count>{COUNT})\s+(?:\w+\s+)?{_BACK}\b",
        (
            rf"(?<![\w.,$€£₹/+-])(?P<count>{COUNT}(?:\s+{UNIT}\w*)?)\s+of\s+(?:the|these|those|such)\s+"
            rf"(?:\w+\s+)?{_BACK}\b"
        ),
        rf"{_WHOLE}(?P<count>{COUNT}\s+(?!launcher|round|piece|system){UNIT}(?:s|es|и|а|ов)?)(?![\w-])",
        rf"{_WHOLE}(?P<count>{COUNT})\s+{_BACK}(?![\w-])",
    )
)


def pointed_quantity(sentence: str, sums: Sequence[Figure]) -> Figure | None:
    """How many of the goods spoken of before the sentence says; None where it does not."""
    for form in _FORMS:
        for match in form.finditer(sentence):
            found = counted(sentence, match.start("count"), match.end("count"), sums)
            if found is not None:
                return found
    return None
