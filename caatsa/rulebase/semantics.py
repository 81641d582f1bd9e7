"""What a rule file may not say although its form is right: unknown words, unbound names, impossible tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from caatsa.domain.errors import Fault
from caatsa.domain.vocabulary import VOCABULARY, FactKind, FieldSpec
from caatsa.rulebase.model import AnyRule, Classifier, Condition, ExceptionRule, Relief, Trigger
from caatsa.rulebase.terms import OPERATORS, Reference, Term, placeholders, reference, terms

Problem = tuple[str, str]
"""What is wrong, and what is allowed."""

_ORDERED = frozenset({"lt", "lte", "gt", "gte"})


def faults_of(rule: AnyRule, file: str, expected_id: str) -> list[Fault]:
    """Every fault of one rule taken by itself; its place in the file is the file."""
    return [Fault(file, None, None, problem, allowed) for problem, allowed in _problems(rule, expected_id)]


def _problems(rule: AnyRule, expected_id: str) -> Iterator[Problem]:
    if rule.id != expected_id:
        yield f"the id '{rule.id}' does not equal its path", f"'{expected_id}' is the id of this file"
    if rule.effective_from and rule.effective_to and rule.effective_to <= rule.effective_from:
        yield "effective_to is not after effective_from", "leave it null while the provision is in force"
    if rule.origin == "statute" and rule.authority.section is None:
        yield "a rule of origin statute cites no section", "give authority.section and authority.paragraph"
    if isinstance(rule, Classifier):
        bound: dict[str, FactKind] = {}
        yield from _conditions(rule.elements, bound)
        yield from _derivation(rule.derive, bound)
        yield from _texts(rule.because, bound)
    elif isinstance(rule, ExceptionRule):
        bound = {}
        yield from _conditions(rule.elements, bound)
        yield from _texts(rule.because, bound)
    elif isinstance(rule, Trigger):
        for alternative in rule.touched_by:
            yield from _conditions(alternative, {})
        yield from _unique([element.id for element in rule.elements])


def _unique(ids: list[str]) -> Iterator[Problem]:
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"'{name}' is given twice", "every id within a rule is used once"


def _conditions(conditions: Iterable[Condition], bound: dict[str, FactKind]) -> Iterator[Problem]:
    for condition in conditions:
        kind = VOCABULARY.get(condition.fact)
        if kind is None:
            yield f"'{condition.fact}' is not a kind of fact", _nearest(condition.fact, VOCABULARY)
            continue
        for term in terms(condition):
            yield from _term(term, condition.fact, kind, bound)
        if condition.id in bound:
            yield f"'{condition.id}' is given twice", "every id within a rule is used once"
        bound[condition.id] = kind


def _term(term: Term, fact: str, kind: FactKind, bound: Mapping[str, FactKind]) -> Iterator[Problem]:
    spec = kind.fields.get(term.field)
    if spec is None:
        yield f"'{term.field}' is not a field of {fact}", _nearest(term.field, kind.fields)
    elif term.operator not in OPERATORS:
        yield f"'{term.operator}' is not an operator", f"one of {', '.join(OPERATORS)}"
    elif spec.type == "text":
        yield f"'{fact}.{term.field}' is for people", "rules compare choices, keys and days"
    elif isinstance(term.value, Reference):
        if term.operator != "eq":
            yield f"'{term.field}|{term.operator}' compares two facts", "facts are compared for equality only"
        yield from _bound(term.value, bound)
    elif (term.operator == "in") != isinstance(term.value, tuple):
        yield f"'{term.field}|{term.operator}' has the wrong kind of value", "a list goes with in, and only there"
    elif term.operator in _ORDERED and spec.type != "day":
        yield f"'{term.field}' has no order", "only days are compared by order"
    else:
        for value in term.value if isinstance(term.value, tuple) else (term.value,):
            yield from _value(value, f"{fact}.{term.field}", spec)


def _value(value: object, name: str, spec: FieldSpec) -> Iterator[Problem]:
    if spec.type == "choice" and value not in spec.values:
        yield f"'{value}' is not a value of {name}", f"one of {', '.join(spec.values)}"
    elif spec.type == "day" and not _is_day(value):
        yield f"'{value}' is not a day, as {name} is", "days are written YYYY-MM-DD"


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _bound(ref: Reference, bound: Mapping[str, FactKind]) -> Iterator[Problem]:
    if ref.alias not in bound:
        yield f"'{ref.alias}' is not bound by an earlier element", _nearest(ref.alias, bound)
    elif ref.field not in bound[ref.alias].fields:
        yield f"'{ref.field}' is not a field of '{ref.alias}'", _nearest(ref.field, bound[ref.alias].fields)


def _texts(text: str, bound: Mapping[str, FactKind]) -> Iterator[Problem]:
    for ref in placeholders(text):
        yield from _bound(ref, bound)


def _derivation(derive: Mapping[str, object], bound: Mapping[str, FactKind]) -> Iterator[Problem]:
    kind = VOCABULARY.get(str(derive.get("fact")))
    if kind is None or kind.maker != "rules":
        makers = [name for name, known in VOCABULARY.items() if known.maker == "rules"]
        yield f"'{derive.get('fact')}' is not a fact that rules make", f"one of {', '.join(makers)}"
        return
    given = {name: value for name, value in derive.items() if name != "fact"}
    for name in kind.fields.keys() - given.keys():
        yield f"the derived fact has no '{name}'", f"it needs {', '.join(kind.fields)}"
    for name, value in given.items():
        ref = reference(value)
        if name not in kind.fields:
            yield f"'{name}' is not a field of {derive['fact']}", _nearest(name, kind.fields)
        elif ref is not None:
            yield from _bound(ref, bound)
        else:
            yield from _value(value, f"{derive['fact']}.{name}", kind.fields[name])


def _nearest(name: str, known: Iterable[str]) -> str:
    options = list(known)
    close = get_close_matches(name, options, n=1)
    return f"did you mean '{close[0]}'?" if close else f"one of {', '.join(options) or 'none'}"


def faults_between(rules: Mapping[str, AnyRule], root: str) -> list[Fault]:
    """Every fault that only shows when the rules are seen together."""
    elements = {
        rule.provision: {element.id for element in rule.elements}
        for rule in rules.values()
        if isinstance(rule, Trigger | Relief)
    }
    faults = []
    for rule in rules.values():
        problems = [*_related(rule, rules), *_subject(rule, elements)]
        faults.extend(Fault(f"{root}/{rule.id}", None, None, problem, allowed) for problem, allowed in problems)
    return faults


def _related(rule: AnyRule, rules: Mapping[str, AnyRule]) -> Iterator[Problem]:
    for other in rule.related:
        if other.id not in rules:
            yield f"the related rule '{other.id}' does not exist", _nearest(other.id, rules)
    if isinstance(rule, Trigger) and rule.consequence and rule.consequence.menu not in rules:
        yield f"the menu '{rule.consequence.menu}' does not exist", _nearest(rule.consequence.menu, rules)


def _subject(rule: AnyRule, elements: Mapping[str, set[str]]) -> Iterator[Problem]:
    if isinstance(rule, ExceptionRule | Relief):
        provisions = rule.excepts if isinstance(rule, ExceptionRule) else rule.relieves
        for provision in provisions:
            if provision not in elements:
                yield f"'{provision}' is not a provision of the rule base", _nearest(provision, elements)
    elif isinstance(rule, Classifier) and rule.derive.get("fact") == "finding":
        provision, element = str(rule.derive.get("provision")), str(rule.derive.get("element"))
        if provision not in elements:
            yield f"'{provision}' is not a provision of the rule base", _nearest(provision, elements)
        elif element not in elements[provision]:
            yield f"'{element}' is not an element of {provision}", _nearest(element, elements[provision])
