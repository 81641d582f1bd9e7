"""`caatsa precedents`: the rule base replayed on official actions and on known cases without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from caatsa.cli import options, streams

if TYPE_CHECKING:
    from caatsa.engine.choose import EngineName


@click.command(short_help="Back-test the rule base.")
@options.rules
@options.output("text", "json")
@click.option(
    "--engine", type=click.Choice(["durable", "reference"]), help="The engine; durable unless chosen."
)
def precedents(
    rules_folder: str | None, output_format: str, output: str | None, engine: EngineName | None
) -> None:
    """Replay every precedent at its dates: before the transaction, after it, around the official act.

    Prints agreement, abstentions and disagreements for exposure and enforcement, and what they mean. There
    are no probabilities, and the exit status does not depend on the result.
    """
    from caatsa.assessment.backtest import backtest

    replays = backtest(options.rulebase(rules_folder), engine)
    if output_format == "json":
        import json

        from caatsa.report.backtest_view import backtest_data

        text = json.dumps(backtest_data(replays), ensure_ascii=False, indent=2) + "\n"
    else:
        from caatsa.report.backtest_view import backtest_text

        text = backtest_text(replays)
    streams.write(text, output)
