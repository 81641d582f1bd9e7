"""Citations as of a day: the version of the section that is in force, or the words of the authority."""

from __future__ import annotations

from datetime import date

from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import AnyRule


def cite(rulebase: RuleBase, rule: AnyRule, as_of: date, paragraph: str | None = None) -> str:
    """Where a rule, or a paragraph of it, stands in the law in force on that day.

    A USLM identifier with the day from which the version is in force, such as
    `/us/usc/t22/s9525/a@2018-08-13`; the authority's own words where no section is cited.
    """
    section = rule.authority.section
    if section is None:
        return rule.authority.citation
    return rulebase.statutes.citation(section, paragraph or paragraph_on(rule, as_of), as_of)


def paragraph_on(rule: AnyRule, as_of: date) -> str:
    """The paragraph that a rule cites, in the numbering of that day."""
    paragraph = rule.authority.paragraph
    if isinstance(paragraph, str) or paragraph is None:
        return paragraph or ""
    versions = [version for version in sorted(paragraph) if version <= as_of.isoformat()]
    return paragraph[versions[-1] if versions else min(paragraph)]
