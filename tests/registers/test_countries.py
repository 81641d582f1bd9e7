"""Who is read as a country, and who never is."""

# ruff: noqa: RUF001 - names in Russian look like Latin ones

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from caatsa.domain.errors import CaatsaError, RegisterError
from caatsa.registers.countries import Countries, Kind, UnknownCountry

REGISTER = Path(__file__).parents[2] / "rules" / "registers" / "countries.yaml"
DATA: dict[str, Any] = yaml.safe_load(REGISTER.read_text(encoding="utf-8"))
COUNTRIES = Countries.from_data(DATA)
ENTRIES = [(Kind(kind), entry) for kind in Kind for entry in DATA[kind]]


def listed(*rows: str) -> list[str]:
    return [name for row in rows for name in row.split("|")]


STATES = {
    "AE": "UAE|U.A.E.|United Arab Emirates|the United Arab Emirates|ОАЭ|संयुक्त अरब अमीरात",
    "AM": "Armenia|ARM|Армения",
    "BA": "Bosnia-Herzegovina|Bosnia and Herzegovina|Bosnia & Herzegovina|BIH",
    "BN": "Brunei|Brunei Darussalam",
    "BO": "Bolivia, Plurinational State of",
    "BY": "Belarus|Беларусь|Белоруссия|Byelorussia",
    "CD": "DR Congo|DRC|Congo, the Democratic Republic of the|Congo, Dem. Rep.|Congo (Kinshasa)|COD",
    "CG": "Congo|Republic of the Congo|Congo, Rep.|Congo (Brazzaville)|COG",
    "CI": "Côte d'Ivoire|Cote d'Ivoire|Cote d\u2019Ivoire|COTE D'IVOIRE|Ivory Coast",
    "CN": "China|PRC|P.R. China|People's Republic of China|Китай|КНР|चीन|中国",
    "CV": "Cape Verde|Cabo Verde",
    "CZ": "Czechia|Czech Republic",
    "DE": "Germany|FRG|Federal Republic of Germany|GERMANY",
    "DZ": "Algeria|Алжир|algeria",
    "EG": "Egypt|Египет|Egypt, Arab Rep.",
    "FM": "Micronesia, Federated States of",
    "GB": "United Kingdom|UK|U.K.|Great Britain|gb|GBR",
    "GM": "Gambia|The Gambia|Gambia, The",
    "IN": "India|IN|in|IND|Republic of India|Bharat|भारत|Индия|INDIA|  India ",
    "IR": "Iran|Islamic Republic of Iran|Iran, Islamic Republic of|Iran, Islamic Rep.|Иран|ईरान",
    "KP": "North Korea|DPRK|D.P.R.K.|Korea, Democratic People's Republic of|Korea (North)|КНДР|PRK",
    "KR": "South Korea|ROK|Republic of Korea|Korea, Republic of|Korea, South|S. Korea",
    "KZ": "Kazakhstan|Казахстан|Қазақстан",
    "LA": "Laos|Lao PDR|Lao People's Democratic Republic",
    "LC": "Saint Lucia|St Lucia|St. Lucia",
    "MD": "Moldova, Republic of",
    "MK": "North Macedonia|FYROM|Macedonia (FYROM)|Macedonia, the former Yugoslav Republic of",
    "MM": "Myanmar|Burma|Myanmar (Burma)|Burma (Myanmar)",
    "NO": "NO|no|Norway|NOR",
    "PS": "Palestine|Palestine, State of|State of Palestine",
    "RS": "Serbia|Сербия|Србија",
    "RU": "Russia|Russian Federation|the Russian Federation|Россия|Российская Федерация|РФ|रूस|RUS",
    "SA": "Saudi Arabia|KSA|Kingdom of Saudi Arabia",
    "SY": "Syria|Syrian Arab Republic|Сирия",
    "SZ": "eSwatini|Eswatini|Swaziland",
    "TL": "Timor-Leste|East Timor",
    "TR": "Türkiye|Turkiye|Turkey|TÜRKİYE|Türkiye (Turkey)|Turkey (Türkiye)|Турция|तुर्की|tr",
    "TW": "Taiwan|Taiwan, Province of China|Taiwan (ROC)",
    "TZ": "Tanzania, United Republic of",
    "UA": "Ukraine|Украина|Україна",
    "US": "United States|USA|U.S.A.|United States of America|America|США|अमेरिका|US",
    "VE": "Venezuela, Bolivarian Republic of",
    "VN": "Vietnam|Viet Nam|Việt Nam|Вьетнам|VIET NAM",
    "XK": "Kosovo",
    "YE": "Yemen|Yemen, Rep.",
}
GROUPS = listed(
    "Hezbollah|Hezbollah (Lebanon)|Hezbollah (Lebanon)*|Hizballah|Hamas|Hamas (Palestine)*|Amal (Lebanon)*",
    "Houthi rebels|Houthis|Houthi rebels (Yemen)*|Ansar Allah|Taliban*|PKK|PKK (Turkey)*|YPG (Syria)*",
    "Syria rebels*|Syrian rebels|Libya GNA|Libya HoR|Libya LNA|LNA (Libya)*|LTTE|LTTE (Sri Lanka)*",
    "UNITA (Angola)*|SPLA (Sudan)*|FARC (Colombia)*|ANC (South Africa)*|Ukraine Rebels*|Polisario",
    "Northern Alliance (Afghanistan)*|unknown rebel group*|Rapid Support Forces|Republika Srpska",
)
ORGANISATIONS = listed(
    "NATO**|NATO|United Nations**|UN**|African Union**|European Union**|EU|OSCE**|CSTO",
    "Regional Security System**",
)
NOBODY = listed("unknown recipient(s)|unknown supplier(s)|unknown recipient|Unknown|unknown country")
ENDED = {
    "Yugoslavia": {"BA", "HR", "ME", "MK", "RS", "SI", "XK"},
    "Czechoslovakia": {"CZ", "SK"},
    "East Germany (GDR)": {"DE"},
    "German Democratic Republic": {"DE"},
    "North Yemen": {"YE"},
    "South Yemen": {"YE"},
    "South Vietnam": {"VN"},
    "Republic of Viet Nam": {"VN"},
    "Biafra": {"NG"},
    "Katanga": {"CD"},
    "Nagorno-Karabakh": {"AZ"},
    "Rhodesia": {"ZW"},
}
CONTINUED = {"Soviet Union": "RU", "USSR": "RU", "СССР": "RU", "Zaire": "CD", "Serbia and Montenegro": "RS"}
CLAIMED = listed(
    "Northern Cyprus|TRNC|Abkhazia|South Ossetia|Somaliland|Transnistria|Trans-Dniester|Crimea",
    "Donetsk People's Republic|Kurdistan Regional Government (Iraq)",
)


