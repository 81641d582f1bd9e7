"""A draft is written where its id says, and nowhere else."""

from pathlib import Path

import pytest

from caatsa.domain.errors import RuleFileError
from caatsa.rulebase.scaffold import write_draft


@pytest.mark.parametrize(
    "rule_id",
    [
        "",
        "caatsa",
        "Caatsa.231",
        "caatsa.231.a b",
        "caatsa..a",
        "../caatsa.a",
        "caatsa.231." + "x" * 200,
        "statutes.a.b",
    ],
)
def test_what_is_no_id_is_refused_and_nothing_written(rule_id: str, tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="is not the id of a rule"):
        write_draft(tmp_path, rule_id, "classifier")

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_exists_is_not_overwritten(tmp_path: Path) -> None:
    path = write_draft(tmp_path, "caatsa.231.a.significance.gift", "classifier")
    path.write_text("mine")

    with pytest.raises(RuleFileError, match="exists already; another id"):
        write_draft(tmp_path, "caatsa.231.a.significance.gift", "classifier")

    assert path.read_text() == "mine"


def test_a_place_that_cannot_be_written_is_a_fault_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "caatsa").write_text("not a folder")

    with pytest.raises(RuleFileError, match="cannot be written"):
        write_draft(tmp_path, "caatsa.231.a.significance.gift", "classifier")
