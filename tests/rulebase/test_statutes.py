"""Which version of a section is in force, how it is cited, and which words it holds."""

from __future__ import annotations

import pickle
from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from caatsa.domain.errors import RuleFileError
from caatsa.rulebase.statutes import Statutes
from caatsa.rulebase.tree import shipped_rules
from tests.rulebase.sections import NEW, OLD, old, quoting, section

LAST_DAY_OF_OLD_ORDER = date(2018, 8, 12)
FIRST_DAY_OF_NEW_ORDER = date(2018, 8, 13)
WAIVER_WORDS = "is not a significant transaction with"
GUIDANCE_WORDS = "regulations or other guidance to specify the persons"


@cache
def shipped() -> Statutes:
    root = shipped_rules()
    paths = sorted((root / "statutes").rglob("*.yaml"))
    return Statutes.from_data(
        {path.relative_to(root).as_posix(): yaml.safe_load(path.read_text("utf-8")) for path in paths}
    )


def faults(files: dict[str, Any]) -> list[str]:
    with pytest.raises(RuleFileError) as caught:
        Statutes.from_data(files)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("on", "guidance_at"),
    [(LAST_DAY_OF_OLD_ORDER, "d"), (FIRST_DAY_OF_NEW_ORDER, "e"), (date(2026, 11, 22), "e")],
)
def test_the_guidance_stood_in_d_before_13_august_2018_and_stands_in_e_from_that_day(
    on: date, guidance_at: str
) -> None:
    version = shipped().in_force("caatsa.231", on)
    assert version is not None
    assert version.quotes(guidance_at, GUIDANCE_WORDS)
    assert version.quotes("d", WAIVER_WORDS) == (guidance_at == "e")


@pytest.mark.parametrize(
    ("section_id", "paragraph", "on", "citation"),
    [
        ("caatsa.231", "a", date(2017, 8, 2), "/us/usc/t22/s9525/a@2017-08-02"),
        ("caatsa.231", "a", LAST_DAY_OF_OLD_ORDER, "/us/usc/t22/s9525/a@2017-08-02"),
        ("caatsa.231", "a", FIRST_DAY_OF_NEW_ORDER, "/us/usc/t22/s9525/a@2018-08-13"),
        ("caatsa.231", "d.1.B.i.I", date(2021, 12, 7), "/us/usc/t22/s9525/d/1/B/i/I@2018-08-13"),
        ("caatsa.221", "5", date(2021, 12, 7), "/us/usc/t22/s9521/5@2017-08-02"),
        ("caatsa.235", "a.12", date(2021, 12, 7), "/us/usc/t22/s9529/a/12@2017-08-02"),
        ("nkspea.104", "a.9", date(2024, 1, 1), "/us/usc/t22/s9214/a/9@2017-08-02"),
        ("ndaa2021.1241", "b", date(2021, 1, 1), "/us/pl/116/283/s1241/b@2021-01-01"),
    ],
)
def test_the_citation_is_that_of_the_version_in_force_on_the_day(
    section_id: str, paragraph: str, on: date, citation: str
) -> None:
    assert shipped().citation(section_id, paragraph, on) == citation


def test_before_enactment_nothing_is_in_force_and_the_first_version_is_cited() -> None:
    assert shipped().in_force("caatsa.231", date(2017, 8, 1)) is None
    assert shipped().citation("caatsa.231", "a", date(2016, 1, 1)) == "/us/usc/t22/s9525/a@2017-08-02"


def test_after_a_section_has_ended_its_last_version_is_cited() -> None:
    statutes = Statutes.from_data({OLD: old()})
    assert statutes.in_force("test.1", date(2018, 8, 13)) is None
    assert statutes.citation("test.1", "a", date(2018, 8, 13)) == "/us/usc/t22/s9999/a@2017-08-02"


def test_a_paragraph_that_did_not_exist_on_the_day_cannot_be_cited() -> None:
    with pytest.raises(KeyError, match=r"2017-08-02\.yaml#f"):
        shipped().citation("caatsa.231", "f", LAST_DAY_OF_OLD_ORDER)


@pytest.mark.parametrize(
    "words",
    [
        "on or after August 2, 2017, engages in",
        "a significant transaction",
        "a person that is part of, or operates for or on behalf of,",
        "the defense or intelligence sectors of the Government of the Russian Federation",
        "knowingly",
        "the President determines",
        "shall impose five or more of the sanctions described in section 9529 of this title",
        "with respect to a person",
    ],
)
def test_each_element_of_231_a_has_words_of_its_own_in_either_version(words: str) -> None:
    assert shipped().phrase_ok("statutes/caatsa/231/2017-08-02.yaml#a", words)
    assert shipped().phrase_ok("statutes/caatsa/231/2018-08-13.yaml#a", words)


