"""What is wrong and what is allowed, in words for people, for each kind of error that pydantic reports."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from caatsa.documents.document import Path
from caatsa.documents.keys import keys_at

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# In this order, since booleans are numbers to Python.
_DESCRIBED: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (bool, lambda value: str(value).lower()),
    (str, lambda value: f"'{_short(value)}'"),
    ((int, float), lambda value: f"the number {_short(str(value))}"),
    (date, lambda value: f"the date {value.isoformat()}"),
    (dict, lambda _: "a mapping"),
    ((list, tuple), lambda _: "a list"),
)
# What a value should have been, by the type of the error that says it is not.
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "date_type": "a date",
    "tuple_type": "a list",
    "list_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dataclass_type": "a mapping",
    "none_required": "null",
    "finite_number": "a finite number",
}
_BOUNDS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}
# A custom message that starts so is a predicate of the value; any other is a sentence of its own.
_PREDICATES = ("is ", "has ", "holds ", "does ", "names ", "needs ")

# Below this difference in likeness a suggestion would be a guess between two.
_CLEAR_LEAD = 0.02

Words = tuple[str, str]


def worded(group: Sequence[ErrorDetails], path: Path, model: type[BaseModel]) -> Words:
    """The problem and what is allowed, for the errors that say the same of the value at the path."""
    detail = group[0]
    name = label(path)
    if len(group) > 1:
        return _none_of(name, group)
    if detail["type"] == "missing":
        return f"the key '{path[-1]}' is missing", _required(path, model)
    if detail["type"] == "extra_forbidden":
        return _unknown_key(str(path[-1]), keys_at(model, path[:-1]))
    if detail["type"] in _WANTED:
        return _not_wanted(name, detail["type"], detail["input"], keys_at(model, path))
    return _TABLE.get(detail["type"], _otherwise)(name, detail)


def label(path: Path) -> str:
    """The shortest name by which people know the value: its key, with the index where it is in a list.

    >>> label(("events", 3, "acts", 0))
    'acts[0]'
    """
    if not path:
        return "the document"
    number = next((n for n, step in enumerate(reversed(path)) if isinstance(step, str)), len(path))
    named = path[len(path) - number - 1 :] if number < len(path) else path
    return "".join(f"[{step}]" if isinstance(step, int) else str(step) for step in named)


def described(value: Any) -> str:
    """The value as it would be said in a sentence."""
    if value is None:
        return "null"
    for kinds, say in _DESCRIBED:
        if isinstance(value, kinds):
            return say(value)
    return f"a {type(value).__name__}"


def either(options: Iterable[str]) -> str:
    """The options as one enumeration: "a, b or c"."""
    *others, last = options
    return f"{', '.join(others)} or {last}" if others else last


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant; `None` if none is near, or two are about equally near."""
    folded = word.casefold()
    near = difflib.get_close_matches(folded, sorted(known), n=2, cutoff=0.6)
    likeness = [difflib.SequenceMatcher(None, candidate, folded).ratio() for candidate in near]
    if not near or (len(near) > 1 and likeness[0] - likeness[1] < _CLEAR_LEAD):
        return None
    return near[0]


def _unknown_key(key: str, known: Sequence[str]) -> Words:
    meant = nearest(key, known)
    hint = f"did you mean '{meant}'?" if meant else f"keys are {', '.join(known)}" if known else "no key"
    return f"the key '{_short(key)}' is not known here", hint


def _required(path: Path, model: type[BaseModel]) -> str:
    required = keys_at(model, path[:-1], required_only=True)
    return f"required are {', '.join(required)}" if len(required) > 1 else "it is required"


def _not_wanted(name: str, kind: str, value: Any, keys: Sequence[str]) -> Words:
    wanted = _WANTED[kind]
    hint = f"{wanted} is required"
    if wanted == "text" and isinstance(value, int | float | date):
        hint = "write it in quotes if it is text"
    elif wanted == "a mapping" and keys:
        hint = f"keys are {', '.join(keys)}"
    elif wanted == "a list" and not isinstance(value, dict):
        hint = "leave the key out, or write [ ], where there is none" if value is None else hint
    return f"{name} is {described(value)}, not {wanted}", hint


def _literal(name: str, detail: ErrorDetails) -> Words:
    value = detail["input"]
    allowed = _options(detail)
    meant = nearest(value, allowed) if isinstance(value, str) else None
    hint = f"did you mean '{meant}'? " if meant else ""
    return f"{name} is {described(value)}", f"{hint}allowed: {either(allowed)}"


def _options(detail: ErrorDetails) -> list[str]:
    return [word.strip("'") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")]


def _custom(name: str, detail: ErrorDetails) -> Words:
    said = str(detail["ctx"]["error"]) if "error" in detail.get("ctx", {}) else detail["msg"]
    problem, _, allowed = said.partition("; ")
    return f"{name} {problem}" if problem.startswith(_PREDICATES) else f"{name}: {problem}", allowed


def _too_short(name: str, detail: ErrorDetails) -> Words:
    if not detail["input"]:
        return f"{name} is empty", f"at least {detail['ctx']['min_length']} required"
    return f"{name} has too few entries", f"at least {detail['ctx']['min_length']} required"


def _too_long(name: str, detail: ErrorDetails) -> Words:
    return f"{name} has {len(detail['input']):,} characters", f"at most {detail['ctx']['max_length']:,}"


def _out_of_bounds(name: str, detail: ErrorDetails) -> Words:
    key, word = _BOUNDS[detail["type"]]
    return f"{name} is {described(detail['input'])}", f"{word} {detail['ctx'][key]:g}"


def _pattern(name: str, detail: ErrorDetails) -> Words:
    return f"{name} is {described(detail['input'])}", f"the form is {detail['ctx']['pattern']}"


def _union_tag(name: str, detail: ErrorDetails) -> Words:
    context = detail["ctx"]
    key = context["discriminator"].strip("'")
    allowed = context.get("expected_tags", "").replace("'", "")
    if detail["type"] == "union_tag_not_found":
        return f"{name} does not say its {key}", f"the key '{key}' is required"
    return f"{key} is '{_short(str(context['tag']))}'", f"allowed: {either(allowed.split(', '))}"


def _key_not_text(name: str, detail: ErrorDetails) -> Words:
    return f"{name}: a key is {described(detail['input'])}", "keys are text"


def _otherwise(name: str, detail: ErrorDetails) -> Words:
    return f"{name}: {detail['msg'].replace('Input should', 'it should')}", ""


def _none_of(name: str, group: Sequence[ErrorDetails]) -> Words:
    """The words where a value is none of several forms."""
    value = group[0]["input"]
    wanted: list[str] = []
    for detail in group:
        if detail["type"] == "literal_error":
            wanted.extend(_options(detail))
        elif detail["type"] in _WANTED:
            wanted.append(_WANTED[detail["type"]])
        else:
            problem, allowed = _TABLE.get(detail["type"], _otherwise)(name, detail)
            wanted.append(allowed or problem)
    return f"{name} is {described(value)}", f"{either(dict.fromkeys(wanted))} is required"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


_TABLE: dict[str, Callable[[str, ErrorDetails], Words]] = {
    "literal_error": _literal,
    "enum": _literal,
    "value_error": _custom,
    "assertion_error": _custom,
    "too_short": _too_short,
    "string_too_short": _too_short,
    "string_too_long": _too_long,
    "string_pattern_mismatch": _pattern,
    "union_tag_invalid": _union_tag,
    "union_tag_not_found": _union_tag,
    "invalid_key": _key_not_text,
    **dict.fromkeys(_BOUNDS, _out_of_bounds),
}
