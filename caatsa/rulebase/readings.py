"""Contested terms of the law: each a switch with its values, the authorities for each, and a default.

A rule that names a switch runs only under the values that it names (`reading:` in a rule file); every other
rule always runs. `rulebase.readings_form` says what the file may say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from caatsa.domain.errors import UnknownReading
from caatsa.domain.record import Record
from caatsa.rulebase.rules import RuleOrigin

if TYPE_CHECKING:
    from caatsa.rulebase.readings_form import ReadingsFile, Verification

FILE: Final = "parameters/readings.yaml"


class Support(Record):
    """An authority for a value: where it is, what we make of it, and how far it was verified."""

    origin: RuleOrigin
    citation: str
    says: str
    link: str | None
    verification: Verification | None


class Value(Record):
    """One way to read a contested term, and what follows from it here."""

    title: str
    means: str
    authorities: Sequence[Support]


class Switch(Record):
    """A contested term; `bears_on` are the elements, by provision, that its rules find something on."""

    name: str
    question: str
    bears_on: Mapping[str, Sequence[str]]
    default: str
    values: Mapping[str, Value]


class Readings(Record):
    """Every switch by its name, in the order of the file."""

    switches: Mapping[str, Switch]

    @classmethod
    def from_data(cls, data: Any) -> Readings:
        """The switches of the parsed file, none where there is no file; `RuleFileError` with every fault."""
        if data is None:
            return cls({})
        # Only where the file is read is there need of its form.
        from caatsa.rulebase.checked import checked
        from caatsa.rulebase.readings_form import ReadingsFile

        return cls(_switches(checked(ReadingsFile, data, FILE)))

    def under(self, chosen: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """The one value of each switch under which rules run: the chosen one, else the default.

        Raises `UnknownReading` for a switch or a value that is not there, naming the nearest.
        """
        for name, value in chosen.items():
            if name not in self.switches:
                raise _unknown(f"'{name}' is not a reading", name, self.switches)
            if value not in self.switches[name].values:
                raise _unknown(f"'{value}' is not a value of {name}", value, self.switches[name].values)
        return {name: (chosen.get(name, switch.default),) for name, switch in self.switches.items()}

    def under_any(self, chosen: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """All values of each switch that is not chosen."""
        return {
            name: (chosen[name],) if name in chosen else tuple(switch.values)
            for name, switch in self.switches.items()
        }

    def differing(self, chosen: Mapping[str, str]) -> Iterable[tuple[Switch, str]]:
        """The switches that are not at their default, in the order of the file, each with its value."""
        for name, switch in self.switches.items():
            if chosen.get(name, switch.default) != switch.default:
                yield switch, chosen[name]


def _unknown(problem: str, given: str, known: Iterable[str]) -> UnknownReading:
    from caatsa.rulebase.problems import nearest

    return UnknownReading(f"{problem}; {nearest(given, known)}")


def _switches(file: ReadingsFile) -> dict[str, Switch]:
    return {
        name: Switch(
            name=name,
            question=form.question,
            bears_on=form.bears_on,
            default=form.default,
            values={
                value: Value(
                    said.title, said.means, [Support(**dict(authority)) for authority in said.authorities]
                )
                for value, said in form.values.items()
            },
        )
        for name, form in file.switches.items()
    }
