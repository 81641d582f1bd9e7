"""The memo: an assessment in Markdown for whoever has to decide, every statement with its footnote.

What it says is what the JSON says, in the same words and fewer of them. Rows without a trigger are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from caatsa.domain.axes import EXPOSURES
from caatsa.domain.verdict import (
    Assessed,
    ElementResult,
    FactLine,
    OfficialActLine,
    SourceLine,
    Transaction,
    Verdict,
)
from caatsa.registers.official_act import WITHOUT_EFFECT
from caatsa.report.layout import clean
from caatsa.report.row import acceptance_words, facts_of, parties_words, reached_words
from caatsa.report.words import (
    DISCLAIMER,
    SCOPE,
    code_citation,
    day,
    plain,
    provision_name,
    unsettled,
    version_of,
)

if TYPE_CHECKING:
    from caatsa.domain.published import Assessment

_MOST_ROWS: Final = 2
"""Rows of one country that a memo goes into; of the others it says how they stand."""
_MOST_TOLD: Final = 3
_MOST_LISTED: Final = 20
_MARKED: Final = re.compile(r"([\\`*_\[\]|~])")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\\]+")


def to_markdown(assessment: Assessed | Assessment) -> str:
    """The memo, with its footnotes at the end."""
    notes = _Footnotes()
    lines = list(_memo(assessment, notes))
    return "\n".join((*lines, *notes.lines())).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    r"""Text that Markdown shows as it is, whatever stands in it.

    >>> escaped("[a](javascript:x) <b> 1_2")
    '\\[a\\](javascript:x) &lt;b&gt; 1\\_2'
    """
    safe = _MARKED.sub(r"\\\1", clean(text))
    return safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class _Footnotes:
    """Numbers of citations and sources, in the order of their first mention."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, facts: Iterable[FactLine]) -> str:
        """The marks of the sources of these facts."""
        return self.marks(_source(source) for fact in facts for source in fact.sources)

    def source(self, source: SourceLine | None) -> str:
        """The mark of one source; nothing where there is none."""
        return self.marks([_source(source)] if source else [])

    def citation(self, citation: str) -> str:
        """The mark of a citation with its version."""
        since = version_of(citation)
        return self.marks(
            [f"{escaped(code_citation(citation))}{f', as in force from {since}' if since else ''}"]
        )

    def marks(self, texts: Iterable[str]) -> str:
        """The marks of these footnotes, each once, ascending."""
        numbers = {self._numbers.setdefault(text, len(self._numbers) + 1) for text in texts}
        return "".join(f"[^{number}]" for number in sorted(numbers))

    def lines(self) -> Iterator[str]:
        """The footnotes."""
        yield from (f"[^{number}]: {text}" for text, number in self._numbers.items())


def _source(source: SourceLine) -> str:
    parts = [escaped(part) for part in (source.title, source.publisher, source.published) if part]
    if source.url and source.url != source.title:
        parts.append(f"<{source.url}>" if _ADDRESS.fullmatch(source.url) else escaped(source.url))
    return f"{', '.join(parts)} ({plain(source.grade) or 'grade not stated'})"


def _memo(assessment: Assessed | Assessment, notes: _Footnotes) -> Iterator[str]:
    yield f"# CAATSA exposure as of {day(assessment.as_of)}"
    yield ""
    known_by = f" As known by {day(assessment.known_by)}." if assessment.known_by else ""
    yield (
        "Exposure says how far the known facts meet a provision; enforcement says what the United States has"
        f" officially done. The two are never added up.{known_by}"
    )
    for notice in assessment.notices:
        yield f"\n> {escaped(notice)}"
    for line in assessment.readings:
        yield f"\n> Read otherwise than by default: {escaped(line.name)} as {plain(line.value)}."
    yield ""
    yield from _table(assessment.verdicts)
    for verdict in assessment.verdicts:
        yield from _country(verdict, notes)
    yield from _end(assessment)


def _table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    if not verdicts:
        yield "No verdict: no event concerns what was asked for."
        yield ""
        return
    yield "| Country | Exposure | Enforcement | Rows |"
    yield "|---|---|---|---:|"
    for one in verdicts:
        states = ", ".join(plain(state) for state in one.enforcement_all)
        yield f"| {escaped(one.country_name)} | {plain(one.exposure)} | {states} | {len(one.transactions)} |"
    yield ""


def _country(verdict: Verdict, notes: _Footnotes) -> Iterator[str]:
    yield f"## {escaped(verdict.country_name)}: {plain(verdict.exposure)}, {plain(verdict.enforcement)}"
    yield ""
    yield escaped(verdict.summary)
    yield ""
    touched = [row for row in verdict.transactions if row.provision and row.exposure != "no_trigger"]
    ranked = sorted(touched, key=lambda row: -EXPOSURES.index(row.exposure))
    for row in ranked[:_MOST_ROWS]:
        yield from _row(row, notes)
    yield from _others(ranked[_MOST_ROWS:], len(verdict.transactions) - len(ranked))


