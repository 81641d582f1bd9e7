"""Rules that can never fire, that nobody reads, or that say nothing of their own are faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from caatsa.rulebase.check import faults_of
from caatsa.rulebase.rulebase import load_rulebase

RULE = """format: 1
id: test.1.a.conduct.{name}
kind: classifier
origin: model
title: Some rule
status: draft
authority: {{citation: our reading}}
{more}elements:
{elements}
derive: {derive}
because: for some reason
examples:
  - {{name: one, given: [{{fact: act, act: a0}}], expect: fires}}
  - {{name: other, given: [{{fact: act, act: a0}}], expect: silent, unmet: [{first}]}}
"""
TRIGGER = """format: 1
id: test.1.z.sale
kind: trigger
provision: test.1.z
origin: statute
title: A sale
status: draft
authority: {{citation: Test Act § 1(a), section: test.1, paragraph: a}}
effective_from: 2017-08-02
reaches: {reaches}
touched_by:
{touched_by}
elements:
  - {{id: {element}, text: engages in a gift, origin: statute, question: Was it?, ask: Whether it was.}}
examples:
  - {{name: one, given: [{{fact: element, element: {element}, act: a0, result: met}}], expect: fires}}
  - {{name: other, given: [], expect: silent, unmet: [{element}]}}
