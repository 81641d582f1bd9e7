"""The contested terms as a reader sees them: the question, its values, and the authorities for each."""

from __future__ import annotations

from collections.abc import Mapping

from caatsa.report.rule_view import Entry, Section
from caatsa.report.words import provision_name
from caatsa.rulebase.readings import Readings, Support, Switch, Value
from caatsa.rulebase.rules import AnyRule, Classifier


def switch_view(switch: Switch, rules: Mapping[str, AnyRule]) -> tuple[Section, ...]:
    """What a switch bears on, then each value with what follows from it and the rules that run under it."""
    bears_on = tuple(
        Entry("bears on", f"{provision_name(provision)}: {', '.join(elements)}")
        for provision, elements in switch.bears_on.items()
    )
    return (
        Section("The question", (Entry("", switch.question), *bears_on)),
        *(_value(switch, name, value, rules) for name, value in switch.values.items()),
    )


def switches_data(readings: Readings) -> list[dict[str, object]]:
    """The switches as plain data, as their file says them."""
    return [
        {
            "name": switch.name,
            "question": switch.question,
            "bears_on": dict(switch.bears_on),
            "default": switch.default,
            "values": {
                name: {
                    "title": value.title,
                    "means": " ".join(value.means.split()),
                    "authorities": [
                        {**vars(one), "says": " ".join(one.says.split())} for one in value.authorities
                    ],
                }
                for name, value in switch.values.items()
            },
        }
        for switch in readings.switches.values()
    ]


def _value(switch: Switch, name: str, value: Value, rules: Mapping[str, AnyRule]) -> Section:
    default = " (default)" if name == switch.default else ""
    running = [
        rule.id
        for rule in rules.values()
        if isinstance(rule, Classifier) and name in rule.readings.get(switch.name, ())
    ]
    entries = [Entry("", f"{value.title}. {value.means}"), *map(_authority, value.authorities)]
    if running:
        entries.append(Entry("rules", ", ".join(running)))
    return Section(f"{switch.name}={name}{default}", tuple(entries))


def _authority(one: Support) -> Entry:
    said = f"{one.citation} ({one.verification})" if one.verification else one.citation
    return Entry(one.origin, f"{said}: {one.says}", (one.link,) if one.link else ())
