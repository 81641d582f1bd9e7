"""Rule files become productions: what touches, what is found, what is excepted, and what follows."""

from dataclasses import replace
from datetime import date

import pytest

from caatsa.domain.vocabulary import VOCABULARY
from caatsa.engine.compiler import classifying, deciding, in_force, pack, rule_id_of, touch_id, touching
from caatsa.engine.patterns import Bound, Condition, Derivation, Join
from caatsa.rulebase.rulebase import load_rulebase
from caatsa.rulebase.rules import Classifier, ExceptionRule, Relief
from caatsa.rulebase.rules import Condition as RuleCondition

RULEBASE = load_rulebase()
TRIGGER = RULEBASE.trigger("caatsa.231.a")
DEFAULTS = RULEBASE.readings.under({})


def test_a_classifier_is_one_production_with_a_pattern_for_each_condition() -> None:
    rule = RULEBASE.rules["caatsa.231.a.significance.precedent_item"]

    (production,) = classifying([rule])

    assert production.id == rule.id
    assert [pattern.alias for pattern in production.patterns] == ["item", "precedent", "act", "use"]
    assert production.patterns[1].joins == (Join("system", "item", "system"),)
    assert production.derive is not None
    assert ("act", Bound("act", "act")) in production.derive.fields


def test_days_are_compared_as_numbers() -> None:
    (production,) = classifying([RULEBASE.rules["caatsa.231.a.conduct.before_enactment"]])

    assert Condition("last_day", "lt", date(2017, 8, 2).toordinal()) in production.patterns[0].conditions


def test_an_exception_says_which_provisions_it_excepts() -> None:
    rule = RULEBASE.rules["caatsa.237.space_launch"]
    productions = classifying([rule])

    assert isinstance(rule, ExceptionRule)
    assert len(rule.excepts) > 1
    assert [production.derive for production in productions] == [
        Derivation("exception", (("provision", provision), ("rule", rule.id))) for provision in rule.excepts
    ]


def test_an_exception_that_no_fact_can_show_is_never_computed() -> None:
    assert classifying([RULEBASE.rules["caatsa.236.a.intelligence"]]) == ()


def test_an_exception_to_several_provisions_is_one_production_for_each_named_after_its_rule() -> None:
    names = [production.id for production in classifying([RULEBASE.rules["caatsa.237.space_launch"]])]

    assert len(set(names)) == len(names) > 1
    assert {rule_id_of(name) for name in names} == {"caatsa.237.space_launch"}


def test_an_exception_to_one_provision_has_the_name_of_its_rule() -> None:
    rule = RULEBASE.rules["caatsa.237.space_launch"]
    assert isinstance(rule, ExceptionRule)

    (production,) = classifying([replace(rule, excepts=["caatsa.231.a"])])

    assert production.id == rule.id


def provisions_in(provision: str) -> set[str]:
    """On what the findings and exceptions of a pack are."""
    derived = [one.derive for one in pack(RULEBASE.rules.values(), provision) if one.derive is not None]
    return {str(dict(one.fields)["provision"]) for one in derived if one.kind in ("finding", "exception")}


@pytest.mark.parametrize("provision", RULEBASE.provisions)
def test_a_pack_is_about_its_provision_its_reliefs_and_what_holds_for_any(provision: str) -> None:
    reliefs = {rule.provision for rule in RULEBASE.of_kind(Relief) if provision in rule.relieves}

    assert provision in provisions_in(provision)
    assert provisions_in(provision) <= {provision, "any", *reliefs}


def test_a_relief_of_another_provision_is_no_part_of_a_pack() -> None:
    assert "caatsa.231.d" in provisions_in("caatsa.231.a")
    assert "caatsa.231.d" not in provisions_in("caatsa.107.a")


@pytest.mark.parametrize("provision", RULEBASE.provisions)
def test_a_pack_holds_the_helping_facts_that_its_rules_ask_for_and_no_others(provision: str) -> None:
    productions = pack(RULEBASE.rules.values(), provision)
    asked = {pattern.kind for production in productions for pattern in production.patterns}
    helping = {one.derive.kind for one in productions if one.derive} - {"finding", "exception"}

    assert helping <= asked
    assert {kind for kind in asked if VOCABULARY[kind].maker == "rules"} <= helping
    assert len({production.id for production in productions}) == len(productions)


def test_what_touches_a_provision_rests_on_helping_facts_and_on_no_finding() -> None:
    productions = touching(RULEBASE.rules.values())

    assert {one.derive.kind for one in productions if one.derive} >= {"touch"}
    assert "finding" not in {one.derive.kind for one in productions if one.derive}
    assert len({production.id for production in productions}) == len(productions)


