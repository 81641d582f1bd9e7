"""Independent writers of grouped digits, for tests that read back what they wrote."""

from __future__ import annotations


def western(number: int) -> str:
    """Groups of three: 601,427."""
    return f"{number:,}"


def indian(number: int) -> str:
    """The last three, then groups of two: 6,01,427."""
    head, tail = divmod(number, 1000)
    if not head:
        return str(tail)
    pairs: list[str] = []
    while head >= 100:
        head, pair = divmod(head, 100)
        pairs.insert(0, f"{pair:02d}")
    return ",".join([str(head), *pairs, f"{tail:03d}"])
