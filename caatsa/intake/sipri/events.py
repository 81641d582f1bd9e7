"""An order as an event of the input form, each statement of a comment with its quotation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count
from operator import itemgetter
from typing import Final

from caatsa.domain.dates import PartialDate
from caatsa.domain.reported import Act, ActKind, Capability, ChainParty, Event, Grade, Party, Role, Source
from caatsa.intake.sipri.comments import Remark, remarks
from caatsa.intake.sipri.grouping import Order
from caatsa.intake.sipri.order import NOT_KNOWN, Delivery, OrderLine, Said
from caatsa.registers.countries import Countries

PUBLISHER: Final = "Stockholm International Peace Research Institute"
_REGISTER: Final = "SIPRI Arms Transfers Database"
_OF_NO_STATE: Final = re.compile(r"\*+$|^unknown\b", re.IGNORECASE)
_NOT_IN_IDS: Final = re.compile(r"[^a-z0-9]+")
_AGREED: Final[tuple[ActKind, ...]] = ("gift", "lease", "loan")
_ROLES: Final[Mapping[str, Role]] = {"end_user": "end_user", "for_item": "end_user", "via": "agent"}
_LONGEST_ID: Final = 80
_MOST_KEPT: Final = 4096

_ABBREVIATIONS: Final = {
    "ac": "aircraft",
    "ABM": "ABM missile",
    "APV": "armoured personnel carrier",
    "ARM": "anti-radar missile",
    "FAC": "fast attack craft",
    "Recce AV": "armoured reconnaissance vehicle",
    "MI": "missile",
}
_ABBREVIATION: Final = re.compile(rf"\b(?:{'|'.join(_ABBREVIATIONS)})\b(?! (?:missile|system))")

Firm = Mapping[str, Remark]
"""By their kinds, the statements of a comment that leave no room for doubt; of several the first."""


def events_of(orders: Sequence[Order], countries: Countries | None) -> tuple[Event, ...]:
    """The events in the order of the file; ids are made of the row and stay the same from run to run."""
    names = [_id(order.main) for order in orders]
    taken = set(names)
    seen: set[str] = set()
    sides = _Sides(countries)
    next_of: dict[str, Iterator[int]] = {}
    events = []
    for name, order in zip(names, orders, strict=True):
        own = name
        if name in seen:
            numbers = next_of.setdefault(name, count(2))
            own = next(other for number in numbers if (other := f"{name}-{number}") not in taken)
        seen.add(name)
        taken.add(own)
        events.append(_event(order, own, sides))
    return tuple(events)


def _id(line: OrderLine) -> str:
    words = ("sipri", line.recipient, line.supplier, line.ordered.text or "undated", line.designation)
    plain = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode("ascii")
    return _NOT_IN_IDS.sub("-", plain.casefold())[:_LONGEST_ID].strip("-")


class _Sides:
    """Those that buy and sell, each as the register of countries knows the name, asked once."""

    def __init__(self, countries: Countries | None) -> None:
        self._countries = countries
        self.of = lru_cache(_MOST_KEPT)(self._party)
        self.is_state = lru_cache(_MOST_KEPT)(self._names_a_state)

    def _party(self, name: str) -> Party:
        """A state by its name; somebody of no state, never the host country, by what SIPRI calls it."""
        bare = name.rstrip("*").strip() or name
        if not _OF_NO_STATE.search(name) and (self._countries is None or self.is_state(bare)):
            return Party(bare, None, None)
        return Party(None, bare, None)

    def _names_a_state(self, name: str) -> bool:
        found = self._countries.named(name) if self._countries else None
        return found is not None and found.code is not None


def _event(order: Order, name: str, sides: _Sides) -> Event:
    main = order.main
    said = remarks(main.comments)
    firm: dict[str, Remark] = {}
    for remark in said:
        # "Probably not yet ordered" says that nothing is known but the selection.
        if not remark.hedged or remark.kind == "unsigned":
            firm.setdefault(remark.kind, remark)
    return Event(
        name,
        sides.of(main.recipient),
        tuple(_acts(order, firm, _doubt(said))),
        sides.of(main.supplier),
        tuple(_parties(firm, sides)),
        _item(main),
        _figure(main.number),
        firm["value"].said if "value" in firm else None,
        None,
        _capability(firm),
        tuple(_sources(order)),
    )


def _doubt(said: Sequence[Remark]) -> str:
    """Why nothing of the order is certain, in SIPRI's words; empty where the comment says no such thing."""
    return next((remark.quote for remark in said if remark.kind == "uncertain"), "")


