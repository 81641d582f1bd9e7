"""Rows in brief say what whole rows say, and each of them follows from its proof."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caatsa.assessment.assess import Options, assess_input
from caatsa.assessment.brief import BriefRow
from caatsa.assessment.desk import briefs
from caatsa.domain.errors import InputError
from caatsa.domain.verdict import Assessed
from caatsa.intake.assembly import ReadInput
from caatsa.intake.readers import as_document, read_documents
from caatsa.rulebase.rulebase import load_rulebase
from tests.assessment.rederiving import programs, rederived
from tests.intake.worlds import AS_OF, Json, events

BASE = load_rulebase()
PROGRAMS = programs(BASE)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
days = st.sampled_from(AS_OF).map(date.fromisoformat)
several = st.lists(events(), min_size=1, max_size=6)


def _read(told: list[Json]) -> ReadInput | None:
    try:
        return as_document(
            [{**event, "id": f"e{number}"} for number, event in enumerate(told)], BASE.registers.countries
        )
    except InputError:
        return None


def _brief(read: ReadInput, options: Options) -> list[BriefRow]:
    return [row for brief in briefs(read, BASE, options) for row in brief.rows]


def _whole(assessed: Assessed) -> dict[str, list[tuple[Any, ...]]]:
    """What both kinds of rows say, by event."""
    rows = defaultdict(list)
    for verdict in assessed.verdicts:
        for row in verdict.transactions:
            results = tuple((one.id, one.result) for one in row.elements)
            shown = (row.exposure, row.act, results, row.missing, tuple(act.id for act in row.official_acts))
            who = (verdict.country, verdict.country_name, row.person, row.role, row.item)
            rows[row.event].append((row.provision, *who, row.enforcement, *shown))
    return {event: sorted(ones, key=repr) for event, ones in rows.items()}


def _in_brief(rows: list[BriefRow]) -> dict[str, list[tuple[Any, ...]]]:
    found = defaultdict(list)
    for row in rows:
        one = row.judged
        shown = (one.exposure, one.act, tuple(one.elements.items()), one.missing, row.official_acts)
        who = (row.country, row.country_name, row.person, row.role, row.item)
        found[row.event].append((row.provision, *who, row.enforcement, *shown))
    return {event: sorted(ones, key=repr) for event, ones in found.items()}


@given(several, days)
@settings(max_examples=60, deadline=None)
def test_rows_in_brief_say_what_whole_rows_say(told: list[Json], as_of: date) -> None:
    read, options = _read(told), Options(as_of, effort="none")
    if read is not None:
        assert _in_brief(_brief(read, options)) == _whole(assess_input(read, BASE, options))


@given(several, days)
@settings(max_examples=60, deadline=None)
def test_shared_and_unshared_rows_and_their_proofs_are_the_same(told: list[Json], as_of: date) -> None:
    read = _read(told)
    if read is not None:
        assert _brief(read, Options(as_of)) == _brief(read, Options(as_of, sharing=False))


@given(several, days)
@settings(max_examples=60, deadline=None)
def test_each_row_follows_from_its_proof(told: list[Json], as_of: date) -> None:
    read = _read(told)
    for row in _brief(read, Options(as_of)) if read else ():
        _follows(row)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_rows_of_examples_say_the_same_and_follow(example: Path) -> None:
    read = read_documents([str(example)], None, BASE.registers.countries)
    options = Options(date(2024, 1, 1), effort="none")
    rows = _brief(read, options)

    assert _in_brief(rows) == _whole(assess_input(read, BASE, options))
    for row in rows:
        _follows(row)


def _follows(row: BriefRow) -> None:
    assert row.judged.proof is not None
    proof = json.loads(row.judged.proof.text)
    assert hashlib.sha256(row.judged.proof.text.encode()).hexdigest() == row.judged.proof.digest
    assert proof["provision"] == row.provision
    assert rederived(proof, PROGRAMS(proof)) == (row.judged.exposure, dict(row.judged.elements))


def test_events_that_rules_cannot_tell_apart_share_a_proof() -> None:
    one = {"buyer": {"country": "Algeria"}, "supplier": {"country": "Russia", "name": "Rosoboronexport"}}
    acts = [{"kind": "contract", "date": "2019-03-01"}]
    other = one | {"buyer": {"country": "Peru"}}
    read = _read([one | {"item": "S-400", "acts": acts}, other | {"item": "S-400", "acts": acts}])
    assert read is not None
    first, second = _brief(read, Options(date(2024, 1, 1)))

    assert first.country != second.country
    assert first.judged.proof == second.judged.proof
    assert first.judged.proof is not None
    assert "Algeria" not in first.judged.proof.text


def test_only_rows_that_were_asked_for_are_given() -> None:
    acts = [{"kind": "contract", "date": "2019-03-01"}]
    touching = {"buyer": {"country": "India"}, "supplier": {"country": "Russia"}, "item": "S-400"}
    other = {"buyer": {"country": "Egypt"}, "supplier": {"country": "France"}, "item": "Rafale"}
    read = _read([one | {"acts": acts} for one in (touching, other)])
    assert read is not None

    of_provision = _brief(read, Options(date(2024, 1, 1), provisions=("caatsa.231.a",)))
    of_country = _brief(read, Options(date(2024, 1, 1), countries=("EG",)))

    assert [row.event for row in of_provision] == ["e0"]
    assert [row.event for row in of_country] == ["e1"]
