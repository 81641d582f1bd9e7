"""The overlay against the register: what is new is added, what differs is told, and nothing wins silently."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from caatsa.documents.strict_yaml import read_yaml
from caatsa.documents.yaml_text import yaml_lines
from caatsa.domain.events import PersonEntry
from caatsa.intake.lists.overlay import Overlay
from caatsa.intake.lists.selection import Selection
from caatsa.registers.persons import Persons
from caatsa.report.lists_view import overlay_data, overlay_yaml, summary
from tests.lists.made_up import DAY, MENU, REGISTERS, alt, lines, made, node, persons, sdn, target, targets

ROE = sdn(18782, "ROSOBORONEKSPORT OAO", "SYRIA] [UKRAINE-EO13662] [IRAN-CON-ARMS-EO] [RUSSIA-EO14024")
REGISTER = REGISTERS.persons
ZARYA = "Registration Number 1 (Russia)"


def conflicts(overlaid: Overlay) -> set[tuple[str, str, str, str]]:
    """(person, matter, outcome, what the list has), without persons of the register that the list lacks."""
    return {
        (one.person, one.matter, one.outcome, one.stated)
        for one in overlaid.conflicts
        if one.stated != "no such entry"
    }


def merged(overlaid: Overlay) -> Persons:
    """The register with the overlay laid over it, as an assessment has it."""
    entries = [PersonEntry.model_validate(entry) for entry in overlay_data(overlaid)["persons"]]
    return REGISTER.with_overrides(entries, lambda text: REGISTERS.countries.resolve(text).code)


def key_of(register: Persons, name: str, country: str | None = None) -> str | None:
    person = register.resolve(name, country)
    return person.key if person else None


# Persons of the register


def test_an_sdn_entry_of_a_specified_person_leaves_its_listing_alone(tmp_path: Path) -> None:
    overlaid = made(tmp_path, sdn_csv=ROE)
    (said,) = overlaid.persons
    after = merged(overlaid).by_key["rosoboronexport"]

    assert "listings" not in said
    assert after.specified == REGISTER.by_key["rosoboronexport"].specified
    assert set(after.names) >= set(REGISTER.by_key["rosoboronexport"].names)
    assert set(after.names) - set(REGISTER.by_key["rosoboronexport"].names) <= {after.name}


def test_a_known_day_of_listing_stays_and_keeps_its_source(tmp_path: Path) -> None:
    after = merged(made(tmp_path, sdn_csv=ROE)).by_key["rosoboronexport"]
    (before,) = [one for one in REGISTER.by_key["rosoboronexport"].other_lists if one.list == "SDN"]

    assert before in after.other_lists


def test_a_program_of_unknown_day_is_known_to_be_on_the_list_by_the_day_of_the_release(
    tmp_path: Path,
) -> None:
    after = merged(made(tmp_path, sdn_csv=ROE)).by_key["rosoboronexport"]
    (new,) = [one for one in after.other_lists if "RUSSIA-EO14024" in one.programs]

    assert (new.list, new.listed_on.known, str(new.listed_by)) == ("SDN", False, "2026-11-20")
    assert "entry 18782 (sdn.csv)" in new.sources[0]


def test_a_new_program_and_a_new_name_are_added(tmp_path: Path) -> None:
    row = ROE.replace("RUSSIA-EO14024", "RUSSIA-EO14024] [NPWMD")
    overlaid = made(tmp_path, sdn_csv=row, alt_csv=alt(18782, 1, "STATE ARMS EXPORTER OF RUSSIA"))
    after = merged(overlaid)

    assert conflicts(overlaid) == set()
    assert key_of(after, "State Arms Exporter of Russia") == "rosoboronexport"
    assert "NPWMD" in {tag for one in after.by_key["rosoboronexport"].other_lists for tag in one.programs}


def test_a_program_that_the_list_no_longer_has_is_a_conflict_and_stays(tmp_path: Path) -> None:
    overlaid = made(tmp_path, sdn_csv=ROE.replace("SYRIA] [", ""))

    assert ("rosoboronexport", "program", "register kept", "not told") in conflicts(overlaid)
    assert "SYRIA" in {
        tag for one in merged(overlaid).by_key["rosoboronexport"].other_lists for tag in one.programs
    }


def test_a_person_of_the_register_whom_the_list_lacks_is_told(tmp_path: Path) -> None:
    missing = {one.person for one in made(tmp_path, sdn_csv=ROE).conflicts if one.stated == "no such entry"}

    # The Presidency of Defense Industries is on the list that is not given.
    assert "kvt-rus" in missing
    assert {"rosoboronexport", "ssb"}.isdisjoint(missing)


def test_kvt_rus_has_its_items_and_no_official_act_under_section_231(tmp_path: Path) -> None:
    row = sdn(30822, "KVT-RUS", "CAATSA - RUSSIA] [PEESA", MENU)
    overlaid = made(tmp_path, sdn_csv=row)

    assert overlaid.official_acts == ()
    assert overlaid.persons == ()
    assert conflicts(overlaid) == {("kvt-rus", "section 235 items", "register kept", "235(a) 2, 7, 8, 9")}


@pytest.mark.parametrize(
    ("row", "matter"),
    [
        (sdn(99, "ALMAZ-ANTEY", "CUBA", "Nationality of Registration Ukraine"), "country"),
        (sdn(99, "ROSOBORONEXPORT", "CUBA", kind="individual"), "kind"),
        (sdn(99, "ROSOBORONEXPORT", "CUBA"), "entry"),
    ],
)
def test_the_same_name_with_another_country_kind_or_number_is_set_aside(
    tmp_path: Path, row: str, matter: str
) -> None:
    overlaid = made(tmp_path, Selection(individuals=True), sdn_csv=row)

    assert {(one[1], one[2]) for one in conflicts(overlaid)} == {(matter, "entry set aside")}
    assert overlaid.persons == ()


def lsp(day: str, **of: Any) -> str:
    said = {"program": "CAATSA section 231(e), List of Specified Persons", "startDate": day, **of}
    return lines(
        [
            node("r", "Company", name="Rosoboronexport", country="ru"),
            node("s", "Sanction", entity="r", **said),
        ]
    )


def test_another_day_of_listing_is_a_conflict_and_the_register_stays(tmp_path: Path) -> None:
    kept = made(tmp_path, a_ftm_json=lsp("2018-09-20"))
    taken = made(tmp_path, take=True, a_ftm_json=lsp("2018-09-20"))

    assert conflicts(kept) == {("rosoboronexport", "listing date", "register kept", "2018-09-20")}
    assert kept.persons == ()
    assert conflicts(taken) == {("rosoboronexport", "listing date", "list taken", "2018-09-20")}
    (listing,) = merged(taken).by_key["rosoboronexport"].specified
    assert (str(listing.listed_on), listing.sector, listing.grade) == ("2018-09-20", "defense", "aggregator")


def test_the_same_listing_is_nothing_new(tmp_path: Path) -> None:
    overlaid = made(tmp_path, a_ftm_json=lsp("2017-10-27"))

    assert (overlaid.persons, overlaid.conflicts, overlaid.known) == ((), (), 1)


def test_the_same_entry_on_both_of_ofacs_lists_is_one_person(tmp_path: Path) -> None:
    row = sdn(1, "ZARYA WORKS", "NPWMD] [CMIC-EO13959", "Listing Date (CMIC) 03 Jun 2021")
    overlaid = made(tmp_path, sdn_csv=row, cons_prim_csv=row)
    (person,) = overlaid.persons

    assert {(one["list"], *one["programs"], str(one.get("listed_on"))) for one in person["other_lists"]} == {
        ("SDN", "NPWMD", "None"),
        ("NS-CMIC", "CMIC-EO13959", "2021-06-03"),
    }


def ofac(number: int, name: str, country: str, program: str, day: str, of: str = "us_ofac_sdn") -> str:
    """An entity with OFAC's number, and its designation."""
    return lines(
        [
            node("e", "Company", [of], name=name, country=country) | {"referents": [f"ofac-{number}"]},
            node("s", "Sanction", [of], entity="e", program=program, startDate=day),
        ]
    )


