"""From sentences to events: what is said of the same goods for the same buyer is one event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from caatsa.domain.record import Record
from caatsa.intake.extraction.attaching import (
    Read,
    cues_of,
    dated,
    firmest,
    further_days,
    with_word,
    within,
)
from caatsa.intake.extraction.cues import Cue, find_cues
from caatsa.intake.extraction.days import find_days
from caatsa.intake.extraction.drafts import Draft, DraftAct, DraftSide, Span, draft_side, repeated, span_of
from caatsa.intake.extraction.figures import quantity_of, sums
from caatsa.intake.extraction.mentions import PROGRAMME, Gazetteer, Goods, mentions
from caatsa.intake.extraction.others import other_parties, role_of
from caatsa.intake.extraction.places import USUAL_SELLERS
from caatsa.intake.extraction.pointing import pointed_quantity
from caatsa.intake.extraction.relevance import continued, goes_on, is_dealt_in, names_another_project
from caatsa.intake.extraction.sides import Side, Sides, fullest, groups, in_context, sides
from caatsa.intake.extraction.standing import merely_named
from caatsa.intake.extraction.table_rows import drafts_of
from caatsa.intake.extraction.text import Article, Sentence

_WINDOW: Final = 5
"""Sentences for which an event stays the one that is spoken of."""
_HEAD: Final = 600
_OBSERVERS: Final = ("US", "GB", "KR", "UA")
"""Whose press and officials tell of the purchases of others."""
_OF_THE_DEAL: Final = re.compile(
    r"\b(?:worth|deal|contract|order|value[ds]?|price|cost(?:s|ing)?|package|purchase|agreement|"
    r"sale|tune|for|at|на сумму|стоимость\w*|"
    r"контракт\w*|कीमत|सौद\w*|अनुबंध)\b|(?:सौद|कीमत|मूल्य)",
    re.IGNORECASE,
)
_ANOTHER: Final = re.compile(
    r"\b(?:separate|another|second|follow-on|additional|further|new)\s+(?:\w+\s+)?(?:contract|deal|order|agreement)\b",
    re.IGNORECASE,
)


class Proposal(Record):
    """The events of an article, and what was set aside as denied."""

    events: tuple[Draft, ...]
    denied: tuple[Span, ...]
    published: str


def propose(article: Article, gazetteer: Gazetteer, published: date | None) -> Proposal:
    """The events that the article reports; the day of publication is the one given, else the page's own."""
    stated = published.isoformat() if published else article.day
    day = date.fromisoformat(stated) if stated else None
    home = _home(article, gazetteer)
    read = [
        _read(number, sentence, gazetteer, day, home) for number, sentence in enumerate(article.sentences)
    ]
    assembly = _Assembly(read, gazetteer, home)
    for one in sorted(read, key=lambda one: one.sentence.is_title):
        assembly.take(one)
    events = (*assembly.events(), *drafts_of(article.text, gazetteer))
    return Proposal(tuple(sorted(events, key=lambda one: one.item.start)), tuple(assembly.denied), stated)


def _home(article: Article, gazetteer: Gazetteer) -> str:
    """The country that the title is about, else the first that is not known as a seller."""
    title = next((one.text for one in article.sentences if one.is_title), "")
    for text, others in ((title, {"RU"}), (article.text[:_HEAD], set(USUAL_SELLERS))):
        named = sorted(mentions(text, gazetteer).named, key=lambda one: one.adjective)
        codes = (one.code for one in named)
        if home := next((code for code in codes if code not in {"", *_OBSERVERS, *others}), ""):
            return home
    return ""


def _read(number: int, sentence: Sentence, gazetteer: Gazetteer, day: date | None, home: str) -> Read:
    found = mentions(sentence.text, gazetteer, home)
    cues, days = find_cues(sentence.text), find_days(sentence.text, day)
    together = groups(sentence.text, found.named)
    principals = tuple(
        side
        for side in together
        if role_of(sentence.text, side, gazetteer) is None and not merely_named(sentence.text, side)
    )
    return Read(number, sentence, found, together, principals, cues, days, sums(sentence.text))


