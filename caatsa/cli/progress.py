"""A bar on standard error for work that takes long: how much is done, how fast, how long it will take."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

Item = TypeVar("Item")
LONG: Final = 500
"""Events for which nobody waits."""


def progress(items: Iterable[Item], total: int, *, quiet: bool) -> Iterator[Item]:
    """The items one after another; with a bar where there are many and somebody looks at a terminal."""
    if quiet or total < LONG or sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    # Imported where it is shown: the library is large.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    shown = (TextColumn("caatsa: events"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, rate="")
        for item in items:
            yield item
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, rate=f"{speed:,.0f}/s" if speed else "")
