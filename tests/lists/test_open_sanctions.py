"""OpenSanctions' targets.simple.csv: lists of the United States, and nothing that the file does not say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caatsa.domain.errors import InputError
from caatsa.intake.lists.entry import Entry
from caatsa.intake.lists.open_sanctions import parts, tags_in
from tests.lists.made_up import KNOWN, entry, snapshot, target, targets

SEEN = {"id": "NK-1", "name": "Zarya Works", "last_seen": "2026-10-31T12:00:00", "first_seen": "2021-01-01"}


def told(found: Entry) -> list[tuple[str, str]]:
    return [(one.list, one.program) for one in found.designations]


def test_a_target_gives_names_country_list_and_programs(tmp_path: Path) -> None:
    row = target(
        **SEEN,
        aliases="ZW;Заря",
        countries="ru",
        sanctions="Block - RUSSIA-EO14024 - 2024-02-23;CAATSA - RUSSIA",
    )
    found = entry(tmp_path, targets_csv=targets(row))

    assert (found.id, found.country, found.names) == ("NK-1", "RU", ("ZW", "Заря"))
    assert told(found) == [("SDN", "CAATSA - RUSSIA"), ("SDN", "RUSSIA-EO14024")]


def test_the_day_on_which_a_target_was_first_seen_is_no_day_of_listing(tmp_path: Path) -> None:
    found = snapshot(tmp_path, None, targets_csv=targets(target(**SEEN, sanctions="SYRIA")))
    (designation,) = found.entries[0].designations

    assert found.day == date(2026, 10, 31)
    assert (designation.listed_on.known, str(designation.listed_by)) == (False, "2026-10-31")


def test_lists_of_other_authorities_are_no_designation_by_the_united_states(tmp_path: Path) -> None:
    row = target(**SEEN, sanctions="Russia regs", dataset="UK FCDO Sanctions List;EU Sanctions Map")

    assert told(entry(tmp_path, targets_csv=targets(row))) == []


def test_a_word_in_the_text_of_another_authority_is_no_program_tag() -> None:
    assert tags_in(["The Syria (Sanctions) Regulations", "Iran sanctions"], KNOWN.programs) == ()
    assert tags_in(["SYRIA", "Block - IRAN - 2020"], KNOWN.programs) == ("IRAN", "SYRIA")


def test_several_lists_are_not_told_apart(tmp_path: Path) -> None:
    datasets = "US OFAC Specially Designated Nationals (SDN) List;US OFAC Consolidated (non-SDN) List"
    row = target(**SEEN, sanctions="RUSSIA-EO14024", dataset=datasets)

    assert told(entry(tmp_path, targets_csv=targets(row))) == [("OFAC", "RUSSIA-EO14024")]


def test_several_countries_are_none_and_a_state_that_is_no_more_is_none(tmp_path: Path) -> None:
    rows = [target(**SEEN | {"id": str(n)}, countries=said) for n, said in enumerate(("ru;ua", "suhh", "tr"))]
    found = snapshot(tmp_path, targets_csv=targets(*rows)).entries

    assert [one.country for one in found] == [None, None, "TR"]


def test_texts_may_hold_semicolons_and_line_breaks(tmp_path: Path) -> None:
    row = target(**SEEN, sanctions='"One; two\nthree";SYRIA', countries="ru")
    found = snapshot(tmp_path, targets_csv=targets(row, target(**SEEN | {"id": "NK-2", "name": "B"})))

    assert parts('"One; two";SYRIA') == ("One; two", "SYRIA")
    assert [(one.name, one.line) for one in found.entries] == [("Zarya Works", 2), ("B", 4)]
    assert told(found.entries[0]) == [("SDN", "SYRIA")]


@pytest.mark.parametrize(
    ("schema", "kind"),
    [("Person", "individual"), ("PublicBody", "entity"), ("Vessel", "thing"), ("CryptoWallet", "thing")],
)
def test_the_schema_says_who_can_be_a_party(tmp_path: Path, schema: str, kind: str) -> None:
    assert entry(tmp_path, targets_csv=targets(target(**SEEN, schema=schema))).kind == kind


def test_a_file_that_is_cut_off_keeps_the_rows_before(tmp_path: Path) -> None:
    whole = targets(target(**SEEN), target(**SEEN | {"id": "NK-2"}))
    found = snapshot(tmp_path, targets_csv=whole[: whole.rindex('"NK-2"') + 20])

    assert [one.id for one in found.entries] == ["NK-1"]
    assert [fault.line for fault in found.unread] == [3]


def test_a_quote_that_is_never_closed_costs_the_row_and_not_the_rest_without_a_word(tmp_path: Path) -> None:
    rows = [target(**SEEN | {"id": f"NK-{n}"}) for n in range(600)]
    text = targets(*rows).replace('"NK-5","Company","Zarya Works"', '"NK-5","Company","Zarya Works', 1)
    found = snapshot(tmp_path, targets_csv=text)

    assert found.unread
    assert len(found.entries) > 300


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_may_have_saved_it_again(tmp_path: Path, delimiter: str) -> None:
    header = ["id", "schema", "name", "aliases", "countries", "sanctions", "dataset", "last_seen"]
    row = ["NK-1", "Company", "Zarya", "", "ru", "SYRIA", "us_ofac_sdn", "2026-01-02"]
    text = "\r\n".join(delimiter.join(cells) for cells in (header, row))

    assert told(entry(tmp_path, targets_csv=text)) == [("SDN", "SYRIA")]


def test_a_list_without_any_row_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no entry that can be read"):
        snapshot(tmp_path, targets_csv=targets())
