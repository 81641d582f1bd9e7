"""Enforcement: what the United States has officially done, from official acts alone."""

from __future__ import annotations

import pytest

from tests.law.cases import BUYER, S231, Json, assessed, event, official, row, rows

DETERMINED = official("determination", on="2021-06-01")
WARNED = official("warning", on="2021-01-01", country="KZ", item="S-400")
WAIVED_D = official("waiver", "caatsa.231.d", on="2021-01-02")
TERMINATED = official("termination", "caatsa.236.c", on="2021-10-01")
BY = {"person": BUYER["name"], "country": "KZ"}

IN_TIME: list[tuple[str, list[Json], str, str]] = [
    # words, the acts, as of, enforcement
    ("nothing", [], "2022-01-01", "none_known"),
    ("before a determination", [DETERMINED], "2021-05-31", "none_known"),
    ("on its day", [DETERMINED], "2021-06-01", "determined"),
    (
        "an imposition",
        [official("imposition", measures=["caatsa.235.a.2"], **BY)],
        "2022-01-01",
        "determined",
    ),
    (
        "on the last day of a limited one",
        [official("determination", until="2022-01-01", **BY)],
        "2022-01-01",
        "determined",
    ),
    ("after a limited one", [official("determination", until="2021-12-31", **BY)], "2022-01-01", "ceased"),
    ("before its termination", [DETERMINED, TERMINATED], "2021-09-30", "determined"),
    ("terminated", [DETERMINED, TERMINATED], "2021-10-01", "ceased"),
    (
        "imposed sanctions waived",
        [DETERMINED, official("waiver", "caatsa.236.b", on="2021-10-01")],
        "2022-01-01",
        "ceased",
    ),
    (
        "waived by 231(d)",
        [DETERMINED, official("waiver", "caatsa.231.d", on="2021-10-01")],
        "2022-01-01",
        "ceased",
    ),
    (
        "imposed sanctions waived for a time",
        [DETERMINED, official("waiver", "caatsa.236.b", on="2021-10-01", until="2021-12-01", **BY)],
        "2022-01-01",
        "determined",
    ),
    ("an earlier waiver does not end it", [WAIVED_D, DETERMINED], "2022-01-01", "determined"),
    (
        "terminated on the day of the determination",
        [official("determination", on="2021-10-01"), TERMINATED],
        "2022-01-01",
        "ceased",
    ),
    (
        "waived by 231(d) before the purchase that was determined on",
        [official("determination", on="2018-01-01"), official("waiver", "caatsa.231.d", on="2018-02-01")],
        "2022-01-01",
        "determined",
    ),
    (
        "ended by an act under 231(d) before the purchase",
        [
            official("determination", on="2018-01-01"),
            official("termination", "caatsa.231.d", on="2018-02-01", **BY),
        ],
        "2022-01-01",
        "ceased",
    ),
    (
        "an initial waiver before the purchase",
        [official("waiver", "caatsa.231.b", on="2018-01-01")],
        "2022-01-01",
        "relieved",
    ),
    ("warned", [WARNED], "2022-01-01", "warned"),
    ("before the warning", [WARNED], "2020-12-31", "none_known"),
    (
        "in the month of a warning",
        [official("warning", on="2021-06", country="KZ", item="S-400")],
        "2021-06-29",
        "none_known",
    ),
    ("relief before warning", [WARNED, WAIVED_D], "2022-01-01", "relieved"),
    ("determination before relief", [WAIVED_D, WARNED, DETERMINED], "2022-01-01", "determined"),
    (
        "an ended one before relief",
        [official("determination", until="2021-07-01", **BY), WAIVED_D],
        "2022-01-01",
        "ceased",
    ),
    ("an ended one before a warning", [DETERMINED, TERMINATED, WARNED], "2022-01-01", "ceased"),
    ("waiver under 231(b)", [official("waiver", "caatsa.231.b")], "2022-01-01", "relieved"),
    ("waiver under 231(d)", [WAIVED_D], "2022-01-01", "relieved"),
    ("no term is stated: years later", [WAIVED_D], "2031-01-01", "relieved"),
    (
        "a waiver until a day",
        [official("waiver", "caatsa.231.d", until="2021-12-31", **BY)],
        "2021-12-31",
        "relieved",
    ),
    (
        "after that day",
        [official("waiver", "caatsa.231.d", until="2021-12-31", **BY)],
        "2022-01-01",
        "none_known",
    ),
    ("delay, day 180", [official("delay", "caatsa.231.c")], "2021-11-28", "relieved"),
    ("delay, day 181", [official("delay", "caatsa.231.c")], "2021-11-29", "none_known"),
    ("delay lapsed, warned", [official("delay", "caatsa.231.c"), WARNED], "2022-01-01", "warned"),
    (
        "delay certified again",
        [official("delay", "caatsa.231.c"), official("delay", "caatsa.231.c", on="2021-11-20")],
        "2022-01-01",
        "relieved",
    ),
    ("a statement", [official("statement", "caatsa.231.d")], "2022-01-01", "none_known"),
    ("legislation", [official("legislation", "caatsa.231.d")], "2022-01-01", "none_known"),
    (
        "a statement that it ends",
        [DETERMINED, official("statement", "caatsa.236.c", on="2021-10-01")],
        "2022-01-01",
        "determined",
    ),
]


