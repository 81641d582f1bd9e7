"""`caatsa assess` on many events: in several processes, told in brief, with progress on a terminal."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from caatsa.assessment.desk import Brief, Setting, Work, setting_of
from caatsa.assessment.survey import seen
from caatsa.assessment.whole import surveyed
from caatsa.cli import streams
from caatsa.cli.progress import progress
from caatsa.domain.record import Record
from caatsa.domain.reported import Event
from caatsa.intake.subjects import states_a_subject
from caatsa.report.many import OF_COUNTRY, OVERVIEW
from caatsa.report.text import to_text_of_many
from caatsa.report.volume import VOLUME, proof_line
from caatsa.scale.pool import Outcome, outcomes

if TYPE_CHECKING:
    from caatsa.assessment.assess import Options
    from caatsa.intake.assembly import ReadInput
    from caatsa.intake.columnar.stream import Stream
    from caatsa.rulebase.rulebase import RuleBase

FEW: Final = 1000
"""Events that one process has assessed before another one has started."""


class Asked(Record):
    """How many events are told: format, files, and the number of processes unless that is left open."""

    output_format: str
    output: str | None
    proofs: str | None
    jobs: int | None
    quiet: bool


class Told(Record):
    """What a run comes to: how many rows have each exposure, and the events that could not be run."""

    exposures: Counter[str]
    lost: tuple[tuple[str, str], ...]


def assess_lines(stream: Stream, base: RuleBase, options: Options, asked: Asked) -> Told:
    """Assess and write row by row, in a format for volume; what is in memory does not grow with the rows."""
    subjects = base.registers.subjects
    stating: list[Event] = []
    stream.check(lambda event: stating.append(event) if states_a_subject(event, subjects) else None)
    kept = _not_left_out(stating, stream) if stream.unread else stating
    setting = setting_of(next(stream.batches()), base, options, kept)
    events = (event for batch in stream.batches() for event in batch.document.events)
    return _lines(_outcomes(events, stream.events, setting, Writing(asked.output_format), asked), asked)


def _not_left_out(events: Iterable[Event], stream: Stream) -> Iterator[Event]:
    """Those of the events that the stream gives; rows whose id is repeated it leaves out."""
    looked_for = {event.id for event in events}
    given = (event for batch in stream.batches() for event in batch.document.events)
    return (event for event in given if event.id in looked_for)


def survey_many(read: ReadInput, base: RuleBase, options: Options, asked: Asked) -> Told:
    """Assess and write a survey as text."""
    return _survey(read, setting_of(read, base, options, proving=False), asked)


class Written(Record):
    """Rows as written, their exposures, and the proofs that this process has not sent before."""

    text: str
    exposures: tuple[str, ...]
    proofs: dict[str, str]


class Writing:
    """Writes the rows of an event in a format, in whatever process."""

    def __init__(self, output_format: str) -> None:
        self._format = output_format
        self._sent: set[str] = set()

    def __call__(self, brief: Brief) -> Written:
        """The rows of the event."""
        _, write = VOLUME[self._format]
        proofs = {one.digest: one.text for row in brief.rows if (one := row.judged.proof)}
        new = {digest: text for digest, text in proofs.items() if digest not in self._sent}
        self._sent.update(new)
        return Written(write(brief.rows), tuple(row.judged.exposure for row in brief.rows), new)


def _lines(found: Iterable[Outcome], asked: Asked) -> Told:
    exposures: Counter[str] = Counter()
    lost: list[tuple[str, str]] = []
    proofs: dict[str, str] = {}
    header, _ = VOLUME[asked.output_format]

    def pieces() -> Iterator[str]:
        yield header()
        for outcome in found:
            if outcome.lost:
                lost.append((outcome.event, outcome.lost))
                continue
            exposures.update(outcome.made.exposures)
            proofs.update((key, text) for key, text in outcome.made.proofs.items() if key not in proofs)
            yield outcome.made.text

    streams.write(pieces(), asked.output)
    if asked.proofs is not None:
        streams.write((proof_line(digest, text) for digest, text in proofs.items()), asked.proofs)
    return Told(exposures, tuple(lost))


def _survey(read: ReadInput, setting: Setting, asked: Asked) -> Told:
    exposures: Counter[str] = Counter()
    lost: list[tuple[str, str]] = []

    def all_seen() -> Iterator[Any]:
        events = read.document.events
        for outcome in _outcomes(events, len(events), setting, seen, asked):
            if outcome.lost:
                lost.append((outcome.event, outcome.lost))
                continue
            exposures.update(line.exposure for _, line in outcome.made.rows)
            yield outcome.made

    extent = OF_COUNTRY if setting.options.countries else OVERVIEW
    survey = surveyed(read, setting, all_seen(), extent.whole, of_each=extent.whole_of_each)
    color = streams.colors() and asked.output is None
    streams.write(to_text_of_many(survey.without(lost), extent, color=color), asked.output)
    return Told(exposures, tuple(lost))


def _outcomes(
    events: Iterable[Event], number: int, setting: Setting, work: Work, asked: Asked
) -> Iterable[Outcome]:
    jobs = asked.jobs or (_processors() if number > FEW else 1)
    return progress(outcomes(setting, events, work, jobs), number, quiet=asked.quiet)


def _processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
