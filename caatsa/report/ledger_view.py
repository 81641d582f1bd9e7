"""The entries of a register of assessments, as text and as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from caatsa.report.layout import wrapped
from caatsa.report.words import plain

if TYPE_CHECKING:
    from caatsa.assessment.ledger import Entry


def ledger_text(entries: Iterable[Entry]) -> str:
    """A few lines for each entry; one line where there is none."""
    lines = [line for entry in entries for line in _entry(entry)]
    return "\n".join(lines or ["no entry"]) + "\n"


def ledger_data(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The entries with what their receipts say of inputs and countries."""
    return [
        {
            "number": entry.number,
            "recorded": entry.recorded,
            "sha256": entry.sha256,
            "previous": entry.previous,
            "receipt_sha256": entry.seal,
            **_said(entry),
        }
        for entry in entries
    ]


def _said(entry: Entry) -> dict[str, Any]:
    """What a receipt says; nothing where it was damaged, which `verify` tells."""
    try:
        receipt = json.loads(entry.receipt)
        assessment = receipt["assessment"]
        return {
            "as_of": str(assessment["as_of"]),
            "inputs": [str(one["name"]) for one in receipt["inputs"]],
            "countries": [
                {key: str(one[key]) for key in ("country_name", "exposure", "enforcement")}
                for one in assessment["verdicts"]
            ],
        }
    except (ValueError, KeyError, TypeError):
        return {"as_of": "", "inputs": [], "countries": []}


def _entry(entry: Entry) -> Iterator[str]:
    said = _said(entry)
    names = ", ".join(said["inputs"]) or "damaged"
    yield from wrapped(f"{entry.recorded}  as of {said['as_of']}: {names}", f"{entry.number:>5}  ")
    for one in said["countries"]:
        line = f"{one['country_name']}: {plain(one['exposure'])}, {plain(one['enforcement'])}"
        yield from wrapped(line, " " * 7)
    yield " " * 7 + entry.sha256
