"""100,000 assessments in one process: every verdict compared with the first of its kind, memory printed.

    python benchmarks/assessment_memory.py [ASSESSMENTS]

Each assessment is one event through normalisation, both engine passes, the proof checker and the whole
report model. Ids differ every time, so that nothing can be mistaken for a duplicate of an earlier event.
A different verdict, a crash, or memory that grows by more than 32 MB after the first tenth makes the exit
status differ from 0.
"""

from __future__ import annotations

import itertools
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from caatsa import assess, load_rulebase

AS_OF = date(2022, 1, 1)
MOST_GROWTH_MB = 32
BUYERS: tuple[dict[str, Any], ...] = (
    {"country": "India", "name": "Ministry of Defence"},
    {"country": "Turkey", "name": "SSB"},
    {"country": "Serbia"},
)
SUPPLIERS: tuple[dict[str, Any], ...] = (
    {"country": "Russia", "name": "Rosoboronexport"},
    {"country": "India", "name": "Indo-Russia Rifles"},
    {"country": "Russia"},
    {"country": "France", "name": "Dassault"},
)
ITEMS = ("S-400", "AK-203", "Pantsir-S1", "spare parts for Su-30MKI", "an unknown thing")
ACTS: tuple[list[dict[str, str]], ...] = (
    [{"kind": "talks", "date": "2020"}],
    [{"kind": "contract", "date": "2017"}, {"kind": "delivery", "date": "2019-07-12"}],
    [{"kind": "contract", "date": "2018-10-05"}, {"kind": "cancellation", "date": "2021"}],
)


def events() -> Iterator[tuple[int, dict[str, Any]]]:
    """Every combination in turn, for ever, each with the number of its kind and an id of its own."""
    combinations = list(itertools.product(BUYERS, SUPPLIERS, ITEMS, ACTS))
    for number in itertools.count():
        kind = number % len(combinations)
        buyer, supplier, item, acts = combinations[kind]
        yield (
            kind,
            {"id": f"e{number}", "buyer": buyer, "supplier": supplier, "item": item, "acts": acts},
        )


def resident_mb() -> float:
    """Memory in use now, in MB; the largest so far where the system does not tell."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main(count: int) -> int:
    """Run the assessments; 0 if every verdict was right and memory stayed flat."""
    rulebase = load_rulebase()
    first: dict[int, object] = {}
    wrong = 0
    early = 0.0
    began = time.perf_counter()
    for number, (kind, event) in enumerate(itertools.islice(events(), count)):
        assessment = assess([event], AS_OF, rulebase=rulebase)
        rows = [row for verdict in assessment.verdicts for row in verdict.transactions]
        said = [(row.provision, row.exposure, row.enforcement, row.reason, len(row.trail)) for row in rows]
        wrong += first.setdefault(kind, said) != said
        if number == count // 10:
            early = resident_mb()
    grown = resident_mb() - early
    print(f"{count} assessments of {len(first)} kinds in {time.perf_counter() - began:.0f} s; {wrong} wrong;")
    print(f"memory {early:.1f} MB after the first tenth, {early + grown:.1f} MB at the end ({grown:+.1f} MB)")
    return 1 if wrong or grown > MOST_GROWTH_MB else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
