"""`caatsa register`: the append-only register of assessments, listed, shown and checked."""

from __future__ import annotations

from typing import Any

import click

from caatsa.cli import options, streams

BROKEN = 1
_WHERE = click.argument("url", metavar="URL")


@click.group(short_help="List, show and check a register of assessments.")
def register() -> None:
    """A register of assessments, as `caatsa assess --register URL` keeps it.

    URL is the file of an SQLite database, or an address such as postgresql+psycopg://user@host/name.
    """


@register.command("list")
@_WHERE
@options.output("text", "json")
def list_entries(url: str, output_format: str, output: str | None) -> None:
    """List the entries, oldest first: when they were recorded, of what, and the line of each country."""
    from caatsa.assessment.ledger import Ledger
    from caatsa.report.ledger_view import ledger_data, ledger_text

    entries = list(Ledger(url))
    if output_format == "json":
        _as_json(ledger_data(entries), output)
    else:
        streams.write(ledger_text(entries), output)


@register.command("show")
@_WHERE
@click.argument("number", type=click.IntRange(min=1))
@click.option("--output", metavar="FILE", help="Write to a file instead of standard output.")
def show(url: str, number: int, output: str | None) -> None:
    """Write the receipt of an entry, as `caatsa verify` and `caatsa render` take it."""
    from caatsa.assessment.ledger import Ledger

    entry = Ledger(url).entry(number)
    if entry is None:
        raise click.UsageError(f"{url} has no entry {number}", click.get_current_context())
    streams.write(entry.receipt, output)


@register.command("verify")
@_WHERE
@click.option(
    "--head", metavar="SHA256", help="The hash of an entry that was noted elsewhere: it must be there."
)
@options.output("text", "json")
def verify(url: str, head: str | None, output_format: str, output: str | None) -> int:
    """Check that no entry was changed or removed.

    Exit status: 0 the chain holds; 1 it is broken, each fault on a line.
    """
    from caatsa.assessment.ledger import FIRST, Ledger

    ledger = Ledger(url)
    faults = list(ledger.faults(head))
    entries = [entry.sha256 for entry in ledger]
    last = entries[-1] if entries else FIRST
    if output_format == "json":
        _as_json({"holds": not faults, "entries": len(entries), "head": last, "faults": faults}, output)
    else:
        count = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
        found = faults or [f"{count}, an unbroken chain; the head is {last}"]
        streams.write("\n".join(found) + "\n", output)
    return BROKEN if faults else 0


def _as_json(data: Any, output: str | None) -> None:
    from caatsa.report.canonical import canonical

    streams.write(canonical(data), output)
