"""The switches against the rules: names and values that are not there, and values that change nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from caatsa.domain.vocabulary import ANY
from caatsa.rulebase.problems import Problem, nearest
from caatsa.rulebase.readings import FILE, Readings, Switch
from caatsa.rulebase.rules import AnyRule, Classifier, Trigger


def reading_problems(rules: Mapping[str, AnyRule], readings: Readings) -> Iterator[tuple[str, Problem]]:
    """What is wrong between rules and switches, with the id of its rule, or the file of the switches."""
    for rule in rules.values():
        for problem in _named(rule, readings):
            yield rule.id, problem
    for problem in _switches(readings, rules):
        yield FILE, problem


def _named(rule: AnyRule, readings: Readings) -> Iterator[Problem]:
    for name, values in rule.readings.items() if isinstance(rule, Classifier) else ():
        switch = readings.switches.get(name)
        if switch is None:
            allowed = nearest(name, readings.switches)
            yield Problem(("reading", name), f"'{name}' is not a reading", allowed, at_key=True)
            continue
        for value in values:
            if value not in switch.values:
                problem = f"'{value}' is not a value of the reading {name}"
                yield Problem(("reading", name), problem, nearest(value, switch.values))
        if not values:
            yield Problem(("reading", name), f"the rule runs under no value of {name}", "at least one")
        if set(values) >= switch.values.keys():
            problem = f"the rule runs under every value of {name}"
            yield Problem(("reading", name), problem, "a rule that always runs names no reading")


def _switches(readings: Readings, rules: Mapping[str, AnyRule]) -> Iterator[Problem]:
    elements = {
        rule.provision: [element.id for element in rule.elements]
        for rule in rules.values()
        if isinstance(rule, Trigger)
    }
    for switch in readings.switches.values():
        naming = [
            rule for rule in rules.values() if isinstance(rule, Classifier) and switch.name in rule.readings
        ]
        yield from _values(switch, naming)
        yield from _bearing(switch, naming, elements)


def _values(switch: Switch, naming: Iterable[Classifier]) -> Iterator[Problem]:
    at = ("switches", switch.name)
    if switch.default not in switch.values:
        problem = f"the default '{switch.default}' is not a value of {switch.name}"
        yield Problem((*at, "default"), problem, nearest(switch.default, switch.values))
    used = {value for rule in naming for value in rule.readings[switch.name]}
    for value in switch.values:
        # The default may be what the other rules say where those of its rivals are silent.
        if value not in used and value != switch.default:
            problem = f"no rule runs under {switch.name}: {value}"
            yield Problem((*at, "values", value), problem, "a rule that names it", at_key=True)


def _bearing(
    switch: Switch, naming: Iterable[Classifier], elements: Mapping[str, list[str]]
) -> Iterator[Problem]:
    at = ("switches", switch.name, "bears_on")
    found = {
        (str(rule.derive["provision"]), str(rule.derive["element"]))
        for rule in naming
        if rule.derive["fact"] == "finding"
    }
    for provision, named in switch.bears_on.items():
        if provision not in elements:
            problem = f"'{provision}' is not a provision of the rule base"
            yield Problem((*at, provision), problem, nearest(provision, elements), at_key=True)
            continue
        for number, element in enumerate(named):
            if element not in elements[provision]:
                problem = f"'{element}' is not an element of {provision}"
                yield Problem((*at, provision, number), problem, nearest(element, elements[provision]))
            elif found.isdisjoint({(provision, element), (ANY, element)}):
                problem = f"no rule that names {switch.name} finds anything on '{element}' of {provision}"
                yield Problem((*at, provision, number), problem, "only what its rules find something on")
    for provision, element in sorted(found):
        if provision != ANY and element not in switch.bears_on.get(provision, ()):
            problem = f"a rule that names {switch.name} finds something on '{element}' of {provision}"
            yield Problem(at, problem, "every element that it bears on")
