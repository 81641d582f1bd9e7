"""The numbered list of sources: a number at the first mention, the list at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caatsa.domain.verdict import FactLine, SourceLine
from caatsa.report.layout import clean, is_address, wrapped
from caatsa.report.words import plain


class Sources:
    """Gives every source one number; `marks` writes them as `[1, 3]`."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str, str], int] = {}
        self._grades: dict[int, str] = {}

    def marks(self, sources: Iterable[SourceLine]) -> str:
        """The numbers of the sources in square brackets, ascending; empty where there are none."""
        numbers = sorted({self._number(source) for source in sources})
        return f"[{', '.join(map(str, numbers))}]" if numbers else ""

    def lines(self) -> Iterator[str]:
        """The list, each with publisher, date, address and, where it is graded, its grade."""
        for (title, publisher, url, published), number in self._numbers.items():
            mark = f"[{number}]".ljust(5)
            grade = self._grades.get(number, "")
            told = [part for part in (title if title != url else "", publisher, published) if part]
            graded = [f"({plain(grade)})"] if grade else []
            yield from wrapped(" ".join([", ".join(told), *graded]).strip(), f"  {mark}")
            if url:
                yield from _address(url)

    def _number(self, source: SourceLine) -> int:
        key = (source.title, source.publisher, source.url, source.published)
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        if source.grade:
            self._grades[number] = source.grade
        return number


def _address(url: str) -> Iterator[str]:
    indent = " " * 7
    address = clean(url)
    return (
        iter([indent + address]) if is_address(address) and " " not in address else wrapped(address, indent)
    )


def places(facts: Iterable[FactLine]) -> Iterator[str]:
    """Where facts stand, each place once; lines of one file are told together."""
    files: dict[str, list[str]] = {}
    for fact in facts:
        file, at_line, number = fact.where.rpartition(", line ")
        numbers = files.setdefault(file if at_line else fact.where, [])
        if at_line and number not in numbers:
            numbers.append(number)
    for file, numbers in files.items():
        if not file:
            continue
        word = "line" if len(numbers) == 1 else "lines"
        yield f"{file}, {word} {', '.join(sorted(numbers, key=_as_number))}" if numbers else file


def _as_number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
