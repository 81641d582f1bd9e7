"""`caatsa events`: what was read of the inputs, before any rule is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from caatsa.cli import options, streams

if TYPE_CHECKING:
    from caatsa.intake.formats import Format


@click.command(short_help="Show what was read of the events.")
@options.inputs
@options.output("text", "json")
@options.rules
@click.option(
    "--convert-to",
    metavar="CODE",
    help="Also show values in that currency, at the rate of the day of the deal; needs caatsa[currency].",
)
def events(
    *,
    inputs: tuple[str, ...],
    input_format: Format | None,
    output_format: str,
    output: str | None,
    rules_folder: str | None,
    convert_to: str | None,
) -> None:
    """Show what was read of the events: what was understood and how, and what was kept as reported.

    INPUT is a file, or - for standard input; several are one document.
    """
    from caatsa.assessment.assess import understood_events
    from caatsa.intake.readers import read_documents
    from caatsa.report.canonical import canonical
    from caatsa.report.events import events_text
    from caatsa.report.reading import reading

    base = options.rulebase(rules_folder)
    read = read_documents(inputs, input_format, base.registers.countries)
    understood, _ = understood_events(read, base)
    result = reading(understood, read, convert_to.upper() if convert_to else None)
    streams.write(canonical(result) if output_format == "json" else events_text(result), output)
