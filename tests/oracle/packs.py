"""What runs together: the compiled productions, and the statements that they have to be."""

from collections.abc import Iterable, Iterator

from caatsa.domain.record import Record
from caatsa.engine.compiler import deciding, pack, touching
from caatsa.engine.patterns import Production
from caatsa.rulebase.rules import AnyRule, Relief, Trigger
from tests.oracle.statements import Statement, statements


class Pack(Record):
    """Productions that run together, under a name, and the ids of the statements that they have to be."""

    name: str
    productions: tuple[Production, ...]
    expected: frozenset[str]


def packs(rules: Iterable[AnyRule]) -> Iterator[Pack]:
    """What is run for an event: what it touches, then for each provision both passes."""
    known = tuple(rules)
    said = statements(known)
    touches = [one for one in said if one.makes in ("touch", "pointer")]
    yield Pack("touching", touching(known), _with_makers(touches, said))
    for trigger in known:
        if isinstance(trigger, Trigger):
            provision = trigger.provision
            own = [one for one in said if _bears_on(one, provision, known)]
            yield Pack(provision, pack(known, provision), _with_makers(own, said))
            yield Pack(f"{provision}, second pass", deciding([trigger]), frozenset([trigger.id]))


def _bears_on(statement: Statement, provision: str, rules: Iterable[AnyRule]) -> bool:
    """Whether it says something on a provision, on every one, or on what relieves it."""
    about = statement.fields.get("provision")
    relieving = (rule.provision for rule in rules if isinstance(rule, Relief) and provision in rule.relieves)
    return statement.makes in ("finding", "exception") and about in ("any", provision, *relieving)


def _with_makers(own: Iterable[Statement], said: Iterable[Statement]) -> frozenset[str]:
    """These, and whatever makes the facts that they need, and so on."""
    chosen: list[Statement] = []
    coming = list(own)
    while coming:
        chosen.extend(coming)
        needed = {need.kind for one in coming for need in one.needs}
        coming = [one for one in said if one.makes in needed and one not in chosen]
    return frozenset(one.id for one in chosen)
