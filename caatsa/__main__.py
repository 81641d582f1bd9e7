"""`python -m caatsa`: the same as the command `caatsa`."""

from __future__ import annotations

import sys

from caatsa.cli import main

if __name__ == "__main__":
    sys.exit(main())
