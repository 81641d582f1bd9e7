"""From an event as understood to flat facts: the buyer, the use, the item, the acts and the parties."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from caatsa.documents.document import Path
from caatsa.domain.facts import Citation, Fact, Origin, Value
from caatsa.domain.record import Record
from caatsa.domain.reported import PRE_TRANSACTION_KINDS, Act, Event
from caatsa.intake.contracts import contract_of
from caatsa.intake.evidence import (
    best_grade,
    citations,
    grade_rank,
    is_known,
    public,
    sources_of,
)
from caatsa.intake.goods import arms_fields
from caatsa.intake.understand import Figure, Understood, UnderstoodParty
from caatsa.registers.armament import ItemClass, System

SUPPLY_ROLES: Final = frozenset(
    {"supplier", "exporter", "licensor", "joint_venture", "agent", "subcontractor"}
)
"""Roles on the other side of the buyer; a manufacturer alone is not a counterparty."""
ONE_REMOVE: Final = frozenset({"subcontractor", "bank"})
ACQUIRING: Final = frozenset({"contract", "payment", "delivery", "gift", "lease"})
"""Acts by which an item is contracted or delivered; a payment is made under a contract."""
NO_ACT: Final = "none"
_ACT_WORDS: Final[Mapping[str, str]] = {
    "license": "licence or licensed production",
    "service": "maintenance, overhaul, training or upgrade work",
    "equity": "stake in a joint venture",
    "joint_development": "contracted joint development",
    "agreement": "agreement or framework",
    "regulatory": "permit or notification",
}


class Frame(Record):
    """The day as of which facts count, the day by which they must have been public, and where they stand."""

    as_of: date
    known_by: date | None
    locate: Callable[[Path], str]


class SeenAct(Record):
    """An act that exists on the as-of date; `status` says whether it has certainly happened by then."""

    id: str
    act: Act
    path: Path
    status: str

    @property
    def first_day(self) -> date:
        """The first day on which it may have happened; `date.min` where no day is known."""
        return self.act.date.first_day

    @property
    def last_day(self) -> date:
        """The last day on which it may have happened; `date.max` where no day is known."""
        return self.act.date.last_day


def seen_acts(understood: Understood, frame: Frame) -> tuple[SeenAct, ...]:
    """The acts that exist: begun by the as-of date, and public by the known-by date."""
    seen = []
    for number, act in enumerate(understood.event.acts):
        if act.date.known and act.date.first_day > frame.as_of:
            continue
        if not is_known(sources_of(act, understood.event), frame.known_by):
            continue
        status = "happened" if act.date.happened_by(frame.as_of) else "may_have_happened"
        seen.append(SeenAct(f"a{number}", act, ("acts", number), status))
    return tuple(seen)


class Stated(Record):
    """What the event itself states, to be told as facts: who deals, for what use, what, and in which acts.

    `sources` are those of the event that were public.
    """

    understood: Understood
    acts: tuple[SeenAct, ...]
    frame: Frame
    sources: tuple[Citation, ...]

    def buyer(self) -> Fact:
        """Who buys."""
        buyer = self.understood.buyer
        return self._fact("buyer", _buyer(buyer), _buyer_words(buyer), ("buyer",))

    def use(self) -> Fact:
        """What it is for."""
        resting = _acts_of_use(self.acts, self.frame, self.understood.event)
        fields = _use(self.understood, self.acts)
        return self._fact("use", fields, _use_words(self.understood), (), rests_on=resting)

    def items(self) -> Iterator[Fact]:
        """One for each system or class that the item names."""
        words = self.understood.event.item or "item not stated"
        for ref, item in _items(self.understood):
            yield self._fact(ref, item, words, ("item",), kind="item")

    def magnitude(self) -> Iterator[Fact]:
        """Quantities and values, where any are stated."""
        figures = _figures_so_far(self.understood, self.acts)
        if figures:
            words = "; ".join(dict.fromkeys(f"{figure.path[-1]} {figure.reported}" for figure in figures))
            holders = dict.fromkeys(f"a{figure.path[1]}" for figure in figures if figure.path[0] == "acts")
            yield self._fact(
                "magnitude", {"reported": words}, words, figures[0].path, rests_on=tuple(holders)
            )

    def parties(self) -> Iterator[Fact]:
        """One for each party but the buyer."""
        for party in self.understood.chain:
            fields = _party(party, self.understood)
            yield self._fact(party.id, fields, _party_words(party), party.path, kind="party")

    def dated_acts(self) -> Iterator[Fact]:
        """One for each act that exists; where none does, one that says so."""
        for act in self.acts:
            yield _act_fact(act, self.acts, self.understood, self.frame)
        if not self.acts:
            fields = {"act": NO_ACT, "kind": "none", "status": "none_yet", "dating": "unknown"}
            fields |= {"dated": "by the as-of date", "words": "no act", "ended": "no", "contract": "none"}
            nowhere_else = Origin(
                "input", self.frame.locate(("acts",)), self.sources, best_grade(self.sources)
            )
            yield Fact(NO_ACT, "act", fields, "no act is known by the as-of date", nowhere_else)

    def _fact(
        self,
        ref: str,
        fields: dict[str, Value],
        text: str,
        path: Path,
        kind: str = "",
        rests_on: tuple[str, ...] = (),
    ) -> Fact:
        where = self.frame.locate(path)
        origin = Origin("input", where, self.sources, best_grade(self.sources), None, rests_on)
        return Fact(ref, kind or ref, fields, text, origin)


def _figures_so_far(understood: Understood, acts: tuple[SeenAct, ...]) -> tuple[Figure, ...]:
    """The figures of the event and of the acts that exist; a figure of a later act is not yet known."""
    paths = {act.path for act in acts}
    return tuple(
        figure for figure in understood.figures if figure.path[0] != "acts" or figure.path[:2] in paths
    )


def _acts_of_use(acts: tuple[SeenAct, ...], frame: Frame, event: Event) -> tuple[str, ...]:
    """The acts that say that the item was acquired, the best attested one, and that this was called off."""

    def rank(seen: SeenAct) -> int:
        return grade_rank(best_grade(citations(public(sources_of(seen.act, event), frame.known_by))))

    acquiring = [act for act in acts if act.act.kind in ACQUIRING and act.status == "happened"]
    ending = [act for act in acts if act.act.kind == "cancellation"] if _cancelled(acts) != "no" else []
    best = [min(ones, key=rank).id for ones in (acquiring, ending) if ones]
    return tuple(best)


def _buyer(buyer: UnderstoodParty) -> dict[str, Value]:
    return {
        "person": buyer.key,
        "name": buyer.name or f"(not named, {buyer.country_name})",
        "named": _yes(buyer.named),
        "kind": buyer.country.kind.value if buyer.country else "unknown",
        "country": (buyer.country.code if buyer.country else None) or "none",
        "country_name": buyer.country_name,
        "nasa": _yes(_has_flag(buyer, "nasa")),
    }


def _buyer_words(buyer: UnderstoodParty) -> str:
    return f"buyer {buyer.name or 'not named'} ({buyer.country_name})"


def _use(understood: Understood, acts: tuple[SeenAct, ...]) -> dict[str, Value]:
    event, item = understood.event, understood.item
    implied = item.use if item.use in ("military", "civil", "space") else None
    end_use = event.end_use or implied or "unknown"
    return {
        "end_use": end_use,
        "basis": "stated" if event.end_use else "implied" if implied else "none",
        "capability": event.capability or "not_stated",
        "acquired": _yes(any(act.act.kind in ACQUIRING and act.status == "happened" for act in acts)),
        "cancelled": _cancelled(acts),
        "launch_customer": _launch_customer(understood, end_use),
        "intelligence_party": _yes(any(_in_intelligence(party) for party in understood.chain)),
    }


def _use_words(understood: Understood) -> str:
    event = understood.event
    end_use = f"end use {event.end_use}" if event.end_use else "end use not stated"
    return f"{end_use}; capability {event.capability or 'not stated'}"


def _cancelled(acts: tuple[SeenAct, ...]) -> str:
    """Whether it was cancelled before anything is known to have been delivered."""
    states = {act.status for act in acts if act.act.kind == "cancellation"}
    delivered = any(act.act.kind == "delivery" and act.status == "happened" for act in acts)
    if not states or delivered:
        return "no"
    return "before_delivery" if "happened" in states else "possibly"


def _launch_customer(understood: Understood, end_use: str) -> str:
    """Who the launch is for: the buyer and the end users say."""
    customers = [understood.buyer, *(party for party in understood.chain if party.role == "end_user")]
    if end_use == "space" and any(_has_flag(party, "us_department_of_defense") for party in customers):
        return "department_of_defense"
    if any(_has_flag(party, "nasa") for party in customers):
        return "nasa"
    if end_use != "space":
        return "unknown"
    american = any(party.country and party.country.code == "US" and not party.named for party in customers)
    named_end_user = any(party.named for party in customers[1:])
    return "unknown" if american and not named_end_user else "other"


def _has_flag(party: UnderstoodParty, flag: str) -> bool:
    return party.person is not None and flag in party.person.flags


def _in_intelligence(party: UnderstoodParty) -> bool:
    listings = party.person.specified if party.person and party.role in SUPPLY_ROLES else ()
    return any(listing.sector == "intelligence" for listing in listings)


def _items(understood: Understood) -> Iterator[tuple[str, dict[str, Value]]]:
    """One set of fields for each system that the item names, else for each class, else one for the text."""
    item = understood.item
    pairs: list[tuple[System | None, ItemClass | None]]
    pairs = [(system, item.classes[0] if item.classes else system) for system in item.systems]
    pairs = pairs or [(None, named) for named in item.classes] or [(None, None)]
    for number, (system, subject) in enumerate(pairs, 1):
        ref = "item" if number == 1 else f"item{number}"
        yield ref, _item(understood, system, subject)


def _item(understood: Understood, system: System | None, subject: ItemClass | None) -> dict[str, Value]:
    return {
        "identified": "designation" if system else "class" if subject else "no",
        "system": system.key if system else "none",
        "name": system.name if system else understood.event.item or "the item",
        "category": subject.category.key if subject else "none",
        "category_name": subject.category.title if subject else "category not known",
        "origin": system.origin if system else "none",
        "sophistication": system.sophistication if system else "not_assessed",
        "part": _yes(subject is not None and subject.category.part),
        "aspect": understood.item.aspect,
        **arms_fields(understood.item, subject),
        "reported": understood.event.item or "",
    }


def _party(party: UnderstoodParty, understood: Understood) -> dict[str, Value]:
    return {
        "party": party.id,
        "role": party.role,
        "side": "supply" if party.role in SUPPLY_ROLES and not _is_buyer(party, understood) else "other",
        "remove": "one_remove" if party.role in ONE_REMOVE else "direct",
        "named": _yes(party.named),
        "seller_named": _yes(any(_is_named_seller(one) for one in understood.chain)),
        "person": party.key,
        "name": party.name or _unnamed(party),
        "who": f"{party.name} ({party.country_name})" if party.named else _unnamed(party),
        "country": (party.country.code if party.country else None) or "none",
        "country_name": party.country_name,
        "nationality": party.nationality,
        "named_in_231_a": _yes(_has_flag(party, "named_in_231_a")),
    }


def _is_buyer(party: UnderstoodParty, understood: Understood) -> bool:
    """Whether the event names the buyer as a party once more: nobody deals with himself."""
    return party.named and party.key == understood.buyer.key


def _unnamed(party: UnderstoodParty) -> str:
    return (
        f"a person of {party.country_name} who is not named" if party.country else "somebody who is not named"
    )


def _is_named_seller(party: UnderstoodParty) -> bool:
    """Whether the party can be the Russian seller; an untied trader of another country leaves it open."""
    direct = party.role in SUPPLY_ROLES - ONE_REMOVE and party.named
    tied = party.person is not None and bool(party.person.specified or party.person.relations)
    return direct and (party.nationality == "russian" or tied)


def _party_words(party: UnderstoodParty) -> str:
    return f"{party.role.replace('_', ' ')} {party.name or 'not named'} ({party.country_name})"


def _act_fact(seen: SeenAct, acts: tuple[SeenAct, ...], understood: Understood, frame: Frame) -> Fact:
    act = seen.act
    words = _ACT_WORDS.get(act.kind, act.kind)
    if act.quantity is not None:
        words += f" ({act.quantity})"
    fields: dict[str, Value] = {
        "act": seen.id,
        "kind": act.kind,
        "status": seen.status,
        "dating": "known" if act.date.known else "unknown",
        "dated": act.date.dated,
        "words": words,
        "ended": _yes(_ended(seen, acts)),
        **contract_of(seen, acts),
    }
    if act.date.known:
        fields |= {"first_day": seen.first_day.toordinal(), "last_day": seen.last_day.toordinal()}
    sources = citations(public(sources_of(act, understood.event), frame.known_by))
    origin = Origin("input", frame.locate(seen.path), sources, best_grade(sources))
    return Fact(seen.id, "act", fields, f"{words}, {act.date.dated}", origin)


def _ended(seen: SeenAct, acts: tuple[SeenAct, ...]) -> bool:
    """Whether talks or approvals came to nothing: a cancellation happened on or after them."""
    if seen.act.kind not in PRE_TRANSACTION_KINDS:
        return False
    return any(
        other.act.kind == "cancellation" and other.status == "happened" and other.last_day >= seen.first_day
        for other in acts
    )


def _yes(statement: bool) -> str:
    return "yes" if statement else "no"
