"""Whether a sentence is about goods that are dealt in, or goes on about those that were named before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from caatsa.intake.extraction.attaching import BREAK, NEAR, Read
from caatsa.intake.extraction.cues import Cue
from caatsa.intake.extraction.drafts import Draft
from caatsa.intake.extraction.figures import quantity_of
from caatsa.intake.extraction.mentions import PROGRAMME, Goods

_SHORTEST: Final = 4
"""Fewer words are a heading."""
_ALONG: Final = re.compile(
    r"\s+(?:launchers?|systems?)?\s*(?:and|with|plus|along with)\s+(?:[\w,.]+\s+){0,3}"
)
"""Between a system and what comes with it: "Igla-S launchers and 400 missiles"."""
_CARRIES: Final = re.compile(r"[^.;]{0,110}?\b(?:carrying|loaded with|laden with|bringing)\b", re.IGNORECASE)
_NO_GOODS: Final = re.compile(
    r"\s+(?:delivered|brought|ferried|transported|flew|carried|manufacturers?|makers?|producers?|exporters?|builders?|"
    r"designers?|plants?|factor(?:y|ies)|programs?|programmes?)\b",
    re.IGNORECASE,
)
"""After what only carries the goods, or is the trade of a firm."""
_OTHER_GOODS: Final = re.compile(r"\b(?:Project|Operation) [A-Z]")
_POINTS_BACK: Final = re.compile(
    r"\b(?:the|these|those|this|such|its|their|all|first|second|third|remaining|more)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_INCLUDED: Final = re.compile(r"\b(?:includ(?:es|ed|ing)|provides for|involves|entails)\b", re.IGNORECASE)
_THREAT: Final = re.compile(
    r"\b(?:threats?|borders?|tensions?|war|against|despite|standoff|dispute|warnings?)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_OF_A_DEAL: Final = re.compile(
    r"\b(?:deal|contract|order|agreement|worth|package|price|cost|value|контракт|сделк\w+)\b|सौद",
    re.IGNORECASE,
)
_LESS: Final = frozenset({"interest", "talks", "service", "loan"})
_ALONE: Final = frozenset(
    {"license", "service", "payment", "regulatory", "approval", "selection", "cancellation", "loan"}
)


def is_dealt_in(goods: Goods, read: Read, recent: Draft | None) -> bool:
    """Whether the sentence says something of these goods: a noun alone must be near to what is said."""
    if goods.key == PROGRAMME:
        agreed = any(cue.kind == "agreement" for cue in read.cues.held)
        return agreed and len({side.code for side in read.found} - {""}) > 1
    if _NO_GOODS.match(read.text, goods.end):
        return False
    return goods.designated or (_is_own(goods, read, recent) and not _CARRIES.match(read.text, goods.end))


def _is_own(goods: Goods, read: Read, recent: Draft | None) -> bool:
    """Whether a noun names goods of its own, and not those of a designation again."""
    others = [one for one in read.mentions.goods if one.designated]
    if any(_ALONG.fullmatch(read.text, one.end, goods.start) for one in others):
        return False
    counted = quantity_of(read.text, goods.start, goods.end, read.sums)
    if counted is None and (others or (recent and _points_back(read.text, goods))):
        return False
    again = not others and recent is not None and recent.goods.designated
    again = again or (recent is not None and not read.found)
    if again and recent and recent.goods.family == goods.family:
        codes = {side.code for side in read.found} - {"", "US"}
        if codes <= {recent.buyer_code, recent.supplier.code if recent.supplier else ""}:
            return False
    said = (*read.cues.held, *(cue for cue in read.cues.planned if cue.kind == "contract"))
    return any(_beside(cue, goods, read.text) for cue in said if counted or cue.kind not in _ALONE)


def names_another_project(read: Read) -> bool:
    """Whether the sentence names a project that the register of armaments does not know."""
    return _OTHER_GOODS.search(read.text) is not None


def goes_on(read: Read, known: set[str]) -> bool:
    """Whether a sentence without goods is still about a deal of these countries."""
    named = (side for side in read.found if not _THREAT.search(read.text[: side.start]))
    codes = {side.code for side in named if side.code}
    if codes - known - {"US"} or (codes and codes <= {"US"}):
        return False
    about = read.cues.held or read.cues.planned or (read.sums and _OF_A_DEAL.search(read.text))
    if not about and len(read.principals) == len(read.found):
        return False
    return len(read.text.split()) >= _SHORTEST


def continued(read: Read) -> Sequence[Cue]:
    """What the sentence adds to the deal; mere interest, and what is only near it, adds nothing."""
    less = _LESS if _INCLUDED.search(read.text) else _LESS | {"license"}
    return [cue for cue in read.cues.held if cue.kind not in less]


def _points_back(text: str, goods: Goods) -> bool:
    return _POINTS_BACK.search(text[: goods.start]) is not None


def _beside(cue: Cue, goods: Goods, text: str) -> bool:
    first, last = (cue.end, goods.start) if cue.end <= goods.start else (goods.end, cue.start)
    between = text[first:last]
    return len(between) <= NEAR and BREAK.search(between) is None