@pytest.mark.parametrize(("take", "country"), [(False, "RU"), (True, "UA")])
def test_another_country_under_the_same_number_is_a_conflict(
    tmp_path: Path, take: bool, country: str
) -> None:
    text = ofac(18782, "Rosoboronexport", "ua", "SYRIA", "2018-04-06")
    overlaid = made(tmp_path, take=take, a_ftm_json=text)
    outcome = "list taken" if take else "register kept"

    assert conflicts(overlaid) == {("rosoboronexport", "country", outcome, "UA")}
    assert merged(overlaid).by_key["rosoboronexport"].country == country


@pytest.mark.parametrize(("take", "day"), [(False, "2018-04-06"), (True, "2019-01-01")])
def test_another_day_on_the_sdn_list_is_a_conflict(tmp_path: Path, take: bool, day: str) -> None:
    text = ofac(18782, "Rosoboronexport", "ru", "SYRIA", "2019-01-01")
    overlaid = made(tmp_path, take=take, a_ftm_json=text)
    outcome = "list taken" if take else "register kept"
    after = merged(overlaid).by_key["rosoboronexport"].other_lists

    assert conflicts(overlaid) == {("rosoboronexport", "listing date", outcome, "2019-01-01 (SYRIA)")}
    assert [str(one.listed_on) for one in after if "SYRIA" in one.programs] == [day]


