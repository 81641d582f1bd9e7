"""What an item is: by designation as whole words, else by the noun of a class, else unknown."""

import copy
import pickle
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from caatsa.domain.errors import RegisterError
from caatsa.registers.armament import ItemClass, System
from caatsa.registers.armaments import Armaments
from caatsa.registers.item_words import phrase

REGISTERS = Path(__file__).parents[2] / "rules" / "registers"
DATA = yaml.load((REGISTERS / "armaments.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
ARMAMENTS = Armaments.from_data(DATA)
SYSTEMS = tuple(ARMAMENTS.systems.values())

DESIGNATIONS = [
    ("S-400", "s-400"),
    ("S400", "s-400"),
    ("S 400", "s-400"),
    ("s-400", "s-400"),
    ("S‑400 Triumf", "s-400"),  # noqa: RUF001 - the hyphen of word processors
    ("С-400", "s-400"),  # noqa: RUF001 - Cyrillic
    ("ЗРС С-400 «Триумф»", "s-400"),  # noqa: RUF001
    ("एस-400", "s-400"),
    ("S-400s", "s-400"),
    ("S-400's", "s-400"),
    ("S-400 Triumph", "s-400"),
    ("SA-21 Growler", "s-400"),
    ("S-400 Triumf (SA-21 Growler)", "s-400"),
    ("S-400 systems", "s-400"),
    ("S-400 Triumf regiments", "s-400"),
    ("5 regiments of S-400", "s-400"),
    ("S-400-equipped units", "s-400"),
    ("S-400 air defense missile system", "s-400"),
    ("S-400.", "s-400"),
    ("S-300PMU2 Favorit", "s-300"),
    ("S-300VM", "s-300v"),
    ("S-500 Prometheus", "s-500"),
    ("40N6", "40n6"),
    ("48N6", "48n6"),
    ("9M96M", "9m96"),
    ("Pantsir-S1", "pantsir-s1"),
    ("Pantsyr-S1", "pantsir-s1"),
    ("Панцирь-С1", "pantsir-s1"),  # noqa: RUF001 - Cyrillic
    ("57E6", "pantsir-s1"),
    ("Tor-M1", "tor-m1"),
    ("Tor", "tor-m1"),
    ("Tor air defence systems", "tor-m1"),
    ("Buk missiles", "buk"),
    ("Igla-S", "igla"),
    ("Igla-S portable surface-to-air missile", "igla"),
    ("Verba MANPADS", "verba"),
    ("Su-35", "su-35"),
    ("Su-35S", "su-35"),
    ("Su-35SK fighter/ground-attack aircraft", "su-35"),
    ("Су-35", "su-35"),  # noqa: RUF001
    ("24 Su-35 fighters", "su-35"),
    ("Flanker-E", "su-35"),
    ("Su-30MKI", "su-30"),
    ("Su-30 MKI", "su-30"),
    ("Su-30SM", "su-30"),
    ("Su-30SME", "su-30"),
    ("Su-57E", "su-57"),
    ("Su-34ME", "su-34"),
    ("MiG-29", "mig-29"),
    ("МиГ-29", "mig-29"),
    ("MiG-29K/KUB", "mig-29"),
    ("MiG-35", "mig-35"),
    ("MiG-31", "mig-31"),
    ("Yak-130 trainer", "yak-130"),
    ("Il-76MD-90A", "il-76"),
    ("Il-78MKI", "il-78"),
    ("Mi-17V-5", "mi-17"),
    ("Mi-17V5", "mi-17"),
    ("Ми-17В-5", "mi-17"),  # noqa: RUF001
    ("Mi-171", "mi-17"),
    ("Mi-24V/Mi-35", "mi-24"),
    ("Mi-35M", "mi-24"),
    ("Mi-28NE", "mi-28"),
    ("Ka-52", "ka-52"),
    ("Ka-226T helicopters", "ka-226t"),
    ("Ka-31", "ka-31"),
    ("Ansat", "ansat"),
    ("Superjet 100", "superjet-100"),
    ("MC-21", "mc-21"),
    ("T-72", "t-72"),
    ("T-90MS", "t-90"),
    ("T-90S tanks", "t-90"),
    ("T-14 Armata", "t-14"),
    ("BMP-3", "bmp-3"),
    ("BTR-82A", "btr-80"),
    ("BM-21 Grad", "grad"),
    ("Smerch multiple rocket launchers", "smerch"),
    ("TOS-1A", "tos-1"),
    ("2S19 Msta", "msta"),
    ("Iskander-E", "iskander"),
    ("Bastion-P", "bastion-p"),
    ("P-800 Yakhont", "oniks"),
    ("BrahMos", "brahmos"),
    ("Club", "kalibr"),
    ("Club missiles", "kalibr"),
    ("3M-54E Club", "kalibr"),
    ("Kh-31", "kh-31"),
    ("R-27R/T", "r-27"),
    ("Kornet anti-tank missiles", "kornet"),
    ("Konkurs", "konkurs"),
    ("6,01,427 AK-203 assault rifles", "ak-203"),
    ("AK-203", "ak-203"),
    ("एके-203", "ak-203"),
    ("AK-103", "ak-103"),
    ("AK-47", "ak-47"),
    ("Krasukha-4", "krasukha"),
    ("Kilo submarines", "project-636"),
    ("Project 636.3", "project-636"),
    ("Akula-class submarine", "project-971"),
    ("Talwar frigate", "project-11356"),
    ("Project 1135.6", "project-11356"),
    ("Gepard 3.9", "gepard-3.9"),
    ("AL-31F", "al-31f"),
    ("RD-180 rocket engines", "rd-180"),
    ("Soyuz launch services", "soyuz"),
    ("Orlan-10", "orlan-10"),
    ("Lancet drones", "lancet"),
    ("Ланцет", "lancet"),
    ("Shahed-136", "shahed-136"),
    ("Герань-2", "shahed-136"),
    ("Mohajer-6 armed drone", "mohajer-6"),
    ("Fateh-110", "fateh-110"),
    ("Fath-360", "fath-360"),
    ("Bavar-373", "bavar-373"),
    ("Karrar tank", "karrar-tank"),
    ("Karrar UAV", "karrar-uav"),
    ("KN-23 ballistic missiles", "kn-23"),
    ("Hwasong-11A", "kn-23"),
    ("Bulsae-4", "bulsae"),
    ("M1978 Koksan", "koksan"),
    ("Scud-B", "scud-b"),
    ("F-35", "f-35"),
    ("Patriot missiles", "patriot"),
    ("Eurofighter Typhoon", "typhoon"),
    ("SAMP/T", "samp-t"),
    ("Bayraktar TB2", "tb2"),
    ("Scorpène submarine", "scorpene"),
    ("Type 055", "type-055"),
]

CLASSES = [
    ("rifle", "rifle"),
    ("assault rifles", "assault_rifle"),
    ("machine guns", "machine_gun"),
    ("152 mm artillery shells", "shell"),
    ("122mm shells", "shell"),
    ("tank", "tank"),
    ("main battle tanks", "tank"),
    ("armored vehicles", "armoured_vehicle"),
    ("armoured personnel carriers", "armoured_vehicle"),
    ("multirole fighter jets", "combat_aircraft"),
    ("bomber aircraft", "combat_aircraft"),
    ("attack helicopters", "attack_helicopter"),
    ("helicopters", "helicopter"),
    ("frigates", "warship"),
    ("nuclear submarine lease", "submarine"),
    ("short-range ballistic missiles", "ballistic_missile"),
    ("cruise missile", "cruise_missile"),
    ("anti-tank missiles", "anti_tank_missile"),
    ("surface-to-air missile systems", "air_defense_system"),
    ("air defense systems", "air_defense_system"),
    ("air defence missiles", "air_defense_system"),
    ("missiles", "missile"),
    ("one-way attack drones", "combat_drone"),
    ("drones", "drone"),
    ("early warning radar", "radar"),
    ("drone-jamming system", "electronic_warfare"),
    ("spare parts for tanks", "spare_parts"),
    ("tank spare parts", "spare_parts"),
    ("tank engines", "engine"),
    ("ammunition", "ammunition"),
    ("explosives", "explosive"),
    ("passenger aircraft", "civil_aircraft"),
    ("satellite launch services", "space_launch"),
    ("rocket engines", "space_launch"),
    ("fighter/ground-attack aircraft", "combat_aircraft"),
    ("trainer/combat aircraft", "combat_trainer"),
    ("self-propelled gun", "artillery"),
    ("120mm mortar", "mortar"),
    ("delivery of 100 tanks", "tank"),
    ("frigates with missiles", "warship"),
    ("fuel tank", "storage_tank"),
    ("shell company", "company"),
    ("oil tanker", "civil_vessel"),
    ("танки", "tank"),
    ("истребители", "combat_aircraft"),
    ("लड़ाकू विमान", "combat_aircraft"),
]

UNKNOWN = [
    *("S-4000", "AS-400", "IBM AS/400", "S-400M", "S-400-ME", "S-400-2", "2S-400", "KS-400", "Mi-17 V9"),
    *(
        "Su-99",
        "Hwasong-99",
        "Project 636.9",
        "golf club",
        "Tor browser",
        "verba volant",
        "5 kilo",
        "Typhoon relief",
    ),
    *("Patriot Act", "Gepard", "D-30", "an 12-month contract", "a 50 million deal", "first equipment"),
    *("anti-tank mine", "consulting", "", " ", "!!!", "400", "S"),
]

ASPECTS = [
    ("spare parts for Su-30MKI", "su-30", "sustainment"),
    ("S-400 maintenance", "s-400", "sustainment"),
    ("T-72 engine overhaul", "t-72", "sustainment"),
    ("Su-30 for overhaul", "su-30", "sustainment"),
    ("repair of Kilo submarines", "project-636", "sustainment"),
    ("upgrade of MiG-29", "mig-29", "upgrade"),
    ("MiG-29 modernization", "mig-29", "upgrade"),
    ("MiG-29 overhaul and upgrade", "mig-29", "upgrade"),
    ("overhaul, repair and upgrade of MiG-29", "mig-29", "upgrade"),
    ("T-90 tanks with maintenance", "t-90", "none"),
    ("pilot training for Yak-130", "yak-130", "training"),
    ("T-90S licensed production", "t-90", "licence"),
    ("AK-203 rifles under licensed production in India", "ak-203", "licence"),
    ("T-72 engines with technology transfer", "t-72", "licence"),
    ("upgraded Talwar frigates", "project-11356", "none"),
    ("Su-35 fighters with spare parts and training", "su-35", "none"),
    ("S-400 and spare parts", "s-400", "none"),
    ("Yak-130 trainer", "yak-130", "none"),
    ("Soyuz launch services", "soyuz", "none"),
]


@pytest.mark.parametrize(("item", "key"), DESIGNATIONS)
def test_a_designation_names_its_system(item: str, key: str) -> None:
    found = ARMAMENTS.identify(item)
    assert (found.kind, [system.key for system in found.systems], found.classes) == ("designation", [key], ())


@pytest.mark.parametrize(("item", "key"), CLASSES)
def test_without_a_designation_the_noun_says_the_class(item: str, key: str) -> None:
    found = ARMAMENTS.identify(item)
    assert (found.kind, [one.key for one in found.classes], found.systems) == ("class_noun", [key], ())


@pytest.mark.parametrize("item", UNKNOWN)
def test_what_only_resembles_a_name_is_unknown(item: str) -> None:
    assert ARMAMENTS.identify(item).kind == "unknown"


@pytest.mark.parametrize(("item", "key", "aspect"), ASPECTS)
def test_work_on_a_named_system_is_not_its_acquisition(item: str, key: str, aspect: str) -> None:
    found = ARMAMENTS.identify(item)
    assert (found.system and found.system.key, found.aspect) == (key, aspect)


@pytest.mark.parametrize(
    ("item", "system", "part"),
    [
        ("T-72 engines", "t-72", "engine"),
        ("1,000 hp engines for T-72 tanks", "t-72", "engine"),
        ("T-72 tank spare parts", "t-72", "spare_parts"),
        ("missiles for S-400", "s-400", "missile"),
        ("S-400 radar", "s-400", "radar"),
        ("Grad rockets", "grad", "rocket"),
        ("submarines with Kalibr missiles", "kalibr", "submarine"),
    ],
)
def test_something_for_a_system_is_kept_apart_from_the_system(item: str, system: str, part: str) -> None:
    found = ARMAMENTS.identify(item)
    assert [one.key for one in found.systems] == [system]
    assert [one.key for one in found.subjects] == [part]


@pytest.mark.parametrize(
    ("item", "systems"),
    [
        ("S-400 and Pantsir-S1", ["s-400", "pantsir-s1"]),
        ("Su-30MKI/Su-35", ["su-30", "su-35"]),
        ("Su-35 fighters with R-77 missiles", ["su-35", "r-77"]),
    ],
)
def test_several_systems_are_all_kept(item: str, systems: list[str]) -> None:
    found = ARMAMENTS.identify(item)
    assert (found.kind, [system.key for system in found.systems], found.system) == (
        "ambiguous",
        systems,
        None,
    )


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ("40N6 missiles for S-400", "40n6"),
        ("S-400 with 40N6 missiles", "s-400"),
        ("AL-31F engines for Su-30MKI", "al-31f"),
    ],
)
def test_of_a_system_and_its_part_the_first_named_is_the_item(item: str, key: str) -> None:
    found = ARMAMENTS.identify(item)
    assert (found.kind, [one.key for one in found.systems]) == ("designation", [key])