@pytest.mark.parametrize(
    ("acts", "as_of", "enforcement"), [one[1:] for one in IN_TIME], ids=[one[0] for one in IN_TIME]
)
def test_enforcement_follows_the_acts_in_time(acts: list[Json], as_of: str, enforcement: str) -> None:
    found = row(official_acts=acts, as_of=as_of)

    assert found.enforcement == enforcement
    assert found.exposure == row(as_of=as_of).exposure, (
        "official acts are shown beside the elements, not in them"
    )


MATCHES: list[tuple[str, Json, bool]] = [
    ("person and country", BY, True),
    ("the person alone", {"person": "Ministry of Defence"}, True),
    ("the same person in other letters", {"person": "МИНИСТЕРСТВО", "country": "KZ"}, False),
    ("the same person of another country", {"person": "Ministry of Defence", "country": "AM"}, False),
    ("another person", {"person": "Kazspetsexport", "country": "KZ"}, False),
    ("this event", {**BY, "event": "e"}, True),
    ("another event", {**BY, "event": "f"}, False),
    ("this item in other words", {**BY, "item": "S-400 Triumf missile system"}, True),
    ("another item", {**BY, "item": "Su-35"}, False),
    ("this item, another event", {**BY, "item": "S-400", "event": "f"}, False),
]


@pytest.mark.parametrize(("named", "concerns"), [one[1:] for one in MATCHES], ids=[one[0] for one in MATCHES])
@pytest.mark.parametrize(("kind", "provision"), [("waiver", "caatsa.231.d"), ("determination", S231)])
def test_an_act_concerns_a_row_if_all_that_it_names_matches(
    kind: str, provision: str, named: Json, concerns: bool
) -> None:
    found = row(official_acts=[official(kind, provision, **named)])

    assert (found.enforcement != "none_known") == concerns


@pytest.mark.parametrize(
    "provision", ["caatsa.107.a", "caatsa.112", "caatsa.232", "nkspea.waiver", "ndaa2021.1241"]
)
def test_an_act_under_another_section_does_not_concern_the_row(provision: str) -> None:
    acts = [official("determination", provision), official("waiver", provision, on="2021-07-01")]

    assert row(official_acts=acts).enforcement == "none_known"


def test_a_waiver_covers_the_stated_transaction_and_not_the_next() -> None:
    acts = [official("waiver", "caatsa.231.d", event="e", **BY)]
    assessment = assessed(event(), event(id="next"), official_acts=acts)

    states = {one.event: one.enforcement for one in assessment.verdicts[0].transactions}
    assert states == {"e": "relieved", "next": "none_known"}


