"""The shipped rule base put to the cross-check: every rule that may run on some day, pack by pack."""

from collections.abc import Sequence

from caatsa.engine.reference import ReferenceSession
from caatsa.engine.session import DurableSession
from caatsa.rulebase.rulebase import load_rulebase
from caatsa.rulebase.rules import AnyRule
from tests.engine.engines import durable_loads
from tests.oracle.comparison import Comparison, Opens, Outcome, places
from tests.oracle.packs import packs
from tests.oracle.shrinking import shrunk
from tests.oracle.statements import statements
from tests.oracle.worlds import Generator, World


def engines() -> tuple[Opens, ...]:
    """The engines that this Python can load, the one that serves first."""
    return (DurableSession, ReferenceSession) if durable_loads() else (ReferenceSession,)


def rules() -> tuple[AnyRule, ...]:
    """All rules that are not retired; the days of the law are no matter of the engines."""
    return tuple(rule for rule in load_rulebase().rules.values() if rule.status != "retired")


class Crosscheck:
    """The comparison with what it needs, and what it has not yet seen."""

    def __init__(self, by: Sequence[Opens] = ()) -> None:
        """`by` are the engines, all that there are unless given."""
        known = rules()
        self.said = statements(known)
        self.places = places(self.said)
        self.generator = Generator(self.said)
        self.comparison = Comparison(self.said, packs(known), by or engines())
        self._unseen = self.places

    def batch(self, numbers: range) -> Outcome:
        """The worlds of these numbers; what has been seen before is not looked for again."""
        worlds = {number: self.generator.world(number) for number in numbers}
        outcome = self.comparison.of(worlds, self._unseen)
        self._unseen -= outcome.silenced
        return outcome

    def differs(self, world: World) -> bool:
        """Whether the engines and clingo differ in a world."""
        return bool(self.comparison.of({0: world}).differences)

    def smallest(self, world: World) -> World:
        """What is left of a world when everything is gone that does not matter to the difference."""
        return shrunk(world, self.differs)
