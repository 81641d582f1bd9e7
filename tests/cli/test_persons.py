"""`caatsa persons search`: what the register knows, and what it cannot say."""

import json
from typing import Any

import pytest

from caatsa.registers.person_search import SPECIFIED_PERSONS
from caatsa.report.layout import WIDTH, columns, is_address


def search(caatsa: Any, *arguments: str) -> Any:
    return json.loads(caatsa("persons", "search", *arguments, "--format", "json").out)


def test_a_specified_person_is_shown_with_its_day_and_how_it_was_verified(caatsa: Any) -> None:
    shown = caatsa("persons", "search", "Rosoboronexport")

    assert (shown.status, shown.err) == (0, "")
    assert "List of Specified Persons, defense sector, since 27 October 2017" in shown.out
    assert "(read in a source)" in shown.out


@pytest.mark.parametrize("name", ["Indo-Russia Rifles", "INDO-RUSSIAN RIFLES PVT LTD", "IRRPL"])
def test_owners_are_dated_whatever_name_is_searched_for(caatsa: Any, name: str) -> None:
    (person,) = search(caatsa, name)["exact"]
    shares = {owner["key"]: (owner["share"], owner["from"]) for owner in person["owners"]}

    assert shares["kalashnikov-concern"] == ("42", "2019-03-03")
    assert shares["rosoboronexport"] == ("7.5", "2019-03-03")
    assert person["listings"] == []


def test_cyrillic_is_read(caatsa: Any) -> None:
    assert [person["key"] for person in search(caatsa, "Рособоронэкспорт")["exact"]] == ["rosoboronexport"]


def test_a_name_that_only_resembles_one_is_possible_and_to_be_reviewed(caatsa: Any) -> None:
    found = search(caatsa, "Rosoboronexprt")

    assert found["exact"] == []
    assert [one["status"] for one in found["possible"] if one["person"] == "rosoboronexport"] == [
        "possible, review"
    ]
    assert "Possible, review:" in caatsa("persons", "search", "Rosoboronexprt").out


def test_a_part_of_a_name_is_possible_too(caatsa: Any) -> None:
    assert "rosoboronexport" in [one["person"] for one in search(caatsa, "rosobor")["possible"]]


def test_nothing_found_is_no_error_and_says_nothing_about_anybody(caatsa: Any) -> None:
    shown = caatsa("persons", "search", "Nobody At All Limited")

    assert shown.status == 0
    assert "No person is called “Nobody At All Limited” in the register." in shown.out
    assert "says nothing about its bearer" in " ".join(shown.out.split())


def test_the_register_says_how_incomplete_it_is(caatsa: Any) -> None:
    register = search(caatsa, "Nobody")["register"]

    assert (register["specified_persons_held"], register["specified_persons"]) == (54, SPECIFIED_PERSONS)


def test_a_weak_name_identifies_nobody_without_the_country(caatsa: Any) -> None:
    (alone,) = search(caatsa, "EDD")["exact"]
    (with_country,) = search(caatsa, "EDD", "--country", "China")["exact"]

    assert (alone["denoted"], with_country["denoted"]) == (False, True)
    assert "state the country" in " ".join(caatsa("persons", "search", "EDD").out.split())


def test_a_country_leaves_the_others_out(caatsa: Any) -> None:
    assert search(caatsa, "Rosoboronexport", "--country", "IN")["exact"] == []


def test_an_unknown_country_is_an_error_with_the_nearest(caatsa: Any) -> None:
    result = caatsa("persons", "search", "SSB", "--country", "Turkee")

    assert (result.status, result.out) == (2, "")
    assert "did you mean Türkiye?" in result.err


@pytest.mark.parametrize("name", ["Rosoboronexport", "SSB", "EDD", "FSB", "BrahMos Aerospace"])
def test_text_fits_80_columns_but_for_addresses(caatsa: Any, name: str) -> None:
    lines = caatsa("persons", "search", name).out.splitlines()

    assert [line for line in lines if columns(line) > WIDTH and not is_address(line.split()[0])] == []
