"""Names that a user may have meant."""

from __future__ import annotations

from collections.abc import Iterable

import click

_MOST_NAMED = 20


def nearest(given: str, known: Iterable[str]) -> str:
    """What to write instead: the nearest known name, or all of them as long as they are few."""
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(given, names, n=1, cutoff=0.5)
    if near:
        return f"did you mean '{near[0]}'?"
    more = ", ..." if len(names) > _MOST_NAMED else ""
    return f"one of {', '.join(names[:_MOST_NAMED]) or 'none'}{more}"


def check_known(option: str, given: str, known: Iterable[str], what: str) -> None:
    """Raise a usage error unless the name is known."""
    names = list(known)
    if given not in names:
        problem = f"{option}: '{given}' is not {what}; {nearest(given, names)}"
        raise click.UsageError(problem, click.get_current_context())
