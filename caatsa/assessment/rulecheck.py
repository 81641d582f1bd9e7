"""The examples in the rule files, run: through both engines, with every firing and every silence proved."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from caatsa.domain.errors import EngineError, EngineUnavailable, Fault
from caatsa.domain.record import Record
from caatsa.engine.choose import EngineName, open_engine
from caatsa.engine.compiler import classifying, deciding
from caatsa.engine.patterns import Pattern, Production, WorkingFact
from caatsa.engine.proof import check
from caatsa.engine.reference import matches
from caatsa.engine.session import load
from caatsa.rulebase.check import path_of
from caatsa.rulebase.examples import example_problems, examples_of, given_facts
from caatsa.rulebase.problems import Problem, faults_in
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import AnyRule, Example, Trigger
from caatsa.rulebase.tree import read_tree


class ExampleRun(Record):
    """How many examples ran, on which engines, and what was wrong."""

    examples: int
    engines: tuple[EngineName, ...]
    faults: tuple[Fault, ...]


def run_examples(rulebase: RuleBase) -> ExampleRun:
    """Every example of every rule, against what it expects.

    An example that is silent names exactly the elements without which the rule would fire. Examples that are
    not well formed are left to `caatsa.rulebase.check`.
    """
    tree = read_tree(rulebase.root)
    engines = _engines()
    faults: list[Fault] = []
    ran = 0
    for rule in rulebase.rules.values():
        examples = examples_of(rule)
        if next(example_problems(rule), None) is None:
            problems = [problem for number in range(len(examples)) for problem in _run(rule, number, engines)]
            faults += faults_in(tree, path_of(rule.id), problems)
            ran += len(examples)
    return ExampleRun(ran, engines, tuple(faults))


def _engines() -> tuple[EngineName, ...]:
    try:
        load()
    except EngineUnavailable:
        return ("reference",)
    return "durable", "reference"


def _run(rule: AnyRule, number: int, engines: Sequence[EngineName]) -> Iterator[Problem]:
    example = examples_of(rule)[number]
    facts = tuple(
        WorkingFact(f"f{index}", kind, fields)
        for index, (kind, fields) in enumerate(given_facts(rule, example))
    )
    productions = _productions(rule, example)
    try:
        evaluations = [open_engine(name, productions)[0].evaluate(facts) for name in engines]
        for evaluation in evaluations:
            check(productions, facts, evaluation)
    except EngineError as error:
        yield Problem(("examples", number), f"the example '{example.name}' cannot be run: {error}")
        return
    yield from _outcome(example, number, productions, facts, fired=bool(evaluations[0].firings))


def _productions(rule: AnyRule, example: Example) -> tuple[Production, ...]:
    """What of a rule the example is about: for a trigger, its elements, or else how events touch it."""
    if isinstance(rule, Trigger) and any(given["fact"] == "element" for given in example.given):
        return deciding([rule])
    return classifying([rule])


def _outcome(
    example: Example,
    number: int,
    productions: Sequence[Production],
    facts: Sequence[WorkingFact],
    *,
    fired: bool,
) -> Iterator[Problem]:
    missing = unmet(productions[0], facts)
    said = ", ".join(missing)
    if example.expect == "fires":
        if not fired:
            yield Problem(("examples", number), f"the example '{example.name}' is silent", f"unmet: {said}")
    elif fired:
        yield Problem(
            ("examples", number), f"the example '{example.name}' fires", "expect: fires, or other facts"
        )
    elif not _exactly(example.unmet, productions[0], facts):
        problem = f"in the example '{example.name}' unmet is [{', '.join(example.unmet)}]"
        yield Problem(("examples", number, "unmet"), problem, f"it is [{said}]")


def unmet(production: Production, facts: Sequence[WorkingFact]) -> tuple[str, ...]:
    """The fewest elements without which the production would match, later ones before earlier ones."""
    aliases = [pattern.alias for pattern in production.patterns]
    leaving_out = (
        left_out for size in range(len(aliases) + 1) for left_out in combinations(reversed(aliases), size)
    )
    # Without any pattern at all every production matches.
    fewest = next(left_out for left_out in leaving_out if _matches_without(production, left_out, facts))
    return tuple(alias for alias in aliases if alias in fewest)


def _exactly(named: Collection[str], production: Production, facts: Sequence[WorkingFact]) -> bool:
    """Whether the production would match without the elements named, and with any one of them would not."""
    return _matches_without(production, named, facts) and not any(
        _matches_without(production, [other for other in named if other != one], facts) for one in named
    )


def _matches_without(production: Production, left_out: Collection[str], facts: Sequence[WorkingFact]) -> bool:
    patterns = tuple(
        Pattern(
            pattern.alias,
            pattern.kind,
            pattern.conditions,
            tuple(join for join in pattern.joins if join.alias not in left_out),
        )
        for pattern in production.patterns
        if pattern.alias not in left_out
    )
    return next(matches(Production(production.id, patterns), facts), None) is not None