@pytest.mark.parametrize(("take", "name"), [(False, "NS-MBS"), (True, "SDN")])
def test_another_list_is_a_conflict(tmp_path: Path, take: bool, name: str) -> None:
    text = ofac(27016, "Presidency of Defense Industries", "tr", "CAATSA - RUSSIA", "2020-12-14")
    overlaid = made(tmp_path, take=take, a_ftm_json=text)
    outcome = "list taken" if take else "register kept"
    after = merged(overlaid).by_key["ssb"].other_lists

    assert conflicts(overlaid) == {("ssb", "list", outcome, "SDN (CAATSA - RUSSIA)")}
    assert [(one.list, len(one.measures)) for one in after] == [(name, 5)]


def test_a_taken_stake_replaces_that_of_the_register(tmp_path: Path) -> None:
    overlaid = made(tmp_path, take=True, a_ftm_json=rifles("40"))
    after = merged(overlaid).by_key["indo-russia-rifles"].owners

    assert [one.share for one in after if one.key == "kalashnikov-concern"] == ["40"]
    assert [str(one.from_) for one in after if one.key == "kalashnikov-concern"] == ["2019-03-03"]


def test_another_sector_is_a_conflict(tmp_path: Path) -> None:
    overlaid = made(tmp_path, a_ftm_json=lsp("2017-10-27", reason="Intelligence sector"))

    assert conflicts(overlaid) == {("rosoboronexport", "sector", "register kept", "intelligence")}


def test_two_lists_that_give_different_days_are_told_and_the_earlier_is_taken(tmp_path: Path) -> None:
    said = {"entity": "c", "program": "SYRIA"}
    nodes = [
        node("c", "Company", name="Zarya Works", country="ru"),
        node("s", "Sanction", ["us_ofac_sdn"], startDate="2024-02-23", **said),
        node("t", "Sanction", ["us_ofac_sdn"], startDate="2024-02-20", **said),
    ]
    overlaid = made(tmp_path, a_ftm_json=lines(nodes))
    (person,) = overlaid.persons

    assert {(one.register, one.stated, one.outcome) for one in overlaid.conflicts} == {
        ("2024-02-23 (SYRIA)", "2024-02-20 (SYRIA)", "earlier day taken")
    }
    assert str(person["other_lists"][0]["listed_on"]) == "2024-02-20"
    assert "one list has 2024-02-23 (SYRIA), another 2024-02-20" in overlay_yaml(overlaid)


def rifles(share: str, *more: dict[str, Any]) -> str:
    return lines(
        [
            node("i", "Company", name="Indo-Russia Rifles", country="in"),
            node("k", "Company", name="Kalashnikov Concern", country="ru"),
            node("o", "Ownership", owner="k", asset="i", percentage=share),
            *more,
        ]
    )


def test_another_share_of_the_same_owner_is_a_conflict(tmp_path: Path) -> None:
    overlaid = made(tmp_path, a_ftm_json=rifles("40"))
    told = {one.stated for one in overlaid.conflicts}

    assert told == {"Kalashnikov Concern: 40 %"}
    assert overlaid.persons == ()


def test_a_new_owner_stands_beside_those_of_the_register(tmp_path: Path) -> None:
    new = (
        node("z", "Company", name="Zarya Works", country="ru"),
        node("p", "Ownership", owner="z", asset="i", startDate="2027-01-01"),
    )
    overlaid = made(tmp_path, a_ftm_json=rifles("42", *new))
    after = merged(overlaid).by_key["indo-russia-rifles"].owners

    assert overlaid.conflicts == ()
    assert after[:-1] == REGISTER.by_key["indo-russia-rifles"].owners
    assert (after[-1].name, str(after[-1].from_), after[-1].verification) == (
        "Zarya Works",
        "2027-01-01",
        "stated",
    )


