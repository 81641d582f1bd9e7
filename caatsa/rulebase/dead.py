"""Rules that can never fire, because nothing meets their conditions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from caatsa.documents.document import Path
from caatsa.domain.vocabulary import VOCABULARY
from caatsa.rulebase.admitted import ONE_IN_AN_EVENT, Admitted
from caatsa.rulebase.lives import together
from caatsa.rulebase.problems import Problem
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import AnyRule, Classifier, Condition, ExceptionRule, Trigger
from caatsa.rulebase.terms import Reference, constant, reference, terms

_OUTSIDE_A_PACK = frozenset({"touch", "element", "prima_facie"})
"""What other passes make: no pack holds it, so no condition of a rule ever finds it."""
_NUMBERS = frozenset({"day", "dollars"})

Conditions = tuple[Path, Sequence[Condition]]


def dead_rules(rulebase: RuleBase) -> Iterator[tuple[str, Problem]]:
    """Each list of conditions that the facts of no event can meet."""
    makers: dict[str, list[Classifier]] = defaultdict(list)
    for classifier in rulebase.of_kind(Classifier):
        makers[str(classifier.derive["fact"])].append(classifier)
    for rule in rulebase.rules.values():
        for path, conditions in conditions_of(rule):
            for problem in (*_impossible(conditions, path), *_unmade(rule, conditions, path, makers)):
                yield rule.id, problem


def conditions_of(rule: AnyRule) -> Iterator[Conditions]:
    """The lists of conditions of a rule, each with its place in the file."""
    if isinstance(rule, Classifier | ExceptionRule):
        yield ("elements",), rule.elements
    elif isinstance(rule, Trigger):
        for number, alternative in enumerate(rule.touched_by):
            yield ("touched_by", number), alternative


def _impossible(conditions: Sequence[Condition], path: Path) -> Iterator[Problem]:
    """What the conditions ask of one another and no facts can give."""
    asked = Admitted.by(conditions)
    if empty := asked.empty():
        problem = f"no value of {empty[0]}.{empty[1]} meets all that is asked of it"
        yield Problem(path, problem, "conditions that some facts can meet")
    for kind, times in Counter(condition.fact for condition in conditions).items():
        if times > 1 and kind in ONE_IN_AN_EVENT:
            problem = f"asks for {times} facts of the kind '{kind}', of which an event has one"
            yield Problem(path, problem, "one condition with all its tests")
    kinds = {condition.id: VOCABULARY[condition.fact] for condition in conditions}
    for number, condition in enumerate(conditions):
        for key, term in zip(condition.where, terms(condition), strict=True):
            if isinstance(term.value, Reference):
                own = kinds[condition.id].fields[term.field].type
                other = kinds[term.value.alias].fields[term.value.field].type
                if "text" in (own, other) or (own in _NUMBERS) != (other in _NUMBERS):
                    problem = f"'{key}' compares a {own} with a {other}"
                    yield Problem((*path, number, "where", key), problem, "fields of one type")


def _unmade(
    rule: AnyRule, conditions: Sequence[Condition], path: Path, makers: dict[str, list[Classifier]]
) -> Iterator[Problem]:
    """Facts that rules are to make, and that none makes where the condition asks for it, or not so."""
    asked = Admitted.by(conditions)
    for number, condition in enumerate(conditions):
        kind = condition.fact
        if VOCABULARY[kind].maker != "rules" or kind == "exception":
            continue
        at: Path = (*path, number, "fact")
        if kind in _OUTSIDE_A_PACK or (kind == "finding" and isinstance(rule, Trigger)):
            yield Problem(
                at, f"there is no '{kind}' yet where the rule runs", "a fact of the event or a helping fact"
            )
        elif not (known := [maker for maker in makers[kind] if together(rule, maker)]):
            yield Problem(at, f"no rule makes the fact '{kind}'", "a classifier derives it")
        elif not any(_gives(maker, condition, asked) for maker in known):
            yield Problem(
                at, f"no rule makes a '{kind}' that meets the tests", "values that some rule derives"
            )


def _gives(maker: Classifier, condition: Condition, asked: Admitted) -> bool:
    """Whether what a classifier derives can meet a condition; what it copies from facts may be anything."""
    for field, raw in maker.derive.items():
        if reference(raw):
            continue
        left = asked.of((condition.id, field))
        if left is not None and not left.holds(constant(raw, VOCABULARY[condition.fact].fields[field])):
            return False
    return True
