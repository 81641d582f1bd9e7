"""One event of several reports: nothing is averaged or corrected, and each report stays whole beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from caatsa.domain.dates import PartialDate
from caatsa.domain.record import Record
from caatsa.domain.reported import Act, Source
from caatsa.intake.alternatives import differ
from caatsa.intake.conflicts import figures_differ
from caatsa.intake.money import Money, read_money
from caatsa.intake.numbers import NotUnderstood
from caatsa.intake.quantities import Quantity, read_quantity
from caatsa.intake.reconciliation.cliques import cliques
from caatsa.intake.reconciliation.single import Single, stated_sources
from caatsa.intake.understand import Figure, UnderstoodParty

OR: Final = " or "
_LONGEST: Final = 1_000
_END: Final = PartialDate.UNKNOWN.last_day


class Said(Record):
    """An act, the report that tells of it, and its place there."""

    act: Act
    single: Single
    number: int


def merged(reports: Iterable[Single]) -> dict[str, Any]:
    """The event, as plain data, that the reports tell of; their order changes nothing."""
    singles = sorted(reports, key=lambda single: single.id)
    believed = [single for single in singles if not single.low] or singles
    event: dict[str, Any] = {"id": singles[0].id, "buyer": _side(believed, lambda single: single.buyer)}
    supplier = _side(believed, lambda single: single.supplier)
    if supplier:
        event["supplier"] = supplier
    parties = _parties(believed)
    if parties:
        event["parties"] = parties
    event["item"] = _commonest(believed, lambda single: single.understood.event.item)
    for fact in ("quantity", "value"):
        told = _figure([figure for single in believed if (figure := single.figures[fact])])
        if told is not None:
            event[fact] = told
    for key in ("end_use", "capability"):
        stated = _commonest(believed, partial(_stated, key))
        if stated:
            event[key] = stated
    acts = _acts(singles)
    event["acts"] = [act for act, _ in acts]
    event["sources"] = _sources(source for single in singles for source in stated_sources(single))
    spans = {**_spans(event, believed), **_spans_of_acts(acts)}
    if spans:
        event["spans"] = spans
    event["reports"] = [dict(single.data) for single in singles]
    return event


def _side(singles: Sequence[Single], party_of: Callable[[Single], UnderstoodParty]) -> dict[str, Any]:
    """The side as the best report that names it does; its country may come from another one."""
    parties = {single.id: party_of(single) for single in singles}
    country = _commonest(singles, lambda single: _country(parties[single.id]))
    name = _commonest(singles, lambda single: parties[single.id].name or None)
    side: dict[str, Any] = {}
    if country:
        side[country[0]] = country[1]
        if country[0] == "country_name":
            side = {"country": None} | side
    if name:
        side["name"] = name
    return side


def _stated(key: str, single: Single) -> Any:
    return getattr(single.understood.event, key)


def _country(party: UnderstoodParty) -> tuple[str, str] | None:
    if party.country is None:
        return None
    if party.country.code is None:
        return "country_name", party.country.name
    return "country", party.country.name


def _commonest(singles: Sequence[Single], value_of: Callable[[Single], Any]) -> Any:
    """What the reports of the best grade state; of several such, what most of them do."""
    stated = [(single, value) for single in singles if (value := value_of(single)) is not None]
    if not stated:
        return None
    best = min(single.rank for single, _ in stated)
    times = Counter(value for single, value in stated if single.rank == best)
    return min(times, key=lambda value: (-times[value], value))


def _parties(singles: Sequence[Single]) -> list[dict[str, Any]]:
    """The other parties, each role and person once."""
    known: dict[tuple[str, str], dict[str, Any]] = {}
    for single in singles:
        named = single.understood.chain[1:]
        for said, party in zip(single.understood.event.parties, named, strict=True):
            stated = {
                "role": said.role,
                "country": said.country,
                "country_name": said.country_name,
                "name": said.name,
            }
            key = (said.role, party.key if party.named else str(_country(party)))
            known.setdefault(key, {name: value for name, value in stated.items() if value is not None})
    return [known[key] for key in sorted(known)]


def _figure(figures: Sequence[Figure]) -> str | None:
    """What all agree on, in the words of the most exact; else all that is said, and none of it chosen."""
    understood = [figure for figure in figures if figure.reading is not None]
    if not understood:
        return min((figure.reported for figure in figures), default=None)
    rival = any(figures_differ(one, other) for one in understood for other in understood)
    if not rival:
        return min(understood, key=_vagueness).reported
    distinct: list[Figure] = []
    for figure in sorted(understood, key=lambda one: (_least(one), one.reported)):
        if not distinct or _least(distinct[-1]) != _least(figure) or figures_differ(distinct[-1], figure):
            distinct.append(figure)
    return OR.join(figure.reported for figure in distinct)[:_LONGEST]


def _vagueness(figure: Figure) -> tuple[bool, Any, int, str]:
    reading = figure.reading
    exact = reading is not None and reading.exact
    return not exact, _span(figure), -len(figure.reported), figure.reported


def _least(figure: Figure) -> Any:
    reading = figure.reading
    if isinstance(reading, Quantity):
        return reading.low
    return reading.amounts[0].low if reading else 0


def _span(figure: Figure) -> Any:
    reading = figure.reading
    if isinstance(reading, Quantity):
        return reading.high - reading.low
    return reading.amounts[0].high - reading.amounts[0].low if reading else 0


def _acts(singles: Sequence[Single]) -> list[tuple[dict[str, Any], list[Said]]]:
    """The acts, those that several reports tell of once, each with the sources of all of them."""
    said = [
        Said(act, single, number)
        for single in singles
        for number, act in enumerate(single.understood.event.acts)
    ]
    told: list[list[Said]] = []
    for kind in dict.fromkeys(one.act.kind for one in said):
        alike = [one for one in said if one.act.kind == kind]
        groups, between = cliques(alike, _one_act)
        for group in (*groups, *([number] for number in between)):
            told += _on_one_day([alike[number] for number in group])
    acts = [(*_act(group), group) for group in told]
    return [(act, group) for _, act, group in sorted(acts, key=lambda found: found[0])]


def _one_act(one: Said, other: Said) -> bool:
    """Whether two reports may tell of one act; one report tells of each act once."""
    first, second = one.act, other.act
    overlap = first.date.first_day <= second.date.last_day and second.date.first_day <= first.date.last_day
    if one.single is other.single or not overlap:
        return False
    quantities = (_read(act.quantity, read_quantity) for act in (first, second))
    values = (_read(act.value, read_money) for act in (first, second))
    return not any(a and b and differ(a, b) for a, b in (tuple(quantities), tuple(values)))


def _read(reported: float | str | None, reader: Callable[[float | str], Any]) -> Quantity | Money | None:
    reading = reader(reported) if reported is not None else None
    return None if isinstance(reading, NotUnderstood) else reading


def _on_one_day(group: list[Said]) -> list[list[Said]]:
    """The group itself; apart where only leaks and aggregators date what better reports leave undated."""
    better = [one for one in group if not one.single.low]
    if better and any(one.act.date.known for one in group) and not any(one.act.date.known for one in better):
        return [better, [one for one in group if one.single.low]]
    return [group]


def _act(group: Sequence[Said]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The act, and by what acts are ordered; its day is the narrowest that is better known than by a leak."""
    believed = [one for one in group if not one.single.low] or list(group)
    dated = [one.act.date for one in believed if one.act.date.known] or [PartialDate.UNKNOWN]
    day = min(dated, key=lambda one: (one.last_day - one.first_day, one.text))
    act: dict[str, Any] = {"kind": group[0].act.kind, "date": day.text}
    for fact in ("quantity", "value"):
        stated = [value for one in believed if (value := getattr(one.act, fact)) is not None]
        if stated:
            act[fact] = min(stated, key=lambda value: (-len(str(value)), str(value)))
    act["sources"] = _sources(source for one in group for source in stated_sources(one.single, one.act))
    first = _END if not day.known else day.first_day
    return (first, day.text, act["kind"], str(act)), act


