"""The rule base: rules, statutes and registers of one version, checked as a whole and hashed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import ValidationError

from caatsa.documents.strict_yaml import load_yaml
from caatsa.documents.validate import faults_of as faults_of_form
from caatsa.domain.errors import Fault, RuleFileError
from caatsa.registers.precedents import Precedents
from caatsa.rulebase.cache import entry_for, read, write
from caatsa.rulebase.checked import checked
from caatsa.rulebase.model import KINDS, AnyRule, Day, Menu, Model, Relief, Text, Trigger
from caatsa.rulebase.problems import Problem, attempt, located, nearest
from caatsa.rulebase.registers import Registers
from caatsa.rulebase.semantics import problems_between, problems_of
from caatsa.rulebase.statutes import Statutes
from caatsa.rulebase.tree import SUFFIX, Tree, parse, read_tree, shipped_rules

if TYPE_CHECKING:
    from caatsa.rulebase.coverage import Coverage
    from caatsa.rulebase.guidance import Guidance

NOT_RULES = ("statutes/", "guidance/", "parameters/", "registers/", "precedents/")
_ABOUT = "rulebase.yaml"
_NEEDED = (
    *(_ABOUT, "coverage.yaml"),
    *("registers/countries.yaml", "registers/persons.yaml", "registers/armaments.yaml"),
)
RuleT = TypeVar("RuleT", bound=AnyRule)


class About(Model):
    """The file `rulebase.yaml`: the version of the rule base, and the day to which the law was read."""

    format: Literal[1]
    version: Text
    law_read_to: Day


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

    def reliefs_of(self, provision: str) -> tuple[Relief, ...]:
        """The relief rules that relieve a provision."""
        return tuple(rule for rule in self.of_kind(Relief) if provision in rule.relieves)

    @cached_property
    def menu(self) -> Menu:
        """The section 235 menu."""
        return self.of_kind(Menu)[0]

    @cached_property
    def coverage(self) -> Coverage:
        """Which clause of the statutes is coded; read from its file on first use."""
        from caatsa.rulebase.coverage import FILE, Coverage

        return Coverage.from_data(self._read(FILE)[FILE])

    @cached_property
    def guidance(self) -> Guidance:
        """The guidance notes; read from their files on first use."""
        from caatsa.rulebase.guidance import Guidance

        return Guidance.from_data(self._read("guidance/"))

    def _read(self, prefix: str) -> dict[str, Any]:
        files, faults = parse(read_tree(self.root), prefix)
        if faults:
            raise RuleFileError(faults)
        return files


def load_rulebase(root: str | Path | None = None, cache: Path | None = None) -> RuleBase:
    """The rule base in a folder, or the shipped one.

    `cache` is a folder of the user's in which it is kept between runs. Raises `RuleFileError` with every
    fault of every file: one broken file means no rule base.
    """
    tree = read_tree(Path(root) if root is not None else shipped_rules())
    entry = entry_for(cache, tree.root, tree.sha256) if cache else None
    kept = read(entry) if entry else None
    if isinstance(kept, RuleBase):
        return kept
    rulebase = _assembled(tree)
    if entry:
        write(entry, rulebase)
    return rulebase


def _assembled(tree: Tree) -> RuleBase:
    missing = [path for path in _NEEDED if path not in tree.contents]
    if missing:
        raise RuleFileError(Fault(str(tree.root / path), None, None, "is missing") for path in missing)
    files, unreadable = parse(tree)
    if unreadable:
        # What refers to a file that cannot be read would look wrong as well.
        raise RuleFileError([*unreadable, *_rules(tree, files)[1]])
    rules, faults = _rules(tree, files)
    about = attempt(faults, lambda: checked(About, files[_ABOUT], _ABOUT))
    registers = attempt(faults, lambda: Registers.from_files(files))
    statutes = attempt(faults, lambda: Statutes.from_data(_under(files, "statutes/")))
    precedents = attempt(faults, lambda: Precedents.from_data(list(_under(files, "precedents/").values())))
    if faults or about is None or registers is None or statutes is None or precedents is None:
        raise RuleFileError(faults)
    return RuleBase(
        root=tree.root,
        version=about.version,
        law_read_to=about.law_read_to,
        sha256=tree.sha256,
        rules=rules,
        registers=registers,
        statutes=statutes,
        precedents=precedents,
    )


def _under(files: Mapping[str, Any], folder: str) -> dict[str, Any]:
    return {path: data for path, data in sorted(files.items()) if path.startswith(folder)}


def _rules(tree: Tree, files: Mapping[str, Any]) -> tuple[dict[str, AnyRule], list[Fault]]:
    """Every rule that can be read, by id, and what is wrong with the rules."""
    faults: list[Fault] = []
    rules: dict[str, AnyRule] = {}
    paths: dict[str, str] = {}
    for path in rule_paths(files):
        rule = _read_rule(tree, path, files[path], faults)
        if rule is not None:
            faults.extend(_located(tree, path, problems_of(rule, rule_id(path))))
            rules[rule.id] = rule
            paths[rule.id] = path
    if not faults and len(files) == len(tree.contents):
        for name, problem in problems_between(rules):
            faults.extend(_located(tree, paths[name], [problem]))
    return dict(sorted(rules.items())), faults


def _located(tree: Tree, path: str, problems: Iterable[Problem]) -> Iterator[Fault]:
    """The problems at their lines; only a file with problems is read again for its lines."""
    found = tuple(problems)
    if found:
        document = load_yaml(tree.contents[path], str(tree.root / path))
        yield from (located(problem, document) for problem in found)


def _read_rule(tree: Tree, path: str, data: Any, faults: list[Fault]) -> AnyRule | None:
    kind = data.get("kind") if isinstance(data, dict) else None
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        said = f"'{kind}' is not a kind of rule" if kind is not None else "the kind of rule is not given"
        allowed = nearest(str(kind), KINDS)
        faults.extend(_located(tree, path, [Problem(("kind",), said, allowed)]))
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


def rule_paths(files: Iterable[str]) -> list[str]:
    """The paths among these that are rule files, in order."""
    return sorted(path for path in files if "/" in path and not path.startswith(NOT_RULES))
