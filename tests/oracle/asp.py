"""The rule base as an answer-set program, which clingo solves for many worlds at once.

A fact is an atom of its kind: the world, its name in it, and one argument for each field, in the order of the
vocabulary. A text is `"…"`, a number is `n(billions,rest)` since clingo's have 32 bits, and a field that is
not there is `absent`. A fact that rules make is called by its content. `fires(World, Rule, Premises, Made)`
holds for every match of a rule; `listed` gives the values that an `in` allows.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from tests.oracle.statements import Need, Ref, Statement, Term, Value, compared_fields

ABSENT = "absent"
_BILLION = 10**9
_ORDER = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
_OPPOSITE = {"lt": ">=", "lte": ">", "gt": "<=", "gte": "<"}


def program(statements: Sequence[Statement]) -> str:
    """The rules, and that what they make is a fact like any other."""
    read = {need.kind for statement in statements for need in statement.needs}
    made = {statement.makes for statement in statements}
    lists = (line for statement in statements for line in _lists(statement))
    return "\n".join((*lists, *map(_rule, statements), *map(_closure, sorted(read & made))))


def constant(value: Value | None) -> str:
    """A value as a term.

    >>> constant("s-400"), constant(736543), constant(-1), constant(None)
    ('"s-400"', 'n(0,736543)', 'n(-1,999999999)', 'absent')
    """
    if value is None:
        return ABSENT
    if isinstance(value, int):
        billions, rest = divmod(value, _BILLION)
        return f"n({billions},{rest})"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def content(kind: str, value: Callable[[str], str]) -> str:
    """The name of a fact that rules make: its kind and its fields."""
    return f"{kind}({','.join(value(field) for field in compared_fields(kind))})"


def _rule(statement: Statement) -> str:
    head = f"fires(W,{constant(statement.id)},{_premises(statement)},{_made(statement)})"
    return f"{head} :- {', '.join(_body(statement))}."


def _lists(statement: Statement) -> Iterator[str]:
    for need in statement.needs:
        for term in need.terms:
            if isinstance(term.value, tuple):
                for value in term.value:
                    yield f"{_listed(statement, need, term, constant(value))}."


def _listed(statement: Statement, need: Need, term: Term, value: str) -> str:
    place = f"{constant(statement.id)},{constant(need.alias)},{need.terms.index(term)}"
    return f"listed({place},{value})"


def _closure(kind: str) -> str:
    fields = "".join(f",F{number}" for number, _ in enumerate(compared_fields(kind)))
    name = content(kind, lambda field: f"F{compared_fields(kind).index(field)}")
    return f"{kind}(W,{name}{fields}) :- fires(W,_,_,{name})."


def decisive(statement: Statement, alias: str, number: int) -> Iterator[str]:
    """Rules for `silenced(Rule, Alias, Number)`: somewhere a match fails by that term and nothing else."""
    term = statement.need(alias).terms[number]
    head = f"silenced({constant(statement.id)},{constant(alias)},{number})"
    for failure in _fails(alias, term):
        yield f"{head} :- {', '.join((*_body(statement, term), failure))}."


def _body(statement: Statement, left_out: Term | None = None) -> Iterator[str]:
    """Atoms and tests; no two needs share a fact."""
    for need in statement.needs:
        yield _atom(need, statement)
    for need in statement.needs:
        for term in need.terms:
            if term is not left_out:
                yield _holds(statement, need, term)
    for one, other in combinations(statement.needs, 2):
        if one.kind == other.kind:
            yield f"{_name(one.alias)} != {_name(other.alias)}"


def _atom(need: Need, statement: Statement) -> str:
    mentioned = _mentioned(statement)
    fields = (
        _variable(need.alias, field) if (need.alias, field) in mentioned else "_"
        for field in compared_fields(need.kind)
    )
    return f"{need.kind}({','.join(('W', _name(need.alias), *fields))})"


def _mentioned(statement: Statement) -> set[tuple[str, str]]:
    own = {(need.alias, term.field) for need in statement.needs for term in need.terms}
    values = [term.value for need in statement.needs for term in need.terms]
    references = [value for value in (*values, *statement.fields.values()) if isinstance(value, Ref)]
    return own | {(reference.alias, reference.field) for reference in references}


def _holds(statement: Statement, need: Need, term: Term) -> str:
    variable, value = _variable(need.alias, term.field), term.value
    if isinstance(value, Ref):
        return f"{variable} = {_variable(value.alias, value.field)}, {variable} != {ABSENT}"
    if isinstance(value, tuple):
        return _listed(statement, need, term, variable)
    if term.operator in _ORDER:
        return _ordered(variable, _ORDER[term.operator], value)
    if term.operator == "ne":
        return f"{variable} != {constant(value)}, {variable} != {ABSENT}"
    return f"{variable} = {constant(value)}"


def _fails(alias: str, term: Term) -> Iterator[str]:
    """Ways in which a term does not hold; together they need not be all."""
    variable, value = _variable(alias, term.field), term.value
    if isinstance(value, Ref):
        yield f"{variable} != {_variable(value.alias, value.field)}"
    elif isinstance(value, tuple):
        yield ", ".join(f"{variable} != {constant(each)}" for each in value)
    elif term.operator in _ORDER:
        yield _ordered(variable, _OPPOSITE[term.operator], value)
    else:
        yield f"{variable} {'=' if term.operator == 'ne' else '!='} {constant(value)}"


def _ordered(variable: str, sign: str, bound: Value) -> str:
    billions, rest = divmod(int(bound), _BILLION)
    high, low = f"{variable}_h", f"{variable}_l"
    return f"{variable} = n({high},{low}), ({high},{low}) {sign} ({billions},{rest})"


def _premises(statement: Statement) -> str:
    return f"({','.join(_name(need.alias) for need in statement.needs)},)"


def _made(statement: Statement) -> str:
    def value(field: str) -> str:
        said = statement.fields.get(field)
        return _variable(said.alias, said.field) if isinstance(said, Ref) else constant(said)

    return content(statement.makes, value)


def _name(alias: str) -> str:
    return f"N_{alias}"


def _variable(alias: str, field: str) -> str:
    return f"V_{alias}_{field}"
