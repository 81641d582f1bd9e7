"""The proof of an element as a tree: firings of rules, the facts that met their conditions, and theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caatsa.domain.record import Record
from caatsa.domain.verdict import ElementResult, FactLine, Step, Transaction


class Node(Record):
    """A firing with what it rests on, or a fact; `label` is the condition that it meets."""

    label: str
    step: Step | None
    fact: FactLine | None
    parts: tuple[Node, ...]


def proof(element: ElementResult, row: Transaction, facts: Mapping[str, FactLine]) -> tuple[Node, ...]:
    """The firings that gave the element its result, for the act that the row shows; strongest rule first."""
    derived = {_ref(step): step for step in row.trail}
    rules = dict.fromkeys((element.rule, *(factor.rule for factor in element.factors)))
    shown = {ref for ref in element.rests_on_facts if _is_act(ref, facts)} or _shown_act(row, facts)
    steps = (
        step
        for rule in rules
        for step in row.trail
        if step.rule == rule and f"(element {element.id}," in step.derived and _about(step, shown, facts)
    )
    return tuple(_firing("", step, derived, facts, frozenset()) for step in steps)


def _firing(
    label: str, step: Step, derived: Mapping[str, Step], facts: Mapping[str, FactLine], within: frozenset[str]
) -> Node:
    parts = (
        _premise(condition, ref, derived, facts, within | {_ref(step)})
        for condition, ref in step.premises.items()
    )
    return Node(label, step, None, tuple(part for part in parts if part is not None))


def _premise(
    label: str,
    ref: str,
    derived: Mapping[str, Step],
    facts: Mapping[str, FactLine],
    within: frozenset[str],
) -> Node | None:
    if ref in facts:
        return _fact(label, facts[ref], facts, frozenset())
    step = derived.get(ref)
    return _firing(label, step, derived, facts, within) if step and ref not in within else None


def _fact(label: str, fact: FactLine, facts: Mapping[str, FactLine], within: frozenset[str]) -> Node:
    seen = within | {fact.ref}
    parts = tuple(
        _fact("", facts[ref], facts, seen) for ref in fact.rests_on if ref in facts and ref not in seen
    )
    return Node(label, None, fact, parts)


def _ref(step: Step) -> str:
    """The reference of what a firing derived: the first word of its description."""
    return step.derived.partition(" ")[0]


def _is_act(ref: str, facts: Mapping[str, FactLine]) -> bool:
    return ref in facts and facts[ref].kind == "act"


def _shown_act(row: Transaction, facts: Mapping[str, FactLine]) -> set[str]:
    """The act on which the elements of the row rest that name one."""
    return {
        ref
        for element in row.elements
        if element.id in ("conduct", "transaction")
        for ref in element.rests_on_facts
        if _is_act(ref, facts)
    }


def _about(step: Step, shown: set[str], facts: Mapping[str, FactLine]) -> bool:
    """Whether every act that a firing names is one that is shown; any will do where none is."""
    named = set(_acts(step, facts))
    return not shown or named <= shown


def _acts(step: Step, facts: Mapping[str, FactLine]) -> Iterator[str]:
    for ref in step.premises.values():
        if _is_act(ref, facts):
            yield ref
        _, at, act = ref.rpartition("@")
        if at and _is_act(act, facts):
            yield act
