"""A rule base kept ready between runs, in a folder of the user's.

The entry is a pickle, as Python's own `__pycache__` holds code: it is read only if it belongs to this user
and nobody else may write it, and only if its digest is that of its content. Anything else is ignored and made
anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parents[1]
_DIGEST_SIZE = 32
_OTHERS_MAY_WRITE = 0o022


def entry_for(folder: Path, root: Path, sha256: str) -> Path:
    """The file for a rule base of that hash, read from that folder by this very code on this Python."""
    digest = hashlib.sha256(f"{root.resolve()}\0{sha256}\0{sys.version}\0".encode())
    for package in ("domain", "registers", "rulebase"):
        for source in sorted((_PACKAGE / package).glob("*.py")):
            status = source.stat()
            digest.update(f"{source.name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return folder / f"rulebase-{digest.hexdigest()[:40]}.pickle"


def read(entry: Path) -> Any:
    """What was kept, or `None` where there is nothing that can be trusted."""
    try:
        with entry.open("rb") as file:
            status = os.fstat(file.fileno())
            content = file.read()
    except OSError:
        return None
    ours = status.st_uid == os.getuid() and not status.st_mode & _OTHERS_MAY_WRITE
    payload = content[_DIGEST_SIZE:]
    if not ours or hashlib.sha256(payload).digest() != content[:_DIGEST_SIZE]:
        return None
    return pickle.loads(payload)  # noqa: S301 - our own file, see above


def write(entry: Path, kept: object) -> None:
    """Keep it for the next run; where that is impossible the next run is only slower."""
    import tempfile

    payload = pickle.dumps(kept, protocol=pickle.HIGHEST_PROTOCOL)
    try:
        # Written beside and moved into place, so that runs that start together never read half a file.
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=entry.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(payload).digest() + payload)
        Path(name).replace(entry)
    except OSError:
        return
