"""Read official acts from the parsed files of the register: every fault is found before any is raised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, cast, get_args

from caatsa.domain.dates import PartialDate
from caatsa.domain.reported import CONCERNING_A_PERSON, OfficialActKind
from caatsa.registers.fields import Entry, Faults, called
from caatsa.registers.official_act import (
    WITHOUT_EFFECT,
    ActSource,
    Imposed,
    OfficialAct,
    Transaction,
    Verification,
)

FILE: Final = "registers/official_acts"
_MEASURE = re.compile(r"caatsa\.235\.a\.(?:[1-9]|1[0-2])")
_COUNTRY = re.compile(r"[A-Z]{2}")
_TOP: Final = ("format", "register", "official_acts")
_ACT: Final = (
    *("id", "kind", "provision", "date", "until", "person", "country", "items", "imposed", "transaction"),
    *("characterises", "speaker", "summary", "comment", "citations", "source", "further_sources"),
    *("verification", "last_verified"),
)
_SOURCE: Final = ("title", "publisher", "url", "published")
_IMPOSED: Final = ("person", "measures", "list", "ofac_uid")
_TRANSACTION: Final = ("country", "supplier", "items", "acts_from", "acts_until")


def read_official_acts(data: Sequence[Any]) -> tuple[OfficialAct, ...]:
    """The acts of all files; raises `RegisterError` with all faults of form."""
    faults = Faults(FILE)
    acts: list[OfficialAct] = []
    for number, content in enumerate(data, 1):
        file = Entry(content, f"file {number}", faults, _TOP)
        acts.extend(file.each("official_acts", lambda value, where: _act(value, where, faults)))
    seen: set[str] = set()
    for act in acts:
        if act.id in seen:
            faults.add(f"act '{act.id}'", "the id is taken", "ids are unique")
        seen.add(act.id)
    faults.raise_any()
    return tuple(acts)


def _act(value: Any, where: str, faults: Faults) -> OfficialAct:
    entry = Entry(value, called(value, "act", where), faults, _ACT)
    imposed = entry.each("imposed", lambda one, at: _imposed(one, at, faults))
    act = OfficialAct(
        id=entry.text("id"),
        kind=cast("OfficialActKind", entry.choice("kind", get_args(OfficialActKind))),
        provision=entry.text("provision"),
        date=entry.partial_date("date"),
        sources=_sources(entry, faults),
        until=entry.optional_date("until"),
        person=entry.optional_text("person"),
        country=_country(entry),
        items=entry.texts("items"),
        measures=_measures_on(entry.optional_text("person"), imposed),
        imposed=imposed,
        transaction=_transaction(entry, faults),
        characterises="significant" if entry.optional_text("characterises") else None,
        speaker=entry.optional_text("speaker"),
        summary=entry.text("summary"),
        comment=entry.optional_text("comment") or "",
        citations=entry.texts("citations"),
        verification=cast("Verification", entry.choice("verification", ("seen", "unverified"))),
        last_verified=entry.day("last_verified"),
    )
    _check(act, entry)
    return act


def _check(act: OfficialAct, entry: Entry) -> None:
    if entry.values.get("characterises") not in {None, "significant"}:
        entry.wrong(f"'characterises' is {entry.values['characterises']!r}", "significant")
    if act.until is not None and act.until.last_day < act.date.first_day:
        entry.wrong(f"until {act.until} is before date {act.date}", "until is not before date")
    if act.kind == "warning" and not (act.country and act.items):
        entry.wrong("does not say what it warns of", "a warning needs country and items")
    if act.kind in CONCERNING_A_PERSON and act.person is None:
        entry.wrong("does not say whom it concerns", f"a {act.kind} needs person")
    if act.kind in WITHOUT_EFFECT and act.imposed:
        entry.wrong(f"a {act.kind} imposes nothing", "imposed belongs to a determination or an imposition")
    if act.imposed and act.person not in {one.person for one in act.imposed}:
        entry.wrong("'imposed' does not name the person of the act", "one entry for that person")


def _sources(entry: Entry, faults: Faults) -> tuple[ActSource, ...]:
    first = _source(entry.values.get("source"), f"{entry.where}, source", faults)
    return (first, *entry.each("further_sources", lambda one, at: _source(one, at, faults)))


def _source(value: Any, where: str, faults: Faults) -> ActSource:
    entry = Entry(value, where, faults, _SOURCE)
    return ActSource(
        title=entry.text("title"),
        publisher=entry.optional_text("publisher"),
        url=entry.optional_text("url"),
        published=entry.optional_date("published"),
    )


def _imposed(value: Any, where: str, faults: Faults) -> Imposed:
    entry = Entry(value, where, faults, _IMPOSED)
    measures = entry.texts("measures")
    for measure in measures:
        if not _MEASURE.fullmatch(measure):
            entry.wrong(f"'{measure}' is not a measure", "caatsa.235.a.1 to caatsa.235.a.12")
    kind = entry.choice("list", ("SDN", "NS-MBS"))
    imposed = Imposed(
        entry.text("person"), measures, "SDN" if kind == "SDN" else "NS-MBS", entry.number("ofac_uid")
    )
    # Blocking puts a person on the SDN List; the other list exists for those who are not blocked.
    if imposed.blocking != (kind == "SDN"):
        entry.wrong(f"list {kind} does not go with its measures", "SDN with caatsa.235.a.9, else NS-MBS")
    return imposed


def _measures_on(person: str | None, imposed: tuple[Imposed, ...]) -> tuple[str, ...]:
    return next((one.measures for one in imposed if one.person == person), ())


def _transaction(act: Entry, faults: Faults) -> Transaction | None:
    """The transaction; country and items are those of the act where they are not given again."""
    value = act.values.get("transaction")
    if value is None:
        return None
    entry = Entry(value, f"{act.where}, transaction", faults, _TRANSACTION)
    country = _country(entry) or _country(act)
    items = entry.texts("items") or act.texts("items")
    if country is None or not items:
        entry.wrong("does not describe a transaction", "it needs a country and items, its own or the act's")
    from_, until = entry.optional_date("acts_from"), entry.optional_date("acts_until")
    if _is_before(until, from_):
        entry.wrong(f"acts_until {until} is before acts_from {from_}")
    return Transaction(country or "", items, entry.optional_text("supplier"), from_, until)


def _is_before(end: PartialDate | None, start: PartialDate | None) -> bool:
    return end is not None and start is not None and end.last_day < start.first_day


def _country(entry: Entry) -> str | None:
    code = entry.optional_text("country")
    if code is not None and not _COUNTRY.fullmatch(code):
        entry.wrong(f"'country' is '{code}'", "an ISO 3166 code of two letters")
    return code
