"""What conclusions stand on: the given facts at the end of every proof, and how well these are attested.

A proof is as good as its weakest fact, and of several proofs of the same conclusion the strongest counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from caatsa.domain.facts import Fact, Grade
from caatsa.domain.record import Record
from caatsa.engine.patterns import Firing
from caatsa.intake.evidence import grade_rank, independent

_SEEN_FROM = ("act", "party")
"""Fields by which a fact names the act from which it is seen and the party that it is about."""


class Evidence(Record):
    """The given facts of one proof, by their refs, in the order in which the proof needs them.

    `grade` is that of the weakest; None where all of them are facts of registers. `unverified` says whether
    one is a register entry that nobody has read in a source. `corroborated_by` are the independent sources of
    the fact that has fewest: what all others have at least as many of.
    """

    facts: tuple[str, ...]
    grade: Grade | None = None
    unverified: bool = False
    corroborated_by: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The grade and how it is corroborated, as output shows it; corroboration never lifts the grade."""
        several = (
            f", {len(self.corroborated_by)} independent sources" if len(self.corroborated_by) > 1 else ""
        )
        entry = "unverified register entry" if self.unverified else ""
        return "; ".join(part for part in (f"{self.grade or ''}{several}", entry) if part)

    @property
    def strength(self) -> tuple[int, bool, int]:
        """By what proofs of the same conclusion are compared; the least is the strongest."""
        rank = -1 if self.grade is None else grade_rank(self.grade)
        return rank, self.unverified, -len(self.corroborated_by)


class Grounds(Record):
    """The given facts of an evaluation, and its firings."""

    facts: Mapping[str, Fact]
    firings: tuple[Firing, ...]

    def of(self, firing: Firing) -> Evidence:
        """What the conclusion of this firing stands on."""
        return self._proof(firing, self._derived)

    def weak(self, firing: Firing) -> bool:
        """Whether this proof needs a fact for which there are only leaks or aggregators."""
        if not self._some_weak:
            return False
        leaves = (leaf for _, ref in firing.premises for leaf in self._leaves(ref, self._derived))
        return any(self.facts[leaf].origin.weak for leaf in leaves)

    def strongest(self, firings: Iterable[Firing]) -> Evidence | None:
        """The evidence of the strongest of several proofs; of equals the first. None without any."""
        return min(map(self.of, firings), key=lambda one: one.strength, default=None)

    def given_behind(self, ref: str) -> tuple[str, ...]:
        """The given fact, and those without which it would not be so."""
        return tuple(self._leaves(ref, {}))

    @cached_property
    def _some_weak(self) -> bool:
        return any(fact.origin.weak for fact in self.facts.values())

    @cached_property
    def _derived(self) -> Mapping[str, Evidence]:
        """The strongest proof of every derived fact that is a premise of another one."""
        needed = {ref for firing in self.firings for _, ref in firing.premises} - self.facts.keys()
        waiting = [(firing, firing.derived) for firing in self.firings if firing.derived in needed]
        proofs: dict[str, Evidence] = {}
        improved = bool(waiting)
        while improved:
            improved = False
            for firing, ref in waiting:
                if all(premise in self.facts or premise in proofs for _, premise in firing.premises):
                    found = self._proof(firing, proofs)
                    if ref and (ref not in proofs or found.strength < proofs[ref].strength):
                        proofs[ref] = found
                        improved = True
        return proofs

    def _proof(self, firing: Firing, derived: Mapping[str, Evidence]) -> Evidence:
        given = dict.fromkeys(leaf for _, ref in firing.premises for leaf in self._leaves(ref, derived))
        origins = [self.facts[ref].origin for ref in given]
        weakest = max((origin.grade for origin in origins if origin.grade), key=grade_rank, default=None)
        unverified = any(origin.verification == "unverified" for origin in origins)
        attested = (self._publishers[ref] for ref in given if ref in self._publishers)
        return Evidence(tuple(given), weakest, unverified, min(attested, key=len, default=()))

    @cached_property
    def _publishers(self) -> Mapping[str, tuple[str, ...]]:
        """The independent sources of every graded fact; most facts of an event share theirs."""
        graded = {ref: fact.origin.sources for ref, fact in self.facts.items() if fact.origin.grade}
        told = {sources: independent(sources) for sources in graded.values()}
        return {ref: told[sources] for ref, sources in graded.items()}

    def _leaves(self, ref: str, derived: Mapping[str, Evidence]) -> Iterator[str]:
        """The given facts behind a fact, given or derived, and those without which it would not be so."""
        if ref not in self.facts:
            yield from derived[ref].facts
            return
        needed = {ref: None}
        for at in (queue := [ref]):
            fact = self.facts[at]
            seen_from = (str(fact.fields[name]) for name in _SEEN_FROM if name in fact.fields)
            for other in (*seen_from, *fact.origin.rests_on):
                if other in self.facts and other not in needed:
                    needed[other] = None
                    queue.append(other)
        yield from needed
