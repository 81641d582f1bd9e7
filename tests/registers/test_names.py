"""What two texts must share to be one name, and what keeps them apart."""

# ruff: noqa: RUF001 - letters that look alike are what is tested here

from __future__ import annotations

import subprocess
import sys

import pytest
from anyascii import anyascii
from hypothesis import example, given
from hypothesis import strategies as st

from caatsa.registers.names import fold, fold_person, name_variants

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
ANY_TEXT = st.text(max_size=80)
NAMES = st.text(alphabet="abcxyzАБВйыёщьÉéüÜßłŁçñşğ İ.-'()&0123456789«»", max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ROSOBORONEXPORT", "Rosoboronexport"),
        ("Almaz-Antey", "ALMAZ – ANTEY"),
        ("Алмаз-Антей", "Almaz-Antey"),
        ("Рособоронэкспорт", "Rosoboronexport"),
        ("Калашников", "Kalashnikov"),
        ("Уралвагонзавод", "Uralvagonzavod"),
        ("Ильюшин", "Il'yushin"),
        ("Ильюшин", "Il\u2019yushin"),
        ("Ilyushin", "Il\u02b9yushin"),
        ("Ижевский", "Izhevsky"),
        ("Тактическое", "ТАКТИЧЕСКОЕ"),
        ("Türkiye", "Turkiye"),
        ("ışık", "Isik"),
        ("İSTANBUL", "istanbul"),
        ("Straße", "STRASSE"),
        ("Łódź", "Lodz"),
        ("Ærø", "Aero"),
        ("Côte d'Ivoire", "Cote d\u2019Ivoire"),
        ("Cafe\u0301", "Café"),
        ("U.S.A.", "USA"),
        ("V. V. Tikhomirov", "V.V. Tikhomirov"),
        ("Concord Management & Consulting", "Concord Management and Consulting"),
        ("Rosoboron\u00adexport", "Rosoboronexport"),
        ("\uff32\uff2f\uff25", "ROE"),
        ("  two\twords\n", "two words"),
        ("भारत", " भारत "),
    ],
)
def test_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reyes", "Rees"),
        ("Károlyi", "Károly"),
        ("Kowalski", "Kowalsky"),
        ("陕西", "山西"),
        ("रूस", "रस"),
        ("S-300", "S-400"),
        ("North Korea", "South Korea"),
        ("Sukhoi", "Sukhov"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("reported", "name"),
    [
        ("Rosoboronexport OJSC", "rosoboronexport"),
        ("JSC Rosoboronexport", "rosoboronexport"),
        ("ОАО «Рособоронэкспорт»", "rosoboronexport"),
        ("J.S.C. Sozvezdie", "sozvezdie"),
        ("Oboronlogistika, OOO", "oboronlogistika"),
        ("ООО «Молот-Оружие»", "molot oruzhie"),
        ("Indo-Russia Rifles Private Limited", "indo russia rifles"),
        ("Indo-Russia Rifles (P) Ltd.", "indo russia rifles"),
        ("Bharat Dynamics Pvt. Ltd.", "bharat dynamics"),
        ("KALININ MACHINE-BUILDING PLANT OPEN JOINT-STOCK COMPANY", "kalinin machine building plant"),
        ("PUBLIC JOINT STOCK COMPANY UNITED AIRCRAFT CORPORATION", "united aircraft corporation"),
        ("PUBLICHNOE AKTSIONERNOE OBSCHESTVO TUPOLEV", "tupolev"),
        ("Публичное акционерное общество «Туполев»", "tupolev"),
        ("FEDERAL STATE UNITARY ENTERPRISE Bazalt", "bazalt"),
        ("Rostec State Corporation", "rostec"),
        ("Poly Technologies Co., Ltd.", "poly technologies"),
        ("Aselsan A.Ş.", "aselsan"),
        ("Rheinmetall AG", "rheinmetall"),
        ("Diehl GmbH & Co. KG", "diehl"),
        ("Leonardo S.p.A.", "leonardo"),
        ("Bumar Sp. z o.o.", "bumar"),
        ("JSC NPO Bazalt Pvt Ltd", "npo bazalt"),
        ("AO", "ao"),
        ("OOO Ltd.", "ooo"),
        ("Limited Brands", "limited brands"),
        ("Private Military Company Wagner", "private military company wagner"),
        ("As You Like It", "as you like it"),
        ("Tactical Missiles Corporation", "tactical missiles corporation"),
        ("", ""),
    ],
)
def test_legal_forms_are_left_out_where_they_stand_and_never_all_of_a_name(reported: str, name: str) -> None:
    assert fold_person(reported) == name


