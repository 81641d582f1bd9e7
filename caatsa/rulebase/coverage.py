"""Which clause of the statutes is coded by which rule, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from caatsa.domain.errors import Fault, RuleFileError
from caatsa.domain.record import Record
from caatsa.rulebase.checked import checked
from caatsa.rulebase.model import Model, RuleId, Text

FILE = "coverage.yaml"
CoverageStatus = Literal["coded", "uncoded", "cannot_be_expressed"]


class Clause(Model):
    """One clause, or one condition in a clause (after `#`), and what the rule base does with it.

    `cannot_be_expressed` is what the statute leaves to an official: no rule could ever compute it.
    """

    clause: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*\.[a-z0-9]+(\.[0-9A-Za-z]+)*(#[a-z0-9_]+)?$")]
    citation: Text
    status: CoverageStatus
    rules: list[RuleId] = Field(default_factory=list)
    reason: Text | None = None


class CoverageFile(Model):
    """The file `coverage.yaml`."""

    format: Literal[1]
    clauses: Annotated[list[Clause], Field(min_length=1)]


class CoverageRow(NamedTuple):
    """One line of the table that `caatsa rules coverage` prints; `rules` are joined by a comma."""

    clause: str
    citation: str
    status: str
    rules: str
    reason: str


class Coverage(Record):
    """Every clause in scope, in the order of the statutes."""

    clauses: tuple[Clause, ...]

    @classmethod
    def from_data(cls, data: Any, file: str = FILE) -> Coverage:
        """The coverage from the parsed file; `RuleFileError` with every fault."""
        clauses = tuple(checked(CoverageFile, data, file).clauses)
        faults = [Fault(file, None, None, problem, allowed) for problem, allowed in _problems(clauses)]
        if faults:
            raise RuleFileError(faults)
        return cls(clauses)

    def rows(self) -> Iterator[CoverageRow]:
        """One row for each clause, in order."""
        for clause in self.clauses:
            rules = ", ".join(clause.rules)
            yield CoverageRow(clause.clause, clause.citation, clause.status, rules, clause.reason or "")


def _problems(clauses: tuple[Clause, ...]) -> Iterator[tuple[str, str]]:
    names = [clause.clause for clause in clauses]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{name} stands twice", "each clause once"
    for clause in clauses:
        if clause.status == "coded" and not clause.rules:
            yield f"{clause.clause} is coded by no rule", "a coded clause names its rules"
        if clause.status != "coded" and clause.rules:
            yield f"{clause.clause} is {clause.status}, yet names rules", "only a coded clause names rules"
        if clause.status != "coded" and not clause.reason:
            yield f"{clause.clause} is {clause.status} without a reason", "say why in `reason`"
