"""The shipped rule base holds together, and the check would notice if it did not."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caatsa.assessment.rulecheck import run_examples, unmet
from caatsa.domain.errors import Fault, InputError, RuleFileError
from caatsa.engine.compiler import classifying
from caatsa.engine.patterns import WorkingFact
from caatsa.rulebase.check import compare_official, faults_of, path_of, with_lines
from caatsa.rulebase.citations import cite, paragraph_on
from caatsa.rulebase.examples import examples_of, given_facts, needs_examples
from caatsa.rulebase.problems import nearest
from caatsa.rulebase.quotes import quoted, versions_of
from caatsa.rulebase.rulebase import RuleBase, load_rulebase
from caatsa.rulebase.rules import Classifier, Relief, Trigger
from caatsa.rulebase.scaffold import draft, write_draft

RULEBASE = load_rulebase()
RENUMBERED = date(2018, 8, 13)

USLM = """<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0"><main>
<section identifier="/us/usc/t22/s9999">
<subsection identifier="/us/usc/t22/s9999/a"><content>{a}</content></subsection>
<subsection identifier="/us/usc/t22/s9999/d"><content>a modified waiver</content></subsection>
<subsection identifier="/us/usc/t22/s9999/e"><content>the President may waive</content></subsection>
</section></main></uscDoc>"""

EXCEPTION = """format: 1
id: test.1.a.spared
kind: exception
origin: statute
title: Sales
status: draft
authority: {citation: Test Act § 1(a), section: test.1, paragraph: a}
text: engages in a sale
excepts: [test.1.a]
elements:
  - {id: use, fact: use, where: {end_use: civil}}
