"""The error tree: everything a user can cause is a `CaatsaError`; anything else that escapes is a bug."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class CaatsaError(Exception):
    """The root of what can go wrong for reasons that a user can mend."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong at one place: lines and columns count from 1, `None` where there is no such position.

    >>> str(Fault("a.yaml", 3, 5, "'buyr' is not a key here", "did you mean 'buyer'?"))
    "a.yaml, line 3, column 5: 'buyr' is not a key here; did you mean 'buyer'?"
    """

    file: str
    line: int | None
    column: int | None
    problem: str
    allowed: str = ""

    def __str__(self) -> str:
        where = self.file
        if self.line is not None:
            where += f", line {self.line}"
        if self.column is not None:
            where += f", column {self.column}"
        said = f"{self.problem}; {self.allowed}" if self.allowed else self.problem
        return one_line(f"{where}: {said}")


def one_line(text: str) -> str:
    r"""The text on one line that is safe on a terminal: runs of white space become one space, and what
    cannot be printed is escaped.

    >>> one_line("a\n  b\x1b[31m")
    'a b\\x1b[31m'
    """
    joined = " ".join(text.split())
    if joined.isprintable():
        return joined
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in joined)


class FaultyError(CaatsaError):
    """Every fault found in one go, in the order of the files; the message has one line for each."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[FaultyError], tuple[tuple[Fault, ...]]]:
        """Keep the faults when the error crosses a process border, where only `args` would survive."""
        return type(self), (self.faults,)


class InputError(FaultyError):
    """An input document cannot be read; nothing of it was assessed."""


class RuleFileError(FaultyError):
    """A rule file is broken; one broken rule file means no rule base."""


class RegisterError(FaultyError):
    """The data of a register, shipped or given with the input, contradict themselves or their form."""


class UnknownReading(CaatsaError):  # noqa: N818 - what is wrong with what was asked for
    """A reading of a contested term that the rule base does not know."""


class EngineError(CaatsaError):
    """The rule engine refused a rule or a fact, or stopped."""


class EngineUnavailable(EngineError):  # noqa: N818 - the public name of the condition
    """The rule engine cannot be loaded on this Python."""


class EngineDisagreement(EngineError):  # noqa: N818 - the public name of the condition
    """The engine and the independent proof checker differ: no verdict can be given."""

    def __init__(self, rule: str, facts: Iterable[str], detail: str) -> None:
        self.rule = rule
        self.facts: tuple[str, ...] = tuple(facts)
        self.detail = detail
        super().__init__(one_line(f"rule {rule} on facts {', '.join(self.facts) or 'none'}: {detail}"))

    def __reduce__(self) -> tuple[type[EngineDisagreement], tuple[str, tuple[str, ...], str]]:
        return type(self), (self.rule, self.facts, self.detail)