@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for code, names in STATES.items() for name in names.split("|")]
)
def test_a_state_is_found_by_any_of_its_names(name: str, code: str) -> None:
    found = COUNTRIES.resolve(name)
    assert (found.code, found.kind, found.reported) == (code, Kind.STATE, name)
    assert found.name == COUNTRIES.name_of(code)


@pytest.mark.parametrize("name", GROUPS)
def test_a_group_is_never_its_host_country(name: str) -> None:
    found = COUNTRIES.resolve(name)
    assert (found.code, found.kind) == (None, Kind.GROUP)


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_an_organisation_is_not_a_country(name: str) -> None:
    found = COUNTRIES.resolve(name)
    assert (found.code, found.kind) == (None, Kind.ORGANISATION)


@pytest.mark.parametrize("name", NOBODY)
def test_an_unknown_recipient_is_known_to_be_unknown(name: str) -> None:
    found = COUNTRIES.resolve(name)
    assert (found.code, found.kind) == (None, Kind.UNKNOWN)


@pytest.mark.parametrize(("name", "successors"), ENDED.items())
def test_a_state_that_ended_names_its_successors_and_is_none_of_them(name: str, successors: set[str]) -> None:
    found = COUNTRIES.resolve(name)
    assert (found.code, found.kind) == (None, Kind.HISTORICAL)
    assert set(found.successors) == successors


