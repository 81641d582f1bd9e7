"""What the same person did elsewhere in the input: other events on the same subject, in the same role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from caatsa.domain.facts import Fact
from caatsa.domain.record import Record
from caatsa.intake.normalise import Frame, seen_acts
from caatsa.intake.subjects import subject_facts
from caatsa.intake.understand import Understood
from caatsa.intake.worth import Dealings, dealings
from caatsa.registers.subjects import Subjects

_SIDE: Final[Mapping[str, str]] = {"exporter": "supplier"}
"""Who sells is sought on either place."""

Key = tuple[str, str]
"""The role and the key of a person."""


class Elsewhere(Record):
    """The events of an input that state a subject, by what they are about and whose they are."""

    subjects: Mapping[str, frozenset[str]]
    by_person: Mapping[Key, tuple[Dealings, ...]]

    def of(self, understood: Understood, about: frozenset[str]) -> dict[str, tuple[Dealings, ...]]:
        """By party, the other events on one of those subjects in which the same person has the same role.

        Who is not named is nobody's other self.
        """
        found = {}
        for party, key in _keys(understood) if about else ():
            others = (one for one in self.by_person.get(key, ()) if one.event != understood.event.id)
            found[party] = tuple(one for one in others if about & self.subjects[one.event])
        return found


def elsewhere(told: Iterable[tuple[Understood, Frame]], subjects: Subjects) -> Elsewhere:
    """All events that state a subject, as of the days of their frames."""
    stated: dict[str, frozenset[str]] = {}
    by_person: dict[Key, list[Dealings]] = defaultdict(list)
    for understood, frame in told:
        acts = seen_acts(understood, frame)
        about = stated_subjects(subject_facts(understood, acts, subjects, frame))
        if about:
            stated[understood.event.id] = about
            for key in dict.fromkeys(key for _, key in _keys(understood)):
                by_person[key].append(dealings(understood, acts))
    return Elsewhere(stated, {key: tuple(of_one) for key, of_one in by_person.items()})


def stated_subjects(facts: Iterable[Fact]) -> frozenset[str]:
    """The subjects that facts on subjects state."""
    return frozenset(str(fact.fields["subject"]) for fact in facts)


def _keys(understood: Understood) -> Iterable[tuple[str, Key]]:
    """The named parties by their ids."""
    for party in (understood.buyer, *understood.chain):
        if party.named:
            yield party.id, (_SIDE.get(party.role, party.role), party.key)
