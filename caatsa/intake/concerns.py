"""Which official acts concern an event: by the person, country, event and item that an act names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from caatsa.domain.facts import Citation, Fact, Origin
from caatsa.domain.record import Record
from caatsa.domain.reported import TRANSACTION_KINDS
from caatsa.intake.evidence import best_grade
from caatsa.intake.normalise import SUPPLY_ROLES
from caatsa.intake.ties import Moment
from caatsa.intake.understand import Understood, UnderstoodParty
from caatsa.registers.armaments import Armaments
from caatsa.registers.names import fold_person
from caatsa.registers.official_act import WITHOUT_EFFECT, OfficialAct, Transaction
from caatsa.registers.persons import Persons

DETERMINATIONS: Final = frozenset({"determination", "imposition"})
_SECTION_231: Final = "caatsa.231"


class Concern(Record):
    """An act that concerns a person in an event; `inferred` where the act's person is not named there.

    `transaction` says whether the act is about this very transaction, not only about the person; `later`
    whether the transaction began after the act took effect.
    """

    act: OfficialAct
    inferred: bool
    transaction: bool
    later: bool


class Concerns(Record):
    """Finds the acts that concern a person in an event, of those public and dated by the as-of date."""

    persons: Persons
    armaments: Armaments
    as_of: date

    def bearing_on(self, acts: Iterable[OfficialAct], subject: UnderstoodParty) -> tuple[OfficialAct, ...]:
        """The acts that can concern the person, whatever else an event says."""
        countries = (None, _code(subject))
        return tuple(
            act
            for act in acts
            if (act.person and not subject.named) or (act.country in countries and self._names(act, subject))
        )

    def of(
        self, understood: Understood, acts: Iterable[OfficialAct], subject: UnderstoodParty | None = None
    ) -> tuple[Concern, ...]:
        """The acts that concern the buyer, or another party of the event, oldest first.

        Whether they have effect is for the caller.
        """
        return tuple(self._of(understood, acts, subject or understood.buyer))

    def _of(
        self, understood: Understood, acts: Iterable[OfficialAct], subject: UnderstoodParty
    ) -> Iterator[Concern]:
        code = _code(subject)
        for act in acts:
            if not subject.named and not _may_concern(act, code):
                continue
            if act.date.last_day > self.as_of:
                continue
            if self._names(act, subject) and self._matches_what_it_names(act, understood, subject):
                described = self._describes(act, understood, subject)
                later = _begins_after(understood, act.date.last_day)
                yield Concern(act, inferred=False, transaction=described, later=later)
            elif act.person and not subject.named and self._is_for(act, understood, subject):
                later = _begins_after(understood, act.date.last_day)
                yield Concern(act, inferred=True, transaction=True, later=later)

    def _names(self, act: OfficialAct, subject: UnderstoodParty) -> bool:
        """Whether the act's person is the subject, or the act names none."""
        if not subject.named and act.person:
            return False
        names = [name for name in (act.person, *(imposed.person for imposed in act.imposed)) if name]
        return not names or any(self._is(name, subject) for name in names)

    def _is_for(self, act: OfficialAct, understood: Understood, subject: UnderstoodParty) -> bool:
        return self._describes(act, understood, subject) and self._event_matches(act, understood)

    def _is(self, name: str, subject: UnderstoodParty) -> bool:
        if not subject.named:
            return False
        person = self.persons.by_key.get(name) or self.persons.resolve(name, _code(subject))
        if person is not None and subject.person is not None:
            return person.key == subject.person.key
        return fold_person(name) == fold_person(subject.name)

    def _matches_what_it_names(
        self, act: OfficialAct, understood: Understood, subject: UnderstoodParty
    ) -> bool:
        if act.country is not None and act.country != _code(subject):
            return False
        within = act.person is not None or act.transaction is None or _within(act.transaction, understood)
        item = not act.items or any(self._is_item(item, understood) for item in act.items)
        return within and item and self._event_matches(act, understood)

    def _describes(self, act: OfficialAct, understood: Understood, subject: UnderstoodParty) -> bool:
        """Whether country, item and dates of the act describe the transaction."""
        if act.event is not None and act.event == understood.event.id:
            return True
        about = act.transaction
        country = about.country if about else act.country
        items = about.items if about and about.items else act.items
        if country is None or country != _code(subject):
            return False
        supplied = not about or not about.supplier or self._supplied_by(about.supplier, understood)
        same_item = any(self._is_item(item, understood) for item in items)
        return same_item and supplied and (about is None or _within(about, understood))

    def _supplied_by(self, key: str, understood: Understood) -> bool:
        supply = [party for party in understood.chain if party.role in SUPPLY_ROLES]
        return any(party.key == key or party.nationality == "russian" for party in supply)

    def _is_item(self, item: str, understood: Understood) -> bool:
        if item in self.armaments.systems:
            return item in systems_of(understood)
        return understood.event.item is not None and self.armaments.same_item(item, understood.event.item)

    @staticmethod
    def _event_matches(act: OfficialAct, understood: Understood) -> bool:
        return act.event is None or act.event == understood.event.id


