"""What was read of an input, as text: each statement as reported, and beside it how it was understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from caatsa.domain.dates import PartialDate
from caatsa.report.layout import clean, is_address, wrapped
from caatsa.report.words import plain

_LABEL: Final = 14
_INDENT: Final = "  "
_LISTS: Final[Mapping[str, str]] = {"LSP": "List of Specified Persons"}
_IDENTIFIED: Final[Mapping[str, str]] = {
    "designation": "a system of the register",
    "class_noun": "a class of goods only",
    "ambiguous": "names several; none is chosen",
    "unknown": "not in the register",
}


def events_text(reading: Mapping[str, Any]) -> str:
    """The reading of `report.reading` for people, 80 columns wide."""
    lines: list[str] = []
    for event in reading["events"]:
        lines += [*event_lines(event), ""]
    given = reading["input"]
    count = "1 event" if given["events"] == 1 else f"{given['events']} events"
    lines += wrapped(f"{count} read; input {given['sha256'][:12]}")
    return "\n".join(lines) + "\n"


def event_lines(event: Mapping[str, Any]) -> Iterator[str]:
    """One event of the reading."""
    yield from wrapped(f"{event['id']} ({event['where']})")
    yield from _party(event["buyer"])
    for party in event["chain"]:
        yield from _party(party)
    yield from _item(event["item"])
    for field, absent in (("end_use", "as the item implies"), ("capability", "derived by rule")):
        yield from _line(plain(field), plain(event[field] or f"not stated; {absent}, else unknown"))
    for figure in event["figures"]:
        yield from _figure(figure)
    for number, act in enumerate(event["acts"], start=1):
        yield from _act(number, act)
    for source in event["sources"]:
        yield from _source(source)
    if not event["sources"]:
        yield from _line("source", "none given: facts count as stated, unsourced")
    for issue in event["issues"]:
        yield from _line("issue", f"“{issue['reported']}”: {issue['issue']} ({issue['where']})")


def _line(label: str, text: str) -> Iterator[str]:
    return wrapped(text, f"{_INDENT}{clean(label):<{_LABEL}}", " " * (len(_INDENT) + _LABEL + 2))


def _party(party: Mapping[str, Any]) -> Iterator[str]:
    country = f"{party['country_name']}, {party['country'] or 'no ISO code'}"
    yield from _line(plain(party["role"]), f"{party['name'] or 'not named'} ({country})")
    known = party["register"]
    if known:
        yield from _line("", f"register: {known['name']} ({known['key']})")
        for listing in known["listings"]:
            sector = f", {listing['sector']} sector" if listing["sector"] else ""
            since = PartialDate.parse(listing["listed_on"]).dated
            name = _LISTS.get(listing["list"], listing["list"])
            yield from _line("", f"listing: {name}{sector}, {since}, {listing['verification']}")
        for label, relations in (("owner", known["owners"]), ("acts for", known["acts_for"])):
            for relation in relations:
                yield from _line("", f"{label}: {_relation(relation)}")
    elif party["possible"]:
        yield from _line("", f"possible, review: {'; '.join(party['possible'])}")
    elif party["name"]:
        yield from _line("", "not in the register of persons")


def _relation(relation: Mapping[str, Any]) -> str:
    share = f", {relation['share']} %" if relation["share"] else ""
    start, until = PartialDate.parse(relation["from"]), relation["until"]
    since = f", from {start.dated}" if start.known else ""
    end = f", until {PartialDate.parse(until).dated}" if until else ""
    return f"{relation['name']}{share}{since}{end}, {relation['verification']}"


def _item(item: Mapping[str, Any] | None) -> Iterator[str]:
    if item is None:
        yield from _line("item", "not stated")
        return
    yield from _line("item", f"{item['reported']}: {_IDENTIFIED[item['identified_as']]}")
    for system in item["systems"]:
        yield from _line("", f"system: {system['name']} ({system['key']}), {system['verification']}")
    if item["categories"]:
        yield from _line("", f"category: {', '.join(item['categories'])}")
    if item["aspect"] != "none":
        yield from _line("", f"aspect: {item['aspect']}")
    if item["officially_named"]:
        yield from _line("", f"officially named: {', '.join(item['officially_named'])}")


def _figure(figure: Mapping[str, Any]) -> Iterator[str]:
    read = figure["read_as"]
    if read is None:
        told = f"not understood, kept as reported: {figure['not_understood']}"
    elif isinstance(read, list):
        told = "; ".join(f"{_range(amount)} {amount['currency'] or 'currency not named'}" for amount in read)
    else:
        told = f"{_range(read)} {read['unit'] or ''}".strip()
    *holder, field = figure["field"].split(".")
    of_act = f"act {int(holder[-1]) + 1}: " if holder else ""
    yield from _line(field, f"{of_act}“{figure['reported']}”: {told}")
    for converted in figure.get("converted", ()):
        yield from _line("", _converted(converted))


def _converted(converted: Mapping[str, Any]) -> str:
    if "reason" in converted:
        return f"not converted to {converted['currency']}: {converted['reason']}"
    rate = f"{float(converted['rate']):.6g} on {converted['rate_date']}, {converted['source']}"
    return f"= {_range(converted)} {converted['currency']} at {rate}"


def _range(read: Mapping[str, Any]) -> str:
    low, high = (_grouped(str(read[bound])) for bound in ("low", "high"))
    hedge = f"{read['hedge']} " if read["hedge"] else ""
    return f"{hedge}{low}" if low == high else f"{hedge}{low} to {high}"


def _grouped(digits: str) -> str:
    whole, point, part = digits.partition(".")
    return f"{int(whole):,}{point}{part}"


def _act(number: int, act: Mapping[str, Any]) -> Iterator[str]:
    dated = PartialDate.parse(act["date"]).dated
    days = f" ({act['first_day']} to {act['last_day']})" if act["first_day"] != act["last_day"] else ""
    kind = "transaction" if act["transaction"] else "not by itself a transaction"
    yield from _line(f"act {number}", f"{plain(act['kind'])}, {dated}{days}: {kind}")
    for source in act["sources"]:
        yield from _source(source)


def _source(source: Mapping[str, Any]) -> Iterator[str]:
    told = [source["title"], source["publisher"], source["published"]]
    grade = plain(source["grade"] or "no grade")
    yield from _line("source", f"{', '.join(str(part) for part in told if part)} ({grade})")
    if source["url"]:
        address = clean(source["url"])
        alone = is_address(address) and " " not in address
        yield from [" " * (len(_INDENT) + _LABEL + 2) + address] if alone else _line("", address)
