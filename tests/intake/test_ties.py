"""What the registers know of the parties at the time of each act: listings, ties, standing."""

from __future__ import annotations

import pytest

from caatsa.domain.verdict import FactLine
from tests.law.cases import ABROAD, LISTED, RUSSIA, STRANGER, Json, event, row


def facts(given: Json, kind: str, as_of: str = "2022-01-01", **document: object) -> list[FactLine]:
    return [fact for fact in row(given, as_of=as_of, **document).facts if fact.kind == kind]


def states(given: Json, **how: object) -> dict[str, str]:
    """The standing of each party at each act, as "party@act"."""
    found = facts(given, "standing", **how)  # type: ignore[arg-type]
    return {f"{fact.fields['party']}@{fact.fields['act']}": str(fact.fields["state"]) for fact in found}


def owned(*owners: object) -> list[Json]:
    return [{"name": ABROAD["name"], "owners": list(owners)}]


STANDINGS: list[tuple[str, Json, list[Json], str]] = [
    ("listed", {"supplier": LISTED}, [], "listed"),
    ("tied by the register", {"supplier": RUSSIA | {"name": "Irkut"}}, [], "tied"),
    ("tied by the input", {"supplier": ABROAD}, owned("Rostec"), "tied"),
    ("tied to nobody listed", {"supplier": ABROAD}, owned("Somebody"), "none_known"),
    ("not known", {"supplier": STRANGER}, [], "none_known"),
    ("not named", {"supplier": RUSSIA}, [], "none_known"),
    ("not even stated", {"supplier": None}, [], "none_known"),
]


@pytest.mark.parametrize(
    ("fields", "persons", "state"), [one[1:] for one in STANDINGS], ids=[one[0] for one in STANDINGS]
)
def test_standing_is_listed_tied_or_none_known(fields: Json, persons: list[Json], state: str) -> None:
    assert states(event(**fields), persons=persons) == {"supplier@a0": state}


def test_standing_is_of_the_supply_side_only() -> None:
    parties = [
        {"role": role, "country": "RU", "name": name}
        for role, name in (
            ("manufacturer", "Almaz-Antey"),
            ("bank", "Bank X"),
            ("end_user", "Y"),
            ("agent", "Z"),
        )
    ]

    assert set(states(event(parties=parties))) == {"supplier@a0", "party4@a0"}


def test_standing_changes_with_the_day_of_the_act() -> None:
    given = event("contract 2017", "payment 2019", "delivery 2021", supplier=ABROAD)
    persons = owned({"name": "Rostec", "from": "2018-01-01", "until": "2019-12-31"})

    assert states(given, persons=persons) == {
        "supplier@a0": "none_known",
        "supplier@a1": "tied",
        "supplier@a2": "none_known",
    }


@pytest.mark.parametrize(
    ("owner", "tied"),
    [
        ({"name": "Rostec"}, True),
        ({"name": "Rostec", "from": "unknown"}, True),
        ({"name": "Rostec", "from": "2018"}, True),
        ({"name": "Rostec", "from": "2018-10-05"}, True),
        ({"name": "Rostec", "from": "2018-10-06"}, False),
        ({"name": "Rostec", "until": "2018"}, True),
        ({"name": "Rostec", "until": "2018-10-04"}, False),
        ({"name": "Rostec", "from": "2010", "until": "2012"}, False),
    ],
)
def test_a_tie_counts_where_it_may_have_held_on_the_day_of_the_act(owner: Json, tied: bool) -> None:
    given = event("contract 2018-10-05", supplier=ABROAD)

    assert (states(given, persons=owned(owner)) == {"supplier@a0": "tied"}) == tied


def test_for_an_act_without_a_day_ties_count_as_of_the_as_of_day() -> None:
    persons = owned({"name": "Rostec", "from": "2020-01-01"})
    given = event("contract", supplier=ABROAD)

    assert states(given, persons=persons, as_of="2019-12-31") == {"supplier@a0": "none_known"}
    assert states(given, persons=persons, as_of="2020-01-01") == {"supplier@a0": "tied"}


TIMINGS = [
    # the act, the timing of a listing of 20 September 2018
    ("delivery 2018-09-19", "after"),
    ("delivery 2018-09-20", "not_shown_before"),
    ("delivery 2018-09-21", "before"),
    ("delivery 2018-09", "not_shown_before"),
    ("delivery 2018-08", "after"),
    ("delivery 2018", "not_shown_before"),
    ("delivery", "not_shown_before"),
]


@pytest.mark.parametrize(("given", "timing"), TIMINGS)
def test_a_listing_came_before_the_act_or_after_or_neither_is_shown(given: str, timing: str) -> None:
    found = facts(event(given, supplier=RUSSIA | {"name": "KnAAPO"}), "timing")

    assert {fact.fields["person"]: fact.fields["listed"] for fact in found}["knaapo"] == timing


def test_the_words_of_a_tie_give_share_and_dates() -> None:
    def words(**dates: str) -> str:
        owner = {"name": "Rostec", "share": 7.5, **dates}
        found = facts(event(supplier=ABROAD), "tie", persons=owned(owner))
        return next(one.text for one in found if "Gulf" in one.text)

    assert words() == "Rostec holds 7.5 % of Gulf Trading"
    assert words(**{"from": "2018-01-01"}) == "Rostec has held 7.5 % of Gulf Trading since 1 January 2018"
    ended = words(**{"from": "2018-01-01", "until": "2020"})
    assert ended == "Rostec held 7.5 % of Gulf Trading from 1 January 2018 until 2020"


def test_ties_of_the_register_that_nobody_has_read_in_a_source_say_so() -> None:
    ties = facts(event(supplier=RUSSIA | {"name": "Irkut"}), "tie")

    assert {tie.verification for tie in ties} >= {"unverified"}
    assert all("unverified" in tie.text for tie in ties if tie.verification == "unverified")


def test_acting_for_somebody_is_a_tie_of_its_own_kind() -> None:
    persons = [{"name": ABROAD["name"], "acts_for": ["Rosoboronexport"]}]
    (tie, *_) = facts(event(supplier=ABROAD), "tie", persons=persons)

    assert tie.fields["how"] == "acts_for"
    assert "acts for" in tie.text


def test_only_persons_who_bear_on_the_event_are_in_its_facts() -> None:
    listed = {fact.fields["person"] for fact in facts(event(), "listing")}

    assert listed == {"rosoboronexport", "rostec"}


def test_a_listing_of_the_input_says_that_it_was_stated() -> None:
    persons = [{"name": STRANGER["name"], "listings": [{"list": "LSP", "listed_on": "2018"}]}]
    (listing,) = facts(event(supplier=STRANGER), "listing", persons=persons)

    assert listing.origin == "input"