def test_an_imposition_that_is_stated_whole_is_proposed_and_one_that_is_known_is_not(tmp_path: Path) -> None:
    said = {"reason": "CAATSA section 231", "provisions": "235(a)(1), 235(a)(2)", "startDate": "2027-01-15"}
    known = said | {"startDate": "2020-12-14"}
    nodes = [
        node("z", "Company", ["us_ofac_cons"], name="Zarya Agency", country="rs"),
        node("s", "Sanction", ["us_ofac_cons"], entity="z", **said),
        node("t", "Company", ["us_ofac_cons"], name="Presidency of Defense Industries", country="tr"),
        node("u", "Sanction", ["us_ofac_cons"], entity="t", **known),
    ]
    (act,) = made(tmp_path, a_ftm_json=lines(nodes)).official_acts

    assert (act["person"], act["kind"], act["provision"], str(act["date"]), act["measures"]) == (
        "Zarya Agency",
        "imposition",
        "caatsa.231.a",
        "2027-01-15",
        ["caatsa.235.a.1", "caatsa.235.a.2"],
    )


# New persons and their names


def test_names_that_two_entries_share_denote_neither(tmp_path: Path) -> None:
    rows = sdn(1, "NIKO LTD", "IRAN") + sdn(2, "NIKO JSC", "IRAN") + sdn(3, "OTHER WORKS", "IRAN")
    overlaid = made(tmp_path, sdn_csv=rows, alt_csv=alt(3, 1, "NIKO"))
    after = merged(overlaid)

    assert after.resolve("Niko", None) is None
    assert {"NIKO LTD, OFAC 1", "NIKO JSC, OFAC 2", "OTHER WORKS"} == set(persons(overlaid))
    assert {one.became for one in overlaid.shared} == {"numbered", "dropped"}


def test_countries_tell_apart_who_shares_a_name(tmp_path: Path) -> None:
    rows = sdn(1, "NIKO LTD", "IRAN", "Registration Number 1 (Iran)") + sdn(2, "NIKO JSC", "CUBA", ZARYA)
    after = merged(made(tmp_path, sdn_csv=rows))

    assert after.resolve("Niko", None) is None
    assert (key_of(after, "Niko", "IR"), key_of(after, "Niko", "RU")) == ("niko-ltd", "niko-jsc")


def test_a_weak_name_takes_no_full_name_from_anybody_and_needs_the_country(tmp_path: Path) -> None:
    rows = sdn(1, "NIKO", "IRAN", "Registration Number 1 (Iran)") + sdn(
        2, "OTHER", "CUBA", f"{ZARYA}; a.k.a. 'NIKO'; a.k.a. 'OTH'"
    )
    after = merged(made(tmp_path, sdn_csv=rows))

    assert key_of(after, "Niko") == "niko"
    assert (key_of(after, "OTH"), key_of(after, "OTH", "RU")) == (None, "other")


def test_a_name_of_the_register_is_not_given_to_anybody_else(tmp_path: Path) -> None:
    row = sdn(1, "OTHER WORKS", "CUBA", "Registration Number 1 (Cuba)")
    overlaid = made(tmp_path, sdn_csv=row, alt_csv=alt(1, 1, "ROSOBORONEXPORT"))
    after = merged(overlaid)

    assert key_of(after, "Rosoboronexport") == "rosoboronexport"
    assert persons(overlaid)["OTHER WORKS"]["weak_aliases"] == ["ROSOBORONEXPORT"]


def test_two_publishers_on_one_person_make_one_entry(tmp_path: Path) -> None:
    row = target(id="NK-1", name="Zarya Works", countries="ru", sanctions="SYRIA", aliases="Заря-завод")
    overlaid = made(
        tmp_path, sdn_csv=sdn(1, "ZARYA WORKS OOO", "RUSSIA-EO14024", ZARYA), targets_csv=targets(row)
    )
    (person,) = overlaid.persons

    assert {tag for one in person["other_lists"] for tag in one["programs"]} == {"SYRIA", "RUSSIA-EO14024"}
    assert person["aliases"] == ["Заря-завод"]


