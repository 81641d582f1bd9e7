"""The page of the command line: every command with its words and options, from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def cli_page(commands: Iterable[Mapping[str, Any]]) -> str:
    """The page. A command is what `click.Command.to_info_dict` gives, with `path`, its name in full."""
    lines = ["# Command line", ""]
    lines += [
        "Generated from the commands. Results go to standard output, everything else to standard error.",
        "",
    ]
    for command in commands:
        lines += _command(command)
    return "\n".join(lines).rstrip() + "\n"


def _command(command: Mapping[str, Any]) -> Iterator[str]:
    options = [
        one for one in command["params"] if one["param_type_name"] == "option" and "--help" not in one["opts"]
    ]
    arguments = [one for one in command["params"] if one["param_type_name"] == "argument"]
    names = " ".join(command["metavars"][one["name"]] for one in arguments)
    yield f"## caatsa {command['path']}"
    yield ""
    parts = ("caatsa", command["path"], "[OPTIONS]" if options else "", names)
    yield f"```text\n{' '.join(part for part in parts if part)}\n```"
    yield ""
    for paragraph in (command["help"] or "").split("\n\n"):
        yield " ".join(paragraph.split())
        yield ""
    if options:
        yield "| option | |"
        yield "|---|---|"
        yield from (_option(one, command["metavars"][one["name"]]) for one in options)
        yield ""


def _option(option: Mapping[str, Any], metavar: str) -> str:
    names = ", ".join(f"`{name}`" for name in (*option["opts"], *option["secondary_opts"]))
    value = "" if option["is_flag"] else f" `{metavar}`"
    default = option["default"]
    shown = f" Default: `{default}`." if isinstance(default, str) else ""
    several = " May be given several times." if option["multiple"] else ""
    required = " Required." if option["required"] else ""
    text = " ".join((option["help"] or "").split()).replace("|", "\\|")
    return f"| {names}{value.replace('|', chr(92) + '|')} | {text}{required}{several}{shown} |"
