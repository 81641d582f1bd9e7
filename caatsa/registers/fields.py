"""Read parsed register data key by key: every fault is noted, none stops the reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from caatsa.domain.dates import PartialDate
from caatsa.domain.errors import Fault, RegisterError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Faults:
    """The faults found so far in the data of one register; `file` is how messages call it."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(self, where: str, problem: str, allowed: str = "") -> None:
        """Note a fault at `where`, such as "act 'x', source"."""
        self.found.append(Fault(self.file, None, None, f"{where}: {problem}", allowed))

    def raise_any(self) -> None:
        """Raise `RegisterError` with all faults if there are any."""
        if self.found:
            raise RegisterError(self.found)


def called(value: Any, kind: str, where: str) -> str:
    """How messages call a mapping with an id: "act 'x'"; `where` it stands if it has none."""
    identity = value.get("id") if isinstance(value, dict) else None
    return f"{kind} '{identity}'" if isinstance(identity, str) else where


class Entry:
    """One mapping of register data; a value that is missing or wrong is noted and reads as empty."""

    def __init__(self, value: Any, where: str, faults: Faults, keys: Iterable[str]) -> None:
        self.where, self.faults = where, faults
        self.values: Mapping[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            faults.add(where, "is not a mapping")
        allowed = frozenset(keys)
        for key in self.values:
            if key not in allowed:
                faults.add(where, f"'{key}' is not a key here", f"keys are {', '.join(sorted(allowed))}")

    def wrong(self, problem: str, allowed: str = "") -> None:
        """Note a fault of this entry as a whole."""
        self.faults.add(self.where, problem, allowed)

    def text(self, key: str) -> str:
        """Text that has to be there."""
        found = self.optional_text(key)
        if found is None and self.values.get(key) is None:
            self.wrong(f"'{key}' is missing")
        return found or ""

    def optional_text(self, key: str) -> str | None:
        """Text, or `None` where the key is absent or null."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        self.wrong(f"'{key}' is {value!r}", "text that is not blank")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where the key is absent."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value):
            return tuple(value)
        self.wrong(f"'{key}' is {value!r}", "a list of texts")
        return ()

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of `allowed`, or "" where it is none of them; without a default it has to be there."""
        value = self.values.get(key, default)
        if value not in allowed:
            self.wrong(f"'{key}' is {value!r}", f"one of {', '.join(allowed)}")
            return ""
        return str(value)

    def number(self, key: str) -> int | None:
        """A whole number, or `None` where the key is absent or null."""
        value = self.values.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.wrong(f"'{key}' is {value!r}", "a whole number")
        return None

    def optional_date(self, key: str) -> PartialDate | None:
        """A known day, month or year, or `None` where the key is absent or null."""
        value = self.values.get(key)
        if value is None:
            return None
        try:
            found = PartialDate.parse(value)
        except ValueError as error:
            self.wrong(f"'{key}': {error}")
            return None
        if not found.known:
            self.wrong(f"'{key}' is not known", "a year, a month or a day")
        return found

    def partial_date(self, key: str) -> PartialDate:
        """A known day, month or year that has to be there."""
        found = self.optional_date(key)
        if found is None and self.values.get(key) is None:
            self.wrong(f"'{key}' is missing")
        return found or PartialDate.UNKNOWN

    def day(self, key: str) -> date:
        """A full date that has to be there."""
        found = self.partial_date(key)
        if found.known and found.first_day != found.last_day:
            self.wrong(f"'{key}' is {found.text}", "a day, YYYY-MM-DD")
        return found.first_day

    def each(self, key: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
        """`read` applied to each value of the list under `key`, with the words that say where it stands."""
        values = self.values.get(key, [])
        if not isinstance(values, list):
            self.wrong(f"'{key}' is {values!r}", "a list")
            return ()
        return tuple(read(value, f"{self.where}, {key} {n}") for n, value in enumerate(values, 1))
