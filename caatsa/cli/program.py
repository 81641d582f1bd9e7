"""The command `caatsa`: finds the subcommand, and turns whatever happens into an exit status.

A subcommand NAME is the click command of that name in the module `caatsa.cli.NAME`, imported only when it is
invoked. It returns its exit status, or nothing for 0; its results go out through `caatsa.cli.streams`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

import click

from caatsa.cli import streams
from caatsa.domain.errors import CaatsaError, one_line

USAGE_OR_INPUT: Final = 2
_COMPLETING: Final = "_CAATSA_COMPLETE"
INTERRUPTED: Final = 130

_COMMANDS: Final = {
    "assess": "Assess procurement events: exposure and enforcement, with the reasons.",
    "events": "Show what was read of the events: what was understood, and what was not.",
    "extract": "Propose events from an article, for a person to review.",
    "reconcile": "Put reports of one event together, each kept with its sources.",
    "accept": "Record that a risk was reviewed and accepted until a day.",
    "render": "Show a saved assessment again, in another form.",
    "verify": "Replay a receipt: the same verdicts, or what differs and why.",
    "diff": "Show what changed between two assessments, and because of what.",
    "register": "List, show and check a register of assessments.",
    "timeline": "Show exposure over time, each step with its cause.",
    "why": "Explain one event under one provision, element by element.",
    "precedents": "Back-test the rule base against official acts and known no-action cases.",
    "rules": "List, show and check the rules.",
    "persons": "Look up persons in the registers, import and compare lists.",
}


class Program(click.Group):
    """A group whose subcommands are modules, known by name before they are imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every subcommand, the main one first."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The subcommand of that name, if there is one."""
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"caatsa.cli.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand that the first argument names; a near miss is named in the error."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], _COMMANDS, n=1)
            allowed = f"did you mean '{near[0]}'?" if near else f"one of {', '.join(_COMMANDS)}"
            ctx.fail(f"'{args[0]}' is not a command; {allowed}")
        name, command, rest = super().resolve_command(ctx, args)
        if name and command and ctx.params.get("config", True):
            from pathlib import Path

            from caatsa.cli.settings import settings

            ctx.default_map = {name: settings(Path.cwd(), os.environ).defaults(self, name, command)}
        return name, command, rest


def _show_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from caatsa import __version__

        streams.write(f"caatsa {__version__}\n")
        context.exit()


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.option(
    "--config/--no-config",
    default=True,
    help="Whether caatsa.toml, [tool.caatsa] of pyproject.toml and the environment set defaults.",
)
def program(config: bool) -> None:
    """From procurement events to reasoned CAATSA verdicts: which provision they meet, on what evidence, as of
    what date. Results go to standard output, everything else to standard error.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status. Nothing that a user can cause ends in a traceback."""
    import sys

    streams.prepare()
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        if _COMPLETING in os.environ:
            from click.shell_completion import shell_complete

            return shell_complete(program, {}, "caatsa", _COMPLETING, os.environ[_COMPLETING])
        status = _invoke(given)
    except click.exceptions.Exit as done:
        status = done.exit_code
    except click.ClickException as error:
        status = _refuse(error)
    except CaatsaError as error:
        for line in str(error).splitlines():
            streams.say(one_line(line))
        status = USAGE_OR_INPUT
    except BrokenPipeError:
        status = streams.give_up_output()
    except (KeyboardInterrupt, click.Abort):
        streams.say("caatsa: interrupted")
        status = INTERRUPTED
    return status


def _invoke(arguments: list[str]) -> int:
    # Not `program.main`, which has its own ideas of closed pipes and of statuses.
    with program.make_context("caatsa", arguments) as context:
        result: Any = program.invoke(context)
    return result if isinstance(result, int) else 0


def _refuse(error: click.ClickException) -> int:
    """One line for a usage error; the whole help where nothing was asked for."""
    context = getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and context is not None:
        streams.say(context.get_help())
    else:
        where = context.command_path if context is not None else "caatsa"
        streams.say(one_line(f"{where}: {error.format_message()}"))
    return USAGE_OR_INPUT
