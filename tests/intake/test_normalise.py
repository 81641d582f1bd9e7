"""From what an event states to facts: each with its place, figures as reported, and nothing invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caatsa import assess
from caatsa.domain.verdict import FactLine, Transaction
from caatsa.domain.vocabulary import VOCABULARY
from tests.law.cases import Json, act, event, row

DOCUMENT = """\
events:
  - id: one
    buyer: {country: India, name: Ministry of Defence}
    supplier: {country: Russia, name: Rosoboronexport}
    parties:
      - {role: manufacturer, name: Almaz-Antey, country: Russia}
      - role: agent
        name: Somebody
    item: S-400 Triumf
    quantity: 5 regiments
    acts:
      - {kind: contract, date: 2018-10-05}
      - kind: delivery
        date: 2021-11
        quantity: first equipment
        sources:
          - {title: Report, grade: trade_press, published: 2021-11-15}
    sources:
      - {title: Statement, publisher: PIB, published: 2018-10-05, grade: official_statement,
         url: "https://example.org/1"}
"""


@pytest.fixture
def from_file(tmp_path: Path) -> Transaction:
    """The row of the document, read from a file."""
    path = tmp_path / "india.yaml"
    path.write_text(DOCUMENT, encoding="utf-8")
    return assess(path, date(2022, 1, 1), effort="none").verdicts[0].transactions[0]


def facts(found: Transaction, kind: str) -> list[FactLine]:
    return [fact for fact in found.facts if fact.kind == kind]


PLACES = [
    ("buyer", "buyer Ministry of Defence (India)", 3),
    ("supplier", "supplier Rosoboronexport (Russia)", 4),
    ("party1", "manufacturer Almaz-Antey (Russia)", 6),
    ("party2", "agent Somebody (country not stated)", 7),
    ("item", "S-400 Triumf", 9),
    ("magnitude", "quantity 5 regiments; quantity first equipment", 10),
    ("a0", "contract, 5 October 2018", 12),
    ("a1", "delivery (first equipment), November 2021", 13),
]


@pytest.mark.parametrize(("ref", "text", "line"), PLACES)
def test_every_fact_of_a_file_says_its_file_and_line(
    from_file: Transaction, ref: str, text: str, line: int
) -> None:
    (fact,) = [one for one in from_file.facts if one.ref == ref]

    assert fact.text == text
    assert fact.origin == "input"
    assert "india.yaml" in fact.where
    assert f"line {line}" in fact.where


def test_facts_of_registers_say_which_and_how_far_they_were_checked(from_file: Transaction) -> None:
    listing = facts(from_file, "listing")[0]

    assert listing.origin == "register"
    assert listing.where.startswith("registers/persons.yaml")
    assert listing.verification == "seen"
    assert listing.sources


def test_facts_carry_their_sources_and_the_best_grade(from_file: Transaction) -> None:
    contract, delivery = facts(from_file, "act")

    assert (contract.grade, contract.sources[0].url) == ("official_statement", "https://example.org/1")
    assert (delivery.grade, [one.title for one in delivery.sources]) == ("trade_press", ["Report"])


def test_every_fact_is_made_of_the_words_of_the_vocabulary(from_file: Transaction) -> None:
    for fact in from_file.facts:
        kind = VOCABULARY[fact.kind]
        assert set(fact.fields) <= set(kind.fields)
        for name, value in fact.fields.items():
            spec = kind.fields[name]
            assert isinstance(value, int) == (spec.type == "day")
            assert spec.type != "choice" or value in spec.values


def test_facts_of_mappings_name_a_path() -> None:
    found = row(event("contract 2018-10-05", parties=[{"role": "bank", "name": "Gazprombank"}]))

    where = {fact.ref: fact.where for fact in found.facts}
    assert where["a0"] == "events[0].acts[0]"
    assert where["party1"] == "events[0].parties[0]"
    assert where["supplier"] == "events[0].supplier"


def test_an_act_without_a_day_has_none_invented() -> None:
    (fact,) = facts(row(event("contract")), "act")

    assert fact.fields["dating"] == "unknown"
    assert not {"first_day", "last_day"} & set(fact.fields)
    assert "day not known" in fact.text


def test_an_act_after_the_as_of_day_leaves_no_trace_not_even_its_figures() -> None:
    later = act("delivery 2023-01-01", quantity="40 launchers", value="USD 9 bn")
    found = row(event(acts=[act("contract 2018-10-05"), later]))

    assert [fact.ref for fact in facts(found, "act")] == ["a0"]
    assert not any("40 launchers" in fact.text or "9 bn" in fact.text for fact in found.facts)


def test_no_act_yet_is_said_and_has_a_place() -> None:
    (fact,) = facts(row(event("contract 2030")), "act")

    assert fact.fields["kind"] == "none"
    assert fact.where == "events[0].acts"


USES: list[tuple[Json, str, str]] = [
    ({"end_use": "civil"}, "civil", "stated"),
    ({"item": "Zorglub X-9"}, "unknown", "none"),
    ({"item": None}, "unknown", "none"),
    ({"item": "S-400"}, "military", "implied"),
    ({"item": "RD-180"}, "space", "implied"),
    ({"item": "S-400", "end_use": "space"}, "space", "stated"),
]


@pytest.mark.parametrize(("fields", "end_use", "basis"), USES)
def test_the_use_is_the_stated_one_else_what_the_item_implies(fields: Json, end_use: str, basis: str) -> None:
    (fact,) = facts(row(event(**fields)), "use")

    assert (fact.fields["end_use"], fact.fields["basis"]) == (end_use, basis)


GRADES: list[tuple[list[Json], str]] = [
    ([], "unsourced"),
    ([{"title": "t"}], "unsourced"),
    ([{"title": "t", "grade": "leak"}], "leak"),
    ([{"title": "t", "grade": "leak"}, {"title": "t", "grade": "aggregator"}], "leak"),
    ([{"title": "t", "grade": "leak"}, {"title": "t"}], "unsourced"),
    ([{"title": "t", "grade": "trade_press"}, {"title": "t", "grade": "named_wire"}], "named_wire"),
    ([{"title": "t", "grade": "official_text"}, {"title": "t", "grade": "leak"}], "official_text"),
]


@pytest.mark.parametrize(("sources", "grade"), GRADES)
def test_the_best_source_gives_a_fact_its_grade(sources: list[Json], grade: str) -> None:
    (fact,) = facts(row(event(sources=sources)), "buyer")

    assert fact.grade == grade
