"""The law is cited in the version in force on the as-of date: paragraph (d) became (e) on 13 August 2018."""

from datetime import date
from typing import Any

import pytest

from caatsa import assess
from caatsa.domain.verdict import Transaction

EVENT: dict[str, Any] = {
    "id": "early",
    "buyer": {"country": "IN", "name": "Ministry of Defence"},
    "supplier": {"country": "RU", "name": "Rosoboronexport"},
    "item": "S-400 Triumf",
    "acts": [{"kind": "contract", "date": "2018-03-01"}],
}
LISTED = "caatsa.231.a.counterparty.specified_person"


def row(as_of: date) -> Transaction:
    (verdict,) = assess(EVENT, as_of).verdicts
    (found,) = verdict.transactions
    return found


@pytest.mark.parametrize(
    ("as_of", "listing", "duty"),
    [
        (date(2018, 8, 12), "/us/usc/t22/s9525/d@2017-08-02", "/us/usc/t22/s9525/a@2017-08-02"),
        (date(2018, 8, 13), "/us/usc/t22/s9525/e@2018-08-13", "/us/usc/t22/s9525/a@2018-08-13"),
    ],
    ids=["the day before the renumbering", "the day of the renumbering"],
)
def test_a_verdict_cites_the_text_of_the_day(as_of: date, listing: str, duty: str) -> None:
    found = row(as_of)

    assert {element.citation for element in found.elements} == {duty}
    assert {step.citation for step in found.trail if step.rule == LISTED} == {listing}


def test_the_modified_waiver_is_no_path_before_it_was_law() -> None:
    before = {path.id for path in row(date(2018, 8, 12)).relief_paths}
    since = {path.id for path in row(date(2018, 8, 13)).relief_paths}

    assert since - before == {"caatsa.231.d"}


def test_every_citation_of_a_verdict_is_of_a_text_in_force_on_the_day() -> None:
    as_of = date(2018, 8, 12)
    found = row(as_of)
    cited = [step.citation for step in found.trail] + [node.citation for node in found.open]
    days = [citation.rpartition("@")[2] for citation in cited if "@" in citation]

    assert days
    assert max(days) <= as_of.isoformat()
