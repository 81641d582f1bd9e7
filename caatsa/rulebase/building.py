"""Building a rule base from its files: every file read, every rule checked, alone and with the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from caatsa.documents.strict_yaml import load_yaml
from caatsa.documents.validate import faults_of as faults_of_form
from caatsa.domain.errors import Fault, RuleFileError
from caatsa.domain.record import Record
from caatsa.registers.precedents import Precedents
from caatsa.rulebase.checked import checked
from caatsa.rulebase.coverage import Coverage
from caatsa.rulebase.guidance import Guidance
from caatsa.rulebase.model import KINDS, Day, Model, Text
from caatsa.rulebase.problems import Problem, attempt, located, nearest
from caatsa.rulebase.reading_checks import reading_problems
from caatsa.rulebase.readings import FILE as READINGS
from caatsa.rulebase.readings import Readings
from caatsa.rulebase.registers import Registers
from caatsa.rulebase.rules import AnyRule, as_rule
from caatsa.rulebase.semantics import problems_between, problems_of
from caatsa.rulebase.statutes import Statutes
from caatsa.rulebase.tree import SUFFIX, Tree, parse, read_tree

NOT_RULES = ("statutes/", "guidance/", "parameters/", "registers/", "precedents/")
_ABOUT, _COVERAGE = "rulebase.yaml", "coverage.yaml"
_NEEDED = (
    *(_ABOUT, _COVERAGE, "registers/countries.yaml"),
    *("registers/persons.yaml", "registers/armaments.yaml"),
    *("registers/subjects.yaml", "registers/sanction_programs.yaml"),
)


class About(Model):
    """The file `rulebase.yaml`: the version of the rule base, and the day to which the law was read."""

    format: Literal[1]
    version: Text
    law_read_to: Day


class Parts(Record):
    """What a rule base is made of, checked."""

    about: About
    rules: Mapping[str, AnyRule]
    readings: Readings
    registers: Registers
    statutes: Statutes
    precedents: Precedents


def build(tree: Tree) -> Parts:
    """Everything in the files, checked; raises `RuleFileError` with every fault."""
    missing = [path for path in _NEEDED if path not in tree.contents]
    if missing:
        raise RuleFileError(Fault(str(tree.root / path), None, None, "is missing") for path in missing)
    files, unreadable = parse(tree)
    faults: list[Fault] = []
    readings = attempt(faults, lambda: Readings.from_data(files.get(READINGS)))
    rules = _rules(tree, files, readings, faults)
    faults.extend(unreadable)
    about = attempt(faults, lambda: checked(About, files[_ABOUT], str(tree.root / _ABOUT)))
    if unreadable:
        raise RuleFileError(faults)
    registers = attempt(faults, lambda: Registers.from_files(files))
    statutes = attempt(faults, lambda: Statutes.from_data(_under(files, "statutes/")))
    cases = list(_under(files, "precedents/").values())
    precedents = attempt(faults, lambda: Precedents.from_data(cases))
    if about is None or readings is None or registers is None or statutes is None or precedents is None:
        raise RuleFileError(faults)
    if faults:
        raise RuleFileError(faults)
    return Parts(about, rules, readings, registers, statutes, precedents)


def read_coverage(root: Path) -> Coverage:
    """The coverage table of the rule base in a folder."""
    return Coverage.from_data(_readable(root)[_COVERAGE])


def read_guidance(root: Path) -> Guidance:
    """The guidance notes of the rule base in a folder."""
    return Guidance.from_data(_under(_readable(root), "guidance/"))


def _readable(root: Path) -> dict[str, Any]:
    files, unreadable = parse(read_tree(root))
    if unreadable:
        raise RuleFileError(unreadable)
    return files


def _under(files: Mapping[str, Any], folder: str) -> dict[str, Any]:
    return {path: data for path, data in sorted(files.items()) if path.startswith(folder)}


def _rules(
    tree: Tree, files: Mapping[str, Any], readings: Readings | None, faults: list[Fault]
) -> dict[str, AnyRule]:
    """Every rule that can be read, by id; what is wrong with the rules joins the faults."""
    rules: dict[str, AnyRule] = {}
    paths: dict[str, str] = {}
    for path in rule_paths(files):
        rule = _read_rule(tree, path, files[path], faults)
        if rule is not None:
            faults.extend(_located(tree, path, problems_of(rule, rule_id(path))))
            rules[rule.id] = rule
            paths[rule.id] = path
    if readings is not None and not faults and len(files) == len(tree.contents):
        for name, problem in problems_between(rules):
            faults.extend(_located(tree, paths[name], [problem]))
        for name, problem in reading_problems(rules, readings):
            faults.extend(_located(tree, paths.get(name, name), [problem]))
    return dict(sorted(rules.items()))


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
        return as_rule(model.model_validate(data))
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
