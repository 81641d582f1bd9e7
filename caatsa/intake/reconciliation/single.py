"""One report as it is compared with others: who, what, when, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from caatsa.domain.facts import Citation
from caatsa.domain.record import Record
from caatsa.domain.reported import Act, Source
from caatsa.intake.evidence import best_grade, citations, grade_rank
from caatsa.intake.understand import BEGINNING, Figure, Understood, UnderstoodParty, stated_figure
from caatsa.registers.names import fold

_LOW: Final = frozenset({"leak", "aggregator"})
_AS_BOUGHT: Final = frozenset({"none", "licence"})


class Single(Record):
    """One report: as it was written, and as it was understood."""

    data: Mapping[str, Any]
    understood: Understood

    @property
    def id(self) -> str:
        """Its own id."""
        return self.understood.event.id

    @property
    def buyer(self) -> UnderstoodParty:
        """The buyer."""
        return self.understood.buyer

    @property
    def supplier(self) -> UnderstoodParty:
        """The supplier."""
        return self.understood.chain[0]

    @cached_property
    def sources(self) -> tuple[Citation, ...]:
        """All its sources, those of its acts included."""
        event = self.understood.event
        return citations(dict.fromkeys((*event.sources, *(one for act in event.acts for one in act.sources))))

    @cached_property
    def low(self) -> bool:
        """Whether nothing but leaks and aggregators say it."""
        return best_grade(self.sources) in _LOW

    @cached_property
    def rank(self) -> int:
        """The place of its best grade, the best first."""
        return grade_rank(best_grade(self.sources))

    @cached_property
    def figures(self) -> Mapping[str, Figure | None]:
        """Its quantity and its value."""
        event = self.understood.event
        return {"quantity": stated_figure(event, "quantity"), "value": stated_figure(event, "value")}

    @property
    def acts(self) -> tuple[Act, ...]:
        """All its acts."""
        return self.understood.event.acts

    @cached_property
    def begun(self) -> tuple[Act, ...]:
        """The dated acts with which it says that a transaction began."""
        return tuple(act for act in self.understood.event.acts if act.kind in BEGINNING and act.date.known)

    @cached_property
    def goods(self) -> tuple[str, ...]:
        """By what its goods are compared: each system with what is done to it; else the words themselves."""
        item = self.understood.item
        aspect = "" if item.aspect in _AS_BOUGHT else item.aspect
        part = " ".join(one.key for one in item.classes)
        words = fold(self.understood.event.item or "")
        if item.systems:
            return tuple(f"{one.key}/{part}/{aspect}" for one in item.systems)
        return (f"words/{words}",) if words else ()

    @property
    def has_system(self) -> bool:
        """Whether a system of the register is named, and not only what the goods are called."""
        return bool(self.understood.item.systems)

    @cached_property
    def blocks(self) -> tuple[tuple[str, str], ...]:
        """Buyer's government and goods, where both are known: only what shares one is compared."""
        country = self.buyer.country
        if country is None or (country.code is None and not self.buyer.person):
            return ()
        return tuple((country.code or self.buyer.key, goods) for goods in self.goods)

    @cached_property
    def parties(self) -> frozenset[str]:
        """The keys of the other parties that it names."""
        return frozenset(party.key for party in self.understood.chain[1:] if party.named)


def stated_sources(single: Single, act: Act | None = None) -> tuple[Source, ...]:
    """The sources of an act of the report, or of the report; where there are none, one that says so."""
    event = single.understood.event
    found = (act.sources if act else ()) or event.sources
    return found or (Source(title=f"{event.id}: a report without a source"),)