def test_nouns_of_several_categories_are_all_kept() -> None:
    found = ARMAMENTS.identify("assault rifles, machine guns and ammunition")
    assert found.kind == "ambiguous"
    assert [one.key for one in found.classes] == ["assault_rifle", "machine_gun", "ammunition"]


@pytest.mark.parametrize(
    ("item", "designation"),
    [
        ("XQ-99 assault rifle", "XQ-99"),
        ("S-400M missile system", "S-400M"),
        ("152mm shells", ""),
        ("12-month drone lease", ""),
    ],
)
def test_an_unknown_designation_is_shown_beside_the_class(item: str, designation: str) -> None:
    found = ARMAMENTS.identify(item)
    assert (found.kind, found.unknown_designation) == ("class_noun", designation)


@pytest.mark.parametrize(
    ("item", "use"),
    [
        ("S-400", "military"),
        ("Superjet 100", "civil"),
        ("Mi-17V-5", "dual"),
        ("RD-180", "space"),
        ("T-72 engines", "military"),
        ("passenger aircraft engines", "civil"),
        ("spare parts", None),
        ("tanks and crude oil", None),
        ("consulting", None),
    ],
)
def test_the_item_implies_its_use_or_nothing(item: str, use: str | None) -> None:
    assert ARMAMENTS.identify(item).use == use


