"""What a rule file may not say although its form is right: unknown words, unbound names, impossible tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from caatsa.documents.document import Path
from caatsa.domain.vocabulary import ANY, VOCABULARY, FactKind, FieldSpec
from caatsa.rulebase.problems import Problem, nearest, unique, value_problems
from caatsa.rulebase.rules import AnyRule, Classifier, Condition, ExceptionRule, Relief, Trigger
from caatsa.rulebase.terms import OPERATORS, Reference, Term, placeholders, reference, terms

_ORDERED = frozenset({"lt", "lte", "gt", "gte"})


def problems_of(rule: AnyRule, expected_id: str) -> Iterator[Problem]:
    """Every problem of one rule taken by itself."""
    if rule.id != expected_id:
        allowed = f"'{expected_id}' is the id of this file"
        yield Problem(("id",), f"the id '{rule.id}' does not equal its path", allowed)
    if rule.effective_from and rule.effective_to and rule.effective_to <= rule.effective_from:
        allowed = "leave it null while the provision is in force"
        yield Problem(("effective_to",), "effective_to is not after effective_from", allowed)
    yield from _authority(rule)
    if isinstance(rule, Classifier | ExceptionRule):
        bound: dict[str, FactKind] = {}
        yield from _conditions(rule.elements, ("elements",), bound)
        if all(condition.id in bound for condition in rule.elements):
            # What refers to a fact that nobody knows would only say so again.
            if isinstance(rule, Classifier):
                yield from _derivation(rule.derive, bound)
            yield from _texts(rule.because, bound)
    elif isinstance(rule, Trigger):
        for number, alternative in enumerate(rule.touched_by):
            yield from _conditions(alternative, ("touched_by", number), {})
    if isinstance(rule, Trigger | Relief):
        yield from unique([element.id for element in rule.elements], ("elements",), "id")
    if isinstance(rule, Relief):
        yield from _alternatives(rule)


def _alternatives(rule: Relief) -> Iterator[Problem]:
    """What names no element of the relief, and alternatives that stand in two groups."""
    known = [element.id for element in rule.elements]
    if rule.waits and rule.waits.condition not in known:
        problem = f"'{rule.waits.condition}' is not an element of the relief"
        yield Problem(("waits", "condition"), problem, nearest(rule.waits.condition, known))
    seen: set[str] = set()
    for number, group in enumerate(rule.one_of):
        for place, name in enumerate(group):
            at: Path = ("one_of", number, place)
            if name not in known:
                yield Problem(at, f"'{name}' is not an element of the relief", nearest(name, known))
            elif name in seen:
                yield Problem(at, f"'{name}' is given twice", "an element is in one group at most")
            seen.add(name)


def _authority(rule: AnyRule) -> Iterator[Problem]:
    if rule.origin == "statute" and rule.authority.section is None:
        allowed = "give authority.section and authority.paragraph"
        yield Problem(("authority",), "a rule of origin statute cites no section", allowed)
    if rule.origin == "guidance" and rule.authority.guidance is None:
        allowed = "give authority.guidance, the id of a note under guidance/"
        yield Problem(("authority",), "a rule of origin guidance cites no guidance", allowed)
    if rule.authority.paragraph is not None and rule.authority.section is None:
        allowed = "give authority.section too"
        yield Problem(("authority", "paragraph"), "a paragraph of no section is cited", allowed)


def _conditions(conditions: Sequence[Condition], path: Path, bound: dict[str, FactKind]) -> Iterator[Problem]:
    for number, condition in enumerate(conditions):
        at: Path = (*path, number)
        kind = VOCABULARY.get(condition.fact)
        if kind is None:
            problem = f"'{condition.fact}' is not a kind of fact"
            yield Problem((*at, "fact"), problem, nearest(condition.fact, VOCABULARY))
            continue
        for key, term in zip(condition.where, terms(condition), strict=True):
            yield from _term(term, (*at, "where", key), (condition.fact, kind), bound)
        bound[condition.id] = kind
    yield from unique([condition.id for condition in conditions], path, "id")


def _term(
    term: Term, at: Path, fact: tuple[str, FactKind], bound: Mapping[str, FactKind]
) -> Iterator[Problem]:
    name, kind = fact
    spec = kind.fields.get(term.field)
    if spec is None:
        allowed = nearest(term.field, kind.fields)
        yield Problem(at, f"'{term.field}' is not a field of {name}", allowed, at_key=True)
    elif term.operator not in OPERATORS:
        allowed = f"one of {', '.join(OPERATORS)}"
        yield Problem(at, f"'{term.operator}' is not an operator", allowed, at_key=True)
    elif spec.type == "text":
        allowed = "rules compare choices, keys, days and dollars"
        yield Problem(at, f"'{name}.{term.field}' is for people", allowed, at_key=True)
    elif isinstance(term.value, Reference):
        if term.operator != "eq":
            allowed = "facts are compared for equality only"
            yield Problem(at, f"'{term.field}|{term.operator}' compares two facts", allowed, at_key=True)
        yield from _bound(term.value, at, bound)
    else:
        yield from _constants(term, at, f"{name}.{term.field}", spec)


def _constants(term: Term, at: Path, name: str, spec: FieldSpec) -> Iterator[Problem]:
    several = isinstance(term.value, tuple)
    if (term.operator == "in") != several:
        allowed = "a list goes with in, and only there"
        yield Problem(at, f"'{term.field}|{term.operator}' has the wrong kind of value", allowed)
    elif term.operator in _ORDERED and spec.type not in ("day", "dollars"):
        allowed = "only days and dollars are compared by order"
        yield Problem(at, f"'{term.field}' has no order", allowed, at_key=True)
    elif isinstance(term.value, tuple):
        if not term.value:
            yield Problem(at, f"'{term.field}|in' names no value", "at least one")
        for number, value in enumerate(term.value):
            if reference(value):
                yield Problem((*at, number), f"'{value}' in a list", "a reference stands alone")
            else:
                yield from value_problems(value, (*at, number), name, spec)
    else:
        yield from value_problems(term.value, at, name, spec)


def _bound(ref: Reference, at: Path, bound: Mapping[str, FactKind]) -> Iterator[Problem]:
    if ref.alias not in bound:
        problem = f"'{ref.alias}' is not bound by an earlier element"
        yield Problem(at, problem, nearest(ref.alias, bound) if bound else "there is no earlier one")
    elif ref.field not in bound[ref.alias].fields:
        problem = f"'{ref.field}' is not a field of '{ref.alias}'"
        yield Problem(at, problem, nearest(ref.field, bound[ref.alias].fields))


def _texts(text: str, bound: Mapping[str, FactKind]) -> Iterator[Problem]:
    for ref in placeholders(text):
        yield from _bound(ref, ("because",), bound)


def _derivation(derive: Mapping[str, object], bound: Mapping[str, FactKind]) -> Iterator[Problem]:
    made = str(derive.get("fact"))
    kind = VOCABULARY.get(made)
    if kind is None or kind.maker != "rules":
        makers = [name for name, known in VOCABULARY.items() if known.maker == "rules"]
        yield Problem(
            ("derive", "fact"), f"'{made}' is not a fact that rules make", f"one of {', '.join(makers)}"
        )
        return
    given = {name: value for name, value in derive.items() if name != "fact"}
    for name, spec in kind.fields.items():
        # What is for people is filled in from the reason of the firing.
        if name not in given and spec.type != "text":
            allowed = f"it needs {', '.join(kind.fields)}"
            yield Problem(("derive",), f"the derived fact has no '{name}'", allowed)
    for name, value in given.items():
        at: Path = ("derive", name)
        ref = reference(value)
        if name not in kind.fields:
            problem = f"'{name}' is not a field of {made}"
            yield Problem(at, problem, nearest(name, kind.fields), at_key=True)
        elif ref is not None:
            yield from _bound(ref, at, bound)
            yield from _copied(ref, at, (f"{made}.{name}", kind.fields[name]), bound)
        else:
            yield from value_problems(value, at, f"{made}.{name}", kind.fields[name])


def _copied(
    ref: Reference, at: Path, to: tuple[str, FieldSpec], bound: Mapping[str, FactKind]
) -> Iterator[Problem]:
    """A field with a closed set of values takes none that is not in the set."""
    name, spec = to
    source = bound[ref.alias].fields.get(ref.field) if ref.alias in bound else None
    if source is None or spec.type != "choice":
        return
    if source.type != "choice" or not set(source.values) <= set(spec.values):
        problem = f"'${ref.alias}.{ref.field}' may be what {name} cannot be"
        yield Problem(at, problem, f"one of {', '.join(spec.values)}")


def problems_between(rules: Mapping[str, AnyRule]) -> Iterator[tuple[str, Problem]]:
    """Every problem that only shows when the rules are seen together, with the id of its rule."""
    elements = {
        rule.provision: {element.id for element in rule.elements}
        for rule in rules.values()
        if isinstance(rule, Trigger | Relief)
    }
    coded: dict[str, str] = {}
    for rule in rules.values():
        for found in (*_related(rule, rules), *_subject(rule, elements)):
            yield rule.id, found
        if isinstance(rule, Trigger | Relief):
            first = coded.setdefault(rule.provision, rule.id)
            if first != rule.id:
                problem = f"'{rule.provision}' is coded by {first} already"
                yield rule.id, Problem(("provision",), problem, "one rule for each provision")


def _related(rule: AnyRule, rules: Mapping[str, AnyRule]) -> Iterator[Problem]:
    for number, other in enumerate(rule.related):
        if other.id not in rules:
            problem = f"the related rule '{other.id}' does not exist"
            yield Problem(("related", number, "id"), problem, nearest(other.id, rules))
    if isinstance(rule, Trigger) and rule.consequence and rule.consequence.menu not in rules:
        problem = f"the menu '{rule.consequence.menu}' does not exist"
        yield Problem(("consequence", "menu"), problem, nearest(rule.consequence.menu, rules))


def _subject(rule: AnyRule, elements: Mapping[str, set[str]]) -> Iterator[Problem]:
    if isinstance(rule, ExceptionRule):
        yield from _provisions(rule.excepts, "excepts", elements)
    elif isinstance(rule, Relief):
        yield from _provisions(rule.relieves, "relieves", elements)
    elif isinstance(rule, Classifier) and rule.derive.get("fact") == "finding":
        provision, element = str(rule.derive.get("provision")), str(rule.derive.get("element"))
        if provision == ANY:
            every = set().union(*elements.values())
            if element not in every:
                problem = f"'{element}' is not an element of any provision"
                yield Problem(("derive", "element"), problem, nearest(element, every))
        elif provision not in elements:
            yield _unknown_provision(provision, ("derive", "provision"), elements)
        elif element not in elements[provision]:
            problem = f"'{element}' is not an element of {provision}"
            yield Problem(("derive", "element"), problem, nearest(element, elements[provision]))


def _provisions(named: Iterable[str], key: str, known: Mapping[str, object]) -> Iterator[Problem]:
    for number, provision in enumerate(named):
        if provision not in known:
            yield _unknown_provision(provision, (key, number), known)


def _unknown_provision(provision: str, at: Path, known: Mapping[str, object]) -> Problem:
    return Problem(at, f"'{provision}' is not a provision of the rule base", nearest(provision, known))
