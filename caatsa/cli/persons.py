"""`caatsa persons`: who is this in the registers, on which list since when, owned by whom."""

from __future__ import annotations

import click

from caatsa.cli import options, streams


@click.group(short_help="Look up persons in the registers.")
def persons() -> None:
    """The register of persons."""


@persons.command("search")
@click.argument("name", metavar="NAME")
@click.option("--country", metavar="CODE", help="Only persons of that country; a weak name needs it.")
@options.rules
@options.output("text", "json")
def search(
    name: str, country: str | None, rules_folder: str | None, output_format: str, output: str | None
) -> None:
    """Say who bears a name: listings with their dates, owners, and for whom the person acts.

    A name that only resembles one is shown as possible, for review. Nothing found is no error, and no
    statement about anybody.
    """
    from caatsa.registers.person_search import search_persons

    base = options.rulebase(rules_folder)
    code = base.registers.countries.resolve(country).code if country is not None else None
    if country is not None and code is None:
        raise click.UsageError(f"--country: '{country}' has no ISO code", click.get_current_context())
    register = base.registers.persons
    result = search_persons(register, name, code)
    if output_format == "json":
        import json

        from caatsa.report.person_view import search_data

        found = search_data(result, name, code)
        streams.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n", output)
    else:
        from caatsa.report.person_view import search_text

        streams.write(search_text(result, register, name, code), output)
