"""`caatsa assess`: events in, verdicts out; the exit status answers `--fail-on`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, get_args

import click

from caatsa.cli import options, streams
from caatsa.cli.suggestions import check_known
from caatsa.domain.record import Record
from caatsa.report.forms import FORMS, OVER_TIME, rendered

if TYPE_CHECKING:
    from caatsa.assessment.assess import Options
    from caatsa.cli.many import Asked, Told
    from caatsa.domain.verdict import Assessed
    from caatsa.engine.choose import EngineName
    from caatsa.intake.assembly import ReadInput
    from caatsa.intake.formats import Format
    from caatsa.intake.inputs import NamedBytes
    from caatsa.intake.readers import Foreign
    from caatsa.rulebase.rulebase import RuleBase

ASSESSED: Final = 0
AT_THRESHOLD: Final = 1
SOME_LOST: Final = 3
MIGHT_REACH_THRESHOLD: Final = 4
MANY: Final = 50
VOLUME: Final = ("jsonl", "csv")
EXPOSURES: Final = ("no_trigger", "watch", "undecided", "arguable", "facially_met")
"""As `report` and `domain.axes` have them; repeated, since those are slow to import."""


@click.command(short_help="Assess procurement events.")
@options.inputs
@options.mapping
@options.as_of
@options.known_by
@click.option("--country", "countries", multiple=True, metavar="CODE", help="Only that buyer's country.")
@click.option("--provision", "provisions", multiple=True, metavar="ID", help="Only that provision.")
@options.readings
@click.option(
    "--readings",
    "rival_readings",
    is_flag=True,
    help="Also show each row under every combination of readings that matters, and which of them decide.",
)
@options.output(*FORMS, *VOLUME)
@options.rules
@click.option(
    "--engine",
    type=click.Choice(["durable", "reference"]),
    help="The engine; durable where it can be loaded unless chosen.",
)
@click.option(
    "--fail-on",
    type=click.Choice(EXPOSURES),
    metavar="EXPOSURE",
    help="Exit with 1 if an exposure is at or above this one, with 4 if something undecided could reach it.",
)
@click.option(
    "--strict", is_flag=True, help="Refuse foreign inputs with a row that cannot be read; ours always are."
)
@click.option(
    "--grouping/--no-grouping",
    default=True,
    help="Put rows of a trade register that belong to one order together, or leave each an event.",
)
@click.option(
    "--receipt",
    "receipt_file",
    metavar="FILE",
    help="Also write a receipt: the assessment with all that it was made from, for `caatsa verify`.",
)
@click.option(
    "--register",
    "register_url",
    metavar="URL",
    help="Also record the receipt in a register: the file of an SQLite database, or postgresql+psycopg://…",
)
@click.option(
    "--proofs",
    "proofs_file",
    metavar="FILE",
    help="With jsonl or csv: also write the proofs that rows name, each once.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Processes for many events; as many as there are processors unless given.",
)
@click.option(
    "--sharing/--no-sharing",
    default=True,
    help="Run events that no rule can tell apart once; or each by itself, for audits, with the same output.",
)
@click.option(
    "--acceptances",
    "acceptances_file",
    metavar="FILE",
    help="Show reviewed risks of that file as accepted; --fail-on passes over those that still hold.",
)
@click.option("--quiet", is_flag=True, help="No notices on standard error; errors are still told.")
def assess(**given: Any) -> int:
    """Assess procurement events as of a day.

    INPUT is a file, or - for standard input; several are one document. Exit status: 0 assessed; 1 an exposure
    is at or above --fail-on; 2 usage or input error, nothing assessed; 4 only something undecided could be.
    """
    return _assess(Given(**given))


class Given(Record):
    """The arguments and options of one run, by their names on the command line."""

    inputs: tuple[str, ...]
    input_format: Format | None
    mapping_file: str | None
    as_of: date
    known_by: date | None
    countries: tuple[str, ...]
    provisions: tuple[str, ...]
    readings: tuple[str, ...]
    rival_readings: bool
    output_format: str
    output: str | None
    rules_folder: str | None
    engine: EngineName | None
    fail_on: str | None
    strict: bool
    grouping: bool
    receipt_file: str | None
    register_url: str | None
    proofs_file: str | None
    jobs: int | None
    sharing: bool
    acceptances_file: str | None
    quiet: bool

    @property
    def sealed(self) -> bool:
        """Whether a receipt is made, to be written or to be recorded."""
        return self.receipt_file is not None or self.register_url is not None


def _refuse_what_does_not_go_together(given: Given) -> None:
    volume = given.output_format in VOLUME
    problem = ""
    if given.proofs_file is not None and not volume:
        problem = "--proofs goes with --format jsonl or csv; the other formats hold their proofs"
    elif volume and given.sealed:
        problem = (
            f"--receipt does not go with --format {given.output_format}; a receipt is a whole assessment"
        )
    elif volume and given.acceptances_file is not None:
        problem = f"--acceptances does not go with --format {given.output_format}; json and sarif have them"
    elif volume and given.rival_readings:
        problem = f"--readings does not go with --format {given.output_format}; json has them"
    if problem:
        raise click.UsageError(problem, click.get_current_context())


def _assess(given: Given) -> int:
    from caatsa.intake.inputs import fetch_all
    from caatsa.intake.readers import Foreign, read_documents

    _refuse_what_does_not_go_together(given)
    base = options.rulebase(given.rules_folder)
    foreign = Foreign(given.strict, given.grouping, options.mapped(given.mapping_file))
    if given.output_format in VOLUME:
        return _assess_lines(given, base, foreign)
    # A receipt holds the very bytes that were assessed, standard input included.
    fetched = fetch_all(given.inputs) if given.sealed else []
    sources = [(found.name, found.content) for found in fetched] or given.inputs
    read = read_documents(sources, given.input_format, base.registers.countries, foreign)
    wanted = _wanted(given, base)
    if _in_brief(given, read):
        return _assess_many(given, read, base, wanted)
    assessment = _assessment(read, base, wanted)
    shown = _with_acceptances(assessment, given)
    color = streams.colors() and given.output is None
    streams.write(rendered(shown, given.output_format, base, color=color), given.output)
    if given.sealed:
        _keep(_receipt(assessment, fetched, wanted, foreign, given.input_format), given)
    if not given.quiet:
        options.notice_unread(len(read.unread))
        _notice_engine(assessment, given.engine)
    rows = (row for verdict in shown.verdicts for row in verdict.transactions)
    counted = (row for row in rows if row.acceptance is None or row.acceptance.state != "accepted")
    return _status({row.exposure for row in counted}, given.fail_on)


def _in_brief(given: Given, read: ReadInput) -> bool:
    """Whether rows are surveyed, because there are many."""
    many = given.output_format == "text" and len(read.document.events) > MANY
    return many and not (given.rival_readings or given.sealed or given.acceptances_file)


def _assess_many(given: Given, read: ReadInput, base: RuleBase, wanted: Options) -> int:
    from caatsa.cli.many import survey_many

    return _tell(survey_many(read, base, wanted, _asked(given)), len(read.unread), given)


def _assess_lines(given: Given, base: RuleBase, foreign: Foreign) -> int:
    from caatsa.cli.many import assess_lines
    from caatsa.intake.columnar.stream import Stream

    wanted = _wanted(given, base)
    stream = Stream(given.inputs, given.input_format, base.registers.countries, foreign)
    told = assess_lines(stream, base, wanted, _asked(given))
    return _tell(told, stream.unread, given)


def _asked(given: Given) -> Asked:
    from caatsa.cli.many import Asked

    return Asked(given.output_format, given.output, given.proofs_file, given.jobs, given.quiet)


def _tell(told: Told, unread: int, given: Given) -> int:
    """What became of many events, on standard error; the exit status."""
    for event, why in told.lost:
        streams.say(f"caatsa: {event} could not be assessed: {why}")
    if not given.quiet:
        options.notice_unread(unread)
    status = _status(told.exposures, given.fail_on)
    return SOME_LOST if told.lost and status != AT_THRESHOLD else status


def _assessment(read: ReadInput, base: RuleBase, wanted: Options) -> Assessed:
    if wanted.over_time:
        from caatsa.assessment.timeline import assess_over_time

        return assess_over_time(read, base, wanted)
    from caatsa.assessment.assess import assess_input

    return assess_input(read, base, wanted)


def _with_acceptances(assessment: Assessed, given: Given) -> Assessed:
    """The rows with their acceptances; what no longer holds is told whatever else is quiet."""
    if given.acceptances_file is None:
        return assessment
    from caatsa.assessment.acceptances import accepted, read_acceptances
    from caatsa.intake.inputs import fetch

    found = accepted(assessment, read_acceptances(fetch(given.acceptances_file)))
    for line in found.loud:
        streams.say(f"caatsa: {line}")
    return found.assessed


def _wanted(given: Given, base: RuleBase) -> Options:
    """What is asked for, with every name checked against the rule base."""
    from caatsa.assessment.assess import Options

    if given.provisions:
        _check_provisions(given.provisions, base, quiet=given.quiet)
    return Options(
        given.as_of,
        given.known_by,
        given.engine,
        _codes(given.countries, base),
        given.provisions,
        options.chosen_readings(given.readings, base),
        given.rival_readings,
        sharing=given.sharing,
        over_time=given.output_format in OVER_TIME or given.sealed,
    )


def _keep(receipt: str, given: Given) -> None:
    """Write the receipt where it was asked for, and record it; the clock is read here."""
    if given.receipt_file:
        streams.write(receipt, given.receipt_file)
    if given.register_url:
        from caatsa.assessment.ledger import Ledger

        entry = Ledger(given.register_url).append(receipt.encode("utf-8"), options.now())
        if not given.quiet:
            streams.say(f"caatsa: recorded as entry {entry.number}, {entry.sha256}")


def _receipt(
    assessment: Assessed,
    fetched: Sequence[NamedBytes],
    wanted: Options,
    foreign: Foreign,
    input_format: Format | None,
) -> str:
    from caatsa import __version__
    from caatsa.assessment.receipt import Asked, written

    asked = Asked(wanted, foreign, input_format)
    return written(assessment, fetched, asked, __version__).decode("utf-8") + "\n"


def _check_provisions(provisions: Iterable[str], base: RuleBase, *, quiet: bool) -> None:
    """A usage error for what is no provision; a notice for one that the rule base does not code."""
    from caatsa.domain.events import TriggerProvision

    for provision in provisions:
        check_known("--provision", provision, get_args(TriggerProvision), "a provision")
        if provision not in base.provisions and not quiet:
            streams.say(f"caatsa: {provision} is not coded in this rule base; it gives no rows")


def _codes(countries: Iterable[str], base: RuleBase) -> tuple[str, ...]:
    """The ISO codes of countries named in any way that the register knows."""
    codes = []
    for text in countries:
        country = base.registers.countries.resolve(text)
        if country.code is None:
            raise click.UsageError(
                f"--country: '{text}' has no ISO code; it is no state", click.get_current_context()
            )
        codes.append(country.code)
    return tuple(codes)


def _notice_engine(assessment: Assessed, asked_for: EngineName | None) -> None:
    """One line where the engine that ran is the second choice."""
    if asked_for is not None or assessment.engine.name != "reference":
        return
    from caatsa.domain.errors import EngineUnavailable
    from caatsa.engine.session import load

    try:
        load()
    except EngineUnavailable as error:
        streams.say(f"caatsa: engine reference, since {error}")


def _status(found: Collection[str], fail_on: str | None) -> int:
    """The exit status for the exposures that rows have."""
    if fail_on is None:
        return ASSESSED
    threshold = EXPOSURES.index(fail_on)
    if any(EXPOSURES.index(one) >= threshold for one in found):
        return AT_THRESHOLD
    return MIGHT_REACH_THRESHOLD if "undecided" in found else ASSESSED
