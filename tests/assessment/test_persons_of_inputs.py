"""Persons of several inputs are one document: what contradicts is a fault that names both places."""

from __future__ import annotations

from datetime import date

import pytest

from caatsa import load_rulebase
from caatsa.assessment.assess import Options, assess_input
from caatsa.domain.errors import InputError
from caatsa.intake.readers import read_documents

EVENTS = b"""events:
  - {id: a, buyer: {country: IN}, acts: [{kind: contract, date: 2019}]}
persons:
  - name: Front Company
    country: India
    owners: [Rostec]
"""


def assessed(*inputs: tuple[str, bytes]) -> None:
    base = load_rulebase()
    read = read_documents(inputs, countries=base.registers.countries)
    assess_input(read, base, Options(as_of=date(2022, 1, 1)))


def faults(*inputs: tuple[str, bytes]) -> list[str]:
    with pytest.raises(InputError) as refused:
        assessed(*inputs)
    return str(refused.value).splitlines()


def test_what_two_inputs_say_differently_of_one_person_is_refused_with_both_places() -> None:
    other = b"persons:\n  - name: Front Company LLC\n    country: IN\n    owners: [Almaz-Antey]\n"

    (fault,) = faults(("a.yaml", EVENTS), ("b.yaml", other))
    assert fault.startswith("b.yaml, line 4, column 13: 'owners' of 'Front Company LLC' is given twice")
    assert fault.endswith("it stands first in a.yaml, line 6")


def test_two_inputs_may_each_say_a_part_of_a_person_or_the_same() -> None:
    assessed(
        ("a.yaml", EVENTS),
        ("b.yaml", b"persons:\n  - {name: Front Company, country: IN, owners: [Rostec], aliases: [FC]}\n"),
    )


def test_a_name_of_another_person_is_refused_where_it_stands() -> None:
    other = b"persons:\n  - {name: Front Company}\n  - {name: Stranger, aliases: [Rosoboronexport]}\n"

    (fault,) = faults(("a.yaml", EVENTS), ("b.yaml", other))
    assert fault.startswith("b.yaml, line 3, column 5: 'Rosoboronexport' (rosoboronexport) denotes both")
