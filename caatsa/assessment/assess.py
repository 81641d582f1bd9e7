"""Assess procurement events as of a date: the library call, and the same for documents already read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from caatsa.assessment.conflicts import conflicts
from caatsa.assessment.menu import menu
from caatsa.assessment.program import Program
from caatsa.assessment.prospects import Effort
from caatsa.assessment.reach import government_of
from caatsa.assessment.readings import Rivals
from caatsa.assessment.rows import Bench, Case, Row
from caatsa.assessment.summary import CONCERNING, law_notice, summary
from caatsa.domain.axes import EXPOSURES, SHOWN_FIRST
from caatsa.domain.readings import ReadingLine
from caatsa.domain.record import Record
from caatsa.domain.verdict import (
    Assessed,
    Conflict,
    EngineLine,
    InputLine,
    Issue,
    RuleBaseLine,
    Transaction,
    Verdict,
)
from caatsa.engine.choose import EngineName
from caatsa.intake.assembly import ReadInput
from caatsa.intake.concerns import Concern
from caatsa.intake.conflicts import Told
from caatsa.intake.elsewhere import Elsewhere, elsewhere
from caatsa.intake.normalise import Frame
from caatsa.intake.readers import Events, as_document
from caatsa.intake.understand import Understood, UnderstoodParty, understand
from caatsa.registers.countries import Countries
from caatsa.registers.official_act import OfficialAct
from caatsa.registers.persons import Persons
from caatsa.rulebase.rulebase import RuleBase, load_rulebase

if TYPE_CHECKING:
    from caatsa.domain.published import Assessment


def assess(  # noqa: PLR0913 - everything that is asked for by name
    events: Events,
    as_of: date,
    *,
    known_by: date | None = None,
    rulebase: RuleBase | None = None,
    engine: EngineName | None = None,
    readings: Mapping[str, str] | None = None,
    rival_readings: bool = False,
    effort: Effort = "some",
) -> Assessment:
    """Verdicts on procurement events as of a day: acts, listings, official acts, law after it do not count.

    `events` are models, mappings of the input form, a whole input document, or a path. `known_by` also hides
    what was published after that day. The shipped rule base is used unless one is given; `engine` is durable
    where it loads, unless chosen. `readings` read contested terms otherwise than by default;
    `rival_readings` adds to each row what it is under the others; `effort` says how far to look for what
    would change a row (`none`, `some`, `all`). Reads no clock, network or environment.
    Raises `InputError` with every fault of the input, `UnknownReading`, `EngineUnavailable`, or
    `EngineDisagreement` where the proof of a verdict fails.
    """
    if isinstance(as_of, datetime) or not isinstance(as_of, date):
        raise TypeError(f"as_of is a datetime.date without a time, not {type(as_of).__name__}")
    options = Options(
        as_of=as_of,
        known_by=known_by,
        engine=engine,
        readings=readings or {},
        rival_readings=rival_readings,
        effort=effort,
    )
    # Programs are given a pydantic model; the command line does without, and without its import.
    from caatsa.domain.published import published

    base = rulebase or _shipped()
    return published(assess_input(as_document(events, base.registers.countries), base, options))


MOST_SEARCHED: Final = 50
"""Events of an input up to which, unless told otherwise, every row is told what would change it."""
NOT_SEARCHED: Final = (
    f"What would change a row was not looked for: the input has more than {MOST_SEARCHED} events. "
    "caatsa why does so for one event."
)


class Options(Record):
    """How an assessment is made; empty `countries` or `provisions` mean all.

    `over_time` adds a timeline, which `assessment.timeline.assess_over_time` makes.

    With `sharing`, events that the rules cannot tell apart are run through the engine once. With all
    `effort`, every combination of changes and of answers is tried, which takes seconds for a row.
    """

    as_of: date
    known_by: date | None = None
    engine: EngineName | None = None
    countries: Collection[str] = ()
    provisions: Collection[str] = ()
    readings: Mapping[str, str] = MappingProxyType({})
    rival_readings: bool = False
    sharing: bool = True
    effort: Effort = "some"
    over_time: bool = False


def assess_input(read: ReadInput, rulebase: RuleBase, options: Options) -> Assessed:
    """The assessment of a document that has been read."""
    searched = options.effort != "some" or len(read.document.events) <= MOST_SEARCHED
    bench, understood = bench_for(read, rulebase, options, options.effort if searched else "none")
    program = bench.program
    frames = [frame_of(one, read, options) for one in understood]
    cases = [bench.case(one, frame) for one, frame in zip(understood, frames, strict=True)]
    told = [Told(case.understood, case.acts, frame) for case, frame in zip(cases, frames, strict=True)]
    disputed = conflicts(told)
    rivals = Rivals(bench, options.engine, options.readings) if options.rival_readings else None
    rows = [
        with_conflicts(row, disputed.get(row.transaction.event, ()))
        for case, frame in zip(cases, frames, strict=True)
        for row in _rows(bench, rivals, case, frame)
        if _wanted(row.transaction, options)
    ]
    issues = tuple(_issues(understood, read))
    head = head_of(read, rulebase, options, program, issues, searched=searched)
    return replace(head, verdicts=_verdicts(rows, [one.buyer for one in understood], bench, options))


def head_of(
    read: ReadInput,
    rulebase: RuleBase,
    options: Options,
    program: Program,
    issues: tuple[Issue, ...],
    *,
    searched: bool,
) -> Assessed:
    """An assessment without its verdicts."""
    notice = law_notice(options.as_of, rulebase.law_read_to)
    return Assessed(
        as_of=options.as_of,
        known_by=options.known_by,
        rulebase=rulebase_line(rulebase),
        input=InputLine(sha256=read.sha256, events=len(read.document.events), issues=issues),
        engine=EngineLine(name=cast("EngineName", program.engine.name), version=program.engine.version),
        readings=tuple(read_otherwise(rulebase, options.readings)),
        notices=tuple(said for said in (notice, "" if searched else NOT_SEARCHED) if said),
    )


def rulebase_line(rulebase: RuleBase) -> RuleBaseLine:
    """The rule base as every output names it."""
    return RuleBaseLine(version=rulebase.version, sha256=rulebase.sha256, law_read_to=rulebase.law_read_to)


def _rows(bench: Bench, rivals: Rivals | None, case: Case, frame: Frame) -> tuple[Row, ...]:
    rows = bench.rows(case)
    return rivals.added(rows, case.understood, frame) if rivals else rows


def read_otherwise(rulebase: RuleBase, chosen: Mapping[str, str]) -> Iterator[ReadingLine]:
    """The terms that are not read as by default."""
    for switch, value in rulebase.readings.differing(chosen):
        title = switch.values[value].title
        yield ReadingLine(name=switch.name, value=value, default=switch.default, title=title)


def bench_for(
    read: ReadInput, rulebase: RuleBase, options: Options, effort: Effort
) -> tuple[Bench, tuple[Understood, ...]]:
    """What the events of a document are assessed with, and the events as understood.

    `effort` is how far to look for what would change a row, which many events make less than was asked for.
    """
    understood, persons = understood_events(read, rulebase)
    frames = (frame_of(one, read, options) for one in understood)
    others = elsewhere(zip(understood, frames, strict=True), rulebase.registers.subjects)
    return bench_of(
        rulebase, options, persons, known_acts(read, rulebase, options), others, effort
    ), understood


def bench_of(
    rulebase: RuleBase,
    options: Options,
    persons: Persons,
    known: tuple[OfficialAct, ...],
    others: Elsewhere,
    effort: Effort,
) -> Bench:
    """What events are assessed with; `known` are the official acts that count, `others` the events of one
    person on one subject.
    """
    under = rulebase.readings.under(options.readings)
    program = Program(rulebase, options.as_of, options.engine, under, sharing=options.sharing)
    days = options.as_of, options.known_by
    return Bench(rulebase, program, persons, known, *days, others, tuple(options.provisions), effort)


def known_acts(read: ReadInput, rulebase: RuleBase, options: Options) -> tuple[OfficialAct, ...]:
    """The official acts of the register and of the document that count on the days of the assessment."""
    acts = rulebase.registers.official_acts.with_entries(
        read.document.official_acts, lambda text: _code(rulebase.registers.countries, text) or text
    )
    return tuple(act for act in acts.published_by(options.known_by) if act.date.last_day <= options.as_of)


def understood_events(read: ReadInput, rulebase: RuleBase) -> tuple[tuple[Understood, ...], Persons]:
    """Every event against the registers, to which the document's own persons are added.

    Raises `UnknownCountry` for a text that is not a country, which reading with the register finds before.
    """
    registers = rulebase.registers
    persons = overlaid_persons(read, rulebase)
    understood = tuple(
        understand(event, registers.countries, persons, registers.armaments) for event in read.document.events
    )
    return understood, persons


def overlaid_persons(read: ReadInput, rulebase: RuleBase) -> Persons:
    """The register of persons with what the document adds to it."""
    registers = rulebase.registers
    return registers.persons.with_overrides(
        read.document.persons, lambda text: _code(registers.countries, text), read.provenance.place
    )


@cache
def _shipped() -> RuleBase:
    return load_rulebase()


def _code(countries: Countries, text: str) -> str | None:
    return countries.resolve(text).code


def frame_of(understood: Understood, read: ReadInput, options: Options) -> Frame:
    """The day of the assessment, and where each part of the event stands in its document."""
    event = understood.event.id
    return Frame(options.as_of, options.known_by, lambda path: read.provenance.locate(event, path))


def with_conflicts(row: Row, found: tuple[Conflict, ...]) -> Row:
    """The row with what reports say of its event that disagrees."""
    return replace(row, transaction=replace(row.transaction, conflicts=found)) if found else row


def _wanted(row: Transaction, options: Options) -> bool:
    return not options.provisions or row.provision in options.provisions


def unread_issues(read: ReadInput) -> Iterator[Issue]:
    """The rows of foreign formats that could not be read."""
    for fault in read.unread:
        where = fault.file if fault.line is None else f"{fault.file}, line {fault.line}"
        yield Issue(event=None, where=where, reported="", issue=f"not read: {fault.problem}")


def _issues(understood: Iterable[Understood], read: ReadInput) -> Iterator[Issue]:
    yield from unread_issues(read)
    for one in understood:
        for issue in one.issues:
            where = read.provenance.locate(one.event.id, issue.path)
            yield Issue(event=one.event.id, where=where, reported=issue.reported, issue=issue.issue)


def _verdicts(
    rows: Sequence[Row], buyers: Iterable[UnderstoodParty], bench: Bench, options: Options
) -> tuple[Verdict, ...]:
    """One verdict for the government of each person reached, and of each buyer: highest exposure first."""
    countries = bench.rulebase.registers.countries
    grouped: dict[tuple[str | None, str], list[Row]] = defaultdict(list)
    for row in rows:
        grouped[government_of(row.subject, countries)].append(row)
    if not options.provisions:
        for buyer in buyers:
            grouped.setdefault(government_of(buyer, countries), [])
    verdicts = [
        _verdict(code, name, members, bench)
        for (code, name), members in grouped.items()
        if not options.countries or code in options.countries
    ]
    verdicts.sort(key=lambda verdict: (-EXPOSURES.index(verdict.exposure), verdict.country_name))
    return tuple(verdicts)


def _verdict(code: str | None, name: str, members: Sequence[Row], bench: Bench) -> Verdict:
    rows = tuple(row.transaction for row in members)
    states = {row.enforcement for row in rows} or {"none_known"}
    shown = tuple(state for state in SHOWN_FIRST if state in states)
    concerns: list[Concern] = [concern for row in members for concern in row.concerns]
    return Verdict(
        country=code,
        country_name=name,
        exposure=max((row.exposure for row in rows), key=EXPOSURES.index, default="no_trigger"),
        enforcement=shown[0],
        enforcement_all=shown,
        summary=summary(
            name,
            rows,
            _concerned(members),
            _cited(bench.rulebase),
            bench.as_of,
            law_notice(bench.as_of, bench.rulebase.law_read_to),
        ),
        transactions=rows,
        menu=menu(rows, concerns, bench.known_acts, bench.rulebase, bench.as_of),
    )


def _cited(rulebase: RuleBase) -> dict[str, str]:
    """How each provision is cited in a sentence: without the parallel citation."""
    triggers = ((provision, rulebase.trigger(provision)) for provision in rulebase.provisions)
    return {provision: trigger.authority.citation.partition(",")[0] for provision, trigger in triggers}


def _concerned(members: Sequence[Row]) -> tuple[str, ...]:
    """The persons of rows whose elements are all met or arguable; one name each, however it was spelled."""
    names = {
        row.subject.key: row.transaction.person
        for row in reversed(members)
        if row.transaction.person and row.transaction.provision and row.transaction.exposure in CONCERNING
    }
    return tuple(name for name in reversed(names.values()) if name)
