"""`caatsa reconcile`: reports of one event become one event that keeps each of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from caatsa.cli import options, streams

if TYPE_CHECKING:
    from caatsa.intake.formats import Format


@click.command(short_help="Put reports of one event together.")
@options.inputs
@options.output("yaml", "json", "text")
@options.rules
@click.option("--explain", is_flag=True, help="Also say on standard error what was joined, and why.")
@click.option("--apart", is_flag=True, help="Take reconciled events apart again, into their reports.")
def reconcile(  # noqa: PLR0913 - each is an option
    *,
    inputs: tuple[str, ...],
    input_format: Format | None,
    output_format: str,
    output: str | None,
    rules_folder: str | None,
    explain: bool,
    apart: bool,
) -> None:
    """Put reports of the same event together: same buyer, goods and seller, near dates.

    INPUT is a file, or - for standard input; several are one document. The result is an input document in
    which each such event keeps its reports; no figure is chosen, averaged or corrected. text says only what
    was joined, and why.
    """
    from caatsa.assessment.assess import overlaid_persons
    from caatsa.intake.readers import read_documents
    from caatsa.intake.reconciliation import reconcile as reconciling
    from caatsa.intake.reconciliation.document import to_json, to_yaml
    from caatsa.intake.understand import understand
    from caatsa.report.reconciliation import counted, reconciliation_text

    base = options.rulebase(rules_folder)
    registers = base.registers
    read = read_documents(inputs, input_format, registers.countries)
    understood = partial(
        understand,
        countries=registers.countries,
        persons=overlaid_persons(read, base),
        armaments=registers.armaments,
    )
    result = reconciling.apart(read) if apart else reconciling.reconcile(read, understood)
    rendered = {"yaml": to_yaml, "json": to_json, "text": reconciliation_text}
    streams.write(rendered[output_format](result), output)
    if explain:
        streams.say(reconciliation_text(result).rstrip("\n"))
    elif output_format != "text":
        streams.say(f"caatsa: {counted(result)}")
    options.notice_unread(len(read.unread))
