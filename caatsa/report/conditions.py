"""The conditions of a rule in plain words, from their names and values alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from caatsa.domain.vocabulary import VOCABULARY
from caatsa.report.words import day, plain, provision_name
from caatsa.rulebase.rules import Classifier, Condition, Scalar
from caatsa.rulebase.terms import Reference, Term, reference, terms

_OF_DAYS: Final = {
    "eq": "is",
    "ne": "is not",
    "lt": "is before",
    "lte": "is on or before",
    "gt": "is after",
    "gte": "is on or after",
}


def condition_words(condition: Condition) -> str:
    """What a condition asks of its fact.

    >>> condition_words(Condition(id="act", fact="act", where={"kind": "gift", "last_day|lt": "2017-08-02"}))
    'an act whose kind is gift, and whose last day is before 2 August 2017'
    """
    article = "an" if condition.fact[0] in "aei" else "a"
    asked = [f"whose {_term_words(term, condition.fact)}" for term in terms(condition)]
    return " ".join([f"{article} {plain(condition.fact)}", ", and ".join(asked)]).rstrip()


def conditions_words(conditions: Sequence[Condition]) -> str:
    """What several conditions ask together, each under its name where that is not its kind."""
    return "; ".join(
        condition_words(condition)
        if condition.id == condition.fact
        else f"{condition.id}, {condition_words(condition)}"
        for condition in conditions
    )


def derivation_words(rule: Classifier) -> str:
    """What follows where a classifier fires."""
    derive = dict(rule.derive)
    fact = str(derive.pop("fact"))
    if fact != "finding":
        fields = ", ".join(f"{plain(name)} {_value_words(value)}" for name, value in derive.items())
        return f"the fact {plain(fact)}: {fields}"
    element, provision = derive["element"], provision_name(str(derive["provision"]))
    result = plain(str(derive["result"]))
    factor, weight = plain(str(derive["factor"])), derive["weight"]
    weighed = f", {_WEIGHTS[str(weight)]} it" if element == "significance" and weight in _WEIGHTS else ""
    return f"{element} of {provision} is {result} (factor: {factor}{weighed})"


_WEIGHTS: Final = {"supports": "which supports", "bears": "which bears on", "against": "which weighs against"}


def _term_words(term: Term, fact: str) -> str:
    name, operator = plain(term.field), _OF_DAYS.get(term.operator, "is")
    if isinstance(term.value, Reference):
        return f"{name} is the {plain(term.value.field)} of {term.value.alias}"
    if isinstance(term.value, tuple):
        return f"{name} is {_either([plain(str(value)) for value in term.value])}"
    is_day = VOCABULARY[fact].fields[term.field].type == "day"
    value = day(date.fromisoformat(str(term.value))) if is_day else plain(str(term.value))
    return f"{name} {operator} {value}"


def _value_words(value: Scalar) -> str:
    bound = reference(value)
    return f"of {bound.alias}" if bound else str(value)


def _either(values: Sequence[str]) -> str:
    """The values as alternatives.

    >>> _either(["contract", "gift", "lease"])
    'contract, gift or lease'
    """
    *first, last = values
    return f"{', '.join(first)} or {last}" if first else last
