"""What the United States has officially done about a row as of the date: from acts, never from facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from caatsa.domain.axes import Enforcement
from caatsa.domain.verdict import OfficialActLine, SourceLine
from caatsa.intake.concerns import DETERMINATIONS, Concern, has_effect
from caatsa.registers.official_act import ActSource, OfficialAct, in_effect
from caatsa.rulebase.rules import Relief

WAIVES_WHAT_IS_IMPOSED: Final = frozenset({"caatsa.236.b", "caatsa.231.d", "caatsa.112", "nkspea.waiver"})
"""Waivers that also reach sanctions already imposed; 231(d) works through 236(b)."""

FOR_A_STATED_TRANSACTION: Final = frozenset({"caatsa.231.d"})
"""Waivers that are given for the one transaction that the person engaged in: 22 U.S.C. 9525(d)(1)(B)."""

NO_EFFECT: Final = {
    "statement": (
        "no relieving effect: words, whoever says them, are no waiver, delay or termination; only a published"
        " act is"
    ),
    "legislation": (
        "no relieving effect: a bill, the vote of a chamber or a sense of Congress is no law, and an enacted"
        " one counts only where a rule has read it"
    ),
}


def belonging(concerns: Iterable[Concern], provision: str, reliefs: Sequence[Relief]) -> tuple[Concern, ...]:
    """The acts whose provision is of the same section as the row's, or relieves it."""
    section = section_of(provision)
    relieving = {relief.provision for relief in reliefs}
    return tuple(
        concern
        for concern in concerns
        if section_of(concern.act.provision) == section or concern.act.provision in relieving
    )


def section_of(provision: str) -> str:
    """The section of a provision.

    >>> section_of("caatsa.231.a"), section_of("nkspea.104.a.9")
    ('caatsa.231', 'nkspea.104')
    """
    return ".".join(provision.split(".")[:2])


def enforcement(concerns: Sequence[Concern], as_of: date) -> Enforcement:
    """A determination in force, else an ended one, else relief, else a warning, else nothing known."""
    determinations = [one.act for one in concerns if one.act.kind in DETERMINATIONS]
    if any(in_force(act, concerns, as_of) for act in determinations):
        return "determined"
    ended = any(one.act.kind == "termination" and in_effect(one.act, as_of) for one in concerns)
    if determinations or ended:
        return "ceased"
    in_effect_now = {one.act.kind for one in concerns if covers(one) and in_effect(one.act, as_of)}
    if in_effect_now & {"waiver", "delay"}:
        return "relieved"
    return "warned" if "warning" in in_effect_now else "none_known"


def covers(concern: Concern) -> bool:
    """Whether an act is for this transaction: a modified waiver is not for a purchase that began after it.

    One that names the event is for that event, whenever it began.
    """
    act = concern.act
    stated = act.kind == "waiver" and act.provision in FOR_A_STATED_TRANSACTION
    return not (stated and concern.later and act.event is None)


def in_force(determination: OfficialAct, concerns: Iterable[Concern], as_of: date) -> bool:
    """Whether a determination holds: not run out, not terminated, and what it imposed not waived since."""
    return in_effect(determination, as_of) and not any(
        _ends(one.act, determination) and covers(one) and in_effect(one.act, as_of) for one in concerns
    )


def _ends(act: OfficialAct, determination: OfficialAct) -> bool:
    ending = act.kind == "termination" or (act.kind == "waiver" and act.provision in WAIVES_WHAT_IS_IMPOSED)
    return ending and act.date.last_day >= determination.date.first_day


def lines(concerns: Sequence[Concern], as_of: date) -> tuple[OfficialActLine, ...]:
    """The acts as the row shows them, oldest first, each with what it does."""
    return tuple(_line(concern, concerns, as_of) for concern in concerns)


def _line(concern: Concern, concerns: Sequence[Concern], as_of: date) -> OfficialActLine:
    act = concern.act
    source = act.sources[0] if act.sources else None
    return OfficialActLine(
        id=act.id,
        kind=act.kind,
        provision=act.provision,
        date=act.date.text,
        in_effect=in_effect(act, as_of),
        effect=_effect(concern, concerns, as_of),
        person=act.person or "",
        speaker=act.speaker or "",
        words=act.summary,
        measures=act.measures,
        inferred=concern.inferred,
        origin="model" if concern.inferred else "input" if act.verification == "stated" else "register",
        verification=act.verification,
        source=_source(source) if source else None,
    )


def _source(source: ActSource) -> SourceLine:
    return SourceLine(
        title=source.title,
        publisher=source.publisher or "",
        url=source.url or "",
        published=source.published.text if source.published else "",
        grade=source.grade or "",
    )


def _effect(concern: Concern, concerns: Sequence[Concern], as_of: date) -> str:
    act = concern.act
    if not has_effect(act):
        return NO_EFFECT[act.kind]
    if act.kind in DETERMINATIONS:
        return "in force" if in_force(act, concerns, as_of) else "ended, or what it imposed is waived"
    if not covers(concern):
        return "no relieving effect here: given for a stated transaction, and this one began later"
    if in_effect(act, as_of):
        return {"warning": "warned", "waiver": "waived", "delay": "delayed"}.get(act.kind, "in effect")
    return _ended(act)


def _ended(act: OfficialAct) -> str:
    if act.kind == "delay":
        return "lapsed: the duty revives, and still needs a determination and an imposition"
    if act.lapses_after == act.longest:
        return "lapsed: the longest term that the statute allows has passed without a renewal that is known"
    return "no longer in effect"
