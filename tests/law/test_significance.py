"""Significance: supported, arguable, weighed against or unknown; never unmet, and no price decides."""

from __future__ import annotations

import pytest

from tests.law.cases import LISTED, RUSSIA, Json, assessed, because, event, official, results, row

NASA = {"country": "US", "name": "NASA"}
FSB = {"country": "RU", "name": "FSB"}


def total(given: Json, **document: object) -> str:
    found = row(given, **document)
    return str(next(one.total for one in found.elements if one.id == "significance"))


WEIGHED: list[tuple[str, Json, str, str]] = [
    ("item of a precedent", event(), "met", "supported"),
    ("the same, in other words", event(item="С-400 «Триумф» missile systems"), "met", "supported"),  # noqa: RUF001
    ("two items of precedents", event(item="Su-35 and S-400"), "met", "supported"),
    ("item of a precedent, an upgrade", event(capability="upgrade"), "met", "supported"),
    ("item of a precedent, paid for", event("payment 2019"), "met", "supported"),
    ("item of a precedent, sustainment", event(capability="sustainment"), "arguable", "weighed_against"),
    ("item of a precedent, civil", event(end_use="civil"), "arguable", "weighed_against"),
    ("spare parts for it", event(item="spare parts for S-400"), "arguable", "weighed_against"),
    ("its service", event("service 2019"), "arguable", "weighed_against"),
    ("a relative of it is another system", event(item="S-300"), "arguable", "arguable"),
    ("another system", event(item="AK-203"), "arguable", "arguable"),
    ("a phrase around a designation", event(item="AK-203 assault rifle"), "arguable", "arguable"),
    ("the noun of a class", event(item="rifle"), "arguable", "arguable"),
    ("the noun of a class", event(item="shell"), "arguable", "arguable"),
    ("the noun of a class", event(item="tank"), "arguable", "arguable"),
    ("the noun of a class", event(item="ballistic missile"), "arguable", "arguable"),
    ("no item", event(item=None), "unknown", "unknown"),
    ("an item nobody knows", event(item="Zorglub X-9"), "unknown", "unknown"),
    ("the same, capability not known", event(item="Zorglub X-9", capability="unknown"), "unknown", "unknown"),
    ("the same, military", event(item="Zorglub X-9", end_use="military"), "unknown", "unknown"),
    ("the same, a new capability", event(item="Zorglub X-9", capability="new"), "arguable", "arguable"),
    ("the same, an upgrade", event(item="Zorglub X-9", capability="upgrade"), "arguable", "arguable"),
    (
        "the same, sustainment",
        event(item="Zorglub X-9", capability="sustainment"),
        "arguable",
        "weighed_against",
    ),
    ("the same, civil", event(item="Zorglub X-9", end_use="civil"), "arguable", "weighed_against"),
    ("no item, a new capability", event(item=None, capability="new"), "arguable", "arguable"),
    ("civil and new", event(item="AK-203", end_use="civil", capability="new"), "arguable", "weighed_against"),
]


@pytest.mark.parametrize(
    ("given", "result", "weighed"), [one[1:] for one in WEIGHED], ids=[one[0] for one in WEIGHED]
)
def test_what_is_acquired_is_weighed(given: Json, result: str, weighed: str) -> None:
    found = row(given)

    assert results(found)["significance"] == result, because(found, "significance")
    assert total(given) == weighed


@pytest.mark.parametrize(("on", "result"), [("2018-09-19", "arguable"), ("2018-09-20", "met")])
def test_a_precedent_exists_from_its_day(on: str, result: str) -> None:
    assert results(row(event("delivery 2018-03"), as_of=on))["significance"] == result


def test_unknown_significance_leaves_the_row_undecided_and_is_asked_for() -> None:
    found = row(event(item="Zorglub X-9"))

    assert found.exposure == "undecided"
    assert "significance" in {one.would_settle for one in found.missing}


@pytest.mark.parametrize("value", ["USD 1", "USD 5.43 billion", "over USD 3 billion", 601427])
@pytest.mark.parametrize("quantity", [1, 601427, "5 regiments", "first equipment"])
def test_no_price_and_no_number_decides(value: object, quantity: object) -> None:
    found = row(event(item="AK-203", value=value, quantity=quantity))

    assert (found.exposure, results(found)["significance"]) == ("arguable", "arguable")


def test_figures_that_are_not_understood_are_kept_and_listed() -> None:
    issues = assessed(event(value="over USD 3 billion", quantity="first equipment")).input.issues

    assert {"over USD 3 billion", "first equipment"} <= {one.reported for one in issues}


