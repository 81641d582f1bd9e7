"""What was read of an input, event by event, as plain data: `caatsa.events.v1`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from caatsa.documents.document import Path
from caatsa.domain.reported import TRANSACTION_KINDS, Act, Source
from caatsa.intake.assembly import ReadInput
from caatsa.intake.money import Amount, Money
from caatsa.intake.quantities import Quantity
from caatsa.intake.understand import Figure, Understood, UnderstoodParty
from caatsa.registers.armament import Identification
from caatsa.registers.person import Listing, Person, Relation

Locate = Callable[[Path], str]


def reading(
    understood: Iterable[Understood], read: ReadInput, convert_to: str | None = None
) -> dict[str, Any]:
    """Everything that was read and understood, in the order of the input.

    With `convert_to`, a currency's ISO code, each amount also in that currency, or why not.
    """
    return {
        "format": "caatsa.events.v1",
        "input": {"sha256": read.sha256, "events": len(read.document.events)},
        "events": [_event(one, read, convert_to) for one in understood],
    }


def _event(one: Understood, read: ReadInput, convert_to: str | None) -> dict[str, Any]:
    event = one.event

    def locate(path: Path) -> str:
        return read.provenance.locate(event.id, path)

    return {
        "id": event.id,
        "where": locate(()),
        "buyer": _party(one.buyer, locate),
        "chain": [_party(party, locate) for party in one.chain],
        "item": _item(one.item, locate) if event.item is not None else None,
        "end_use": event.end_use,
        "capability": event.capability,
        "figures": [_figure(figure, one, locate, convert_to) for figure in one.figures],
        "acts": [_act(number, act, locate) for number, act in enumerate(event.acts)],
        "sources": [_source(source) for source in event.sources],
        "issues": [
            {"where": locate(issue.path), "reported": issue.reported, "issue": issue.issue}
            for issue in one.issues
        ],
    }


def _party(party: UnderstoodParty, locate: Locate) -> dict[str, Any]:
    return {
        "role": party.role,
        "name": party.name or None,
        "country": party.country.code if party.country else None,
        "country_name": party.country_name,
        "reported_country": party.country.reported if party.country else None,
        "nationality": party.nationality,
        "register": _person(party.person) if party.person else None,
        "possible": list(party.candidates),
        "where": locate(party.path),
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "key": person.key,
        "name": person.name,
        "country": person.country,
        "listings": [_listing(listing) for listing in person.listings],
        "owners": [_relation(owner) for owner in person.owners],
        "acts_for": [_relation(principal) for principal in person.acts_for],
    }


def _listing(listing: Listing) -> dict[str, Any]:
    return {
        "list": listing.list,
        "sector": listing.sector or None,
        "listed_on": listing.listed_on.text,
        "verification": listing.verification,
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "name": relation.name,
        "key": relation.key,
        "share": relation.share,
        "from": relation.from_.text,
        "until": relation.until.text if relation.until else None,
        "verification": relation.verification,
    }


def _item(item: Identification, locate: Locate) -> dict[str, Any]:
    return {
        "reported": item.item,
        "identified_as": item.kind,
        "systems": [
            {
                "key": system.key,
                "name": system.name,
                "origin": system.origin,
                "verification": system.verification,
            }
            for system in item.systems
        ],
        "categories": list(dict.fromkeys(subject.category.title for subject in item.subjects)),
        "use": item.use,
        "aspect": item.aspect,
        "officially_named": [naming.act for system in item.systems for naming in system.officially_named],
        "where": locate(("item",)),
    }


def _figure(figure: Figure, one: Understood, locate: Locate, convert_to: str | None) -> dict[str, Any]:
    shown = {
        "field": ".".join(map(str, figure.path)),
        "reported": figure.reported,
        "read_as": _quantity(figure.reading)
        if isinstance(figure.reading, Quantity)
        else _money(figure.reading),
        "not_understood": figure.reason or None,
        "where": locate(figure.path),
    }
    if convert_to and isinstance(figure.reading, Money):
        day = _day_of_the_deal(figure, one)
        shown["converted"] = [_converted(amount, convert_to, day) for amount in figure.reading.amounts]
    return shown


def _day_of_the_deal(figure: Figure, one: Understood) -> date | None:
    """The last day on which the act of the figure, or the event's first transaction, may have happened."""
    acts = one.event.acts
    own = acts[int(figure.path[1])] if figure.path[0] == "acts" else None
    dated = [act.date for act in acts if act.kind in TRANSACTION_KINDS and act.date.known]
    if own is not None:
        return own.date.last_day if own.date.known else None
    return min(day.last_day for day in dated) if dated else None


def _converted(amount: Amount, currency: str, day: date | None) -> dict[str, Any]:
    """The amount in another currency with rate, date and source, or the reason why it is not converted."""
    # The rates are read only where somebody asks for them.
    from caatsa.intake.conversion import Converted, convert

    if day is None:
        return {"currency": currency, "reason": "the day of the deal is not known"}
    found = convert(amount, currency, day)
    if not isinstance(found, Converted):
        return {"currency": currency, "reason": found.reason}
    return {
        "low": f"{found.amount.low:.2f}",
        "high": f"{found.amount.high:.2f}",
        "hedge": found.amount.hedge or None,
        "currency": currency,
        "rate": str(found.rate),
        "rate_date": found.rate_date.isoformat(),
        "source": found.source,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit or None,
        "hedge": quantity.hedge or None,
    }


def _money(money: Money | None) -> list[dict[str, Any]] | None:
    return [_amount(amount) for amount in money.amounts] if money else None


def _amount(amount: Amount) -> dict[str, Any]:
    # As text: a float would not hold every sum.
    return {
        "low": f"{amount.low:f}",
        "high": f"{amount.high:f}",
        "currency": amount.currency,
        "hedge": amount.hedge or None,
    }


def _act(number: int, act: Act, locate: Locate) -> dict[str, Any]:
    known = act.date.known
    return {
        "kind": act.kind,
        "transaction": act.kind in TRANSACTION_KINDS,
        "date": act.date.text,
        "first_day": act.date.first_day.isoformat() if known else None,
        "last_day": act.date.last_day.isoformat() if known else None,
        "quantity": act.quantity,
        "value": act.value,
        "sources": [_source(source) for source in act.sources],
        "where": locate(("acts", number)),
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published": source.published.text if source.published else None,
        "grade": source.grade,
    }
