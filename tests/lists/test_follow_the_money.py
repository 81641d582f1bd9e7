"""FollowTheMoney entities: persons, designations with their days, ties with their shares."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from caatsa.domain.errors import InputError
from caatsa.intake.lists.entry import Entry, Snapshot
from tests.lists.made_up import lines, node, snapshot

COMPANY = node("c", "Company", ["us_ofac_sdn"], name="Zarya Works", country="ru", alias=["ZW", "Заря"])
HOLDING = node("h", "Organization", name="Zarya Holding", jurisdiction="ru")


def read(folder: Path, *nodes: dict[str, Any]) -> Snapshot:
    return snapshot(folder, a_ftm_json=lines(nodes))


def company(folder: Path, *nodes: dict[str, Any]) -> Entry:
    return next(one for one in read(folder, COMPANY, HOLDING, *nodes).entries if one.id == "c")


def sanction(**properties: Any) -> dict[str, Any]:
    return node("s", "Sanction", ["us_ofac_sdn"], entity="c", **properties)


def test_a_sanction_gives_list_program_and_the_day_on_which_it_took_effect(tmp_path: Path) -> None:
    found = company(
        tmp_path, sanction(program="RUSSIA-EO14024", listingDate="2024-03-01", startDate="2024-02-23")
    )
    (one,) = found.designations

    assert (one.list, one.program, str(one.listed_on)) == ("SDN", "RUSSIA-EO14024", "2024-02-23")


def test_the_listing_date_counts_where_no_start_is_told(tmp_path: Path) -> None:
    found = company(tmp_path, sanction(program="SYRIA", listingDate="2018-04-06"))

    assert [str(one.listed_on) for one in found.designations] == ["2018-04-06"]


def test_a_sanction_that_ended_is_a_remark_and_no_designation(tmp_path: Path) -> None:
    found = company(tmp_path, sanction(program="SYRIA", startDate="2018-04-06", endDate="2025-06-30"))

    assert found.designations == ()
    assert found.remarks == ("No longer listed since 2025-06-30: SYRIA",)


@pytest.mark.parametrize(
    ("program", "sector", "expected"),
    [
        ("CAATSA Section 231(e) List of Specified Persons", "Defense sector", "defense"),
        ("CAATSA Section 231(d)", "Intelligence Sector of the Government", "intelligence"),
        ("List of Specified Persons, section 231(e)", "defense or intelligence sectors", ""),
    ],
)
def test_the_list_of_specified_persons_is_known_by_its_name(
    tmp_path: Path, program: str, sector: str, expected: str
) -> None:
    found = company(tmp_path, sanction(program=program, reason=sector, startDate="2027-01-15"))
    (one,) = found.designations

    assert (one.list, one.is_specified_person, one.sector) == ("LSP", True, expected)


@pytest.mark.parametrize(
    "program", ["CAATSA Section 231", "CAATSA - RUSSIA", "CAATSA 231(a) imposition", "SDN"]
)
def test_nothing_else_is_the_list_of_specified_persons(tmp_path: Path, program: str) -> None:
    found = company(tmp_path, sanction(program=program, startDate="2027-01-15"))

    assert [one.is_specified_person for one in found.designations] == [False]


def test_ownership_and_representation_are_ties_with_share_and_days(tmp_path: Path) -> None:
    owned = node(
        "o", "Ownership", owner="h", asset="c", percentage="42.5%", startDate="2019-03-03", endDate="2024"
    )
    acting = node("r", "Representation", client="h", agent="c")
    found = company(tmp_path, owned, acting)
    (owner,), (principal,) = found.owners, found.acts_for

    assert (owner.name, owner.share, str(owner.from_), str(owner.until)) == (
        "Zarya Holding",
        42.5,
        "2019-03-03",
        "2024",
    )
    assert (principal.name, principal.from_.known, principal.until) == ("Zarya Holding", False, None)


@pytest.mark.parametrize("share", ["101", "0", "half", "-3", ""])
def test_a_share_that_is_none_is_not_told(tmp_path: Path, share: str) -> None:
    found = company(
        tmp_path, node("o", "Ownership", owner="h", asset="c", percentage=[share] if share else [])
    )

    assert [one.share for one in found.owners] == [None]


def test_merged_entities_answer_to_the_ids_merged_into_them_and_to_ofacs_number(tmp_path: Path) -> None:
    merged = COMPANY | {"referents": ["ofac-40001", "old-c"]}
    found = read(tmp_path, merged, node("s", "Sanction", ["us_ofac_sdn"], entity="old-c", program="SYRIA"))

    assert [(one.uid, one.programs) for one in found.entries] == [(40001, ("SYRIA",))]


def test_a_tie_to_who_is_not_in_the_file_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, COMPANY, node("o", "Ownership", owner="missing", asset="c"))

    assert [fault.problem for fault in found.unread] == [
        "the owner 'missing' of this Ownership is not in the file"
    ]


def test_an_imposition_needs_the_section_the_day_and_the_items(tmp_path: Path) -> None:
    said = {"reason": "Section 231 of CAATSA", "provisions": "Sec. 235(a)(2); Sec. 235(a)(7)"}
    whole = company(tmp_path, sanction(program="CAATSA - RUSSIA", startDate="2027-01-15", **said))
    without_day = company(tmp_path, sanction(program="CAATSA - RUSSIA", **said))
    without_section = company(
        tmp_path, sanction(program="CAATSA - RUSSIA", startDate="2027-01-15", provisions=said["provisions"])
    )

    assert whole.imposition is not None
    assert whole.imposition.measures == ("caatsa.235.a.2", "caatsa.235.a.7")
    assert (without_day.imposition, without_section.imposition) == (None, None)


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "x"',
        '"text"',
        "[1]",
        '{"id": 1, "schema": "Company"}',
        "{" * 5_000,
        '{"id":"x","schema":"Person"}',
    ],
)
def test_a_line_that_is_no_entity_is_told_and_the_others_are_read(tmp_path: Path, line: str) -> None:
    found = snapshot(tmp_path, a_ftm_json=lines([COMPANY]) + line + "\n")

    assert [one.id for one in found.entries] == ["c"]
    assert [fault.line for fault in found.unread] == [2]


def test_a_json_document_of_many_lines_is_no_list_and_is_not_told_line_by_line(tmp_path: Path) -> None:
    text = json.dumps({"persons": [{"name": "Zarya"}] * 1_000}, indent=1)

    with pytest.raises(InputError, match="has no entry that can be read") as error:
        snapshot(tmp_path, a_ftm_json=text)
    assert len(error.value.faults) < 50


def test_control_characters_and_directions_are_no_part_of_a_name(tmp_path: Path) -> None:
    evil = node("e", "Company", ["us_ofac_sdn"], name="Zarya\x1b[2J\u202e\nWorks", country="ru")

    assert [one.name for one in read(tmp_path, evil).entries] == ["Zarya [2J Works"]


def test_an_entity_may_stand_in_place_of_its_id(tmp_path: Path) -> None:
    owned = node("o", "Ownership", asset="c")
    owned["properties"]["owner"] = [{"id": "h", "schema": "Organization"}]

    assert [one.name for one in company(tmp_path, owned).owners] == ["Zarya Holding"]
