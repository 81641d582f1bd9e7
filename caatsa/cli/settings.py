"""Defaults of options: from the environment, from `caatsa.toml`, or from `[tool.caatsa]` in `pyproject.toml`.

A flag comes first, then the environment (`CAATSA_ASSESS_FAIL_ON`), then the file (`fail-on` in the table
`[assess]`), then what the command itself says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

import click

from caatsa.domain.errors import Fault, FaultyError

OWN_FILE: Final = "caatsa.toml"
_SHARED_FILE: Final = "pyproject.toml"
_PREFIX: Final = "CAATSA"
_LARGEST: Final = 1024 * 1024
_FLAGS: Final = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
Table: TypeAlias = Mapping[str, Any]
Defaults: TypeAlias = dict[str, Any]


class SettingsError(FaultyError):
    """Settings cannot be read, or set what there is not."""


class Settings:
    """The settings of one run: those of a file, which may be none, after those of the environment."""

    def __init__(self, path: Path, text: str, table: Table, environment: Mapping[str, str]) -> None:
        self._path = path
        self._text = text
        self._table = table
        self._environment = environment
        self._faults: list[Fault] = []

    def defaults(self, program: click.Group, name: str, command: click.Command) -> Defaults:
        """What click takes for the defaults of that subcommand; `SettingsError` with every fault."""
        commands = program.list_commands(click.Context(program))
        for key in self._table:
            if key not in commands:
                self._fault(key, f"'{key}' is not a command", f"one of {', '.join(commands)}")
        found = self._of(command, self._table.get(name, {}), (name,))
        if self._faults:
            raise SettingsError(self._faults)
        return found

    def _of(self, command: click.Command, table: Any, path: tuple[str, ...]) -> Defaults:
        """The values by the names of the parameters, checked as on the command line."""
        parts: Mapping[str, Any] = (
            command.commands if isinstance(command, click.Group) else dict(_options(command))
        )
        if not isinstance(table, Mapping):
            self._fault(path[-1], f"'{path[-1]}' is {table!r}", "a command has a table of its own")
            return {}
        for key in table:
            if key not in parts:
                problem = f"'{key}' is not an option of {' '.join(path)}"
                self._fault(key, problem, f"one of {', '.join(parts)}")
        if isinstance(command, click.Group):
            return {key: self._of(sub, table.get(key, {}), (*path, key)) for key, sub in parts.items()}
        return dict(self._values(command, parts, table, path))

    def _values(
        self, command: click.Command, options: Mapping[str, click.Option], table: Table, path: tuple[str, ...]
    ) -> Iterator[tuple[str, Any]]:
        for key, option in options.items():
            variable = "_".join((_PREFIX, *path, key)).replace("-", "_").upper()
            value = table.get(key)
            where, said = key, self._environment.get(variable)
            if said:
                where, value = variable, _from_environment(said, option)
            if value is not None and option.name is not None and self._fits(where, value, option):
                given = self._given(value, option, from_file=not said)
                if self._taken(where, given, option, command):
                    yield option.name, given

    def _fits(self, where: str, value: Any, option: click.Option) -> bool:
        if isinstance(value, list) == option.multiple and isinstance(value, bool) == option.is_flag:
            return True
        kind = "a list" if option.multiple else "true or false" if option.is_flag else "one value"
        self._fault(where, f"'{where}' is {value!r}", f"it takes {kind}")
        return False

    def _given(self, value: Any, option: click.Option, *, from_file: bool) -> Any:
        """The value as it would be given on the command line; paths in a file are relative to the file."""
        if isinstance(value, bool):
            return value
        if isinstance(value, list):
            return [str(one) for one in value]
        if from_file and option.metavar in ("FILE", "DIR") and value != "-":
            return str(self._path.parent / str(value))
        return str(value)

    def _taken(self, where: str, given: Any, option: click.Option, command: click.Command) -> bool:
        try:
            option.type_cast_value(click.Context(command), given)
        except click.BadParameter as error:
            self._fault(where, f"'{where}': {error.message}", "")
            return False
        return True

    def _fault(self, key: str, problem: str, allowed: str) -> None:
        """A fault at the first line that sets the key, which TOML parsers do not tell."""
        pattern = re.compile(rf"^[ \t]*(?:\[.*\b{re.escape(key)}\]|{re.escape(key)}[ \t]*=)", re.MULTILINE)
        found = pattern.search(self._text)
        line = self._text.count("\n", 0, found.start()) + 1 if found else None
        file = "the environment" if key.startswith(f"{_PREFIX}_") else str(self._path)
        self._faults.append(Fault(file, line, None, problem, allowed))


def settings(start: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of the folder, or of the nearest one above it that has any."""
    for folder in (start, *start.parents):
        for name in (OWN_FILE, _SHARED_FILE):
            if (path := folder / name).is_file():
                text, table = _read(path)
                if name == _SHARED_FILE:
                    table = table.get("tool", {}).get("caatsa")
                if table is not None:
                    return Settings(path, text, table, environment)
    return Settings(start / OWN_FILE, "", {}, environment)


def _from_environment(text: str, option: click.Option) -> Any:
    """The text of a variable as the option takes it; several values are separated by commas."""
    if option.multiple:
        return [part.strip() for part in text.split(",")]
    return _FLAGS.get(text.casefold(), text) if option.is_flag else text


def _read(path: Path) -> tuple[str, Any]:
    import tomllib

    try:
        if path.stat().st_size > _LARGEST:
            raise SettingsError(Fault(str(path), None, None, "is too large", "settings are a few lines"))
        text = path.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(Fault(str(path), None, None, f"cannot be read: {error}", "it is TOML")) from None


def _options(command: click.Command) -> Iterator[tuple[str, click.Option]]:
    """The options of a command by what they are called in a file: the long name without its hyphens."""
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name != "help":
            yield from ((name[2:], parameter) for name in parameter.opts if name.startswith("--"))