def _others(rows: Sequence[Transaction], without: int) -> Iterator[str]:
    """How the rows stand that the memo does not go into, and how many nothing is triggered by."""
    for row in rows[:_MOST_LISTED]:
        reason = escaped(unsettled(row) or row.reason)
        name = f"{escaped(row.event)}, {provision_name(row.provision or '')}"
        yield f"- {name}: **{plain(row.exposure)}**, {plain(row.enforcement)} ({reason})"
    if len(rows) > _MOST_LISTED:
        yield f"- and {len(rows) - _MOST_LISTED} more rows, which the text, HTML and JSON forms show"
    if without:
        yield f"- {'1 row' if without == 1 else f'{without} rows'} without a trigger"
    if rows or without:
        yield ""


def _row(row: Transaction, notes: _Footnotes) -> Iterator[str]:
    name = provision_name(row.provision or "")
    cited = notes.citation(row.elements[0].citation) if row.elements else ""
    reached = f", reaching {escaped(reached_words(row))}" if reached_words(row) else ""
    yield f"### {escaped(row.event)}{': ' + escaped(row.item) if row.item else ''}, {name}"
    yield ""
    yield (
        f"{escaped(parties_words(row.facts))}{reached}. Exposure **{plain(row.exposure)}**"
        f" ({escaped(unsettled(row) or row.reason)}); enforcement **{plain(row.enforcement)}**.{cited}"
    )
    yield ""
    if row.acceptance:
        yield f"> {escaped(acceptance_words(row.acceptance))}"
        yield ""
    for element in row.elements:
        yield _element(element, row, notes)
    yield ""
    yield from _beside(row, notes)


def _element(element: ElementResult, row: Transaction, notes: _Footnotes) -> str:
    facts = facts_of(element, row.facts)
    because = f"all factors together {plain(element.total)}" if element.total else element.because
    return (
        f"- **{plain(element.id)}**, {element.result}: “{escaped(element.text)}”: {escaped(because)}"
        f" ({element.origin}).{notes.of(facts)}"
    )


def _beside(row: Transaction, notes: _Footnotes) -> Iterator[str]:
    """What is open, missing, done and comparable: the first few of each, and how many there are."""
    acts = sorted(row.official_acts, key=lambda act: act.kind in WITHOUT_EFFECT)
    sections = (
        ("Left to officials", [f"“{escaped(one.text)}”: {escaped(one.decided_by)}" for one in row.open]),
        ("Not settled", [f"{plain(one.would_settle)}: {escaped(one.fact)}" for one in row.missing]),
        ("Would change it", [_change(one.change, one.exposure) for one in row.would_change]),
        ("Official acts", [_act(act, notes, told=number < _MOST_TOLD) for number, act in enumerate(acts)]),
        (
            "Relief",
            [f"{provision_name(one.id)}: {escaped('; '.join(one.standing))}" for one in row.relief_paths],
        ),
        ("Precedents", [f"{escaped(one.title)}: {escaped(one.outcome)}" for one in row.precedents]),
        ("Reports disagree", [f"{one.fact}: {escaped(one.note)}" for one in row.conflicts]),
    )
    for title, told in sections:
        if told:
            more = f"; and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
            yield f"*{title}*: {'; '.join(told[:_MOST_TOLD])}{more}."
            yield ""


def _act(act: OfficialActLine, notes: _Footnotes, *, told: bool) -> str:
    """An act with its footnote; one that is only counted takes none."""
    said = f"{act.date} {act.kind}, {escaped(act.effect.partition(':')[0])}"
    return f"{said}{notes.source(act.source)}" if told else said


def _change(change: Sequence[str], exposure: str) -> str:
    return f"{plain(exposure)} if {escaped(', and '.join(change))}"


def _end(assessment: Assessed | Assessment) -> Iterator[str]:
    base, given = assessment.rulebase, assessment.input
    yield "---"
    yield ""
    for issue in given.issues[:_MOST_TOLD]:
        event = f"{escaped(issue.event)}: " if issue.event else ""
        yield f"- Kept as reported: {event}“{escaped(issue.reported)}”: {escaped(issue.issue)}"
    if len(given.issues) > _MOST_TOLD:
        yield f"- and {len(given.issues) - _MOST_TOLD} more remarks on the input"
    if given.issues:
        yield ""
    yield (
        f"Rule base {base.version} (`{base.sha256}`), law read to {day(base.law_read_to)}. Input of"
        f" {given.events} event{'' if given.events == 1 else 's'} (`{given.sha256}`). Engine"
        f" {assessment.engine.name} {assessment.engine.version}, every firing checked."
    )
    yield ""
    yield SCOPE
    yield ""
    yield DISCLAIMER
    yield ""