@pytest.mark.parametrize(("name", "code"), CONTINUED.items())
def test_a_state_continued_by_another_is_marked_as_historical_all_the_same(name: str, code: str) -> None:
    found = COUNTRIES.resolve(name)
    assert (found.code, found.kind) == (code, Kind.HISTORICAL)
    assert code in found.successors
    assert found.note


@pytest.mark.parametrize("name", CLAIMED)
def test_a_disputed_territory_is_read_as_no_state(name: str) -> None:
    found = COUNTRIES.resolve(name)
    assert (found.code, found.kind) == (None, Kind.TERRITORY)
    assert found.note


def test_western_sahara_has_its_own_code_and_is_not_morocco() -> None:
    assert COUNTRIES.resolve("Western Sahara").code == "EH"


@pytest.mark.parametrize(
    ("marked", "kind", "name"),
    [
        ("Anti-government rebels (Chad)*", Kind.GROUP, "Anti-government rebels (Chad)"),
        ("Lebanon*", Kind.GROUP, "Lebanon"),
        ("Indian Ocean Commission**", Kind.ORGANISATION, "Indian Ocean Commission"),
        ("AU**", Kind.ORGANISATION, "AU"),
    ],
)
def test_the_mark_of_a_record_decides_even_where_the_name_is_unknown_or_a_state(
    marked: str, kind: Kind, name: str
) -> None:
    found = COUNTRIES.resolve(marked)
    assert (found.code, found.kind, found.name, found.reported) == (None, kind, name, marked)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Indai", "India"),
        ("Rusia", "Russia"),
        ("Turky", "Türkiye"),
        ("Korea", "North Korea"),
        ("Korea", "South Korea"),
        ("Cyprus (Turkish)", "Northern Cyprus"),
        ("Hezbolla", "Hezbollah"),
        ("Kazakhistan", "Kazakhstan"),
    ],
)
def test_a_near_name_is_offered_and_never_taken(text: str, suggestion: str) -> None:
    with pytest.raises(UnknownCountry) as raised:
        COUNTRIES.resolve(text)
    assert suggestion in raised.value.suggestions
    assert f"did you mean {raised.value.suggestions[0]}" in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "*",
        "**",
        "()",
        "can",
        "are",
        "In",
        "QQ",
        "Rebels in Syria",
        "Georgia (USA)",
        "India and Pakistan",
        "India?x",
        "भ",
    ],
)
def test_what_is_no_name_is_an_error_and_not_a_guess(text: str) -> None:
    with pytest.raises(UnknownCountry):
        COUNTRIES.resolve(text)


def test_the_error_of_an_unknown_name_crosses_process_borders() -> None:
    error = pickle.loads(pickle.dumps(UnknownCountry("Indai", ("India",))))  # noqa: S301 - our own bytes
    assert (error.text, error.suggestions) == ("Indai", ("India",))
    assert isinstance(error, CaatsaError)


@pytest.mark.parametrize(
    ("text", "is_only_the_country"),
    [
        ("India", True),
        ("Republic of India", True),
        ("Government of India", True),
        ("Govt. of India", True),
        ("the Government of the Republic of India", True),
        ("India Government", True),
        ("भारत", True),
        ("IN", True),
        ("Ministry of Defence", False),
        ("Indian Navy", False),
        ("Government of Pakistan", False),
        ("", False),
    ],
)
def test_a_buyer_called_like_its_country_is_no_named_buyer(text: str, is_only_the_country: bool) -> None:
    assert COUNTRIES.is_country_name(text, "IN") is is_only_the_country


@pytest.mark.parametrize(("kind", "entry"), ENTRIES, ids=[entry["name"] for _, entry in ENTRIES])
def test_every_name_in_the_register_leads_to_its_own_entry(kind: Kind, entry: dict[str, Any]) -> None:
    names = [entry["name"], *entry.get("names", [])] + [
        entry[key] for key in ("official", "alpha3") if key in entry
    ]
    for name in names:
        found = COUNTRIES.resolve(name)
        assert (found.name, found.kind, found.code) == (entry["name"], kind, entry.get("code"))


