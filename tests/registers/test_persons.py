"""Who a name denotes, since when that person is listed, and what is only possible and left to review."""

import pickle
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from caatsa.domain.errors import InputError, RegisterError
from caatsa.domain.events import PersonEntry
from caatsa.registers.person_index import folded_forms
from caatsa.registers.persons import Persons, is_specified_persons_list

FILE = Path(__file__).parents[2] / "rules" / "registers" / "persons.yaml"
DATA: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
REGISTER = Persons.from_data(DATA)
SPECIFIED = tuple(person for person in REGISTER if person.specified)

CODES = {"India": "IN", "Russia": "RU", "Turkey": "TR", "Kazakhstan": "KZ"}
KEYS = st.sampled_from(sorted(REGISTER.by_key))


def key_of(name: str, country: str | None = None) -> str | None:
    person = REGISTER.resolve(name, country)
    return person.key if person else None


def with_persons(*entries: dict[str, Any]) -> Persons:
    return REGISTER.with_overrides([PersonEntry.model_validate(entry) for entry in entries], CODES.get)


def register_of(**people: dict[str, Any]) -> Persons:
    common = {"country": "RU", "kind": "company"}
    return Persons.from_data(
        {"format": 1, "persons": {key: {"name": key, **common, **entry} for key, entry in people.items()}}
    )


# Names


@pytest.mark.parametrize(
    ("name", "country", "key"),
    [
        ("Rosoboronexport", "RU", "rosoboronexport"),
        ("Rosoboronexport OJSC (ROE)", None, "rosoboronexport"),
        ("Rosoboronexport (state exporter)", None, "rosoboronexport"),
        ("JSC «ROSOBORONEKSPORT»", "RU", "rosoboronexport"),
        ("Рособоронэкспорт", "RU", "rosoboronexport"),
        ("АО «Рособоронэкспорт»", None, "rosoboronexport"),  # noqa: RUF001
        ("Concern Kalashnikov", "RU", "kalashnikov-concern"),
        ("Концерн «Калашников»", "RU", "kalashnikov-concern"),
        ("KnAAPO", None, "knaapo"),
        ("Sukhoi", "RU", "sukhoi"),
        ("RSK MiG", None, "mig"),
        ("Uralvagonzavod (Rostec)", "RU", "uralvagonzavod"),
        ("Indo-Russia Rifles Private Limited", "IN", "indo-russia-rifles"),
        ("Indo-Russian Rifles Pvt. Ltd.", "IN", "indo-russia-rifles"),
        ("Indo-Russian Rifles Private Limited (IRRPL)", "IN", "indo-russia-rifles"),
        ("SSB", "TR", "ssb"),
        ("Presidency of Defence Industries", "TR", "ssb"),
        ("Savunma Sanayii Başkanlığı", "TR", "ssb"),  # noqa: RUF001
        ("Undersecretariat for Defence Industries", "TR", "ssb"),
        ("Equipment Development Department", "CN", "equipment-development-department"),
        ("General Armaments Department", "CN", "equipment-development-department"),
        ("The Presidency of Defense Industries", "TR", "ssb"),
        ("The Pentagon", None, "dod"),
        ("Nobody in particular", "RU", None),
        ("", None, None),
        ("()", "RU", None),
    ],
)
def test_a_name_denotes_a_person_exactly_after_folding(
    name: str, country: str | None, key: str | None
) -> None:
    assert key_of(name, country) == key


@pytest.mark.parametrize("country", ["IN", "RU", "TR", "EG", "DZ", "RS", "VN", "KZ", "AM", "MM", "IR"])
def test_a_ministry_of_defence_is_that_of_the_country_stated(country: str) -> None:
    person = REGISTER.resolve("Ministry of Defence", country)

    assert person is not None
    assert person.country == country


def test_a_ministry_of_defence_of_no_stated_or_known_country_is_nobody() -> None:
    assert key_of("Ministry of Defence") is None
    assert key_of("Ministry of Defence", "GH") is None
    assert key_of("Ministry of Defence (India)") == "ministry-of-defense-in"


@pytest.mark.parametrize(
    "name",
    [
        *("STC", "UAC", "USC", "MiG", "RTI", "Baikal", "Concord", "Izhmash", "OAK", "OSK", "TMC", "KSI"),
        *("IRA", "KMZ", "MMZ"),
    ],
)
def test_a_short_or_common_name_counts_only_with_russia_as_second_identifier(name: str) -> None:
    assert key_of(name, "RU") is not None
    assert key_of(name, "KZ") is None
    assert key_of(name, None) is None
    assert REGISTER.review_candidates(name)


