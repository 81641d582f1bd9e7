"""Whatever stands in the cells: rows become events that the models of the input would take, or faults."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from caatsa.domain.errors import Fault, InputError
from caatsa.intake.checked import checked
from caatsa.intake.sipri.reading import Register, read_register
from caatsa.rulebase.rulebase import load_rulebase
from tests.intake.test_sipri import HEADER

COUNTRIES = load_rulebase().registers.countries
WIDTH = HEADER.count(",") + 1
SAID = (
    *("", "?", "India", "Russia", "Amal (Lebanon)*", "African Union**", "unknown supplier(s)", "*"),
    *("2018", "(2018)", "2018; 2019", "1990-1995", "1,000", "-5", "9" * 40, "\x85", "\xa0", "\u2028"),
    *("For S-400 systems", "$5 m deal", "cancelled 2020", "aid; ($", "under licence", "T-90S", "tank", "New"),
)
CELLS = st.one_of(st.sampled_from(SAID), st.text(max_size=20))
ROWS = st.lists(st.lists(CELLS, min_size=WIDTH - 1, max_size=WIDTH + 1), max_size=6)
GOOD = "India,Russia,2018,,3,,S-400 Triumf,SAM system,1,,2022,New,,1,1,1"


def register_of(text: str, faults: list[Fault]) -> Register:
    return read_register(text, "register.csv", faults, COUNTRIES)


@given(ROWS)
def test_every_event_is_as_the_models_would_take_it(rows: list[list[str]]) -> None:
    text = "\n".join((HEADER, GOOD, *(",".join(row) for row in rows)))
    faults: list[Fault] = []
    found = register_of(text, faults)
    events = found.said.events
    assert checked(found).events == events
    assert len({event.id for event in events}) == len(events)
    assert all(fault.line and fault.problem for fault in faults)


RICH = ("\\par ", "\\tab ", "{\\b R:} ", "}", "{", "\\'e4", "\\u20?", "\\bin2 ", "x", "2018")


@given(st.lists(st.sampled_from(RICH), max_size=60))
def test_of_no_rich_text_more_is_asked_than_that_it_be_an_export(parts: list[str]) -> None:
    with suppress(InputError):
        register_of("{\\rtf1 " + "".join(parts), [])
