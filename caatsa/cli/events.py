"""`caatsa events`: what was read of the inputs, before any rule is run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from caatsa.cli import options, streams
from caatsa.domain.record import Record

if TYPE_CHECKING:
    from caatsa.intake.columnar.grid import Grid
    from caatsa.intake.formats import Format
    from caatsa.intake.readers import Foreign
    from caatsa.rulebase.rulebase import RuleBase


@click.command(short_help="Show what was read of the events.")
@options.inputs
@options.mapping
@options.output("text", "json")
@options.rules
@click.option(
    "--convert-to",
    metavar="CODE",
    help="Also show values in that currency, at the rate of the day of the deal; needs caatsa[currency].",
)
@click.option(
    "--head",
    type=click.IntRange(min=1, max=10_000),
    metavar="N",
    help="Only the first N rows of a table, each cell beside what was taken from it: a dry run of a mapping.",
)
def events(  # noqa: PLR0913 - the options of the contract
    *,
    inputs: tuple[str, ...],
    input_format: Format | None,
    mapping_file: str | None,
    head: int | None,
    output_format: str,
    output: str | None,
    rules_folder: str | None,
    convert_to: str | None,
) -> None:
    """Show what was read of the events: what was understood and how, and what was kept as reported.

    INPUT is a file, or - for standard input; several are one document.
    """
    from caatsa.intake.readers import Foreign, read_documents
    from caatsa.report.canonical import canonical

    base = options.rulebase(rules_folder)
    foreign = Foreign(mapping=options.mapped(mapping_file))
    currency = convert_to.upper() if convert_to else None
    if head is not None:
        tables = _first_rows(Asked(inputs, input_format, foreign, head, currency), base)
        from caatsa.report.first_rows import FORMAT, first_rows_text

        data = {"format": FORMAT, "tables": tables}
        streams.write(canonical(data) if output_format == "json" else first_rows_text(data), output)
        return
    from caatsa.assessment.assess import understood_events
    from caatsa.report.events import events_text
    from caatsa.report.reading import reading

    read = read_documents(inputs, input_format, base.registers.countries, foreign)
    understood, _ = understood_events(read, base)
    result = reading(understood, read, currency)
    streams.write(canonical(result) if output_format == "json" else events_text(result), output)
    options.notice_unread(len(read.unread))


class Asked(Record):
    """What a dry run is asked for: which inputs, how they are read, and how many rows."""

    inputs: tuple[str, ...]
    input_format: Format | None
    foreign: Foreign
    head: int
    currency: str | None


def _first_rows(asked: Asked, base: RuleBase) -> list[dict[str, Any]]:
    from caatsa.assessment.assess import understood_events
    from caatsa.intake.columnar.stream import Stream
    from caatsa.report.first_rows import first_rows
    from caatsa.report.reading import reading

    stream = Stream(asked.inputs, asked.input_format, base.registers.countries, asked.foreign, asked.head)

    def understood(grid: Grid) -> list[dict[str, Any]]:
        read = stream.document(grid, grid.said, "", ())
        found: list[dict[str, Any]] = reading(understood_events(read, base)[0], read, asked.currency)[
            "events"
        ]
        return found

    tables = [first_rows(begun, understood) for begun in stream.beginnings()]
    if not tables:
        problem = "--head: no input is a table; a table is CSV, Parquet, or JSONL with --mapping"
        raise click.UsageError(problem, click.get_current_context())
    return tables
