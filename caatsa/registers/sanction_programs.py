"""What the program tags of United States designations say: the order, and the country it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, cast, get_args

from caatsa.domain.record import Record
from caatsa.registers.fields import Entry, Faults
from caatsa.registers.names import fold

FILE: Final = "registers/sanction_programs.yaml"
Regime = Literal["russia", "ukraine", "iran", "north_korea", "syria", "other", "not_stated"]
_STATED: Final = tuple(regime for regime in get_args(Regime) if regime != "not_stated")


class SanctionProgram(Record):
    """One tag; `order` is the authority behind it in words, `seen` where the tag itself names it.

    Nobody was designated under it before the day `since`.
    """

    tag: str
    regime: Regime
    order: str
    verification: Literal["seen", "unverified"]
    since: date = date.min


class SanctionPrograms(Record):
    """The known tags, by their folded form."""

    by_tag: Mapping[str, SanctionProgram]

    @classmethod
    def from_data(cls, data: Any) -> SanctionPrograms:
        """The register from its parsed file; raises `RegisterError` with every fault found."""
        faults = Faults(FILE)
        top = Entry(data, "the file", faults, ("format", "register", "programs"))
        programs = top.values.get("programs")
        if not isinstance(programs, dict):
            top.wrong("'programs' is no mapping", "tag to regime and order")
            programs = {}
        read = [_program(str(tag), value, faults) for tag, value in programs.items()]
        faults.raise_any()
        return cls({fold(program.tag): program for program in read})

    def of(self, tag: str) -> SanctionProgram:
        """The program of that tag; one that is not known says nothing about its subject."""
        return self.by_tag.get(fold(tag)) or SanctionProgram(
            tag, "not_stated", f"program {tag}", "unverified"
        )

    def named_in(self, list_name: str) -> SanctionProgram:
        """The program that the name of a list states, as in "SDN, RUSSIA-EO14024"; the longest tag counts."""
        said = f" {fold(list_name)} "
        stated = [tag for tag in self.by_tag if f" {tag} " in said]
        return self.by_tag[max(stated, key=len)] if stated else self.of(list_name)


def _program(tag: str, value: Any, faults: Faults) -> SanctionProgram:
    entry = Entry(value, f"program '{tag}'", faults, ("since", "regime", "order", "verification"))
    regime = cast("Regime", entry.choice("regime", _STATED))
    checked = cast("Literal['seen', 'unverified']", entry.choice("verification", ("seen", "unverified")))
    return SanctionProgram(tag, regime, entry.text("order"), checked, entry.day("since"))
