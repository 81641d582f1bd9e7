"""Timelines and comparisons as pages: the frame of the dossier, with the same promises."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caatsa.assessment.assess import Options, assess_input
from caatsa.assessment.difference import compare
from caatsa.assessment.timeline import history
from caatsa.intake.readers import as_document, read_documents
from caatsa.report.page.comparison import comparison_html
from caatsa.report.page.over_time import timeline_html
from tests.report.browsing import PAYLOADS, elements, needs_browser, opened

ROOT = Path(__file__).parents[2]
EARLY, LATE = date(2018, 1, 1), date(2021, 12, 7)
TITLES = {
    "over time": "CAATSA exposure over time, up to 7 December 2021",
    "compared": "CAATSA exposure: what changed",
}


def _pages(read: Any, rulebase: Any) -> dict[str, str]:
    before, after = (assess_input(read, rulebase, Options(day, effort="none")) for day in (EARLY, LATE))
    return {
        "over time": timeline_html(history(read, rulebase, Options(LATE))),
        "compared": comparison_html(compare(before, after)),
    }


@pytest.fixture(scope="module")
def turkey(rulebase: Any) -> dict[str, str]:
    """Both pages of the Turkish example."""
    example = str(ROOT / "examples/turkey-s400.yaml")
    return _pages(read_documents([example], None, rulebase.registers.countries), rulebase)


@pytest.fixture(scope="module")
def hostile(rulebase: Any) -> dict[str, str]:
    """Both pages of events in which every free text is an attack, ids and persons of the input included."""
    events = [
        {
            "id": payload,
            "buyer": {"country": "India", "name": payload},
            "supplier": {"country": "Russia", "name": f"{payload} works"},
            "item": "S-400",
            "acts": [{"kind": "contract", "date": "2019-01-01"}],
        }
        for payload in PAYLOADS
        if payload.isprintable()
    ]
    acts = [
        {
            "id": f"act-{payload}",
            "kind": "determination",
            "provision": "caatsa.231.a",
            "date": "2020-01-01",
            "person": payload,
            "source": {"title": payload},
        }
        for payload in PAYLOADS
    ]
    persons = [
        {"name": f"{payload} works", "country": "Russia", "owners": ["Rosoboronexport"]}
        for payload in PAYLOADS
    ]
    document = {"events": events, "persons": persons, "official_acts": acts}
    return _pages(as_document(document, rulebase.registers.countries), rulebase)


@pytest.mark.parametrize("kind", TITLES)
def test_a_page_loads_nothing_and_allows_no_script(turkey: dict[str, str], kind: str) -> None:
    found = elements(turkey[kind])
    policy = next(a["content"] or "" for _, a in found if a.get("http-equiv") == "Content-Security-Policy")

    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert not {"script", "link", "img", "iframe", "form"} & {tag for tag, _ in found}
    assert not any(name.startswith("on") or name in ("src", "style") for _, a in found for name in a)


@pytest.mark.parametrize("kind", TITLES)
def test_hostile_text_is_text(hostile: dict[str, str], kind: str) -> None:
    found = elements(hostile[kind])
    links = [a["href"] or "" for tag, a in found if tag == "a"]

    assert "&lt;script&gt;document.title" in hostile[kind]
    assert not {"script", "img"} & {tag for tag, _ in found}
    assert all(link.startswith("#") for link in links)
    assert "\u202e" not in hostile[kind]


@pytest.mark.parametrize("kind", TITLES)
def test_every_reference_within_a_page_has_its_target(turkey: dict[str, str], kind: str) -> None:
    found = elements(turkey[kind])
    targets = [a["id"] for _, a in found if "id" in a]
    links = {(a["href"] or "")[1:] for tag, a in found if tag == "a"}
    labels = {a["aria-labelledby"] for _, a in found if "aria-labelledby" in a}

    assert len(targets) == len(set(targets))
    assert links | labels <= set(targets)


def test_each_step_stands_below_the_chart_with_its_cause(turkey: dict[str, str]) -> None:
    text = re.sub(r"<[^>]+>", "", turkey["over time"])

    assert "14 December 2020: facially met determined" in text
    assert "official act 2020-12-14_tr_ssb: determination, Presidency of Defense Industries" in text
    assert "law was read" not in text
    assert "Law read to" in text


def test_after_the_day_to_which_the_law_was_read_a_timeline_says_so(rulebase: Any) -> None:
    example = str(ROOT / "examples/turkey-s400.yaml")
    read = read_documents([example], None, rulebase.registers.countries)
    shown = timeline_html(history(read, rulebase, Options(date(2024, 1, 1))))

    assert "amendments after that day were not read" in shown


def test_each_row_that_differs_says_what_it_was_what_it_is_and_why(turkey: dict[str, str]) -> None:
    text = re.sub(r"<[^>]+>", "", turkey["compared"])

    assert "4 rows differ, because the as-of day is another" in text
    assert "exposure arguable → facially met; enforcement none known → determined" in text
    assert "official act 2020-12-14_tr_ssb, a determination of 2020-12-14: in force" in text


def test_two_assessments_that_do_not_differ_say_so(rulebase: Any) -> None:
    example = str(ROOT / "examples/turkey-s400.yaml")
    read = read_documents([example], None, rulebase.registers.countries)
    same = assess_input(read, rulebase, Options(LATE, effort="none"))

    assert "<p>No row differs.</p>" in comparison_html(compare(same, same))


@needs_browser
@pytest.mark.parametrize("kind", TITLES)
def test_a_browser_shows_a_hostile_page_without_a_complaint(
    browser: Any, hostile: dict[str, str], tmp_path: Path, kind: str
) -> None:
    page, said = opened(browser, tmp_path, hostile[kind])

    assert page.title() == TITLES[kind]
    assert said == []


@needs_browser
@pytest.mark.parametrize("kind", TITLES)
def test_a_page_is_as_wide_as_a_telephone_and_prints(
    browser: Any, hostile: dict[str, str], tmp_path: Path, kind: str
) -> None:
    page, _ = opened(browser, tmp_path, hostile[kind], viewport={"width": 360, "height": 740})

    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.pdf().startswith(b"%PDF")


@needs_browser
@pytest.mark.parametrize("kind", TITLES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_checker_finds_nothing_inaccessible(
    browser: Any, turkey: dict[str, str], tmp_path: Path, kind: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page, _ = opened(browser, tmp_path, turkey[kind], color_scheme=scheme)
    found = Axe().run(page).response["violations"]

    assert [(one["id"], [node["html"][:90] for node in one["nodes"][:3]]) for one in found] == []
