"""A rule base that is kept ready between runs is the same one, or is made anew."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caatsa.rulebase import cache
from caatsa.rulebase.rulebase import load_rulebase


@pytest.fixture
def root(small_base: Callable[..., Path]) -> Path:
    return small_base()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where rule bases are kept; it does not exist yet."""
    return tmp_path / "kept" / "here"


def content(rulebase: Any) -> tuple[Any, ...]:
    return rulebase.version, rulebase.sha256, rulebase.rules, rulebase.statutes, rulebase.readings


def entry_of(folder: Path) -> Path:
    (entry,) = folder.iterdir()
    return entry


def test_what_is_kept_is_what_was_read(root: Path, folder: Path) -> None:
    first = load_rulebase(root, cache=folder)
    entry = entry_of(folder)

    assert content(cache.read(entry)) == content(first)
    assert content(load_rulebase(root, cache=folder)) == content(first)
    assert folder.stat().st_mode & 0o077 == 0


def test_without_a_folder_nothing_is_kept(root: Path, folder: Path) -> None:
    load_rulebase(root)

    assert not folder.exists()


def test_another_rule_base_is_kept_beside_it(root: Path, folder: Path) -> None:
    first = load_rulebase(root, cache=folder)
    about = root / "rulebase.yaml"
    about.write_text(about.read_text().replace('version: "test"', 'version: "later"'))

    later = load_rulebase(root, cache=folder)

    assert (first.version, later.version) == ("test", "later")
    assert len(list(folder.iterdir())) == 2


def test_one_that_others_may_write_is_not_trusted(root: Path, folder: Path) -> None:
    load_rulebase(root, cache=folder)
    entry = entry_of(folder)
    entry.chmod(0o622)

    assert cache.read(entry) is None


@pytest.mark.parametrize(
    "spoil", [lambda content: content[:-1], lambda content: content + b"x", lambda _: b""]
)
def test_one_whose_content_was_altered_is_not_trusted_but_made_anew(
    root: Path, folder: Path, spoil: Callable[[bytes], bytes]
) -> None:
    first = load_rulebase(root, cache=folder)
    entry = entry_of(folder)
    entry.write_bytes(spoil(entry.read_bytes()))

    assert cache.read(entry) is None
    assert content(load_rulebase(root, cache=folder)) == content(first)
    assert content(cache.read(entry)) == content(first)


def test_where_nothing_can_be_kept_the_rule_base_is_read_all_the_same(root: Path, tmp_path: Path) -> None:
    occupied = tmp_path / "occupied"
    occupied.write_text("not a folder")

    assert load_rulebase(root, cache=occupied).version == "test"
    assert cache.read(occupied / "none.pickle") is None
