"""What a way to relief says of the acts on it, word for word, and on which way an act stands."""

from __future__ import annotations

import pytest

from caatsa.domain.verdict import ReliefPath, Transaction
from tests.law.cases import BUYER, S231, S1241, S9214, Json, event, official, row, rows

BY = {"person": BUYER["name"], "country": "KZ"}
SSB = {"country": "TR", "name": "SSB"}
KOREAN = {"person": "Ministry of Defence", "country": "RU"}
REVIVES = (
    "the duty revives; no sanction without determination and imposition; certifications need not be public"
)
CERTIFIED = "certified on 1 June 2021; "
SINCE = "in effect since 1 June 2021; "
LAPSED = "in effect from 1 June 2021; held through 1 September 2021; lapsed since 2 September 2021: "

STANDING = [
    # kind, provision, until, as of, what is said
    (
        *("delay", "caatsa.231.c", None, "2021-11-28"),
        f"{CERTIFIED}holds through 28 November 2021, unless certified again",
    ),
    (
        *("delay", "caatsa.231.c", None, "2021-11-29"),
        f"{CERTIFIED}held through 28 November 2021; lapsed since 29 November 2021: {REVIVES}",
    ),
    (
        *("waiver", "caatsa.231.b", None, "2021-07-01"),
        f"{SINCE}no end is stated, and the statute sets no term",
    ),
    (
        *("waiver", "caatsa.231.b", "2021-09-01", "2021-09-01"),
        f"{SINCE}holds through 1 September 2021, as stated",
    ),
    (
        *("waiver", "caatsa.231.b", "2021-09-01", "2021-09-02"),
        f"{LAPSED}what it spared or lifted holds again",
    ),
    ("termination", "caatsa.236.c", None, "2021-07-01", "terminated on 1 June 2021"),
]


def path(found: Transaction, provision: str) -> ReliefPath:
    (one,) = [one for one in found.relief_paths if one.id == provision]
    return one


def used(found: Transaction) -> set[str]:
    """The ways on which some act stands."""
    return {one.id for one in found.relief_paths if one.acts}


@pytest.mark.parametrize(("kind", "provision", "until", "as_of", "said"), STANDING)
def test_an_act_says_since_when_and_through_which_day_it_holds(
    kind: str, provision: str, until: str | None, as_of: str, said: str
) -> None:
    found = row(official_acts=[official(kind, provision, until=until, **BY)], as_of=as_of)

    assert path(found, provision).standing[0] == said
    assert used(found) == {provision}


def from_north_korea(as_of: str, *acts: Json) -> ReliefPath:
    """The waiver of 22 U.S.C. 9228(c) for the Russian buyer."""
    shells = event(
        "delivery 2023-09-01",
        buyer={"country": "RU", "name": "Ministry of Defence"},
        supplier={"country": "KP", "name": "KOMID"},
        item="152 mm shells",
    )
    found = rows(shells, provision=S9214, as_of=as_of, official_acts=list(acts))
    return path(found["RU", "Ministry of Defence"], "nkspea.waiver")


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (
            None,
            (
                "its term is not stated; the statute lets it hold at least through 31 March 2024, "
                "at most through 1 March 2025, unless renewed"
            ),
        ),
        ("2024-09-01", "holds through 1 September 2024, as stated"),
        ("2025-03-01", "holds through 1 March 2025, as stated"),
        (
            "2025-03-02",
            (
                "though stated for longer, the statute lets it hold at most through "
                "1 March 2025, unless renewed"
            ),
        ),
    ],
)
def test_a_waiver_with_a_longest_term_says_whether_its_end_is_stated_or_the_statutes(
    until: str | None, said: str
) -> None:
    waiver = official("waiver", "nkspea.waiver", on="2024-03-01", until=until, **KOREAN)

    assert from_north_korea("2024-06-01", waiver).standing == (f"in effect since 1 March 2024; {said}",)


def test_an_earlier_act_is_not_said_to_leave_a_gap_where_a_later_one_is_in_force() -> None:
    acts = [official("delay", "caatsa.231.c"), official("delay", "caatsa.231.c", on="2021-11-20")]

    assert path(row(official_acts=acts, as_of="2022-01-01"), "caatsa.231.c").standing == (
        "certified on 1 June 2021; held through 28 November 2021; another one is in force",
        "certified on 20 November 2021; holds through 19 May 2022, unless certified again",
    )


def test_a_waiver_that_does_not_cover_the_transaction_fills_no_gap() -> None:
    acts = [
        official("waiver", "caatsa.231.d", on="2018-01-01", until="2019-01-01", event="e", **BY),
        official("waiver", "caatsa.231.d", on="2018-02-01", **BY),
    ]

    assert path(row(official_acts=acts), "caatsa.231.d").standing == (
        (
            "in effect from 1 January 2018; held through 1 January 2019; lapsed since 2 January 2019: "
            "what it spared or lifted holds again"
        ),
        "1 February 2018: not for this transaction, which began later and needs a waiver of its own",
    )


def test_only_what_comes_before_imposition_is_past_once_sanctions_are_imposed() -> None:
    found = row(official_acts=[official("imposition", **BY)])
    past = "a determination is in force: what comes before imposition is past"

    assert {one.id for one in found.relief_paths if past in one.standing} == {"caatsa.231.b", "caatsa.231.c"}


def test_a_delay_of_section_231_is_one_under_c_by_which_alone_it_can_be() -> None:
    assert used(row(official_acts=[official("delay", S231, **BY)])) == {"caatsa.231.c"}


def test_a_waiver_of_section_231_may_be_any_of_three_and_stands_on_none() -> None:
    assert used(row(official_acts=[official("waiver", S231, **BY)])) == set()


def test_an_act_of_another_kind_or_on_another_paragraph_stands_on_no_way_of_delay() -> None:
    for kind, provision in (("warning", "caatsa.231.c"), ("delay", "caatsa.231.b")):
        acts = [official(kind, provision, item="S-400", **BY)]
        assert "caatsa.231.c" not in used(row(official_acts=acts))


def test_the_year_of_section_1241_counts_from_the_last_imposition() -> None:
    acts = [official("imposition", S1241, on=day, person="SSB") for day in ("2021-01-20", "2021-05-01")]
    turkish = event("delivery 2019-07-12", buyer=SSB)

    found = row(turkish, provision=S1241, as_of="2022-04-30", official_acts=acts)
    year, *others = path(found, "ndaa2021.1241.exit").conditions

    assert (year.id, year.result) == ("year", "unmet")
    assert year.because == "imposed on 1 May 2021, so on and after 1 May 2022"
    assert {one.result for one in others} == {"unknown"}


def test_an_act_is_shown_with_its_own_first_source() -> None:
    source = {
        "title": "Notice",
        "publisher": "State",
        "url": "https://state.example/1",
        "published": "2021-06-02",
        "grade": "official_text",
    }
    act = {**official("waiver", "caatsa.231.b", **BY), "source": source}

    (shown,) = [one for one in row(official_acts=[act]).official_acts if one.kind == "waiver"]

    assert shown.source is not None
    assert shown.source.model_dump() == source
