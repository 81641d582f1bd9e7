"""What stands beside the elements: what is missing, official acts, relief, precedents and the menu."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from caatsa.domain.axes import EXPOSURES
from caatsa.domain.prospects import Change, Outcomes
from caatsa.domain.verdict import (
    Conflict,
    Menu,
    MissingFact,
    OfficialActLine,
    PrecedentComparison,
    ReliefPath,
    Transaction,
)
from caatsa.report.layout import listed, wrapped
from caatsa.report.sources import Sources
from caatsa.report.words import code_citation, plain, provision_name

_START: Final = " " * 7
_NEXT: Final = " " * 9


def missing(facts: Iterable[MissingFact]) -> Iterator[str]:
    """The facts that would settle an element, where to ask for them, and what the row then comes to."""
    for one in facts:
        yield from wrapped(f"{one.would_settle}, {one.result_now}: {one.fact}", f"{_START}- ", _NEXT)
        yield from wrapped(f"ask: {one.ask}", _NEXT, f"{_NEXT}  ")
        if one.exposures:
            yield from wrapped(f"once known: {_either(map(plain, one.exposures))}", _NEXT, f"{_NEXT}  ")


def outcomes(found: Outcomes | None, now: str) -> Iterator[str]:
    """The exposures that remain possible; nothing where it can only be the present one."""
    if found is None or found.possible == (now,):
        return
    said = _either(map(plain, found.possible))
    if found.necessary:
        yield from wrapped(f"{said}, whatever the answers", _START, _NEXT)
        return
    bounded = "; not every combination was tried" if found.bounded else ""
    yield from wrapped(f"{said}{bounded}", _START, _NEXT)


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
    """The sets of changes, what is still open first; sets with the same effect are told together."""
    for actionable, label in ((True, "still open"), (False, "if it was otherwise")):
        told: dict[str, list[str]] = {}
        for one in offered:
            if one.actionable == actionable:
                told.setdefault(one.exposure, []).append(", and ".join(one.change))
        for exposure, sets in told.items():
            text = f"{plain(exposure)}, {label}: {'; or '.join(sets)}"
            yield from wrapped(text, f"{_START}- ", _NEXT)


def unchanged(row: Transaction) -> Iterator[str]:
    """That no set of up to three changes leads up, or down, where there is none."""
    directions = {one.direction for one in row.would_change}
    for direction, end in (("raises", EXPOSURES[-1]), ("lowers", EXPOSURES[0])):
        if direction not in directions and row.exposure != end:
            yield from wrapped(f"no set of up to three changes {direction} it", f"{_START}- ", _NEXT)


def _either(words: Iterable[str]) -> str:
    """Words with "or" before the last."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def official_acts(acts: Iterable[OfficialActLine], sources: Sources) -> Iterator[str]:
    """Each act with its day, its words and what it does; whether its person is inferred.

    Why an act has no effect is told once.
    """
    told: set[str] = set()
    for act in acts:
        marks = sources.marks([act.source]) if act.source else ""
        person = f" on {act.person}" if act.person else ""
        speaker = f" by {act.speaker}" if act.speaker else ""
        said = f"{act.kind}{speaker}{person}: {act.words} {marks}"
        yield from wrapped(said, f"{_START}{act.date:<12}", _NEXT)
        inferred = "; person inferred (model)" if act.inferred else ""
        unverified = "; unverified" if act.verification == "unverified" else ""
        effect = act.effect.partition(":")[0] if act.effect in told else act.effect
        told.add(act.effect)
        line = f"effect: {effect}; {provision_name(act.provision)}; {act.origin}{inferred}{unverified}"
        yield from wrapped(line, _NEXT, f"{_NEXT}  ")
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
