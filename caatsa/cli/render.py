"""`caatsa render`: a saved assessment shown again in another form, without assessing anything."""

from __future__ import annotations

import click

from caatsa.cli import options, streams
from caatsa.report.forms import FORMS, rendered


@click.command(short_help="Show a saved assessment again.")
@click.argument("saved", metavar="SAVED.json")
@options.rules
@options.output(*FORMS)
def render(saved: str, rules_folder: str | None, output_format: str, output: str | None) -> None:
    """Show what a receipt or `caatsa assess --format json` holds; nothing is assessed anew."""
    from caatsa.assessment.receipt import saved as assessment_in
    from caatsa.intake.inputs import fetch

    assessment = assessment_in(fetch(saved).content, saved)
    color = streams.colors() and output is None
    rules = options.rulebase(rules_folder) if output_format == "sarif" else None
    streams.write(rendered(assessment, output_format, rules, color=color), output)