def test_helping_facts_that_rest_on_others_bring_them_along() -> None:
    classifiers = RULEBASE.of_kind(Classifier)
    onward = RULEBASE.rules["common.link.onward"]
    reading = next(
        rule
        for rule in classifiers
        if rule.derive.get("provision") == "caatsa.231.a"
        and any(condition.fact == "link" for condition in rule.elements)
    )
    direct = RULEBASE.rules["common.link.direct"]

    names = {one.id for one in pack([reading, onward, direct, TRIGGER], "caatsa.231.a")}

    assert names == {reading.id, onward.id, direct.id}


def test_a_trigger_is_touched_in_as_many_ways_as_it_names() -> None:
    productions = classifying([TRIGGER])

    assert [production.id for production in productions] == [
        touch_id(TRIGGER.id, number) for number in range(1, len(TRIGGER.touched_by) + 1)
    ]


def test_a_trigger_fires_on_elements_of_one_act_that_are_met_or_arguable() -> None:
    (production,) = deciding([TRIGGER])
    first, *others = production.patterns

    assert [pattern.alias for pattern in production.patterns] == [element.id for element in TRIGGER.elements]
    assert all(
        Condition("result", "in", ("met", "arguable")) in each.conditions for each in production.patterns
    )
    assert production.derive == Derivation(
        "prima_facie", (("provision", "caatsa.231.a"), ("act", Bound(first.alias, "act")))
    )
    assert first.joins == ()
    assert {pattern.joins for pattern in others} == {(Join("act", first.alias, "act"),)}


def test_reliefs_and_the_menu_compute_nothing() -> None:
    silent = [rule for rule in RULEBASE.rules.values() if rule.kind in ("relief", "menu")]

    assert silent
    assert classifying(silent) == deciding(silent) == ()


def test_every_pattern_speaks_the_vocabulary() -> None:
    for production in (*classifying(RULEBASE.rules.values()), *deciding(RULEBASE.rules.values())):
        for pattern in production.patterns:
            compared = {condition.field for condition in pattern.conditions} | {
                join.field for join in pattern.joins
            }
            assert compared <= VOCABULARY[pattern.kind].fields.keys()


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2017, 8, 1), False),
        (date(2017, 8, 2), True),
        (date(2026, 11, 22), True),
    ],
)
def test_a_rule_is_in_force_from_its_first_day(day: date, known: bool) -> None:
    assert (TRIGGER in in_force(RULEBASE.rules.values(), day, DEFAULTS)) is known


def test_a_rule_is_no_longer_in_force_on_its_last_bound() -> None:
    ended = replace(TRIGGER, effective_to=date(2020, 1, 1))

    assert in_force([ended], date(2019, 12, 31), DEFAULTS) == (ended,)
    assert in_force([ended], date(2020, 1, 1), DEFAULTS) == ()


def test_a_retired_rule_is_never_in_force() -> None:
    assert in_force([replace(TRIGGER, status="retired")], date(2020, 1, 1), DEFAULTS) == ()


def test_rules_are_compiled_in_the_order_of_their_ids() -> None:
    rules = list(RULEBASE.rules.values())

    assert in_force(reversed(rules), date(2020, 1, 1), DEFAULTS) == in_force(
        rules, date(2020, 1, 1), DEFAULTS
    )


def asking(fact: str, derives: dict[str, str], name: str) -> Classifier:
    """A rule that rests on one fact of a kind."""
    rule = RULEBASE.rules["common.link.onward"]
    assert isinstance(rule, Classifier)
    return replace(rule, id=name, elements=[RuleCondition("it", fact, {})], derive=derives)


FINDING = {
    "fact": "finding",
    "provision": "caatsa.231.a",
    "element": "person",
    "act": "any",
    "party": "any",
    "result": "met",
    "factor": "none",
    "weight": "neutral",
}


def test_a_rule_that_asks_for_findings_brings_no_findings_on_another_provision_along() -> None:
    own = asking("finding", FINDING, "own")
    other = asking("act", {**FINDING, "provision": "caatsa.107.a"}, "other")

    assert [one.id for one in pack([own, other], "caatsa.231.a")] == ["own"]


def test_a_helping_fact_brings_along_those_on_which_it_rests_itself() -> None:
    own = asking("affiliate", FINDING, "own")
    affiliate = asking("link", {"fact": "affiliate", "act": "$it.act", "party": "$it.party"}, "affiliate")
    link = asking("tie", {"fact": "link", "act": "$it.act", "party": "any", "person": "$it.person"}, "link")
    unread = asking("tie", {"fact": "pointer", "act": "$it.act"}, "unread")

    assert {one.id for one in pack([own, affiliate, link, unread], "caatsa.231.a")} == {
        "own",
        "affiliate",
        "link",
    }
