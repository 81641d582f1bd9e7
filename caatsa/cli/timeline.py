"""`caatsa timeline`: exposure over time, each step with the act, the listing or the law that brought it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from caatsa.cli import options, streams

if TYPE_CHECKING:
    from caatsa.intake.formats import Format


@click.command(short_help="Show exposure over time.")
@options.inputs
@options.as_of
@options.known_by
@options.output("text", "json")
@options.rules
def timeline(  # noqa: PLR0913 - the options of the contract
    *,
    inputs: tuple[str, ...],
    input_format: Format | None,
    as_of: date,
    known_by: date | None,
    output_format: str,
    output: str | None,
    rules_folder: str | None,
) -> None:
    """Show for each country how exposure and enforcement went, up to the as-of day.

    Every step names what began or ended on that day, and the rows that it moved with the reasons.
    """
    from caatsa.assessment.assess import Options
    from caatsa.assessment.timeline import MOST_EVENTS
    from caatsa.assessment.timeline import timeline as over_time
    from caatsa.intake.readers import read_documents

    base = options.rulebase(rules_folder)
    read = read_documents(inputs, input_format, base.registers.countries)
    if len(read.document.events) > MOST_EVENTS:
        problem = (
            f"the input has {len(read.document.events)} events; a timeline is made of up to {MOST_EVENTS}"
        )
        raise click.UsageError(problem, click.get_current_context())
    found = over_time(read, base, Options(as_of, known_by))
    if output_format == "json":
        from caatsa.report.canonical import canonical
        from caatsa.report.timeline_view import timeline_data

        streams.write(canonical(timeline_data(found, as_of)), output)
        return
    from caatsa.report.timeline_view import timeline_text

    streams.write(timeline_text(found, as_of), output)
