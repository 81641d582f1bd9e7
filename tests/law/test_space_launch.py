"""Section 237: what is done for NASA, or for a space launch of anyone but the Department of Defense."""

from __future__ import annotations

import pytest

from tests.law.cases import event, rows

BANK = {"role": "bank", "name": "Harbour Bank", "country": "AE"}
AGENT = {"role": "agent", "name": "Gulf Brokers", "country": "AE"}
ENGINE = {"item": "RD-180", "end_use": "space", "parties": [BANK, AGENT]}
PAID = ("contract 2019-03-01", "payment 2019-05-01")
REACHED = [("caatsa.226", "Harbour Bank"), ("caatsa.228", "Harbour Bank"), ("caatsa.228", "Gulf Brokers")]


@pytest.mark.parametrize(("provision", "person"), REACHED)
def test_bank_and_agent_in_a_commercial_space_launch_are_outside_the_amendments_too(
    provision: str, person: str
) -> None:
    found = rows(event(*PAID, **ENGINE), provision=provision)["AE", person]

    assert (found.exposure, found.exception) == ("no_trigger", "caatsa.237.space_launch")
    assert "9531" in found.reason


@pytest.mark.parametrize(("provision", "person"), REACHED)
def test_bank_and_agent_in_an_activity_of_nasa_are_outside_the_amendments_too(
    provision: str, person: str
) -> None:
    deal = event(*PAID, **ENGINE, buyer={"country": "US", "name": "NASA"})
    found = rows(deal, provision=provision)["AE", person]

    assert (found.exposure, found.exception) == ("no_trigger", "caatsa.237.nasa")
    assert "9531" in found.reason


@pytest.mark.parametrize(("provision", "person"), REACHED)
def test_a_launch_for_the_department_of_defense_is_not_covered(provision: str, person: str) -> None:
    deal = event(*PAID, **ENGINE, buyer={"country": "US", "name": "Department of Defense"})

    assert rows(deal, provision=provision)["AE", person].exception is None
