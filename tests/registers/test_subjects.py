"""What the words of an item say that the business is about: only where they say so, and only of that."""

from __future__ import annotations

import pytest

from caatsa.domain.errors import RegisterError
from caatsa.registers.sanction_programs import SanctionPrograms
from caatsa.registers.subjects import Subjects
from caatsa.rulebase.rulebase import load_rulebase

REGISTERS = load_rulebase().registers

STATED = [
    ("pipe-laying services for Nord Stream 2", "energy_export_pipeline", "russia"),
    ("gas export pipeline compressors", "energy_export_pipeline", "not_stated"),
    ("TURKSTREAM pipes", "energy_export_pipeline", "russia"),
    ("stake in an Arctic offshore oil project of Rosneft", "special_crude_oil", "russia"),
    ("deepwater drilling rig", "special_crude_oil", "not_stated"),
    ("privatisation of a 19.5 % stake in Rosneft", "privatization", "russia"),
    ("malware", "cyber_operation", "not_stated"),
    ("denial-of-service tools", "cyber_operation", "not_stated"),
    ("S-400, paid through shell companies", "deceptive_structure", "not_stated"),
    ("drones with a falsified end-user certificate", "deceptive_structure", "not_stated"),
    ("training of pilots", "training", "not_stated"),
    ("chemical weapons precursors", "mass_destruction", "not_stated"),
    ("planetary mixers for ballistic missile propellant", "missile_program", "not_stated"),
]


@pytest.mark.parametrize(("item", "subject", "place"), STATED)
def test_a_subject_is_found_where_the_words_state_it(item: str, subject: str, place: str) -> None:
    assert [(one.subject, one.place) for one in REGISTERS.subjects.stated_in(item)] == [(subject, place)]


@pytest.mark.parametrize(
    "item",
    [
        "S-400 Triumf",
        "152mm artillery shells",
        "shells for a tank company",
        "anti-malware software",
        "counter-cyberattack training centre",
        "Yak-130 training aircraft",
        "concealed-carry pistols",
        "Club-K missile system in a shipping container",
        "military cargo ship for the Arctic",
        "offshore patrol vessel",
        "private security vehicles",
        "oil filters for the T-72",
        "anti-tank missiles",
        "surface-to-air missile propellant",
        "",
    ],
)
def test_ordinary_words_of_arms_deals_state_no_subject(item: str) -> None:
    assert REGISTERS.subjects.stated_in(item) == ()


def test_several_subjects_of_one_text_are_all_found() -> None:
    found = REGISTERS.subjects.stated_in("pipes for TurkStream, bought through a front company")

    assert [one.subject for one in found] == ["energy_export_pipeline", "deceptive_structure"]
    assert found[0].words == "TurkStream"


def test_every_fault_of_the_register_of_subjects_is_told_at_once() -> None:
    data = {
        "format": 1,
        "subjects": {"training": ["course", "Course", "—"], "weather": []},
        "places": {"mars": []},
    }

    with pytest.raises(RegisterError) as caught:
        Subjects.from_data(data)

    told = [fault.problem for fault in caught.value.faults]
    assert len(told) == 4
    assert any("stands twice" in one for one in told)
    assert any("has no words" in one for one in told)
    assert sum("is not a key here" in one for one in told) == 2


def test_a_program_tag_tells_its_order_and_its_country() -> None:
    programs = REGISTERS.sanction_programs

    assert programs.of("UKRAINE-EO13661").regime == "ukraine"
    assert programs.of("russia-eo14024").order == "Executive Order 14024"
    assert programs.named_in("SDN List, RUSSIA-EO14024").regime == "russia"


def test_an_unknown_tag_says_nothing_of_its_country() -> None:
    programs = REGISTERS.sanction_programs

    assert programs.of("MARS-EO99999").regime == "not_stated"
    assert programs.named_in("SDN").regime == "not_stated"


@pytest.mark.parametrize(
    "data",
    [
        {"format": 1, "programs": []},
        {
            "format": 1,
            "programs": {
                "X": {"regime": "mars", "order": "o", "since": "2020-01-01", "verification": "seen"}
            },
        },
        {"format": 1, "programs": {"X": {"regime": "iran", "since": "2020-01-01", "verification": "seen"}}},
        {
            "format": 1,
            "programs": {"X": {"regime": "iran", "order": "o", "since": "2020", "verification": "seen"}},
        },
        {
            "format": 1,
            "programs": {
                "X": {"regime": "not_stated", "order": "o", "since": "2020-01-01", "verification": "seen"}
            },
        },
    ],
)
def test_a_malformed_register_of_programs_is_refused(data: object) -> None:
    with pytest.raises(RegisterError):
        SanctionPrograms.from_data(data)
