"""An order as an event of the input form, each statement of a comment with its quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, Final

from caatsa.intake.sipri.comments import Remark, remarks
from caatsa.intake.sipri.grouping import Order
from caatsa.intake.sipri.order import OrderLine, Said
from caatsa.registers.countries import Countries, UnknownCountry

PUBLISHER: Final = "Stockholm International Peace Research Institute"
_REGISTER: Final = "SIPRI Arms Transfers Database"
_OF_NO_STATE: Final = re.compile(r"\*+$|^unknown ", re.IGNORECASE)
_NOT_IN_IDS: Final = re.compile(r"[^a-z0-9]+")
_AGREED: Final = ("gift", "lease")
_LONGEST_ID: Final = 80


def events_of(orders: Sequence[Order], countries: Countries | None) -> list[dict[str, Any]]:
    """The events in the order of the file; ids are made of the row and stay the same from run to run."""
    names = [_id(order.main) for order in orders]
    taken = set(names)
    seen: set[str] = set()
    events = []
    for name, order in zip(names, orders, strict=True):
        own = name
        if name in seen:
            own = next(other for number in count(2) if (other := f"{name}-{number}") not in taken)
        seen.add(name)
        taken.add(own)
        events.append(_event(order, own, countries))
    return events


def _id(line: OrderLine) -> str:
    words = ("sipri", line.recipient, line.supplier, line.ordered.text or "undated", line.designation)
    return _NOT_IN_IDS.sub("-", " ".join(words).casefold()).strip("-")[:_LONGEST_ID]


def _event(order: Order, name: str, countries: Countries | None) -> dict[str, Any]:
    main = order.main
    said = remarks(main.comments)
    event: dict[str, Any] = {
        "id": name,
        "buyer": _side(main.recipient, countries),
        "supplier": _side(main.supplier, countries),
        "item": _item(main),
        "acts": list(_acts(order, said)),
        "sources": list(_sources(order)),
    }
    parties = list(_parties(said, countries))
    value = next((remark.said for remark in said if remark.kind == "value"), "")
    if parties:
        event["parties"] = parties
    if main.number.text:
        event["quantity"] = _figure(main.number)
    if value:
        event["value"] = value
    return event


def _side(name: str, countries: Countries | None) -> dict[str, Any]:
    """A state by its name; somebody of no state, never the host country, by what SIPRI calls it."""
    bare = name.rstrip("*").strip()
    if not _OF_NO_STATE.search(name) and (countries is None or _is_state(bare, countries)):
        return {"country": bare}
    return {"country": None, "country_name": bare}


def _is_state(name: str, countries: Countries) -> bool:
    try:
        return countries.resolve(name).code is not None
    except UnknownCountry:
        return False


def _item(line: OrderLine) -> str:
    same = line.description.casefold() == line.designation.casefold()
    return line.designation if same or not line.description else f"{line.designation} {line.description}"


def _figure(said: Said) -> int | str:
    if said.estimated:
        return f"about {said.text}"
    return int(said.text) if said.text.isdigit() else said.text


def _acts(order: Order, said: Sequence[Remark]) -> Iterator[dict[str, Any]]:
    """What was agreed, then the deliveries by their years, then what the comment adds."""
    main = order.main
    ordered = main.ordered.text or "unknown"
    firm = {remark.kind: remark for remark in said if not remark.hedged}
    agreed = next((kind for kind in _AGREED if kind in firm), "contract")
    if "unsigned" in firm:
        agreed = "selection"
    yield _act(
        agreed, ordered, main, firm.get("unsigned") or firm.get(agreed), doubtful=main.ordered.estimated
    )
    yield from _deliveries(order)
    if "license" in firm:
        yield _act("license", ordered, main, firm["license"], doubtful=main.ordered.estimated)
    if "cancellation" in firm:
        yield _act("cancellation", firm["cancellation"].said or "unknown", main, firm["cancellation"])


def _deliveries(order: Order) -> Iterator[dict[str, Any]]:
    numbers = dict(order.main.transfer_years)
    for year in sorted({year for line in (order.main, *order.components) for year in line.years}):
        line = next(line for line in (order.main, *order.components) if year in line.years)
        act = _act("delivery", str(year), line, None, doubtful=line.years_estimated)
        if numbers.get(year):
            act["quantity"] = numbers[year]
        yield act


def _act(
    kind: str, day: str, line: OrderLine, remark: Remark | None, *, doubtful: bool = False
) -> dict[str, Any]:
    """An act; an estimate of SIPRI counts as what only an aggregator says."""
    act: dict[str, Any] = {"kind": kind, "date": day}
    title = f"{_REGISTER}, line {line.line}"
    if remark is not None:
        title = f'{title}: "{remark.quote}"'
    if doubtful:
        act["sources"] = [_source(f"{title} (SIPRI's estimate)", "aggregator")]
    elif remark is not None:
        act["sources"] = [_source(title, "trade_press")]
    return act


def _sources(order: Order) -> Iterator[dict[str, Any]]:
    """The row itself, and the rows that were put together with it."""
    yield _source(_quoted(order.main, f"{_REGISTER}, line {order.main.line}"), "trade_press")
    for line in order.components:
        number = (
            f"{line.number.text}{' (estimate)' if line.number.estimated else ''} " if line.number.text else ""
        )
        title = f"{_REGISTER}, line {line.line}, of the same order: {number}{_item(line)}"
        yield _source(_quoted(line, title), "trade_press")


def _quoted(line: OrderLine, title: str) -> str:
    return f'{title}: "{line.comments}"' if line.comments else title


def _source(title: str, grade: str) -> dict[str, Any]:
    return {"title": title, "publisher": PUBLISHER, "grade": grade}


def _parties(said: Sequence[Remark], countries: Countries | None) -> Iterator[dict[str, Any]]:
    """Designated recipients and go-betweens, where the comment names a state."""
    roles = {"end_user": "end_user", "via": "agent"}
    for remark in said:
        if remark.kind in roles and countries is not None and _is_state(remark.said, countries):
            yield {"role": roles[remark.kind], "country": remark.said}
