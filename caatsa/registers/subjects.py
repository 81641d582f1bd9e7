"""The register of subjects: phrases by which an item or an act says what the business is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, cast, get_args

from caatsa.domain.record import Record
from caatsa.registers.fields import Entry, Faults
from caatsa.registers.item_phrases import Phrases, is_noun
from caatsa.registers.item_words import phrase, wording, words
from caatsa.registers.remembered import remembered

FILE: Final = "registers/subjects.yaml"
Subject = Literal[
    "cyber_operation",
    "special_crude_oil",
    "energy_export_pipeline",
    "privatization",
    "deceptive_structure",
    "training",
    "financing",
    "mass_destruction",
    "missile_program",
]
Place = Literal["russia", "not_stated"]


class Stated(Record):
    """A subject that a text states, in the words that state it; `place` is where its words put it."""

    subject: Subject
    place: Place
    words: str


class Subjects(Record):
    """The phrases of each subject, and those that place a subject in a country."""

    phrases: Mapping[Subject, Phrases]
    places: Phrases

    @classmethod
    def from_data(cls, data: Any) -> Subjects:
        """The register from its parsed file; raises `RegisterError` with every fault found."""
        faults = Faults(FILE)
        top = Entry(data, "the file", faults, ("format", "register", "subjects", "places"))
        subjects = Entry(top.values.get("subjects"), "subjects", faults, get_args(Subject))
        places = Entry(top.values.get("places", {}), "places", faults, ("russia",))
        read = {
            cast("Subject", name): _phrases(subjects, name, faults)
            for name in get_args(Subject)
            if name in subjects.values
        }
        found = cls(read, _phrases(places, "russia", faults))
        faults.raise_any()
        return found

    @remembered
    def stated_in(self, text: str) -> tuple[Stated, ...]:
        """The subjects that the text states, each once, in the words that state it first.

        >>> from caatsa.rulebase.rulebase import load_rulebase
        >>> load_rulebase().registers.subjects.stated_in("pipes for Nord Stream 2")
        (Stated(subject='energy_export_pipeline', place='russia', words='Nord Stream 2'),)
        """
        said = words(text)
        place: Place = "russia" if self.places.find(said, is_noun) else "not_stated"
        return tuple(
            Stated(subject, place, wording(text, said[span.first : span.last]))
            for subject, phrases in self.phrases.items()
            for span in phrases.find(said, is_noun)[:1]
        )


def _phrases(entry: Entry, key: str, faults: Faults) -> Phrases:
    """The phrases under a key; one that is empty after folding, or stands twice, is a fault."""
    read: dict[tuple[str, ...], str] = {}
    for text in entry.texts(key):
        folded = phrase(text)
        if not folded:
            faults.add(key, f"'{text}' has no words", "a phrase of letters or digits")
        elif folded in read:
            faults.add(key, f"'{text}' stands twice", "each phrase once")
        else:
            read[folded] = key
    return Phrases(read)
