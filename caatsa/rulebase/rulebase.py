"""The rule base: rules, statutes and registers of one version, checked as a whole and hashed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from caatsa.domain.record import Record
from caatsa.rulebase import cache as kept_ready
from caatsa.rulebase.rules import AnyRule, Menu, Trigger
from caatsa.rulebase.tree import read_tree, shipped_rules

if TYPE_CHECKING:
    from caatsa.registers.precedents import Precedents
    from caatsa.rulebase.coverage import Coverage
    from caatsa.rulebase.guidance import Guidance
    from caatsa.rulebase.readings import Readings
    from caatsa.rulebase.registers import Registers
    from caatsa.rulebase.statutes import Statutes

RuleT = TypeVar("RuleT", bound=AnyRule)


class RuleBase(Record):
    """Everything that a verdict rests on beside the input.

    `sha256` covers every YAML file; `law_read_to` is the date of the newest statute text that was read.
    """

    root: Path
    version: str
    law_read_to: date
    sha256: str
    rules: Mapping[str, AnyRule]
    readings: Readings
    registers: Registers
    statutes: Statutes
    precedents: Precedents

    def of_kind(self, kind: type[RuleT]) -> tuple[RuleT, ...]:
        """The rules of one kind, in the order of their ids."""
        return tuple(rule for rule in self.rules.values() if isinstance(rule, kind))

    def trigger(self, provision: str) -> Trigger:
        """The trigger of a provision; `KeyError` where no rule codes it."""
        return self._triggers[provision]

    @cached_property
    def _triggers(self) -> Mapping[str, Trigger]:
        return {rule.provision: rule for rule in self.of_kind(Trigger)}

    @property
    def provisions(self) -> tuple[str, ...]:
        """The provisions that the rule base codes."""
        return tuple(self._triggers)

    @cached_property
    def menu(self) -> Menu:
        """The section 235 menu."""
        return self.of_kind(Menu)[0]

    @cached_property
    def coverage(self) -> Coverage:
        """Which clause of the statutes is coded; read from its file on first use."""
        from caatsa.rulebase.building import read_coverage

        return read_coverage(self.root)

    @cached_property
    def guidance(self) -> Guidance:
        """The guidance notes; read from their files on first use."""
        from caatsa.rulebase.building import read_guidance

        return read_guidance(self.root)


def load_rulebase(root: str | Path | None = None, cache: Path | None = None) -> RuleBase:
    """The rule base in a folder, or the shipped one.

    `cache` is a folder of the user's in which it is kept ready between runs. Raises `RuleFileError` with
    every fault: one broken file means no rule base.
    """
    tree = read_tree(Path(root) if root is not None else shipped_rules())
    entry = kept_ready.entry_for(cache, tree.root, tree.sha256) if cache else None
    kept = kept_ready.read(entry) if entry else None
    if isinstance(kept, RuleBase):
        return kept
    # What checks and builds a rule base is loaded only where none is kept ready.
    from caatsa.rulebase.building import build

    parts = build(tree)
    rulebase = RuleBase(
        root=tree.root,
        version=parts.about.version,
        law_read_to=parts.about.law_read_to,
        sha256=tree.sha256,
        rules=parts.rules,
        readings=parts.readings,
        registers=parts.registers,
        statutes=parts.statutes,
        precedents=parts.precedents,
    )
    if entry:
        kept_ready.write(entry, rulebase)
    return rulebase
