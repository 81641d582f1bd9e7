"""The form of a statute file: what it may say, as strict pydantic models."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from caatsa.rulebase.model import Day, Model, RuleId, Text

Phrases = list[Annotated[str, Field(min_length=1, max_length=400)]]
_PATH = re.compile(r"[0-9A-Za-z]+(\.[0-9A-Za-z]+)*")


def _paragraph_path(text: str) -> str:
    if not _PATH.fullmatch(text):
        raise ValueError(
            "is not the path of a paragraph; letters and numbers joined by dots, such as d.1.B.i"
        )
    return text


ParagraphPath = Annotated[str, AfterValidator(_paragraph_path)]


class Paragraph(Model):
    """One paragraph: our summary, and the operative words quoted.

    `phrases` were read in the text; `phrases_unverified` were not read at that place and carry no rule.
    """

    summary: Text
    phrases: Phrases = Field(default_factory=list)
    phrases_unverified: Phrases = Field(default_factory=list)


class Reading(Model):
    """Where and when the text was read.

    `reconstructed` means that this version was not seen itself: its words come from a later version and the
    note of the amendment. `copy_dated` is the date of the copy, null where the copy bears none.
    """

    where: Text
    copy_dated: Day | None
    read_on: Day
    state: Literal["read", "in_part", "reconstructed", "not_read"]
    note: Text


class StatuteFile(Model):
    """One section as it stood from `in_force_from` up to, and not on, `in_force_to`."""

    format: Literal[1]
    id: RuleId
    citation: Text
    uslm: Annotated[str, Field(pattern=r"^/us/(usc|pl)/[a-zA-Z0-9/]+$")]
    in_force_from: Day
    in_force_to: Day | None
    enacted_by: Text
    official_link: Annotated[str, Field(pattern=r"^https://uscode\.house\.gov/")]
    read: Reading
    paragraphs: Annotated[dict[ParagraphPath, Paragraph], Field(min_length=1)]
