"""Rules as everything but the loader sees them: plain records with the fields of `rulebase.model`.

That module says what a file may say and what each field means. It needs pydantic, which a run on a rule base
that is kept ready does not even import.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, cast

from caatsa.domain.record import Record

if TYPE_CHECKING:
    from pydantic import BaseModel

RuleOrigin = Literal["statute", "guidance", "model"]
Status = Literal["draft", "reviewed", "stable", "retired"]
Scalar = str | int
Reach = Literal["buyer", "supplier", "agent", "bank", "manufacturer", "end_user"]
ROLES_REACHED: Mapping[Reach, tuple[str, ...]] = {
    "buyer": ("buyer",),
    "supplier": ("supplier", "exporter"),
    "agent": ("agent",),
    "bank": ("bank",),
    "manufacturer": ("manufacturer",),
    "end_user": ("end_user",),
}
"""The roles in an event on which a provision falls that reaches the person named so."""


class Authority(Record):
    """Where the words come from."""

    citation: str
    section: str | None
    paragraph: str | dict[str, str] | None
    guidance: str | None


class Condition(Record):
    """One fact that a rule needs."""

    id: str
    fact: str
    where: Mapping[str, Scalar | list[Scalar]]


class Example(Record):
    """A small world in which the rule fires or stays silent."""

    name: str
    given: Sequence[dict[str, Scalar]]
    expect: Literal["fires", "silent"]
    unmet: Sequence[str]


class Related(Record):
    """Another rule and how it bears on this one."""

    id: str
    as_: Literal["relieved_by", "excepted_by", "relieves", "excepts", "see_also"]


class Rule(Record):
    """What every rule has, whatever its kind."""

    format: Literal[1]
    id: str
    title: str
    origin: RuleOrigin
    status: Status
    authority: Authority
    effective_from: date | None
    effective_to: date | None
    rationale: str | None
    caveats: Sequence[str]
    related: Sequence[Related]


class Classifier(Rule):
    """Says what some facts mean for one element of a provision, or derives a helping fact."""

    kind: Literal["classifier"]
    reading: Mapping[str, str | Sequence[str]]
    elements: Sequence[Condition]
    derive: dict[str, Scalar]
    because: str
    examples: Sequence[Example]

    @property
    def readings(self) -> Mapping[str, tuple[str, ...]]:
        """The switches that the rule names, and the values under which it runs."""
        return {
            name: (value,) if isinstance(value, str) else tuple(value) for name, value in self.reading.items()
        }


class ExceptionRule(Rule):
    """A statutory exception."""

    kind: Literal["exception"]
    text: str
    excepts: Sequence[str]
    elements: Sequence[Condition]
    because: str
    examples: Sequence[Example]


class Element(Record):
    """One condition of a provision, in the statute's words."""

    id: str
    text: str
    paragraph: str | None
    origin: RuleOrigin
    question: str
    ask: str
    raise_by: str | None


class OpenNode(Record):
    """What the statute leaves to an official."""

    text: str
    paragraph: str | None
    decided_by: str
    note: str


class Consequence(Record):
    """What the statute attaches once an official determination is made."""

    menu: str
    at_least: int


class Trigger(Rule):
    """A provision whose elements make conduct sanctionable."""

    kind: Literal["trigger"]
    provision: str
    reaches: Sequence[Reach]
    otherwise_reaches: Sequence[Reach]
    imposable_from: date | None
    touched_by: Sequence[Sequence[Condition]]
    elements: Sequence[Element]
    open: Sequence[OpenNode]
    consequence: Consequence | None
    examples: Sequence[Example]


class Limits(Record):
    """The term that the statute sets for one waiver or delay."""

    at_least_days: int | None
    at_most_days: int | None
    at_most_years: int | None
    renewable: bool
    renewal_notice_days: int | None


class Waits(Record):
    """A condition that is met once so many years have passed since imposition."""

    condition: str
    years: int


class Relief(Rule):
    """A way in which an official may spare or end sanctions."""

    kind: Literal["relief"]
    provision: str
    relieves: Sequence[str]
    stage: Literal["before", "after", "any"]
    used_by: Literal["delay", "waiver", "termination", "certification"]
    elements: Sequence[Element]
    one_of: Sequence[Sequence[str]]
    addressees: Sequence[str]
    notice_days: int | None
    limits: Limits | None
    waits: Waits | None
    reviewed: bool
    none_known: str
    needs: str
    decided_by: str
    addressed_to: str
    notice: str
    term: str
    scope: str


class Measure(Record):
    """One paragraph of the section 235(a) menu."""

    id: str
    title: str
    summary: str
    blocking: bool
    counts_as: str


class Menu(Rule):
    """The measures from which five or more are chosen, and how they are counted."""

    kind: Literal["menu"]
    measures: Sequence[Measure]
    counting: Sequence[str]


AnyRule = Classifier | ExceptionRule | Trigger | Relief | Menu

_RECORDS: Mapping[str, type[Record]] = {
    record.__name__: record
    for record in (
        *(Authority, Condition, Example, Related, Element, OpenNode, Consequence, Limits, Waits, Measure),
        *(Classifier, ExceptionRule, Trigger, Relief, Menu),
    )
}


def as_rule(model: BaseModel) -> AnyRule:
    """The record of a rule file that was read."""
    return cast("AnyRule", _plain(model))


def as_data(rule: AnyRule) -> dict[str, Any]:
    """The rule as its file says it, with what the file leaves out; days as ISO text."""
    return {name.rstrip("_"): _said(value) for name, value in vars(rule).items()}


def _said(value: Any) -> Any:
    if isinstance(value, Record):
        return {name.rstrip("_"): _said(part) for name, part in vars(value).items()}
    if isinstance(value, date):
        return value.isoformat()
    return [_said(part) for part in value] if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    """Models as their records; lists and mappings as they are."""
    record = _RECORDS.get(type(value).__name__)
    if record is not None:
        return record(**{name: _plain(part) for name, part in value})
    return [_plain(part) for part in value] if isinstance(value, list) else value
