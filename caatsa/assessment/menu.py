"""Section 235 as used: what was imposed on persons of a country, and what the precedents used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from caatsa.assessment.enforcement import in_force
from caatsa.domain.verdict import Imposition, Menu, Transaction
from caatsa.intake.concerns import DETERMINATIONS, Concern
from caatsa.registers.official_act import OfficialAct
from caatsa.rulebase.rulebase import RuleBase


def menu(
    rows: Iterable[Transaction],
    concerns: Iterable[Concern],
    known: Iterable[OfficialAct],
    rulebase: RuleBase,
    as_of: date,
) -> Menu:
    """The measures imposed under the acts that concern a country's rows, and those of all known actions.

    What precedents used is said only where a row is under a provision from which the menu follows.
    """
    concerns = tuple({concern.act.id: concern for concern in concerns}.values())
    determinations = [one.act for one in concerns if one.act.kind in DETERMINATIONS]
    imposed_on = tuple(
        _imposition(act, person, measures, holds=in_force(act, concerns, as_of))
        for act in determinations
        for person, measures in _imposed(act)
    )
    persons = {act.person for act in determinations}
    imposed = {
        measure for one in imposed_on if one.in_force and one.person in persons for measure in one.measures
    }
    precedents = [
        act for act in known if act.kind in DETERMINATIONS and act.provision.startswith("caatsa.231")
    ]
    follows = any(row.provision and rulebase.trigger(row.provision).consequence for row in rows)
    used = {measure for act in precedents if follows for _, measures in _imposed(act) for measure in measures}
    order = [measure.id for measure in rulebase.menu.measures]
    return Menu(
        imposed=tuple(sorted(imposed, key=order.index)),
        used_in_precedents=tuple(sorted(used, key=order.index)),
        imposed_on=imposed_on,
        counting=tuple(rulebase.menu.counting) if imposed_on else (),
    )


def _imposed(act: OfficialAct) -> Iterable[tuple[str, tuple[str, ...]]]:
    if act.imposed:
        return [(one.person, one.measures) for one in act.imposed]
    return [(act.person or "", act.measures)] if act.measures else []


def _imposition(act: OfficialAct, person: str, measures: tuple[str, ...], *, holds: bool) -> Imposition:
    return Imposition(
        person=person, measures=measures, official_act=act.id, date=act.date.text, in_force=holds
    )
