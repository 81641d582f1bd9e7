"""`caatsa why`: the rules that spoke, and what kept the others silent."""

import json
from pathlib import Path
from typing import Any

import pytest

from caatsa.report.layout import columns
from tests.cli.conftest import ROOT

AK203 = ("why", "india.yaml", "--event", "in-ak203", "--provision", "caatsa.231.a", "--as-of", "2021-12-07")


def _element(text: str, name: str) -> str:
    """The part of the text on one element, on one line."""
    return " ".join(next(part for part in text.split("\n\n") if f" {name}: “" in part).split())


def test_a_rule_that_spoke_is_shown_with_the_facts_that_met_it(caatsa: Any) -> None:
    counterparty = _element(caatsa(*AK203).out, "counterparty")

    assert "caatsa.231.a.counterparty.joint_venture says arguable (model)" in counterparty
    assert "supplier Indo-Russia Rifles Private Limited (India) [india.yaml, line 25]" in counterparty


def test_a_silent_rule_is_shown_with_its_first_unmet_condition_and_what_was_seen(caatsa: Any) -> None:
    conduct = _element(caatsa(*AK203).out, "conduct")

    assert "caatsa.231.a.conduct.before_enactment is silent; it would say unmet" in conduct
    assert "unmet: act.last_day is before 2017-08-02 (seen: 2021-12-06)" in conduct


def test_what_would_raise_or_settle_an_element_is_said(caatsa: Any) -> None:
    arguable = _element(caatsa(*AK203).out, "significance")
    unknown = _element(
        caatsa(
            *("why", "india.yaml", "--event", "in-unknown-seller", "--provision", "caatsa.231.a"),
            *("--as-of", "2021-12-07"),
        ).out,
        "counterparty",
    )

    assert "would raise it: " in arguable
    assert "would settle it: " in unknown


def test_every_element_is_explained_once(caatsa: Any) -> None:
    text = caatsa(*AK203).out
    elements = ("person", "conduct", "transaction", "significance", "counterparty", "sector", "knowledge")

    assert [text.count(f" {element}: “") for element in elements] == [1] * len(elements)


def test_an_event_that_does_not_touch_a_provision_lacks_its_distinctive_fact(caatsa: Any) -> None:
    result = caatsa(
        *("why", "india.yaml", "--event", "in-s400", "--provision", "ndaa2021.1241", "--as-of", "2021-12-07")
    )

    assert result.status == 0
    assert "does not touch NDAA FY2021 § 1241" in result.out
    assert "buyer.country is TR (seen: IN)" in result.out


def test_a_provision_that_is_not_in_force_says_since_when_it_is(caatsa: Any) -> None:
    result = caatsa(
        *("why", "turkey.yaml", "--event", "tr-s400", "--provision", "ndaa2021.1241", "--as-of", "2020-12-01")
    )

    assert result.status == 0
    assert "not in force as of 1 December 2020; it took effect on 1 January 2021" in " ".join(
        result.out.split()
    )


@pytest.mark.parametrize(
    ("event", "provision", "said"),
    [
        ("in-ak204", "caatsa.231.a", "did you mean 'in-ak203'?"),
        ("in-s400", "caatsa.231", "did you mean 'caatsa.231.a'?"),
        ("nothing like it", "caatsa.231.a", "one of in-s400, in-ak203"),
    ],
)
def test_names_that_are_not_known_are_usage_errors(
    caatsa: Any, event: str, provision: str, said: str
) -> None:
    result = caatsa("why", "india.yaml", "--event", event, "--provision", provision)

    assert (result.status, result.out) == (2, "")
    assert said in result.err


def test_no_line_is_longer_than_80_columns(caatsa: Any) -> None:
    assert max(columns(line) for line in caatsa(*AK203).out.splitlines()) <= 80


def test_a_silent_rule_says_what_would_make_it_speak(caatsa: Any) -> None:
    conduct = _element(caatsa(*AK203).out, "conduct")

    assert "it would speak if the contract of 6 December 2021 fell before 2 August 2017" in conduct


def test_what_is_possible_and_what_would_change_it_stand_at_the_end(caatsa: Any) -> None:
    text = " ".join(caatsa(*AK203).out.split())

    assert "What would change it" in text
    assert "no trigger, if it was otherwise: " in text


def test_one_person_of_several_can_be_asked_for(caatsa: Any) -> None:
    drones = str(ROOT / "examples" / "iran-drones.yaml")
    all_of_them = ("why", drones, "--event", "ru-geran-production", "--provision", "caatsa.107.a")
    seller = (*all_of_them, "--person", "Shahed Aviation Industries")

    assert caatsa(*all_of_them).out.count("under CAATSA § 107(a)") == 3
    assert caatsa(*seller).out.count("under CAATSA § 107(a)") == 1
    unknown = caatsa(*all_of_them, "--person", "Shahed Aviation Industry")
    assert unknown.status == 2
    assert "did you mean 'Shahed Aviation Industries'?" in unknown.err


def test_a_contested_term_can_be_read_otherwise(caatsa: Any) -> None:
    read_so = caatsa(*AK203, "--reading", "joint_venture=only_dealings_of_its_own")

    assert read_so.status == 0
    assert "read with joint_venture: only_dealings_of_its_own" in " ".join(read_so.out.split())
    assert _element(read_so.out, "counterparty") != _element(caatsa(*AK203).out, "counterparty")
    assert caatsa(*AK203, "--reading", "linked=arguable").out == caatsa(*AK203).out


def test_a_reading_that_cannot_be_is_a_usage_error(caatsa: Any) -> None:
    result = caatsa(*AK203, "--reading", "linkd=arguable")

    assert (result.status, result.out) == (2, "")
    assert "'linkd' is not a reading; did you mean 'linked'?" in result.err


def test_how_good_the_evidence_is_and_where_reports_disagree_is_told_as_in_an_assessment(
    caatsa: Any, tmp_path: Path
) -> None:
    document = tmp_path / "two.yaml"
    document.write_text(TWO_REPORTS, encoding="utf-8")
    asked = (document, "--as-of", "2021-12-07")
    row = json.loads(caatsa("assess", *asked, "--format", "json").out)["verdicts"][0]["transactions"][0]

    text = " ".join(caatsa("why", *asked, "--event", "first", "--provision", "caatsa.231.a").out.split())

    assert "evidence: leak" in text
    assert "would raise it: Which source better than leaks and aggregators says the same" in text
    assert len(row["conflicts"]) > 0
    for conflict in row["conflicts"]:
        for said in conflict["alternatives"]:
            assert said["reported"] in text
    assert "[1] Papers" in text


TWO_REPORTS = """
- id: first
  buyer: {country: IN, name: Ministry of Defence}
  supplier: {country: RU, name: Rosoboronexport}
  item: S-400
  value: USD 5.4 billion
  acts: [{kind: contract, date: 2018-10-05}]
  sources: [{title: Papers, grade: leak}]
- id: second
  buyer: {country: IN, name: Ministry of Defence}
  supplier: {country: RU, name: Rosoboronexport}
  item: S-400
  value: USD 6 billion
  acts: [{kind: contract, date: 2018-10-08}]
  sources: [{title: Wire, grade: named_wire}]
"""
