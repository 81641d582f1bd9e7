"""An event while it is put together: what was read of it so far, and where each part of it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from caatsa.domain.record import Record
from caatsa.domain.reported import ActKind, Role
from caatsa.intake.extraction.mentions import Goods
from caatsa.intake.extraction.sides import Side


class Span(Record):
    """Where something stands in the text of the article, and the words."""

    start: int
    end: int
    reported: str


class DraftAct(Record):
    """An act: `date` is empty where no day is known; `hedged` where it is only reportedly so."""

    kind: ActKind
    date: str
    said: Span
    dated: Span | None = None
    quantity: Span | None = None
    hedged: bool = False


class DraftParty(Record):
    """A party beside buyer and supplier."""

    role: Role
    name: Span
    country: str
    key: str


class DraftSide(Record):
    """Buyer or supplier; `country` is the register's name, `person` is as reported."""

    code: str
    country: str
    named: Span | None
    person: Span | None
    presumed: bool


@dataclass(slots=True)
class Draft:
    """An event under way; `last` is the number of the last sentence that spoke of it."""

    goods: Goods
    item: Span
    last: int
    buyer: DraftSide | None = None
    supplier: DraftSide | None = None
    quantity: Span | None = None
    quantity_of_delivery: bool = False
    value: Span | None = None
    acts: list[DraftAct] = field(default_factory=list)
    parties: list[DraftParty] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add_act(self, act: DraftAct) -> None:
        """The act, unless it was already told; a day makes an undated telling of it precise."""
        same = [number for number, one in enumerate(self.acts) if one.kind == act.kind]
        if any(self.acts[number].date == act.date for number in same) or (same and not act.date):
            return
        undated = next((number for number in same if not self.acts[number].date), None)
        if undated is None:
            self.acts.append(act)
        else:
            self.acts[undated] = act

    def add_quantity(self, said: Span, *, delivered: bool) -> Span | None:
        """Take the figure for the whole; given back is a part, which belongs to the act alone."""
        if self.quantity is None or (self.quantity_of_delivery and not delivered):
            self.quantity, self.quantity_of_delivery = said, delivered
            return None
        return said if delivered and said.reported != self.quantity.reported else None

    def note(self, text: str) -> None:
        """A remark for who reviews the event, once."""
        if text not in self.notes:
            self.notes.append(text)

    @property
    def buyer_code(self) -> str:
        return self.buyer.code if self.buyer else ""


def draft_side(side: Side | None, sentence: str, offset: int, name_of: str) -> DraftSide | None:
    """The side with its places counted from the start of the article."""
    if side is None:
        return None
    country = side.country and span_of(sentence, side.country.start, side.country.end, offset)
    person = side.person and span_of(sentence, side.person.start, side.person.end, offset)
    return DraftSide(side.code, name_of, country or None, person or None, side.presumed)


def span_of(sentence: str, start: int, end: int, offset: int) -> Span:
    """A part of a sentence as a part of the article."""
    return Span(start + offset, end + offset, sentence[start:end])


def repeated(one: Draft, events: Sequence[Draft]) -> bool:
    """Whether a noun only says again what a designation says: the same kind of goods, the same buyer.

    What only the noun has figures of is taken over by the designation.
    """
    for other in events:
        alike = other.goods.designated and other.goods.family == one.goods.family
        if alike and other.buyer_code == one.buyer_code and _same_number(one, other):
            other.quantity = other.quantity or one.quantity
            other.value = other.value or one.value
            for act in one.acts:
                other.add_act(act)
            return True
    return False


def _same_number(one: Draft, other: Draft) -> bool:
    if one.quantity is None or other.quantity is None:
        return True
    return one.quantity.reported == other.quantity.reported