def _code(party: UnderstoodParty) -> str | None:
    return party.country.code if party.country else None


def _may_concern(act: OfficialAct, code: str | None) -> bool:
    """Whether the act may be about somebody who is not named, of that country; most are told apart by it."""
    if not act.person:
        return act.country is None or act.country == code
    of = act.transaction.country if act.transaction else act.country
    return act.event is not None or (of is not None and of == code)


def systems_of(understood: Understood) -> tuple[str, ...]:
    """Keys of the systems that the item names, and of those that they are part of."""
    return tuple(key for system in understood.item.systems for key in (system.key, *system.component_of))


def _begins_after(understood: Understood, day: date) -> bool:
    """Whether every act that is a transaction certainly came after the day, and there is one."""
    first_days = [act.date.first_day for act in understood.event.acts if act.kind in TRANSACTION_KINDS]
    return bool(first_days) and min(first_days) > day


def _within(about: Transaction, understood: Understood) -> bool:
    """Whether the event's first transaction, or first act if there is none, falls in the act's bounds."""
    acts = understood.event.acts
    dated = [act.date for act in acts if act.kind in TRANSACTION_KINDS] or [act.date for act in acts]
    known = [day for day in dated if day.known]
    if not known:
        return True
    first = min(known, key=lambda day: day.first_day)
    after = about.acts_from is None or first.last_day >= about.acts_from.first_day
    return after and (about.acts_until is None or first.first_day <= about.acts_until.last_day)


def official_facts(concerns: Iterable[Concern], moments: tuple[Moment, ...]) -> Iterator[Fact]:
    """Warnings and characterisations as facts."""
    for concern in concerns:
        act = concern.act
        if act.kind == "warning":
            origin = act_origin(act)
            yield from (_warning(act, moment, origin) for moment in moments)
        determined = act.kind in DETERMINATIONS and act.provision.startswith(_SECTION_231)
        if concern.transaction and (act.characterises == "significant" or determined):
            words = f"{act.id}: {(act.summary or 'a determination about this transaction').rstrip('.')}"
            yield _fact(
                f"characterisation:{act.id}",
                "characterisation",
                {"action": act.id, "words": words},
                act_origin(act),
            )


def precedent_facts(understood: Understood, acts: Iterable[OfficialAct]) -> Iterator[Fact]:
    """The determinations about systems that the item names, of all acts known on the as-of date."""
    for act in acts:
        items = {*act.items, *(act.transaction.items if act.transaction else ())}
        known = act.kind in DETERMINATIONS and act.provision.startswith(_SECTION_231)
        for system in understood.item.systems if known else ():
            if items.intersection((system.key, *system.component_of)):
                words = f"the determination of {act.date.dated} on {act.person}"
                fields = {"system": system.key, "action": act.id, "words": words}
                yield _fact(f"precedent:{act.id}:{system.key}", "precedent", fields, act_origin(act))


def _warning(act: OfficialAct, moment: Moment, origin: Origin) -> Fact:
    before = moment.dated and act.date.last_day < moment.first_day
    speaker = f" by {act.speaker}" if act.speaker else ""
    fields = {
        "action": act.id,
        "act": moment.id,
        "timing": "before" if before else "not_before",
        "words": f"official warning of {act.date.dated}{speaker}",
    }
    return _fact(f"warning:{act.id}@{moment.id}", "warning", fields, origin)


def _fact(ref: str, kind: str, fields: dict[str, str], origin: Origin) -> Fact:
    return Fact(ref, kind, dict(fields), fields["words"], origin)


def act_origin(act: OfficialAct) -> Origin:
    """Where an official act stands: its register entry or the input, with its sources."""
    sources = tuple(
        Citation(
            source.title,
            source.publisher or "",
            source.url or "",
            str(source.published) if source.published else "",
            source.grade or "",
        )
        for source in act.sources
    )
    if act.verification == "stated":
        grade = best_grade(sources) if any(source.grade for source in sources) else None
        return Origin("input", f"official act {act.id} of the input", sources, grade)
    return Origin("register", f"registers/official_acts, {act.id}", sources, None, act.verification)


def has_effect(act: OfficialAct) -> bool:
    """Whether an act of this kind can set enforcement at all; statements and legislation cannot."""
    return act.kind not in WITHOUT_EFFECT
