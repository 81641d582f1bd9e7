"""`caatsa diff`: two receipts, inputs, days or rule bases, and what changed because of what."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from caatsa.cli import options, streams

if TYPE_CHECKING:
    from caatsa.domain.history import Comparison
    from caatsa.domain.published import Assessment
    from caatsa.domain.verdict import Assessed
    from caatsa.rulebase.rulebase import RuleBase

DIFFERS = 1
_ALLOWED = "two files, or inputs with two --as-of or two --rules"


@click.command(short_help="Show what changed, and because of what.")
@click.argument("inputs", metavar="A B | INPUT...", nargs=-1, required=True)
@click.option(
    "--as-of",
    "days",
    type=options.Day(),
    metavar="DATE",
    multiple=True,
    help="Assess inputs as of that day; given twice, the same inputs are compared on both days.",
)
@options.known_by
@click.option(
    "--rules",
    "folders",
    metavar="DIR",
    multiple=True,
    help="Folder of the rule base; given twice, the same inputs are compared under both.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if a row differs.")
@options.output("text", "json", "html")
def diff(  # noqa: PLR0913 - the options of the contract
    *,
    inputs: tuple[str, ...],
    days: tuple[date, ...],
    known_by: date | None,
    folders: tuple[str, ...],
    exit_code: bool,
    output_format: str,
    output: str | None,
) -> int:
    """Compare two assessments: rows whose exposure, enforcement or elements differ, grouped by cause.

    A and B are receipts, outputs of `caatsa assess --format json`, or inputs that are assessed first, as of
    --as-of or, beside a saved one, as of its day. Exit status: 0 compared; 1 a row differs and --exit-code
    was given; 2 usage or input error.
    """
    if len(days) > 2 or len(folders) > 2 or (len(days) == 2 and len(folders) == 2):
        raise click.UsageError(f"what is compared is {_ALLOWED}", click.get_current_context())
    compared = _compared(inputs, days, known_by, folders)
    streams.write(_shown(compared, output_format), output)
    return DIFFERS if exit_code and compared.rows else 0


def _shown(compared: Comparison, form: str) -> str:
    if form == "html":
        from caatsa.report.page.comparison import comparison_html

        return comparison_html(compared)
    from caatsa.report.comparison_view import comparison_data, comparison_text

    if form == "json":
        from caatsa.report.canonical import canonical

        return canonical(comparison_data(compared))
    return comparison_text(compared)


def _compared(
    inputs: tuple[str, ...], days: tuple[date, ...], known_by: date | None, folders: tuple[str, ...]
) -> Comparison:
    from caatsa.assessment.difference import compare

    bases = [options.rulebase(folder) for folder in folders] or [options.rulebase(None)]
    if len(days) == 2 or len(bases) == 2:
        on = days or (options.today(),)
        return compare(
            _assessed(inputs, on[0], known_by, bases[0]), _assessed(inputs, on[-1], known_by, bases[-1])
        )
    if len(inputs) != 2:
        problem = f"what is compared is {_ALLOWED}, not {len(inputs)} file{'s' * (len(inputs) != 1)}"
        raise click.UsageError(problem, click.get_current_context())
    saved = [_saved(name) for name in inputs]
    of_saved = (one.as_of for one in saved if one is not None)
    day = days[0] if days else next(of_saved, None) or options.today()
    before, after = (
        one or _assessed((name,), day, known_by, bases[0]) for name, one in zip(inputs, saved, strict=True)
    )
    return compare(before, after)


def _saved(name: str) -> Assessment | None:
    """The saved assessment in a file; `None` where the file holds something else, such as events."""
    from caatsa.assessment.receipt import is_saved, saved
    from caatsa.intake.inputs import fetch

    if name == "-":
        return None
    content = fetch(name).content
    return saved(content, name) if is_saved(content) else None


def _assessed(inputs: tuple[str, ...], day: date, known_by: date | None, base: RuleBase) -> Assessed:
    from caatsa.assessment.assess import Options, assess_input
    from caatsa.intake.readers import read_documents

    read = read_documents(inputs, None, base.registers.countries)
    return assess_input(read, base, Options(day, known_by, effort="none"))
