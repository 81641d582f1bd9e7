"""The register of official acts: determinations, warnings, statements, legislation, and what was imposed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from caatsa.domain.record import Record
from caatsa.registers.official_act import ActSource, OfficialAct, in_effect

if TYPE_CHECKING:
    from caatsa.domain.events import OfficialActEntry


class OfficialActs(Record):
    """Official acts by id, in the order of their dates."""

    by_id: Mapping[str, OfficialAct]

    @classmethod
    def from_data(cls, data: Sequence[Any]) -> OfficialActs:
        """The register from its parsed files, in any order; raises `RegisterError` with every fault found."""
        # A register that is kept ready is not read from its file.
        from caatsa.registers.official_act_data import read_official_acts

        return cls.of(read_official_acts(data))

    @classmethod
    def of(cls, acts: Iterable[OfficialAct]) -> OfficialActs:
        """A register of these acts; of two with the same id the later one given stands."""
        by_id = {act.id: act for act in acts}
        ordered = sorted(by_id.values(), key=lambda act: (act.date.last_day, act.id))
        return cls({act.id: act for act in ordered})

    def with_entries(
        self, entries: Iterable[OfficialActEntry], country_code: Callable[[str], str] = str.upper
    ) -> OfficialActs:
        """The register with the acts of an input document added; an entry replaces the act that has its id.

        `country_code` turns a country as stated into its ISO code.
        """
        return self.of((*self.by_id.values(), *(_of_entry(entry, country_code) for entry in entries)))

    def published_by(self, known_by: date | None) -> tuple[OfficialAct, ...]:
        """The acts published by that day, oldest first, in effect or not; no day is no limit."""
        return tuple(act for act in self.by_id.values() if known_by is None or _published_by(act, known_by))

    def known(self, as_of: date, known_by: date | None = None) -> tuple[OfficialAct, ...]:
        """The acts in effect on `as_of` and published by `known_by`, oldest first."""
        return tuple(act for act in self.published_by(known_by) if in_effect(act, as_of))


def _published_by(act: OfficialAct, known_by: date) -> bool:
    return act.published is None or act.published.happened_by(known_by)


def _of_entry(entry: OfficialActEntry, country_code: Callable[[str], str]) -> OfficialAct:
    source = entry.source
    return OfficialAct(
        id=entry.id,
        kind=entry.kind,
        provision=entry.provision,
        date=entry.date,
        sources=(ActSource(source.title, source.publisher, source.url, source.published, source.grade),),
        until=entry.until,
        person=entry.person,
        country=None if entry.country is None else country_code(entry.country),
        event=entry.event,
        items=() if entry.item is None else (entry.item,),
        measures=tuple(entry.measures),
    )