"""
FINDING = (
    "{{fact: finding, provision: {provision}, element: {element}, act: {act}, party: {party}, "
    "result: {result}, factor: {factor}, weight: {weight}}}"
)
GIFT = "{id: act, fact: act, where: {kind: gift, first_day|gte: 2017-08-02}}"
"""What the rule `given` of the small rule base asks for."""


def finding(**fields: str) -> str:
    """A finding like that of the rule `given`, with other fields."""
    usual = {"provision": "test.1.a", "element": "conduct", "act": "$act.act", "party": "any"}
    return FINDING.format(**{**usual, "result": "met", "factor": "gift", "weight": "neutral", **fields})


def classifier(*elements: str, derive: str = "", name: str = "new", more: str = "") -> str:
    return RULE.format(
        name=name,
        more=more,
        elements="\n".join(f"  - {element}" for element in elements),
        derive=derive or finding(factor="other"),
        first=elements[0].partition("id: ")[2].partition(",")[0],
    )


def trigger(*touched_by: str, element: str = "conduct", reaches: str = "[buyer]") -> str:
    return TRIGGER.format(
        element=element,
        reaches=reaches,
        touched_by="\n".join(
            f"  - [{one}]" for one in touched_by or ("{id: act, fact: act, where: {kind: loan}}",)
        ),
    )


@pytest.fixture
def faults(small_base: Callable[..., Path]) -> Callable[..., list[str]]:
    """The faults of the small rule base with further rules, but for those of examples and of coverage.

    `ends` is the day from which its section is no longer in force.
    """

    def told(*rules: str, ends: str = "null") -> list[str]:
        root = small_base()
        section = root / "statutes/test/1/2018-08-13.yaml"
        section.write_text(section.read_text().replace("in_force_to: null", f"in_force_to: {ends}"))
        for rule in rules:
            path = root / (rule.partition("id: ")[2].partition("\n")[0].replace(".", "/") + ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(rule)
        found = [fault for fault in faults_of(load_rulebase(root)) if "coverage.yaml" not in fault.file]
        return [
            f"{Path(fault.file).stem}, line {fault.line}: {fault.problem}; {fault.allowed}" for fault in found
        ]

    return told


CONTRADICTIONS = (
    ("{id: act, fact: act, where: {kind: gift, kind|ne: gift}}", "act.kind"),
    ("{id: act, fact: act, where: {kind: gift, kind|in: [loan, lease]}}", "act.kind"),
    ("{id: act, fact: act, where: {first_day|gte: 2020-01-01, first_day|lt: 2020-01-01}}", "act.first_day"),
    ("{id: act, fact: act, where: {first_day|gt: 2020-01-01, first_day|lte: 2020-01-01}}", "act.first_day"),
    ("{id: act, fact: act, where: {first_day: 2020-01-01, first_day|gt: 2020-01-01}}", "act.first_day"),
    ("{id: act, fact: act, where: {ended|ne: 'yes', ended: 'yes'}}", "act.ended"),
)


@pytest.mark.parametrize(("condition", "field"), CONTRADICTIONS)
def test_conditions_that_contradict_each_other_are_a_fault(
    faults: Callable[..., list[str]], condition: str, field: str
) -> None:
    assert (
        f"new, line 9: no value of {field} meets all that is asked of it; conditions that some facts can meet"
        in (faults(classifier(condition)))
    )


@pytest.mark.parametrize(
    "condition",
    [
        "{id: act, fact: act, where: {first_day|gte: 2020-01-01, first_day|lte: 2020-01-01}}",
        "{id: act, fact: act, where: {kind|in: [gift, loan], kind|ne: gift}}",
        "{id: act, fact: act, where: {kind|ne: gift, status|ne: happened}}",
        "{id: act, fact: act, where: {first_day|ne: 2020-01-01}}",
    ],
)
def test_narrow_conditions_that_some_fact_meets_are_none(
    faults: Callable[..., list[str]], condition: str
) -> None:
    assert faults(classifier(condition)) == []


def test_a_contradiction_by_way_of_two_joins_is_a_fault(faults: Callable[..., list[str]]) -> None:
    chain = (
        "{id: one, fact: party, where: {role: bank}}",
        "{id: two, fact: party, where: {role: $one.role}}",
        "{id: act, fact: person, where: {role: $two.role, role|ne: bank}}",
    )

    told = faults(classifier(*chain, derive=finding(act="any", factor="other")))

    assert any("of one.role meets all" in one or "of act.role meets all" in one for one in told)


def test_values_of_two_vocabularies_that_never_meet_are_a_fault(faults: Callable[..., list[str]]) -> None:
    told = faults(classifier("{id: act, fact: act}", "{id: use, fact: use, where: {cancelled: $act.kind}}"))

    assert [one.partition(";")[0] for one in told] == [
        "new, line 9: no value of act.kind meets all that is asked of it"
    ]


def test_two_conditions_on_what_an_event_has_once_never_hold(faults: Callable[..., list[str]]) -> None:
    told = faults(
        classifier(
            "{id: use, fact: use, where: {end_use: civil}}",
            "{id: again, fact: use, where: {capability: new}}",
            "{id: act, fact: act}",
        )
    )

    assert [one.partition(";")[0] for one in told] == [
        "new, line 9: asks for 2 facts of the kind 'use', of which an event has one"
    ]


@pytest.mark.parametrize(
    ("joined", "said"),
    [
        ("{id: act, fact: act, where: {act: $use.first_day}}", "'act' compares a key with a day"),
        ("{id: act, fact: act, where: {act: $use.words}}", "'act' compares a key with a text"),
        ("{id: act, fact: worth, where: {least: $use.act}}", "'least' compares a dollars with a key"),
    ],
)
def test_fields_of_two_types_are_never_equal(
    faults: Callable[..., list[str]], joined: str, said: str
) -> None:
    (told,) = faults(classifier("{id: use, fact: act}", joined))

    assert told == f"new, line 10: {said}; fields of one type"


@pytest.mark.parametrize("kind", ["touch", "element", "prima_facie"])
def test_what_another_pass_makes_meets_no_condition(faults: Callable[..., list[str]], kind: str) -> None:
    told = faults(classifier("{id: act, fact: act}", f"{{id: made, fact: {kind}}}"))

    assert told == [
        f"new, line 10: there is no '{kind}' yet where the rule runs; a fact of the event or a helping fact"
    ]


def test_findings_touch_no_provision_because_none_is_made_before(faults: Callable[..., list[str]]) -> None:
    told = faults(
        trigger("{id: found, fact: finding}"),
        classifier("{id: act, fact: act}", derive=finding(provision="test.1.z"), name="sold"),
    )

    assert told == [
        "sale, line 12: there is no 'finding' yet where the rule runs; a fact of the event or a helping fact"
    ]


LINK = "{fact: link, act: $act.act, party: $party.party, person: $party.person}"


def test_a_helping_fact_that_no_rule_makes_is_a_fault(faults: Callable[..., list[str]]) -> None:
    told = faults(classifier("{id: act, fact: act}", "{id: link, fact: link, where: {act: $act.act}}"))

    assert told == ["new, line 10: no rule makes the fact 'link'; a classifier derives it"]


def test_a_helping_fact_that_one_rule_makes_and_another_reads_is_none(
    faults: Callable[..., list[str]],
) -> None:
    maker = classifier("{id: act, fact: act}", "{id: party, fact: party}", derive=LINK, name="link")
    reader = classifier("{id: act, fact: act}", "{id: link, fact: link, where: {act: $act.act}}")

    assert faults(maker, reader) == []


def test_what_a_rule_copies_may_be_the_value_that_another_asks_for(faults: Callable[..., list[str]]) -> None:
    maker = classifier("{id: act, fact: act}", "{id: party, fact: party}", derive=LINK, name="link")
    reader = classifier("{id: act, fact: act}", "{id: link, fact: link, where: {party: buyer}}")

    assert faults(maker, reader) == []


def test_a_helping_fact_that_only_a_retired_rule_makes_is_a_fault(faults: Callable[..., list[str]]) -> None:
    maker = classifier("{id: act, fact: act}", "{id: party, fact: party}", derive=LINK, name="link")
    reader = classifier("{id: act, fact: act}", "{id: link, fact: link, where: {act: $act.act}}")

    told = faults(maker.replace("status: draft", "status: retired"), reader)

    assert told == ["new, line 10: no rule makes the fact 'link'; a classifier derives it"]


def test_a_helping_fact_that_nobody_reads_is_a_fault(faults: Callable[..., list[str]]) -> None:
    maker = classifier("{id: act, fact: act}", "{id: party, fact: party}", derive=LINK)

    assert faults(maker) == ["new, line 11: nothing reads the fact 'link'; a rule that needs it"]


def test_a_helping_fact_that_only_makes_more_of_its_kind_is_read_by_nobody(
    faults: Callable[..., list[str]],
) -> None:
    maker = classifier("{id: act, fact: act}", "{id: party, fact: party}", derive=LINK, name="link")
    longer = classifier(
        "{id: act, fact: act}",
        "{id: link, fact: link}",
        "{id: party, fact: party, where: {party: $link.party}}",
        derive=LINK,
    )

    assert {one.partition(",")[0] for one in faults(maker, longer)} == {"link", "new"}


def test_a_value_that_no_rule_gives_a_helping_fact_is_a_fault(faults: Callable[..., list[str]]) -> None:
    told = faults(classifier("{id: act, fact: act}", "{id: found, fact: finding, where: {result: noted}}"))

    assert told == [
        "new, line 10: no rule makes a 'finding' that meets the tests; values that some rule derives"
    ]


def test_a_value_that_some_rule_gives_is_none(faults: Callable[..., list[str]]) -> None:
    reader = classifier(
        "{id: act, fact: act}", "{id: found, fact: finding, where: {result: met, act: $act.act}}"
    )

    assert faults(reader) == []


def test_a_finding_may_take_over_the_result_of_another_finding(faults: Callable[..., list[str]]) -> None:
    copying = classifier(
        "{id: act, fact: act}",
        "{id: found, fact: finding, where: {result: met, act: $act.act}}",
        derive=finding(result="$found.result", factor="other"),
    )

    assert faults(copying) == []


def test_a_finding_on_a_provision_that_was_not_yet_law_is_read_by_nobody(
    faults: Callable[..., list[str]],
) -> None:
    told = faults(classifier("{id: act, fact: act}", more="effective_to: 2017-08-02\n"))

    assert [one.partition(";")[0] for one in told] == [
        "new, line 11: no rule in force with it reads a finding on 'conduct'"
    ]


def test_a_finding_on_any_provision_needs_one_with_the_element_in_force(
    faults: Callable[..., list[str]],
) -> None:
    shared = finding(provision="any", factor="other")

    assert faults(classifier("{id: act, fact: act}", derive=shared)) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"act": "$act.kind"}, "'$act.kind' is no act of an event; 'any', or the field 'act' of a fact"),
        ({"act": "a0"}, "'a0' is no act of an event; 'any', or the field 'act' of a fact"),
        ({"party": "$act.act"}, "'$act.act' is no party of an event; 'any', or the field 'party' of a fact"),
        ({"party": "p0"}, "'p0' is no party of an event; 'any', or the field 'party' of a fact"),
    ],
)
def test_a_finding_about_what_is_no_act_or_party_is_a_fault(
    faults: Callable[..., list[str]], fields: dict[str, str], said: str
) -> None:
    told = faults(classifier("{id: act, fact: act}", derive=finding(**fields, factor="other")))

    assert told == [f"new, line 10: {said}"]


def test_a_finding_about_the_buyer_by_name_is_none(faults: Callable[..., list[str]]) -> None:
    assert faults(classifier("{id: act, fact: act}", derive=finding(party="buyer", factor="other"))) == []


BANK = "{id: who, fact: person, where: {role: bank}}"
ABOUT = finding(provision="test.1.z", party="$who.party")


def test_a_finding_about_somebody_whom_the_provision_does_not_reach_is_read_by_nobody(
    faults: Callable[..., list[str]],
) -> None:
    told = faults(trigger(), classifier("{id: act, fact: act}", BANK, derive=ABOUT))

    assert told == [
        "new, line 11: no row of the provision is about such a party; a role that the provision reaches"
    ]


def test_a_finding_about_somebody_whom_the_provision_reaches_is_none(
    faults: Callable[..., list[str]],
) -> None:
    assert faults(trigger(reaches="[bank]"), classifier("{id: act, fact: act}", BANK, derive=ABOUT)) == []


@pytest.mark.parametrize(("role", "read"), [("bank", True), ("buyer", False)])
def test_where_a_counterparty_is_asked_for_findings_are_about_the_other_side(
    faults: Callable[..., list[str]], role: str, read: bool
) -> None:
    about = finding(provision="test.1.z", element="counterparty", party="$who.party")
    asked = BANK.replace("bank", role)

    told = faults(trigger(element="counterparty"), classifier("{id: act, fact: act}", asked, derive=about))

    assert (told == []) is read


OWN = "every rule says something of its own"
TWIN = f"asks for and says the same as test.1.a.conduct.given; {OWN}"


@pytest.mark.parametrize(
    "elements",
    [
        [GIFT],
        ["{id: act, fact: act, where: {first_day|gte: 2017-08-02, kind: gift}}"],
        ["{id: act, fact: act, where: {kind|in: [gift], first_day|gt: 2017-08-01}}"],
    ],
)
def test_two_rules_that_ask_for_and_say_the_same_are_a_fault(
    faults: Callable[..., list[str]], elements: list[str]
) -> None:
    assert faults(classifier(*elements, derive=finding())) == [f"new, line 9: {TWIN}"]


def test_another_name_for_a_fact_makes_no_other_rule(faults: Callable[..., list[str]]) -> None:
    renamed = classifier(GIFT.replace("id: act", "id: deed"), derive=finding(act="$deed.act"))

    assert faults(renamed) == [f"new, line 9: {TWIN}"]


def test_another_order_of_conditions_makes_no_other_rule(faults: Callable[..., list[str]]) -> None:
    other = "{id: use, fact: use, where: {end_use: civil}}"
    one = classifier("{id: act, fact: act}", other, name="one")
    two = classifier(other, "{id: act, fact: act}", name="two")

    assert faults(one, two) == [f"two, line 9: asks for and says the same as test.1.a.conduct.one; {OWN}"]


def test_a_join_written_the_other_way_round_makes_no_other_rule(faults: Callable[..., list[str]]) -> None:
    one = classifier("{id: act, fact: act}", "{id: seen, fact: standing, where: {act: $act.act}}", name="one")
    two = classifier(
        "{id: seen, fact: standing}", "{id: act, fact: act, where: {act: $seen.act}}", name="two"
    )

    assert ["asks for and says the same as" in told for told in faults(one, two)] == [True]


def test_without_the_join_it_is_another_rule(faults: Callable[..., list[str]]) -> None:
    one = classifier("{id: act, fact: act}", "{id: seen, fact: standing, where: {act: $act.act}}", name="one")
    two = classifier(
        "{id: act, fact: act}", "{id: seen, fact: standing}", name="two", derive=finding(factor="another")
    )

    assert faults(one, two) == []


def test_rules_that_run_one_after_the_other_are_no_twins(faults: Callable[..., list[str]]) -> None:
    first = classifier("{id: act, fact: act}", name="first", more="effective_to: 2018-08-13\n")
    second = classifier("{id: act, fact: act}", name="second", more="effective_from: 2018-08-13\n")

    assert faults(first, second) == []


@pytest.mark.parametrize(
    ("until", "said"), [("2018-08-12", "leaves a gap before"), ("2018-08-14", "overlaps")]
)
def test_versions_of_a_rule_leave_no_gap_and_do_not_overlap(
    faults: Callable[..., list[str]], until: str, said: str
) -> None:
    first = classifier("{id: act, fact: act}", name="first", more=f"effective_to: {until}\n")
    second = classifier("{id: act, fact: act}", name="second", more="effective_from: 2018-08-13\n")

    assert f"first, line 8: {said} test.1.a.conduct.second; effective_to is 2018-08-13" in faults(
        first, second
    )


def test_versions_are_known_by_what_they_derive_in_whatever_order_it_is_written(
    faults: Callable[..., list[str]],
) -> None:
    said = finding(factor="other")
    turned = f"{{{', '.join(reversed(said.strip('{}').split(', ')))}}}"
    first = classifier("{id: act, fact: act}", name="first", more="effective_to: 2018-08-12\n", derive=turned)
    second = classifier("{id: act, fact: act}", name="second", more="effective_from: 2018-08-13\n")

    assert [told for told in faults(first, second) if "leaves a gap before" in told]


def test_a_rule_on_one_act_says_nothing_beside_a_wider_one_on_every_act(
    faults: Callable[..., list[str]],
) -> None:
    wider = classifier("{id: act, fact: act}", name="wider", derive=finding(act="any", factor="other"))
    narrower = classifier("{id: act, fact: act, where: {kind: loan}}", name="narrower")

    assert f"narrower, line 9: says the same as test.1.a.conduct.wider, which asks for less; {OWN}" in faults(
        wider, narrower
    )


def test_a_rule_that_only_asks_for_more_and_says_the_same_is_a_fault(
    faults: Callable[..., list[str]],
) -> None:
    narrower = classifier(GIFT, "{id: use, fact: use, where: {end_use: civil}}", derive=finding())

    assert faults(narrower) == [
        f"new, line 9: says the same as test.1.a.conduct.given, which asks for less; {OWN}"
    ]


def test_a_narrower_rule_that_runs_when_the_other_does_not_is_none(faults: Callable[..., list[str]]) -> None:
    narrower = classifier(
        "{id: act, fact: act, where: {kind: gift}}", name="narrower", more="effective_to: 2019-01-01\n"
    )
    wider = classifier("{id: act, fact: act}", name="wider", more="effective_from: 2018-01-01\n")

    assert [one for one in faults(narrower, wider) if "asks for less" in one] == []


def test_a_weaker_result_that_a_wider_rule_always_beats_is_a_fault(faults: Callable[..., list[str]]) -> None:
    weaker = classifier(
        GIFT, "{id: use, fact: use, where: {end_use: civil}}", derive=finding(result="unmet", factor="civil")
    )

    assert [one.partition(";")[0] for one in faults(weaker)] == [
        "new, line 11: test.1.a.conduct.given is met wherever this rule is, and its result wins"
    ]


@pytest.mark.parametrize("fields", [{"result": "noted"}, {"result": "arguable", "weight": "against"}])
def test_a_factor_that_is_noted_or_weighs_on_the_other_side_speaks_beside_a_stronger_one(
    faults: Callable[..., list[str]], fields: dict[str, str]
) -> None:
    beside = classifier(GIFT, "{id: use, fact: use}", derive=finding(**fields, factor="civil"))

    assert faults(beside) == []


def test_an_alternative_that_another_one_covers_is_a_fault(faults: Callable[..., list[str]]) -> None:
    told = faults(
        trigger(
            "{id: act, fact: act, where: {kind|in: [loan, lease]}}",
            "{id: use, fact: use, where: {end_use: civil}}, {id: deed, fact: act, where: {kind: lease}}",
        ),
        classifier("{id: act, fact: act}", derive=finding(provision="test.1.z"), name="sold"),
    )

    assert told == [
        "sale, line 13: alternative 1 holds wherever this one does; leave it out, or ask for less there"
    ]


def test_of_two_equal_alternatives_the_later_is_the_fault(faults: Callable[..., list[str]]) -> None:
    same = "{id: act, fact: act, where: {kind: loan}}"
    told = faults(
        trigger(same, same),
        classifier("{id: act, fact: act}", derive=finding(provision="test.1.z"), name="sold"),
    )

    assert [one.partition(":")[0] for one in told] == ["sale, line 13"]


def test_an_element_that_no_rule_can_meet_is_a_fault(faults: Callable[..., list[str]]) -> None:
    only = finding(provision="test.1.z", result="unmet")

    assert faults(trigger(), classifier("{id: act, fact: act}", derive=only, name="sold")) == [
        "sale, line 14: no rule can meet the element 'conduct'; a classifier with the result met or arguable"
    ]


def test_an_element_that_is_arguable_at_most_says_what_would_raise_it(
    faults: Callable[..., list[str]],
) -> None:
    only = finding(provision="test.1.z", result="arguable")

    (told,) = faults(trigger(), classifier("{id: act, fact: act}", derive=only, name="sold"))

    assert told.startswith(
        "sale, line 14: the element 'conduct' is arguable at most, and nothing says what would raise it"
    )


def test_with_what_would_raise_it_an_element_may_be_arguable_at_most(
    faults: Callable[..., list[str]],
) -> None:
    only = finding(provision="test.1.z", result="arguable")
    raised = trigger().replace("ask: Whether it was.", "ask: Whether it was., raise_by: A judgment.")

    assert faults(raised, classifier("{id: act, fact: act}", derive=only, name="sold")) == []


def test_an_element_that_every_event_meets_is_a_fault(faults: Callable[..., list[str]]) -> None:
    always = classifier("{id: use, fact: use}", derive=finding(act="any", factor="always"))

    assert faults(always) == [
        "gift, line 14: the element 'conduct' is met whatever the facts; a classifier that asks for something"
    ]


EXCEPTION = """format: 1
id: test.1.a.{name}
kind: exception
origin: statute
title: Gifts of state
status: draft
authority: {{citation: Test Act § 1(a), section: test.1, paragraph: a}}
{more}text: engages in a gift
excepts: [test.1.a]
elements:
  - {{id: use, fact: use, where: {{end_use: {end_use}}}}}
