"""Bytes into text, within limits: UTF-8 with or without byte-order mark, no NUL bytes, no endless lines."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable

from caatsa.documents.document import Place
from caatsa.domain.errors import Fault, InputError

# Generous for what people write, small enough that a hostile file is refused before it costs anything.
MAX_BYTES = 64 * 1024 * 1024
MAX_LINE = 1_000_000
MAX_SCALAR = 1_000_000
MAX_DEPTH = 64

UTF8 = "text is UTF-8"


def decode(
    content: bytes,
    file: str,
    max_bytes: int = MAX_BYTES,
    may_be_latin1: Callable[[bytes], bool] = lambda _: False,
) -> str:
    """The text of a file without its byte-order mark; `InputError` with the place of what is not UTF-8.

    `may_be_latin1` says whether bytes that are not UTF-8 are in the one foreign format that is Latin-1.
    """
    if len(content) > max_bytes:
        raise InputError(too_large(file, len(content), max_bytes))
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise InputError(Place(file).fault("the text is UTF-16", UTF8))
    body = content.removeprefix(BOM_UTF8)
    if (at := body.find(b"\0")) >= 0:
        raise InputError(_place_of_byte(body, at, file).fault("a NUL byte", UTF8))
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if may_be_latin1(body):
            return body.decode("latin-1")
        problem = f"byte 0x{body[error.start]:02X} is not UTF-8"
        raise InputError(_place_of_byte(body, error.start, file).fault(problem, UTF8)) from None


def too_large(file: str, size: int, max_bytes: int) -> Fault:
    """The fault of a file of that many bytes."""
    return Place(file).fault(f"has {size:,} bytes", f"at most {max_bytes:,} bytes are read")


def refuse_endless_lines(text: str, file: str) -> None:
    """`InputError` at the first line that is longer than any that people write."""
    if len(text) <= MAX_LINE:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            problem = f"the line has {len(line):,} characters"
            raise InputError(
                Place(file, number, MAX_LINE + 1).fault(problem, f"a line has at most {MAX_LINE:,}")
            )


def _place_of_byte(body: bytes, at: int, file: str) -> Place:
    start = body.rfind(b"\n", 0, at) + 1
    column = len(body[start:at].decode("utf-8", errors="replace")) + 1
    return Place(file, body.count(b"\n", 0, at) + 1, column)