INFERRED: list[tuple[str, Json, str]] = [
    ("country and item describe it", {**BY, "item": "S-400"}, "determined"),
    ("the event is named", {**BY, "event": "e"}, "determined"),
    ("nothing describes the transaction", BY, "none_known"),
    ("another item", {**BY, "item": "Su-35"}, "none_known"),
]


@pytest.mark.parametrize(
    ("named", "enforcement"), [one[1:] for one in INFERRED], ids=[one[0] for one in INFERRED]
)
def test_where_no_buyer_is_named_the_person_of_the_act_is_inferred(named: Json, enforcement: str) -> None:
    found = row(event(buyer={"country": "KZ"}), official_acts=[official("determination", **named)])

    assert found.enforcement == enforcement
    assert found.person is None
    if enforcement == "determined":
        (shown,) = [one for one in found.official_acts if one.kind == "determination"]
        assert (shown.inferred, shown.origin, shown.person) == (True, "model", "Ministry of Defence")


def test_the_country_line_shows_determined_before_relieved_before_warned_before_ceased() -> None:
    def bought(name: str, item: str = "S-400") -> Json:
        return event(id=name, buyer={"country": "KZ", "name": name}, item=item)

    by = {name: {"person": name, "country": "KZ", "id": name} for name in ("Ceased", "Waived", "Determined")}
    ended = official("determination", **by["Ceased"])
    acts = [
        ended | {"until": "2021-07-01"},
        official("warning", country="KZ", item="Su-35"),
        official("waiver", "caatsa.231.d", **by["Waived"]),
        official("determination", **by["Determined"]),
    ]
    events = [bought("Ceased"), bought("Warned", "Su-35"), bought("Waived"), bought("Determined")]
    lines = ["ceased", "warned", "relieved", "determined"]

    for count in range(1, 5):
        (verdict,) = assessed(*events[:count], official_acts=acts).verdicts
        assert verdict.enforcement == lines[count - 1]
        assert set(verdict.enforcement_all) == set(lines[:count])


def test_countries_are_never_said_to_be_what_only_persons_can_be() -> None:
    (verdict,) = assessed(event(), official_acts=[DETERMINED]).verdicts

    for word in ("sanctioned", "violates", "guilty", "safe", "cleared"):
        assert word not in verdict.summary.lower()


def test_the_open_node_says_whether_a_determination_is_known() -> None:
    assert "no public determination is known" in row().open[0].state
    assert "in force" in row(official_acts=[DETERMINED]).open[0].state
    assert "ended" in row(official_acts=[DETERMINED, TERMINATED]).open[0].state


def test_a_lapsed_delay_is_shown_with_what_follows_from_it() -> None:
    found = row(official_acts=[official("delay", "caatsa.231.c")], as_of="2021-11-29")
    (shown,) = [one for one in found.official_acts if one.kind == "delay"]

    assert not shown.in_effect
    assert "lapsed" in shown.effect


def test_measures_are_shown_on_whom_they_fell() -> None:
    measures = ["caatsa.235.a.2", "caatsa.235.a.3"]
    (verdict,) = assessed(event(), official_acts=[official("imposition", measures=measures, **BY)]).verdicts

    assert list(verdict.menu.imposed) == measures
    assert verdict.menu.imposed_on[0].person == "Ministry of Defence"


def test_relief_paths_are_shown_with_conditions_that_officials_certify() -> None:
    paths = {path.id: path for path in row().relief_paths}

    assert {"caatsa.231.b", "caatsa.231.c", "caatsa.231.d", "caatsa.236.b", "caatsa.236.c"} <= set(paths)
    assert {one.id for one in paths["caatsa.231.d"].conditions} >= {"reduction", "cooperating"}


def test_the_modified_waiver_exists_since_13_august_2018() -> None:
    given = event("delivery 2017-11-15")

    assert "caatsa.231.d" not in {path.id for path in row(given, as_of="2018-08-12").relief_paths}
    assert "caatsa.231.d" in {path.id for path in row(given, as_of="2018-08-13").relief_paths}


