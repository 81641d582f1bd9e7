"""What a conclusion stands on: every given fact behind it, graded by the weakest of its best proof."""

from __future__ import annotations

from caatsa.assessment.evaluation import Found, evaluated
from caatsa.assessment.evidence import of_element
from caatsa.assessment.grounds import Grounds
from caatsa.assessment.weighing import Weighed
from caatsa.domain.facts import Citation, Fact, Grade, Origin, Value
from caatsa.engine.patterns import Firing
from caatsa.rulebase.rulebase import load_rulebase
from caatsa.rulebase.rules import Element

RULE = load_rulebase().trigger("caatsa.231.a")


def fact(
    ref: str, grade: Grade | None, *publishers: str, rests_on: tuple[str, ...] = (), **fields: Value
) -> Fact:
    sources = tuple(Citation(name, name) for name in publishers)
    return Fact(ref, "any", fields, ref, Origin("input", "", sources, grade, None, rests_on))


def firing(derived: str, *premises: str) -> Firing:
    return Firing("rule", tuple((f"p{number}", ref) for number, ref in enumerate(premises)), derived)


def grounds(*stated: Fact, firings: tuple[Firing, ...] = ()) -> Grounds:
    return Grounds({one.ref: one for one in stated}, firings)


def test_a_proof_is_graded_by_its_weakest_fact_through_derived_ones() -> None:
    concluding = firing("=finding", "a", "=link2")
    chain = (firing("=link", "b"), firing("=link2", "=link", "c"), concluding)
    known = grounds(fact("a", "official_text"), fact("b", "leak"), fact("c", "named_wire"), firings=chain)

    assert known.of(concluding).facts == ("a", "b", "c")
    assert known.of(concluding).grade == "leak"
    assert known.weak(concluding)


def test_a_derived_fact_is_as_good_as_its_best_proof() -> None:
    concluding = firing("=finding", "=link")
    ways = (firing("=link", "leaked"), firing("=link", "official"), concluding)
    known = grounds(fact("leaked", "leak"), fact("official", "official_text"), firings=ways)

    assert known.of(concluding).grade == "official_text"
    assert not known.weak(concluding)


def test_facts_that_derive_each_other_add_nothing() -> None:
    concluding = firing("=finding", "=b")
    circle = (firing("=a", "=b"), firing("=b", "=a"), firing("=a", "given"), concluding)

    assert grounds(fact("given", "trade_press"), firings=circle).of(concluding).facts == ("given",)


def test_a_fact_needs_the_act_from_which_it_is_seen_and_what_it_rests_on() -> None:
    concluding = firing("=finding", "timing")
    known = grounds(
        fact("timing", None, act="a0"),
        fact("a0", "named_wire", rests_on=("a1",)),
        fact("a1", "leak"),
        firings=(concluding,),
    )

    assert known.of(concluding).facts == ("timing", "a0", "a1")
    assert known.weak(concluding)


def test_of_equal_grades_the_better_corroborated_proof_carries() -> None:
    one, two = firing("=finding", "one"), firing("=finding", "two")
    known = grounds(fact("one", "leak", "A"), fact("two", "leak", "A", "B"), firings=(one, two))
    strongest = known.strongest((one, two))

    assert strongest is not None
    assert strongest.words == "leak, 2 independent sources"
    assert grounds().strongest(()) is None


def test_facts_of_registers_have_no_grade() -> None:
    concluding = firing("=finding", "listing")
    known = grounds(fact("listing", None, "Federal Register"), firings=(concluding,))

    assert (known.of(concluding).grade, known.of(concluding).words) == (None, "")


def test_what_registers_say_is_better_attested_than_any_report() -> None:
    by_register, by_report = firing("=finding", "listing"), firing("=finding", "report")
    known = grounds(
        fact("listing", None), fact("report", "official_text", "A", "B"), firings=(by_register, by_report)
    )

    assert known.strongest((by_report, by_register)) == known.of(by_register)


def test_what_gives_less_adds_nothing_to_what_a_result_stands_on() -> None:
    met, less = firing("=met", "press"), firing("=less", "official")
    known = {"press": fact("press", "trade_press"), "official": fact("official", "official_text")}
    findings = tuple(
        Found("any", "conduct", "any", "any", result, "some", "neutral", "", RULE, each, weak=False, order=())
        for result, each in (("met", met), ("arguable", less))
    )
    weighed = Weighed(Element("conduct", "", None, "statute", "", "", None), "met", findings)

    assert of_element(weighed, evaluated(known, {}, (), {})).grade == "trade_press"