# What is left out


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        (Selection(), {"A WORKS", "B WORKS", "Rosoboronexport OJSC (ROE)"}),
        (Selection(individuals=True), {"A WORKS", "B WORKS", "DOE, John", "Rosoboronexport OJSC (ROE)"}),
        (Selection(only_known=True), {"Rosoboronexport OJSC (ROE)"}),
        (Selection(countries=("CU",)), {"B WORKS"}),
        (Selection(programs=("UKRAINE-*",)), {"Rosoboronexport OJSC (ROE)"}),
        (Selection(programs=("syria", "cuba"), countries=("RU",)), {"A WORKS", "Rosoboronexport OJSC (ROE)"}),
    ],
)
def test_only_what_is_wanted_is_taken_and_the_rest_is_counted(
    tmp_path: Path, selection: Selection, names: set[str]
) -> None:
    rows = (
        sdn(1, "A WORKS", "CUBA", ZARYA)
        + sdn(2, "B WORKS", "CUBA", "Registration Number 1 (Cuba)")
        + sdn(3, "DOE, John", "CUBA", "nationality Egypt", "individual")
        + sdn(4, "POLA", "CUBA", kind="vessel")
        + ROE
    )
    overlaid = made(tmp_path, selection, sdn_csv=rows)

    assert set(persons(overlaid)) == names
    assert sum(number for _, number in overlaid.skipped) == 5 - len(names)


def test_who_is_on_no_list_of_the_united_states_and_tied_to_nobody_is_left_out(tmp_path: Path) -> None:
    row = target(
        id="Q1", name="Some Body", schema="PublicBody", dataset="Wikidata Politically Exposed Persons"
    )
    overlaid = made(tmp_path, targets_csv=targets(row))

    assert overlaid.persons == ()
    assert overlaid.skipped[0][1] == 1


# The document


def test_the_overlay_reads_back_as_it_was_made(tmp_path: Path) -> None:
    overlaid = made(tmp_path, sdn_csv=ROE + sdn(1, "EVIL: {a: 1} # & *x !!python/object", "CUBA", ZARYA))
    text = overlay_yaml(overlaid)

    assert read_yaml(text, "o.yaml").data["persons"] == [dict(one) for one in overlaid.persons]
    assert json.loads(json.dumps(overlay_data(overlaid)))["persons"][0]["country"] == "RU"


def test_the_order_of_files_and_rows_changes_nothing(tmp_path: Path) -> None:
    rows = [sdn(n, f"WORKS {n}", "CUBA", f"{ZARYA}; a.k.a. 'W{n % 3}'") for n in range(1, 9)]
    one = made(tmp_path, sdn_csv="".join(rows), alt_csv=alt(1, 1, "A") + alt(2, 2, "B"))
    other = made(tmp_path, alt_csv=alt(1, 1, "A") + alt(2, 2, "B"), sdn_csv="".join(reversed(rows)))

    assert one.persons == other.persons


def test_conflicts_stand_at_the_head_of_the_overlay_and_in_the_summary(tmp_path: Path) -> None:
    overlaid = made(tmp_path, sdn_csv=ROE.replace("SYRIA] [", ""))
    told = " ".join(" ".join(summary(overlaid)).split())

    assert "# - Rosoboronexport OJSC (ROE): program: the register has SDN (SYRIA)" in overlay_yaml(overlaid)
    assert "Rosoboronexport OJSC (ROE): program: the register has SDN (SYRIA), the list not told" in told
    assert f"as of {DAY}" in told


TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)
PLAIN = st.recursive(
    TEXTS | st.integers(-5, 5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["name", "k", "list"]), PLAIN, min_size=1))
def test_whatever_is_written_as_yaml_is_read_back(data: dict[str, Any]) -> None:
    text = "\n".join(yaml_lines(data)) + "\n"

    assert read_yaml(text, "o.yaml").data == data
    assert yaml.safe_load(text) is not None


# The shipped register, exported and imported again


