"""`caatsa accept`: the entry by which a reviewed risk is accepted until a day, for a file of acceptances."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from caatsa.cli import options, streams

if TYPE_CHECKING:
    from caatsa.domain.verdict import Transaction
    from caatsa.intake.formats import Format


@click.command(short_help="Record that a risk was reviewed and accepted.")
@options.inputs
@options.as_of
@options.known_by
@options.rules
@click.option("--event", required=True, metavar="ID", help="The event that was reviewed.")
@click.option("--provision", required=True, metavar="ID", help="The provision that was reviewed.")
@click.option("--person", metavar="NAME", help="The person whose row it is, where there are several.")
@click.option("--reason", required=True, help="Why it is accepted.")
@click.option("--by", "approved_by", required=True, metavar="NAME", help="Who accepts it.")
@click.option(
    "--expires", required=True, type=options.Day(), metavar="DATE", help="The last day that it holds."
)
@click.option("--output", metavar="FILE", help="Append to that file of acceptances instead of printing.")
def accept(  # noqa: PLR0913 - what an acceptance consists of
    *,
    inputs: tuple[str, ...],
    input_format: Format | None,
    as_of: date,
    known_by: date | None,
    rules_folder: str | None,
    event: str,
    provision: str,
    person: str | None,
    reason: str,
    approved_by: str,
    expires: date,
    output: str | None,
) -> None:
    """Write the entry for one row as assessed on the as-of day, with the hash of the facts that it is about.

    `caatsa assess --acceptances FILE` shows it beside the row for as long as it holds and the facts are the
    same; after that it is told on standard error.
    """
    from caatsa.assessment.acceptances import entry, with_entry
    from caatsa.assessment.assess import Options, assess_input
    from caatsa.intake.readers import read_documents

    base = options.rulebase(rules_folder)
    read = read_documents(inputs, input_format, base.registers.countries)
    assessed = assess_input(read, base, Options(as_of, known_by, effort="none"))
    rows = [row for verdict in assessed.verdicts for row in verdict.transactions]
    row = _the_row(rows, event, provision, person)
    accepted = entry(row, reason=reason, approved_by=approved_by, approved_on=as_of, expires=expires)
    streams.write(with_entry(output, accepted), output)


def _the_row(rows: list[Transaction], event: str, provision: str, person: str | None) -> Transaction:
    found = [row for row in rows if row.event == event and row.provision == provision]
    if person is not None:
        found = [row for row in found if row.person == person]
    if len(found) == 1:
        return found[0]
    context = click.get_current_context()
    if not found:
        raise click.UsageError(f"there is no row of event '{event}' under {provision}", context)
    persons = ", ".join(f"'{row.person}'" for row in found if row.person)
    raise click.UsageError(f"there are {len(found)} rows; --person is one of {persons}", context)
