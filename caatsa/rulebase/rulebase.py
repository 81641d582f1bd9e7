"""The rule base: rules, statutes and registers of one version, checked as a whole and hashed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from caatsa.documents.strict_yaml import load_yaml
from caatsa.documents.validate import faults_of as faults_of_form
from caatsa.domain.errors import Fault, RuleFileError
from caatsa.registers.precedents import Precedents
from caatsa.rulebase.coverage import Coverage
from caatsa.rulebase.model import KINDS, AnyRule, Menu, Relief, Trigger
from caatsa.rulebase.registers import Registers
from caatsa.rulebase.semantics import faults_between, faults_of
from caatsa.rulebase.statutes import Statutes
from caatsa.rulebase.tree import SUFFIX, Tree, parse, read_tree, shipped_rules

NOT_RULES = ("statutes/", "guidance/", "parameters/", "registers/", "precedents/")
_NEEDED = ("rulebase.yaml", "coverage.yaml", "registers/countries.yaml", "registers/persons.yaml")
RuleT = TypeVar("RuleT", bound=AnyRule)


@dataclass(frozen=True)
class RuleBase:
    """Everything that a verdict rests on beside the input.

    `sha256` covers every YAML file; `law_read_to` is the date of the newest statute text that was read.
    """

    root: Path
    version: str
    law_read_to: date
    sha256: str
    rules: Mapping[str, AnyRule]
    registers: Registers
    files: Mapping[str, Any]

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

    def reliefs_of(self, provision: str) -> tuple[Relief, ...]:
        """The relief rules that relieve a provision."""
        return tuple(rule for rule in self.of_kind(Relief) if provision in rule.relieves)

    @cached_property
    def menu(self) -> Menu:
        """The section 235 menu."""
        return self.of_kind(Menu)[0]

    @cached_property
    def statutes(self) -> Statutes:
        """The sections in their versions; read on first use."""
        return Statutes.from_data(self._under("statutes/"))

    @cached_property
    def precedents(self) -> Precedents:
        """Official actions and known no-action cases; read on first use."""
        return Precedents.from_data(list(self._under("precedents/").values()))

    @cached_property
    def coverage(self) -> Coverage:
        """Which clause of the statutes is coded; read on first use."""
        return Coverage.from_data(self.files["coverage.yaml"])

    def _under(self, folder: str) -> dict[str, Any]:
        return {path: data for path, data in sorted(self.files.items()) if path.startswith(folder)}


def load_rulebase(root: str | Path | None = None, cache: Path | None = None) -> RuleBase:
    """The rule base in a folder, or the shipped one.

    `cache` is a folder in which parsed files are kept between runs. Raises `RuleFileError` or `RegisterError`
    with every fault: one broken file means no rule base.
    """
    tree = read_tree(Path(root) if root is not None else shipped_rules())
    missing = [Fault(str(tree.root / path), None, None, "is missing") for path in _NEEDED if path not in tree.contents]
    if missing:
        raise RuleFileError(missing)
    files = parse(tree, cache)
    about = files["rulebase.yaml"]
    return RuleBase(
        root=tree.root,
        version=str(about["version"]),
        law_read_to=date.fromisoformat(about["law_read_to"]),
        sha256=tree.sha256,
        rules=_rules(tree, files),
        registers=Registers.from_files(files),
        files=files,
    )


def _rules(tree: Tree, files: Mapping[str, Any]) -> dict[str, AnyRule]:
    rules: dict[str, AnyRule] = {}
    faults: list[Fault] = []
    for path in _rule_paths(files):
        rule = _read_rule(tree, path, files[path], faults)
        if rule is not None:
            faults.extend(faults_of(rule, str(tree.root / path), rule_id(path)))
            rules[rule.id] = rule
    faults.extend(faults_between(rules, str(tree.root)))
    if faults:
        raise RuleFileError(faults)
    return dict(sorted(rules.items()))


def _read_rule(tree: Tree, path: str, data: Any, faults: list[Fault]) -> AnyRule | None:
    kind = data.get("kind") if isinstance(data, dict) else None
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        allowed = f"kind is one of {', '.join(KINDS)}"
        faults.append(Fault(str(tree.root / path), None, None, f"{kind!r} is not a kind of rule", allowed))
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        document = load_yaml(tree.contents[path], str(tree.root / path))
        faults.extend(faults_of_form(error, model, document))
        return None


def rule_id(path: str) -> str:
    """The id of the rule in a file.

    >>> rule_id("caatsa/231/c/delay.yaml")
    'caatsa.231.c.delay'
    """
    return path.removesuffix(SUFFIX).replace("/", ".")


def _rule_paths(files: Iterable[str]) -> list[str]:
    return sorted(path for path in files if "/" in path and not path.startswith(NOT_RULES))