@pytest.mark.parametrize(
    ("key", "register"),
    [
        *(("t-90", "I"), ("bmp-3", "II"), ("smerch", "III"), ("su-35", "IVa"), ("shahed-136", "IVb")),
        *(("ka-52", "V"), ("project-636", "VI"), ("iskander", "VIIa"), ("igla", "VIIb")),
        *(("s-400", None), ("pantsir-s1", None), ("ak-203", None), ("mi-17", None), ("kornet", None)),
    ],
)
def test_ground_to_air_systems_but_for_manpads_are_outside_the_register(
    key: str, register: str | None
) -> None:
    assert ARMAMENTS.system(key).un_register == register


def test_the_systems_of_the_two_determinations_are_named_with_their_acts() -> None:
    named = {
        (system.key, naming.act)
        for system in SYSTEMS
        for naming in system.officially_named
        if naming.role == "determination"
    }
    assert named == {
        ("s-400", "2018-09-20_cn_edd"),
        ("su-35", "2018-09-20_cn_edd"),
        ("s-400", "2020-12-14_tr_ssb"),
    }


def test_every_act_said_to_name_a_system_is_an_official_act_that_does() -> None:
    files = (REGISTERS / "official_acts").glob("*.yaml")
    read = [yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader) for file in files]
    acts = {act["id"]: act for file in read for act in file["official_acts"]}
    for system in SYSTEMS:
        for naming in system.officially_named:
            act = acts[naming.act]
            assert (act["kind"], str(act["date"]), act["country"]) == (
                naming.role,
                naming.date.text,
                naming.country,
            )
            assert naming.role == "determination" or system.key in act["items"]


