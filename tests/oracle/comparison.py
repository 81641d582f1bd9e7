"""Worlds put to the engines and to clingo, and where they differ.

The engines' firings are handed to clingo as facts: it finds the differences itself, and only those are read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from caatsa.domain.record import Record
from caatsa.engine.patterns import Evaluation, Production, Session, WorkingFact
from tests.oracle.asp import constant, content, decisive, program
from tests.oracle.packs import Pack
from tests.oracle.solving import solved
from tests.oracle.statements import Statement, compared_fields
from tests.oracle.worlds import World

Opens = Callable[[Sequence[Production]], Session]
Place = tuple[str, str, int]
"""A rule, one of its needs, and the number of a test there."""

_DIFFERENCES = """
differs(P,W,R,T,M,missing) :- runs(P,R), fires(W,R,T,M), not engine(P,W,R,T,M).
differs(P,W,R,T,M,unfounded) :- engine(P,W,R,T,M), not fires(W,R,T,M).
differs(P,W,R,T,M,unfounded) :- engine(P,W,R,T,M), not runs(P,R).
fired(R) :- fires(_,R,_,_).
#show differs/6.
#show fired/1.
#show silenced/3.
"""


class Difference(Record):
    """A firing that only one side has: `missing` in the engine, or `unfounded` there."""

    world: int
    pack: str
    rule: str
    premises: str
    made: str
    what: str

    def __str__(self) -> str:
        return f"{self.pack}: {self.rule} on {self.premises}, making {self.made}, is {self.what}"


class Outcome(Record):
    """What came of some worlds; `silenced` are the tests that alone kept their rule silent somewhere."""

    worlds: int
    firings: int
    fired: frozenset[str]
    silenced: frozenset[Place]
    differences: tuple[Difference, ...]


class Comparison:
    """Compares engines that run packs with clingo that solves statements."""

    def __init__(
        self, statements: Iterable[Statement], packs: Iterable[Pack], engines: Sequence[Opens]
    ) -> None:
        self._statements = {statement.id: statement for statement in statements}
        self._rules = program(tuple(self._statements.values())) + _DIFFERENCES
        self._sessions = [
            (f"{pack.name} ({session.name})", pack, session)
            for pack in packs
            for session in (opens(pack.productions) for opens in engines)
        ]

    def of(self, worlds: Mapping[int, World], unseen: Iterable[Place] = ()) -> Outcome:
        """The outcome; of the tests named it says which of them alone silenced their rule."""
        evaluations = list(self._evaluated(worlds))
        shown = solved("\n".join((self._rules, self._data(worlds, evaluations), self._silencing(unseen))))
        return Outcome(
            len(worlds),
            sum(len(evaluation.firings) for _, _, evaluation in evaluations),
            frozenset(args[0].string for args in shown["fired"]),
            frozenset((args[0].string, args[1].string, args[2].number) for args in shown["silenced"]),
            tuple(
                Difference(world.number, pack.string, rule.string, str(premises), str(made), what.name)
                for pack, world, rule, premises, made, what in sorted(shown["differs"])
            ),
        )

    def _evaluated(self, worlds: Mapping[int, World]) -> Iterator[tuple[str, int, Evaluation]]:
        for number, world in worlds.items():
            for name, _, session in self._sessions:
                yield name, number, session.evaluate(world)

    def _data(self, worlds: Mapping[int, World], evaluations: Iterable[tuple[str, int, Evaluation]]) -> str:
        runs = (
            f"runs({constant(name)},{constant(rule)})."
            for name, pack, _ in self._sessions
            for rule in sorted(pack.expected)
        )
        facts = (_fact(number, fact) for number, world in worlds.items() for fact in world)
        fired = (line for name, number, each in evaluations for line in _firings(name, number, each))
        return "\n".join((*runs, *facts, *fired))

    def _silencing(self, unseen: Iterable[Place]) -> str:
        return "\n".join(
            line
            for rule, alias, number in sorted(unseen)
            for line in decisive(self._statements[rule], alias, number)
        )


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of all worlds."""
    parts = tuple(outcomes)
    return Outcome(
        sum(part.worlds for part in parts),
        sum(part.firings for part in parts),
        frozenset().union(*(part.fired for part in parts)),
        frozenset().union(*(part.silenced for part in parts)),
        tuple(one for part in parts for one in part.differences),
    )


def places(statements: Iterable[Statement]) -> frozenset[Place]:
    """Every test of every rule."""
    return frozenset(
        (statement.id, need.alias, number)
        for statement in statements
        for need in statement.needs
        for number, _ in enumerate(need.terms)
    )


def _fact(world: int, fact: WorkingFact) -> str:
    fields = (constant(fact.fields.get(field)) for field in compared_fields(fact.kind))
    return f"{fact.kind}({','.join((str(world), constant(fact.ref), *fields))})."


def _firings(name: str, world: int, evaluation: Evaluation) -> Iterator[str]:
    """The engine's firings, the facts that it made called by their content."""
    given = {fact.ref: constant(fact.ref) for fact in evaluation.facts}
    made = {firing.derived for firing in evaluation.firings}
    called = given | {fact.ref: _content(fact) for fact in evaluation.facts if fact.ref in made}
    for firing in evaluation.firings:
        premises = ",".join(called[ref] for _, ref in firing.premises)
        derived = called[firing.derived] if firing.derived else "nothing"
        yield f"engine({constant(name)},{world},{constant(firing.rule)},({premises},),{derived})."


def _content(fact: WorkingFact) -> str:
    return content(fact.kind, lambda field: constant(fact.fields.get(field)))
