"""`caatsa why`: one event under one provision, with every rule that spoke and every rule that was silent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

import click

from caatsa.cli import options, streams
from caatsa.cli.suggestions import check_known
from caatsa.domain.record import Record

if TYPE_CHECKING:
    from caatsa.intake.assembly import ReadInput
    from caatsa.intake.formats import Format
    from caatsa.rulebase.rulebase import RuleBase

NOBODY: Final = "not named"


@click.command(short_help="Explain one event under one provision.")
@options.inputs
@options.mapping
@click.option("--event", "event_id", metavar="ID", required=True, help="The event, by its id.")
@click.option("--provision", metavar="ID", required=True, help="The provision, such as caatsa.231.a.")
@click.option(
    "--person",
    metavar="NAME",
    help=f"Only the row of this person, as the input names it; `{NOBODY}` for one that is not named.",
)
@options.as_of
@options.known_by
@options.readings
@options.rules
def why(  # noqa: PLR0913 - the options of the contract
    *,
    inputs: tuple[str, ...],
    input_format: Format | None,
    mapping_file: str | None,
    event_id: str,
    provision: str,
    person: str | None,
    as_of: date,
    known_by: date | None,
    readings: tuple[str, ...],
    rules_folder: str | None,
) -> None:
    """Explain one event under one provision, element by element.

    Shows the rules that spoke with the facts that met them, the rules that were silent with their first unmet
    condition and what would meet it, how good the evidence is, and what would settle or raise a result.

    INPUT is a file, or - for standard input; several are one document.
    """
    from caatsa.intake.readers import Foreign, read_documents

    base = options.rulebase(rules_folder)
    foreign = Foreign(mapping=options.mapped(mapping_file))
    read = read_documents(inputs, input_format, base.registers.countries, foreign)
    check_known("--event", event_id, [event.id for event in read.document.events], "an event of the input")
    check_known("--provision", provision, base.provisions, "a provision of the rule base")
    how = options.chosen_readings(readings, base)
    streams.write(_explained(read, base, Question(event_id, provision, person, as_of, known_by, how)))


class Question(Record):
    """What is asked: one event under one provision, of one person or of all that it reaches."""

    event: str
    provision: str
    person: str | None
    as_of: date
    known_by: date | None
    readings: Mapping[str, str]


def _explained(read: ReadInput, base: RuleBase, asked: Question) -> str:
    from caatsa.assessment.assess import Options
    from caatsa.assessment.examination import examined
    from caatsa.engine.compiler import in_force
    from caatsa.report.why import not_in_force_text, untouched_text, why_text

    trigger = base.trigger(asked.provision)
    if not in_force([trigger], asked.as_of, base.readings.under(asked.readings)):
        return not_in_force_text(asked.provision, trigger.effective_from, asked.as_of)
    wanted = Options(asked.as_of, asked.known_by, readings=asked.readings)
    found = examined(read, base, wanted, asked.event, asked.provision)
    if not found.rows:
        return untouched_text(asked.event, asked.provision, found.untouched, asked.as_of)
    if asked.person is not None:
        names = [row.person or NOBODY for row, _ in found.rows]
        check_known("--person", asked.person, names, "a person whom the provision reaches here")
    return "\n".join(
        why_text(row, elements, asked.as_of, found.readings, color=streams.colors())
        for row, elements in found.rows
        if asked.person in (None, row.person or NOBODY)
    )
