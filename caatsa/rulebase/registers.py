"""The registers of a rule base together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caatsa.domain.record import Record
from caatsa.registers.armaments import Armaments
from caatsa.registers.countries import Countries
from caatsa.registers.official_acts import OfficialActs
from caatsa.registers.persons import Persons
from caatsa.registers.sanction_programs import SanctionPrograms
from caatsa.registers.subjects import Subjects


class Registers(Record):
    """What is known beforehand, dated and sourced."""

    countries: Countries
    persons: Persons
    armaments: Armaments
    official_acts: OfficialActs
    subjects: Subjects
    sanction_programs: SanctionPrograms

    @classmethod
    def from_files(cls, files: Mapping[str, Any]) -> Registers:
        """The registers from the parsed files of a rule base; `RegisterError` for contradictory data."""
        acts = [data for path, data in sorted(files.items()) if path.startswith("registers/official_acts/")]
        return cls(
            countries=Countries.from_data(files["registers/countries.yaml"]),
            persons=Persons.from_data(files["registers/persons.yaml"]),
            armaments=Armaments.from_data(files["registers/armaments.yaml"]),
            official_acts=OfficialActs.from_data(acts),
            subjects=Subjects.from_data(files["registers/subjects.yaml"]),
            sanction_programs=SanctionPrograms.from_data(files["registers/sanction_programs.yaml"]),
        )
