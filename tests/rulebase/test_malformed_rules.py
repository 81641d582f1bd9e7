"""One file for each thing that can be wrong with a rule: where it is said to be, and in which words."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from caatsa.assessment.rulecheck import run_examples
from caatsa.domain.errors import RuleFileError
from caatsa.rulebase.check import faults_of
from caatsa.rulebase.rulebase import load_rulebase

FOLDER = Path(__file__).parent / "malformed_rules"
CHECKED = "check_"
"""How the files begin that load, and whose fault only `caatsa rules check` finds."""


class Case(NamedTuple):
    name: str
    line: int
    column: int
    said: str
    file: str = ""

    def told(self, root: Path, prefix: str = "") -> str:
        """How the fault begins."""
        file = root / "test/1/a/conduct" / f"{prefix}{self.name}.yaml"
        if self.file:
            file = next(root.rglob(self.file))
        return f"{file}, line {self.line}, column {self.column}: {self.said}"


LOADED = (
    Case("alias_twice", 10, 10, "'act' is given twice; every id within a rule is used once"),
    Case("alternative_twice", 13, 28, "'interest' is given twice; an element is in one group at most"),
    Case("alternative_unknown", 13, 21, "'vitall' is not an element of the relief; did you mean 'vital'?"),
    Case("anchor", 5, 8, "the anchor '&t'; write the value out where it is needed"),
    Case("bound_later", 9, 59, "'tie' is not bound by an earlier element; there is no earlier one"),
    Case("derives_copied_result", 10, 99, "'$act.kind' may be what finding.result cannot be; one of met"),
    Case("derives_given_fact", 10, 16, "'act' is not a fact that rules make"),
    Case("derives_too_little", 10, 9, "the derived fact has no 'weight'"),
    Case("derives_too_much", 10, 137, "'sure' is not a field of finding"),
    Case("derives_unbound", 10, 69, "'deal' is not bound by an earlier element; one of act"),
    Case("derives_unknown_result", 10, 99, "'guilty' is not a value of finding.result"),
    Case("duplicate_key", 7, 1, "the key 'status' is given twice; it was given first on line 6"),
    Case("empty", 1, 1, "the kind of rule is not given"),
    Case("empty_list", 9, 43, "'kind|in' names no value; at least one"),
    Case("ends_before_it_begins", 9, 15, "effective_to is not after effective_from"),
    Case("guidance_without_note", 7, 12, "a rule of origin guidance cites no guidance"),
    Case("impossible_day", 9, 69, "'2017-02-30' is not a day of the calendar; a date is YYYY-MM-DD"),
    Case(
        "in_without_list", 9, 43, "'kind|in' has the wrong kind of value; a list goes with in, and only there"
    ),
    Case(
        "joined_by_order", 10, 34, "'first_day|gte' compares two facts; facts are compared for equality only"
    ),
    Case("joined_field", 10, 39, "'akt' is not a field of 'earlier'; did you mean 'act'?"),
    Case("key_as_number", 9, 39, "'5' is not text, as act.act is; put it in quotes"),
    Case("list_document", 1, 1, "the kind of rule is not given"),
    Case(
        "list_without_in", 9, 40, "'kind|eq' has the wrong kind of value; a list goes with in, and only there"
    ),
    Case("missing_title", 1, 1, "the key 'title' is missing"),
    Case("misspelt_key", 11, 1, "the key 'becuase' is not known here; did you mean 'because'?"),
    Case("no_day", 9, 69, "'yesterday' is not a day, as act.first_day is; days are written YYYY-MM-DD"),
    Case("no_elements", 8, 11, "elements is empty; at least 1 required"),
    Case("no_examples", 1, 1, "the key 'examples' is missing"),
    Case("no_kind", 1, 1, "the kind of rule is not given"),
    Case("no_sum", 9, 47, "'-1' is no sum of money, as worth.least is; whole United States dollars: 1000000"),
    Case("one_example", 13, 3, "examples has too few entries; at least 2 required"),
    Case("other_format", 1, 9, "format is the number 2; allowed: 1"),
    Case("other_id", 2, 5, "the id 'test.1.a.conduct.another_id' does not equal its path"),
    Case(
        "paragraph_without_section", 7, 47, "a paragraph of no section is cited; give authority.section too"
    ),
    Case("placeholder", 11, 10, "'wordz' is not a field of 'act'; did you mean 'words'?"),
    Case("placeholder_unbound", 11, 10, "'deal' is not bound by an earlier element; one of act"),
    Case(
        "provision_twice",
        4,
        12,
        "'test.1.a' is coded by test.1.a.conduct.provision_twice already",
        "gift.yaml",
    ),
    Case("python_tag", 5, 8, "the tag 'tag:yaml.org,2002:python/object/apply:os.system'"),
    Case("reaches_nobody", 10, 10, "reaches is empty; at least 1 required"),
    Case("reading_of_every_value", 7, 21, "the rule runs under every value of promises"),
    Case("reading_without_value", 7, 21, "the rule runs under no value of promises; at least one"),
    Case("reference_in_list", 10, 44, "'$use.end_use' in a list; a reference stands alone"),
    Case("regular_expression", 9, 54, "'re' is not an operator; one of eq, ne, lt, lte, gt, gte, in"),
    Case("relieves_unknown", 5, 22, "'test.1.b' is not a provision of the rule base"),
    Case("spaces_in_id", 2, 5, "id is 'test.1.a.conduct.spaces in id'"),
    Case("statute_without_section", 7, 12, "a rule of origin statute cites no section"),
    Case("tab", 9, 1, "not YAML"),
    Case("text_compared", 9, 54, "'act.words' is for people; rules compare choices, keys, days and dollars"),
    Case("title_as_number", 5, 8, "title is the number 7, not text; write it in quotes if it is text"),
    Case("two_elements_alike", 19, 10, "'conduct' is given twice; every id within a rule is used once"),
    Case("unbound_alias", 9, 59, "'deal' is not bound by an earlier element; there is no earlier one"),
    Case("unknown_element", 10, 55, "'conduckt' is not an element of test.1.a; did you mean 'conduct'?"),
    Case("unknown_element_of_any", 10, 50, "'conduckt' is not an element of any provision"),
    Case("unknown_fact", 9, 21, "'akt' is not a kind of fact; did you mean 'act'?"),
    Case("unknown_field", 9, 34, "'knid' is not a field of act; did you mean 'kind'?"),
    Case("unknown_key", 7, 1, "the key 'colour' is not known here"),
    Case("unknown_kind", 3, 7, "'clasifier' is not a kind of rule; did you mean 'classifier'?"),
    Case("unknown_menu", 19, 21, "the menu 'test.1.menu' does not exist"),
    Case("unknown_operator", 9, 54, "'like' is not an operator; one of eq, ne, lt, lte, gt, gte, in"),
    Case("unknown_origin", 4, 9, "origin is 'opinion'; allowed: statute, guidance or model"),
    Case(
        "unknown_provision",
        10,
        36,
        "'test.2.a' is not a provision of the rule base; did you mean 'test.1.a'?",
    ),
    Case(
        "unknown_related",
        12,
        16,
        "the related rule 'test.1.a.gifft' does not exist; did you mean 'test.1.a.gift'?",
    ),
    Case("unknown_reading", 7, 11, "'promisses' is not a reading; did you mean 'promises'?"),
    Case("unknown_reading_value", 7, 21, "'do_count' is not a value of the reading promises"),
    Case("unknown_relation", 12, 35, "as is 'contradicts'"),
    Case("unknown_status", 6, 9, "status is 'final'; allowed: draft, reviewed, stable or retired"),
    Case("unknown_value", 9, 40, "'cancelation' is not a value of act.kind; did you mean 'cancellation'?"),
    Case("unordered_compared", 9, 54, "'status' has no order; only days and dollars are compared by order"),
    Case("waits_for_unknown", 13, 20, "'interst' is not an element of the relief; did you mean 'interest'?"),
    Case("value_in_list", 9, 58, "'gifft' is not a value of act.kind; did you mean 'gift'?"),
)

CHECK_ALONE = (
    Case("example_of_unknown_fact", 14, 35, "'deal' is not a kind of fact"),
    Case("example_of_unknown_field", 14, 40, "'akt' is not a field of act; did you mean 'act'?"),
    Case("example_of_unknown_value", 14, 55, "'gifft' is not a value of act.kind; did you mean 'gift'?"),
    Case("expected_silent", 14, 5, "the example 'a gift' fires; expect: fires, or other facts"),
    Case("expected_to_fire", 15, 5, "the example 'a sale' is silent; unmet: act"),
    Case("fires_yet_unmet", 13, 119, "a rule that fires has no unmet element; leave it out"),
    Case("mute_element", 14, 5, "no rule finds anything on the element 'conduct'"),
    Case("never_fires", 13, 3, "no example has expect: fires; one that fires and one that is silent"),
    Case("no_paragraph", 7, 12, "cites a section and no paragraph; give authority.paragraph"),
    Case("other_unmet", 15, 133, "in the example 'a gift' unmet is [use]; it is [act]"),
    Case("same_name", 14, 12, "'a cancellation' is given twice; every id within a rule is used once"),
    Case("silent_without_reason", 14, 5, "does not say which elements are unmet; name them in `unmet`"),
    Case("twin", 9, 3, "asks for and says the same as test.1.a.conduct.check_twin", "given.yaml"),
    Case("unknown_note", 7, 46, "there is no guidance note 'gift'; did you mean 'gifts'?"),
    Case("unknown_paragraph", 7, 64, "statutes/test/1/2017-08-02.yaml has no paragraph 'e'; one of a, d"),
    Case("unknown_part", 16, 16, "statutes/test/1/2017-08-02.yaml has no paragraph 'z'; one of a, d"),
    Case("unknown_section", 7, 45, "there is no section 'test.2' under statutes/; did you mean 'test.1'?"),
    Case("unknown_version", 7, 82, "no version of the section is in force from 2019-01-01"),
    Case("unmet_of_nothing", 14, 105, "'acts' is not an element; did you mean 'act'?"),
    Case(
        "words_not_quoted",
        15,
        11,
        "'engages in a gifft' is not quoted in statutes/test/1/2018-08-13.yaml for paragraph a",
    ),
    Case(
        "words_of_one_version",
        15,
        11,
        "'modified waiver' is not quoted in statutes/test/1/2017-08-02.yaml for paragraph d",
    ),
)


@pytest.mark.parametrize("case", LOADED, ids=lambda case: case.name)
def test_a_malformed_rule_is_refused_with_one_fault_at_its_place(
    case: Case, small_base: Callable[..., Path]
) -> None:
    root = small_base(FOLDER / f"{case.name}.yaml")

    with pytest.raises(RuleFileError) as caught:
        load_rulebase(root)

    assert len(caught.value.faults) == 1
    assert str(caught.value).startswith(case.told(root))


@pytest.mark.parametrize("case", CHECK_ALONE, ids=lambda case: case.name)
def test_a_wrong_rule_that_loads_is_found_by_the_check(case: Case, small_base: Callable[..., Path]) -> None:
    root = small_base(FOLDER / f"{CHECKED}{case.name}.yaml")

    rulebase = load_rulebase(root)
    faults = [str(fault) for fault in (*faults_of(rulebase), *run_examples(rulebase).faults)]

    assert [fault for fault in faults if fault.startswith(case.told(root, CHECKED))]


@pytest.mark.parametrize("order", ["lt", "lte", "gt", "gte"])
def test_only_days_and_dollars_have_an_order(order: str, small_base: Callable[..., Path]) -> None:
    root = small_base(FOLDER / "unordered_compared.yaml")
    file = root / "test/1/a/conduct/unordered_compared.yaml"
    file.write_text(file.read_text().replace("status|gt", f"status|{order}"))

    with pytest.raises(RuleFileError, match="'status' has no order; only days and dollars are compared"):
        load_rulebase(root)


def test_every_malformed_rule_has_its_case() -> None:
    named = {case.name for case in LOADED} | {f"{CHECKED}{case.name}" for case in CHECK_ALONE}

    assert {path.stem for path in FOLDER.glob("*.yaml")} == named


def test_all_faults_of_all_files_are_told_at_once(small_base: Callable[..., Path]) -> None:
    names = ("unknown_key", "unknown_field", "duplicate_key", "unknown_kind")
    root = small_base(*(FOLDER / f"{name}.yaml" for name in names))

    with pytest.raises(RuleFileError) as caught:
        load_rulebase(root)

    assert {Path(fault.file).stem for fault in caught.value.faults} == set(names)


def test_no_rule_is_run_where_one_file_is_broken(small_base: Callable[..., Path]) -> None:
    root = small_base()
    (root / "coverage.yaml").unlink()

    with pytest.raises(RuleFileError, match=r"coverage\.yaml: is missing"):
        load_rulebase(root)
