"""`caatsa persons`: who is this in the registers, and what published lists add to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from caatsa.cli import options, streams

if TYPE_CHECKING:
    from caatsa.intake.lists.entry import Snapshot
    from caatsa.intake.lists.selection import Selection
    from caatsa.rulebase.registers import Registers

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

_strict = click.option("--strict", is_flag=True, help="A row that cannot be read is an error.")


def _sources(command: CommandT) -> CommandT:
    """The lists, and the day on which they were released."""
    day = click.option(
        "--snapshot",
        type=options.Day(),
        metavar="DATE",
        help="Day of the release, if no name of a file or folder has it; never taken from the clock.",
    )
    return click.argument("lists", metavar="LIST...", nargs=-1, required=True)(day(_strict(command)))


def _selection(command: CommandT) -> CommandT:
    """Which entries are wanted."""
    chosen = (
        click.option("--country", "countries", multiple=True, metavar="CODE", help="Only persons of it."),
        click.option("--program", "programs", multiple=True, metavar="TAG", help="Only with it; * fits any."),
        click.option("--only-known", is_flag=True, help="Only persons that the register has."),
        click.option("--individuals", is_flag=True, help="Natural persons too that the register lacks."),
    )
    for option in chosen:
        command = option(command)
    return command


@click.group(short_help="Look up persons in the registers, import lists.")
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

    registers = options.rulebase(rules_folder).registers
    code = None if country is None else _code(registers, country)
    register = registers.persons
    result = search_persons(register, name, code)
    if output_format == "json":
        import json

        from caatsa.report.person_view import search_data

        found = search_data(result, name, code)
        streams.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n", output)
    else:
        from caatsa.report.person_view import search_text

        streams.write(search_text(result, register, name, code), output)


@persons.command("import")
@_sources
@_selection
@click.option(
    "--conflicts",
    type=click.Choice(("keep", "take")),
    default="keep",
    show_default=True,
    help="Where a list and the register differ, keep the register's value or take the list's; both are told.",
)
@click.option("--report", metavar="FILE", help="Write conflicts, shared names and unread rows as JSON.")
@options.rules
@options.output("yaml", "json")
def import_lists(
    *, lists: tuple[str, ...], snapshot: date | None, output_format: str, output: str | None, **how: Any
) -> None:
    """Make an overlay of the register out of published lists: an input document, to be given with the events.

    LIST is OFAC's sdn.csv, alt.csv, cons_prim.csv or cons_alt.csv, OpenSanctions' targets.simple.csv, a file
    of FollowTheMoney entities (JSON lines), or a folder with any of them. What a list does not say, such as
    the day of a listing in OFAC's files, stays unknown.
    """
    import json

    from caatsa.intake.lists.overlay import overlay
    from caatsa.report import lists_view

    registers = options.rulebase(how["rules_folder"]).registers
    found = _snapshot(lists, snapshot, registers, strict=how["strict"])
    taken = how["conflicts"] == "take"
    made = overlay(found, registers.persons, registers.official_acts, _chosen(registers, how), take=taken)
    if output_format == "json":
        text = json.dumps(lists_view.overlay_data(made), ensure_ascii=False, indent=1) + "\n"
    else:
        text = lists_view.overlay_yaml(made)
    if how["report"] is not None:
        told = json.dumps(lists_view.report_data(made), ensure_ascii=False, indent=2)
        streams.write(f"{told}\n", how["report"])
    streams.write(text, output)
    for line in lists_view.summary(made):
        streams.say(line)


@persons.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--old-snapshot", type=options.Day(), metavar="DATE", help="Day of the older release.")
@click.option("--new-snapshot", type=options.Day(), metavar="DATE", help="Day of the newer release.")
@_strict
@_selection
@options.rules
@options.output("text", "json")
def diff(*, old: str, new: str, output_format: str, output: str | None, **how: Any) -> None:
    """Compare two releases of a list: who was added and removed, and whose names or programs changed.

    OLD and NEW are each a file, or a folder with the files that belong together, such as sdn.csv and alt.csv.
    """
    import json

    from caatsa.intake.lists.changes import changes
    from caatsa.intake.lists.identity import identified
    from caatsa.intake.lists.selection import selected
    from caatsa.report import lists_view

    registers = options.rulebase(how["rules_folder"]).registers
    chosen = _chosen(registers, how)
    sides = []
    for name, day in ((old, how["old_snapshot"]), (new, how["new_snapshot"])):
        found = _snapshot((name,), day, registers, strict=how["strict"])
        who = identified(found.entries, registers.persons)
        sides.append(selected(found, chosen, who.person))
        for fault in found.unread:
            streams.say(str(fault))
    before, after = sides
    compared = changes(before.entries, after.entries)
    if output_format == "json":
        data = lists_view.changes_data(compared, before, after)
        streams.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n", output)
    else:
        streams.write(lists_view.changes_text(compared, before, after), output)


def _snapshot(names: Sequence[str], day: date | None, registers: Registers, *, strict: bool) -> Snapshot:
    """The files as one snapshot; with `strict`, a row that cannot be read is an error like any other."""
    from caatsa.domain.errors import InputError
    from caatsa.intake.lists.reading import read_snapshot
    from caatsa.intake.lists.release import Known

    found = read_snapshot(names, day, Known(registers.countries, registers.sanction_programs))
    if strict and found.unread:
        raise InputError(found.unread)
    return found


def _chosen(registers: Registers, wanted: Mapping[str, Any]) -> Selection:
    """What the options ask for, countries as ISO codes."""
    from caatsa.intake.lists.selection import Selection

    countries = [_code(registers, country) for country in wanted["countries"]]
    return Selection(tuple(countries), wanted["programs"], wanted["only_known"], wanted["individuals"])


def _code(registers: Registers, country: str) -> str:
    code = registers.countries.resolve(country).code
    if code is None:
        raise click.UsageError(f"--country: '{country}' has no ISO code", click.get_current_context())
    return code
