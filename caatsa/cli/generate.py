"""`python -m caatsa.cli.generate [--check]`: the files of the repository that code and rules give.

Schemas of the inputs, the outputs and the rule files, a page for each section of the statutes, the table
of clauses, and the contested terms.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import click

from caatsa.cli import streams
from caatsa.cli.program import USAGE_OR_INPUT
from caatsa.domain.errors import CaatsaError
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import AnyRule

ROOT: Final = Path(__file__).parents[2]
_PAGES: Final = "docs/rules"
STALE: Final = 1


@click.command()
@click.option(
    "--check", is_flag=True, help="Write nothing; exit with 1 if a file is not what would be written."
)
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, help="The folder of the repository.")
def generate(check: bool, root: Path) -> int:
    """Write the generated files, or say which of them are stale."""
    from caatsa.rulebase.rulebase import load_rulebase

    wanted = generated(load_rulebase(root / "rules"))
    stale = [name for name, text in wanted.items() if _read(root / name) != text]
    left = [name for name in _pages(root) if name not in wanted]
    if check:
        for name in (*stale, *left):
            reason = "is stale" if name in stale else "belongs to no section"
            streams.say(f"{name}: {reason}; regenerate with: make golden")
        return STALE if stale or left else 0
    for name in stale:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        streams.write(wanted[name], str(root / name))
        streams.say(f"wrote {name}")
    for name in left:
        (root / name).unlink()
        streams.say(f"removed {name}")
    return 0


def generated(rulebase: RuleBase) -> dict[str, str]:
    """The text of every generated file by its path in the repository."""
    from caatsa.cli.program import program
    from caatsa.domain.events import InputDocument
    from caatsa.domain.published import json_schema as assessment_schema
    from caatsa.intake.columnar.mapping_form import MappingForm
    from caatsa.report.cli_page import cli_page
    from caatsa.report.rule_page import coverage_page, readings_page, section_of, section_page
    from caatsa.rulebase.model import json_schema as rule_schema

    sections: dict[str, list[AnyRule]] = defaultdict(list)
    for rule in rulebase.rules.values():
        sections[section_of(rule)].append(rule)
    pages = {
        f"{_PAGES}/{section.replace('.', '-')}.md": section_page(section, rules, rulebase)
        for section, rules in sections.items()
    }
    return {
        "rules/rule.schema.json": _json(rule_schema()),
        "docs/assessment.schema.json": _json(assessment_schema()),
        "docs/mapping.schema.json": _json(MappingForm.model_json_schema(by_alias=True)),
        "docs/event.schema.json": _json(InputDocument.model_json_schema(by_alias=True)),
        "docs/coverage.md": coverage_page(rulebase.coverage),
        "docs/readings.md": readings_page(rulebase),
        "docs/reference/cli.md": cli_page(_commands(program, ())),
        **pages,
    }


def _commands(command: click.Command, path: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Every command that does something, with its name in full and what its parameters are called."""
    context = click.Context(command)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if found := command.get_command(context, name):
                yield from _commands(found, (*path, name))
        return
    metavars = {one.name: one.make_metavar(context) for one in command.params}
    yield {**command.to_info_dict(context), "path": " ".join(path), "metavars": metavars}


def _json(schema: Mapping[str, Any]) -> str:
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps({**dialect, **schema}, ensure_ascii=False, indent=2) + "\n"


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return None


def _pages(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / _PAGES).glob("*.md"))


def _run() -> int:
    try:
        status: int = generate(standalone_mode=False)
    except (CaatsaError, click.ClickException) as error:
        streams.say(str(error))
        return USAGE_OR_INPUT
    return status


if __name__ == "__main__":
    sys.exit(_run())
