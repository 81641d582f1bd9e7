"""`caatsa timeline`: exposure over time, each step with the act, the listing or the law that brought it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from caatsa.cli import options, streams

if TYPE_CHECKING:
    from caatsa.assessment.timeline import History
    from caatsa.intake.formats import Format


@click.command(short_help="Show exposure over time.")
@options.inputs
@options.as_of
@options.known_by
@options.output("text", "json", "html")
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
    from caatsa.assessment.timeline import MOST_EVENTS, history
    from caatsa.intake.readers import read_documents

    base = options.rulebase(rules_folder)
    read = read_documents(inputs, input_format, base.registers.countries)
    if len(read.document.events) > MOST_EVENTS:
        problem = (
            f"the input has {len(read.document.events)} events; a timeline is made of up to {MOST_EVENTS}"
        )
        raise click.UsageError(problem, click.get_current_context())
    streams.write(_shown(history(read, base, Options(as_of, known_by)), output_format), output)


def _shown(found: History, form: str) -> str:
    if form == "html":
        from caatsa.report.page.over_time import timeline_html

        return timeline_html(found)
    from caatsa.report.timeline_view import timeline_data, timeline_text

    if form == "json":
        from caatsa.report.canonical import canonical

        return canonical(timeline_data(found))
    return timeline_text(found)
