"""Names that stand in a sentence without buying or selling: who speaks, who is asked, who owns a firm."""

from __future__ import annotations

import re
from typing import Final

from caatsa.intake.extraction.places import USUAL_SELLERS
from caatsa.intake.extraction.sides import Side

_SPEAKS: Final = re.compile(
    r"(?:['’]s)?(?:\s+\([^()]{1,12}\))?(?:\s+(?:spokes\w+|official|chief|head|director|source|executive))?"
    r"(?:,[^,.;]{1,60},)?\s+(?:\w+\s+)?"
    r"(?:said|says|told|announced|confirmed|reported|declined|refused|wrote|stated|noted|added|recalled|disclosed|"
    r"denied|commented|could not be|would not|did not|has (?:not |never )?published|сообщил\w*|заявил\w*)\b"
    r"(?!\s+(?:that\s+)?it\s+(?:has|had|will|would|is)\b)",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    r"\b(?:according to|told|quoting|cited by|sources? (?:in|at|close to)|spokes\w+ (?:for|of)|"
    r"officials? (?:of|at|from)|head of|chief of|director of|neither [^.;]{0,60}? nor|"
    r"источник\w* в|представител\w+|глав\w+)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_DECLINES: Final = re.compile(
    r"(?:\s+and\s+(?:the\s+)?[\w' ]{2,30})?\s+"
    r"(?:declined|refused|did not|would not|would confirm|could not be reached)\b",
    re.IGNORECASE,
)
_NEITHER: Final = re.compile(r"\bneither\b[^.;]{0,80}$", re.IGNORECASE)
_SERVICE: Final = re.compile(
    r"\b(?:air force|army|navy|armed forces|ministry of defen[cs]e|defen[cs]e ministry)\b", re.IGNORECASE
)
_OWNERS: Final = re.compile(r"\bjoint venture (?:between|of|by|with)\b[^.;]*$", re.IGNORECASE)


def merely_named(sentence: str, side: Side) -> bool:
    """Whether the words say that the seller's person only speaks or is asked, or that the side only owns."""
    before, after = sentence[: side.start], sentence[side.end :]
    if _OWNERS.search(before):
        return True
    if side.person is None:
        return False
    if _DECLINES.match(after) or _NEITHER.search(before):
        return True
    if side.code not in USUAL_SELLERS or _SERVICE.search(side.person.person):
        return False
    return bool(_SPEAKS.match(after) or _ASKED.search(before))
