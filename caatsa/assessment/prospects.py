"""What else a row could come to: what is missing, what would change it, which exposures are possible."""

from __future__ import annotations

from typing import Final, Literal

from caatsa.assessment.changes import Search, shown
from caatsa.assessment.lever import Basis, asked_by
from caatsa.assessment.levers import levers
from caatsa.assessment.missing import missing
from caatsa.assessment.parts import World
from caatsa.assessment.unknowns import outcomes, unknowns
from caatsa.assessment.weighing import Reading
from caatsa.assessment.worlds import Ground, Worlds
from caatsa.domain.errors import EngineDisagreement
from caatsa.domain.prospects import Change, Outcomes
from caatsa.domain.record import Record
from caatsa.domain.verdict import MissingFact
from caatsa.rulebase.rules import Trigger

MOST_CHANGES: Final = 3
"""Changes at most in a set."""


FEW: Final = 64
MANY: Final = 4096
"""Completions that are all tried; of more, those that settle one or two facts beside the rest."""


Effort = Literal["none", "some", "all"]
"""How far to look for what else a row could come to; with `none`, only what is missing is told."""


class Prospects(Record):
    """The three answers for one row."""

    missing: tuple[MissingFact, ...]
    would_change: tuple[Change, ...]
    outcomes: Outcomes | None


def unsearched(reading: Reading) -> Prospects:
    """What can be said of a row without a look at any other world."""
    return Prospects(missing(reading, None), (), None)


def search_of(ground: Ground, world: World, trigger: Trigger, subject: str) -> Search:
    """The worlds around the row of one person under a provision, and its levers."""
    memory = ground.program.memory(trigger)
    worlds = Worlds(ground, memory, trigger, subject)
    basis = Basis(ground, world, subject, asked_by(memory.productions))
    return Search(worlds, world, levers(basis))


def prospects(search: Search, reading: Reading, effort: Effort) -> Prospects:
    """What else the row could come to; with all effort every combination is tried."""
    thorough = effort == "all"
    if search.now.exposure != reading.exposure:
        said = f"{reading.exposure} is proved, {search.now.exposure} was found"
        raise EngineDisagreement(search.worlds.trigger.id, (), said)
    sets = search.smallest(MOST_CHANGES, every=thorough)
    return Prospects(
        missing(reading, search),
        shown(search, sets),
        outcomes(search, unknowns(search.levers), MANY if thorough else FEW),
    )
