"""The form of `parameters/readings.yaml`: what it may say, as strict pydantic models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from caatsa.rulebase.model import Model, Name, RuleOrigin, Text

Verification = Literal["read", "reported", "unverified"]
"""`read` in the text itself; `reported` as others quote or summarise it; `unverified`, from memory."""
SwitchName = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$", max_length=40)]


class SupportForm(Model):
    """An authority for a value, in our own words."""

    origin: RuleOrigin
    citation: Text
    says: Text
    link: Annotated[str, Field(pattern=r"^https?://")] | None = None
    verification: Verification | None = None


class ValueForm(Model):
    """One way to read the term."""

    title: Text
    means: Text
    authorities: Annotated[list[SupportForm], Field(min_length=1)]


class SwitchForm(Model):
    """A contested term with at least two ways to read it."""

    question: Text
    bears_on: Annotated[dict[Name, Annotated[list[Name], Field(min_length=1)]], Field(min_length=1)]
    default: SwitchName
    values: Annotated[dict[SwitchName, ValueForm], Field(min_length=2)]


class ReadingsFile(Model):
    """The whole file."""

    format: Literal[1]
    switches: dict[SwitchName, SwitchForm]
