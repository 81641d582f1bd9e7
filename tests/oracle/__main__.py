"""`python -m tests.oracle`: the engines against clingo on many generated worlds.

Fails if they differ in a firing, if some rule never fired, or if some test of a rule never was the only one
that kept it silent: then no world would tell whether the engines heed that test. A world in which they differ
is made small and kept for the tests. The weighing of findings is put to clingo too.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from tests.oracle.comparison import Difference, Outcome, together
from tests.oracle.crosscheck import Crosscheck, engines, rules
from tests.oracle.shrinking import REGRESSIONS, keep
from tests.oracle.weighing import cases, differences

_BATCH = 500
_MOST_KEPT = 5


@cache
def _crosscheck() -> Crosscheck:
    """One for each process."""
    return Crosscheck()


def _batch(numbers: range) -> Outcome:
    return _crosscheck().batch(numbers)


def _weighing(numbers: range) -> list[str]:
    return [f"weighing, case {line}" for line in differences(cases(rules(), numbers))]


def main() -> int:
    """Run the command; 1 if there is anything to repair."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle")
    parser.add_argument("--worlds", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    began = time.monotonic()
    with ProcessPoolExecutor(options.processes) as pool:
        outcome = together(_watched(pool.map(_batch, _batches(options.worlds)), options.worlds))
        weighed = _batches(options.worlds // 5)
        otherwise = [line for found in pool.map(_weighing, weighed) for line in found]
    names = " and ".join(opens.name for opens in engines())
    print(f"clingo against {names}: {_counts(outcome)}")
    print(f"clingo against weighing: {options.worlds // 5:,} cases, disagreements: {len(otherwise)}")
    print(f"{time.monotonic() - began:.0f} s in {options.processes} processes")
    problems = [*_unseen(outcome), *_kept(outcome), *otherwise[:_MOST_KEPT]]
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


def _batches(count: int) -> list[range]:
    return [range(start, min(start + _BATCH, count)) for start in range(0, count, _BATCH)]


def _watched(outcomes: Iterable[Outcome], worlds: int) -> Iterator[Outcome]:
    """The outcomes as they come, with a line that tells how far it is if somebody looks."""
    done = 0
    for outcome in outcomes:
        done += outcome.worlds
        if sys.stderr.isatty():
            print(f"\r{done:,} of {worlds:,} worlds", end="", file=sys.stderr, flush=True)
        yield outcome
    if sys.stderr.isatty():
        print(file=sys.stderr)


def _counts(outcome: Outcome) -> str:
    check = _crosscheck()
    return (
        f"{outcome.worlds:,} worlds, {len(outcome.fired)} of {len(check.said)} rules fired, "
        f"{len(outcome.silenced)} of {len(check.places)} tests alone kept theirs silent, "
        f"{outcome.firings:,} firings compared, disagreements: {len(outcome.differences)}"
    )


def _unseen(outcome: Outcome) -> Iterator[str]:
    """What the worlds do not show."""
    check = _crosscheck()
    for rule in sorted({statement.id for statement in check.said} - outcome.fired):
        yield f"{rule} has not fired in any world"
    for rule, alias, number in sorted(check.places - outcome.silenced):
        term = next(said for said in check.said if said.id == rule).need(alias).terms[number]
        yield f"{rule}: no world is silent because of {alias}.{term.field} alone"


def _kept(outcome: Outcome) -> Iterator[str]:
    """The first differences, each with the file in which its smallest world is kept."""
    check = _crosscheck()
    by_rule: dict[tuple[str, str, str], Difference] = {}
    for one in outcome.differences:
        by_rule.setdefault((one.pack, one.rule, one.what), one)
    for one in list(by_rule.values())[:_MOST_KEPT]:
        path = REGRESSIONS / f"{one.rule}-{one.world}.json"
        keep(check.smallest(check.generator.world(one.world)), str(one), path)
        yield f"{one}; kept in {path}"


if __name__ == "__main__":
    sys.exit(main())