def test_all_codes_in_use_are_there() -> None:
    codes = {
        entry["code"] for kind, entry in ENTRIES if kind in {Kind.STATE, Kind.TERRITORY} and "code" in entry
    }
    assert len(codes - {"XK"}) == 249  # ISO 3166-1, officially assigned


def test_the_register_survives_a_cache() -> None:
    assert pickle.loads(pickle.dumps(COUNTRIES)) == COUNTRIES  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ([], "not a mapping"),
        ({"format": 2}, "format 2"),
        ({"format": 1, "empire": []}, "'empire' is not a kind"),
        ({"format": 1, "state": {}}, "state is not a list"),
        ({"format": 1, "state": ["India"]}, "a mapping with a name"),
        ({"format": 1, "state": [{"name": "India"}]}, "needs a code"),
        ({"format": 1, "state": [{"name": "Norway", "code": False}]}, "code is False"),
        ({"format": 1, "state": [{"name": "India", "code": "in"}]}, "two capital letters"),
        ({"format": 1, "state": [{"name": "India", "code": "IN", "alpha3": "IN"}]}, "three capital letters"),
        ({"format": 1, "state": [{"name": "India", "code": "IN", "nmaes": []}]}, "'nmaes' is not a key"),
        ({"format": 1, "state": [{"name": "India", "code": "IN", "names": [1]}]}, "not text"),
        ({"format": 1, "state": [{"name": "India", "code": "IN", "names": ["!"]}]}, "empty name"),
        (
            {"format": 1, "state": [{"name": "A", "code": "AA"}, {"name": "B", "code": "AA"}]},
            "AA is given twice",
        ),
        (
            {"format": 1, "state": [{"name": "A", "code": "XA"}, {"name": "a.", "code": "XB"}]},
            "given to A and a.",
        ),
        (
            {
                "format": 1,
                "state": [{"name": "A", "code": "XA", "names": ["xb"]}, {"name": "B", "code": "XB"}],
            },
            "'xb'",
        ),
        ({"format": 1, "group": [{"name": "Rebels", "code": "LB"}]}, "would make it a country"),
        ({"format": 1, "historical": [{"name": "Atlantis"}]}, "successors are missing"),
        ({"format": 1, "historical": [{"name": "Atlantis", "successors": ["QQ"]}]}, "QQ has no entry"),
        (
            {"format": 1, "historical": [{"name": "A", "code": "RU", "successors": ["QQ"]}]},
            "not among its successors",
        ),
    ],
)
def test_a_faulty_register_is_refused_with_the_reason(data: object, problem: str) -> None:
    with pytest.raises(RegisterError, match=problem):
        Countries.from_data(data)


def test_all_faults_of_a_register_are_told_at_once() -> None:
    with pytest.raises(RegisterError) as raised:
        Countries.from_data(
            {"format": 1, "state": [{"name": "A"}, {"code": "XB"}], "group": [{"name": "C", "x": 1}]}
        )
    assert len(raised.value.faults) == 3


@given(st.text(max_size=60))
def test_any_text_is_a_country_of_the_register_or_an_error_that_says_so(text: str) -> None:
    try:
        found = COUNTRIES.resolve(text)
    except UnknownCountry as error:
        said = error.text
    else:
        said = found.reported
        assert found.code is None or COUNTRIES.name_of(found.code)
    assert said == text


@given(st.sampled_from([name for names in STATES.values() for name in names.split("|") if len(name) > 3]))
def test_case_of_a_name_never_matters(name: str) -> None:
    assert COUNTRIES.resolve(name.upper()).code == COUNTRIES.resolve(name.lower()).code


@given(st.text(max_size=30), st.sampled_from(["*", "**", " *"]))
def test_nothing_marked_as_no_state_has_a_code(text: str, mark: str) -> None:
    try:
        assert COUNTRIES.resolve(f"{text}x{mark}").code is None
    except UnknownCountry:
        pytest.fail("a marked name is always understood")