@pytest.mark.parametrize(
    "name", ["FSB", "GRU", "SVR", "Zorsecurity", "Special Technology Center", "ANO PO KSI"]
)
def test_no_modified_waiver_is_possible_for_the_six_persons_that_the_statute_names(name: str) -> None:
    found = row(event(supplier={"country": "RU", "name": name}))
    (path,) = [one for one in found.relief_paths if one.id == "caatsa.231.d"]

    assert {one.id: one.result for one in path.conditions}["excluded_person"] == "unmet"


def test_a_waiver_under_a_section_that_touches_another_row_leaves_this_one() -> None:
    given = event("delivery 2019-07-12", buyer={"country": "TR", "name": "SSB"})
    how = {
        "as_of": "2019-12-01",
        "official_acts": [official("waiver", "caatsa.231.d", on="2019-08-01", person="SSB")],
    }

    assert row(given, **how).enforcement == "relieved"
    assert row(given, **how, provision=S231).exposure == "facially_met"


def effects(*acts: Json, as_of: str = "2022-01-01") -> dict[str, str]:
    """What each act of the row does, by its kind."""
    return {act.kind: act.effect for act in row(official_acts=list(acts), as_of=as_of).official_acts}


def test_each_act_says_in_a_word_what_it_does() -> None:
    delay = official("delay", "caatsa.231.c", on="2021-12-01")
    waiver = official("waiver", "caatsa.231.b", on="2021-02-01")
    known = effects(WARNED, delay, waiver)

    assert (known["warning"], known["delay"], known["waiver"]) == ("warned", "delayed", "waived")


def test_each_act_says_in_a_word_that_it_does_nothing_any_more() -> None:
    delay = official("delay", "caatsa.231.c")
    waiver = official("waiver", "caatsa.231.b", until="2021-09-01", **BY)
    known = effects(delay, waiver, TERMINATED)

    assert (known["delay"], known["waiver"], known["termination"]) == (
        "lapsed: the duty revives, and still needs a determination and an imposition",
        "no longer in effect",
        "in effect",
    )


def test_a_waiver_that_has_lapsed_by_the_statute_says_so() -> None:
    iranian = event("delivery 2020-01-01", buyer={"country": "IR", "name": "Air Force"}, item="Su-35")
    waiver = official("waiver", "caatsa.112", person="Air Force", country="IR")
    found = rows(iranian, provision="caatsa.107.a", official_acts=[waiver])

    assert [one.effect for one in found["IR", "Air Force"].official_acts] == [
        "lapsed: the longest term that the statute allows has passed without a renewal that is known"
    ]


def test_a_waiver_of_the_initial_application_ends_nothing_that_was_imposed() -> None:
    """Only a waiver under section 236(b), or 231(d) by way of it, is one of sanctions already imposed."""
    initial = official("waiver", "caatsa.231.b", on="2021-10-01")

    assert row(official_acts=[DETERMINED, initial]).enforcement == "determined"


def test_a_termination_that_was_itself_limited_in_time_ends_nothing_afterwards() -> None:
    limited = official("termination", "caatsa.236.c", on="2021-10-01", until="2021-12-01", **BY)

    assert row(official_acts=[limited], as_of="2021-11-01").enforcement == "ceased"
    assert row(official_acts=[limited], as_of="2022-01-01").enforcement == "none_known"


def test_a_termination_without_a_known_determination_still_says_that_something_ceased() -> None:
    assert row(official_acts=[TERMINATED]).enforcement == "ceased"


def test_an_act_of_the_input_is_told_from_one_of_the_register() -> None:
    turkey = event("delivery 2019-07-12", buyer={"country": "TR", "name": "SSB"})
    own = official("statement", person="SSB", country="TR")
    origins = {
        act.id: act.origin for act in row(turkey, official_acts=[own], as_of="2022-01-01").official_acts
    }

    assert origins.pop(own["id"]) == "input"
    assert set(origins.values()) == {"register"}
