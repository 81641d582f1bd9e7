"""Small statute files for tests, as plain data."""

from __future__ import annotations

from typing import Any

from caatsa.rulebase.statutes import Statutes

NEW = "statutes/test/1/2018-08-13.yaml"
OLD = "statutes/test/1/2017-08-02.yaml"


def section(**changes: Any) -> dict[str, Any]:
    """A section in one version, with the given keys replaced."""
    return {
        "format": 1,
        "id": "test.1",
        "citation": "Test Act § 1; 22 U.S.C. § 9999",
        "uslm": "/us/usc/t22/s9999",
        "in_force_from": "2018-08-13",
        "in_force_to": None,
        "enacted_by": "Pub. L. 115-232",
        "official_link": "https://uscode.house.gov/view.xhtml",
        "read": {
            "where": "a copy",
            "copy_dated": "2023-04-20",
            "read_on": "2026-11-22",
            "state": "read",
            "note": "none",
        },
        "paragraphs": {"a": {"summary": "A duty.", "phrases": ["knowingly"]}},
        **changes,
    }


def old(**changes: Any) -> dict[str, Any]:
    """The version before `section()`."""
    return section(in_force_from="2017-08-02", in_force_to="2018-08-13", **changes)


def quoting(paragraphs: dict[str, list[str]], **changes: Any) -> Statutes:
    """Statutes of one section whose paragraphs quote these phrases."""
    parts = {path: {"summary": "Something.", "phrases": phrases} for path, phrases in paragraphs.items()}
    return Statutes.from_data({NEW: section(paragraphs=parts, **changes)})
