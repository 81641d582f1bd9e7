"""Acceptances: risks that somebody has reviewed and accepted until a day, about facts that stay the same.

They change no verdict. A row says beside its verdict that it was accepted, or that it no longer is: because
the day has passed, or because its facts are not those that were reviewed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import ConfigDict, Field, model_validator

from caatsa.assessment.receipt import canonical
from caatsa.documents.document import InMemory
from caatsa.documents.text import decode
from caatsa.documents.validate import validate
from caatsa.domain.events import TriggerProvision
from caatsa.domain.fields import Model, Several, Text
from caatsa.domain.record import Record
from caatsa.domain.verdict import AcceptanceLine, Assessed, Transaction, Verdict
from caatsa.intake.inputs import NamedBytes, fetch

if TYPE_CHECKING:
    from typing import Self

LARGEST: Final = 16 * 1024 * 1024
Day = Annotated[date, Field(strict=False)]


class Acceptance(Model):
    """One accepted row; `facts` is the hash of what was reviewed, as `caatsa accept` writes it.

    `expires` is the last day on which it holds, inclusive.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    event: Text
    provision: TriggerProvision
    person: Text | None = None
    reason: Text
    approved_by: Text
    approved_on: Day
    expires: Day
    facts: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

    @model_validator(mode="after")
    def _expires_later(self) -> Self:
        if self.expires < self.approved_on:
            raise ValueError(f"expires on {self.expires}, before it was approved on {self.approved_on}")
        return self


class AcceptanceFile(Model):
    """The whole file."""

    acceptances: Several[Acceptance]


class Accepted(Record):
    """The assessment with its acceptances beside the rows, and what has to be said aloud."""

    assessed: Assessed
    loud: tuple[str, ...]


def read_acceptances(found: NamedBytes) -> tuple[Acceptance, ...]:
    """The acceptances of a file; `InputError` with every fault at its place."""
    from caatsa.documents.strict_yaml import read_yaml

    document = read_yaml(decode(found.content, found.name, LARGEST), found.name)
    return validate(AcceptanceFile, document).acceptances


def facts_hash(row: Transaction) -> str:
    """The SHA-256 of what a reviewer saw of a row: both axes, the results, and the facts with their grades.

    Where a fact stands does not count, so that lines may move in the input.
    """
    seen = {
        "event": row.event,
        "provision": row.provision,
        "person": row.person,
        "exposure": row.exposure,
        "enforcement": row.enforcement,
        "elements": {element.id: element.result for element in row.elements},
        "facts": sorted(
            canonical([fact.kind, fact.text, fact.fields, fact.grade]).decode("utf-8") for fact in row.facts
        ),
    }
    return hashlib.sha256(canonical(seen)).hexdigest()


def entry(row: Transaction, *, reason: str, approved_by: str, approved_on: date, expires: date) -> Acceptance:
    """The acceptance of a row as it is now; `InputError` for what an acceptance cannot say."""
    said = {
        "event": row.event,
        "provision": row.provision,
        "person": row.person,
        "reason": reason,
        "approved_by": approved_by,
        "approved_on": approved_on,
        "expires": expires,
        "facts": facts_hash(row),
    }
    return validate(AcceptanceFile, InMemory({"acceptances": [said]})).acceptances[0]


def with_entry(file: str | None, added: Acceptance) -> str:
    """The text of a file of acceptances with one more at its end, or of a new one; what stood there stays."""
    import yaml

    before = ""
    if file is not None and file != "-" and Path(file).exists():
        found = fetch(file)
        read_acceptances(found)
        before = decode(found.content, found.name, LARGEST)
    said = {key: value for key, value in added.model_dump().items() if value is not None}
    text = yaml.safe_dump([said], sort_keys=False, allow_unicode=True, width=100)
    listed = "".join(f"  {line}\n" for line in text.splitlines())
    return f"{before.rstrip()}\n{listed}" if before else f"acceptances:\n{listed}"


def accepted(assessed: Assessed, acceptances: Iterable[Acceptance]) -> Accepted:
    """Each row with the acceptance that is about it; of several the one that holds longest."""
    by_row: dict[tuple[str, str, str | None], Acceptance] = {}
    for one in sorted(acceptances, key=lambda one: one.expires):
        by_row[one.event, one.provision, one.person] = one
    used: set[tuple[str, str, str | None]] = set()
    verdicts = tuple(_beside(verdict, by_row, used, assessed.as_of) for verdict in assessed.verdicts)
    rows = [row for verdict in verdicts for row in verdict.transactions]
    loud = (*_no_longer(rows), *(_about_nothing(one) for key, one in by_row.items() if key not in used))
    return Accepted(replace(assessed, verdicts=verdicts), loud)


def _beside(
    verdict: Verdict,
    by_row: dict[tuple[str, str, str | None], Acceptance],
    used: set[tuple[str, str, str | None]],
    as_of: date,
) -> Verdict:
    rows = []
    for row in verdict.transactions:
        # An acceptance that names no person is about the row of whoever is not named, or of anybody.
        keys = ((row.event, row.provision or "", row.person), (row.event, row.provision or "", None))
        key = next((key for key in keys if key in by_row), None)
        if key is None:
            rows.append(row)
            continue
        used.add(key)
        rows.append(replace(row, acceptance=_line(row, by_row[key], as_of)))
    return replace(verdict, transactions=tuple(rows))


def _line(row: Transaction, acceptance: Acceptance, as_of: date) -> AcceptanceLine:
    same = acceptance.facts == facts_hash(row)
    return AcceptanceLine(
        state="changed" if not same else "lapsed" if as_of > acceptance.expires else "accepted",
        reason=acceptance.reason,
        approved_by=acceptance.approved_by,
        approved_on=acceptance.approved_on,
        expires=acceptance.expires,
        facts=acceptance.facts,
    )


def _no_longer(rows: Iterable[Transaction]) -> Iterator[str]:
    for row in rows:
        if row.acceptance is None or row.acceptance.state == "accepted":
            continue
        name = f"{row.event}, {row.provision}, {row.person or 'nobody named'}"
        if row.acceptance.state == "lapsed":
            yield f"the acceptance of {name} lapsed after {row.acceptance.expires}; review it again"
        else:
            yield f"what was accepted of {name} has changed since; review it again"


def _about_nothing(acceptance: Acceptance) -> str:
    return f"the acceptance of {acceptance.event}, {acceptance.provision} is about no row of this assessment"
