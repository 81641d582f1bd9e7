"""The quoted phrases against a made-up file of the official form."""

from __future__ import annotations

from pathlib import Path

import pytest

from caatsa.domain.errors import InputError
from caatsa.rulebase import official
from caatsa.rulebase.official import compare_with_official
from caatsa.rulebase.statutes import Statutes
from tests.rulebase.sections import NEW, OLD, old, quoting, section

SAMPLE = (Path(__file__).parent / "data" / "usc22_sample.xml").read_bytes()
USLM = 'xmlns="http://xml.house.gov/schemas/uslm/1.0"'


def result(paragraph: str, phrase: str, xml: bytes = SAMPLE) -> str:
    [finding] = compare_with_official(quoting({paragraph: [phrase]}), xml, "usc22.xml")
    return finding.result


def refused(xml: bytes) -> str:
    with pytest.raises(InputError) as caught:
        compare_with_official(quoting({"a": ["x"]}), xml, "usc22.xml")
    [fault] = caught.value.faults
    return str(fault)


@pytest.mark.parametrize(
    ("paragraph", "phrase"),
    [
        ("a", "180 days after August 2, 2017, the President shall impose five or more"),
        ("a", "described in section 9529 of this title with respect to a person the President determines."),
        ("b", "may waive sanctions if the President certifies that"),
        ("b", "the waiver is in the"),
        ("b.1", 'in the "vital" interests'),
        ("b.1", "the S-400 user's ally"),
        ("b.2", "has taken steps, and gives reliable assurances"),
        ("b.2.A", "has stopped"),
        ("c", "words of another law"),
    ],
)
def test_words_are_found_across_inline_elements_levels_and_kinds_of_quote_and_dash(
    paragraph: str, phrase: str
) -> None:
    assert result(paragraph, phrase) == "found"


@pytest.mark.parametrize(
    ("paragraph", "phrase"),
    [
        ("a", "shall impose six or more"),
        ("a", "Shall impose five or more"),
        ("a", "reliable assurances"),
        ("b.2.A", "reliable assurances"),
        ("a", "a phrase in a footnote"),
        ("a", "person1"),
    ],
)
def test_words_that_are_not_in_the_paragraph_are_not_found(paragraph: str, phrase: str) -> None:
    assert result(paragraph, phrase) == "not_found"


@pytest.mark.parametrize(
    "phrase", ["a phrase in a note", "a phrase in the source credit", "a phrase in the table"]
)
def test_notes_credits_and_tables_of_contents_are_no_statute_text(phrase: str) -> None:
    statutes = quoting({"s9999": [phrase]}, uslm="/us/usc/t22")
    [finding] = compare_with_official(statutes, SAMPLE, "usc22.xml")
    assert finding.result == "not_found"


@pytest.mark.parametrize("paragraph", ["d", "b.3", "a.1"])
def test_a_paragraph_that_the_section_lacks_is_missing_even_if_another_law_quoted_there_has_it(
    paragraph: str,
) -> None:
    assert result(paragraph, "words of another law") == "paragraph_missing"


def test_a_section_that_the_file_lacks_is_said_to_be_missing() -> None:
    statutes = quoting({"b": ["beginning on July 12, 2019"]}, uslm="/us/pl/116/283/s1241")
    [finding] = compare_with_official(statutes, SAMPLE, "usc22.xml")
    assert finding.result == "section_missing"
    assert finding.uslm == "/us/pl/116/283/s1241/b"


def test_a_superseded_version_is_not_compared_with_current_law() -> None:
    statutes = Statutes.from_data({OLD: old(), NEW: section()})
    assert {finding.statute for finding in compare_with_official(statutes, SAMPLE, "f")} == {NEW}


def test_a_phrase_from_memory_is_compared_too_and_says_so() -> None:
    paragraph = {
        "summary": "x",
        "phrases": ["five or more"],
        "phrases_unverified": ["the sanctions described"],
    }
    statutes = Statutes.from_data({NEW: section(paragraphs={"a": paragraph})})
    findings = compare_with_official(statutes, SAMPLE, "f")
    assert [(finding.phrase, finding.verified, finding.result) for finding in findings] == [
        ("five or more", True, "found"),
        ("the sanctions described", False, "found"),
    ]


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (b"", "usc22.xml, line 1, column 1: is not well-formed XML"),
        (b"PK\x03\x04", "is not well-formed XML; the unzipped USLM XML"),
        (SAMPLE[:900], "is not well-formed XML"),
        (b"<html><body/></html>", "is XML, but not USLM"),
        (b'<uscDoc xmlns="http://example.org/"/>', "is XML, but not USLM"),
        (
            f'<!DOCTYPE uscDoc [<!ENTITY a "b">]><uscDoc {USLM}>&a;</uscDoc>'.encode(),
            "declares the document type",
        ),
        (
            f'<!DOCTYPE uscDoc SYSTEM "file:///etc/passwd"><uscDoc {USLM}/>'.encode(),
            "declares the document type",
        ),
        (f"<!DOCTYPE uscDoc><uscDoc {USLM}/>".encode("utf-16"), "declares the document type"),
        (f'<?xml version="1.0" encoding="x-none"?><uscDoc {USLM}/>'.encode(), "encoding"),
        (
            f"<uscDoc {USLM}>{'<p>' * 300}{'</p>' * 300}</uscDoc>".encode(),
            "is nested more deeply than the Code",
        ),
    ],
)
def test_what_is_not_plain_uslm_is_refused(xml: bytes, said: str) -> None:
    assert said in refused(xml)


def test_a_file_larger_than_the_code_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official, "MAX_BYTES", len(SAMPLE) - 1)
    assert "is larger than a title of the Code" in refused(SAMPLE)