def exported() -> str:
    """Everything that the register knows of its persons, as FollowTheMoney entities."""
    kinds = {"individual": "Person", "company": "Company", "agency": "PublicBody"}
    nodes = []
    for person in REGISTER:
        names = {"name": person.name, "alias": list(person.aliases), "weakAlias": list(person.weak_aliases)}
        country = {"country": person.country.lower()} if person.country else {}
        nodes.append(node(person.key, kinds.get(person.kind, "Organization"), **names, **country))
        for n, listing in enumerate(person.specified):
            said = {"program": "CAATSA section 231(e)", "reason": listing.sector}
            nodes.append(
                node(
                    f"{person.key}-l{n}",
                    "Sanction",
                    entity=person.key,
                    startDate=str(listing.listed_on),
                    **said,
                )
            )
        for n, other in enumerate(person.other_lists):
            day = {"startDate": str(other.listed_on)} if other.listed_on.known else {}
            nodes += [
                node(
                    f"{person.key}-o{n}-{at}",
                    "Sanction",
                    entity=person.key,
                    authority="us_ofac_sdn" if other.list == "SDN" else "us_ofac_cons",
                    program=program,
                    provisions=[f"235(a)({one.rpartition('.')[2]})" for one in other.measures],
                    **day,
                )
                for at, program in enumerate(other.programs)
            ]
        for role, relations in (("Ownership", person.owners), ("Representation", person.acts_for)):
            for n, relation in enumerate(relations):
                sides = ("owner", "asset") if role == "Ownership" else ("client", "agent")
                told = {
                    "percentage": relation.share,
                    "startDate": str(relation.from_) if relation.from_.known else None,
                    "endDate": str(relation.until) if relation.until else None,
                }
                ends = {sides[0]: relation.key, sides[1]: person.key}
                stated = {key: value for key, value in told.items() if value}
                nodes.append(node(f"{person.key}-{role}-{n}", role, **ends, **stated))
    return lines(nodes)


def test_the_register_exported_and_imported_contradicts_itself_in_nothing(tmp_path: Path) -> None:
    overlaid = made(tmp_path, Selection(individuals=True), a_ftm_json=exported())

    assert (overlaid.conflicts, overlaid.unread) == ((), ())
    assert overlaid.known == len(REGISTER)
    assert _said(merged(overlaid)) == _said(REGISTER)


def _said(register: Persons) -> dict[str, tuple[Any, ...]]:
    return {
        person.key: (person.country, person.specified, person.relations, set(person.names))
        for person in register
    }


SHORT = st.sampled_from(
    ["NIKO", "NIKO LTD", "Niko JSC", "ZARYA", "SSB", "ROE", "EDD", "ALMAZ-ANTEY", "VEGA (NIKO)"]
)
ROWS = st.lists(
    st.tuples(
        SHORT,
        st.sampled_from(["", "nationality Russia", "nationality Iran", "nationality Turkey"]),
        st.lists(SHORT, max_size=2),
        st.lists(SHORT, max_size=2),
    ),
    min_size=1,
    max_size=6,
)


@given(ROWS)
def test_whatever_names_are_shared_the_overlay_is_one_that_can_be_read(
    rows: list[tuple[str, str, list[str], list[str]]],
) -> None:
    main, aliases = "", ""
    for number, (name, remark, full, weak) in enumerate(rows, 1):
        remarks = "; ".join(filter(None, (remark, *(f"a.k.a. '{one}'" for one in weak))))
        main += sdn(number, name, "CUBA", remarks)
        aliases += "".join(alt(number, at, one) for at, one in enumerate(full))
    with TemporaryDirectory() as folder:
        overlaid = made(Path(folder), sdn_csv=main, **({"alt_csv": aliases} if aliases else {}))

    merged(overlaid)


def test_shares_that_add_up_to_more_than_the_whole_are_left_out_and_the_owners_stay(tmp_path: Path) -> None:
    new = (
        node("z", "Company", name="Zarya Works", country="ru"),
        node("p", "Ownership", owner="z", asset="i", percentage="60", startDate="2019-03-03"),
    )
    overlaid = made(tmp_path, a_ftm_json=rifles("42", *new))
    (person,) = overlaid.persons

    assert {one.stated for one in overlaid.conflicts} == {"shares that add up to more"}
    assert person["owners"][-1]["name"] == "Zarya Works"
    assert "share" not in person["owners"][-1]
    assert merged(overlaid)


def test_a_tie_that_ends_before_it_begins_is_told(tmp_path: Path) -> None:
    new = (
        node("z", "Company", name="Zarya Works", country="ru"),
        node("p", "Ownership", owner="z", asset="i", startDate="2019-03-03", endDate="2018"),
    )
    overlaid = made(tmp_path, a_ftm_json=rifles("42", *new))

    assert ["ends on 2018, before 2019-03-03" in str(fault) for fault in overlaid.unread] == [True]
