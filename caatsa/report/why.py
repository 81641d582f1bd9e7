"""`caatsa why` as text: element by element, the rules that spoke and what kept the others silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from caatsa.assessment.explanation import Explained, Silent, Spoken
from caatsa.domain.readings import ReadingLine
from caatsa.domain.verdict import Transaction
from caatsa.report.context import changes, conflicts, outcomes, unchanged
from caatsa.report.layout import wrapped
from caatsa.report.relief_view import relief_in_full
from caatsa.report.rivals import in_force
from caatsa.report.row import evidence_words
from caatsa.report.sources import Sources
from caatsa.report.words import day, painted, plain, provision_name, unsettled

_START = " " * 10
_MOST_WAYS = 3


def why_text(
    row: Transaction,
    elements: Iterable[Explained],
    as_of: date,
    readings: Iterable[ReadingLine] = (),
    *,
    color: bool = False,
) -> str:
    """One row explained, 80 columns wide; `readings` are the terms that are not read as by default."""
    sources = Sources()
    person = f"{row.person or 'a person not named'}{f', {plain(row.role)}' if row.role else ''}"
    lines = [
        *wrapped(f"{row.event} under {provision_name(row.provision or '')}, as of {day(as_of)}"),
        *wrapped(f"person: {person}", "  ", "    "),
        *wrapped(f"exposure: {plain(row.exposure)}; {unsettled(row) or row.reason}", "  ", "    "),
        *wrapped(evidence_words(row), "  ", "    "),
        *in_force(readings),
    ]
    for one in elements:
        lines += ["", *_element(one, color=color)]
    for title, body in (
        ("Reports disagree", conflicts(row.conflicts, row.event, sources)),
        ("Possible once all is known", outcomes(row.outcomes, row.exposure)),
        ("What would change it", (*changes(row.would_change), *unchanged(row))),
    ):
        told = tuple(body)
        lines += ["", title, *told] if told else []
    if row.relief_paths:
        lines += ["", "Relief", *relief_in_full(row.relief_paths)]
    if listed := tuple(sources.lines()):
        lines += ["", "Sources", *listed]
    return "\n".join(lines) + "\n"


def untouched_text(event: str, provision: str, ways: Iterable[Silent], as_of: date) -> str:
    """Why an event does not touch a provision: the distinctive fact that is absent."""
    named = provision_name(provision)
    lines = list(
        wrapped(f"{event} does not touch {named}, as of {day(as_of)}: its distinctive fact is absent.")
    )
    for way in ways:
        lines += wrapped("; ".join(way.unmet), "  - ")
    return "\n".join(lines) + "\n"


def not_in_force_text(provision: str, since: date | None, as_of: date) -> str:
    """Why a provision does not matter on a day on which it is not in force."""
    bounds = f"it took effect on {day(since)}" if since and as_of < since else "it no longer has effect"
    return (
        "\n".join(wrapped(f"{provision_name(provision)} is not in force as of {day(as_of)}; {bounds}."))
        + "\n"
    )


def _element(one: Explained, *, color: bool) -> Iterator[str]:
    element = one.element
    first, *more = wrapped(f"{element.id}: “{element.text}”", _START)
    yield painted(element.result.ljust(len(_START) - 1), element.result, color=color) + f" {first.lstrip()}"
    yield from more
    yield from wrapped(one.question, _START)
    if element.evidence:
        yield from wrapped(f"evidence: {plain(element.evidence)}", _START, f"{_START}  ")
    if not _told_by_rules(one):
        yield from wrapped(f"{element.because} ({element.origin})", _START, f"{_START}  ")
    if one.settled_by:
        label = "would settle it" if element.result == "unknown" else "would raise it"
        yield from wrapped(f"{label}: {one.settled_by}", _START, f"{_START}  ")
    for spoken in one.spoken:
        yield from _spoken(spoken)
    for silent in one.silent:
        yield from _silent(silent)


def _told_by_rules(one: Explained) -> bool:
    """Whether the rules below say all that the reason of the element says, in whatever order."""
    said = {spoken.because for spoken in one.spoken if spoken.result == one.element.result}
    because = one.element.because
    return len("; ".join(said)) == len(because) and all(text in because for text in said)


def _spoken(spoken: Spoken) -> Iterator[str]:
    said = f"{spoken.rule} says {plain(spoken.result)} ({spoken.origin}): {spoken.because}"
    yield from wrapped(said, f"{_START}+ ")
    for premise in spoken.premises:
        yield from wrapped(f"{premise.needs}: {premise.met_by}", f"{_START}    ", f"{_START}      ")


def _silent(silent: Silent) -> Iterator[str]:
    near = "; a near miss" if silent.near else ""
    yield from wrapped(f"{silent.rule} is silent; it would say {plain(silent.result)}{near}", f"{_START}- ")
    yield from wrapped(f"unmet: {'; '.join(silent.unmet)}", f"{_START}    ", f"{_START}      ")
    if silent.met:
        so_far = f"met so far: {silent.met} of {silent.asked} conditions, all before {silent.condition}"
        yield from wrapped(so_far, f"{_START}    ", f"{_START}      ")
    if silent.met_by:
        ways = "; or if ".join(silent.met_by[:_MOST_WAYS])
        more = len(silent.met_by) - _MOST_WAYS
        others = f"; or in {more} other ways" if more > 0 else ""
        yield from wrapped(f"it would speak if {ways}{others}", f"{_START}    ", f"{_START}      ")