def test_a_kazakh_company_called_baikal_is_not_the_listed_plant_nor_ukrainian_intelligence_the_gru() -> None:
    assert key_of("Baikal", "KZ") is None
    assert key_of("Baikal", "RU") == "izhevsk-mechanical-plant"
    assert key_of("Main Intelligence Directorate", "UA") is None


def test_the_united_aircraft_corporation_does_not_take_the_names_of_the_listed_sukhoi_and_mig() -> None:
    assert key_of("SUKHOI", "RU") == "sukhoi"
    assert key_of("MIG", "RU") == "mig"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Rosoboronexprot", "rosoboronexport"),
        ("Rosoboronexport India Office", "rosoboronexport"),
        ("Baikal Electronics", "izhevsk-mechanical-plant"),
        ("Kalashnikov", "kalashnikov-concern"),
    ],
)
def test_what_is_only_similar_never_resolves_but_is_offered_for_review(name: str, key: str) -> None:
    assert key_of(name) is None
    assert key in [candidate.person.key for candidate in REGISTER.review_candidates(name)]


def test_a_search_gives_exact_persons_of_every_country_before_possible_ones() -> None:
    found = REGISTER.search("MiG")
    assert [person.key for person in found.exact] == ["mig"]
    assert found.possible == ()

    assert [one.person.key for one in REGISTER.search("Rosoboronexprot").possible] == ["rosoboronexport"]
    assert len(REGISTER.search("Ministry of Defence").exact) > 10
    assert REGISTER.search("ssb").exact == (REGISTER.by_key["ssb"],)


# Listings


def test_54_of_the_90_specified_persons_are_known() -> None:
    by_day = Counter(listing.listed_on.text for person in SPECIFIED for listing in person.specified)

    assert by_day == {"2017-10-27": 39, "2018-09-20": 9, "2021-03-02": 6}
    assert DATA["complete"] is False
    assert Counter(person.kind == "individual" for person in SPECIFIED) == {False: 51, True: 3}


def test_knaapo_is_a_specified_person_since_20_september_2018() -> None:
    (listing,) = REGISTER.by_key["knaapo"].specified

    assert listing.listed_on.first_day == date(2018, 9, 20)
    assert (listing.sector, listing.verification) == ("defense", "seen")


def test_the_listings_of_march_2021_took_effect_before_their_publication() -> None:
    late = [one for person in SPECIFIED for one in person.specified if one.listed_on != one.published]

    assert len(late) == 6
    assert {(one.listed_on.text, one.published.text) for one in late} == {("2021-03-02", "2021-04-19")}


def test_a_listing_that_was_seen_or_reconstructed_cites_where() -> None:
    assert all(
        bool(listing.sources) == (listing.verification != "unverified")
        for person in SPECIFIED
        for listing in person.specified
    )


@pytest.mark.parametrize(
    "key", ["ssb", "equipment-development-department", "kvt-rus", "ministry-of-defense-ru", "fsmtc"]
)
def test_an_ofac_entry_or_a_russian_office_is_not_thereby_a_specified_person(key: str) -> None:
    assert REGISTER.by_key[key].specified == ()


def test_the_items_imposed_under_section_235_stand_with_the_person_they_fall_on() -> None:
    (agency,) = REGISTER.by_key["ssb"].other_lists
    assert (agency.list, agency.listed_on.text) == ("NS-MBS", "2020-12-14")
    assert agency.measures == tuple(f"caatsa.235.a.{item}" for item in (1, 2, 3, 4, 12))

    (officer,) = REGISTER.by_key["ismail-demir"].other_lists
    assert (officer.list, officer.linked_to) == ("SDN", "ssb")
    assert sum(bool(entry.measures) for person in REGISTER for entry in person.other_lists) == 8


@pytest.mark.parametrize(
    "name",
    [
        *("LSP", "State LSP", "List of Specified Persons", "List of Specified Persons (LSP)", "CAATSA 231"),
        *(
            "CAATSA section 231(e)",
            "CAATSA § 231(d)",
            "caatsa.231.e",
            "231(d)",
            "CAATSA-231",
            "section 231(e) list",
        ),
    ],
)
def test_the_list_of_specified_persons_is_recognised_as_it_is_cited(name: str) -> None:
    assert is_specified_persons_list(name)


@pytest.mark.parametrize(
    "name",
    [
        "SDN",
        "NS-MBS",
        "Entity List",
        "EO 14024",
        "CAATSA",
        "CAATSA 231(a)",
        "CAATSA 235",
        "",
        "list of persons",
        "SDN LSP",
    ],
)
def test_other_lists_are_not_the_list_of_specified_persons(name: str) -> None:
    assert not is_specified_persons_list(name)


