"""A timeline holds between its moments: no day in between gives another line, and each step has a cause."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from caatsa.assessment.assess import Options, assess_input
from caatsa.assessment.timeline import timeline
from caatsa.intake.readers import as_document, read_documents
from caatsa.rulebase.rulebase import load_rulebase

ROOT = Path(__file__).parents[2]
END = date(2023, 4, 1)
KINDS = ("talks", "approval", "contract", "payment", "delivery", "loan", "cancellation", "regulatory")
DAYS = st.dates(date(2015, 1, 1), date(2022, 12, 31))


@cache
def _rulebase() -> Any:
    return load_rulebase(ROOT / "rules")


@st.composite
def _dates(draw: Any) -> str:
    day = draw(DAYS).isoformat()
    return str(draw(st.sampled_from([day, day[:7], day[:4], "unknown"])))


@st.composite
def _documents(draw: Any) -> dict[str, Any]:
    """An event whose dates are known in part, a seller with owners for a time, and acts that lapse."""
    buyer = draw(st.sampled_from(["SSB", "Example Agency"]))
    seller = draw(st.sampled_from(["Rosoboronexport", "Made Up Works"]))
    acts = draw(st.lists(st.tuples(st.sampled_from(KINDS), _dates()), min_size=1, max_size=3))
    begin, signed = draw(DAYS), draw(DAYS)
    kind, provision = draw(
        st.sampled_from(
            [("delay", "caatsa.231.c"), ("waiver", "caatsa.231.d"), ("determination", "caatsa.231.a")]
        )
    )
    return {
        "events": [
            {
                "id": "one",
                "buyer": {"country": "Turkey", "name": buyer},
                "supplier": {"country": "Russia", "name": seller},
                "item": draw(st.sampled_from(["S-400", "radar", "spare parts"])),
                "acts": [{"kind": kind, "date": day} for kind, day in acts],
            }
        ],
        "persons": [
            {
                "name": "Made Up Works",
                "country": "Russia",
                "owners": [
                    {
                        "name": "Rosoboronexport",
                        "share": 30,
                        "from": begin.isoformat(),
                        "until": str(begin.year + 1),
                    }
                ],
            }
        ],
        "official_acts": [
            {
                "id": "an-act",
                "kind": kind,
                "provision": provision,
                "date": signed.isoformat(),
                "until": (signed + timedelta(days=draw(st.integers(0, 400)))).isoformat(),
                "person": buyer,
                "source": {"title": "An act"},
            }
        ],
    }


@settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(document=_documents(), share=st.floats(0, 1))
def test_no_day_between_two_moments_gives_another_line(document: dict[str, Any], share: float) -> None:
    rulebase = _rulebase()
    read = as_document(document, rulebase.registers.countries)
    for one in timeline(read, rulebase, Options(END, effort="none")):
        last = [later.day - timedelta(days=1) for later in one.moments[1:]] + [END]
        for moment, until in zip(one.moments, last, strict=True):
            day = moment.day + timedelta(days=int((until - moment.day).days * share))
            assert _line(assess_input(read, rulebase, Options(day, effort="none")), one.country) == (
                moment.exposure,
                moment.enforcement,
            )
        assert all(moment.events for moment in one.moments)
        assert all(row.because for moment in one.moments for row in moment.rows)


def _line(assessed: Any, country: str | None) -> tuple[str, str]:
    return next((one.exposure, one.enforcement) for one in assessed.verdicts if one.country == country)


def test_an_official_act_of_the_input_that_lapses_is_a_step_of_its_own() -> None:
    rulebase = _rulebase()
    document = {
        "events": [
            {
                "id": "one",
                "buyer": {"country": "India", "name": "Example Agency"},
                "supplier": {"country": "Russia", "name": "Rosoboronexport"},
                "item": "S-400",
                "acts": [{"kind": "contract", "date": "2019-01-01"}],
            }
        ],
        "official_acts": [
            {
                "id": "an-act",
                "kind": "waiver",
                "provision": "caatsa.231.d",
                "date": "2020-01-01",
                "until": "2020-06-30",
                "person": "Example Agency",
                "source": {"title": "An act"},
            }
        ],
    }
    (india,) = timeline(as_document(document, rulebase.registers.countries), rulebase, Options(END))
    steps = {moment.day: (moment.enforcement, moment.events) for moment in india.moments}

    assert steps[date(2020, 1, 1)] == ("relieved", ("official act an-act: waiver, Example Agency",))
    assert steps[date(2020, 7, 1)][1] == ("official act an-act does not hold any more",)
    assert steps[date(2020, 7, 1)][0] != "relieved"


def test_where_no_act_is_dated_the_one_moment_says_so() -> None:
    event = {
        "id": "one",
        "buyer": {"country": "India"},
        "supplier": {"country": "Russia", "name": "Rosoboronexport"},
        "item": "S-400",
        "acts": [{"kind": "contract", "date": "unknown"}],
    }
    rulebase = _rulebase()
    read = as_document({"events": [event]}, rulebase.registers.countries)
    (india,) = timeline(read, rulebase, Options(END))

    assert [moment.day for moment in india.moments] == [END]
    assert india.moments[0].events == ("no act has a known day: assessed as of this day alone",)


def test_before_the_first_act_the_one_moment_says_so() -> None:
    rulebase = _rulebase()
    read = read_documents([str(ROOT / "examples/turkey-s400.yaml")], None, rulebase.registers.countries)
    (turkey,) = timeline(read, rulebase, Options(date(1999, 1, 1)))

    assert [(one.exposure, one.events) for one in turkey.moments] == [
        ("no_trigger", ("no act has happened by this day",))
    ]