def test_a_ballistic_missile_is_known_as_one() -> None:
    assert ARMAMENTS.system("kn-23").ballistic_missile
    assert ARMAMENTS.identify("ballistic missile").subjects[0].ballistic_missile
    assert not ARMAMENTS.system("kalibr").ballistic_missile


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("S-400 Triumf", "SA-21", True),
        ("S-400", "S-400M", False),
        ("S-400", "S-300", False),
        ("40N6", "S-400", False),
        ("S-400 and Pantsir-S1", "Pantsir and S-400", True),
        ("S-400 and Pantsir-S1", "S-400", False),
        ("First Equipment", "first equipment", True),
        ("XQ-99", "XQ-98", False),
        ("tanks", "T-72", False),
    ],
)
def test_items_are_the_same_if_they_name_the_same_systems(first: str, second: str, same: bool) -> None:
    assert ARMAMENTS.same_item(first, second) is ARMAMENTS.same_item(second, first) is same


def test_near_misses_are_suggested_and_never_taken() -> None:
    assert "S-400 Triumf" in ARMAMENTS.suggestions("S-400M")
    assert ARMAMENTS.suggestions("Pantsyrr") == ("Pantsir-S1",)
    assert ARMAMENTS.identify("Pantsyrr").kind == "unknown"
    assert ARMAMENTS.suggestions("bananas") == ARMAMENTS.suggestions("S-400") == ()


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.key)
def test_every_name_identifies_its_own_system(system: System) -> None:
    for name in (system.name, *system.aliases):
        assert ARMAMENTS.identify(name).system == system, name


