"""The rule file format: what a file under `rules/` may say, as strict pydantic models.

`docs/rule-format.md` explains it in prose; `rules/rule.schema.json` is generated from these models.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

RuleId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(\.[a-z0-9_]+)+$", max_length=120)]
Name = Annotated[str, Field(pattern=r"^[a-zA-Z][a-zA-Z0-9_.]*$", max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
RuleOrigin = Literal["statute", "guidance", "model"]
Status = Literal["draft", "reviewed", "stable", "retired"]
Day = Annotated[date, Field(strict=False)]
Scalar = str | int
Where = dict[str, Scalar | list[Scalar]]
"""Field tests: `field` (equals), or `field|op` with op in ne, lt, lte, gt, gte, in. `$alias.field` joins;
days are ISO text here, as in every file that was parsed."""


Reach = Literal["buyer", "supplier", "agent", "bank", "manufacturer", "end_user"]


class Model(BaseModel):
    """Base of all file models: frozen, nothing unknown, nothing coerced."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Authority(Model):
    """Where the words come from: a section of a statute, a guidance note, or (origin model) our own reading.

    `paragraph` is a path such as `d.1.B.i`, or one path per version of the section that is in force.
    """

    citation: Text
    section: str | None = None
    paragraph: str | dict[str, str] | None = None
    guidance: str | None = None


class Condition(Model):
    """One fact that a rule needs; `id` is the name by which later conditions and texts refer to it."""

    id: Name
    fact: Name
    where: Where = {}


class Example(Model):
    """A small world in which the rule fires, or stays silent because of the elements named in `unmet`."""

    name: Text
    given: list[dict[str, Scalar]]
    expect: Literal["fires", "silent"]
    unmet: list[Name] = []


class Related(Model):
    """Another rule and how it bears on this one."""

    id: RuleId
    as_: Annotated[
        Literal["relieved_by", "excepted_by", "relieves", "excepts", "see_also"], Field(alias="as")
    ]


class RuleFile(Model):
    """What every rule file has, whatever its kind; `id` equals its path under `rules/`."""

    format: Literal[1]
    id: RuleId
    title: Text
    origin: RuleOrigin
    status: Status
    authority: Authority
    effective_from: Day | None = None
    effective_to: Day | None = None
    rationale: Text | None = None
    caveats: list[Text] = []
    related: list[Related] = []


class Classifier(RuleFile):
    """Says what some facts mean for one element of a provision, or derives a helping fact.

    `reading` names contested terms of the law, and under which values of them the rule runs; a rule without
    it always runs.
    """

    kind: Literal["classifier"]
    reading: dict[Name, Name | list[Name]] = {}
    elements: Annotated[list[Condition], Field(min_length=1, max_length=12)]
    derive: dict[str, Scalar]
    because: Text
    examples: Annotated[list[Example], Field(min_length=2)]


class ExceptionRule(RuleFile):
    """A statutory exception: where its facts are present, the provisions in `excepts` do not apply."""

    kind: Literal["exception"]
    text: Text
    excepts: Annotated[list[Name], Field(min_length=1)]
    elements: list[Condition] = []
    because: Text
    examples: list[Example] = []


class Element(Model):
    """One condition of a provision, in the statute's words, with what to ask where it is not settled.

    `ask` is shown when the result is unknown; `raise_by` when it is arguable and a fact could make it met.
    """

    id: Name
    text: Text
    paragraph: str | None = None
    origin: RuleOrigin
    question: Text
    ask: Text
    raise_by: Text | None = None


class OpenNode(Model):
    """What the statute leaves to an official; shown, never computed."""

    text: Text
    paragraph: str | None = None
    decided_by: Text
    note: Text


class Consequence(Model):
    """What the statute attaches once an official determination is made."""

    menu: RuleId
    at_least: int


class Trigger(RuleFile):
    """A provision whose elements make conduct sanctionable.

    `otherwise_reaches` is on whom it falls where an event states nobody whom it `reaches`.
    """

    kind: Literal["trigger"]
    provision: Name
    reaches: Annotated[list[Reach], Field(min_length=1)]
    otherwise_reaches: list[Reach] = []
    imposable_from: Day | None = None
    touched_by: Annotated[list[list[Condition]], Field(min_length=1)]
    elements: Annotated[list[Element], Field(min_length=1)]
    open: list[OpenNode] = []
    consequence: Consequence | None = None
    examples: Annotated[list[Example], Field(min_length=2)]


class Limits(Model):
    """The term that the statute sets for one waiver or delay, and how early a renewal is reported."""

    at_least_days: Annotated[int, Field(ge=1)] | None = None
    at_most_days: Annotated[int, Field(ge=1)] | None = None
    at_most_years: Annotated[int, Field(ge=1)] | None = None
    renewable: bool = False
    renewal_notice_days: Annotated[int, Field(ge=1)] | None = None


class Waits(Model):
    """A condition that is met once so many years have passed since imposition."""

    condition: Name
    years: Annotated[int, Field(ge=1)]


class Relief(RuleFile):
    """A way in which an official may spare or end sanctions under the provisions in `relieves`.

    `stage` says whether it works before sanctions are imposed, only after, or either way; `used_by` by which
    kind of act. Every element is needed, save that one of each group in `one_of` is enough. Addressees are
    told `notice_days` before it takes effect; `limits` are of its term, `waits` of the time before it;
    `reviewed` means by Congress, 22 U.S.C. 9511. `none_known` is said where no such act is known.
    """

    kind: Literal["relief"]
    provision: Name
    relieves: Annotated[list[Name], Field(min_length=1)]
    stage: Literal["before", "after", "any"]
    used_by: Literal["delay", "waiver", "termination", "certification"]
    elements: Annotated[list[Element], Field(min_length=1)]
    one_of: list[Annotated[list[Name], Field(min_length=2)]] = []
    addressees: list[Text] = []
    notice_days: Annotated[int, Field(ge=1)] | None = None
    limits: Limits | None = None
    waits: Waits | None = None
    reviewed: bool = False
    none_known: Text = "none is known"
    needs: Text
    decided_by: Text
    addressed_to: Text
    notice: Text
    term: Text
    scope: Text


class Measure(Model):
    """One paragraph of the section 235(a) menu."""

    id: Name
    title: Text
    summary: Text
    blocking: bool
    counts_as: Text


class Menu(RuleFile):
    """The measures from which five or more are chosen, and how they are counted."""

    kind: Literal["menu"]
    measures: Annotated[list[Measure], Field(min_length=1)]
    counting: Annotated[list[Text], Field(min_length=1)]


AnyRule = Classifier | ExceptionRule | Trigger | Relief | Menu

KINDS: dict[str, type[Classifier | ExceptionRule | Trigger | Relief | Menu]] = {
    "classifier": Classifier,
    "exception": ExceptionRule,
    "trigger": Trigger,
    "relief": Relief,
    "menu": Menu,
}


def json_schema() -> dict[str, Any]:
    """JSON Schema of a rule file, as checked in under `rules/rule.schema.json`."""
    rule = Annotated[AnyRule, Field(discriminator="kind")]
    return TypeAdapter[AnyRule](rule).json_schema(by_alias=True)
