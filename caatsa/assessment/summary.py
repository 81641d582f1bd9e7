"""A verdict in a paragraph of plain language: persons, transactions and official acts, no accusation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from caatsa.domain.dates import PartialDate
from caatsa.domain.verdict import Transaction

LAW_NOT_READ = "The law was read in its text of {read_to}; amendments after that day were not read."


def day(value: date) -> str:
    """A day as people write it, in no locale.

    >>> day(date(2021, 12, 7))
    '7 December 2021'
    """
    return PartialDate.parse(value).dated


def law_notice(as_of: date, read_to: date) -> str:
    """What is said of the law where the assessment is made as of a day after it was read; else empty."""
    return LAW_NOT_READ.format(read_to=day(read_to)) if as_of > read_to else ""


def summary(
    country: str,
    rows: Sequence[Transaction],
    concerned: Sequence[str],
    cited: Mapping[str, str],
    as_of: date,
    notice: str,
) -> str:
    """One paragraph: which transactions, how far their elements are supported, what is officially known.

    `concerned` are the persons most directly concerned, each once; `cited` says how a provision is cited;
    `notice` is what is said of the law as it was read, or empty.
    """
    if not rows:
        said = f"As of {day(as_of)}, the provisions that these events touch reach no person of {country}."
        return f"{said} {notice}".rstrip()
    touched = [row for row in rows if row.provision]
    events = {row.event for row in rows}
    counted = f"{_count(len(events), 'procurement event')} with persons under the government of {country}"
    parts = [f"As of {day(as_of)}, {counted} {_were(events)} assessed."]
    if not touched:
        parts.append("None contains the distinctive fact of a provision that is coded.")
    for exposure, words in _EXPOSURE_WORDS.items():
        named = [row for row in touched if row.exposure == exposure]
        if named:
            parts.append(f"{_listed(named, cited)}: {words}.")
    parts.append(_official(touched, cited))
    if concerned:
        parts.append(f"Persons most directly concerned: {', '.join(concerned)}.")
    return " ".join(part for part in (*parts, notice) if part)


CONCERNING = frozenset({"arguable", "facially_met"})
"""Exposures whose persons are named as most directly concerned."""

_EXPOSURE_WORDS = {
    "facially_met": (
        "every factual element is supported; whether to determine is for the President or his delegate"
    ),
    "arguable": "every element is met or arguable, at least one only arguable",
    "undecided": "no element is contradicted, but at least one is unknown",
    "watch": "no transaction yet",
    "no_trigger": "at least one element is contradicted, or an exception applies",
}


def _listed(rows: Sequence[Transaction], cited: Mapping[str, str]) -> str:
    """The events under the provision that they touch, in the order of the rows."""
    under: dict[str, list[str]] = {}
    for row in rows:
        events = under.setdefault(cited[row.provision or ""], [])
        if row.event not in events:
            events.append(row.event)
    return "; ".join(f"{', '.join(events)} ({citation})" for citation, events in under.items())


def _official(rows: Sequence[Transaction], cited: Mapping[str, str]) -> str:
    """What is officially known, in words for each state of enforcement that occurs."""
    said = []
    for state, words in (
        ("determined", "A public determination is in force for"),
        ("relieved", "A waiver or delay is in effect for"),
        ("warned", "Official warnings, but no determination, are known for"),
        ("ceased", "A determination has ended, or what it imposed is waived, for"),
    ):
        named = [row for row in rows if row.enforcement == state]
        if named:
            said.append(f"{words} {_listed(named, cited)}.")
    if said or not rows:
        return " ".join(said)
    them = "for it" if len({row.event for row in rows}) == 1 else "for any of them"
    return f"No public determination, relief or warning under these provisions is known {them}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _were(events: set[str]) -> str:
    return "was" if len(events) == 1 else "were"
