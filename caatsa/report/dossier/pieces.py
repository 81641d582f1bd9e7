"""What the template of the dossier puts on the page: an assessment as sections, rows and proof trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from caatsa.domain.axes import EXPOSURES
from caatsa.domain.history import CountryTimeline
from caatsa.domain.verdict import Assessed, FactLine, SourceLine, Transaction, Verdict
from caatsa.report.dossier.proof import Node, proof
from caatsa.report.page.over_time import over_time
from caatsa.report.row import acceptance_words, parties_words, reached_words
from caatsa.report.words import (
    code_citation,
    day,
    plain,
    provision_name,
    unsettled,
    version_of,
)

if TYPE_CHECKING:
    from caatsa.domain.published import Assessment

_MENU: Final = "caatsa.235.a"


def pieces(assessment: Assessed | Assessment) -> dict[str, Any]:
    """Everything that the template names."""
    sources = Numbered()
    charts = {(one.country, one.country_name): one for one in assessment.timeline}
    countries = [
        _country(number, verdict, charts.get((verdict.country, verdict.country_name)), assessment, sources)
        for number, verdict in enumerate(assessment.verdicts, start=1)
    ]
    return {
        "as_of": day(assessment.as_of),
        "known_by": day(assessment.known_by) if assessment.known_by else "",
        "assessment": assessment,
        "exposures": [plain(one) for one in reversed(EXPOSURES)],
        "countries": countries,
        "issues": assessment.input.issues,
        "sources": list(sources),
        "law_read_to": day(assessment.rulebase.law_read_to),
    }


class Numbered:
    """The sources by the numbers that they get at their first mention."""

    def __init__(self) -> None:
        self._numbers: dict[SourceLine, int] = {}

    def __iter__(self) -> Iterator[tuple[int, SourceLine, str]]:
        """Number, source, and its address where a browser may follow it."""
        for source, number in self._numbers.items():
            yield number, source, _link(source.url)

    def __call__(self, facts: Sequence[FactLine]) -> list[int]:
        """The numbers of the sources of these facts, ascending."""
        found = {self.number(source) for fact in facts for source in fact.sources}
        return sorted(found)

    def number(self, source: SourceLine) -> int:
        """The number of one source."""
        return self._numbers.setdefault(source, len(self._numbers) + 1)


def _link(url: str) -> str:
    """The address if it is one of the web: what else stands there, such as a script, is text only."""
    return url if url.lower().startswith(("https://", "http://")) else ""


def _country(
    number: int,
    verdict: Verdict,
    timeline: CountryTimeline | None,
    assessment: Assessed | Assessment,
    sources: Numbered,
) -> dict[str, Any]:
    rows = [
        _row(f"c{number}r{place}", row, sources) for place, row in enumerate(verdict.transactions, start=1)
    ]
    return {
        "id": f"c{number}",
        "verdict": verdict,
        "rows": rows,
        **over_time(timeline, assessment.as_of),
        "imposed": _imposed(verdict),
        "measures": [measure.removeprefix(f"{_MENU}.") for measure in verdict.menu.used_in_precedents],
    }


def _imposed(verdict: Verdict) -> list[dict[str, Any]]:
    return [
        {"line": one, "measures": [measure.removeprefix(f"{_MENU}.") for measure in one.measures]}
        for one in verdict.menu.imposed_on
    ]


def _row(anchor: str, row: Transaction, sources: Numbered) -> dict[str, Any]:
    facts: Mapping[str, FactLine] = {fact.ref: fact for fact in row.facts}
    citation = row.elements[0].citation if row.elements else ""
    return {
        "id": anchor,
        "row": row,
        "parties": parties_words(row.facts),
        "reached": reached_words(row),
        "provision": provision_name(row.provision) if row.provision else "no provision touched",
        "citation": code_citation(citation) if citation else "",
        "version": version_of(citation),
        "reason": unsettled(row) or row.reason,
        "imposable_from": day(row.imposable_from) if row.imposable_from else "",
        "elements": [_element(element, row, facts, sources) for element in row.elements],
        "acts": [(act, sources.number(act.source) if act.source else None) for act in row.official_acts],
        "conflicts": row.conflicts,
        "acceptance": acceptance_words(row.acceptance) if row.acceptance else "",
        "open_changes": [one for one in row.would_change if one.actionable],
        "other_changes": [one for one in row.would_change if not one.actionable],
    }


def _element(
    element: Any, row: Transaction, facts: Mapping[str, FactLine], sources: Numbered
) -> dict[str, Any]:
    tree = proof(element, row, facts)
    return {"element": element, "tree": [_with_sources(node, sources) for node in tree]}


def _with_sources(node: Node, sources: Numbered) -> dict[str, Any]:
    return {
        "node": node,
        "sources": sources([node.fact]) if node.fact else [],
        "parts": [_with_sources(part, sources) for part in node.parts],
    }
