"""What the loader cannot see: rules against the statutes, the guidance, the coverage table and each other.

Running the examples takes the engines and is in `caatsa.assessment.rulecheck`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from pydantic import BaseModel

from caatsa.documents.strict_yaml import load_yaml
from caatsa.documents.validate import validate
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.rulebase.coverage import FILE as COVERAGE
from caatsa.rulebase.coverage import CoverageFile
from caatsa.rulebase.coverage_check import coverage_problems
from caatsa.rulebase.dead import dead_rules
from caatsa.rulebase.elements import unsettled_elements
from caatsa.rulebase.examples import example_problems
from caatsa.rulebase.guidance import GuidanceNote
from caatsa.rulebase.lives import life_problems
from caatsa.rulebase.official import compare_with_official
from caatsa.rulebase.overlap import overlaps
from caatsa.rulebase.problems import Problem, attempt, faults_in
from caatsa.rulebase.quotes import authority_problems
from caatsa.rulebase.readings import FILE as READINGS
from caatsa.rulebase.readings_form import ReadingsFile
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import AnyRule, ExceptionRule, Relief, Trigger
from caatsa.rulebase.statute_form import StatuteFile
from caatsa.rulebase.tree import SUFFIX, read_tree
from caatsa.rulebase.unread import unread_facts


def faults_of(rulebase: RuleBase) -> list[Fault]:
    """Every fault of the rule base that shows without running a rule, in the order of the rules' ids."""
    tree = read_tree(rulebase.root)
    faults: list[Fault] = []
    guidance = attempt(faults, lambda: rulebase.guidance)
    coverage = attempt(faults, lambda: rulebase.coverage)
    shared = _problems_between(rulebase)
    for rule in rulebase.rules.values():
        problems = [
            *authority_problems(rule, rulebase.statutes, guidance.notes if guidance else None),
            *example_problems(rule),
            *shared[rule.id],
        ]
        faults += faults_in(tree, path_of(rule.id), problems)
    if coverage is not None:
        faults += faults_in(tree, COVERAGE, coverage_problems(rulebase, coverage))
    return with_lines(faults, rulebase.root)


def with_lines(faults: Iterable[Fault], root: Path) -> list[Fault]:
    """The faults, each once, those of form in statutes, guidance, coverage and readings at their lines."""
    found = list(dict.fromkeys(faults))
    keyed = {fault: form for fault in found if fault.line is None and (form := _form_of(fault.file))}
    forms = dict.fromkeys(keyed.values())
    lined = [fault for name, model in forms for fault in _faults_of_form(root / name, model)]
    # What is no matter of form, such as a gap between two versions, has no line.
    rest = [fault for fault in found if fault not in keyed or ", " not in fault.file]
    return [*rest, *lined]


def _form_of(place: str) -> tuple[str, type[BaseModel]] | None:
    """The file of a place without a line, `file, key`, and the form that such a file has."""
    name = place.partition(", ")[0]
    return next(((name, model) for start, model in _FORMS.items() if name.startswith(start)), None)


_FORMS: dict[str, type[BaseModel]] = {
    "statutes/": StatuteFile,
    "guidance/": GuidanceNote,
    COVERAGE: CoverageFile,
    READINGS: ReadingsFile,
}


def _faults_of_form(path: Path, model: type[BaseModel]) -> tuple[Fault, ...]:
    try:
        validate(model, load_yaml(path.read_bytes(), str(path)))
    except InputError as error:
        return error.faults
    return ()


def path_of(rule_id: str) -> str:
    """The path under `rules/` of the file that holds a rule.

    >>> path_of("caatsa.231.c.delay")
    'caatsa/231/c/delay.yaml'
    """
    return rule_id.replace(".", "/") + SUFFIX


def _problems_between(rulebase: RuleBase) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = defaultdict(list)
    for rule_id, problem in chain(*(look(rulebase) for look in _BETWEEN)):
        found[rule_id].append(problem)
    return found


def _false_relations(rulebase: RuleBase) -> Iterator[tuple[str, Problem]]:
    """Rules said to relieve or to except another that do not."""
    for rule in rulebase.rules.values():
        for number, named in enumerate(rule.related):
            other = rulebase.rules[named.id]
            pair = (rule, other) if named.as_ in ("relieves", "excepts") else (other, rule)
            if named.as_ != "see_also" and not _spares(*pair):
                problem = f"{pair[0].id} spares nobody from {pair[1].id}"
                yield rule.id, Problem(("related", number), problem, "as: see_also, or the rule that does")


def _spares(sparing: AnyRule, trigger: AnyRule) -> bool:
    spared: Sequence[str] = ()
    if isinstance(sparing, Relief):
        spared = sparing.relieves
    elif isinstance(sparing, ExceptionRule):
        spared = sparing.excepts
    return isinstance(trigger, Trigger | Relief) and trigger.provision in spared


_BETWEEN: tuple[Callable[[RuleBase], Iterator[tuple[str, Problem]]], ...] = (
    dead_rules,
    unread_facts,
    overlaps,
    unsettled_elements,
    life_problems,
    _false_relations,
)


class OfficialComparison(Record):
    """How many quoted phrases the official text has, how many it could not be asked for, and the faults.

    `not_held` are phrases of sections that the file does not hold, such as laws that are only notes in the
    Code. Phrases that were never read are not compared.
    """

    found: int
    not_held: int
    faults: tuple[Fault, ...]


def compare_official(rulebase: RuleBase, file: Path) -> OfficialComparison:
    """The quoted phrases against title 22 as USLM XML; `InputError` where the file is something else."""
    try:
        content = file.read_bytes()
    except OSError as error:
        problem = f"cannot be read: {(error.strerror or str(error)).lower()}"
        raise InputError(Fault(str(file), None, None, problem)) from None
    findings = [one for one in compare_with_official(rulebase.statutes, content, str(file)) if one.verified]
    counts = Counter(one.result for one in findings)
    faults = tuple(
        Fault(str(rulebase.root / one.statute), None, None, _SAID[one.result].format(one), f"see {file}")
        for one in findings
        if one.result in _SAID
    )
    return OfficialComparison(counts["found"], counts["section_missing"], faults)


_SAID = {
    "not_found": "'{0.phrase}' is not in the official text of {0.uslm}",
    "paragraph_missing": "the official text has no {0.uslm}, from which '{0.phrase}' is quoted",
}