def _spans(event: Mapping[str, Any], singles: Sequence[Single]) -> dict[str, Any]:
    """Where in whose article the values stand that were taken as one report has them."""
    found: dict[str, Any] = {}
    for path in (("buyer", "name"), ("supplier", "name"), ("item",), ("quantity",), ("value",)):
        chosen = _at(event, path)
        for single in singles:
            span = (single.data.get("spans") or {}).get(".".join(path))
            if isinstance(span, dict) and chosen is not None and _at(single.data, path) == chosen:
                found.setdefault(".".join(path), {**span, "report": single.id})
    return found


def _at(data: Any, path: Sequence[str]) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _spans_of_acts(acts: Sequence[tuple[Mapping[str, Any], Sequence[Said]]]) -> dict[str, Any]:
    """The same of the acts: the words of the first report that gives the day as it was taken."""
    found: dict[str, Any] = {}
    for number, (act, told) in enumerate(acts):
        for said in told:
            spans = said.single.data.get("spans") or {}
            for part in ("", ".date", ".quantity"):
                span = spans.get(f"acts.{said.number}{part}")
                if isinstance(span, dict) and said.act.date.text == act["date"]:
                    found.setdefault(f"acts.{number}{part}", {**span, "report": said.single.id})
    return found


def _sources(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Each source once, in an order of their own."""
    plain = [
        {
            key: str(value)
            for key in ("title", "publisher", "url", "published", "grade")
            if (value := getattr(source, key)) is not None
        }
        for source in dict.fromkeys(sources)
    ]
    return sorted(plain, key=lambda source: (source.get("published", "~"), source["title"], str(source)))
