"""The shape of the repository: small documented modules, no code among the rules, no dangling reference."""

import ast
import doctest
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "caatsa").rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40

TEXT_SUFFIXES = {"", ".cfg", ".csv", ".json", ".md", ".py", ".pyi", ".toml", ".txt", ".yaml", ".yml"}
GENERATED_OR_FOREIGN = re.compile(
    r"(^|/)(\.git|\.venv[^/]*|\.\w+_cache|\.hypothesis|__pycache__|build|dist|htmlcov)(/|$)"
)


def _texts() -> Iterator[tuple[str, str]]:
    """Path and content of every text file of the repository."""
    for path in sorted(ROOT.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and path.suffix in TEXT_SUFFIXES and not GENERATED_OR_FOREIGN.search(name):
            yield name, path.read_bytes().decode("utf-8", errors="replace")


def _mentions(pattern: str) -> list[str]:
    """`FILE:LINE: MENTION` for each match in the repository's texts."""
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for name, text in _texts()
        for match in re.finditer(pattern, text)
    ]


def _ids(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=_ids)
def test_module_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


@pytest.mark.parametrize("module", MODULES, ids=_ids)
def test_module_has_one_reason_to_exist(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("module", MODULES, ids=_ids)
def test_functions_fit_on_a_screen(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("module", [one for one in MODULES if ">>> " in one.read_text("utf-8")], ids=_ids)
def test_what_a_docstring_shows_comes_out_so(module: Path) -> None:
    name = ".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    assert doctest.testmod(import_module(name)).failed == 0


def test_no_code_among_the_rules() -> None:
    assert list((ROOT / "rules").rglob("*.py")) == []


def test_an_ignored_type_error_says_which() -> None:
    assert _mentions(r"#\s*type:\s*ignore(?!\[)") == []


def test_no_reference_leaves_the_repository() -> None:
    """No path of one machine, and no `../` that points above the root."""
    machine = _mentions(r"(?<![\w.:/-])/(?:work|home|root|Users)/[\w.-]+")
    outside = [
        f"{name}: {target}"
        for name, text in _texts()
        for target in re.findall(r"(?<![\w./])(?:\.\./)+[\w.-]+", text)
        if not (ROOT / name).parent.joinpath(target).resolve().is_relative_to(ROOT)
    ]

    assert machine + outside == []


def test_every_page_that_is_named_exists() -> None:
    """A Markdown file named anywhere is found from the root, in docs, or beside the text that names it."""
    named = [
        (name, page)
        for name, text in _texts()
        if name != "tests/test_structure.py"
        for page in re.findall(r"(?<![\w:/.-])(?:[\w.-]+/)*[\w-]+\.md\b", text)
    ]
    folders = {name: (ROOT, (ROOT / name).parent, ROOT / "docs") for name, _ in named}
    missing = {
        f"{name}: {page}"
        for name, page in named
        if not any((folder / page).exists() for folder in folders[name])
    }

    assert sorted(missing) == []
