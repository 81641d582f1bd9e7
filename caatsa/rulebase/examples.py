"""The examples in rule files: small worlds whose facts are written like those of an evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from caatsa.documents.document import Path
from caatsa.domain.vocabulary import VOCABULARY
from caatsa.rulebase.problems import Problem, nearest, unique, value_problems
from caatsa.rulebase.rules import AnyRule, Classifier, Example, ExceptionRule, Scalar, Trigger
from caatsa.rulebase.terms import constant

GivenFact = tuple[str, dict[str, str | int]]
"""The kind of a fact and its fields, days as numbers."""


def examples_of(rule: AnyRule) -> tuple[Example, ...]:
    """The examples of a rule; kinds that compute nothing have none."""
    return tuple(rule.examples) if isinstance(rule, Classifier | ExceptionRule | Trigger) else ()


def given_facts(rule: AnyRule, example: Example) -> tuple[GivenFact, ...]:
    """The facts of an example as engines take them; elements in a trigger's examples are of its provision."""
    return tuple(_given(rule, given) for given in example.given)


def example_problems(rule: AnyRule) -> Iterator[Problem]:
    """What is wrong with the examples of a rule before any of them is run."""
    examples = examples_of(rule)
    yield from unique([example.name for example in examples], ("examples",), "name")
    if needs_examples(rule):
        for expected in ("fires", "silent"):
            if expected not in {example.expect for example in examples}:
                allowed = "one that fires and one that is silent"
                yield Problem(("examples",), f"no example has expect: {expected}", allowed)
    for number, example in enumerate(examples):
        at: Path = ("examples", number)
        yield from _outcome(rule, example, at)
        for index, given in enumerate(example.given):
            yield from _fact(given, (*at, "given", index))


def needs_examples(rule: AnyRule) -> bool:
    """Whether the rule computes something that examples can show."""
    return isinstance(rule, Classifier | Trigger) or (isinstance(rule, ExceptionRule) and bool(rule.elements))


def _given(rule: AnyRule, given: dict[str, Scalar]) -> GivenFact:
    kind = str(given["fact"])
    fields = {name: value for name, value in given.items() if name != "fact"}
    if isinstance(rule, Trigger) and kind == "element":
        fields.setdefault("provision", rule.provision)
    specs = VOCABULARY[kind].fields
    return kind, {name: constant(value, specs[name]) for name, value in fields.items()}


def _outcome(rule: AnyRule, example: Example, at: Path) -> Iterator[Problem]:
    if example.expect == "fires" and example.unmet:
        yield Problem((*at, "unmet"), "a rule that fires has no unmet element", "leave it out")
    if example.expect == "silent" and not example.unmet:
        yield Problem(at, "does not say which elements are unmet", "name them in `unmet`")
    known = [element.id for element in getattr(rule, "elements", ())]
    for number, name in enumerate(example.unmet):
        if name not in known:
            yield Problem((*at, "unmet", number), f"'{name}' is not an element", nearest(name, known))


def _fact(given: dict[str, Scalar], at: Path) -> Iterator[Problem]:
    name = str(given.get("fact"))
    kind = VOCABULARY.get(name)
    if kind is None:
        yield Problem((*at, "fact"), f"'{name}' is not a kind of fact", nearest(name, VOCABULARY))
        return
    for field, value in given.items():
        spec = kind.fields.get(field)
        if field == "fact":
            continue
        if spec is None:
            allowed = nearest(field, kind.fields)
            yield Problem((*at, field), f"'{field}' is not a field of {name}", allowed, at_key=True)
        else:
            yield from value_problems(value, (*at, field), f"{name}.{field}", spec)