class _Assembly:
    """The events so far, the one last spoken of first."""

    def __init__(self, read: Sequence[Read], gazetteer: Gazetteer, home: str) -> None:
        self._home = home
        # By identity: the same name stands in many sentences.
        self._stands_in = {id(side.person_or_country): one.sentence for one in read for side in one.found}
        everybody = [side for one in read for side in one.principals]
        self._anywhere = {code: fullest(everybody, code) for code in {side.code for side in everybody}}
        self._titles = [one for one in read if one.sentence.is_title]
        self._read = read
        self._gazetteer = gazetteer
        self._drafts: list[Draft] = []
        self.denied: list[Span] = []
        self._elsewhere = -1

    def take(self, read: Read) -> None:
        """Add what the sentence says to the events that it speaks of."""
        goods = [one for one in read.mentions.goods if is_dealt_in(one, read, self._recent(read))]
        if read.cues.denied and (goods or read.mentions.goods):
            self.denied.append(_whole(read))
        if not goods:
            self._continue(read)
        for one in goods:
            self._take_goods(one, read, alone=len({other.key for other in goods}) == 1)
        if any(one.designated and one.key != PROGRAMME for one in goods) and not read.sentence.is_title:
            self._elsewhere = read.number

    def events(self) -> tuple[Draft, ...]:
        """The events that have an act and a buyer or seller, in the order of the article."""
        whole = [one for one in self._drafts if one.acts and (one.buyer or one.supplier)]
        kept = [one for one in whole if one.goods.designated or not repeated(one, whole)]
        return tuple(sorted(kept, key=lambda one: one.item.start))

    def _take_goods(self, goods: Goods, read: Read, *, alone: bool) -> None:
        cues = cues_of(goods, read, alone=alone)
        planned = [cue for cue in read.cues.planned if cue.kind in {"contract", "agreement", "lease"}]
        draft = self._of(goods, None)
        if not cues and not (planned and not read.cues.held):
            draft = draft or self._named_before(goods, read)
            if draft is not None:
                draft.last = read.number
                self._detail(draft, goods, read, [])
            return
        if read.sentence.is_title and (draft or (not goods.designated and self._has_family(goods))):
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

    def _named_before(self, goods: Goods, read: Read) -> Draft | None:
        """The event of which only now the system is named: by the title, or as mere "missiles" before."""
        if not goods.designated or read.sentence.is_title:
            return None
        for title in self._titles:
            same = [one for one in title.mentions.goods if one.key == goods.key]
            if same and cues_of(same[0], title, alone=len(title.mentions.goods) == 1):
                self._take_goods(same[0], title, alone=len(title.mentions.goods) == 1)
                return self._of(goods, None)
        recent = self._recent(read)
        if recent is None or recent.goods.designated or recent.goods.family != goods.family:
            return None
        recent.goods = goods
        recent.item = span_of(read.text, goods.start, goods.end, read.sentence.start)
        return recent

    def _sides(self, goods: Goods, read: Read, cue: Cue) -> Sides:
        said = sides(read.text, within(read, goods), goods, cue)
        if said.buyer and said.supplier:
            return said
        before = [
            one for one in self._read[max(0, read.number - 2) : read.number] if not one.sentence.is_title
        ]
        nearest = [side for one in (*reversed(before), *self._titles) for side in one.principals]
        return in_context(said, goods, nearest, self._anywhere, self._home)

    def _plausible(self, goods: Goods, found: Sides) -> bool:
        """Whether somebody buys or sells; for a noun alone both must be known, one as it is said."""
        if goods.designated:
            return bool((found.buyer and found.buyer.code) or (found.supplier and found.supplier.code))
        if found.buyer is None or found.supplier is None or not found.buyer.code:
            return False
        told = {(one.buyer_code, one.supplier.code if one.supplier else "") for one in self._drafts}
        for title in self._titles:
            codes = list(dict.fromkeys(side.code for side in title.principals))
            told |= {(codes[0], codes[1])} if len(codes) == 2 else set()
        pair = (found.buyer.code, found.supplier.code)
        presumed = found.buyer.presumed and found.supplier.presumed
        return not presumed or pair in told or pair[::-1] in told

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
        draft.buyer = self._completed(draft.buyer, read, goods, seller=False)
        draft.supplier = self._completed(draft.supplier, read, goods, seller=True)
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
        return self._stands_in[id(side.person_or_country)]

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
            # What is said of goods of which nothing was done may be only a part of them.
            delivered = all(cue.kind == "delivery" for cue in cues)
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
        days = dated(cues, read)
        for cue in firmest(cues):
            day = days.get(cue.start)
            said = span_of(read.text, cue.start, cue.end, offset)
            where = span_of(read.text, day.start, day.end, offset) if day else None
            quantity = part if cue.kind == "delivery" else None
            text = day.text if day else ""
            draft.add_act(DraftAct(cue.kind, text, said, where if text else None, quantity, cue.hedged))
            for other in further_days(cue, day, read):
                where = span_of(read.text, other.start, other.end, offset)
                draft.add_act(DraftAct(cue.kind, other.text, said, where, None, cue.hedged))
            if day and not day.text:
                words = read.text[day.start : day.end]
                draft.note(f"the day of the {cue.kind}: “{words}” needs the day of publication (--published)")
            if cue.hedged:
                draft.note(f"the {cue.kind} is only reportedly so")
        for day in read.days:
            if day.ahead and any(cue.kind == "delivery" for cue in (*read.cues.planned, *cues)):
                draft.note(f"delivery is expected {with_word(read.text, day)}: not taken as an act")

    def _continue(self, read: Read) -> None:
        """A sentence without goods of its own goes on about the event that was last spoken of."""
        draft = self._recent(read)
        if draft is None or read.sentence.is_title:
            return
        if names_another_project(read):
            self._elsewhere = read.number
            return
        known = {side.code for side in (draft.buyer, draft.supplier) if side}
        if not goes_on(read, known):
            return
        cues = continued(read)
        if _ANOTHER.search(read.text) and any(cue.kind == "contract" for cue in cues):
            draft = self._another(draft)
        self._continue_figures(draft, read, cues)
        draft.last = read.number
        draft.buyer = self._completed(draft.buyer, read, seller=False)
        draft.supplier = self._completed(draft.supplier, read, seller=True)
        self._add_value(draft, read)
        self._add_acts(draft, read, cues, None)
        draft.parties.extend(
            other_parties(read.text, read.found, read.sentence.start, self._gazetteer, draft)
        )

    def _continue_figures(self, draft: Draft, read: Read, cues: Sequence[Cue]) -> None:
        """How many there are of the goods that the sentence only points back to."""
        backing = next((one for one in read.mentions.goods if not one.designated), None)
        beside = quantity_of(read.text, backing.start, backing.end, read.sums) if backing else None
        told = [one for one in (beside, pointed_quantity(read.text, read.sums)) if one]
        figure = min(told, key=lambda one: one.start, default=None)
        if figure is not None and (draft.quantity is None or draft.quantity_of_delivery):
            start = read.sentence.start
            said = Span(figure.start + start, figure.end + start, figure.text)
            draft.add_quantity(said, delivered=all(cue.kind == "delivery" for cue in cues))

    def _has_family(self, goods: Goods) -> bool:
        return any(one.goods.family == goods.family for one in self._drafts)

    def _another(self, draft: Draft) -> Draft:
        """A further event of the same goods and countries, under a contract of its own."""
        buyer, supplier = (
            side and DraftSide(side.code, side.country, side.named, None, presumed=True)
            for side in (draft.buyer, draft.supplier)
        )
        further = Draft(draft.goods, draft.item, draft.last, buyer, supplier)
        self._drafts.append(further)
        return further

    def _completed(
        self, side: DraftSide | None, read: Read, goods: Goods | None = None, *, seller: bool
    ) -> DraftSide | None:
        """The side with the person of its country whom the sentence names: authorities buy, firms sell."""
        if side is None or side.person is not None or not side.code:
            return side
        principals = within(read, goods) if goods else read.principals
        of_country = (one for one in principals if one.code == side.code and one.person)
        same = next((one for one in of_country if seller is not _is_authority(one)), None)
        return self._better(side, same) if same else side

    def _recent(self, read: Read) -> Draft | None:
        """The event last spoken of, unless other systems have been named since."""
        near = [one for one in self._drafts if 0 <= read.number - one.last <= _WINDOW]
        near = [one for one in near if one.last >= self._elsewhere]
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
