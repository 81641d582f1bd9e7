"""Whether rules cite what exists and quote what is written, in every version of the law they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from caatsa.documents.document import Path
from caatsa.rulebase.citations import paragraph_on
from caatsa.rulebase.problems import Problem, nearest
from caatsa.rulebase.rules import AnyRule, ExceptionRule, Relief, Trigger
from caatsa.rulebase.statutes import Statutes, StatuteVersion


class Quoted(NamedTuple):
    """Words that a rule quotes: where in its file, and from which paragraph if not from that of the rule."""

    path: Path
    text: str
    paragraph: str | None = None


def quoted(rule: AnyRule) -> Iterator[Quoted]:
    """Every phrase of the statute in a rule, in the order of its file."""
    if isinstance(rule, ExceptionRule):
        yield Quoted(("text",), rule.text)
    if isinstance(rule, Trigger | Relief):
        for number, element in enumerate(rule.elements):
            yield Quoted(("elements", number, "text"), element.text, element.paragraph)
    if isinstance(rule, Trigger):
        for number, node in enumerate(rule.open):
            yield Quoted(("open", number, "text"), node.text, node.paragraph)


def versions_of(rule: AnyRule, statutes: Statutes) -> tuple[StatuteVersion, ...]:
    """The versions of the section that a rule cites, as far as they are in force while the rule is."""
    first, end = rule.effective_from or date.min, rule.effective_to or date.max
    return tuple(
        version
        for version in statutes.versions.get(rule.authority.section or "", ())
        if version.in_force_from < end and first < (version.in_force_to or date.max)
    )


def authority_problems(
    rule: AnyRule, statutes: Statutes, guidance: Collection[str] | None
) -> Iterator[Problem]:
    """Sections, paragraphs and guidance notes that do not exist, and words that are not quoted there.

    `guidance` holds the ids of the notes; `None` where the notes themselves cannot be read.
    """
    authority = rule.authority
    if guidance is not None and authority.guidance is not None and authority.guidance not in guidance:
        problem = f"there is no guidance note '{authority.guidance}'"
        yield Problem(("authority", "guidance"), problem, nearest(authority.guidance, guidance))
    if authority.section is None:
        return
    if authority.section not in statutes.versions:
        problem = f"there is no section '{authority.section}' under statutes/"
        yield Problem(("authority", "section"), problem, nearest(authority.section, statutes.versions))
        return
    yield from _paragraphs(rule, statutes)
    for version in versions_of(rule, statutes):
        for words in quoted(rule):
            yield from _quote(rule, words, version)


def _paragraphs(rule: AnyRule, statutes: Statutes) -> Iterator[Problem]:
    paragraph = rule.authority.paragraph
    if paragraph is None:
        yield Problem(("authority",), "cites a section and no paragraph", "give authority.paragraph")
        return
    starts = [str(version.in_force_from) for version in statutes.versions[rule.authority.section or ""]]
    if isinstance(paragraph, dict):
        for start in paragraph.keys() - set(starts):
            problem = f"no version of the section is in force from {start}"
            at: Path = ("authority", "paragraph", start)
            yield Problem(at, problem, f"one of {', '.join(starts)}", at_key=True)
    for version in versions_of(rule, statutes):
        named = paragraph_on(rule, version.in_force_from)
        if named not in version.paragraphs:
            problem = f"{version.path} has no paragraph '{named}'"
            yield Problem(("authority", "paragraph"), problem, nearest(named, version.paragraphs))


def _quote(rule: AnyRule, words: Quoted, version: StatuteVersion) -> Iterator[Problem]:
    paragraph = words.paragraph or paragraph_on(rule, version.in_force_from)
    if paragraph not in version.paragraphs:
        if words.paragraph is not None:
            at: Path = (*words.path[:-1], "paragraph")
            problem = f"{version.path} has no paragraph '{paragraph}'"
            yield Problem(at, problem, nearest(paragraph, version.paragraphs))
    elif not version.quotes(paragraph, words.text):
        problem = f"'{words.text}' is not quoted in {version.path} for paragraph {paragraph}"
        within = [
            phrase
            for path, part in version.paragraphs.items()
            if path == paragraph or path.startswith(f"{paragraph}.")
            for phrase in part.phrases
        ]
        yield Problem(words.path, problem, nearest(words.text, within or ["a phrase that was read there"]))