def _item(line: OrderLine) -> str:
    same = line.description.casefold() == line.designation.casefold()
    return line.designation if same else f"{line.designation} {_written_out(line.description)}".strip()


@lru_cache(_MOST_KEPT)
def _written_out(description: str) -> str:
    """The description without the abbreviations of older exports that are words elsewhere.

    >>> _written_out("light transport ac"), _written_out("ARM")
    ('light transport aircraft', 'anti-radar missile')
    """
    return _ABBREVIATION.sub(lambda found: _ABBREVIATIONS[found[0]], description)


def _figure(said: Said) -> int | str | None:
    if said.estimated and said.text:
        return f"about {said.text}"
    return int(said.text) if said.text.isdecimal() and len(said.text) < 19 else said.text or None


def _capability(firm: Firm) -> Capability | None:
    """What the comment says of what the recipient has already."""
    if "upgrade" in firm:
        return "upgrade"
    return "sustainment" if "spare" in firm else None


def _acts(order: Order, firm: Firm, doubt: str) -> Iterator[Act]:
    """What was agreed, then the deliveries by their years, then what the comment adds."""
    main = order.main
    ordered = PartialDate.parse(main.ordered.text) if main.ordered.text else PartialDate.UNKNOWN
    of_order = doubt or ("SIPRI's estimate" if main.ordered.estimated else "")
    agreed: ActKind = next((kind for kind in _AGREED if kind in firm), "contract")
    if "unsigned" in firm:
        agreed = "selection"
    quoted = firm.get("unsigned" if agreed == "selection" else agreed)
    yield _act(agreed, ordered, main, _quoted(quoted.quote if quoted else ""), of_order)
    yield from _deliveries(order, doubt)
    licensed = firm["license"].quote if "license" in firm else main.made_there
    if licensed and agreed != "selection":
        yield _act("license", ordered, main, _quoted(licensed), of_order)
    if "cancellation" in firm:
        ended = firm["cancellation"]
        day = PartialDate.parse(ended.said) if ended.said else PartialDate.UNKNOWN
        yield _act("cancellation", day, main, _quoted(ended.quote), doubt)


def _deliveries(order: Order, doubt: str) -> Iterator[Act]:
    """A delivery for each year, with the number of the system where it is known and not that of the order."""
    main = order.main
    first: dict[int, tuple[OrderLine, Delivery]] = {}
    for line in (main, *order.components):
        for one in line.deliveries:
            first.setdefault(one.year, (line, one))
    for year, (line, one) in sorted(first.items(), key=itemgetter(0)):
        doubted = doubt or ("SIPRI's estimate" if one.estimated else "")
        what = "" if line is main else _component(line)
        told = line is main and one.number != main.number
        number = one.number if told else NOT_KNOWN
        yield _act("delivery", PartialDate.parse(year), line, what, doubted, number)


def _act(
    kind: ActKind, day: PartialDate, line: OrderLine, said: str, doubt: str, number: Said = NOT_KNOWN
) -> Act:
    """An act; what SIPRI estimates or calls uncertain counts as what only an aggregator says."""
    title = f"{_place(line)}{said}"
    sources: tuple[Source, ...] = ()
    if doubt:
        sources = (_source(f"{title} ({doubt})", "aggregator"),)
    elif said:
        sources = (_source(title, "trade_press"),)
    return Act(kind, day, _figure(number), None, sources)


def _sources(order: Order) -> Iterator[Source]:
    """The row itself, and the rows that were put together with it."""
    for line in (order.main, *order.components):
        what = "" if line is order.main else _component(line)
        yield _source(f"{_place(line)}{what}{_quoted(line.comments)}", "trade_press")


def _place(line: OrderLine) -> str:
    return f"{_REGISTER}, line {line.line}"


def _component(line: OrderLine) -> str:
    number = (
        f"{line.number.text}{' (estimate)' if line.number.estimated else ''} " if line.number.text else ""
    )
    return f", of the same order: {number}{_item(line)}"


def _quoted(words: str) -> str:
    return f': "{words}"' if words else ""


def _source(title: str, grade: Grade) -> Source:
    return Source(title, PUBLISHER, None, None, grade)


def _parties(firm: Firm, sides: _Sides) -> Iterator[ChainParty]:
    """Designated recipients and go-betweens, where the comment names a state."""
    for kind, role in _ROLES.items():
        if kind in firm and sides.is_state(firm[kind].said):
            yield ChainParty(country=firm[kind].said, country_name=None, name=None, role=role)
