"""clingo, asked for the one answer set of a program without choices."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import clingo


def solved(text: str) -> Mapping[str, list[list[clingo.Symbol]]]:
    """The arguments of what the answer set shows, by predicate; an empty list for what it does not show."""
    control = clingo.Control(["--models=2", "--warn=none"])
    control.add("base", [], text)
    control.ground([("base", [])])
    answers: list[Sequence[clingo.Symbol]] = []
    control.solve(on_model=lambda model: answers.append(model.symbols(shown=True)))
    (answer,) = answers
    shown: defaultdict[str, list[list[clingo.Symbol]]] = defaultdict(list)
    for symbol in answer:
        shown[symbol.name].append(symbol.arguments)
    return shown