def test_six_persons_are_named_in_the_bar_to_a_modified_waiver() -> None:
    assert {person.key for person in REGISTER if "named_in_231_d" in person.flags} == {
        *("gru", "fsb", "svr", "ano-po-ksi", "special-technology-center", "zorsecurity")
    }


@pytest.mark.parametrize(
    ("name", "flag"),
    [
        ("NASA", "nasa"),
        ("National Aeronautics and Space Administration", "nasa"),
        ("US Department of Defense", "us_department_of_defense"),
        ("U.S. Space Force", "us_department_of_defense"),
        ("National Reconnaissance Office", "us_department_of_defense"),
        ("Department of Defense", "us_department_of_defense"),
    ],
)
def test_launch_customers_of_the_space_exceptions_are_known(name: str, flag: str) -> None:
    person = REGISTER.resolve(name, "US")

    assert person is not None
    assert flag in person.flags


# Ties


def test_the_owners_of_indo_russia_rifles_changed_with_the_ordnance_factory_board() -> None:
    owners = {owner.key: owner for owner in REGISTER.by_key["indo-russia-rifles"].owners}

    assert {key: owner.share for key, owner in owners.items()} == {
        "ordnance-factory-board": "50.5",
        "aweil": None,
        "munitions-india": None,
        "kalashnikov-concern": "42",
        "rosoboronexport": "7.5",
    }
    board = owners["ordnance-factory-board"]
    assert board.until is not None
    assert board.until.last_day == date(2021, 9, 30)
    assert owners["aweil"].from_.first_day == date(2021, 10, 1)
    assert owners["rosoboronexport"].from_.first_day == date(2019, 3, 3)


@pytest.mark.parametrize(
    "key", ["sovtechnoexport", "irkut", "yantar", "brahmos-aerospace", "kazan-helicopters"]
)
def test_an_unlisted_company_of_a_listed_owner_is_tied_but_not_listed(key: str) -> None:
    assert REGISTER.by_key[key].specified == ()
    assert any(REGISTER.by_key[tied].specified for tied in REGISTER.ties(key))


def test_ties_go_through_owners_of_owners_nearest_first() -> None:
    assert REGISTER.ties("knaapo") == ("sukhoi", "united-aircraft-corporation", "rostec")


def test_ties_end_where_persons_own_each_other() -> None:
    ring = register_of(
        a={"owners": [{"owner": "b", "verification": "seen"}]},
        b={"acts_for": [{"principal": "c", "verification": "seen"}]},
        c={"owners": [{"owner": "a", "verification": "seen"}]},
    )

    assert ring.ties("a") == ("b", "c")


@given(KEYS)
def test_every_tie_refers_to_a_person_and_none_to_itself(key: str) -> None:
    person = REGISTER.by_key[key]

    assert all(relation.key in REGISTER.by_key for relation in person.relations)
    assert key not in REGISTER.ties(key)
    assert {relation.key for relation in person.relations} <= set(REGISTER.ties(key))


# The register as a whole


def test_no_name_denotes_two_persons_of_one_country() -> None:
    bearers = Counter(
        (form, person.country)
        for person in REGISTER
        for form in {form for name in person.names for form in folded_forms(name)}
    )

    assert [claim for claim, number in bearers.items() if number > 1] == []


@given(KEYS)
def test_every_name_of_a_person_denotes_it_in_its_own_country(key: str) -> None:
    person = REGISTER.by_key[key]

    assert {key_of(name, person.country) for name in person.names} == {key}


@given(KEYS)
def test_the_official_name_alone_is_enough(key: str) -> None:
    assert key_of(REGISTER.by_key[key].name) == key


@given(st.text(max_size=40), st.sampled_from([None, "RU", "KZ"]))
def test_any_text_can_be_asked_for(text: str, country: str | None) -> None:
    person = REGISTER.resolve(text, country)

    assert person is None or person in REGISTER.search(text).exact
    assert len(REGISTER.review_candidates(text)) <= 5


@given(KEYS, st.sampled_from([str.upper, str.lower, str.title, "«{}»".format, " {} ".format, "{}.".format]))
def test_case_quotes_and_blanks_do_not_change_who_is_meant(key: str, write: Callable[[str], str]) -> None:
    person = REGISTER.by_key[key]

    assert key_of(write(person.name), person.country) == key


def test_the_register_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(REGISTER)) == REGISTER  # noqa: S301 - our own bytes


# Faults of the register


