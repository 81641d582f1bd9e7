"""`caatsa assess` with `--reading` and `--readings`."""

import json
from pathlib import Path
from typing import Any

import pytest

INDIA = ("assess", "india.yaml", "--as-of", "2021-12-07")
PARTS = """
events:
  - id: parts
    buyer: {country: KZ, name: Ministry of Defence}
    supplier: {country: IN, name: Indo-Russia Rifles Private Limited}
    parties: [{role: exporter, country: RU, name: Sovtechnoexport}]
    item: S-400 spare parts
    acts: [{kind: contract, date: 2015-11}, {kind: delivery, date: 2020-03}]
"""


def rows(result: Any) -> dict[str, Any]:
    """The rows under section 231(a) by their events."""
    assessment = json.loads(result.out)
    return {
        row["event"]: row
        for verdict in assessment["verdicts"]
        for row in verdict["transactions"]
        if row["provision"] == "caatsa.231.a"
    }


def test_a_reading_changes_the_verdict_and_is_named_beside_the_rule_base(caatsa: Any) -> None:
    chosen = ("--reading", "joint_venture=only_dealings_of_its_own")

    text = " ".join(caatsa(*INDIA, *chosen).out.split())
    result = caatsa(*INDIA, *chosen, "--format", "json")

    assert "read with joint_venture: only_dealings_of_its_own" in text
    assert [one["name"] for one in json.loads(result.out)["readings"]] == ["joint_venture"]
    assert rows(result)["in-ak203"]["exposure"] == "no_trigger"


def test_the_default_reading_is_no_choice_worth_naming(caatsa: Any) -> None:
    plain = caatsa(*INDIA, "--format", "json")

    assert json.loads(plain.out)["readings"] == []
    assert caatsa(*INDIA, "--reading", "linked=arguable", "--format", "json").out == plain.out


def test_several_readings_may_be_chosen(caatsa: Any) -> None:
    chosen = ("--reading", "joint_venture=as_owners", "--reading", "knowledge=needs_listing_or_warning")

    assert rows(caatsa(*INDIA, *chosen, "--format", "json"))["in-ak203"]["exposure"] == "undecided"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["linkd=arguable"], "'linkd' is not a reading; did you mean 'linked'?"),
        (["linked=listed"], "'listed' is not a value of linked; did you mean 'listed_only'?"),
        (["linked"], "'linked' is not NAME=VALUE, such as linked=listed_only"),
        (["linked="], "'linked=' is not NAME=VALUE, such as linked=listed_only"),
        (
            ["linked=arguable", "linked=listed_only"],
            "'linked' is given twice, as arguable and as listed_only",
        ),
    ],
)
def test_a_reading_that_cannot_be_is_a_usage_error(caatsa: Any, given: list[str], said: str) -> None:
    options = [word for one in given for word in ("--reading", one)]

    result = caatsa(*INDIA, *options)

    assert (result.status, result.out) == (2, "")
    assert result.err == f"caatsa assess: --reading: {said}\n"


def test_rival_readings_are_shown_row_by_row_with_the_switches_that_decide(caatsa: Any) -> None:
    text = caatsa(*INDIA, "--readings").out
    found = rows(caatsa(*INDIA, "--readings", "--format", "json"))

    assert "deciding switches: joint_venture, knowledge" in text
    assert "the same under every reading; no switch decides" in text
    assert found["in-s400"]["rival_readings"]["deciding"] == []
    assert found["in-ak203"]["rival_readings"]["outcomes"][-1] == {
        "exposure": "no_trigger",
        "as_assessed": False,
        "when": [{"joint_venture": ["only_dealings_of_its_own"]}],
    }
    assert max(map(len, text.splitlines())) <= 80 or "https://" in text


def test_without_asking_no_row_has_rival_readings(caatsa: Any) -> None:
    assert all(row["rival_readings"] is None for row in rows(caatsa(*INDIA, "--format", "json")).values())


def test_both_engines_give_the_same_rival_readings(caatsa: Any) -> None:
    one, other = (
        rows(caatsa(*INDIA, "--readings", "--engine", engine, "--format", "json"))
        for engine in ("durable", "reference")
    )

    assert one == other


def test_a_row_that_many_combinations_leave_as_it_is_tells_those_that_do_not(
    caatsa: Any, tmp_path: Path
) -> None:
    file = tmp_path / "parts.yaml"
    file.write_text(PARTS)

    text = " ".join(caatsa("assess", file, "--as-of", "2021-01-01", "--readings").out.split())

    assert "deciding switches: older_contract, joint_venture, linked, sustainment, knowledge" in text
    assert "arguable (as assessed) - every other combination, 29 of 162" in text
    assert "linked=operates_for, sustainment=like_any_other, knowledge=imputed" in text
    assert "no trigger - older_contract=protected" in text