because: for some reason
"""


def test_an_exception_from_what_is_not_yet_law_is_read_by_nobody(faults: Callable[..., list[str]]) -> None:
    early = EXCEPTION.format(name="early", end_use="civil", more="effective_to: 2017-08-02\n")

    told = [one.partition(";")[0] for one in faults(early)]

    assert "early, line 10: test.1.a is never asked about while the rule is in force" in told


def test_two_exceptions_that_ask_for_the_same_are_a_fault(faults: Callable[..., list[str]]) -> None:
    one = EXCEPTION.format(name="one", end_use="civil", more="")
    two = EXCEPTION.format(name="two", end_use="civil", more="")
    three = EXCEPTION.format(name="three", end_use="space", more="")

    told = [one for one in faults(one, three, two) if "example" not in one]

    assert told == [f"two, line 11: asks for and says the same as test.1.a.one; {OWN}"]


@pytest.mark.parametrize(("narrower", "wider"), [("one", "two"), ("two", "one")])
def test_an_exception_that_asks_for_more_is_no_twin(
    faults: Callable[..., list[str]], narrower: str, wider: str
) -> None:
    more = EXCEPTION.format(name=narrower, end_use="civil, capability: new", more="")

    told = faults(more, EXCEPTION.format(name=wider, end_use="civil", more=""))

    assert [one for one in told if "says the same" in one] == []


def test_exceptions_one_after_the_other_are_no_twins(faults: Callable[..., list[str]]) -> None:
    one = EXCEPTION.format(name="one", end_use="civil", more="effective_to: 2020-01-01\n")
    two = EXCEPTION.format(name="two", end_use="civil", more="effective_from: 2020-01-01\n")

    assert [told for told in faults(one, two) if "says the same" in told] == []


RELIEF = """format: 1
id: test.1.w.waiver
kind: relief
provision: test.1.w
relieves: [test.1.a]
origin: statute
title: A waiver
status: draft
authority: {citation: Test Act § 1(a), section: test.1, paragraph: a}
effective_from: 2017-08-02
stage: before
used_by: waiver
needs: the condition
decided_by: an official
addressed_to: the committees
notice: none stated
term: none stated
scope: the person
elements:
  - {id: interest, text: engages in a gift, origin: statute, question: Is it?, ask: Whether it is.}
