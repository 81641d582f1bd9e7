"""`caatsa rules`: what the rules are, what they say, whether they hold together, and what they leave out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from caatsa.cli import options, streams

if TYPE_CHECKING:
    from caatsa.rulebase.rulebase import RuleBase
    from caatsa.rulebase.rules import AnyRule

_KINDS: Final = ("trigger", "classifier", "exception", "relief", "menu")
_ORIGINS: Final = ("statute", "guidance", "model")


@click.group(short_help="List, show and check the rules.")
def rules() -> None:
    """The rule base: what the rules are, what they say, and what they leave out."""


@rules.command("list")
@click.option("--kind", type=click.Choice(_KINDS), help="Only rules of that kind.")
@click.option("--provision", metavar="ID", help="Only rules about that provision, such as caatsa.231.a.")
@click.option(
    "--origin", type=click.Choice(_ORIGINS), help="Only rules that rest on law, guidance or our reading."
)
@options.rules
@options.output("text", "json")
def list_rules(
    kind: str | None,
    provision: str | None,
    origin: str | None,
    rules_folder: str | None,
    output_format: str,
    output: str | None,
) -> None:
    """List the rules by their ids."""
    from caatsa.report.rule_text import rule_list
    from caatsa.report.rule_view import provisions_of

    base = options.rulebase(rules_folder)
    found = [
        rule
        for rule in base.rules.values()
        if kind in (None, rule.kind)
        and origin in (None, rule.origin)
        and (provision is None or provision in provisions_of(rule))
    ]
    if provision is not None and not found:
        _refuse_provision(provision, base)
    if output_format == "json":
        keys = ("id", "kind", "origin", "status", "title")
        rows = [
            {**{key: getattr(rule, key) for key in keys}, "reading": dict(getattr(rule, "reading", {}))}
            for rule in found
        ]
        _write_json(rows, output)
    else:
        streams.write(rule_list(found), output)


@rules.command("show")
@click.argument("rule_id", metavar="ID")
@options.as_of
@options.rules
@options.output("text", "json")
def show(rule_id: str, as_of: date, rules_folder: str | None, output_format: str, output: str | None) -> None:
    """Show one rule: authority, elements in the statute's words, conditions, caveats and examples.

    ID is that of a rule, or of a provision, which shows its trigger. The citation is the one in force on
    --as-of.
    """
    from caatsa.report.rule_text import rule_text
    from caatsa.report.rule_view import rule_view
    from caatsa.rulebase.citations import cite
    from caatsa.rulebase.rules import as_data

    base = options.rulebase(rules_folder)
    rule = _rule(rule_id, base)
    if output_format == "json":
        content = as_data(rule)
        _write_json({**content, "as_of": as_of.isoformat(), "citation": cite(base, rule, as_of)}, output)
    else:
        streams.write(rule_text(rule, rule_view(rule, base, as_of)), output)


@rules.command("readings")
@options.rules
@options.output("text", "json")
def readings(rules_folder: str | None, output_format: str, output: str | None) -> None:
    """Print the contested terms of the law: their values, the default, and the authorities for each."""
    from caatsa.report.rule_text import switches_text
    from caatsa.report.switch_view import switches_data

    base = options.rulebase(rules_folder)
    if output_format == "json":
        _write_json(switches_data(base.readings), output)
    else:
        streams.write(switches_text(base.readings, base.rules), output)


@rules.command("coverage")
@options.rules
@options.output("text", "json")
def coverage(rules_folder: str | None, output_format: str, output: str | None) -> None:
    """Print every clause in scope: coded by which rules, or why not."""
    from caatsa.report.rule_text import coverage_text

    table = options.rulebase(rules_folder).coverage
    if output_format == "json":
        _write_json([clause.model_dump(mode="json") for clause in table.clauses], output)
    else:
        streams.write(coverage_text(table), output)


@rules.command("check")
@options.rules
@click.option("--official", metavar="FILE", help="USLM XML of title 22, to compare every quoted phrase with.")
def check(rules_folder: str | None, official: str | None) -> None:
    """Check the whole rule base: form, quotes, references, coverage, and every example on both engines.

    One line on standard error for each fault, and exit status 2 if there is any.
    """
    from caatsa.assessment.rulecheck import run_examples
    from caatsa.domain.errors import RuleFileError
    from caatsa.report.rule_text import counted
    from caatsa.rulebase.check import compare_official, faults_of, with_lines
    from caatsa.rulebase.rulebase import load_rulebase

    try:
        base = load_rulebase(rules_folder)
    except RuleFileError as error:
        raise RuleFileError(with_lines(error.faults, _root(rules_folder))) from None
    run = run_examples(base)
    faults = [*faults_of(base), *run.faults]
    official_text = compare_official(base, Path(official)) if official is not None else None
    if official_text is not None:
        faults += official_text.faults
    if faults:
        raise RuleFileError(faults)
    checked = (
        counted(len(base.rules), "rule"),
        f"{counted(run.examples, 'example')} on {' and '.join(run.engines)}",
        counted(len(base.coverage.clauses), "clause"),
        counted(len(base.precedents.by_id), "precedent"),
    )
    streams.write(f"{', '.join(checked)}: no fault\n")
    if official_text is not None:
        found = counted(official_text.found, "phrase")
        streams.write(
            f"{found} found in {official}; {official_text.not_held} in sections that it does not hold\n"
        )


@rules.command("new")
@click.argument("rule_id", metavar="ID")
@click.option(
    "--kind", type=click.Choice(["classifier", "exception"]), default="classifier", show_default=True
)
@options.rules
def new(rule_id: str, kind: str, rules_folder: str | None) -> None:
    """Write a draft of a rule, with two examples, to the file that its ID names; nothing is overwritten."""
    from caatsa.rulebase.scaffold import write_draft

    path = write_draft(_root(rules_folder), rule_id, kind)
    streams.write(f"{path}\n")
    streams.say(f"caatsa: edit {path}, then run: caatsa rules check")


def _root(rules_folder: str | None) -> Path:
    from caatsa.rulebase.tree import shipped_rules

    return Path(rules_folder) if rules_folder else shipped_rules()


def _rule(rule_id: str, base: RuleBase) -> AnyRule:
    if rule_id in base.rules:
        return base.rules[rule_id]
    if rule_id in base.provisions:
        return base.trigger(rule_id)
    from difflib import get_close_matches

    from caatsa.rulebase.problems import nearest

    # People remember the last word of an id.
    words = {known.rpartition(".")[2]: known for known in base.rules}
    close = get_close_matches(rule_id.rpartition(".")[2], words, n=1)
    hint = nearest(rule_id, base.rules)
    if close and not hint.startswith("did you mean"):
        hint = f"did you mean '{words[close[0]]}'?"
    raise click.UsageError(f"there is no rule '{rule_id}'; {hint}", click.get_current_context())


def _refuse_provision(provision: str, base: RuleBase) -> None:
    from caatsa.report.rule_view import provisions_of
    from caatsa.rulebase.problems import nearest

    known = sorted({name for rule in base.rules.values() for name in provisions_of(rule)})
    message = f"--provision: no rule is about '{provision}'; {nearest(provision, known)}"
    raise click.UsageError(message, click.get_current_context())


def _write_json(content: object, output: str | None) -> None:
    import json

    streams.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n", output)
