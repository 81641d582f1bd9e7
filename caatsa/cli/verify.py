"""`caatsa verify`: a receipt replayed; the exit status says whether everything comes out again."""

from __future__ import annotations

import click

from caatsa.cli import options, streams

DIFFERS = 1


@click.command(short_help="Replay a receipt.")
@click.argument("receipt", metavar="RECEIPT.json")
@options.rules
@options.output("text", "json")
def verify(receipt: str, rules_folder: str | None, output_format: str, output: str | None) -> int:
    """Replay the assessment of a receipt and say what differs, and why.

    Exit status: 0 the receipt is as written and every verdict comes out again; 1 something differs; 2 the
    file is no receipt.
    """
    from caatsa import __version__
    from caatsa.assessment.receipt import opened
    from caatsa.assessment.verification import files_of
    from caatsa.assessment.verification import verify as replay
    from caatsa.intake.inputs import fetch

    read = opened(fetch(receipt).content, receipt)
    found = replay(read, options.rulebase(rules_folder), __version__, files_of(read))
    if output_format == "json":
        from caatsa.report.canonical import canonical
        from caatsa.report.verification_view import verification_data

        streams.write(canonical(verification_data(found)), output)
    else:
        from caatsa.report.verification_view import verification_text

        streams.write(verification_text(found), output)
    return 0 if found.holds else DIFFERS