"""


def test_an_exception_from_a_way_to_relief_is_read_by_nobody(faults: Callable[..., list[str]]) -> None:
    odd = EXCEPTION.format(name="odd", end_use="civil", more="").replace("[test.1.a]", "[test.1.w]")

    told = [one.partition(";")[0] for one in faults(RELIEF, odd)]

    assert "odd, line 9: test.1.w is never asked about while the rule is in force" in told


def test_a_finding_on_a_condition_of_relief_may_be_about_anybody(faults: Callable[..., list[str]]) -> None:
    about = finding(provision="test.1.w", element="interest", party="$who.party")

    assert faults(RELIEF, classifier("{id: act, fact: act}", BANK, derive=about)) == []


def test_exceptions_alike_to_two_provisions_are_no_twins(faults: Callable[..., list[str]]) -> None:
    one = EXCEPTION.format(name="one", end_use="civil", more="")
    two = EXCEPTION.format(name="two", end_use="civil", more="").replace("[test.1.a]", "[test.1.z]")
    sold = classifier("{id: act, fact: act}", derive=finding(provision="test.1.z"), name="sold")

    assert [told for told in faults(one, two, trigger(), sold) if "says the same" in told] == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("effective_from: 2017-01-01\n", "test.1 is in force only from 2017-08-02; 2017-08-02 or later"),
        (
            "effective_to: 2017-01-01\n",
            "no version of test.1 is in force while the rule is; a day from 2017-08-02",
        ),
    ],
)
def test_a_rule_is_not_law_before_its_section(faults: Callable[..., list[str]], more: str, said: str) -> None:
    assert f"early, line 8: {said}" in faults(EXCEPTION.format(name="early", end_use="civil", more=more))


@pytest.mark.parametrize("more", ["", "effective_to: 2024-01-02\n"])
def test_a_rule_is_no_law_after_its_section(faults: Callable[..., list[str]], more: str) -> None:
    outliving = EXCEPTION.format(name="outliving", end_use="civil", more=more)
    ending = EXCEPTION.format(name="ending", end_use="space", more="effective_to: 2024-01-01\n")

    told = [one for one in faults(outliving, ending, ends="2024-01-01") if one.startswith(("out", "end"))]

    said = "test.1 is in force only before 2024-01-01; 2024-01-01 or earlier"
    assert [one for one in told if "in force" in one] == [f"outliving, line {8 if more else 1}: {said}"]


RELATED = "related: [{{id: {id}, as: {how}}}]\n"


@pytest.mark.parametrize(("how", "kind"), [("relieved_by", "relief"), ("excepted_by", "exception")])
def test_a_rule_said_to_spare_that_does_not_is_a_fault(
    faults: Callable[..., list[str]], how: str, kind: str
) -> None:
    told = faults(
        trigger() + RELATED.format(id="test.1.a.gift", how=how),
        classifier("{id: act, fact: act}", derive=finding(provision="test.1.z"), name="sold"),
    )

    assert told == [
        "sale, line 18: test.1.a.gift spares nobody from test.1.z.sale; as: see_also, or the rule that does"
    ]


def test_an_exception_may_say_from_what_it_excepts(faults: Callable[..., list[str]]) -> None:
    spared = EXCEPTION.format(name="spared", end_use="civil", more="") + RELATED.format(
        id="test.1.a.gift", how="excepts"
    )

    assert [one for one in faults(spared) if "spares" in one] == []


def test_rules_that_run_under_rival_readings_are_no_twins(faults: Callable[..., list[str]]) -> None:
    under = "reading: {{promises: {}}}\n"
    one = classifier("{id: act, fact: act}", name="one", more=under.format("count"))
    two = classifier("{id: act, fact: act}", name="two", more=under.format("do_not_count"))

    assert [told for told in faults(one, two) if "says the same" in told] == []


def test_a_rule_that_always_runs_makes_a_narrower_one_under_a_reading_superfluous(
    faults: Callable[..., list[str]],
) -> None:
    narrower = classifier(
        GIFT,
        "{id: use, fact: use, where: {end_use: civil}}",
        derive=finding(),
        more="reading: {promises: do_not_count}\n",
    )

    assert f"new, line 10: says the same as test.1.a.conduct.given, which asks for less; {OWN}" in faults(
        narrower
    )


def test_a_rule_under_a_reading_makes_none_that_always_runs_superfluous(
    faults: Callable[..., list[str]],
) -> None:
    wider = classifier("{id: act, fact: act}", name="wider", more="reading: {promises: do_not_count}\n")
    narrower = classifier("{id: act, fact: act, where: {kind: gift}}", name="narrower")

    assert [told for told in faults(wider, narrower) if "narrower" in told.partition(",")[0]] == []


def test_fields_that_have_the_same_single_value_count_as_joined(faults: Callable[..., list[str]]) -> None:
    joined = classifier(
        "{id: act, fact: act}",
        "{id: one, fact: person, where: {role: bank}}",
        "{id: two, fact: party, where: {role: $one.role}}",
        name="joined",
    )
    by_value = classifier(
        "{id: act, fact: act}",
        "{id: one, fact: person, where: {role: bank}}",
        "{id: two, fact: party, where: {role: bank}}",
        name="by_value",
    )

    assert ["asks for and says the same as" in told for told in faults(joined, by_value)] == [True]


def test_fields_that_may_differ_do_not_count_as_joined(faults: Callable[..., list[str]]) -> None:
    joined = classifier(
        "{id: act, fact: act}",
        "{id: one, fact: person, where: {role|in: [bank, agent]}}",
        "{id: two, fact: party, where: {role: $one.role}}",
        name="joined",
    )
    apart = classifier(
        "{id: act, fact: act}",
        "{id: one, fact: person, where: {role|in: [bank, agent]}}",
        "{id: two, fact: party, where: {role|in: [bank, agent]}}",
        name="apart",
    )

    told = faults(joined, apart)

    assert [one.partition(";")[0] for one in told] == [
        "joined, line 9: says the same as test.1.a.conduct.apart, which asks for less"
    ]
