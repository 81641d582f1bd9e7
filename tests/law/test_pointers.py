"""Other regimes that the facts touch: one line each with its citation and why, never counted as CAATSA."""

from __future__ import annotations

from datetime import date

import pytest

from caatsa.report.text import to_text
from caatsa.rulebase.rulebase import load_rulebase
from tests.law.cases import ABROAD, LISTED, RUSSIA, Json, assessed, event

RUSSIAN_ARMY = {"country": "RU", "name": "Army"}
PYONGYANG = {"country": "KP", "name": "Korea Mining"}
TEHRAN = {"country": "IR", "name": "Army"}
SYRIA = {"country": "SY", "name": "Army"}
BANK = {"role": "bank", "name": "Harbour Bank", "country": "AE"}


def pointed(deal: Json, as_of: str = "2024-06-01") -> tuple[str, ...]:
    """What every row of the event points to."""
    rows = [one for verdict in assessed(deal, as_of=as_of).verdicts for one in verdict.transactions]
    (lines,) = {one.also_look_at for one in rows}
    return lines


CASES = [
    ("EO 14024", event(buyer=RUSSIAN_ARMY, supplier=ABROAD, item="rifles"), "Executive Order 14024"),
    ("a designated seller", event(supplier=LISTED), "Executive Order 14024"),
    ("EO 14114", event("payment 2024-01-10", parties=[BANK]), "Executive Order 14114"),
    ("a payment for arms", event("payment 2024-01-10"), "Executive Order 14114"),
    ("EO 13949", event(buyer=TEHRAN, item="Su-35"), "Executive Order 13949"),
    ("INKSNA", event(buyer=SYRIA, item="Su-35"), "Nonproliferation Act"),
    (
        "INKSNA, North Korea",
        event(buyer=RUSSIAN_ARMY, supplier=PYONGYANG, item="artillery shells"),
        "Nonproliferation",
    ),
    ("AECA section 40", event(buyer=TEHRAN, item="Su-35"), "22 U.S.C. § 2780"),
    ("AECA section 73", event(buyer=RUSSIAN_ARMY, supplier=PYONGYANG, item="ballistic missiles"), "§ 2797b"),
    ("CBW Act", event(buyer=RUSSIAN_ARMY, supplier=ABROAD, item="rifles"), "Chemical and Biological Weapons"),
    ("export controls", event(buyer=RUSSIAN_ARMY, supplier=ABROAD, item="rifles"), "Export Administration"),
    ("UFSA 4(a)(1)", event(supplier=LISTED), "§ 8923(a)"),
    ("UFSA 4(a)(2)", event(buyer=SYRIA, supplier=RUSSIA), "§ 8923(a)(2)"),
    ("payment path", event("payment 2019-01-10"), "§§ 226 and 228"),
]


@pytest.mark.parametrize(("deal", "words"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_a_regime_that_the_facts_touch_is_pointed_to_once(deal: Json, words: str) -> None:
    assert len([line for line in pointed(deal) if words in line.partition(": ")[0]]) >= 1


def test_each_regime_has_one_line_with_its_citation_and_why() -> None:
    lines = pointed(event("payment 2024-01-10", "payment 2024-02-10", supplier=LISTED, parties=[BANK]))
    citations = [line.partition(": ")[0] for line in lines]

    assert len(citations) == len(set(citations))
    assert all(line.partition(": ")[2] and "\n" not in line for line in lines)


def test_a_row_without_a_provision_points_as_well() -> None:
    deal = event(buyer=RUSSIAN_ARMY, supplier=ABROAD, item="rifles")
    (found,) = [one for verdict in assessed(deal).verdicts for one in verdict.transactions]

    assert (found.provision, found.exposure) == (None, "no_trigger")
    assert any("Executive Order 14024" in line for line in found.also_look_at)


DATED = [
    ("Executive Order 14024", event(buyer=RUSSIAN_ARMY, supplier=ABROAD, item="rifles"), "2021-04-15"),
    ("Executive Order 14114", event("payment 2019-01-01", parties=[BANK]), "2023-12-22"),
    ("Executive Order 13949", event("contract 2019-01-01", buyer=TEHRAN, item="Su-35"), "2020-09-21"),
]


@pytest.mark.parametrize(("words", "deal", "since"), DATED, ids=[one[0] for one in DATED])
def test_nothing_is_pointed_to_before_it_was_made(words: str, deal: Json, since: str) -> None:
    day = date.fromisoformat(since)
    before = date.fromordinal(day.toordinal() - 1).isoformat()

    assert any(words in line for line in pointed(deal, since))
    assert not any(words in line for line in pointed(deal, before))


AFFILIATES = [("2025-09-28", False), ("2025-09-29", True), ("2025-11-10", False), ("2026-11-10", True)]


@pytest.mark.parametrize(("as_of", "shown"), AFFILIATES)
def test_the_affiliates_rule_is_pointed_to_while_it_stood_and_again_with_its_status_open(
    as_of: str, shown: bool
) -> None:
    lines = [line for line in pointed(event(supplier=LISTED), as_of) if "Affiliates Rule" in line]

    assert bool(lines) == shown
    assert ("not verified" in " ".join(lines)) == (as_of == "2026-11-10")


def test_a_sale_among_others_points_nowhere() -> None:
    french = {"country": "FR", "name": "Dassault"}

    assert pointed(event(item="Rafale", supplier=french)) == ()


def test_19_another_authority_is_reported_apart_and_raises_nothing() -> None:
    deal = event(buyer=RUSSIAN_ARMY, supplier=ABROAD, item="rifles")
    assessment = assessed(deal, as_of="2024-11-01")

    assert [(one.exposure, one.enforcement) for one in assessment.verdicts] == [("no_trigger", "none_known")]


def test_every_pointer_says_that_it_gives_no_exposure() -> None:
    pointers = [rule for rule in load_rulebase().rules.values() if rule.id.startswith("pointers.")]

    assert len(pointers) >= 12
    for rule in pointers:
        assert any("no exposure" in one or "Judged only" in one for one in rule.caveats), rule.id
        assert rule.origin == "model"


def test_the_text_tells_pointers_one_by_one_and_for_a_country_once() -> None:
    text = to_text(assessed(event("payment 2024-01-10", parties=[BANK]), as_of="2024-06-01"))

    assert text.count("Also look at, no part of the verdict:\n") == 2
    assert text.count("Also look at, no part of the verdict: as for 1 e") == 1


def test_the_text_tells_pointers_of_an_event_that_touches_no_provision() -> None:
    text = to_text(assessed(event(buyer=RUSSIAN_ARMY, supplier=ABROAD, item="rifles")))

    assert "no provision touched" in text
    assert "- Executive Order 14024" in text
