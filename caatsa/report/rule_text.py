"""Rules as text of 80 columns: one rule in full, the list of rules, the table of clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from caatsa.report.layout import columns, padded, wrapped
from caatsa.report.rule_view import Entry, Section
from caatsa.report.switch_view import switch_view
from caatsa.report.words import plain
from caatsa.rulebase.coverage import Coverage
from caatsa.rulebase.readings import Readings
from caatsa.rulebase.rules import AnyRule, Classifier

_LABEL: Final = 13


def rule_text(rule: AnyRule, sections: Iterable[Section]) -> str:
    """A rule and its sections."""
    lines = [rule.id, *wrapped(rule.title), f"{rule.kind}, {rule.origin}, {rule.status}"]
    for section in sections:
        lines += ["", section.heading]
        for entry in section.entries:
            lines += _entry(entry)
    return "\n".join(lines) + "\n"


def switches_text(readings: Readings, rules: Mapping[str, AnyRule]) -> str:
    """Every contested term with its values and the authorities for each."""
    blocks = []
    for switch in readings.switches.values():
        lines = [switch.name]
        for section in switch_view(switch, rules):
            lines += [section.heading]
            for entry in section.entries:
                lines += _entry(entry)
        blocks.append("\n".join(lines) + "\n")
    return "\n".join([*blocks, f"{counted(len(blocks), 'contested term')}\n"])


def _entry(entry: Entry) -> Iterator[str]:
    if entry.label:
        first = f"  {entry.label} " if columns(entry.label) >= _LABEL else f"  {padded(entry.label, _LABEL)}"
        indent = " " * (2 + _LABEL)
    else:
        first, indent = "  - ", "    "
    yield from wrapped(entry.text, first, indent)
    for note in entry.notes:
        yield from wrapped(note, indent, f"{indent}  ")


def rule_list(rules: Sequence[AnyRule]) -> str:
    """Each rule with its kind, origin, status and title, and how many there are."""
    lines: list[str] = []
    for rule in rules:
        lines.append(rule.id)
        lines += wrapped(
            f"{rule.title}{_under(rule)}", f"  {rule.kind:<11}{rule.origin:<10}{rule.status:<10}"
        )
    lines.append(counted(len(rules), "rule"))
    return "\n".join(lines) + "\n"


def _under(rule: AnyRule) -> str:
    """Under which readings the rule runs; nothing where it always does."""
    named = rule.readings if isinstance(rule, Classifier) else {}
    said = ", ".join(f"{name}={' or '.join(values)}" for name, values in named.items())
    return f" [{said}]" if said else ""


def coverage_text(coverage: Coverage) -> str:
    """Every clause with its status, its rules or the reason why there are none, then how many there are."""
    lines: list[str] = []
    for row in coverage.rows():
        lines += wrapped(f"{row.citation}", f"{row.clause}  ", "  ")
        lines += wrapped(row.rules or row.reason, f"  {plain(row.status)}: ", "    ")
    counts = Counter(clause.status for clause in coverage.clauses)
    summary = ", ".join(f"{count} {plain(status)}" for status, count in sorted(counts.items()))
    lines += ["", *wrapped(f"{counted(len(coverage.clauses), 'clause')}: {summary}")]
    return "\n".join(lines) + "\n"


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "rule"), counted(1200, "rule")
    ('1 rule', '1,200 rules')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
