"""What officials have said about how they apply the statutes: policy, never law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from caatsa.domain.errors import Fault, RuleFileError
from caatsa.domain.record import Record
from caatsa.rulebase.checked import checked
from caatsa.rulebase.model import Day, Model, Text

Verification = Literal["read", "reported", "unverified"]
"""`read` in the statement itself; `reported` as others quote or summarise it; `unverified`, from memory."""


class Quote(Model):
    """Words of the statement, and how far they were verified."""

    text: Text
    verification: Verification


class GuidanceNote(Model):
    """Our note on one statement; `commentary` is what others, or we, make of the guidance."""

    format: Literal[1]
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
    origin: Literal["guidance", "commentary"]
    date: Day | None
    title: Text
    publisher: Text
    link: Annotated[str, Field(pattern=r"^https?://")]
    summary: Text
    quotes: list[Quote] = Field(default_factory=list)
    topics: Annotated[list[Text], Field(min_length=1)]
    verification: Verification
    note: Text

    @property
    def path(self) -> str:
        """The file under `rules/` that holds the note."""
        return f"guidance/{self.id}.yaml"


class Guidance(Record):
    """Every note by its id."""

    notes: Mapping[str, GuidanceNote]

    @classmethod
    def from_data(cls, files: Mapping[str, Any]) -> Guidance:
        """The notes from the parsed files, keyed by path under `rules/`; `RuleFileError` with every fault."""
        faults: list[Fault] = []
        notes: dict[str, GuidanceNote] = {}
        for path, data in files.items():
            try:
                note = checked(GuidanceNote, data, path)
            except RuleFileError as error:
                faults.extend(error.faults)
                continue
            if path != note.path:
                faults.append(Fault(path, None, None, "the path is not that of this id", f"'{note.path}'"))
            notes[note.id] = note
        if faults:
            raise RuleFileError(faults)
        return cls(notes)
