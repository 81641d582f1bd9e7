"""`caatsa precedents`: the rule base on the cases that are known."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from caatsa.assessment.backtest import Replay, backtest
from caatsa.report.backtest_view import backtest_text
from caatsa.report.layout import WIDTH, columns
from caatsa.rulebase.rulebase import load_rulebase

RULEBASE = load_rulebase()
REPLAYS = backtest(RULEBASE)


def named(replay: Replay) -> str:
    return f"{replay.expected.event} {replay.expected.as_of}"


@pytest.mark.parametrize("replay", REPLAYS, ids=named)
def test_every_replay_says_what_the_law_and_the_facts_of_the_day_require(replay: Replay) -> None:
    expected = replay.expected

    assert (replay.exposure, replay.enforcement) == (expected.exposure, expected.enforcement), replay.reason


def test_every_precedent_is_replayed_at_every_day() -> None:
    expected = [
        (case.id, one.event, one.as_of)
        for case in RULEBASE.precedents.by_id.values()
        for one in case.expectations
    ]

    assert [(one.precedent.id, one.expected.event, one.expected.as_of) for one in REPLAYS] == expected


def test_the_reference_engine_says_the_same() -> None:
    assert backtest(RULEBASE, "reference") == REPLAYS


def test_text_counts_agreement_and_says_what_it_means(caatsa: Any) -> None:
    result = caatsa("precedents")

    assert (result.status, result.err) == (0, "")
    assert [line for line in result.out.splitlines() if columns(line) > WIDTH] == []
    assert "  exposure " in result.out
    assert "These numbers predict nothing" in " ".join(result.out.split())


def test_json_has_the_same_numbers(caatsa: Any) -> None:
    data = json.loads(caatsa("precedents", "--format", "json").out)

    assert data["totals"]["exposure"] == {"agrees": len(REPLAYS), "abstains": 0, "disagrees": 0}
    assert data["totals"]["enforcement"] == {"agrees": len(REPLAYS), "abstains": 0, "disagrees": 0}
    assert sum(len(case["replays"]) for case in data["precedents"]) == len(REPLAYS)
    assert "probabilit" not in json.dumps(data).casefold()


def otherwise(exposure: str, enforcement: str) -> Iterator[Replay]:
    """The replays, the first of which comes out otherwise."""
    yield replace(REPLAYS[0], exposure=exposure, enforcement=enforcement)
    yield from REPLAYS[1:]


def test_undecided_where_something_else_is_expected_is_an_abstention() -> None:
    first = REPLAYS[0]
    (changed, *_) = otherwise("undecided", first.enforcement)

    assert (changed.outcome_of_exposure, changed.outcome_of_enforcement) == ("abstains", "agrees")
    assert f"expected {first.expected.exposure.replace('_', ' ')}" in backtest_text([changed])


def test_anything_else_is_a_disagreement_and_is_explained() -> None:
    text = backtest_text(list(otherwise("facially_met", "ceased")))

    assert "disagrees cn-s400: facially met, ceased" in text
    assert f"said because {REPLAYS[0].reason}".split(";")[0][:40] in " ".join(text.split())


def test_a_rule_base_without_precedents_is_no_error() -> None:
    assert "0 precedents" in backtest_text([])
