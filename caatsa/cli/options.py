"""What several subcommands share: the inputs, days as options, and the rule base with its cache."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from caatsa.cli import streams
from caatsa.cli.suggestions import check_known

if TYPE_CHECKING:
    from caatsa.intake.columnar.mapping import ColumnMapping
    from caatsa.rulebase.rulebase import RuleBase

CommandT = TypeVar("CommandT", bound=Callable[..., Any])
INPUT_FORMATS: Final = ("yaml", "json", "jsonl", "csv", "parquet", "sipri")
CACHE_VARIABLE: Final = "CAATSA_CACHE_DIR"
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Day(click.ParamType[date]):
    """A day of the calendar as YYYY-MM-DD, and in no other form."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error says which form is allowed."""
        if isinstance(value, date):
            return value
        # `fromisoformat` alone would also take 20211207 and 2021-W49-2.
        with suppress(ValueError):
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        return self.fail(f"'{value}' is not a day; a day is YYYY-MM-DD", param, ctx)


def inputs(command: CommandT) -> CommandT:
    """The arguments INPUT... and the option that says in which format they are."""
    chosen = click.option(
        "--input-format",
        type=click.Choice(INPUT_FORMATS),
        help="Format of the inputs; recognised from suffix and content unless given.",
    )
    return click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)(chosen(command))


def mapping(command: CommandT) -> CommandT:
    """The file that says what the columns of a table that is not ours are."""
    text = "Read CSV, JSONL and Parquet by this mapping of columns (docs/mapping.md)."
    return click.option("--mapping", "mapping_file", metavar="FILE", help=text)(command)


def mapped(mapping_file: str | None) -> ColumnMapping | None:
    """The mapping in the file, if one is given."""
    if mapping_file is None:
        return None
    from caatsa.intake.columnar.mapping import read_mapping

    return read_mapping(mapping_file)


def as_of(command: CommandT) -> CommandT:
    """The day as of which something is assessed; the clock is read here and nowhere below."""
    option = click.option(
        "--as-of",
        type=Day(),
        metavar="DATE",
        default=date.today,
        show_default="today",
        help="Assess as of that day: what came after it does not exist.",
    )
    return option(command)


def today() -> date:
    """The day of the clock."""
    return date.today()  # noqa: DTZ011 - the day where the user is


def now() -> str:
    """The moment of the clock in UTC, to the second, as ISO text."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def known_by(command: CommandT) -> CommandT:
    """The day after which nothing that was first published then is known."""
    text = "Also hide what was first published after that day."
    return click.option("--known-by", type=Day(), metavar="DATE", help=text)(command)


def readings(command: CommandT) -> CommandT:
    """Contested terms of the law, each read in one of the ways that the rule base knows."""
    option = click.option(
        "--reading",
        "readings",
        multiple=True,
        metavar="NAME=VALUE",
        help="Read a contested term of the law so; `caatsa rules readings` lists them.",
    )
    return option(command)


def rules(command: CommandT) -> CommandT:
    """The folder of a rule base other than the shipped one."""
    text = "Folder of the rule base, instead of the shipped one."
    return click.option("--rules", "rules_folder", metavar="DIR", help=text)(command)


def output(*formats: str) -> Callable[[CommandT], CommandT]:
    """How the result is written, and where."""

    def decorate(command: CommandT) -> CommandT:
        chosen = click.option(
            "--format",
            "output_format",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            help="How the result is written.",
        )
        where = click.option(
            "--output",
            metavar="FILE",
            help="Write to a file, whole or not at all, instead of standard output.",
        )
        return chosen(where(command))

    return decorate


def rulebase(folder: str | None) -> RuleBase:
    """The rule base in that folder, or the shipped one; what was parsed once is read back from a cache."""
    from caatsa.rulebase.rulebase import load_rulebase

    return load_rulebase(folder, cache=cache_folder())


def notice_unread(number: int) -> None:
    """One line where that many rows of a foreign format could not be read."""
    if number:
        rows = "1 row" if number == 1 else f"{number} rows"
        streams.say(f"caatsa: {rows} could not be read; see the issues of the input")


def chosen_readings(readings: Iterable[str], base: RuleBase) -> dict[str, str]:
    """The readings by their names, each given once and known to the rule base."""
    chosen: dict[str, str] = {}
    switches = base.readings.switches
    for text in readings:
        name, equals, value = text.partition("=")
        problem = ""
        if not (name and equals and value):
            problem = f"'{text}' is not NAME=VALUE, such as linked=listed_only"
        elif chosen.setdefault(name, value) != value:
            problem = f"'{name}' is given twice, as {chosen[name]} and as {value}"
        if problem:
            raise click.UsageError(f"--reading: {problem}", click.get_current_context())
        check_known("--reading", name, switches, "a reading")
        check_known("--reading", value, switches[name].values, f"a value of {name}")
    return chosen


def cache_folder() -> Path | None:
    """Where parsed rule files are kept; `None` if CAATSA_CACHE_DIR is set and empty, or there is no home."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    try:
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "caatsa"
        given = os.environ.get("XDG_CACHE_HOME", "")
        # The specification has relative paths ignored.
        return (Path(given) if given.startswith("/") else Path.home() / ".cache") / "caatsa"
    except RuntimeError:
        return None