@pytest.mark.parametrize(
    ("ref", "words", "ok"),
    [
        (f"{NEW}#d.1", "outer", True),
        (f"{NEW}#d.1.A", "inner", True),
        (f"{NEW}#d.1", "inner", True),
        (f"{NEW}#d", "inner", True),
        (f"{NEW}#d.1.A", "outer", False),
        (f"{NEW}#d.10", "inner", False),
        (f"{NEW}#d.1", "oute", False),
        (f"{NEW}#e", "inner", False),
        (NEW, "inner", False),
        (f"{OLD}#d.1", "outer", False),
    ],
)
def test_a_phrase_counts_for_its_paragraph_and_for_what_contains_it(ref: str, words: str, ok: bool) -> None:
    assert quoting({"d.1": ["outer"], "d.1.A": ["inner"], "d.10": ["other"]}).phrase_ok(ref, words) == ok


def test_words_that_were_not_read_at_their_place_carry_no_rule() -> None:
    paragraph = {"summary": "A duty.", "phrases_unverified": ["from memory"]}
    statutes = Statutes.from_data({NEW: section(paragraphs={"a": paragraph})})
    assert not statutes.phrase_ok(f"{NEW}#a", "from memory")


def test_the_newest_copy_gives_the_day_to_which_the_law_was_read() -> None:
    assert shipped().read_to == date(2023, 4, 20)
    assert Statutes.from_data({NEW: section(read={**section()["read"], "copy_dated": None})}).read_to is None


def test_every_version_says_where_and_when_it_was_read_and_what_was_not() -> None:
    for versions in shipped().versions.values():
        for version in versions:
            assert version.read.read_on >= (version.read.copy_dated or version.in_force_from)
            assert "not read" in version.read.note, version.path


def test_what_was_not_read_at_its_place_is_known_by_name() -> None:
    unverified = {
        f"{version.id}.{path}"
        for versions in shipped().versions.values()
        for version in versions
        for path, paragraph in version.paragraphs.items()
        if paragraph.phrases_unverified
    }
    assert unverified == {"ndaa2021.1241.e"}


@given(st.dates(date(2017, 8, 2), date(2100, 1, 1)))
def test_from_enactment_on_exactly_one_version_of_each_section_of_title_ii_is_in_force(day: date) -> None:
    for section_id, versions in shipped().versions.items():
        if section_id.startswith("caatsa."):
            assert sum(version.holds(day) for version in versions) == 1


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        (
            {OLD: old(), NEW: section(in_force_from="2018-08-12")},
            f"{NEW}: the path is not that of this id and first day",
        ),
        (
            {OLD: old() | {"in_force_to": "2018-08-14"}, NEW: section()},
            f"{OLD}: overlaps {NEW}; in_force_to is 2018-08-13",
        ),
        (
            {OLD: old() | {"in_force_to": None}, NEW: section()},
            f"{OLD}: overlaps {NEW}; in_force_to is 2018-08-13",
        ),
        (
            {OLD: old() | {"in_force_to": "2018-08-12"}, NEW: section()},
            f"{OLD}: leaves a gap before {NEW}; in_force_to is 2018-08-13",
        ),
        (
            {NEW: section(in_force_to="2018-08-13")},
            f"{NEW}: in_force_to is not after in_force_from; null while it is in force",
        ),
        (
            {NEW: section(paragraphs={"a": {"summary": "x", "phrases": ["p"], "phrases_unverified": ["p"]}})},
            f"{NEW}: paragraph a quotes 'p' twice; each phrase once",
        ),
        ({NEW: section(format=2)}, "format"),
        ({NEW: section(uslm="s9525")}, "uslm"),
        ({NEW: section(surprise=1)}, "the key 'surprise' is not known here"),
        ({NEW: section(paragraphs={})}, "paragraphs is empty"),
        ({NEW: section(paragraphs={"(a)": {"summary": "x"}})}, "is not the path of a paragraph"),
        ({NEW: section(paragraphs={"a": {"summary": 3}})}, "paragraphs.a.summary"),
    ],
)
def test_a_faulty_statute_file_is_refused_with_the_file_and_the_fault(
    files: dict[str, Any], fault: str
) -> None:
    assert any(fault in line for line in faults(files)), faults(files)


def test_all_faults_of_all_files_are_reported_together() -> None:
    found = faults({OLD: old(format=2), NEW: section(surprise=1, citation=2)})
    assert len(found) == 3
    assert {line.partition(".yaml")[0] for line in found} == {
        OLD.removesuffix(".yaml"),
        NEW.removesuffix(".yaml"),
    }


def test_the_statutes_can_be_kept_in_a_cache() -> None:
    again = pickle.loads(pickle.dumps(shipped()))  # noqa: S301 - our own bytes
    assert again == shipped()