@pytest.mark.parametrize("kind", ARMAMENTS.classes.values(), ids=lambda kind: kind.key)
def test_every_noun_names_its_own_class(kind: ItemClass) -> None:
    nouns = next(one["nouns"] for one in DATA["classes"] if one["key"] == kind.key)
    for noun in nouns:
        assert ARMAMENTS.identify(noun).classes == (kind,), noun


def test_no_name_belongs_to_two_systems() -> None:
    owners: dict[tuple[str, ...], set[str]] = {}
    for system in SYSTEMS:
        for name in (system.name, *system.aliases):
            owners.setdefault(phrase(name), set()).add(system.key)
    assert not {name: keys for name, keys in owners.items() if len(keys) > 1}


@given(st.text())
def test_any_text_is_an_item(item: str) -> None:
    assert ARMAMENTS.identify(item).item == item


NUMBERED = [name for name in sorted(ARMAMENTS.names.keys) if len(name) == 2 and name[1].isdecimal()]


@given(st.sampled_from(NUMBERED), st.sampled_from(["QZ", "7Q", "-QZ", "-7", " Q", "s8"]))
def test_a_variant_that_is_not_registered_is_not_the_system(name: tuple[str, ...], variant: str) -> None:
    assert not ARMAMENTS.identify("-".join(name) + variant).systems


@given(st.sampled_from(NUMBERED), st.sampled_from(["Q", "9", "QZ-", "1-"]))
def test_a_name_within_another_name_is_not_the_system(name: tuple[str, ...], prefix: str) -> None:
    found = ARMAMENTS.identify(prefix + "-".join(name))
    assert ARMAMENTS.names.keys[name] not in {system.key for system in found.systems}


@given(st.sampled_from(sorted(ARMAMENTS.names.keys)))
def test_the_longest_name_wins(name: tuple[str, ...]) -> None:
    found = ARMAMENTS.identify("-".join(name))
    assert [system.key for system in found.systems] == [ARMAMENTS.names.keys[name]]


def test_hyphens_and_spaces_do_not_matter_between_the_words_of_a_designation() -> None:
    for name in ("S-400", "Su-35", "AK-203", "Fateh-110", "Kh-31", "MiG-29SMT"):
        written = {name, name.replace("-", ""), name.replace("-", " "), name.replace("-", "–")}  # noqa: RUF001
        assert len({ARMAMENTS.identify(one).system for one in written}) == 1


def test_the_register_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(ARMAMENTS)).identify("S-400") == ARMAMENTS.identify("S-400")  # noqa: S301


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"key": "su-30"}, "has a key that another entry has"),
        ({"aliases": ["Su-30"]}, "has the name 'Su-30', which is that of s-400"),
        ({"category": "spaceships"}, "has the unknown category 'spaceships'"),
        ({"component_of": ["xq-99"]}, "is a component of 'xq-99', which is no system"),
        ({"source": "hearsay"}, "has the unknown source 'hearsay'"),
        ({"colour": "green"}, "has the unknown key 'colour'"),
        ({"sophistication": "extreme"}, "has sophistication 'extreme'"),
        ({"ballistic_missile": "no"}, "has ballistic_missile 'no'"),
        ({"origin": None}, "needs text for 'origin'"),
        ({"aliases": ["--"]}, "needs a list of texts for 'aliases'"),
        ({"officially_named": [{"role": "warning", "country": "TR", "date": "soon"}]}, "has a bad date"),
    ],
)
def test_a_faulty_entry_is_refused_with_its_fault(change: dict[str, object], problem: str) -> None:
    data = copy.deepcopy(DATA)
    data["systems"][0].update(change)
    with pytest.raises(RegisterError) as refused:
        Armaments.from_data(data)
    assert problem in str(refused.value)


def test_all_faults_are_told_at_once() -> None:
    data = copy.deepcopy(DATA)
    data["systems"][0]["category"] = data["systems"][1]["category"] = "spaceships"
    with pytest.raises(RegisterError) as refused:
        Armaments.from_data(data)
    assert len(refused.value.faults) == 2


@pytest.mark.parametrize("data", [None, [], {}, {"systems": 1, "classes": {}, "categories": []}])
def test_a_file_of_another_shape_is_refused(data: object) -> None:
    with pytest.raises(RegisterError):
        Armaments.from_data(data)


def test_every_maker_that_looks_like_a_key_is_a_registered_person() -> None:
    persons = (REGISTERS / "persons.yaml").read_text("utf-8")
    keys = {
        line.strip().rstrip(":")
        for line in persons.splitlines()
        if line.startswith("  ") and line.endswith(":")
    }
    makers = {system.maker for system in SYSTEMS if system.maker == system.maker.lower()}
    assert makers <= keys
