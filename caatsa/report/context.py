"""What stands beside the elements: what is missing, official acts, relief, precedents and the menu."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from caatsa.domain.verdict import (
    Change,
    Conflict,
    Menu,
    MissingFact,
    OfficialActLine,
    PrecedentComparison,
    ReliefPath,
)
from caatsa.report.layout import listed, wrapped
from caatsa.report.sources import Sources
from caatsa.report.words import code_citation, plain, provision_name

_START: Final = " " * 7
_NEXT: Final = " " * 9
_SHOWN: Final = " is shown "


def missing(facts: Iterable[MissingFact]) -> Iterator[str]:
    """The facts that would settle an element, and where to ask for them."""
    for one in facts:
        yield from wrapped(f"{one.would_settle}, {one.result_now}: {one.fact}", f"{_START}- ", _NEXT)
        yield from wrapped(f"ask: {one.ask}", _NEXT, f"{_NEXT}  ")


def conflicts(found: Iterable[Conflict], event: str, sources: Sources) -> Iterator[str]:
    """Each fact with what is reported of it, side by side, and why it may be so."""
    for one in found:
        yield from wrapped(
            f"{one.fact} ({plain(one.grade)} at the weakest): {one.note}", f"{_START}- ", _NEXT
        )
        for said in one.alternatives:
            marks = sources.marks(said.sources)
            of = f"{said.event}: " if said.event != event else ""
            text = f"{of}{said.reported} ({plain(said.grade)}; {said.where}) {marks}"
            yield from wrapped(text, f"{_NEXT}- ", f"{_NEXT}  ")


def pointers(regimes: Iterable[str]) -> Iterator[str]:
    """Each other regime that the facts touch, with its citation and why."""
    for one in regimes:
        yield from wrapped(one, f"{_START}- ", _NEXT)


def changes(offered: Sequence[Change]) -> Iterator[str]:
    """Which results would have to be otherwise; single changes with the same effect are told together."""
    singly: dict[tuple[str, str], list[str]] = {}
    for one in offered:
        if len(one.change) == 1:
            element, _, shown = one.change[0].partition(_SHOWN)
            singly.setdefault((one.exposure, shown), []).append(element)
    for (exposure, shown), elements in singly.items():
        any_one = f"any one of {', '.join(elements)}" if len(elements) > 1 else elements[0]
        yield from _change(exposure, f"{any_one}{_SHOWN}{shown}" if shown else any_one)
    for one in offered:
        if len(one.change) > 1:
            yield from _change(one.exposure, _together(one.change))


def _change(exposure: str, condition: str) -> Iterator[str]:
    return wrapped(f"{plain(exposure)}, if {condition}", f"{_START}- ", _NEXT)


def _together(needed: Sequence[str]) -> str:
    """Several changes that are all needed, in few words where they are of one kind."""
    parts = [change.partition(_SHOWN) for change in needed]
    endings = {ending for _, _, ending in parts}
    if len(endings) > 1 or not all(shown for _, shown, _ in parts):
        return "; ".join(needed)
    return f"{', '.join(element for element, _, _ in parts)} are all shown {endings.pop()}"


def official_acts(acts: Iterable[OfficialActLine], sources: Sources) -> Iterator[str]:
    """Each act with its day, its words and what it does; whether its person is inferred."""
    for act in acts:
        marks = sources.marks([act.source]) if act.source else ""
        person = f" on {act.person}" if act.person else ""
        yield from wrapped(f"{act.kind}{person}: {act.words} {marks}", f"{_START}{act.date:<12}", _NEXT)
        inferred = "; person inferred (model)" if act.inferred else ""
        unverified = "; unverified" if act.verification == "unverified" else ""
        effect = f"effect: {act.effect}; {provision_name(act.provision)}; {act.origin}{inferred}{unverified}"
        yield from wrapped(effect, _NEXT, f"{_NEXT}  ")
        if act.measures:
            yield from wrapped(f"measures of CAATSA § 235(a): {_paragraphs(act.measures)}", _NEXT)


def relief(paths: Iterable[ReliefPath]) -> Iterator[str]:
    """Each way to relief in a line: how its conditions stand, and what is known of acts on it."""
    for path in paths:
        said = f"{provision_name(path.id)}, {code_citation(path.citation)}: {path.title}"
        state = f"{plain(path.state)}: " if path.acts else ""
        line = f"{said}; conditions: {_conditions(path)}; {state}{'; '.join(path.standing)}"
        yield from wrapped(line, f"{_START}- ", _NEXT)


def _conditions(path: ReliefPath) -> str:
    """How many conditions have each result; those that are not met with the reason."""
    counts = [
        f"{number} {words}"
        for result, words in (("met", "met"), ("arguable", "arguable"), ("unknown", "not known"))
        if (number := sum(one.result == result for one in path.conditions))
    ]
    unmet = [f"{one.id} not met: {one.because}" for one in path.conditions if one.result == "unmet"]
    return ", ".join((*counts, *unmet))


def precedents(compared: Iterable[PrecedentComparison]) -> Iterator[str]:
    """Each precedent with the factors that it shares and those in which it differs."""
    for one in compared:
        yield from wrapped(f"{one.title}: {one.outcome} ({one.id})", f"{_START}- ", _NEXT)
        yield from listed("shared", one.shared, _NEXT)
        yield from listed("differs", one.differs, _NEXT)


def menu(used: Menu) -> Iterator[str]:
    """Section 235: what was imposed on whom, and what the precedents used; no forecast of a choice."""
    if not used.imposed_on and not used.used_in_precedents:
        return
    yield "  Menu, CAATSA § 235(a), 22 U.S.C. § 9529(a):"
    together: dict[tuple[tuple[str, ...], str, str, bool], list[str]] = {}
    for one in used.imposed_on:
        together.setdefault((one.measures, one.official_act, one.date, one.in_force), []).append(one.person)
    for (measures, act, day, in_force), persons in together.items():
        state = "in force" if in_force else "no longer in force"
        label = f"imposed on {', '.join(persons)}"
        text = f"{label}: {_paragraphs(measures)}; {day}, {act}, {state}"
        yield from wrapped(text, "    - ", "      ")
    if used.used_in_precedents:
        yield from wrapped(f"used in precedents: {_paragraphs(used.used_in_precedents)}", "    - ", "      ")
    for rule in used.counting:
        yield from wrapped(rule, "    ", "      ")


def _paragraphs(measures: Iterable[str]) -> str:
    """Paragraphs of section 235(a) by their numbers alone."""
    return ", ".join(f"({measure.rpartition('.')[2]})" for measure in measures)