def test_the_factor_that_weighs_against_is_named() -> None:
    found = row(event("contract 2018-10-05", "cancellation 2019", capability="sustainment", end_use="civil"))

    told = because(found, "significance")
    assert "civil end use" in told
    assert "sustainment" in told
    assert "cancelled" in told


def test_civil_end_use_does_not_weigh_against_where_an_intelligence_person_is_in_the_chain() -> None:
    assert total(event(item="Zorglub X-9", end_use="civil")) == "weighed_against"
    assert total(event(item="Zorglub X-9", end_use="civil", supplier=FSB)) == "arguable"


def test_a_determination_about_the_transaction_is_itself_the_characterization() -> None:
    given = event(item="AK-203")
    decided = official(
        "determination", on="2021-06-01", person="Ministry of Defence", country="KZ", item="AK-203"
    )

    assert results(row(given, official_acts=[decided]))["significance"] == "met"
    assert results(row(given, official_acts=[decided], as_of="2021-05-31"))["significance"] == "arguable"


def test_a_determination_on_the_person_about_something_else_is_not() -> None:
    decided = official("determination", on="2021-06-01", person="Ministry of Defence", country="KZ")

    assert results(row(event(item="AK-203"), official_acts=[decided]))["significance"] == "arguable"


SPACE: list[tuple[str, Json, bool]] = [
    # who buys and who uses; whether section 237 takes it out
    ("NASA buys", {"buyer": NASA}, True),
    (
        "NASA uses",
        {"buyer": {"country": "US", "name": "Orbital"}, "parties": [{"role": "end_user", **NASA}]},
        True,
    ),
    ("a company buys", {"buyer": {"country": "US", "name": "United Launch Alliance"}}, True),
    ("a foreign agency buys", {"buyer": {"country": "IN", "name": "ISRO"}}, True),
    ("the Department of Defense buys", {"buyer": {"country": "US", "name": "Department of Defense"}}, False),
    ("the Air Force buys", {"buyer": {"country": "US", "name": "US Air Force"}}, False),
    ("the Space Force buys", {"buyer": {"country": "US", "name": "U.S. Space Force"}}, False),
    (
        "a company launches for the Air Force",
        {
            "buyer": {"country": "US", "name": "ULA"},
            "parties": [{"role": "end_user", "country": "US", "name": "US Air Force"}],
        },
        False,
    ),
    (
        "a company launches for the reconnaissance office",
        {
            "buyer": {"country": "US", "name": "ULA"},
            "parties": [{"role": "end_user", "country": "US", "name": "National Reconnaissance Office"}],
        },
        False,
    ),
    (
        "another country's defense department buys",
        {"buyer": {"country": "IN", "name": "Department of Defence"}},
        True,
    ),
    ("nobody says who in the United States buys", {"buyer": {"country": "US"}}, False),
]


@pytest.mark.parametrize(("fields", "excepted"), [one[1:] for one in SPACE], ids=[one[0] for one in SPACE])
def test_space_launches_are_taken_out_unless_for_the_department_of_defense(
    fields: Json, excepted: bool
) -> None:
    found = row(event(item="RD-180 engines", end_use="space", **fields))

    assert (found.exposure == "no_trigger", found.exception is not None) == (excepted, excepted)
    if excepted:
        assert "§ 237" in found.reason
        assert "9531" in found.reason


def test_the_use_that_an_item_implies_counts_where_none_is_stated() -> None:
    launcher = {"buyer": {"country": "FR", "name": "Arianespace"}, "item": "RD-180"}

    assert row(event(**launcher)).exception == "caatsa.237.space_launch"
    assert row(event(end_use="military", **launcher)).exception is None


def test_activities_of_nasa_are_taken_out_whatever_the_item() -> None:
    assert row(event(buyer=NASA, item="docking system", end_use="civil")).exception == "caatsa.237.nasa"


def test_russia_selling_civil_goods_through_nobody_is_not_presumed_to_be_the_state_exporter() -> None:
    found = row(event(supplier=RUSSIA, item="Sukhoi Superjet 100"))

    assert results(found)["counterparty"] == "unknown"
    assert found.exposure == "undecided"


def test_civil_goods_of_a_listed_seller_stay_arguable() -> None:
    found = row(event(supplier=LISTED, item="Ansat", end_use="civil"))

    assert (found.exposure, total(event(item="Ansat", end_use="civil"))) == ("arguable", "weighed_against")
