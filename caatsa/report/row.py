"""One row as text: who, what, which provision; the elements with their reasons; what is left to officials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from caatsa.domain.verdict import (
    AcceptanceLine,
    Assessed,
    ElementResult,
    FactLine,
    FactorFinding,
    OpenNode,
    Transaction,
)
from caatsa.report.context import (
    changes,
    conflicts,
    missing,
    official_acts,
    outcomes,
    pointers,
    precedents,
    relief,
)
from caatsa.report.layout import clean, wrapped
from caatsa.report.rivals import rivals
from caatsa.report.sources import Sources, places
from caatsa.report.words import code_citation, day, painted, plain, provision_name, unsettled, version_of

if TYPE_CHECKING:
    from caatsa.domain.published import Assessment

_SUPPLY_FIRST = ("supplier", "exporter")
_INDENT = " " * 5
_RESULT_WIDTH = 9


class RowReport:
    """Writes the rows of one country; what an earlier row has said in the same words is not said again."""

    def __init__(self, assessment: Assessed | Assessment, sources: Sources, *, color: bool) -> None:
        self._assessment = assessment
        self._sources = sources
        self._color = color
        self._said: dict[tuple[str, ...], str] = {}

    def lines(self, number: int, row: Transaction) -> Iterator[str]:
        """Everything on one row."""
        yield from self._heading(number, row)
        name = f"{number} {clean(row.event)}"
        disputed = conflicts(row.conflicts, row.event, self._sources)
        if row.provision is None:
            yield from self._section("Reports disagree", disputed, name)
            yield from self._section("Also look at, no part of the verdict", pointers(row.also_look_at), name)
            return
        yield ""
        for element in row.elements:
            yield from self._element(element, row)
        for node in row.open:
            yield from self._open(node)
        yield from self._section("Reports disagree", disputed, name)
        yield from self._section("Not known, or not settled", missing(row.missing), name)
        possible = outcomes(row.outcomes, row.exposure)
        yield from self._section("Possible once all is known", possible, name)
        yield from self._section("What would change it", changes(row.would_change), name)
        acts = official_acts(row.official_acts, self._sources)
        yield from self._section("Official acts", acts, name)
        yield from self._section("Relief", relief(row.relief_paths), name)
        yield from self._section("Rival readings", rivals(row.rival_readings), name)
        yield from self._section("Precedents, for comparison", precedents(row.precedents), name)
        yield from self._section("Also look at, no part of the verdict", pointers(row.also_look_at), name)

    def _heading(self, number: int, row: Transaction) -> Iterator[str]:
        title = f"{row.event}: {row.item}" if row.item else row.event
        first, *more = wrapped(title, f"{number:>3}  ")
        yield painted(first, "title", color=self._color)
        yield from more
        yield from wrapped(parties_words(row.facts), _INDENT, f"{_INDENT}  ")
        if row.provision is None:
            yield from wrapped(f"exposure: {plain(row.exposure)}; {row.reason}", _INDENT, f"{_INDENT}  ")
            return
        yield from wrapped(_cited(row), _INDENT, f"{_INDENT}  ")
        if reached := reached_words(row):
            yield from wrapped(f"reaching {reached}", _INDENT, f"{_INDENT}  ")
        reason = unsettled(row) or row.reason
        yield from wrapped(f"exposure: {plain(row.exposure)}; {reason}", _INDENT, f"{_INDENT}  ")
        yield from wrapped(f"enforcement: {plain(row.enforcement)}", _INDENT)
        if evidence := evidence_words(row):
            yield from wrapped(evidence, _INDENT, f"{_INDENT}  ")
        if row.acceptance:
            yield from wrapped(acceptance_words(row.acceptance), _INDENT, f"{_INDENT}  ")
        if row.exception:
            yield from wrapped(f"exception: {row.exception}", _INDENT, f"{_INDENT}  ")
        if row.imposable_from:
            yield from wrapped(f"imposable from {day(row.imposable_from)}", _INDENT)

    def _element(self, element: ElementResult, row: Transaction) -> Iterator[str]:
        facts = facts_of(element, row.facts)
        marks = self._sources.marks(source for fact in facts for source in fact.sources)
        yield from self._entry(element.result, f"{element.id}: “{element.text}”")
        start = _INDENT + " " * (_RESULT_WIDTH + 1)
        if element.total and element.factors:
            yield from wrapped(f"all factors together: {plain(element.total)} {marks}", start)
        else:
            yield from wrapped(f"{element.because} {marks}", start)
        for factor in element.factors:
            yield from wrapped(_factor(factor), f"{start}- ")
        yield from wrapped(_basis(element, facts), start, f"{start}  ")

    def _open(self, node: OpenNode) -> Iterator[str]:
        yield from self._entry("open", f"“{node.text}”")
        start = _INDENT + " " * (_RESULT_WIDTH + 1)
        state = node.state.replace("as of this date", f"as of {self._assessment.as_of}")
        yield from wrapped(f"{state}; decided by {node.decided_by}", start)

    def _entry(self, result: str, text: str) -> Iterator[str]:
        word = painted(result.ljust(_RESULT_WIDTH), result, color=self._color)
        first, *more = wrapped(text, _INDENT + " " * (_RESULT_WIDTH + 1))
        yield f"{_INDENT}{word} {first.lstrip()}"
        yield from more

    def _section(self, title: str, lines: Iterable[str], row: str) -> Iterator[str]:
        body = tuple(lines)
        if not body:
            return
        key = (title, *body)
        earlier = self._said.setdefault(key, row)
        yield ""
        if earlier != row:
            yield from wrapped(f"{title}: as for {earlier}", _INDENT)
            return
        yield f"{_INDENT}{title}:"
        yield from body


def acceptance_words(one: AcceptanceLine) -> str:
    """That the row was accepted, by whom, until when and why; or loudly that this no longer holds."""
    what = {
        "accepted": "accepted",
        "lapsed": "ACCEPTANCE LAPSED",
        "changed": "FACTS CHANGED SINCE IT WAS ACCEPTED",
    }
    who = f"by {one.approved_by} on {day(one.approved_on)} through {day(one.expires)}"
    return f"{what[one.state]}: {who}: {one.reason}"


def reached_words(row: Transaction) -> str:
    """Whom the row is about, where that is not the buyer."""
    if row.provision is None or row.role in ("", "buyer"):
        return ""
    return f"the {plain(row.role)}, {row.person or 'not named'}"


def parties_words(facts: Sequence[FactLine]) -> str:
    """Buyer ← seller, then the others of the chain with their roles."""
    buyer = next((_who(fact, "buyer ") for fact in facts if fact.kind == "buyer"), "buyer not stated")
    chain = [fact for fact in facts if fact.kind == "party"]
    sellers = [_who(fact, "seller ") for fact in chain if fact.fields.get("role") in _SUPPLY_FIRST]
    others = [
        f"{plain(str(fact.fields.get('role')))} {_who(fact)}"
        for fact in chain
        if fact.fields.get("role") not in _SUPPLY_FIRST
    ]
    line = f"{buyer} ← {', '.join(sellers) or 'seller not stated'}"
    return f"{line}; with {', '.join(others)}" if others else line


def _who(fact: FactLine, part: str = "") -> str:
    name = fact.fields.get("name") if fact.fields.get("named") == "yes" else f"{part}not named"
    return f"{name} ({fact.fields.get('country_name')})"


def _cited(row: Transaction) -> str:
    provision = provision_name(row.provision or "")
    if not row.elements:
        return provision
    citation = next(
        (step.citation for step in row.trail if ".touched." in step.rule), row.elements[0].citation
    )
    since = version_of(citation)
    return f"{provision}, {code_citation(citation)}{f', text in force from {since}' if since else ''}"


def facts_of(element: ElementResult, facts: Sequence[FactLine]) -> list[FactLine]:
    """The facts that the element names, found by the words in which it names them."""
    named = {f"{fact.text} [{fact.where}]" if fact.where else fact.text: fact for fact in facts}
    return [named[words] for words in element.facts if words in named]


def _basis(element: ElementResult, facts: Iterable[FactLine]) -> str:
    """Whose reading the result is, how good the evidence is, and where the facts stand."""
    evidence = f"evidence: {plain(element.evidence)}" if element.evidence else ""
    return "; ".join(part for part in (element.origin, evidence, *places(facts)) if part)


def evidence_words(row: Transaction) -> str:
    """How good the evidence for the row is, and which elements rest on the weakest; empty without any."""
    return f"evidence: {plain(row.evidence)}{_weakest_in(row)}" if row.evidence else ""


def _weakest_in(row: Transaction) -> str:
    """Which elements rest on the weakest evidence, where not all of them do."""
    grade = row.evidence.partition(";")[0].partition(",")[0]
    weakest = [one.id for one in row.elements if one.grade == grade]
    graded = sum(1 for one in row.elements if one.grade)
    return f", the weakest of its elements: {', '.join(weakest)}" if 0 < len(weakest) < graded else ""


def _factor(factor: FactorFinding) -> str:
    weight = {"supports": "supports", "bears": "bears on it", "against": "against", "neutral": "noted"}
    return f"{plain(factor.factor)}, {weight[factor.weight]} ({factor.origin}): {factor.because}"
