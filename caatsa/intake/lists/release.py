"""What reading an entry needs besides it: its file and day, what the registers know, where faults go."""

from __future__ import annotations

from caatsa.documents.document import Place
from caatsa.domain.dates import PartialDate
from caatsa.domain.errors import Fault
from caatsa.domain.record import Record
from caatsa.registers.countries import Countries, UnknownCountry
from caatsa.registers.sanction_programs import SanctionPrograms


class Known(Record):
    """What the registers know that reading needs."""

    countries: Countries
    programs: SanctionPrograms

    def code(self, text: str) -> str | None:
        """The ISO code of a country by its name; "Congo, Democratic Republic of the" is read both ways."""
        head, comma, tail = text.partition(", ")
        for said in (text, f"{tail} {head}") if comma else (text,):
            try:
                return self.countries.resolve(said).code
            except UnknownCountry:
                continue
        return None


class Release(Record):
    """One file of a list, released on that day; rows that cannot be read go to `faults`."""

    file: str
    day: PartialDate
    known: Known
    faults: list[Fault]

    def refuse(self, line: int, problem: str, allowed: str) -> None:
        """Note that the row on that line cannot be read."""
        self.faults.append(Place(self.file, line).fault(problem, allowed))
