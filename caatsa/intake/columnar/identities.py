"""Ids that are given twice among any number of rows, found in memory that does not grow with them.

Each id goes to one of 64 shares by its checksum, and beyond 128 KiB a share goes to a file. At the end the
shares are looked through one after the other, so that of all ids a 64th is in memory at a time: some 30 MB
for ten million. Ids are compared as they are, not by a digest.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, Final, Self
from zlib import crc32

from caatsa.domain.record import Record

_SHARES: Final = 64
_IN_MEMORY: Final = 128 * 1024
_HEAD: Final = struct.Struct(">HIQ")


class Given(Record):
    """Where an id was given: the number of the source, and the line."""

    source: int
    line: int


class Repeated(Record):
    """An id that was given again."""

    id: str
    first: Given
    again: Given


class Identities:
    """The ids of a stream with their places; a context in which its files live."""

    def __init__(self) -> None:
        self._shares: list[IO[bytes]] = [
            SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when the context ends
            for _ in range(_SHARES)
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for share in self._shares:
            share.close()

    def add(self, source: int, ids: Iterable[tuple[str, int]]) -> None:
        """Note ids of a source with their lines, in the order in which they were given."""
        shares, head = self._shares, _HEAD.pack
        for text, line in ids:
            name = text.encode("utf-8")
            shares[crc32(name) % _SHARES].write(head(len(name), source, line) + name)

    def repeated(self) -> Iterator[Repeated]:
        """Every id that was given again, with the place where it was given first; in no order."""
        for share in self._shares:
            share.seek(0)
            first: dict[bytes, Given] = {}
            while head := share.read(_HEAD.size):
                length, source, line = _HEAD.unpack(head)
                name = share.read(length)
                given = Given(source, line)
                earlier = first.setdefault(name, given)
                if earlier is not given:
                    yield Repeated(name.decode("utf-8"), earlier, given)
