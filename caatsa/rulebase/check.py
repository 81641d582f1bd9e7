"""What the loader cannot see: rules against the statutes, the guidance, the coverage table and each other.

Running the examples takes the engines and is in `caatsa.assessment.rulecheck`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel

from caatsa.documents.strict_yaml import load_yaml
from caatsa.documents.validate import validate
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.domain.vocabulary import VOCABULARY
from caatsa.rulebase.coverage import FILE as COVERAGE
from caatsa.rulebase.coverage import Coverage, CoverageFile
from caatsa.rulebase.examples import example_problems
from caatsa.rulebase.guidance import GuidanceNote
from caatsa.rulebase.official import compare_with_official
from caatsa.rulebase.problems import Problem, attempt, faults_in
from caatsa.rulebase.quotes import authority_problems
from caatsa.rulebase.readings import FILE as READINGS
from caatsa.rulebase.readings_form import ReadingsFile
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import AnyRule, Classifier, Condition, ExceptionRule, Trigger
from caatsa.rulebase.statute_form import StatuteFile
from caatsa.rulebase.tree import SUFFIX, read_tree

_READ_BY_THE_ASSESSMENT = frozenset({"finding", "touch", "exception", "element", "prima_facie"})
_MADE_BY_THE_COMPILER = frozenset({"touch", "exception", "element", "prima_facie"})


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
        faults += _coverage_faults(rulebase, coverage)
    return with_lines(faults, rulebase.root)


def with_lines(faults: Iterable[Fault], root: Path) -> list[Fault]:
    """The faults, those of form in statutes, guidance, coverage and readings read again at their lines."""
    found = list(faults)
    keyed = [fault for fault in found if fault.line is None and _model_of(fault.file.partition(", ")[0])]
    lined: list[Fault] = []
    for name in dict.fromkeys(fault.file.partition(", ")[0] for fault in keyed):
        model = _model_of(name)
        if model is not None:
            lined += _faults_of_form(root / name, model)
    # What is no matter of form, such as a gap between two versions, has no line.
    rest = [fault for fault in found if fault not in keyed or ", " not in fault.file]
    return [*rest, *lined]


def _model_of(name: str) -> type[BaseModel] | None:
    return next((model for start, model in _FORMS.items() if name.startswith(start)), None)


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
    for rule_id, problem in (*_twins(rulebase), *_loose_facts(rulebase), *_mute_elements(rulebase)):
        found[rule_id].append(problem)
    return found


def _twins(rulebase: RuleBase) -> Iterator[tuple[str, Problem]]:
    """Rules that ask for the same and say the same as an earlier one."""
    seen: dict[str, str] = {}
    for rule in rulebase.rules.values():
        content = _content(rule)
        if content is None:
            continue
        if content in seen:
            problem = f"asks for and says the same as {seen[content]}"
            yield rule.id, Problem(("elements",), problem, "every rule says something of its own")
        seen.setdefault(content, rule.id)


def _content(rule: AnyRule) -> str | None:
    if isinstance(rule, Classifier):
        return f"{_asked(rule.elements)} -> {sorted(rule.derive.items())}"
    if isinstance(rule, ExceptionRule) and rule.elements:
        return f"{_asked(rule.elements)} excepts {sorted(rule.excepts)}"
    return None


def _asked(conditions: Sequence[Condition]) -> str:
    return str(
        [(condition.id, condition.fact, sorted(condition.where.items(), key=str)) for condition in conditions]
    )


def _loose_facts(rulebase: RuleBase) -> Iterator[tuple[str, Problem]]:
    """Facts that rules are to make and that no rule makes, or that no rule reads."""
    classifiers = rulebase.of_kind(Classifier)
    made = {str(rule.derive["fact"]) for rule in classifiers} | _MADE_BY_THE_COMPILER
    read = {condition.fact for rule in rulebase.rules.values() for condition in _conditions(rule)}
    for rule in rulebase.rules.values():
        for condition in _conditions(rule):
            if VOCABULARY[condition.fact].maker == "rules" and condition.fact not in made:
                problem = f"no rule makes the fact '{condition.fact}'"
                yield rule.id, Problem((_FIRST_KEY[rule.kind],), problem, "a classifier derives it")
    for rule in classifiers:
        fact = str(rule.derive["fact"])
        if fact not in read | _READ_BY_THE_ASSESSMENT:
            problem = f"nothing reads the fact '{fact}'"
            yield rule.id, Problem(("derive", "fact"), problem, "a rule that needs it")


_FIRST_KEY = {"trigger": "touched_by", "classifier": "elements", "exception": "elements"}


def _conditions(rule: AnyRule) -> Iterator[Condition]:
    if isinstance(rule, Classifier | ExceptionRule):
        yield from rule.elements
    elif isinstance(rule, Trigger):
        for alternative in rule.touched_by:
            yield from alternative


def _mute_elements(rulebase: RuleBase) -> Iterator[tuple[str, Problem]]:
    """Elements of a trigger on which no classifier ever finds anything."""
    spoken = {
        (rule.derive.get("provision"), rule.derive.get("element"))
        for rule in rulebase.of_kind(Classifier)
        if rule.derive["fact"] == "finding"
    }
    for trigger in rulebase.of_kind(Trigger):
        for number, element in enumerate(trigger.elements):
            if (trigger.provision, element.id) not in spoken:
                problem = f"no rule finds anything on the element '{element.id}'"
                yield (
                    trigger.id,
                    Problem(("elements", number), problem, "a classifier derives a finding on it"),
                )


def _coverage_faults(rulebase: RuleBase, coverage: Coverage) -> Iterator[Fault]:
    file = str(rulebase.root / COVERAGE)
    yield from coverage.faults_against(rulebase.rules, file)
    named = {rule for clause in coverage.clauses for rule in clause.rules}
    for rule in rulebase.rules.values():
        if not isinstance(rule, Classifier) and rule.id not in named:
            yield Fault(
                file, None, None, f"no clause is coded by {rule.id}", f"every {rule.kind} codes a clause"
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
