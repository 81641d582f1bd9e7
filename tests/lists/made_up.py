"""Made-up lists in the shape of the real ones, written to files, and what comes out of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from caatsa.intake.lists.entry import Entry, Snapshot
from caatsa.intake.lists.overlay import Overlay, overlay
from caatsa.intake.lists.reading import read_snapshot
from caatsa.intake.lists.release import Known
from caatsa.intake.lists.selection import Selection
from caatsa.rulebase.rulebase import load_rulebase

DAY = date(2026, 11, 20)
REGISTERS = load_rulebase().registers
KNOWN = Known(REGISTERS.countries, REGISTERS.sanction_programs)
NULL = "-0- "
MENU = "CAATSA Section 235 Information: EXPORT SANCTIONS Sec. 235(a)(2); " + "; ".join(
    f"alt. CAATSA Section 235 Information: {words} Sec 235(a)({item})"
    for words, item in (
        ("FOREIGN EXCHANGE.", 7),
        ("BANKING TRANSACTIONS.", 8),
        ("BLOCKING PROPERTY AND INTERESTS IN PROPERTY.", 9),
    )
)
HEADER = (
    *("id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers", "sanctions"),
    *("phones", "emails", "program_ids", "dataset", "first_seen", "last_seen", "last_change"),
)


def sdn(number: int, name: str, programs: str, remarks: str = "", kind: str = "") -> str:
    """One row of sdn.csv as OFAC writes it."""
    fields = [f'"{name}"', f'"{kind}"' if kind else NULL, f'"{programs}"', *[NULL] * 7]
    return ",".join((str(number), *fields, f'"{remarks}"' if remarks else NULL)) + "\r\n"


def alt(number: int, alias: int, name: str, kind: str = "aka") -> str:
    """One row of alt.csv as OFAC writes it."""
    return f'{number},{alias},"{kind}","{name}",{NULL}\r\n'


def target(**cells: str) -> list[str]:
    """One row of targets.simple.csv; cells that are not given are empty."""
    whole = {"schema": "Company", "dataset": "US OFAC Specially Designated Nationals (SDN) List", **cells}
    return [whole.get(name, "") for name in HEADER]


def targets(*rows: Sequence[str]) -> str:
    """A targets.simple.csv of these rows, everything in quotes."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([HEADER, *rows])
    return text.getvalue()


def node(key: str, schema: str, datasets: Sequence[str] = (), /, **properties: Any) -> dict[str, Any]:
    """One FollowTheMoney entity; a property may be one text or several."""
    texts = {key: [value] if isinstance(value, str) else value for key, value in properties.items()}
    return {"id": key, "schema": schema, "datasets": list(datasets), "referents": [], "properties": texts}


def lines(nodes: Iterable[dict[str, Any]]) -> str:
    """The entities as JSON lines."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in nodes)


def snapshot(folder: Path, day: date | None = DAY, **files: str | bytes) -> Snapshot:
    """The files, written to the folder (`sdn_csv` is sdn.csv), as one snapshot."""
    names = []
    for name, content in files.items():
        path = folder / name.replace("_csv", ".csv").replace("_ftm_json", ".ftm.json")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        names.append(str(path))
    return read_snapshot(names, day, KNOWN)


def entry(folder: Path, **files: str | bytes) -> Entry:
    """The only entry of the files."""
    (only,) = snapshot(folder, **files).entries
    return only


def made(
    folder: Path,
    selection: Selection = Selection(),  # noqa: B008 - frozen
    *,
    take: bool = False,
    day: date | None = DAY,
    **files: str | bytes,
) -> Overlay:
    """The overlay of the files."""
    read = snapshot(folder, day, **files)
    return overlay(read, REGISTERS.persons, REGISTERS.official_acts, selection, take=take)


def persons(overlaid: Overlay) -> dict[str, dict[str, Any]]:
    """The persons of an overlay by name."""
    return {person["name"]: person for person in overlaid.persons}
