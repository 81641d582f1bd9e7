"""Rules as Markdown: one page for each section of the statutes, and the table of clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from caatsa.report.rule_view import Entry, Section, rule_view
from caatsa.report.switch_view import switch_view
from caatsa.report.words import plain, provision_name
from caatsa.rulebase.coverage import Coverage, CoverageRow
from caatsa.rulebase.rulebase import RuleBase
from caatsa.rulebase.rules import AnyRule
from caatsa.rulebase.statutes import StatuteVersion

GENERATED = "<!-- Generated from rules/; `make golden` writes it again. -->\n"
_BESIDE_THE_SECTIONS = {
    "common": "Readings that hold for every provision",
    "pointers": "Pointers to other regimes",
}
_KINDS = ("trigger", "exception", "relief", "menu", "classifier")


def section_of(rule: AnyRule) -> str:
    """The section of the statutes of a rule, or the part of the rule base beside the sections, by its id.

    >>> from caatsa.rulebase.rulebase import load_rulebase
    >>> [section_of(rule) for rule in load_rulebase().rules.values() if rule.kind == "menu"]
    ['caatsa.235']
    """
    first, second, *_ = rule.id.split(".")
    return first if first in _BESIDE_THE_SECTIONS else f"{first}.{second}"


def section_page(section: str, rules: Sequence[AnyRule], rulebase: RuleBase) -> str:
    """The page of a section: its versions in our words, then its rules, those that decide first.

    Citations are those of the day to which the law was read.
    """
    ordered = sorted(rules, key=lambda rule: (_KINDS.index(rule.kind), rule.id))
    lines = [GENERATED, f"# {_BESIDE_THE_SECTIONS.get(section) or provision_name(section)}", ""]
    for version in rulebase.statutes.versions.get(section, ()):
        lines += _version(version)
    lines += ["## Rules", ""]
    lines += [f"- [{rule.title}](#{_anchor(rule)}) ({rule.kind}, {rule.origin})" for rule in ordered]
    for rule in ordered:
        lines += ["", *_rule(rule, rule_view(rule, rulebase, rulebase.law_read_to))]
    return "\n".join(lines) + "\n"


def coverage_page(coverage: Coverage) -> str:
    """The table of clauses, and how many there are of each status."""
    counts = Counter(clause.status for clause in coverage.clauses)
    summary = ", ".join(f"{count} {plain(status)}" for status, count in sorted(counts.items()))
    lines = [
        *(GENERATED, "# Coverage", ""),
        f"{len(coverage.clauses)} clauses in scope: {summary}. What cannot be expressed the statute leaves",
        "to an official. `caatsa rules coverage` prints the same.",
        *("", "| Clause | Citation | Status | Rules, or why there are none |", "| --- | --- | --- | --- |"),
        *(_row(row) for row in coverage.rows()),
    ]
    return "\n".join(lines) + "\n"


def readings_page(rulebase: RuleBase) -> str:
    """The contested terms: each with its values, and the authorities for each."""
    lines = [
        *(GENERATED, "# Contested terms", ""),
        "Terms of the law that can be read in more ways than one. `--reading NAME=VALUE` reads a term",
        "otherwise than by default; `caatsa assess --readings` shows what would follow, and which decide.",
        "`caatsa rules readings` prints the same.",
    ]
    for switch in rulebase.readings.switches.values():
        lines += ["", f"## `{switch.name}`"]
        for section in switch_view(switch, rulebase.rules):
            lines += ["", f"**{section.heading}**", ""]
            for entry in section.entries:
                lines += _entry(entry)
    return "\n".join(lines) + "\n"


def _row(row: CoverageRow) -> str:
    why = _cell(row.rules or row.reason)
    return f"| `{row.clause}` | {_cell(row.citation)} | {plain(row.status)} | {why} |"


def _version(version: StatuteVersion) -> Iterator[str]:
    until = f", until {version.in_force_to}" if version.in_force_to else ""
    yield f"## In force from {version.in_force_from}{until}"
    yield ""
    yield f"{version.citation}. {version.enacted_by}. [Official text]({version.official_link})."
    yield ""
    for path, paragraph in version.paragraphs.items():
        label = "".join(f"({part})" for part in path.split("."))
        yield f"- **{label}** {_line(paragraph.summary)}"
    yield ""


def _rule(rule: AnyRule, sections: Iterable[Section]) -> Iterator[str]:
    yield f'### {rule.title} <a id="{_anchor(rule)}"></a>'
    yield ""
    yield f"`{rule.id}`: {rule.kind}, {rule.origin}, {rule.status}"
    for section in sections:
        yield ""
        yield f"**{section.heading}**"
        yield ""
        for entry in section.entries:
            yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    label = f"*{entry.label}*: " if entry.label else ""
    yield f"- {label}{_line(entry.text)}"
    for note in entry.notes:
        yield f"  - {_line(note)}"


def _anchor(rule: AnyRule) -> str:
    return rule.id.replace(".", "-").replace("_", "-")


def _line(text: str) -> str:
    """Text on one line, with what Markdown would read as its own escaped."""
    joined = " ".join(text.split())
    return joined.translate({ord(letter): f"\\{letter}" for letter in "*_<>`"})


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|")