@pytest.mark.parametrize(
    ("people", "problem"),
    [
        ({"a": {"aliases": ["X"]}, "b": {"aliases": ["x"]}}, "denotes both a and b"),
        ({"a": {"aliases": ["X"]}, "b": {"aliases": ["x"], "country": "BY"}}, "denotes both a and b"),
        ({"a": {"aliases": ["X"]}, "b": {"weak_aliases": ["x"]}}, "denotes both a and b"),
        ({"a": {"alias": ["X"]}}, "unknown key 'alias'"),
        ({"a": {"aliases": "X"}}, "needs a list of texts for aliases"),
        ({"a": {"kind": "firm"}}, "has kind 'firm'"),
        ({"a": {"country": "Russia"}}, "has country 'Russia'"),
        ({"a": {"nasa": "no"}}, "has nasa 'no'"),
        (
            {"a": {"owners": [{"owner": "b", "verification": "seen"}]}},
            "names the unknown person 'b' as owner",
        ),
        ({"a": {"owners": [{"owner": "a", "verification": "seen"}]}}, "ties the person to itself"),
        ({"a": {}, "b": {"owners": [{"owner": "a"}]}}, "has verification None"),
        (
            {"a": {}, "b": {"owners": [{"owner": "a", "share": "half", "verification": "seen"}]}},
            "has share 'half'",
        ),
        (
            {
                "a": {},
                "b": {"acts_for": [{"principal": "a", "from": 2020, "until": 2019, "verification": "seen"}]},
            },
            "ends (2019) before it begins (2020)",
        ),
        (
            {
                "a": {
                    "listings": [
                        {"list": "SDN", "sector": "defense", "listed_on": 2018, "verification": "seen"}
                    ]
                }
            },
            "is on the list 'SDN'",
        ),
        (
            {"a": {"listings": [{"list": "LSP", "sector": "defense", "verification": "seen"}]}},
            "has no day in listed_on",
        ),
        (
            {
                "a": {
                    "listings": [
                        {
                            "list": "LSP",
                            "sector": "oil",
                            "listed_on": 2018,
                            "verification": "seen",
                            "sources": ["z"],
                        }
                    ]
                }
            },
            "cites the unknown source 'z'",
        ),
    ],
)
def test_a_faulty_register_is_refused_with_the_reason(people: dict[str, Any], problem: str) -> None:
    with pytest.raises(RegisterError) as caught:
        register_of(**people)

    assert problem in str(caught.value)


def test_all_faults_of_a_register_are_told_at_once() -> None:
    with pytest.raises(RegisterError) as caught:
        register_of(a={"kind": "firm", "country": "Russia"}, b={"alias": []})

    assert len(caught.value.faults) == 3


@pytest.mark.parametrize(
    "data", [None, [], {}, {"persons": []}, {"persons": {"a": None}}, {"persons": {"a": {}}}]
)
def test_data_of_another_shape_is_refused(data: Any) -> None:
    with pytest.raises(RegisterError):
        Persons.from_data(data)


# Persons of the input


def test_an_entry_replaces_only_the_keys_it_gives() -> None:
    before = REGISTER.by_key["indo-russia-rifles"]
    people = with_persons({"name": "Indo-Russian Rifles", "country": "India", "owners": ["Goa Shipyard"]})
    after = people.by_key["indo-russia-rifles"]

    assert [(owner.key, owner.verification) for owner in after.owners] == [("goa-shipyard", "stated")]
    assert (after.name, after.country, after.aliases) == (before.name, before.country, before.aliases)
    assert people.by_key["rostec"] == REGISTER.by_key["rostec"]


def test_a_person_of_the_input_is_added_with_its_ties() -> None:
    people = with_persons(
        {
            "name": "Example Works Ltd",
            "country": "Kazakhstan",
            "aliases": ["EWL"],
            "owners": [{"name": "Kontsern Kalashnikov", "share": 42}, {"name": "Somebody Else"}],
            "acts_for": [{"name": "Rosoboronexport", "from": "2019-03"}],
            "listings": [{"list": "LSP", "listed_on": date(2019, 1, 1), "sector": "defense"}],
        }
    )
    person = people.resolve("EWL", None)

    assert person is not None
    assert (person.key, person.country, person.kind) == ("example-works-ltd", "KZ", "unknown")
    assert [owner.key for owner in person.owners] == ["kalashnikov-concern", None]
    assert (person.owners[0].share, person.owners[1].name) == ("42", "Somebody Else")
    assert person.acts_for[0].from_.text == "2019-03"
    assert person.specified[0].listed_on.text == "2019-01-01"
    assert "rostec" in people.ties(person.key)


def test_persons_of_the_input_may_own_each_other_in_any_order() -> None:
    people = with_persons(
        {"name": "Front Company", "owners": ["Holding Company"]}, {"name": "Holding Company"}
    )

    assert people.ties("front-company") == ("holding-company",)


