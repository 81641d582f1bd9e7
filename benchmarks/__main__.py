"""Every benchmark of this folder, one after the other, each in its own process: `python -m benchmarks`."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def main() -> int:
    """Print what each says; the exit status is 1 if any of them failed."""
    failed = 0
    for script in sorted(FOLDER.glob("*.py")):
        if not script.name.startswith("__"):
            print(f"== {script.stem}", flush=True)
            failed += subprocess.run([sys.executable, str(script)], check=False).returncode != 0
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