because: for some reason
"""


@pytest.fixture
def small(small_base: Callable[..., Path]) -> RuleBase:
    return load_rulebase(small_base())


def test_the_shipped_rules_have_no_fault() -> None:
    assert faults_of(RULEBASE) == []


def test_every_shipped_example_comes_out_as_it_says_on_both_engines() -> None:
    run = run_examples(RULEBASE)

    assert run.faults == ()
    assert run.engines == ("durable", "reference")
    assert run.examples >= 2 * len([rule for rule in RULEBASE.rules.values() if needs_examples(rule)])


def test_a_rule_lies_where_its_id_says() -> None:
    assert [rule for rule in RULEBASE.rules if not (RULEBASE.root / path_of(rule)).is_file()] == []


def test_every_element_of_section_231_quotes_every_version_in_force() -> None:
    trigger = RULEBASE.trigger("caatsa.231.a")

    versions = versions_of(trigger, RULEBASE.statutes)

    assert [version.in_force_from for version in versions] == [date(2017, 8, 2), RENUMBERED]
    for version in versions:
        for words in quoted(trigger):
            assert version.quotes("a", words.text)


@pytest.mark.parametrize(
    ("as_of", "citation"),
    [
        (date(2018, 8, 12), "/us/usc/t22/s9525/d@2017-08-02"),
        (RENUMBERED, "/us/usc/t22/s9525/e@2018-08-13"),
        (date(2026, 11, 22), "/us/usc/t22/s9525/e@2018-08-13"),
    ],
)
def test_the_guidance_paragraph_was_d_until_13_august_2018_and_is_e_since(as_of: date, citation: str) -> None:
    assert cite(RULEBASE, RULEBASE.rules["caatsa.231.a.counterparty.specified_person"], as_of) == citation


def test_a_paragraph_without_versions_is_the_same_on_every_day() -> None:
    trigger = RULEBASE.trigger("caatsa.231.a")

    assert {paragraph_on(trigger, day) for day in (date(2017, 1, 1), RENUMBERED)} == {"a"}


def test_an_element_on_which_no_rule_speaks_is_a_fault(small: RuleBase) -> None:
    alone = {rule_id: rule for rule_id, rule in small.rules.items() if not isinstance(rule, Classifier)}

    faults = faults_of(replace(small, rules=alone))

    assert [fault.problem for fault in faults] == ["no rule finds anything on the element 'conduct'"]


def test_a_fact_that_no_rule_makes_is_a_fault(small: RuleBase) -> None:
    given = small.rules["test.1.a.conduct.given"]
    assert isinstance(given, Classifier)
    link = replace(given.elements[0], id="link", fact="link", where={})
    asking = replace(given, elements=[link, *given.elements])

    faults = faults_of(replace(small, rules={**small.rules, given.id: asking}))

    assert "no rule makes the fact 'link'" in [fault.problem for fault in faults]


def test_the_fewest_elements_are_named_as_unmet_and_the_later_of_two() -> None:
    rule = RULEBASE.rules["caatsa.231.a.significance.precedent_item"]
    (production,) = classifying([rule])
    example = next(one for one in examples_of(rule) if one.expect == "fires")
    facts = [
        WorkingFact(f"f{number}", kind, fields)
        for number, (kind, fields) in enumerate(given_facts(rule, example))
    ]
    other = [
        replace(fact, fields={**fact.fields, "system": "other"}) if fact.kind == "item" else fact
        for fact in facts
    ]

    assert unmet(production, facts) == ()
    assert unmet(production, other) == ("precedent",)
    assert unmet(production, []) == tuple(pattern.alias for pattern in production.patterns)


def test_phrases_that_the_official_text_has_are_counted(small: RuleBase, tmp_path: Path) -> None:
    file = tmp_path / "title22.xml"
    file.write_text(USLM.format(a="knowingly engages in a gift"))

    compared = compare_official(small, file)

    assert (compared.found, compared.not_held, compared.faults) == (4, 0, ())


def test_a_phrase_that_the_official_text_has_not_is_a_fault(small: RuleBase, tmp_path: Path) -> None:
    file = tmp_path / "title22.xml"
    file.write_text(USLM.format(a="knowingly engages in a sale"))

    compared = compare_official(small, file)

    assert [fault.problem for fault in compared.faults] == [
        "'engages in a gift' is not in the official text of /us/usc/t22/s9999/a"
    ]


def test_an_official_text_that_is_not_there_is_an_input_error(small: RuleBase, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        compare_official(small, tmp_path / "none.xml")


@pytest.mark.parametrize("kind", ["classifier", "exception"])
def test_a_draft_is_valid_as_it_stands(kind: str, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(RULEBASE.root, tmp_path / "rules")

    path = write_draft(tmp_path / "rules", "caatsa.231.z.drafted", kind)
    rulebase = load_rulebase(tmp_path / "rules")

    assert path.read_text() == draft("caatsa.231.z.drafted", kind)
    assert rulebase.rules["caatsa.231.z.drafted"].status == "draft"
    assert run_examples(rulebase).faults == ()


def test_triggers_and_reliefs_have_their_days() -> None:
    dated = [rule for rule in RULEBASE.rules.values() if isinstance(rule, Trigger | Relief)]

    assert [rule.id for rule in dated if rule.effective_from is None] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "statutes/test/1/2018-08-13.yaml",
            "summary: A duty.",
            "sumary: A duty.",
            "line 11, column 7: the key 'sumary'",
        ),
        ("guidance/gifts.yaml", "topics: [gifts]", "topics: []", "line 9, column 9: topics is empty"),
        (
            "coverage.yaml",
            "status: coded",
            "status: cooded",
            "line 3, column 59: status is 'cooded'",
        ),
    ],
)
def test_a_fault_of_form_beside_the_rules_has_its_line(
    small_base: Callable[..., Path], name: str, old: str, new: str, said: str
) -> None:
    root = small_base()
    file = root / name
    file.write_text(file.read_text().replace(old, new))

    try:
        faults = faults_of(load_rulebase(root))
    except RuleFileError as error:
        faults = with_lines(error.faults, root)

    assert [str(fault) for fault in faults if str(fault).startswith(f"{file}, {said}")]
    assert all(fault.line for fault in faults)


def test_versions_that_leave_a_gap_are_a_fault(small_base: Callable[..., Path]) -> None:
    root = small_base()
    older = root / "statutes/test/1/2017-08-02.yaml"
    older.write_text(older.read_text().replace("in_force_to: 2018-08-13", "in_force_to: 2018-08-12"))

    with pytest.raises(RuleFileError, match="leaves a gap before statutes/test/1/2018-08-13"):
        load_rulebase(root)


def test_a_gap_between_versions_has_its_file_and_no_line(small_base: Callable[..., Path]) -> None:
    gap = Fault("statutes/test/1/2017-08-02.yaml", None, None, "leaves a gap")

    assert with_lines([gap], small_base()) == [gap]


def test_a_table_damaged_after_the_rules_were_read_is_a_fault_of_the_check(small: RuleBase) -> None:
    (small.root / "coverage.yaml").write_text("format: [")

    told = [str(fault) for fault in faults_of(small)]

    assert len(told) == 1
    assert told[0].startswith(f"{small.root / 'coverage.yaml'}, line 2, column 1: not YAML")


def test_a_paragraph_that_is_not_there_is_told_once_and_not_for_each_quotation(
    small_base: Callable[..., Path],
) -> None:
    root = small_base()
    trigger = root / "test/1/a/gift.yaml"
    trigger.write_text(trigger.read_text().replace("paragraph: a}", "paragraph: b}"))

    told = [fault.problem for fault in faults_of(load_rulebase(root)) if fault.file == str(trigger)]

    assert told == [
        f"statutes/test/1/{start}.yaml has no paragraph 'b'" for start in ("2017-08-02", "2018-08-13")
    ]


@pytest.fixture
def misquoting(small_base: Callable[..., Path]) -> Callable[..., list[str]]:
    """What the check says where the small trigger quotes these words; paragraph a has a part (1)."""

    def faults(words: str) -> list[str]:
        root = small_base()
        for start in ("2017-08-02", "2018-08-13"):
            section = root / f"statutes/test/1/{start}.yaml"
            part = "  a.1: {summary: A part., phrases: [a large gift]}\n"
            section.write_text(section.read_text().replace("paragraphs:\n", f"paragraphs:\n{part}"))
        trigger = root / "test/1/a/gift.yaml"
        trigger.write_text(trigger.read_text().replace("text: engages in a gift", f"text: {words}"))
        found = faults_of(load_rulebase(root))
        return list(dict.fromkeys(fault.allowed for fault in found if "not quoted" in fault.problem))

    return faults


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        ("engages in a gifft", "did you mean 'engages in a gift'?"),
        ("a largge gift", "did you mean 'a large gift'?"),
        # The words of another paragraph are not offered.
        ("may waiive", "one of a large gift, engages in a gift, knowingly"),
    ],
)
def test_misquoted_words_are_held_against_those_of_the_paragraph_and_its_parts(
    misquoting: Callable[..., list[str]], words: str, allowed: str
) -> None:
    assert misquoting(words) == [allowed]


def test_what_an_exception_or_an_open_node_quotes_is_held_against_the_statute(
    small_base: Callable[..., Path],
) -> None:
    root = small_base()
    trigger = root / "test/1/a/gift.yaml"
    node = "open:\n  - text: the President decides\n    decided_by: the President\n    note: Open.\n"
    trigger.write_text(trigger.read_text().replace("examples:", f"{node}examples:", 1))
    (root / "test/1/a/spared.yaml").write_text(EXCEPTION)

    told = {
        (Path(fault.file).stem, fault.line, fault.column, fault.problem.partition(" is not quoted")[0])
        for fault in faults_of(load_rulebase(root))
        if "not quoted" in fault.problem
    }

    assert told == {("gift", 20, 11, "'the President decides'"), ("spared", 8, 7, "'engages in a sale'")}


def test_a_rule_file_that_cannot_be_read_is_named(small_base: Callable[..., Path]) -> None:
    root = small_base()
    (root / "test/1/a/gone.yaml").symlink_to(root / "nowhere.yaml")

    with pytest.raises(RuleFileError, match=r"gone\.yaml: cannot be read; No such file or directory"):
        load_rulebase(root)


@pytest.mark.parametrize("folder", ["empty", "missing"])
def test_a_folder_without_rule_files_is_no_rule_base(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(RuleFileError, match=f"{folder}: holds no rule files; give the folder of a rule base"):
        load_rulebase(tmp_path / folder)


def test_what_is_allowed_is_no_catalogue() -> None:
    assert nearest("zzz", ["a", "b"]) == "one of a, b"
    assert nearest("zzz", [f"name{number}" for number in range(30)]).startswith("one of name0, name1")
    assert nearest("zzz", [f"name{number}" for number in range(31)]) == "none of the 31 known ones is like it"


def test_an_example_that_no_engine_takes_is_a_fault(small: RuleBase) -> None:
    given = small.rules["test.1.a.conduct.given"]
    assert isinstance(given, Classifier)
    act = given.elements[0]
    many = replace(given, elements=[act, *(replace(act, id=f"act{number}") for number in range(16))])

    run = run_examples(replace(small, rules={given.id: many}))

    assert [fault.problem.partition(":")[0] for fault in run.faults] == [
        f"the example '{name}' cannot be run" for name in ("a gift", "an old gift")
    ]
    assert all("17 patterns; a rule has 1 to 16" in fault.problem for fault in run.faults)


def test_where_durable_rules_is_not_built_the_examples_run_on_the_reference_engine(
    small: RuleBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)

    run = run_examples(small)

    assert (run.engines, run.faults) == (("reference",), ())
