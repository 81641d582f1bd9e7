"""How long `caatsa assess examples/india-2021.yaml` takes from nothing, beside what it is compared with.

    python benchmarks/cold_start.py [ROUNDS]

Each round starts, one after the other, Python with nothing to do, `import pydantic`, the list of commands and
the assessment with a rule base that is kept ready; what is printed are medians of wall and processor time.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
ASSESS = ("-m", "caatsa", "assess", str(ROOT / "examples/india-2021.yaml"), "--as-of", "2021-12-07")
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "python -c pass": ("-c", "pass"),
    "python -c 'import pydantic'": ("-c", "import pydantic"),
    "caatsa --help": ("-m", "caatsa", "--help"),
    "caatsa assess examples/india-2021.yaml": ASSESS,
}
COMPARED_WITH = "python -c 'import pydantic'"
ALLOWED = 2.5
"""How many times as long as `import pydantic` the assessment may take."""


def run(arguments: tuple[str, ...], environment: Mapping[str, str]) -> tuple[float, float]:
    """Wall and processor time of one run, in milliseconds."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], check=True, cwd=ROOT, env=dict(environment), stdout=subprocess.DEVNULL
    )
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall * 1000, cpu * 1000


def main(rounds: int) -> int:
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "CAATSA_CACHE_DIR": cache}
        for arguments in COMMANDS.values():
            run(arguments, environment)
        for _ in range(rounds):
            for name, arguments in COMMANDS.items():
                taken[name].append(run(arguments, environment))
    medians = {name: tuple(map(median, zip(*times, strict=True))) for name, times in taken.items()}
    base_wall, base_cpu = medians[COMPARED_WITH]
    print(f"{'':40} wall ms   cpu ms   times import pydantic (wall, cpu)")
    for name, (wall, cpu) in medians.items():
        print(f"{name:40} {wall:7.0f}  {cpu:7.0f}   {wall / base_wall:.2f}, {cpu / base_cpu:.2f}")
    ratio = medians["caatsa assess examples/india-2021.yaml"][1] / base_cpu
    print(f"allowed: {ALLOWED} times; {'kept' if ratio <= ALLOWED else 'not kept'}")
    return int(ratio > ALLOWED)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
