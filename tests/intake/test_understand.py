"""What was understood of an event and what was kept as reported, and said to be."""

from __future__ import annotations

import pytest

from caatsa.domain.errors import InputError
from tests.law.cases import Json, act, assessed, event

STRANGER = {"country": "RU", "name": "Zarya Trading House"}

ISSUES: list[tuple[str, Json, str, str, str]] = [
    # words, the event, place, reported, what is said
    (
        "a person nobody knows",
        {"supplier": STRANGER},
        "supplier.name",
        "Zarya Trading House",
        "not in the register",
    ),
    (
        "a party nobody knows",
        {"parties": [{"role": "bank", "name": "Bank X"}]},
        "parties[0].name",
        "Bank X",
        "not in",
    ),
    (
        "nearly a name",
        {"supplier": {"name": "Rosoboronexpot"}},
        "supplier.name",
        "Rosoboronexpot",
        "possible, review",
    ),
    (
        "no name",
        {"supplier": {"country": "RU", "name": "unknown"}},
        "supplier.name",
        "unknown",
        "names no person",
    ),
    (
        "the country as a name",
        {"supplier": {"country": "RU", "name": "Russia"}},
        "supplier.name",
        "Russia",
        "names no",
    ),
    (
        "an item nobody knows",
        {"item": "Zorglub X-9"},
        "item",
        "Zorglub X-9",
        "not in the register of armaments",
    ),
    ("only a class", {"item": "rifles"}, "item", "rifles", "only the class"),
    ("a number that is no number", {"quantity": "first equipment"}, "quantity", "first equipment", ""),
    ("a value that is a bound", {"value": "over USD 3 billion"}, "value", "over USD 3 billion", ""),
    (
        "a historical state",
        {"supplier": {"country": "Soviet Union"}},
        "supplier.country",
        "Soviet Union",
        "historical",
    ),
    (
        "the register knows another country",
        {"supplier": {"country": "IN", "name": "Rosoboronexport"}},
        "supplier.country",
        "Rosoboronexport",
        "both are kept",
    ),
    (
        "the buyer as its own supplier, in other letters",
        {"supplier": {"country": "KZ", "name": "MINISTRY OF DEFENCE"}},
        "supplier.name",
        "MINISTRY OF DEFENCE",
        "nobody deals with himself",
    ),
    (
        "a figure of an act",
        {"acts": [act("delivery 2021", quantity="some")]},
        "acts[0].quantity",
        "some",
        "",
    ),
]


@pytest.mark.parametrize(
    ("fields", "place", "reported", "said"), [one[1:] for one in ISSUES], ids=[one[0] for one in ISSUES]
)
def test_what_is_not_understood_is_kept_and_listed(
    fields: Json, place: str, reported: str, said: str
) -> None:
    issues = assessed(event(**fields)).input.issues

    found = [one for one in issues if one.reported == reported and one.where == f"events[0].{place}"]
    assert len(found) == 1, issues
    assert found[0].event == "e"
    assert said in found[0].issue


def test_what_is_understood_is_no_issue() -> None:
    understood = event(
        quantity=5,
        value="USD 5.43 billion",
        buyer={"country": "India", "name": "Ministry of Defence"},
        supplier={"country": "Россия", "name": "«Рособоронэкспорт»"},
    )

    assert assessed(understood).input.issues == ()


COUNTRIES = [
    "IN",
    "in",
    "India",
    "INDIA",
    "Republic of India",
    "Türkiye",
    "Turkey",
    "TURKIYE",
    "Côte d'Ivoire",
    "Ivory Coast",
]


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_country_is_a_code_or_any_name_that_the_register_knows(country: str) -> None:
    (verdict,) = assessed(event(buyer={"country": country})).verdicts

    assert verdict.country in ("IN", "TR", "CI")


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"buyer": {"country": "Atlantis"}}, "events[0].buyer.country"),
        ({"supplier": {"country": "Atlantis"}}, "events[0].supplier.country"),
        ({"parties": [{"role": "bank", "country": "Atlantis"}]}, "events[0].parties[0].country"),
    ],
)
def test_an_unknown_country_is_an_error_that_says_where(fields: Json, place: str) -> None:
    with pytest.raises(InputError, match="Atlantis") as raised:
        assessed(event(**fields))

    assert str(raised.value).startswith(place)


def test_the_nearest_country_is_suggested() -> None:
    with pytest.raises(InputError, match="India"):
        assessed(event(buyer={"country": "Indai"}))


def test_all_unknown_countries_are_named_at_once() -> None:
    with pytest.raises(InputError) as raised:
        assessed(event(buyer={"country": "Atlantis"}), event(id="f", supplier={"country": "Mu"}))

    assert len(raised.value.faults) == 2


NAMELESS = ["", " ", "\t", "\n"]


@pytest.mark.parametrize("name", NAMELESS)
def test_blank_text_is_an_error_and_not_a_name(name: str) -> None:
    with pytest.raises(InputError, match="blank"):
        assessed(event(buyer={"country": "IN", "name": name}))


SPELLINGS = [
    *("Rosoboronexport", "ROSOBORONEXPORT", "rosoboronexport", "Rosoboroneksport", "JSC Rosoboronexport"),
    *("Rosoboronexport JSC", "OJSC «Rosoboronexport»", "АО «Рособоронэкспорт»", "Рособоронэкспорт"),  # noqa: RUF001
    *("Rosoboronexport (ROE)", "The state exporter (Rosoboronexport)", "  Rosoboronexport  "),
]


@pytest.mark.parametrize("name", SPELLINGS)
def test_case_script_legal_form_and_parentheses_make_no_difference(name: str) -> None:
    (verdict,) = assessed(event(supplier={"country": "RU", "name": name})).verdicts

    assert verdict.exposure == "facially_met"


def test_an_organisation_without_a_state_has_its_name_and_no_code() -> None:
    (verdict,) = assessed(event(buyer={"country": None, "country_name": "Houthi rebels"})).verdicts

    assert verdict.country is None
    assert "Houthi" in verdict.country_name


def test_each_organisation_has_a_verdict_of_its_own() -> None:
    assessment = assessed(event(buyer={"country": "NATO"}), event(id="f", buyer={"country": "Hezbollah"}))

    assert len(assessment.verdicts) == 2
    assert {verdict.country for verdict in assessment.verdicts} == {None}


def test_a_state_and_what_it_was_called_before_share_a_verdict() -> None:
    older, newer = event(buyer={"country": "Soviet Union"}), event(id="f", buyer={"country": "Russia"})

    (verdict,) = assessed(older, newer).verdicts
    assert (verdict.country, verdict.country_name) == ("RU", "Russia")
    assert [one.event for one in verdict.transactions] == ["e", "f"]
