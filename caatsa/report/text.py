"""An assessment as text for people: the answer for a country first, then every row with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caatsa.domain.verdict import Assessed, Issue, Transaction, Verdict
from caatsa.report.context import menu
from caatsa.report.heading import RULE, heading
from caatsa.report.layout import clean, columns, padded, wrapped
from caatsa.report.many import MANY, OVERVIEW, Extent, survey_lines
from caatsa.report.rivals import in_force
from caatsa.report.row import RowReport, reached_words
from caatsa.report.sources import Sources
from caatsa.report.words import DISCLAIMER, SCOPE, day, painted, plain, provision_name, unsettled

if TYPE_CHECKING:
    from caatsa.assessment.survey import Survey
    from caatsa.domain.published import Assessment

_LONGEST_EVENT = 28


def to_text(assessment: Assessed | Assessment, *, color: bool = False) -> str:
    """The whole report, no line longer than 80 columns save addresses of the web."""
    if assessment.input.events > MANY:
        return _many(assessment, color=color)
    sources = Sources()
    lines = [
        line
        for verdict in assessment.verdicts
        for line in _verdict(verdict, assessment, sources, color=color)
    ]
    if not assessment.verdicts:
        lines += ["No verdict: no event concerns what was asked for.", ""]
    lines += _end(assessment, sources)
    return "\n".join(lines) + "\n"


def _many(assessment: Assessed | Assessment, *, color: bool) -> str:
    from caatsa.assessment.survey import survey_of

    survey = survey_of(assessment, OVERVIEW.whole, of_each=OVERVIEW.whole_of_each)
    return to_text_of_many(survey, OVERVIEW, color=color)


def to_text_of_many(survey: Survey, extent: Extent, *, color: bool = False) -> str:
    """The report on many events: countries in order, and their foremost rows."""
    sources = Sources()
    lines = [*survey_lines(survey, extent, sources, color=color), *_end(survey.head, sources, issues=False)]
    return "\n".join(lines) + "\n"


def _verdict(
    verdict: Verdict, assessment: Assessed | Assessment, sources: Sources, *, color: bool
) -> Iterator[str]:
    yield from _heading(verdict, assessment, color=color)
    yield ""
    yield from wrapped(verdict.summary, "  ")
    yield ""
    yield from _overview(verdict, color=color)
    report = RowReport(assessment, sources, color=color)
    for number, row in enumerate(verdict.transactions, start=1):
        yield ""
        yield from report.lines(number, row)
    used = list(menu(verdict.menu))
    if used:
        yield ""
        yield from used
    yield ""


def _heading(verdict: Verdict, assessment: Assessed | Assessment, *, color: bool) -> Iterator[str]:
    """The two axes on one line, then what they rest on."""
    yield from heading(
        verdict.country, verdict.country_name, verdict.exposure, verdict.enforcement, color=color
    )
    base = assessment.rulebase
    known_by = f"   known by {assessment.known_by}" if assessment.known_by else ""
    yield from wrapped(
        f"as of {assessment.as_of}{known_by}; rule base {base.version} {base.sha256[:12]}; "
        f"law read to {base.law_read_to}",
        "    ",
    )
    yield from in_force(assessment.readings)
    others = [plain(state) for state in verdict.enforcement_all if state != verdict.enforcement]
    if others:
        yield from wrapped(f"enforcement of other rows: {', '.join(others)}", "    ")


def _overview(verdict: Verdict, *, color: bool) -> Iterator[str]:
    """One line for each row, so that the first screen answers."""
    rows = verdict.transactions
    width = min(max((columns(clean(row.event)) for row in rows), default=0), _LONGEST_EVENT)
    for number, row in enumerate(rows, start=1):
        event, start = clean(row.event), f"{number:>3}  "
        if columns(event) > width:
            yield from wrapped(event, start)
            event, start = "", "     "
        provision = provision_name(row.provision) if row.provision else "no provision touched"
        exposure = plain(row.exposure)
        yield (
            f"{start}{padded(event, width)}  {padded(provision, 20)}  "
            f"{painted(exposure.ljust(12), exposure, color=color)}  {_enforced(row)}"
        ).rstrip()
        whom = f"{reached}: " if (reached := reached_words(row)) else ""
        yield from wrapped(f"{whom}{unsettled(row) or row.reason}", "     ", "       ")


def _enforced(row: Transaction) -> str:
    return plain(row.enforcement) if row.provision else ""


def _end(assessment: Assessed | Assessment, sources: Sources, *, issues: bool = True) -> Iterator[str]:
    """What holds for the whole: remarks on the input, sources, what was read and what this is not."""
    yield RULE
    if issues and assessment.input.issues:
        yield "Input, kept as reported:"
        for issue in assessment.input.issues:
            yield from _issue(issue)
        yield ""
    listed = list(sources.lines())
    if listed:
        yield "Sources:"
        yield from listed
        yield ""
    yield from wrapped(_made_with(assessment))
    for notice in assessment.notices:
        # A verdict's summary ends with what is said of the law; once is enough.
        if not issues or not any(notice in verdict.summary for verdict in assessment.verdicts):
            yield from wrapped(notice)
    yield from wrapped(SCOPE)
    yield from wrapped(DISCLAIMER)


def _issue(issue: Issue) -> Iterator[str]:
    event = f"{issue.event}: " if issue.event else ""
    yield from wrapped(f"{event}“{issue.reported}”: {issue.issue} ({issue.where})", "  ", "    ")


def _made_with(assessment: Assessed | Assessment) -> str:
    base, given = assessment.rulebase, assessment.input
    events = "1 event" if given.events == 1 else f"{given.events} events"
    return (
        f"Rule base {base.version} ({base.sha256[:12]}), law read to {day(base.law_read_to)}. "
        f"Input: {events} ({given.sha256[:12]}). "
        f"Engine: {assessment.engine.name} {assessment.engine.version}, every firing checked."
    )