def test_two_entries_on_one_new_person_are_one_person() -> None:
    people = with_persons(
        {"name": "Front Company LLC", "owners": ["Rostec"]}, {"name": "Front Company", "aliases": ["FC"]}
    )

    assert people.resolve("FC", None) == people.resolve("Front Company", None)
    assert len(people) == len(REGISTER) + 1


def test_a_weak_alias_that_the_input_states_for_the_person_becomes_enough() -> None:
    people = with_persons({"name": "United Aircraft Corporation", "aliases": ["UAC"]})
    person = people.resolve("UAC", None)

    assert person is not None
    assert person.key == "united-aircraft-corporation"


def test_an_alias_that_already_denotes_another_person_is_refused() -> None:
    with pytest.raises(InputError, match="denotes both rosoboronexport and example-works"):
        with_persons({"name": "Example Works", "aliases": ["Rosoboronexport"]})


def test_two_entries_that_contradict_each_other_on_one_person_are_refused() -> None:
    with pytest.raises(InputError, match="'owners' of 'Front Company' is given twice, and differs"):
        with_persons(
            {"name": "Front Company LLC", "owners": ["Rostec"]}, {"name": "Front Company", "owners": ["UAC"]}
        )


def test_the_same_entry_given_twice_is_one_person() -> None:
    entry = {"name": "Front Company", "owners": ["Rostec"]}

    assert len(with_persons(entry, entry)) == len(REGISTER) + 1


def test_a_register_without_persons_of_the_input_is_the_same() -> None:
    assert with_persons() is REGISTER


# Lists other than that of specified persons, in the input


def test_other_lists_of_the_input_leave_the_listing_as_a_specified_person_alone() -> None:
    entry = {"list": "SDN", "uid": 18782, "programs": ["NPWMD"], "listed_on": "2018-04-06"}
    merged = with_persons({"name": "Rosoboronexport", "other_lists": [entry]})
    person = merged.by_key["rosoboronexport"]

    assert person.specified == REGISTER.by_key["rosoboronexport"].specified
    assert [(one.list, one.programs, one.verification) for one in person.other_lists] == [
        ("SDN", ("NPWMD",), "stated")
    ]


def test_the_list_of_specified_persons_is_no_other_list() -> None:
    with pytest.raises(InputError, match="stands under listings"):
        with_persons({"name": "Zarya", "other_lists": [{"list": "CAATSA section 231(e)"}]})


def test_a_weak_alias_of_the_input_needs_the_country() -> None:
    merged = with_persons({"name": "Zarya Works", "country": "Russia", "weak_aliases": ["ZW"]})

    assert merged.resolve("ZW", "RU") is not None
    assert merged.resolve("ZW", None) is None


def test_an_owner_that_is_only_restated_keeps_the_source_of_the_register() -> None:
    known = REGISTER.by_key["indo-russia-rifles"].owners
    owners = [
        {
            "name": one.name,
            "from": str(one.from_),
            **({"share": float(one.share)} if one.share else {}),
            **({"until": str(one.until)} if one.until else {}),
        }
        for one in known
    ]
    new = {"name": "Zarya Works", "source": {"title": "Annual report", "grade": "trade_press"}}
    merged = with_persons({"name": "Indo-Russia Rifles", "owners": [*owners, new]})
    after = merged.by_key["indo-russia-rifles"].owners

    assert after[:-1] == known
    assert (after[-1].verification, after[-1].sources, after[-1].grade) == (
        "stated",
        ("Annual report",),
        "trade_press",
    )


def test_a_source_of_the_input_keeps_its_address_and_day() -> None:
    source = {
        "title": "SDN List, entry 1",
        "publisher": "OFAC",
        "url": "https://example.org/1",
        "published": "2026-11-20",
    }
    merged = with_persons(
        {"name": "Zarya", "other_lists": [{"list": "SDN", "programs": ["SYRIA"], "source": source}]}
    )

    assert merged.by_key["zarya"].other_lists[0].sources == (
        "https://example.org/1 SDN List, entry 1, OFAC (2026-11-20)",
    )


def test_an_entry_that_is_only_restated_keeps_the_source_of_the_register() -> None:
    known = next(one for one in REGISTER.by_key["rosoboronexport"].other_lists if one.list == "SDN")
    entry = {"list": "SDN", "uid": 18782, "programs": ["SYRIA"], "listed_on": "2018-04-06"}
    merged = with_persons({"name": "Rosoboronexport", "other_lists": [entry]})

    assert merged.by_key["rosoboronexport"].other_lists == (known,)
