"""One rule as a reader sees it: headed sections of labelled entries, whatever they are printed as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from caatsa.report.conditions import condition_words, conditions_words, derivation_words
from caatsa.report.words import code_citation, day, plain, provision_name, version_of
from caatsa.rulebase.citations import cite
from caatsa.rulebase.examples import examples_of
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import (
    AnyRule,
    Classifier,
    Element,
    Example,
    ExceptionRule,
    Menu,
    Relief,
    Scalar,
    Trigger,
)


class Entry(NamedTuple):
    """A label, what is said under it, and remarks below."""

    label: str
    text: str
    notes: tuple[str, ...] = ()


class Section(NamedTuple):
    """Entries under one heading; no section is empty."""

    heading: str
    entries: tuple[Entry, ...]


def rule_view(rule: AnyRule, rulebase: RuleBase, as_of: date) -> tuple[Section, ...]:
    """The sections of a rule, with the citations in force on that day."""
    sections = (
        Section("Authority", tuple(_authority(rule, rulebase, as_of))),
        *_content(rule, rulebase, as_of),
        Section("Rationale", (Entry("", " ".join(rule.rationale.split())),) if rule.rationale else ()),
        Section("Caveats", tuple(Entry("", caveat) for caveat in rule.caveats)),
        Section("Related", tuple(Entry(plain(other.as_), other.id) for other in rule.related)),
        Section("Examples", tuple(_example(example) for example in examples_of(rule))),
    )
    return tuple(section for section in sections if section.entries)


def provisions_of(rule: AnyRule) -> tuple[str, ...]:
    """The provisions that a rule is about."""
    if isinstance(rule, Trigger):
        return (rule.provision,)
    if isinstance(rule, Relief):
        return (rule.provision, *rule.relieves)
    if isinstance(rule, ExceptionRule):
        return tuple(rule.excepts)
    if isinstance(rule, Classifier) and "provision" in rule.derive:
        return (str(rule.derive["provision"]),)
    return ()


def _authority(rule: AnyRule, rulebase: RuleBase, as_of: date) -> Iterator[Entry]:
    yield Entry("citation", rule.authority.citation)
    if rule.authority.section is not None:
        citation = cite(rulebase, rule, as_of)
        version = f"text in force from {day(date.fromisoformat(version_of(citation)))}"
        yield Entry("in the Code", f"{code_citation(citation)}, {version}", (citation,))
    if rule.authority.guidance is not None:
        note = rulebase.guidance.notes.get(rule.authority.guidance)
        yield Entry(
            "guidance", f"{rule.authority.guidance}: {note.title}" if note else rule.authority.guidance
        )
    for provision in provisions_of(rule):
        yield Entry("provision", f"{provision_name(provision)}, {provision}")
    if isinstance(rule, Classifier):
        for name, values in rule.readings.items():
            switch = rulebase.readings.switches[name]
            titles = "; ".join(f"{value} ({switch.values[value].title})" for value in values)
            yield Entry("runs under", f"{name}: {titles}", (switch.question,))
    yield from _days(rule)


def _days(rule: AnyRule) -> Iterator[Entry]:
    if rule.effective_from is not None:
        yield Entry("in force", f"from {day(rule.effective_from)}")
    if rule.effective_to is not None:
        yield Entry("ended", f"on {day(rule.effective_to)}")
    if isinstance(rule, Trigger) and rule.imposable_from is not None:
        yield Entry("imposable", f"from {day(rule.imposable_from)}; this limits imposition, not conduct")


def _content(rule: AnyRule, rulebase: RuleBase, as_of: date) -> Iterator[Section]:
    if isinstance(rule, Classifier | ExceptionRule):
        asked = tuple(Entry(condition.id, condition_words(condition)) for condition in rule.elements)
        yield Section("Asks for", asked)
        yield Section("Says", tuple(_said(rule)))
    if isinstance(rule, Trigger):
        alternatives = [conditions_words(alternative) for alternative in rule.touched_by]
        yield Section("Looked at where the event has", tuple(_either(alternatives)))
    if isinstance(rule, Trigger | Relief):
        elements = tuple(_element(element, rule, rulebase, as_of) for element in rule.elements)
        yield Section("Elements", elements)
    if isinstance(rule, Trigger):
        yield Section("Left to officials", tuple(_open(rule)))
    elif isinstance(rule, Relief):
        yield Section("Conditions of the relief", tuple(_relief(rule)))
    elif isinstance(rule, Menu):
        yield Section("Measures", tuple(_measures(rule)))
        yield Section("Counting", tuple(Entry("", words) for words in rule.counting))


def _said(rule: Classifier | ExceptionRule) -> Iterator[Entry]:
    if isinstance(rule, Classifier):
        yield Entry("then", derivation_words(rule))
    else:
        yield Entry("words", f"“{rule.text}”")
        excepted = ", ".join(provision_name(provision) for provision in rule.excepts)
        computed = "does not apply" if rule.elements else "may not apply; listed, never computed"
        yield Entry("then", f"{excepted} {computed}")
    yield Entry("because", rule.because)


def _either(alternatives: Sequence[str]) -> Iterator[Entry]:
    for number, alternative in enumerate(alternatives):
        yield Entry("or" if number else "either" if len(alternatives) > 1 else "", alternative)


def _element(element: Element, rule: Trigger | Relief, rulebase: RuleBase, as_of: date) -> Entry:
    notes = [element.question, f"if unknown: {element.ask}"]
    if element.raise_by:
        notes.append(f"if arguable, what could make it met: {element.raise_by}")
    if element.paragraph:
        notes.append(code_citation(cite(rulebase, rule, as_of, element.paragraph)))
    return Entry(element.id, f"“{element.text}” ({element.origin})", tuple(notes))


def _open(rule: Trigger) -> Iterator[Entry]:
    for node in rule.open:
        yield Entry("", f"“{node.text}”", (f"decided by {node.decided_by}", node.note))
    if rule.consequence is not None:
        yield Entry("", f"then at least {rule.consequence.at_least} of {rule.consequence.menu}")


_STAGES: Final = {
    "before": "before sanctions are imposed",
    "after": "once sanctions are imposed",
    "any": "before or after sanctions are imposed",
}


def _relief(rule: Relief) -> Iterator[Entry]:
    yield Entry("when", f"{_STAGES[rule.stage]}; used by a {rule.used_by}")
    yield Entry("needs", rule.needs)
    for group in rule.one_of:
        yield Entry("one is enough", " or ".join(group))
    yield Entry("decided by", rule.decided_by)
    yield Entry("goes to", "; ".join((rule.addressed_to, *rule.addressees)))
    yield Entry("notice", rule.notice)
    if rule.waits:
        yield Entry("waits", f"{rule.waits.condition}: {rule.waits.years} year from imposition")
    yield Entry("term", rule.term)
    yield Entry("scope", rule.scope)


def _measures(rule: Menu) -> Iterator[Entry]:
    for measure in rule.measures:
        blocking = "blocking; " if measure.blocking else ""
        yield Entry(
            provision_name(measure.id),
            f"{measure.title}: {measure.summary}",
            (f"{blocking}counts as {measure.counts_as}",),
        )


def _example(example: Example) -> Entry:
    unmet = f"; unmet: {', '.join(example.unmet)}" if example.unmet else ""
    given = tuple(_given(fact) for fact in example.given)
    return Entry(example.expect, f"{example.name}{unmet}", given)


def _given(fact: Mapping[str, Scalar]) -> str:
    fields = [f"{plain(name)} {plain(str(value))}" for name, value in fact.items() if name != "fact"]
    return f"{plain(str(fact['fact']))}: {', '.join(fields)}"
