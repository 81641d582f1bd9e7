"""The command line: the only place with a clock, standard output, exit statuses and the environment."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `caatsa` with these arguments, those of the process if none are given; the exit status."""
    # Plugins of other packages would change what the models accept, and looking for them slows every start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Nothing that a start makes is garbage; looking through it for some costs a sixth of a short run.
    gc.set_threshold(100_000, 50, 50)
    from caatsa.cli.program import run

    status = run(arguments)
    # The interpreter looks through everything once more at its end; there is nothing left to be found.
    gc.freeze()
    return status
