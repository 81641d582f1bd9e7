"""Why a production is silent: the longest beginning that facts meet, and the first pattern none meets."""

from hypothesis import given
from hypothesis import strategies as st

from caatsa.engine.explain import silence
from caatsa.engine.patterns import Condition, Join, Pattern, Production, WorkingFact
from caatsa.engine.reference import matches

LISTED = Production(
    "listed",
    (
        Pattern("party", "party", (Condition("side", "eq", "supply"),)),
        Pattern("listing", "listing", (Condition("since", "lt", 10),), (Join("person", "party", "person"),)),
    ),
)


def _party(ref: str, person: str, side: str = "supply") -> WorkingFact:
    return WorkingFact(ref, "party", {"person": person, "side": side})


def _listing(ref: str, person: str, since: int = 5) -> WorkingFact:
    return WorkingFact(ref, "listing", {"person": person, "since": since})


def test_a_production_that_fires_is_not_silent() -> None:
    assert silence(LISTED, [_party("p", "a"), _listing("l", "a")]) is None


def test_without_facts_the_first_pattern_is_unmet() -> None:
    found = silence(LISTED, [])

    assert found is not None
    assert (found.matched, found.unmet.alias, found.nearest) == ((), "party", None)


def test_the_longest_beginning_counts() -> None:
    found = silence(LISTED, [_party("q", "b", side="other"), _party("p", "a")])

    assert found is not None
    assert (found.matched, found.unmet.alias, found.nearest) == ((("party", "p"),), "listing", None)


def test_the_fact_that_fails_fewest_tests_is_the_nearest() -> None:
    found = silence(
        LISTED, [_party("p", "a"), _listing("far", "b", since=20), _listing("near", "a", since=20)]
    )

    assert found is not None
    assert found.nearest is not None
    assert found.nearest.ref == "near"
    assert [(failed.test, failed.wanted, failed.seen) for failed in found.failed] == [
        (Condition("since", "lt", 10), 10, 20)
    ]


def test_a_join_that_fails_says_what_the_other_fact_has() -> None:
    found = silence(LISTED, [_party("p", "a"), _listing("l", "b")])

    assert found is not None
    assert [(failed.wanted, failed.seen) for failed in found.failed] == [("a", "b")]


def test_of_several_beginnings_the_nearest_counts() -> None:
    facts = [_party("p", "a"), _party("q", "b"), _listing("l", "b", since=20)]

    found = silence(LISTED, facts)

    assert found is not None
    assert found.matched == (("party", "q"),)
    assert len(found.failed) == 1


_FACTS = st.lists(
    st.tuples(st.sampled_from(["party", "listing"]), st.sampled_from("ab"), st.integers(5, 15)), max_size=8
)


@given(_FACTS)
def test_silence_is_told_exactly_where_nothing_matches(drawn: list[tuple[str, str, int]]) -> None:
    facts = [
        _party(str(number), person, side="supply" if since % 2 else "other")
        if kind == "party"
        else _listing(str(number), person, since)
        for number, (kind, person, since) in enumerate(drawn)
    ]

    assert (silence(LISTED, facts) is None) == any(True for _ in matches(LISTED, facts))


def test_of_very_many_beginnings_the_best_of_those_looked_at_is_told() -> None:
    three = Production("three", (*(Pattern(name, name) for name in ("a", "b")), Pattern("c", "c")))
    facts = [WorkingFact(f"{kind}{number}", kind, {}) for kind in ("a", "b") for number in range(101)]

    found = silence(three, facts)

    assert found is not None
    assert (found.matched, found.unmet.alias) == ((("a", "a0"), ("b", "b0")), "c")
