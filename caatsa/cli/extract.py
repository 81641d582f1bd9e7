"""`caatsa extract`: events proposed from articles, with the place of every value, for a person to review."""

from __future__ import annotations

from datetime import date

import click

from caatsa.cli import options, streams


@click.command(short_help="Propose events from an article.")
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@click.option(
    "--published",
    type=options.Day(),
    metavar="DATE",
    help="Day of publication: only against it are words such as yesterday or Monday read.",
)
@options.rules
@click.option(
    "--output", metavar="FILE", help="Write to a file, whole or not at all, instead of standard output."
)
def extract(
    *, articles: tuple[str, ...], published: date | None, rules_folder: str | None, output: str | None
) -> None:
    """Propose events from ARTICLE, a text or HTML file, or - for standard input; several are one document.

    What comes out is an input document as it stands. Nothing is asserted: who buys what from whom is read by
    words and registers alone, and every value has the characters of the article that support it.
    """
    from caatsa.intake.extraction import articles as reading

    registers = options.rulebase(rules_folder).registers
    result = reading.extract(articles, registers.countries, registers.persons, registers.armaments, published)
    streams.write(result.text, output)
    for name in result.without_events:
        streams.say(f"{name}: no event found; that nothing was found does not say that nothing is reported")
