"""From sentences to events: what is said of the same goods for the same buyer is one event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from caatsa.domain.record import Record
from caatsa.intake.extraction.cues import Cue, Cues, find_cues
from caatsa.intake.extraction.days import Day, find_days, publication_day
from caatsa.intake.extraction.drafts import Draft, DraftAct, DraftSide, Span, draft_side, repeated, span_of
from caatsa.intake.extraction.figures import Figure, quantity_of, sums
from caatsa.intake.extraction.mentions import PROGRAMME, Gazetteer, Goods, Mentions, mentions
from caatsa.intake.extraction.others import other_parties, role_of
from caatsa.intake.extraction.sides import Side, Sides, groups, in_context, sides
from caatsa.intake.extraction.text import Article, Sentence

_WINDOW: Final = 3
"""Sentences for which an event stays the one that is spoken of."""
_NEAR: Final = 75
_OF_THE_DEAL: Final = re.compile(
    r"\b(?:worth|deal|contract|order|value[ds]?|price|cost(?:s|ing)?|package|purchase|agreement|"
    r"sale|tune|for|at|на сумму|стоимость\w*|"
    r"контракт\w*|कीमत|सौद\w*|अनुबंध)\b|(?:सौद|कीमत|मूल्य)",
    re.IGNORECASE,
)
_POINTS_BACK: Final = re.compile(
    r"\b(?:the|these|those|this|such|its|their|all|first|second|third|remaining|more)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"[;—]|\b(?:while|but|although|which|whose|because|who|that threatens)\b")
_ALONE: Final = frozenset(
    {"license", "service", "payment", "regulatory", "approval", "selection", "cancellation", "loan"}
)


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


class Proposal(Record):
    """The events of an article, and what was set aside as denied."""

    events: tuple[Draft, ...]
    denied: tuple[Span, ...]
    published: str


def propose(article: Article, gazetteer: Gazetteer, published: date | None) -> Proposal:
    """The events that the article reports; the day of publication is the one given, else the page's own."""
    stated = published.isoformat() if published else publication_day(article.published)
    day = date.fromisoformat(stated) if stated else None
    read = [_read(number, sentence, gazetteer, day) for number, sentence in enumerate(article.sentences)]
    assembly = _Assembly(read, gazetteer)
    for one in sorted(read, key=lambda one: one.sentence.is_title):
        assembly.take(one)
    return Proposal(assembly.events(), tuple(assembly.denied), stated)


def _read(number: int, sentence: Sentence, gazetteer: Gazetteer, day: date | None) -> Read:
    found = mentions(sentence.text, gazetteer)
    cues, days = find_cues(sentence.text), find_days(sentence.text, day)
    together = groups(sentence.text, found.named)
    principals = tuple(side for side in together if role_of(sentence.text, side, gazetteer) is None)
    return Read(number, sentence, found, together, principals, cues, days, sums(sentence.text))


