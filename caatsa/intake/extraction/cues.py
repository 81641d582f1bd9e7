"""What a sentence says was done: cues of acts, and the words around them that change them or take them away.

Words of a plan, a possibility or a refusal before a cue in the same clause do so; so does a kind of act that
governs another ("approved the purchase" is an approval).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from caatsa.domain.record import Record
from caatsa.domain.reported import ActKind
from caatsa.intake.extraction.cue_words import BARE, PATTERNS, Side


class Cue(Record):
    """Words that say an act: `bare` if a noun alone says it ("the contract"), `hedged` if only reportedly."""

    kind: ActKind
    side: Side
    start: int
    end: int
    bare: bool = False
    hedged: bool = False


class Cues(Record):
    """The cues that hold in a sentence, those that were denied or refused, and acts that are only planned."""

    held: tuple[Cue, ...] = ()
    denied: tuple[Cue, ...] = ()
    planned: tuple[Cue, ...] = ()


_NOUNS: Final = re.compile(
    r"(?:purchases?|procurement|acquisitions?|orders?|sales?|deliver(?:y|ies)|suppl(?:y|ies)|"
    r"shipments?|exports?|imports?|induction|"
    r"handover|payments?|закуп\w+|поставк\w+|продаж\w+)$",
    re.IGNORECASE,
)

_CLAUSE: Final = re.compile(
    r"[;—]|\s[–-]\s|,\s*(?:but|and|while|which|who|although|though|as|after|when|where|но|а|однако|после)\b|"
    r"\b(?:but|while|whereas|although|though|after|because|despite|amid|since|однако)\b|लेकिन",
    re.IGNORECASE,
)
_DENIALS: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|rul(?:e[sd]?|ing) out|no plans?|no intention|no truth|untrue|"
    r"false|baseless|fake|"
    r"refut(?:e[sd]?|ing)|dismiss(?:e[sd]|ing)|reject(?:s|ed|ing)?|opposed?|опроверг\w*|"
    r"отрица\w+|не планиру\w+)\b|खंडन|खारिज|इनकार",
    re.IGNORECASE,
)
_NOT: Final = re.compile(
    r"\b(?:not(?! only)|never|n['’]t|neither|nor|without|yet to|refus(?:e[sd]?|"
    r"ing)|declin(?:e[sd]?|ing)|fail(?:s|ed) to|"
    r"no (?:contract|deal|order|agreement|decision|delivery|deliveries|sale|purchase)|halt(?:s|ed|ing)?|"
    r"block(?:s|ed|ing)?|"
    r"instead of|rather than|не|нет|ни)\b|(?<=\w)n['’]t\b|नहीं",
    re.IGNORECASE,
)
_MAY: Final = re.compile(
    r"\b(?:may|might|could|would|will|shall|should|can|to|is set to|if|whether|whoever|let'?s|"
    r"могут|может|будет|чтобы)\s+"
    r"(?:(?:also|soon|now|still|yet|ever|likely|possibly|eventually|jointly|further|then|either|"
    r"be|have|been|begin|start|"
    r"resume|sign|be able to|seek to|consider|only|directly)\s+){0,3}$",
    re.IGNORECASE,
)
_WISH: Final = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|want(?:s|ed)?|seek(?:s|ing)?|sought|look(?:s|"
    r"ed|ing)?|hop(?:e[sd]?|ing)|"
    r"expect(?:s|ed|ing)?|likely|ready|prepared|willing|poised|set to|aim(?:s|ed|ing)?|"
    r"wish(?:es|ed)?|need(?:s|ed)?|urg(?:e[sd]?|ing)|"
    r"ask(?:s|ed|ing)?|decid(?:e[sd]?|ing)|possib(?:le|ility|ly)|potential(?:ly)?|prospective|"
    r"future|planned|proposed|"
    r"due|scheduled|slated|against|warn(?:s|ed|ing)?|threat(?:s|en\w*)?|deter(?:s|red)?|"
    r"stop(?:s|ped)?|avoid|refrain|"
    r"freeze|pause|ban|tender|bid|намерен\w*|планиру\w+|хочет|готов\w*)\b",
    re.IGNORECASE,
)
_AHEAD: Final = re.compile(
    r"^[^.;,]{0,100}?\b(?:to take place|to begin|to start|to be|"
    r"will|would|is expected|are expected|expected|is to|are to|due|"
    r"scheduled|slated|planned|set to|likely|"
    r"may|might|could|is possible|будет|будут|начн\w+|планиру\w+|ожида\w+)\b|^\s+(?:by|until|"
    r"till|through) (?:the |end|early|late|mid|20)",
    re.IGNORECASE,
)
_REPORTEDLY: Final = re.compile(
    r"\b(?:reportedly|allegedly|unconfirmed|rumou?r\w*|claims?|claimed|is said to|believed to|"
    r"apparently|purported(?:ly)?|"
    r"according to (?:unnamed|anonymous) sources|предположительно|якобы)\b|कथित",
    re.IGNORECASE,
)
_UNDER: Final = re.compile(
    r"\b(?:for|to|of|on|in|the|a|an|its|his|their|with|about|over|under|на|о|об|к)\s", re.IGNORECASE
)
_PAST: Final = re.compile(r"(?:ed|t|d|l|л|ла|ли|но|ны)$", re.IGNORECASE)
_GOVERNORS: Final[frozenset[str]] = frozenset(
    {
        "cancellation",
        "regulatory",
        "approval",
        "selection",
        "talks",
        "interest",
        "agreement",
        "contract",
        "license",
        "loan",
    }
)
_GOVERNED: Final[frozenset[str]] = frozenset(
    {"contract", "delivery", "payment", "service", "license", "agreement", "lease", "gift"}
)
_SUPPOSED: Final = re.compile(r"\bif (?:\w+ ){1,2}$", re.IGNORECASE)
_OCCASION: Final = re.compile(
    r"\b(?:after|during|following|before|in|at|ahead of|since)\s+(?:(?:the|their|his|these)\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_OF_LAW: Final = re.compile(
    r"\s+(?:(?:the|a|an|its|this)\s+)?(?:[\w-]+\s+){0,2}(?:budget|bill|law|resolution|sanctions|amendment)\b",
    re.IGNORECASE,
)
_OVER: Final = re.compile(r"\bover\s+(?:the|its|their|his)\s+$", re.IGNORECASE)
_ON_WHAT: Final = re.compile(
    r"\s+(?:(?:with|between)\s+(?:[^\W_]+\s+){1,5}?)?(?:on|over|about|for|to|regarding)\b", re.IGNORECASE
)
_UNDER_THE: Final = re.compile(r"\bunder\s+(?:the|an?|its|this|that|their)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_ARRANGED: Final = re.compile(
    r"\b(?:arrangements?|plans?|preparations?|dates?|timetable|schedule|terms|conditions?|deadline|money|demand)"
    r"\s+(?:for|of|on)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LATE: Final = re.compile(r"^[^.;]{0,60}?\b(?:delayed|postponed|suspended|frozen|on hold)\b", re.IGNORECASE)
_REACH: Final = 90


def find_cues(sentence: str) -> Cues:
    """What the sentence says was done, what it denies, and what it says is to come."""
    found = sorted(_matches(sentence), key=lambda cue: cue.start)
    refused = _DENIALS.search(sentence)
    held: list[Cue] = []
    denied: list[Cue] = []
    planned: list[Cue] = []
    for cue in found:
        before = _clause_before(sentence, cue.start)
        governor = _governor(cue, held, sentence)
        if (refused and not _apart(sentence, refused, cue)) or _is_negated(sentence, cue, before):
            denied.append(cue)
        elif governor:
            # What is agreed on for later has a day of its own.
            if cue.kind == "delivery" and _AHEAD.search(sentence[cue.end :]):
                planned.append(cue)
        elif cue.kind in _GOVERNED and _is_open(sentence, cue, before):
            planned.append(cue)
        else:
            held.append(cue)
    held = [cue for cue in held if cue.bare or not _is_setting(sentence, cue)]
    firm = _without_shadows(sentence, held, denied)
    hedged = bool(_REPORTEDLY.search(sentence))
    return Cues(tuple(_with(cue, hedged) for cue in firm), tuple(denied), tuple(planned))


def _matches(sentence: str) -> Iterator[Cue]:
    taken: list[tuple[int, int]] = []
    for number, (kind, side, pattern) in enumerate(PATTERNS):
        for match in pattern.finditer(sentence):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                yield Cue(kind, side, *match.span(), number in BARE)


def _is_setting(sentence: str, cue: Cue) -> bool:
    """Whether a noun only says on what occasion something else was: "after talks", "under the agreement"."""
    before, after = sentence[: cue.start], sentence[cue.end :]
    if _OVER.search(before) and _NOUNS.search(sentence[cue.start : cue.end]):
        return True
    if cue.kind == "approval":
        return bool(_OF_LAW.match(after))
    if cue.kind == "talks":
        return bool(_OCCASION.search(before)) and not _ON_WHAT.match(after)
    return cue.bare and bool(_UNDER_THE.search(before))


def _with(cue: Cue, hedged: bool) -> Cue:
    return Cue(cue.kind, cue.side, cue.start, cue.end, cue.bare, hedged)


def _clause_before(sentence: str, at: int) -> str:
    """What stands before in the same clause."""
    start = max((match.end() for match in _CLAUSE.finditer(sentence, 0, at)), default=0)
    return sentence[max(start, at - _REACH) : at]


def _apart(sentence: str, refused: re.Match[str], cue: Cue) -> bool:
    """Whether a word that begins another clause stands between the refusal and the cue."""
    first, last = sorted((refused.start(), cue.start))
    return bool(
        re.search(
            r"[;—]|\b(?:but|while|whereas|although|однако|но)\b|लेकिन", sentence[first:last], re.IGNORECASE
        )
    )


def _is_negated(sentence: str, cue: Cue, before: str) -> bool:
    if (
        _SUPPOSED.search(before)
        or _NOT.search(before[-45:])
        or re.search(r"\bno\s+(?:\w+\s+)?$", before, re.IGNORECASE)
    ):
        return True
    after = sentence[cue.end : cue.end + 60]
    return bool(
        (cue.bare or _NOUNS.search(sentence[cue.start : cue.end])) and _NOT.search(_first_clause(after))
    )


def _first_clause(after: str) -> str:
    stop = _CLAUSE.search(after)
    return after[: stop.start()] if stop else after


def _governor(cue: Cue, held: list[Cue], sentence: str) -> Cue | None:
    """The cue of the same clause that this one is only the object of, or that ended it."""
    if cue.kind not in _GOVERNED:
        return None
    for other in reversed(held):
        if _is_setting(sentence, other):
            continue
        between = sentence[other.end : cue.start]
        same_clause = not _CLAUSE.search(between) and len(between) <= _REACH
        if "signed" in sentence[cue.start : cue.end] and other.kind in {"agreement", "cancellation"}:
            continue
        finite = bool(_PAST.search(sentence[cue.start : cue.end])) and not cue.bare
        if not same_clause or other.kind not in _GOVERNORS:
            continue
        if other.kind == "contract" and cue.kind == "contract" and finite and " and " in between:
            continue
        if finite and re.search(
            r"\b(?:and|that was|were|was|has|have|had|has been|have been|had been|that)\s+(?:\w+\s+)?$",
            between,
        ):
            continue
        return other
    return None


def _is_open(sentence: str, cue: Cue, before: str) -> bool:
    """Whether the act is only to come, possible or wished for."""
    said = sentence[cue.start : cue.end]
    noun = bool(_NOUNS.search(said)) or cue.bare
    if _ARRANGED.search(before) or (noun and _LATE.search(sentence[cue.end :])):
        return True
    if _MAY.search(before) and not re.search(
        r"\b(?:continue[sd]?|began|begun|start(?:s|ed)|agreed?) to\s+$", before
    ):
        return True
    if _WISH.search(before[-50:]) and (noun or not _PAST.search(said) or " to " in before[-50:]):
        return True
    return bool(noun and _AHEAD.search(sentence[cue.end :]))


def _without_shadows(sentence: str, held: list[Cue], denied: list[Cue]) -> list[Cue]:
    """Without nouns that only name the deal that another cue of the sentence speaks of."""
    held = [cue for cue in held if not _points_back(sentence, cue)]
    strong = [cue for cue in held if not cue.bare]
    ended = any(cue.kind == "cancellation" for cue in strong)
    kept = strong or ([] if denied else held)
    return [cue for cue in kept if not (ended and cue.kind in {"agreement", "talks", "interest"})]


def _points_back(sentence: str, cue: Cue) -> bool:
    """Whether a noun only speaks of a deal told before: "called the purchase a threat"."""
    noun = cue.bare or bool(_NOUNS.search(sentence[cue.start : cue.end]))
    if cue.kind not in {"contract", "agreement"} or not noun:
        return False
    told = re.search(
        r"\b(?:the|this|that|such|any|these|those)\s+(?:\w+\s+)?$", sentence[: cue.start], re.IGNORECASE
    )
    return bool(told) and not re.match(r"\s+(?:of|for|from|to|with|worth|was|were)\b", sentence[cue.end :])
