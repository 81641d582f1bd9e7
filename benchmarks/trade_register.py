"""A made-up trade register in the shape of SIPRI's export, and how long `caatsa assess` takes for it.

    python benchmarks/trade_register.py [ROWS]
    python benchmarks/trade_register.py ROWS --write FILE

The mix is that of the real register: a quarter of the orders from the Soviet Union and Russia, nearly a third
from the United States, years from 1950, a few thousand designations, comments in a third of the rows. No row
is real. The same number of rows gives the same file.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PREAMBLE = (
    "Transfers of major conventional arms: made-up rows in the shape of the export of a trade register",
    "A '?' in a column indicates uncertain data.",
    "Data generated: never",
)
HEADER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
    "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,"
    "SIPRI TIV of delivered weapons"
)
SUPPLIERS = {
    "United States": 31,
    "France": 9,
    "United Kingdom": 8,
    "Germany": 6,
    "China": 4,
    "Italy": 4,
    "Israel": 3,
    "Netherlands": 2,
    "Sweden": 2,
    "Canada": 2,
    "Ukraine": 1.5,
    "Spain": 1.2,
    "South Korea": 1,
    "Turkiye": 0.8,
    "Belarus": 0.4,
    "Iran": 0.3,
    "North Korea": 0.3,
    "Syria": 0.1,
    "unknown supplier(s)": 0.5,
}
RUSSIA = 24.0
RECIPIENTS = (
    *("India", "China", "Algeria", "Egypt", "Iran", "Iraq", "Syria", "Viet Nam", "Turkiye", "Serbia"),
    *("Saudi Arabia", "Pakistan", "Indonesia", "Malaysia", "Thailand", "Myanmar", "Japan", "South Korea"),
    *("United States", "United Kingdom", "France", "Germany", "Italy", "Spain", "Greece", "Norway", "Poland"),
    *("Brazil", "Argentina", "Chile", "Peru", "Venezuela", "Mexico", "Colombia", "Cuba", "Nicaragua"),
    *("Nigeria", "Angola", "Ethiopia", "Sudan", "Libya", "Morocco", "Mali", "Kenya", "South Africa"),
    *("Kazakhstan", "Belarus", "Armenia", "Azerbaijan", "Russia", "Ukraine", "Israel", "Jordan", "UAE"),
    *("Australia", "Canada", "Singapore", "Taiwan", "Bangladesh", "Sri Lanka", "Laos", "Cambodia"),
    *("Hezbollah (Lebanon)*", "African Union**", "unknown recipient(s)"),
)
RUSSIAN = (
    *("S-400 Triumf", "S-300PMU-2", "Su-30MKI", "Su-35", "MiG-29M", "Mi-17", "Mi-35M", "T-90S", "T-72"),
    *("BMP-2", "BTR-80", "Pantsyr-S1", "Kornet", "R-77", "Igla", "Yak-130", "Project-877", "An-26", "Il-76"),
    *("9M311", "Kh-31", "AL-31", "D-30 122mm", "BM-21 Grad 122mm", "MiG-21", "T-55", "Mi-8", "SA-7"),
)
DESCRIPTIONS = (
    *("fighter/ground-attack aircraft", "tank", "transport helicopter", "surface-to-air missile"),
    *("anti-tank missile", "frigate", "submarine", "air-search radar", "towed gun", "turbofan"),
    *("armoured personnel carrier", "trainer aircraft", "transport aircraft", "patrol craft"),
    *("self-propelled gun", "beyond visual range air-to-air missile", "anti-ship missile", "vehicle engine"),
    *("surface-to-air missile system", "multiple rocket launcher", "infantry fighting vehicle", "torpedo"),
)
COMMENTS = (
    "Second-hand; aid",
    "${n} m deal",
    "${n} m deal; delivery planned by 2030",
    "Produced under licence in {country}",
    "Assembled from kits in {country}",
    "For {designation} aircraft",
    "Option for {n} more; contract not yet signed",
    "Possibly from former {country} stocks",
    "Lease; for training",
    "Version {designation}; incl {n} for the coast guard",
    "Designation uncertain (reported as '{n}mm guns')",
    "Via {country}",
)
ALLOWED_SECONDS = 30
LARGE = 30_000


def rows(count: int) -> Iterator[str]:
    """The lines of the register after the header."""
    chance = random.Random(1917)
    own = {
        name: [_designation(chance) for _ in range(round(20 + 60 * SUPPLIERS[name]))] for name in SUPPLIERS
    }
    names, weights = [*SUPPLIERS, "Russia"], [*SUPPLIERS.values(), RUSSIA]
    for _ in range(count):
        year = round(chance.triangular(1950, 2025, 1978))
        supplier = chance.choices(names, weights)[0]
        if supplier == "Russia":
            known = [*RUSSIAN, *(f"{name}-{number}" for name in ("9M", "P", "Kh") for number in range(90))]
            supplier = "Soviet Union" if year < 1992 else "Russia"
        else:
            known = own[supplier]
        yield _row(chance, supplier, year, known)


def _row(chance: random.Random, supplier: str, year: int, known: list[str]) -> str:
    recipient = chance.choice([name for name in RECIPIENTS if name != supplier])
    designation = known[min(int(chance.expovariate(4 / len(known))), len(known) - 1)]
    number = chance.choice(("", *map(str, (1, 2, 4, 6, 8, 12, 18, 24, 40, 100, 250, 1000))))
    delivered = sorted({min(year + chance.randint(0, 6), 2025) for _ in range(chance.randint(0, 4))})
    comment = ""
    if chance.random() < 0.4:
        words = {"n": chance.randint(2, 990), "country": chance.choice(RECIPIENTS).strip("*")}
        comment = chance.choice(COMMENTS).format(**words, designation=chance.choice(known))
    doubt = [chance.choice(("", "", "?")) for _ in range(3)]
    per_unit = round(chance.uniform(0.1, 60), 2)
    total = round(per_unit * int(number or 0), 2)
    cells = (
        *(recipient, supplier, year, doubt[0], number, doubt[1]),
        *(designation, chance.choice(DESCRIPTIONS), number if delivered else 0, doubt[2]),
        *("; ".join(map(str, delivered)), chance.choice(("New", "New", "Second hand")), comment),
        *(per_unit, total, total if delivered else 0),
    )
    return ",".join(map(str, cells))


def _designation(chance: random.Random) -> str:
    letters = "".join(chance.choices("ABCDEFGHKLMPRSTUVX", k=chance.randint(1, 3)))
    return f"{letters}-{chance.randint(1, 990)}{chance.choice(('', '', 'A', 'B', 'C', ' Mk-2', ' 105mm'))}"


def write(path: Path, count: int) -> None:
    """Write a register with that many rows."""
    lines = (*PREAMBLE, HEADER, *rows(count))
    path.write_text("\n".join(lines) + "\n", encoding="latin-1")


def main(count: int) -> int:
    """Print wall time, processor time and memory of one assessment; 1 if it took too long for its rows."""
    with tempfile.TemporaryDirectory() as folder:
        register, out = Path(folder) / "register.csv", Path(folder) / "out.txt"
        write(register, count)
        arguments = ("-m", "caatsa", "assess", str(register), "--as-of", "2025-12-31", "--output", str(out))
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, env=dict(os.environ))
        wall = time.perf_counter() - begun
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        size = out.stat().st_size / 2**20
    print(
        f"{count} rows: {wall:.1f} s wall, {used.ru_utime + used.ru_stime:.1f} s processor time, "
        f"{used.ru_maxrss / 1024:.0f} MB at most in one process, {size:.1f} MB of text"
    )
    return int(wall > ALLOWED_SECONDS * max(count, LARGE) / LARGE)


if __name__ == "__main__":
    if "--write" in sys.argv:
        write(Path(sys.argv[3]), int(sys.argv[1]))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else LARGE))