class _Assembly:
    """The events so far, the one last spoken of first."""

    def __init__(self, read: Sequence[Read], gazetteer: Gazetteer) -> None:
        self._read = read
        self._gazetteer = gazetteer
        self._drafts: list[Draft] = []
        self.denied: list[Span] = []

    def take(self, read: Read) -> None:
        """Add what the sentence says to the events that it speaks of."""
        goods = [one for one in read.mentions.goods if self._counts(one, read)]
        if read.cues.denied and (goods or read.mentions.goods):
            self.denied.append(_whole(read))
        if not goods:
            self._continue(read)
        for one in goods:
            self._take_goods(one, read, alone=len(goods) == 1)

    def events(self) -> tuple[Draft, ...]:
        """The events that have an act and a buyer or seller, in the order of the article."""
        whole = [one for one in self._drafts if one.acts and (one.buyer or one.supplier)]
        kept = [one for one in whole if one.goods.designated or not repeated(one, whole)]
        return tuple(sorted(kept, key=lambda one: one.item.start))

    def _counts(self, goods: Goods, read: Read) -> bool:
        """Whether the sentence says something of these goods: a noun alone must be near to what is said."""
        if goods.key == PROGRAMME:
            return (
                any(cue.kind == "agreement" for cue in read.cues.held)
                and len({s.code for s in read.found} - {""}) > 1
            )
        if goods.designated:
            return True
        others = [one for one in read.mentions.goods if one.designated]
        counted = quantity_of(read.text, goods.start, goods.end, read.sums)
        if (others or self._recent(read)) and counted is None and _points_back(read.text, goods, others):
            return False
        if others and counted is None:
            return False
        recent = self._recent(read)
        if not others and recent and recent.goods.designated and recent.goods.family == goods.family:
            codes = {side.code for side in read.found} - {"", "US"}
            if codes <= {recent.buyer_code, recent.supplier.code if recent.supplier else ""}:
                return False
        said = (*read.cues.held, *(cue for cue in read.cues.planned if cue.kind == "contract"))
        return any(_beside(cue, goods, read.text) for cue in said if counted or cue.kind not in _ALONE)

    def _take_goods(self, goods: Goods, read: Read, *, alone: bool) -> None:
        cues = _cues_of(goods, read, alone=alone)
        planned = [cue for cue in read.cues.planned if cue.kind in {"contract", "agreement", "lease"}]
        draft = self._of(goods, None)
        if not cues and not (planned and not read.cues.held):
            if draft is not None:
                draft.last = read.number
                self._detail(draft, goods, read, [])
            return
        if draft is not None and read.sentence.is_title:
            return
        lead = cues[0] if cues else planned[0]
        found = self._sides(goods, read, lead)
        if not self._plausible(goods, found):
            return
        draft = self._open(goods, read, found)
        self._detail(draft, goods, read, cues)
        if not cues:
            as_interest = Cue("interest", lead.side, lead.start, lead.end)
            self._add_acts(draft, read, [as_interest], None)
            draft.note(f"“{read.text[lead.start : lead.end]}” is only planned or possible: taken as interest")

    def _sides(self, goods: Goods, read: Read, cue: Cue) -> Sides:
        said = sides(read.text, read.principals, goods, cue)
        if said.buyer and said.supplier:
            return said
        before = [
            one for one in self._read[max(0, read.number - 2) : read.number] if not one.sentence.is_title
        ]
        titles = [one for one in self._read if one.sentence.is_title]
        nearest = [side for one in (*reversed(before), *titles) for side in one.principals]
        anywhere = [side for one in self._read for side in one.principals]
        return in_context(said, goods, nearest, anywhere)

    def _plausible(self, goods: Goods, found: Sides) -> bool:
        """Whether somebody buys or sells; for a noun alone both must be known, one as it is said."""
        if goods.designated:
            return bool((found.buyer and found.buyer.code) or (found.supplier and found.supplier.code))
        if found.buyer is None or found.supplier is None or not found.buyer.code:
            return False
        return not (found.buyer.presumed and found.supplier.presumed)

    def _open(self, goods: Goods, read: Read, found: Sides) -> Draft:
        """The event of these goods and this buyer, new or known."""
        draft = self._of(goods, found.buyer)
        offset = read.sentence.start
        if draft is None:
            item = span_of(read.text, goods.start, goods.end, offset)
            draft = Draft(goods, item, read.number)
            self._drafts.append(draft)
        draft.last = read.number
        draft.buyer = self._better(draft.buyer, found.buyer)
        draft.supplier = self._better(draft.supplier, found.supplier)
        draft.buyer = self._completed(draft.buyer, read, seller=False)
        draft.supplier = self._completed(draft.supplier, read, seller=True)
        return draft

    def _better(self, old: DraftSide | None, new: Side | None) -> DraftSide | None:
        """What is known of a side, completed by what this sentence says of it."""
        if new is None:
            return old
        sentence = self._sentence_of(new)
        named = new.country or new.person
        made = draft_side(new, sentence.text, sentence.start, named.country if named else "")
        if old is None or made is None or (old.presumed and not made.presumed):
            return made if made is None or old is None or old.code != made.code or made.person else old
        if old.code == made.code and old.person is None and made.person is not None:
            return DraftSide(old.code, old.country, old.named or made.named, made.person, old.presumed)
        return old

    def _sentence_of(self, side: Side) -> Sentence:
        return next(one.sentence for one in self._read if any(side.is_of(other) for other in one.found))

    def _of(self, goods: Goods, buyer: Side | None) -> Draft | None:
        """The event on these goods, for this buyer where one is stated."""
        same = [one for one in self._drafts if one.goods.key == goods.key]
        if buyer is None or not same:
            return same[-1] if same else None
        exact = next((one for one in same if one.buyer_code in {buyer.code, ""}), None)
        return exact or (same[-1] if buyer.presumed else None)

    def _detail(self, draft: Draft, goods: Goods, read: Read, cues: Sequence[Cue]) -> None:
        """Quantity, value, acts and other parties that the sentence states of the event."""
        offset = read.sentence.start
        if len(goods.text) > len(draft.item.reported) and goods.text.startswith(draft.item.reported):
            draft.item = span_of(read.text, goods.start, goods.end, offset)
        part = None
        figure = quantity_of(read.text, goods.start, goods.end, read.sums)
        if figure is not None and (cues or draft.quantity is None):
            said = Span(figure.start + offset, figure.end + offset, figure.text)
            delivered = bool(cues) and all(cue.kind == "delivery" for cue in cues)
            part = draft.add_quantity(said, delivered=delivered)
        self._add_value(draft, read, goods.end)
        self._add_acts(draft, read, cues, part)
        draft.parties.extend(other_parties(read.text, read.found, offset, self._gazetteer, draft))

    def _add_value(self, draft: Draft, read: Read, after: int = 0) -> None:
        if draft.value is None and read.sums and _OF_THE_DEAL.search(read.text):
            figure = next((one for one in read.sums if one.start >= after), read.sums[0])
            draft.value = span_of(read.text, figure.start, figure.end, read.sentence.start)

    def _add_acts(self, draft: Draft, read: Read, cues: Sequence[Cue], part: Span | None) -> None:
        offset = read.sentence.start
        dated = _dated(cues, read)
        for cue in _firmest(cues):
            day = dated.get(cue.start)
            said = span_of(read.text, cue.start, cue.end, offset)
            where = span_of(read.text, day.start, day.end, offset) if day else None
            quantity = part if cue.kind == "delivery" else None
            text = day.text if day else ""
            draft.add_act(DraftAct(cue.kind, text, said, where if text else None, quantity, cue.hedged))
            if day and not day.text:
                words = read.text[day.start : day.end]
                draft.note(f"the day of the {cue.kind}: “{words}” needs the day of publication (--published)")
            if cue.hedged:
                draft.note(f"the {cue.kind} is only reportedly so")
        for day in read.days:
            if day.ahead and any(cue.kind == "delivery" for cue in (*read.cues.planned, *cues)):
                draft.note(f"delivery is expected {_with_word(read.text, day)}: not taken as an act")

    def _continue(self, read: Read) -> None:
        """A sentence without goods of its own goes on about the event that was last spoken of."""
        draft = self._recent(read)
        if draft is None or read.sentence.is_title:
            return
        codes = {side.code for side in read.found if side.code}
        known = {side.code for side in (draft.buyer, draft.supplier) if side} | {"US"}
        if codes - known or (codes and codes <= {"US"}):
            return
        about = bool(read.cues.held or read.cues.planned) or (
            bool(read.sums)
            and re.search(
                r"\b(?:deal|contract|order|agreement|worth|package|price|cost|value|контракт|сделк\w+)\b|सौद",
                read.text,
                re.IGNORECASE,
            )
        )
        if not about and len(read.principals) == len(read.found):
            return
        cues = [
            cue
            for cue in read.cues.held
            if cue.kind not in {"interest", "talks", "license", "service", "loan"}
        ]
        backing = next((one for one in read.mentions.goods if not one.designated), None)
        if backing is not None:
            figure = quantity_of(read.text, backing.start, backing.end, read.sums)
            if figure is not None and (draft.quantity is None or draft.quantity_of_delivery):
                start = read.sentence.start
                said = Span(figure.start + start, figure.end + start, figure.text)
                draft.add_quantity(said, delivered=all(cue.kind == "delivery" for cue in cues))
        draft.last = read.number
        draft.buyer = self._completed(draft.buyer, read, seller=False)
        draft.supplier = self._completed(draft.supplier, read, seller=True)
        self._add_value(draft, read)
        self._add_acts(draft, read, cues, None)
        draft.parties.extend(
            other_parties(read.text, read.found, read.sentence.start, self._gazetteer, draft)
        )

    def _completed(self, side: DraftSide | None, read: Read, *, seller: bool) -> DraftSide | None:
        """The side with the person of its country whom the sentence names: authorities buy, firms sell."""
        if side is None or side.person is not None or not side.code:
            return side
        of_country = (one for one in read.principals if one.code == side.code and one.person)
        same = next((one for one in of_country if seller is not _is_authority(one)), None)
        return self._better(side, same) if same else side

    def _recent(self, read: Read) -> Draft | None:
        near = [one for one in self._drafts if 0 <= read.number - one.last <= _WINDOW]
        return max(near, key=lambda one: one.last, default=None)


