"""100,000 evaluations in one process: every answer checked, memory printed before and after.

    python benchmarks/engine_memory.py [EVALUATIONS]

Each evaluation is an event of its own (refs, days and names are new): 20 facts against 20 rules.
Memory that grows by more than 16 MB, a wrong answer or a crash makes the exit status differ from 0.
"""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from caatsa.engine.patterns import (
    Bound,
    Condition,
    Derivation,
    Firing,
    Join,
    Pattern,
    Production,
    Value,
    WorkingFact,
    content_ref,
)
from caatsa.engine.session import DurableSession

MOST_GROWTH_MB = 16
ACTS = 6
SELLERS = 4
ITEMS = 10
FIRST_DAY = 17_380


def rules() -> tuple[Production, ...]:
    """Ten rules that pair acts with sellers and derive, six about items, four about what was derived."""
    pairing = (
        Production(
            f"seller.{n}",
            (
                Pattern(
                    "act",
                    "act",
                    (Condition("day", "gte", FIRST_DAY + n), Condition("kind", "in", ("a", "b"))),
                ),
                Pattern(
                    "seller", "person", (Condition("list", "ne", f"l{n}"),), (Join("name", "act", "seller"),)
                ),
            ),
            Derivation("found", (("act", Bound("act", "id")), ("element", f"e{n % 5}"))),
        )
        for n in range(10)
    )
    about_items = (
        Production(
            f"item.{n}",
            (
                Pattern("act", "act"),
                Pattern("item", "item", (Condition("class", "eq", n),), (Join("act", "act", "id"),)),
            ),
        )
        for n in range(6)
    )
    about_findings = (
        Production(
            f"both.{n}",
            (
                Pattern("one", "found", (Condition("element", "eq", f"e{n}"),)),
                Pattern(
                    "two", "found", (Condition("element", "eq", f"e{n + 1}"),), (Join("act", "one", "act"),)
                ),
            ),
        )
        for n in range(4)
    )
    return (*pairing, *about_items, *about_findings)


def facts(number: int) -> tuple[WorkingFact, ...]:
    """The facts of one event; the number enters every text, so that nothing repeats between events."""
    acts: Iterator[dict[str, Value]] = (
        {
            "id": f"{number}-{n}",
            "day": FIRST_DAY + (number + 3 * n) % 12,
            "kind": "abc"[n % 3],
            "seller": f"{number}s{n % 5}",
        }
        for n in range(ACTS)
    )
    sellers = ({"name": f"{number}s{n}", "list": f"l{(number + n) % 10}"} for n in range(SELLERS))
    items: Iterator[dict[str, Value]] = (
        {"act": f"{number}-{n % ACTS}", "class": (number + n) % 8} for n in range(ITEMS)
    )
    return (
        *(WorkingFact(f"{number}a{n}", "act", fields) for n, fields in enumerate(acts)),
        *(WorkingFact(f"{number}p{n}", "person", fields) for n, fields in enumerate(sellers)),
        *(WorkingFact(f"{number}i{n}", "item", fields) for n, fields in enumerate(items)),
    )


def expected(number: int) -> set[Firing]:
    """What those rules say of those facts, written out without any engine."""
    firings: set[Firing] = set()
    found: dict[int, set[int]] = {n: set() for n in range(ACTS)}
    for act in range(ACTS):
        seller, day = act % 5, (number + 3 * act) % 12
        for n in range(10):
            if seller < SELLERS and "abc"[act % 3] in "ab" and day >= n and (number + seller) % 10 != n:
                found[act].add(n % 5)
                premises = (("act", f"{number}a{act}"), ("seller", f"{number}p{seller}"))
                firings.add(Firing(f"seller.{n}", premises, _found(number, act, n % 5)))
    for item in range(ITEMS):
        kind = (number + item) % 8
        if kind < 6:
            premises = (("act", f"{number}a{item % ACTS}"), ("item", f"{number}i{item}"))
            firings.add(Firing(f"item.{kind}", premises, None))
    for act, elements in found.items():
        for n in range(4):
            if {n, n + 1} <= elements:
                pair = (("one", _found(number, act, n)), ("two", _found(number, act, n + 1)))
                firings.add(Firing(f"both.{n}", pair, None))
    return firings


def _found(number: int, act: int, element: int) -> str:
    return content_ref("found", {"act": f"{number}-{act}", "element": f"e{element}"})


def resident_mb() -> float:
    """Memory of this process that is in RAM now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main(evaluations: int) -> int:
    session = DurableSession(rules())
    wrong = firings = 0
    before = 0.0
    begun = time.perf_counter()
    for number in range(evaluations):
        answer = session.evaluate(facts(number)).firings
        wrong += len(answer) != len(set(answer)) or set(answer) != expected(number)
        firings += len(answer)
        if number == min(1_000, evaluations // 2):
            before = resident_mb()
    seconds = time.perf_counter() - begun
    growth = resident_mb() - before
    print(f"{evaluations:,} evaluations of {ACTS + SELLERS + ITEMS} facts and 20 rules, {firings:,} firings")
    print(f"wrong answers: {wrong}")
    print(f"resident memory: {before:.1f} MB after warming up, {before + growth:.1f} MB at the end")
    print(
        f"{seconds:.0f} s, {seconds / evaluations * 1e6:.0f} µs each, making and checking the facts included"
    )
    return int(wrong > 0 or growth > MOST_GROWTH_MB)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
