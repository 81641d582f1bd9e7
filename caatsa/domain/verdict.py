"""What an assessment says: the records that `caatsa.assessment.v1` is made of.

The command line makes and shows them as they are, without pydantic, which alone takes longer to import than
an assessment takes; `domain.published` has the model that programs are given.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from caatsa.domain.axes import Enforcement, Exposure, Model
from caatsa.domain.history import CountryTimeline
from caatsa.domain.prospects import Change, Outcomes
from caatsa.domain.readings import ReadingLine, RivalReadings

Result = Literal["met", "arguable", "unmet", "unknown"]
Total = Literal["supported", "arguable", "weighed_against", "unknown"]
RuleOrigin = Literal["statute", "guidance", "model"]
Weight = Literal["supports", "bears", "against", "neutral"]
EngineName = Literal["durable", "reference"]
ReliefState = Literal["none_known", "in_force", "lapsed", "not_covering"]


class SourceLine(Model, kw_only=True):
    """A source as a reader can look it up."""

    title: str
    publisher: str = ""
    url: str = ""
    published: str = ""
    grade: str = ""


class FactLine(Model, kw_only=True):
    """One fact of the trail: what it says, where it comes from and how good the evidence is.

    `rests_on` are other facts, by their `ref`, without which this one would not be as it is.
    """

    ref: str
    kind: str
    text: str
    fields: dict[str, str | int]
    where: str
    origin: Literal["input", "register", "rule"]
    grade: str = ""
    verification: str = ""
    sources: tuple[SourceLine, ...] = ()
    rests_on: tuple[str, ...] = ()


class Step(Model, kw_only=True):
    """One firing: the rule, the facts that met each of its conditions, and what followed.

    `citation` is in force on the as-of date; `premises` maps each condition of the rule to a fact's `ref`.
    """

    step: int
    rule: str
    origin: RuleOrigin
    citation: str
    premises: dict[str, str]
    derived: str
    because: str


class FactorFinding(Model, kw_only=True):
    """One factor that was weighed for an element, with its origin."""

    factor: str
    result: Literal["met", "arguable", "unmet", "unknown", "noted"]
    weight: Weight
    because: str
    rule: str
    origin: RuleOrigin


class ElementResult(Model, kw_only=True):
    """One element of the provision: its words, the result, and what it rests on.

    `rule` and `origin` name the rule that carried the result; `total` is given for significance only.
    `evidence` says in words what `grade` and `corroborated_by` say: the grade of the weakest fact of the
    strongest proof of the result, and the independent sources of the fact that has fewest of them.
    `rests_on_facts` are the given facts at the end of that proof, by their `ref`.
    """

    id: str
    result: Result
    text: str
    citation: str
    because: str
    facts: tuple[str, ...]
    rule: str
    origin: RuleOrigin
    evidence: str = ""
    total: Total | None = None
    factors: tuple[FactorFinding, ...] = ()
    grade: str = ""
    rests_on_facts: tuple[str, ...] = ()
    corroborated_by: tuple[str, ...] = ()


class OpenNode(Model, kw_only=True):
    """What the statute leaves to an official; never computed."""

    text: str
    citation: str
    decided_by: str
    note: str
    state: str


class MissingFact(Model, kw_only=True):
    """A fact that would settle an element, and where to ask for it.

    `could_settle` are the results that the element could have, `exposures` those of the row once this alone
    is known, and `answers` the facts that rules could take for an answer.
    """

    fact: str
    would_settle: str
    ask: str
    result_now: Result
    could_settle: tuple[Result, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    answers: tuple[str, ...] = ()


class PrecedentComparison(Model, kw_only=True):
    """A precedent beside this transaction: named factors, shared and different; no score, no probability.

    `outcome` is what the United States had done by the as-of date.
    """

    id: str
    title: str
    kind: Literal["action", "no_action"]
    shared: tuple[str, ...]
    differs: tuple[str, ...]
    outcome: str = ""


class OfficialActLine(Model, kw_only=True):
    """An official act that concerns the row, or that is shown beside it without effect."""

    id: str
    kind: str
    provision: str
    date: str
    in_effect: bool
    effect: str
    person: str = ""
    speaker: str = ""
    words: str = ""
    measures: tuple[str, ...] = ()
    inferred: bool = False
    origin: Literal["statute", "guidance", "model", "register", "input"] = "register"
    verification: str = ""
    source: SourceLine | None = None


class ReliefCondition(Model, kw_only=True):
    """One condition of a relief path; mostly unknown, since it is an official who certifies it.

    `alternatives` are the conditions of which one is enough, this one among them; empty where it is needed.
    """

    id: str
    text: str
    question: str
    ask: str
    result: Result
    because: str
    citation: str
    alternatives: tuple[str, ...] = ()


class ReliefAct(Model, kw_only=True):
    """An official act on a relief path: since when, through which day (inclusive), and how it stands.

    `through` is null where neither the act nor the statute sets an end. `not_covering` is an act that is not
    for this transaction.
    """

    official_act: str
    kind: str
    since: str
    through: date | None
    state: ReliefState
    words: str


class ReviewPeriod(Model, kw_only=True):
    """The congressional review that a report submitted on a day would begin; both ends are inclusive.

    `action_from` is the first day on which the action may be taken if Congress does nothing.
    """

    citation: str
    submitted: date
    days: int
    last_day: date
    action_from: date
    unless: tuple[str, ...]


class ReliefPath(Model, kw_only=True):
    """A way to relief: its conditions, who decides, to whom it is certified, and for how long.

    `stage` says whether it works before sanctions are imposed, only after, or either way, `used_by` by which
    kind of act. `together` is the
    result of all conditions, `state` that of the official acts known on this path, `standing` both in words.
    """

    id: str
    title: str
    citation: str
    origin: RuleOrigin
    needs: str
    decided_by: str
    addressed_to: str
    addressees: tuple[str, ...]
    notice: str
    notice_days: int | None
    term: str
    at_least_days: int | None
    at_most_days: int | None
    at_most_years: int | None
    renewable: bool
    renewal_notice_days: int | None
    scope: str
    stage: Literal["before", "after", "any"]
    used_by: Literal["delay", "waiver", "termination", "certification"]
    conditions: tuple[ReliefCondition, ...]
    together: Result
    state: ReliefState
    acts: tuple[ReliefAct, ...]
    standing: tuple[str, ...]
    review: ReviewPeriod | None


class Alternative(Model, kw_only=True):
    """One of several reports of a fact; `act` is empty where it is said of the whole event."""

    reported: str
    where: str
    event: str
    act: str = ""
    grade: str = ""
    sources: tuple[SourceLine, ...] = ()


class Conflict(Model, kw_only=True):
    """Reports of one fact that cannot all be right, side by side; none is chosen, nothing is averaged.

    `grade` is the weakest among them: that of the fact, for as long as they disagree.
    """

    fact: Literal["quantity", "value", "date"]
    alternatives: tuple[Alternative, ...]
    grade: str
    note: str


class AcceptanceLine(Model, kw_only=True):
    """That the row was reviewed and accepted through `expires` (inclusive), and whether that still holds.

    `facts` is the hash of what was reviewed; `changed` where it is no longer that of the row.
    """

    state: Literal["accepted", "lapsed", "changed"]
    reason: str
    approved_by: str
    approved_on: date
    expires: date
    facts: str


class Transaction(Model, kw_only=True):
    """One row: an event, a provision and the person that the provision reaches, in its `role` in the event.

    `exception` is the rule id of a statutory exception that applies; `act` is the act that the row shows.
    """

    event: str
    provision: str | None
    person: str | None
    exposure: Exposure
    enforcement: Enforcement
    reason: str
    item: str = ""
    act: str = ""
    imposable_from: date | None = None
    exception: str | None = None
    elements: tuple[ElementResult, ...] = ()
    open: tuple[OpenNode, ...] = ()
    facts: tuple[FactLine, ...] = ()
    trail: tuple[Step, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    would_change: tuple[Change, ...] = ()
    precedents: tuple[PrecedentComparison, ...] = ()
    official_acts: tuple[OfficialActLine, ...] = ()
    relief_paths: tuple[ReliefPath, ...] = ()
    also_look_at: tuple[str, ...] = ()
    rests_on: tuple[RuleOrigin, ...] = ()
    evidence: str = ""
    conflicts: tuple[Conflict, ...] = ()
    rival_readings: RivalReadings | None = None
    role: str = ""
    outcomes: Outcomes | None = None
    acceptance: AcceptanceLine | None = None


class Imposition(Model, kw_only=True):
    """What was imposed on whom, under which official act."""

    person: str
    measures: tuple[str, ...]
    official_act: str
    date: str
    in_force: bool


class Menu(Model, kw_only=True):
    """Section 235 as used: measures imposed on persons of this country, and those used in precedents."""

    imposed: tuple[str, ...] = ()
    used_in_precedents: tuple[str, ...] = ()
    imposed_on: tuple[Imposition, ...] = ()
    counting: tuple[str, ...] = ()


class Verdict(Model, kw_only=True):
    """Our summary for one government as of a date; countries are never called sanctioned."""

    country: str | None
    country_name: str
    exposure: Exposure
    enforcement: Enforcement
    enforcement_all: tuple[Enforcement, ...]
    summary: str
    transactions: tuple[Transaction, ...]
    menu: Menu


class RuleBaseLine(Model, kw_only=True):
    """The rule base that was used and the day to which the law was read."""

    version: str
    sha256: str
    law_read_to: date


class Issue(Model, kw_only=True):
    """Something in the input that was kept as reported because it was not understood, or not sure."""

    event: str | None
    where: str
    reported: str
    issue: str


class InputLine(Model, kw_only=True):
    """What was assessed."""

    sha256: str
    events: int
    issues: tuple[Issue, ...] = ()


class EngineLine(Model, kw_only=True):
    """The engine that ran the rules."""

    name: EngineName
    version: str


class Assessed(Model, kw_only=True):
    """The whole result; programs are given it as the models of `domain.published`.

    `timeline` is there only where it was asked for.
    """

    format: Literal["caatsa.assessment.v1"] = "caatsa.assessment.v1"
    as_of: date
    known_by: date | None = None
    rulebase: RuleBaseLine
    input: InputLine
    engine: EngineLine
    readings: tuple[ReadingLine, ...] = ()
    notices: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    timeline: tuple[CountryTimeline, ...] = ()