@pytest.mark.parametrize(
    ("reported", "variants"),
    [
        ("Rosoboronexport OJSC (ROE)", ("rosoboronexport", "roe", "rosoboronexport ojsc roe")),
        (
            "Federal Security Service (FSB).",
            ("federal security service", "fsb", "federal security service fsb"),
        ),
        ("Uralvagonzavod", ("uralvagonzavod",)),
        ("(ROE)", ("roe",)),
        ("Bharat (P) Ltd", ("bharat",)),
        ("Сухой", ("sukhoy", "sukhoi")),
        ("Рособоронэкспорт", ("rosoboronexport", "rosoboroneksport")),
        ("?!", ()),
    ],
)
def test_a_trailing_parenthesis_is_an_alias(reported: str, variants: tuple[str, ...]) -> None:
    assert name_variants(reported) == variants


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Рособоронэкспорт", "Rosoboroneksport"),
        ("Алмаз-Антей", "Almaz-Antei"),
        ("Адмиралтейские верфи", "Admiralteyskiye Verfi"),
        ("Евгений", "Yevgeniy"),
        ("Машиностроения", "Mashinostroyeniya"),
        ("Машиностроения", "Mashinostroyenia"),
        ("Корпорация", "Korporatsiia"),
    ],
)
def test_a_cyrillic_name_is_found_in_every_usual_romanisation(cyrillic: str, latin: str) -> None:
    assert fold_person(latin) in name_variants(cyrillic)


def test_russian_letters_are_romanised_as_by_anyascii() -> None:
    for letter in RUSSIAN + "іїјқ":
        alone = f"z{letter}z"  # away from the end of a word, where -ий and -ый have a rule of their own
        assert fold(alone) == anyascii(alone).replace("'", "")


def test_russian_is_read_without_loading_the_transliteration_tables() -> None:
    read = "from caatsa.registers.names import fold; fold('Щёлковский Türkiye')"
    check = f"import sys; {read}; print('anyascii' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", check], text=True).strip() == "False"


@given(ANY_TEXT)
@example("ŉ")
@example("ΐ")
@example("a\u0345")
@example("\ud800")
@example("ᾳ\u0301")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_person(fold_person(text)) == fold_person(text)


@given(NAMES)
def test_case_never_matters(text: str) -> None:
    assert fold(text.upper()) == fold(text) == fold(text.lower())


@given(st.text(alphabet="abcdefgoszt éöñ", max_size=30), st.sampled_from("\u0301\u0308\u0306\u0327"))
def test_accents_never_matter(text: str, accent: str) -> None:
    assert fold("".join(char + accent if char.isalpha() else char for char in text)) == fold(text)


@given(ANY_TEXT)
def test_a_folded_name_is_words_joined_by_one_space(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert not any("A" <= char <= "Z" or char in "'\"«»()-.," for char in folded)


@given(ANY_TEXT)
def test_the_person_form_is_among_the_variants_and_empty_only_without_letters(text: str) -> None:
    variants = name_variants(text)
    assert len(set(variants)) == len(variants) <= 21
    assert (fold_person(text) == "") == (fold(text) == "")
    assert not fold_person(text) or fold_person(text) in variants
