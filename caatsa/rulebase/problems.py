"""What is wrong with a rule, by keys and indexes until the file itself is asked for lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple, TypeVar

from caatsa.documents.document import Path, Positioned, in_reading_order
from caatsa.documents.strict_yaml import load_yaml
from caatsa.domain.errors import Fault, FaultyError
from caatsa.domain.vocabulary import FieldSpec
from caatsa.rulebase.tree import Tree

T = TypeVar("T")
_MOST_NAMED = 30


class Problem(NamedTuple):
    """One thing wrong at the value at `path`, or at its key, and what is allowed there."""

    path: Path
    problem: str
    allowed: str = ""
    at_key: bool = False


def faults_in(tree: Tree, path: str, problems: Iterable[Problem]) -> list[Fault]:
    """The problems of one file at their lines; only a file with problems is read again for its lines."""
    found = tuple(problems)
    if not found:
        return []
    document = load_yaml(tree.contents[path], str(tree.root / path))
    return sorted((located(problem, document) for problem in found), key=in_reading_order)


def located(problem: Problem, document: Positioned) -> Fault:
    """The problem at its line."""
    find = document.key_position if problem.at_key else document.position
    return find(problem.path).fault(problem.problem, problem.allowed)


def attempt(faults: list[Fault], make: Callable[[], T]) -> T | None:
    """What `make` gives; if it finds faults, they join the others and there is nothing."""
    try:
        return make()
    except FaultyError as error:
        faults.extend(error.faults)
        return None


def nearest(name: str, known: Iterable[str]) -> str:
    """What was probably meant, otherwise what is allowed, as long as that is no catalogue."""
    options = list(known)
    close = get_close_matches(name, options, n=1)
    if close:
        return f"did you mean '{close[0]}'?"
    if len(options) > _MOST_NAMED:
        return f"none of the {len(options)} known ones is like it"
    return f"one of {', '.join(options) or 'none'}"


def unique(names: Sequence[str], path: Path, *keys: str) -> Iterator[Problem]:
    """A problem for each name that an earlier part of the list has; `keys` lead to the name in a part."""
    for number, name in enumerate(names):
        if name in names[:number]:
            allowed = "every id within a rule is used once"
            yield Problem((*path, number, *keys), f"'{name}' is given twice", allowed)


def value_problems(value: object, at: Path, name: str, spec: FieldSpec) -> Iterator[Problem]:
    """What is wrong with a constant for the field called `name`."""
    if spec.type == "choice" and value not in spec.values:
        yield Problem(at, f"'{value}' is not a value of {name}", _choice(str(value), spec.values))
    elif spec.type == "day" and not _is_day(value):
        yield Problem(at, f"'{value}' is not a day, as {name} is", "days are written YYYY-MM-DD")
    elif spec.type == "dollars" and (type(value) is not int or value < 0):
        yield Problem(
            at, f"'{value}' is no sum of money, as {name} is", "whole United States dollars: 1000000"
        )
    elif spec.type in ("key", "text") and not isinstance(value, str):
        yield Problem(at, f"'{value}' is not text, as {name} is", "put it in quotes")


def _choice(value: str, values: Sequence[str]) -> str:
    close = get_close_matches(value, values, n=1)
    meant = f"did you mean '{close[0]}'? " if close else ""
    return f"{meant}one of {', '.join(values)}"


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
