"""Several processes: results in order, and what becomes of a process is not what becomes of the run."""

from __future__ import annotations

import os
import signal
from datetime import date
from pathlib import Path

import pytest

from caatsa.assessment.assess import Options
from caatsa.assessment.desk import Brief, Setting, setting_of
from caatsa.domain.reported import Event
from caatsa.intake.readers import as_document
from caatsa.rulebase.rulebase import load_rulebase
from caatsa.scale import pool
from caatsa.scale.pool import LOST, Outcome, outcomes

BASE = load_rulebase()


class Deadly:
    """Names the event; the process dies at one of them, once or whenever it comes to it."""

    def __init__(self, deadly: str, died: Path | None) -> None:
        self._deadly, self._died = deadly, died

    def __call__(self, brief: Brief) -> str:
        event = brief.rows[0].event
        if event == self._deadly and not (self._died and self._died.exists()):
            if self._died:
                self._died.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return event.upper()


@pytest.fixture(scope="module")
def told() -> tuple[Setting, tuple[Event, ...]]:
    """What is needed to assess eleven events, and the events."""
    acts = [{"kind": "contract", "date": "2019"}]
    given = [
        {"id": f"e{number}", "buyer": {"country": "IN"}, "supplier": {"country": "FR"}, "acts": acts}
        for number in range(11)
    ]
    read = as_document(given, BASE.registers.countries)
    return setting_of(read, BASE, Options(date(2024, 1, 1))), read.document.events


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "CHUNK", 3)


def test_results_are_in_the_order_of_the_events(told: tuple[Setting, tuple[Event, ...]]) -> None:
    setting, events = told
    one = list(outcomes(setting, events, Deadly("", None), 1))

    assert one == [Outcome(f"e{number}", f"E{number}") for number in range(11)]
    assert list(outcomes(setting, events, Deadly("", None), 2)) == one


def test_a_process_that_dies_is_replaced(told: tuple[Setting, tuple[Event, ...]], tmp_path: Path) -> None:
    setting, events = told
    found = list(outcomes(setting, events, Deadly("e4", tmp_path / "died"), 2))

    assert [one.made for one in found] == [f"E{number}" for number in range(11)]


def test_an_event_that_nobody_survives_is_named_and_no_other_is_lost(
    told: tuple[Setting, tuple[Event, ...]],
) -> None:
    setting, events = told
    found = list(outcomes(setting, events, Deadly("e4", None), 2))

    assert [one.event for one in found] == [event.id for event in events]
    assert [one for one in found if one.lost] == [Outcome("e4", None, LOST)]
    assert [one.made for one in found if not one.lost] == [f"E{n}" for n in range(11) if n != 4]
