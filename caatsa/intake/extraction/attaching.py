"""What of a sentence belongs together: which words speak of which goods, and whose day is which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from caatsa.domain.record import Record
from caatsa.intake.extraction.cues import Cue, Cues
from caatsa.intake.extraction.days import Day
from caatsa.intake.extraction.figures import Figure
from caatsa.intake.extraction.mentions import PROGRAMME, Goods, Mentions
from caatsa.intake.extraction.sides import Side
from caatsa.intake.extraction.text import Sentence

NEAR: Final = 75
BREAK: Final = re.compile(r"[;—]|\b(?:while|but|although|which|whose|because|who|that threatens)\b")
_MORE: Final = re.compile(
    r"(?:,|\s)\s*(?:and\s+)?(?:(?:the\s+)?(?:second|third|fourth|fifth|last|rest|other|remaining|another|others)\s+"
    r"(?:\w+\s+){0,2})?(?:were\s+|was\s+)?(?:in|on)?\s*",
    re.IGNORECASE,
)
_OF_NO_DEAL: Final = re.compile(
    r"\b(?!(?:contracts?|deals?|agreements?|orders?|end|beginning|start|half|quarter|spring|summer|autumn|fall|winter|"
    r"months?|days?|as|late|early)\b)[a-z]+ of (?:the )?$",
    re.IGNORECASE,
)
_FARTHEST: Final = 150
_AT_ONCE: Final = 25
_PART: Final = re.compile(r"[;:]|,\s+(?:and|while|but)\b")


class Read(Record):
    """A sentence with all that was found in it; `principals` are those who can be buyer or supplier."""

    number: int
    sentence: Sentence
    mentions: Mentions
    found: tuple[Side, ...]
    principals: tuple[Side, ...]
    cues: Cues
    days: tuple[Day, ...]
    sums: tuple[Figure, ...]

    @property
    def text(self) -> str:
        return self.sentence.text


def cues_of(goods: Goods, read: Read, *, alone: bool) -> list[Cue]:
    """The cues that speak of these goods: all of the sentence, or those between the goods around them."""
    held = [cue for cue in read.cues.held if goods.key != PROGRAMME or cue.kind == "agreement"]
    if goods.designated and not alone:
        held = [
            cue for cue in held if ";" not in read.text[min(cue.end, goods.end) : max(cue.start, goods.start)]
        ]
    if alone or not held:
        return held
    before = [cue for cue in held if cue.start < goods.start]
    following = [one.start for one in read.mentions.goods if one.start > goods.end]
    until = min(following, default=len(read.text))
    after = [
        cue
        for cue in held
        if goods.end <= cue.start < until and not _leads(read.text[cue.end : until], following)
    ]
    if after and before and _PART.search(read.text, before[-1].end, goods.start):
        before, held = [], after
    lead = before[-1:] or held[:1]
    return list(dict.fromkeys((*lead, *after)))


def within(read: Read, goods: Goods) -> tuple[Side, ...]:
    """The sides in the same part of the sentence as the goods, where other goods stand in other parts."""
    others = [one for one in read.mentions.goods if one.key != goods.key]
    stops = [match.start() for match in _PART.finditer(read.text)]
    first = max((stop for stop in stops if stop < goods.start), default=0)
    last = min((stop for stop in stops if stop >= goods.end), default=len(read.text))
    if all(first <= one.start < last for one in others):
        return read.principals
    inside = tuple(side for side in read.principals if first <= side.start < last)
    return inside or read.principals


def _leads(between: str, following: Sequence[int]) -> bool:
    """Whether the words after a cue lead straight to the next goods: "and ordered 46 Ka-52"."""
    return (
        bool(following)
        and len(between) < NEAR
        and not re.search(r"[,;]|\b(?:and|in (?:19|20)\d\d)\b", between)
    )


def firmest(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Without mere interest or talks where the sentence says that more was done."""
    kinds = {cue.kind for cue in cues}
    for cue in cues:
        lesser = cue.kind in {"interest", "talks"} and not kinds <= {"interest", "talks"}
        if not lesser and not (cue.kind == "agreement" and "contract" in kinds):
            yield cue


def dated(cues: Sequence[Cue], read: Read) -> dict[int, Day]:
    """The day of each cue, by its start: each day goes to the nearest cue of its clause."""
    found: dict[int, Day] = {}
    everything = (*read.cues.held, *cues, *read.cues.planned, *read.cues.denied)
    for day in (day for day in read.days if not day.ahead and not _of_something_else(read, day)):
        nearest = min(everything, key=lambda cue: _distance(cue, day, read.text), default=None)
        if nearest is not None and nearest in cues and _distance(nearest, day, read.text) <= _FARTHEST:
            kept = found.get(nearest.start)
            if kept is None or (not kept.text and day.text):
                found[nearest.start] = day
    return found


def further_days(cue: Cue, day: Day | None, read: Read) -> Iterator[Day]:
    """Days of more deliveries under one verb: "delivered in December 2021 and the second in April 2022"."""
    if cue.kind != "delivery" or day is None:
        return
    last = day
    for other in read.days:
        between = read.text[last.end : other.start] if other.start >= last.end else ""
        another = any(
            0 <= one.start - other.end <= _AT_ONCE
            and not any(other.end <= between.start < one.start for between in read.days)
            for one in read.cues.held
        )
        if between and not other.ahead and not another and _MORE.fullmatch(between):
            yield other
            last = other


def _of_something_else(read: Read, day: Day) -> bool:
    """Whether the day is that of a statement or a sanction, or stands in the dateline."""
    before, after = read.text[: day.start], read.text[day.end :]
    told = re.search(
        r"\b(?:said|told|announced|disclosed|confirmed|reported|complained|sanctioned|blacklisted|warned|denied)\s+(?:\w+\s+){0,2}$",
        before,
    )
    return bool(told or _OF_NO_DEAL.search(before)) or (
        len(before) < 40 and re.match(r"(?:\s*\([^()]{2,20}\))?\s+[-–—]\s", after) is not None
    )


def _distance(cue: Cue, day: Day, text: str) -> int:
    first, last = (cue.end, day.start) if cue.end <= day.start else (day.end, cue.start)
    between = text[first:last]
    return (
        len(between)
        + 100 * len(BREAK.findall(between))
        + 40 * (" after " in f" {between} ")
        + 15 * (cue.start > day.end and day.start > 0)
        + 20 * ("," in between)
        + 60 * (" and " in between and cue.start > day.end)
    )


def with_word(text: str, day: Day) -> str:
    return f"{text[: day.start].rsplit(maxsplit=1)[-1]} {text[day.start : day.end]}"
