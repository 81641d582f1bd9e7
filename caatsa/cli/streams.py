"""Standard output, standard error and files: UTF-8 in any locale, whole files or none."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from caatsa.domain.errors import CaatsaError

BROKEN_PIPE = 141
"""What a shell reports of a program that went on writing when nobody read: 128 + SIGPIPE."""

_ERRORS = "backslashreplace"


class OutputError(CaatsaError):
    """A result cannot be written where it was asked for."""


def prepare() -> None:
    """Make the standard streams UTF-8, whatever the locale says."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=_ERRORS)


def write(text: str | Iterable[str], output: str | None = None) -> None:
    """Write a result, whole or piece by piece, to standard output, or to a file that appears whole or not at
    all.
    """
    pieces = (text,) if isinstance(text, str) else text
    if output is not None and output != "-":
        _write_file(pieces, Path(output))
        return
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    try:
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _discard_output()
        raise OutputError(f"standard output cannot be written: {_reason(error)}") from None


def say(line: str) -> None:
    """One line on standard error; where nobody listens nothing is said."""
    try:
        print(line, file=sys.stderr, flush=True)  # noqa: T201 - standard error is for people
    except OSError:
        return


def give_up_output() -> int:
    """The exit status after nobody reads standard output any more; what is still buffered is dropped."""
    _discard_output()
    return BROKEN_PIPE


def colors() -> bool:
    """Whether standard output is a terminal whose owner has not asked for plain text (https://no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def _discard_output() -> None:
    # The interpreter flushes once more at its end, and would complain there.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _write_file(pieces: Iterable[str], path: Path) -> None:
    import tempfile

    if path.exists() and not path.is_file():
        _write_special(pieces, path)
        return
    temporary: str | None = None
    try:
        # Written beside and moved into place. A symbolic link is followed: its target is what is replaced.
        target = path.resolve()
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8", errors=_ERRORS, newline="") as file:
            file.writelines(pieces)
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except BaseException as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise OutputError(f"{path}: cannot be written: {_reason(error)}") from None


def _write_special(pieces: Iterable[str], path: Path) -> None:
    """Write to what cannot be replaced, such as /dev/stderr or a named pipe."""
    try:
        with path.open("w", encoding="utf-8", errors=_ERRORS, newline="") as file:
            file.writelines(pieces)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {_reason(error)}") from None


def _mode(target: Path) -> int:
    """The permissions that the file has, or that a new one would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
