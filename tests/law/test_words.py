"""What a row quotes and says: no alternative of the statute left out, nothing said that does not follow."""

from __future__ import annotations

from datetime import date

import pytest

from caatsa.assessment.assess import Options, assess_input
from caatsa.intake.readers import as_document
from caatsa.report.text import to_text
from caatsa.rulebase.rulebase import load_rulebase
from tests.law.cases import (
    LEAK,
    LISTED,
    S104,
    S107,
    S231,
    S234,
    S9214,
    Json,
    assessed,
    because,
    event,
    results,
    rows,
)

SYRIA: Json = {"buyer": {"country": "SY", "name": "Ministry of Defence"}, "item": "S-300"}
KOREA: Json = {"supplier": {"country": "KP", "name": "KOMID"}, "item": "152 mm shells"}


@pytest.mark.parametrize(
    ("provision", "element", "alternative"),
    [
        (S107, "transfer", "materially contributes to"),
        (S107, "transfer", "directly or indirectly to or from Iran, or for the use in or benefit of Iran"),
        (S107, "materiel", "as defined for the purpose of the United Nations Register"),
        (S107, "materiel", "or related materiel, including spare parts"),
        (S104, "program", "or any other program in Iran"),
        ("caatsa.232", "transaction", "makes an investment described in subsection (b) or sells"),
        ("caatsa.232", "value", "during a 12-month period, have an aggregate fair market value"),
        ("caatsa.233", "amount", "any combination of investments of not less than $1,000,000"),
        ("caatsa.233", "privatization", "directly and significantly contributes"),
        ("caatsa.233", "benefit", "close associates or family members"),
        (S9214, "conduct", "knowingly, directly or indirectly, imports, exports, or reexports"),
        (S9214, "materiel", "any defense article or defense service"),
    ],
)
def test_the_words_quoted_for_an_element_leave_out_no_alternative(
    provision: str, element: str, alternative: str
) -> None:
    (quoted,) = [one.text for one in load_rulebase().trigger(provision).elements if one.id == element]

    assert alternative in quoted


def as_text(given: Json) -> str:
    """The report on one event, on one line."""
    read = as_document([given])
    return " ".join(to_text(assess_input(read, load_rulebase(), Options(date(2022, 1, 1)))).split())


def test_the_heading_of_a_row_cites_the_paragraph_of_its_provision() -> None:
    said = as_text(event("delivery 2019-05", **KOREA))

    assert "NKSPEA § 104(a)(9), 22 U.S.C. § 9214(a)(9), text in force from" in said


def test_the_menu_is_shown_where_it_follows_and_not_for_provisions_that_block() -> None:
    verdicts = {one.country: one for one in assessed(event("delivery 2018-10", **SYRIA)).verdicts}

    assert {row.provision for row in verdicts["RU"].transactions} == {S234}
    assert verdicts["RU"].menu.used_in_precedents == ()
    assert {row.provision for row in verdicts["SY"].transactions} == {S231}
    assert verdicts["SY"].menu.used_in_precedents, "section 231 leads to the menu of section 235"


def test_one_event_is_spoken_of_in_the_singular_and_several_in_the_plural() -> None:
    (alone,) = assessed(event()).verdicts
    (both,) = assessed(event(), event(id="f", supplier=LISTED)).verdicts

    assert "relief or warning under these provisions is known for it." in alone.summary
    assert "relief or warning under these provisions is known for any of them." in both.summary


IRAN: Json = {"buyer": {"country": "IR", "name": "MODAFL"}, "item": "T-90"}


@pytest.mark.parametrize(("provision", "fields"), [(S107, IRAN), (S9214, KOREA), (S234, SYRIA)])
@pytest.mark.parametrize(
    ("acts", "exposure"),
    [(["talks 2019", "agreement 2019-06"], "watch"), (["talks 2019", "cancellation 2020"], "no_trigger")],
)
def test_talk_supplies_nothing_and_nobody_is_asked_whether_the_goods_moved(
    provision: str, fields: Json, acts: list[str], exposure: str
) -> None:
    for found in rows(event(*acts, **fields), provision=provision).values():
        assert (results(found)["transfer"], found.exposure) == ("unmet", exposure)
        assert "nothing is supplied by it" in because(found, "transfer")
        assert "transfer" not in {one.would_settle for one in found.missing}


TURKEY: Json = {"buyer": {"country": "TR", "name": "SSB"}}


def test_an_official_act_says_who_spoke() -> None:
    said = as_text(event("delivery 2019-07-12", **TURKEY))

    assert "warning by Wess Mitchell, Assistant Secretary of State" in said
    assert "determination by the Secretary of State on Presidency of Defense Industries" in said


def test_the_answer_to_a_transaction_is_no_precedent_for_it_but_is_one_for_another() -> None:
    (delivery,) = rows(event("delivery 2019-07-12", **TURKEY), provision=S231).values()
    (jets,) = rows(event("delivery 2021-07-12", **TURKEY, item="Su-35"), provision=S231).values()

    assert "2020-12-14_tr_ssb" in {act.id for act in delivery.official_acts}
    assert "2020-12-14_tr_ssb" not in {one.id for one in delivery.precedents}
    assert "2020-12-14_tr_ssb" in {one.id for one in jets.precedents}


def test_a_precedent_names_the_seller_as_people_do() -> None:
    (found,) = rows(event(), provision=S231).values()

    (china,) = [one for one in found.precedents if one.id == "2018-09-20_cn_edd"]
    assert "seller: Rosoboronexport OJSC (ROE)" in china.shared


def test_an_openly_iranian_seller_is_the_reason_for_knowledge_although_only_a_leak_says_so() -> None:
    parties = [{"role": "agent", "country": "IR", "name": "Sahara Thunder"}]
    given = event(
        "license 2023-02",
        buyer={"country": "RU", "name": "Plant"},
        supplier={"country": "IR", "name": "HESA"},
        parties=parties,
        item="Shahed-136 production technology",
        sources=[LEAK],
    )

    for found in rows(given, provision=S107, as_of="2024-01-01").values():
        assert (results(found)["knowledge"], found.exposure) == ("arguable", "arguable")
        assert "openly" in because(found, "knowledge")


def test_technology_for_a_weapon_is_related_materiel_and_not_the_weapon() -> None:
    iran = {"country": "IR", "name": "HESA"}
    given = event("license 2023-02", supplier=iran, item="Shahed-136 production technology")

    found = rows(given, provision=S107, as_of="2024-01-01")["IR", "HESA"]

    assert "licence or technology for Shahed-136" in because(found, "materiel")
