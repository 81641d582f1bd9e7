"""Many events, one after another: what is needed to assess any of them, and their rows in brief."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from caatsa.assessment.assess import Options, bench_of, known_acts, overlaid_persons
from caatsa.assessment.brief import BriefRow, Briefs
from caatsa.assessment.proofs import Under
from caatsa.assessment.reach import government_of
from caatsa.domain.record import Record
from caatsa.domain.reported import Event
from caatsa.intake.assembly import ReadInput
from caatsa.intake.elsewhere import Elsewhere, elsewhere
from caatsa.intake.normalise import Frame
from caatsa.intake.subjects import states_a_subject
from caatsa.intake.understand import Understood, understand
from caatsa.registers.official_act import OfficialAct
from caatsa.registers.persons import Persons
from caatsa.rulebase.rulebase import RuleBase


class Setting(Record):
    """All that events are assessed with; the same in every process. Proofs are made if they are `proving`."""

    rulebase: RuleBase
    options: Options
    persons: Persons
    official: tuple[OfficialAct, ...]
    others: Elsewhere
    proving: bool = True


class Brief(Record):
    """One event in brief: code and name of the buyer's country, the rows that were asked for, and issues."""

    buyer: tuple[str | None, str]
    rows: tuple[BriefRow, ...]
    issues: tuple[str, ...]


Work = Callable[[Brief], Any]
"""What is made of an event, where it is assessed."""


def setting_of(
    read: ReadInput,
    rulebase: RuleBase,
    options: Options,
    events: Iterable[Event] | None = None,
    *,
    proving: bool = True,
) -> Setting:
    """What the events of a document are assessed with, those of the document itself unless others are given.

    Raises `InputError` where its persons contradict the register.
    """
    persons = overlaid_persons(read, rulebase)
    # A mapping that crosses the border to another process.
    plain = Options(**{**vars(options), "readings": dict(options.readings)})
    setting = Setting(
        rulebase, plain, persons, known_acts(read, rulebase, options), Elsewhere({}, {}), proving
    )
    subjects = rulebase.registers.subjects
    given = read.document.events if events is None else events
    stating = (one for one in given if states_a_subject(one, subjects))
    frame = Frame(options.as_of, options.known_by, _nowhere)
    told = ((understood_in(one, setting), frame) for one in stating)
    return replace(setting, others=elsewhere(told, subjects))


class Desk:
    """Where events are assessed in brief."""

    def __init__(self, setting: Setting) -> None:
        options, rulebase = setting.options, setting.rulebase
        self._setting = setting
        bench = bench_of(rulebase, options, setting.persons, setting.official, setting.others, "none")
        under = Under(rulebase.sha256, options.as_of, options.readings)
        self._briefs = Briefs(bench, under, sharing=options.sharing, proving=setting.proving)

    def brief(self, event: Event) -> Brief:
        """The event in brief. Raises `EngineDisagreement` where the proof of a result fails."""
        understood = understood_in(event, self._setting)
        rows = tuple(row for row in self._briefs.rows(understood) if _asked_for(row, self._setting.options))
        buyer = government_of(understood.buyer, self._setting.rulebase.registers.countries)
        return Brief(buyer, rows, tuple(issue.issue for issue in understood.issues))


def briefs(read: ReadInput, rulebase: RuleBase, options: Options) -> Iterator[Brief]:
    """Each event of a document in brief, in order."""
    desk = Desk(setting_of(read, rulebase, options))
    return map(desk.brief, read.document.events)


def understood_in(event: Event, setting: Setting) -> Understood:
    """The event against the registers."""
    registers = setting.rulebase.registers
    return understand(event, registers.countries, setting.persons, registers.armaments)


def _asked_for(row: BriefRow, options: Options) -> bool:
    of_provision = not options.provisions or row.provision in options.provisions
    return of_provision and (not options.countries or row.country in options.countries)


def _nowhere(_: object) -> str:
    return ""