def _is_authority(side: Side) -> bool:
    """Whether the person is a ministry or a branch of armed forces, which buys; sellers are firms."""
    words = (
        r"\b(?:minist\w+|defen[cs]e department|air force|army|navy|armed forces|guards?|federal service)\b|"
        r"министерств|मंत्रालय"
    )
    return side.person is not None and bool(re.search(words, side.person.person, re.IGNORECASE))


def _whole(read: Read) -> Span:
    return Span(read.sentence.start, read.sentence.end, read.text)


def _points_back(text: str, goods: Goods, others: Sequence[Goods]) -> bool:
    return bool(_POINTS_BACK.search(text[: goods.start])) or any(one.end < goods.start for one in others)


def _beside(cue: Cue, goods: Goods, text: str) -> bool:
    first, last = (cue.end, goods.start) if cue.end <= goods.start else (goods.end, cue.start)
    between = text[first:last]
    return len(between) <= _NEAR and _BREAK.search(between) is None


def _cues_of(goods: Goods, read: Read, *, alone: bool) -> list[Cue]:
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
    after = [cue for cue in held if goods.end <= cue.start < until]
    lead = before[-1:] or held[:1]
    return list(dict.fromkeys((*lead, *after)))


def _firmest(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Without mere interest or talks where the sentence says that more was done."""
    kinds = {cue.kind for cue in cues}
    for cue in cues:
        lesser = cue.kind in {"interest", "talks"} and not kinds <= {"interest", "talks"}
        if not lesser and not (cue.kind == "agreement" and "contract" in kinds):
            yield cue


def _dated(cues: Sequence[Cue], read: Read) -> dict[int, Day]:
    """The day of each cue, by its start: each day goes to the nearest cue of its clause."""
    dated: dict[int, Day] = {}
    everything = (*cues, *read.cues.planned, *read.cues.denied)
    for day in (day for day in read.days if not day.ahead and not _of_something_else(read, day)):
        nearest = min(everything, key=lambda cue: _distance(cue, day, read.text), default=None)
        if nearest is not None and nearest in cues:
            kept = dated.get(nearest.start)
            if kept is None or (not kept.text and day.text):
                dated[nearest.start] = day
    return dated


def _of_something_else(read: Read, day: Day) -> bool:
    """Whether the day is that of a statement or a sanction, or stands in the dateline."""
    before, after = read.text[: day.start], read.text[day.end :]
    told = re.search(r"\b(?:said|told|sanctioned|blacklisted|warned|denied)\s+(?:\w+\s+){0,2}$", before)
    return bool(told) or (
        len(before) < 40 and re.match(r"(?:\s*\([^()]{2,20}\))?\s+[-–—]\s", after) is not None
    )


def _distance(cue: Cue, day: Day, text: str) -> int:
    first, last = (cue.end, day.start) if cue.end <= day.start else (day.end, cue.start)
    between = text[first:last]
    return (
        len(between) + 100 * len(_BREAK.findall(between)) + 60 * (" and " in between and cue.start > day.end)
    )


def _with_word(text: str, day: Day) -> str:
    return f"{text[: day.start].rsplit(maxsplit=1)[-1]} {text[day.start : day.end]}"
