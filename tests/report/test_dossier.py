"""The HTML dossier: nothing of the input is markup, nothing comes from elsewhere, and a browser shows it."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caatsa.assessment.assess import Options
from caatsa.assessment.timeline import assess_over_time
from caatsa.intake.readers import as_document, read_documents
from caatsa.report.dossier import to_html
from tests.report.browsing import PAYLOADS, elements, needs_browser, opened

ROOT = Path(__file__).parents[2]
AS_OF = date(2021, 12, 7)


@pytest.fixture(scope="module")
def turkey(rulebase: Any) -> str:
    """The dossier of the Turkish example, with its timeline."""
    read = read_documents([str(ROOT / "examples/turkey-s400.yaml")], None, rulebase.registers.countries)
    return to_html(assess_over_time(read, rulebase, Options(AS_OF, over_time=True)))


@pytest.fixture(scope="module")
def hostile(rulebase: Any) -> str:
    """A dossier of events in which every free text is an attack."""
    events = [
        {
            "id": f"e{number}",
            "buyer": {"country": "India", "name": payload},
            "supplier": {"country": "Russia", "name": payload},
            "item": payload,
            "value": payload,
            "quantity": payload,
            "acts": [{"kind": "contract", "date": "2019-01-01", "quantity": payload}],
            "sources": [{"title": payload, "url": payload, "publisher": payload}],
        }
        for number, payload in enumerate(PAYLOADS)
    ]
    read = as_document({"events": events}, rulebase.registers.countries)
    return to_html(assess_over_time(read, rulebase, Options(AS_OF, over_time=True)))


def test_a_dossier_is_the_same_bytes_every_time(rulebase: Any, turkey: str) -> None:
    read = read_documents([str(ROOT / "examples/turkey-s400.yaml")], None, rulebase.registers.countries)

    assert to_html(assess_over_time(read, rulebase, Options(AS_OF, over_time=True))) == turkey


def test_nothing_is_loaded_from_elsewhere(turkey: str) -> None:
    loading = {"src", "srcset", "data", "poster", "action", "formaction", "background"}

    for tag, attributes in elements(turkey):
        assert not loading & attributes.keys()
        assert tag not in ("link", "iframe", "object", "embed", "img", "base", "form")
    assert "@import" not in turkey
    assert "url(" not in turkey


def test_the_policy_allows_the_script_and_style_of_the_file_and_no_other(turkey: str) -> None:
    import base64
    import hashlib

    policy = next(
        a["content"] for tag, a in elements(turkey) if a.get("http-equiv") == "Content-Security-Policy"
    )
    for element in ("script", "style"):
        body = re.search(rf"<{element}>(.*?)</{element}>", turkey, re.DOTALL)
        assert body
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in (policy or "")
    assert (policy or "").startswith("default-src 'none'")
    assert not any(name.startswith("on") or name == "style" for _, a in elements(turkey) for name in a)


def test_hostile_text_is_text(hostile: str) -> None:
    tags = [tag for tag, _ in elements(hostile)]
    links = [a["href"] or "" for tag, a in elements(hostile) if tag == "a"]

    assert tags.count("script") == tags.count("style") == 1
    assert "img" not in tags
    assert all(link.startswith(("#", "https://", "http://")) for link in links)
    assert "&lt;script&gt;document.title" in hostile
    assert "{{ 7 * 7 }}" in hostile
    assert "\u202e" not in hostile


def test_every_country_row_element_and_source_stands_in_it(rulebase: Any, turkey: str) -> None:
    for words in (
        "Türkiye",
        "facially met",
        "determined",
        "on or after August 2, 2017, engages in",
        "caatsa.231.a.counterparty.specified_person",
        "Menu of CAATSA § 235(a)",
        rulebase.sha256,
        "This is not legal advice",
        "22 U.S.C. § 9525(a)",
    ):
        assert words in turkey


def test_every_reference_within_the_file_has_its_target(turkey: str) -> None:
    found = elements(turkey)
    targets = [a["id"] for _, a in found if "id" in a]
    named = [a["href"] for tag, a in found if tag == "a" and (a["href"] or "").startswith("#")]
    labels = [a["aria-labelledby"] for _, a in found if "aria-labelledby" in a]

    assert len(targets) == len(set(targets))
    assert {(name or "")[1:] for name in named} | set(labels) <= set(targets)


def test_notice_and_term_of_a_relief_path_are_told_apart(turkey: str) -> None:
    assert "<br>term: 180 days from each certification; without a new one the delay ends" in turkey


def test_the_chart_steps_up_on_the_day_of_the_contract(turkey: str) -> None:
    assert "<title>29 December 2017: arguable; tr-s400: loan, 29 December 2017</title>" in turkey


@needs_browser
def test_a_browser_shows_it_without_a_complaint_or_a_request(
    browser: Any, turkey: str, tmp_path: Path
) -> None:
    page, said = opened(browser, tmp_path, turkey)

    assert page.title() == "CAATSA exposure as of 7 December 2021"
    assert page.locator("svg .steps").is_visible()
    assert said == []


@needs_browser
def test_rows_fold_and_filter(browser: Any, turkey: str, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path, turkey)
    proofs = page.locator(".elements")

    page.click("#fold")
    assert not proofs.first.is_visible()
    page.click("#unfold")
    assert proofs.first.is_visible()
    page.select_option("#least", label="facially met")
    assert page.locator(".row:visible").count() == 2
    assert page.locator("#shown").inner_text() == "2 of 4 rows shown"


@needs_browser
def test_a_proof_is_a_tree_that_the_keyboard_opens_and_closes(
    browser: Any, turkey: str, tmp_path: Path
) -> None:
    page, _ = opened(browser, tmp_path, turkey)
    first = page.locator('[role="tree"] > [role="treeitem"]').first
    premise = first.locator('[role="treeitem"]').first

    first.focus()
    page.keyboard.press("ArrowLeft")
    assert first.get_attribute("aria-expanded") == "false"
    assert not premise.is_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert premise.evaluate("element => element === document.activeElement")


@needs_browser
def test_without_scripts_everything_can_be_read(browser: Any, turkey: str, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path, turkey, java_script_enabled=False)

    assert page.locator(".row").count() == page.locator(".row:visible").count() == 4
    assert page.locator(".proof").first.is_visible()
    assert not page.locator("#tools").is_visible()


@needs_browser
def test_it_prints_to_pdf(browser: Any, turkey: str, tmp_path: Path) -> None:
    page, _ = opened(browser, tmp_path, turkey)

    assert page.pdf().startswith(b"%PDF")


@needs_browser
def test_no_payload_runs(browser: Any, hostile: str, tmp_path: Path) -> None:
    page, said = opened(browser, tmp_path, hostile)

    assert page.title() == "CAATSA exposure as of 7 December 2021"
    assert page.locator("img").count() == 0
    assert said == []


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_checker_finds_nothing_inaccessible(browser: Any, turkey: str, tmp_path: Path, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page, _ = opened(browser, tmp_path, turkey, color_scheme=scheme)
    found = Axe().run(page).response["violations"]

    assert [(one["id"], [node["html"][:90] for node in one["nodes"][:3]]) for one in found] == []
