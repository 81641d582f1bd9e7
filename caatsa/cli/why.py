"""`caatsa why`: one event under one provision, with every rule that spoke and every rule that was silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from caatsa.cli import options, streams
from caatsa.cli.suggestions import check_known

if TYPE_CHECKING:
    from caatsa.domain.verdict import Transaction
    from caatsa.intake.formats import Format
    from caatsa.rulebase.rulebase import RuleBase


@click.command(short_help="Explain one event under one provision.")
@options.inputs
@click.option("--event", "event_id", metavar="ID", required=True, help="The event, by its id.")
@click.option("--provision", metavar="ID", required=True, help="The provision, such as caatsa.231.a.")
@options.as_of
@options.known_by
@options.rules
def why(  # noqa: PLR0913 - the options of the contract
    *,
    inputs: tuple[str, ...],
    input_format: Format | None,
    event_id: str,
    provision: str,
    as_of: date,
    known_by: date | None,
    rules_folder: str | None,
) -> None:
    """Explain one event under one provision, element by element.

    Shows the rules that spoke with the facts that met them, the rules that were silent with their first unmet
    condition, and what would settle or raise a result.

    INPUT is a file, or - for standard input; several are one document.
    """
    from caatsa.assessment.assess import Options, assess_input
    from caatsa.intake.readers import read_documents

    base = options.rulebase(rules_folder)
    read = read_documents(inputs, input_format, base.registers.countries)
    check_known("--event", event_id, [event.id for event in read.document.events], "an event of the input")
    check_known("--provision", provision, base.provisions, "a provision of the rule base")
    assessment = assess_input(read, base, Options(as_of, known_by))
    rows = [row for verdict in assessment.verdicts for row in verdict.transactions if row.event == event_id]
    streams.write(_explained(rows, provision, base, as_of))


def _explained(rows: Sequence[Transaction], provision: str, base: RuleBase, as_of: date) -> str:
    from caatsa.assessment.explanation import Explainer
    from caatsa.assessment.program import Program
    from caatsa.report.why import not_in_force_text, untouched_text, why_text

    trigger = base.trigger(provision)
    program = Program(base, as_of, None)
    if trigger.id not in program.rules:
        return not_in_force_text(provision, trigger.effective_from, as_of)
    explainer = Explainer(program, trigger, as_of)
    touching = [row for row in rows if row.provision == provision]
    if not touching:
        return untouched_text(rows[0].event, provision, explainer.untouched(rows[0].facts), as_of)
    return _joined(why_text(row, explainer.elements(row), as_of, color=streams.colors()) for row in touching)


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(texts)
