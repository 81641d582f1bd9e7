"""What differs between two assessments, row by row, and what they were made with that it is due to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from caatsa.domain.history import Cause, Comparison, ElementChange, RowChange, Side
from caatsa.domain.verdict import Assessed, FactLine, Transaction
from caatsa.registers.official_act import WITHOUT_EFFECT

if TYPE_CHECKING:
    from caatsa.domain.published import Assessment

Key: TypeAlias = tuple[str, str | None, str | None, str]
Located: TypeAlias = tuple[str | None, Transaction]


def compare(
    before: Assessed | Assessment, after: Assessed | Assessment, software: tuple[str, str] = ("", "")
) -> Comparison:
    """Both assessments, and every row whose exposure, enforcement or elements are not the same in both.

    `software` are the versions of caatsa that made them, where these are known.
    """
    sides = _side(before, software[0]), _side(after, software[1])
    causes = tuple(_causes(sides, before, after))
    old, new = _rows(before), _rows(after)
    keys = dict.fromkeys((*_told(old, new), *_told(new, old)))
    changes = (_change(key, old.get(key), new.get(key), causes) for key in keys)
    return Comparison(
        before=sides[0],
        after=sides[1],
        causes=causes,
        rows=tuple(change for change in changes if change is not None),
    )


def _side(assessment: Assessed | Assessment, software: str) -> Side:
    return Side(
        as_of=assessment.as_of,
        known_by=assessment.known_by,
        input_sha256=assessment.input.sha256,
        rulebase_sha256=assessment.rulebase.sha256,
        rulebase_version=assessment.rulebase.version,
        law_read_to=assessment.rulebase.law_read_to,
        software=software or f"{assessment.engine.name} {assessment.engine.version}",
    )


def _causes(
    sides: tuple[Side, Side], before: Assessed | Assessment, after: Assessed | Assessment
) -> Iterator[Cause]:
    """The things that differ, in the order in which they are told."""
    one, other = sides
    readings = [{line.name: line.value for line in each.readings} for each in (before, after)]
    differing: Mapping[Cause, bool] = {
        "day": one.as_of != other.as_of,
        "known_by": one.known_by != other.known_by,
        "readings": readings[0] != readings[1],
        "input": one.input_sha256 != other.input_sha256,
        "rule base": one.rulebase_sha256 != other.rulebase_sha256,
        "software": one.software != other.software,
    }
    yield from (cause for cause, differs in differing.items() if differs)


def _rows(assessment: Assessed | Assessment) -> dict[Key, Located]:
    return {
        (row.event, row.provision, row.person, row.role): (verdict.country, row)
        for verdict in assessment.verdicts
        for row in verdict.transactions
    }


def _told(rows: Mapping[Key, Located], others: Mapping[Key, Located]) -> Iterator[Key]:
    """The rows to compare: one that says only that nothing is touched gives way to rows that say what is."""
    elsewhere = {event for event, *_ in others}
    yield from (key for key in rows if key[1] is not None or key in others or key[0] not in elsewhere)


def _change(
    key: Key, old: Located | None, new: Located | None, causes: tuple[Cause, ...]
) -> RowChange | None:
    before, after = old[1] if old else None, new[1] if new else None
    elements = tuple(_elements(before, after))
    same = before and after and (before.exposure, before.enforcement) == (after.exposure, after.enforcement)
    if same and not elements:
        return None
    event, provision, person, _ = key
    country, shown = new or old or (None, None)
    because = tuple(_because(before, after, elements))
    return RowChange(
        event=event,
        provision=provision,
        person=person,
        country=country,
        exposure_before=before.exposure if before else None,
        exposure_after=after.exposure if after else None,
        enforcement_before=before.enforcement if before else None,
        enforcement_after=after.enforcement if after else None,
        elements=elements,
        because=because or ((shown.reason,) if shown else ()),
        causes=_responsible(before, after, causes),
    )


def _elements(before: Transaction | None, after: Transaction | None) -> Iterator[ElementChange]:
    """The elements that have another result; none where there is no row on one of the sides."""
    if before is None or after is None:
        return
    old, new = ({one.id: one for one in row.elements} for row in (before, after))
    for element in dict.fromkeys((*old, *new)):
        was, now = old.get(element), new.get(element)
        results = was.result if was else None, now.result if now else None
        if results[0] != results[1]:
            said = now or was
            yield ElementChange(
                element=element, before=results[0], after=results[1], because=said.because if said else ""
            )


def _because(
    before: Transaction | None, after: Transaction | None, elements: tuple[ElementChange, ...]
) -> Iterator[str]:
    """The reasons for the change, in the words of the row that holds now."""
    if after is None:
        yield "there is no such row any more"
        return
    if before is None:
        yield f"there was no such row; {after.reason}"
    for one in elements:
        yield f"{one.element} is {one.after or 'not asked'}: {one.because}"
    if before is not None and before.exception != after.exception:
        exception = after.exception
        yield (
            f"exception {exception} applies" if exception else f"exception {before.exception} does not apply"
        )
    yield from _acts(before, after)


def _acts(before: Transaction | None, after: Transaction) -> Iterator[str]:
    """The official acts that are new to the row, or have another effect now; words alone move nothing."""
    known = {act.id: act for act in before.official_acts if act.kind not in WITHOUT_EFFECT} if before else {}
    now = {act.id: act for act in after.official_acts if act.kind not in WITHOUT_EFFECT}
    for act in now.values():
        earlier = known.get(act.id)
        if earlier is None or earlier.effect != act.effect:
            yield f"official act {act.id}, a {act.kind} of {act.date}: {act.effect}"
    yield from (f"official act {gone} is not known any more" for gone in known if gone not in now)


def _responsible(
    before: Transaction | None, after: Transaction | None, causes: tuple[Cause, ...]
) -> tuple[Cause, ...]:
    """Of several things that differ, those that this row can be due to: facts that are the same acquit."""
    if len(causes) <= 1 or before is None or after is None:
        return causes
    acquitted = set()
    if _facts(before, "input") == _facts(after, "input"):
        acquitted.add("input")
    if _facts(before, "register") == _facts(after, "register") and _rules(before) == _rules(after):
        acquitted.add("rule base")
    return tuple(cause for cause in causes if cause not in acquitted) or causes


def _facts(row: Transaction, origin: str) -> set[tuple[str, str]]:
    return {(fact.kind, _said(fact)) for fact in row.facts if fact.origin == origin}


def _said(fact: FactLine) -> str:
    """What a fact says and on what evidence, without the place where it stands."""
    return f"{fact.text} {fact.grade} {sorted(fact.fields.items())}"


def _rules(row: Transaction) -> set[tuple[str, str]]:
    return {(step.rule, step.because) for step in row.trail}
