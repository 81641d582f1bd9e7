"""The shortcut past the models: what it takes they take, as the same; what is plainly in order it takes."""

import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caatsa.documents.document import InMemory
from caatsa.documents.keys import keys_at
from caatsa.domain.errors import InputError
from caatsa.domain.events import InputDocument
from caatsa.domain.reported import Reported
from caatsa.intake.checked import checked
from caatsa.intake.inputs import fetch
from caatsa.intake.readers import Foreign, Reader
from caatsa.intake.shortcut import plainly_said
from tests.intake import worlds

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
FILES = sorted(path for path in (ROOT / "tests/malformed").iterdir() if path.suffix not in (".py", ""))

KEYS = sorted(
    {
        key
        for path in ((), ("buyer",), ("parties", 0), ("acts", 0), ("sources", 0))
        for key in keys_at(InputDocument, ("events", 0, *path))
    }
)
FULL: dict[str, Any] = {
    "id": "a",
    "buyer": {"country": "IN", "country_name": "I", "name": "B"},
    "supplier": {"country": "RU", "country_name": "R", "name": "S"},
    "parties": [{"role": "bank", "country": "RU", "country_name": "R", "name": "P"}],
    "item": "i",
    "quantity": 1,
    "value": "USD 1",
    "end_use": "military",
    "capability": "new",
    "acts": [{"kind": "gift", "date": 2018, "quantity": 1, "value": 2.5, "sources": [{"title": "t"}]}],
    "sources": [{"title": "t", "publisher": "p", "url": "u", "published": "2018-10", "grade": "leak"}],
}
WRONG: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -0.0,
        2018,
        1e30,
        float("nan"),
        float("inf"),
        10**30,
        10**5000,
        date(2019, 7, 12),
    ),
    *("", " ", " a", "unknown", " 2018 ", "2018-13", "a\x00", "\ud800", "a\nb", "x" * 201, "x" * 10_001),
    *([], {}, [None], [{}], {"country": None}, {"country_name": "I"}, {"title": "t"}, [{"kind": "talks"}]),
    *(b"x", (), (1,), datetime(2019, 7, 12, tzinfo=UTC)),
)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container in the data with each of its keys or indexes."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield value, step
        yield from _places(part)


@st.composite
def documents(draw: st.DrawFn) -> Any:
    """Documents of events in order, and such with a few values, keys or entries of them changed."""
    data: Any = {"events": deepcopy(draw(st.lists(worlds.events(), min_size=1, max_size=2)))}
    for _ in range(draw(st.integers(0, 3))):
        container, step = draw(st.sampled_from(list(_places(data)) or [({}, "events")]))
        change = draw(st.sampled_from(["replace", "replace", "drop", "add"]))
        if change == "replace":
            container[step] = draw(st.sampled_from(WRONG) | st.text(max_size=5))
        elif change == "drop":
            del container[step]
        elif isinstance(container, dict):
            container[draw(st.sampled_from([*KEYS, "persons", "other"]))] = draw(
                st.sampled_from(WRONG) | st.text(max_size=5)
            )
        else:
            container.append(draw(st.sampled_from(WRONG) | st.text(max_size=5)))
    return data


def _by_the_models(data: Any) -> Reported | None:
    try:
        return checked(InMemory(data))
    except InputError:
        return None


def _exactly(reported: Reported | None) -> str:
    # Not `==`, for which 1, 1.0 and True are the same.
    return repr(reported)


def test_whatever_one_value_is_the_models_agree() -> None:
    whole: Any = {"events": [deepcopy(FULL)]}
    for container, step in list(_places(whole)):
        stated = container[step]
        for wrong in WRONG:
            container[step] = wrong
            said = plainly_said(whole)
            assert said is None or _exactly(said) == _exactly(_by_the_models(whole)), (step, wrong)
        container[step] = stated
        if isinstance(container, dict):
            del container[step]
            said = plainly_said(whole)
            assert said is None or _exactly(said) == _exactly(_by_the_models(whole)), step
            container[step] = stated


@given(documents())
def test_what_the_shortcut_takes_the_models_take_as_the_same(data: Any) -> None:
    said = plainly_said(data)
    if said is not None:
        assert _exactly(said) == _exactly(_by_the_models(data))


@given(st.lists(worlds.events(), min_size=1, max_size=3))
def test_events_in_order_take_the_shortcut(events: list[dict[str, Any]]) -> None:
    data = {"events": events}
    assert _exactly(plainly_said(data)) == _exactly(_by_the_models(data)) != "None"


@pytest.mark.parametrize("file", [*EXAMPLES, *FILES], ids=lambda file: file.name)
def test_files_of_the_repository_are_read_alike(file: Path) -> None:
    try:
        data = Reader(None, None, Foreign(), [], []).part(fetch(file)).data
    except InputError:
        return  # Not even plain data.
    said = plainly_said(data)
    assert said is None or _exactly(said) == _exactly(_by_the_models(data))
    assert said is not None or file not in EXAMPLES


def test_shortcut_knows_every_key_of_the_models_but_spans_and_merged_reports() -> None:
    event = FULL
    assert plainly_said({"events": [event]}) is not None
    for path in ((), ("buyer",), ("supplier",), ("parties", 0), ("acts", 0), ("sources", 0)):
        here: Any = event
        for step in path:
            here = here[step]
        assert set(keys_at(InputDocument, ("events", 0, *path))) - {"spans", "reports"} == set(here)


def test_assessing_an_example_imports_no_pydantic(tmp_path: Path) -> None:
    program = (
        "import sys; from caatsa.cli import main; main(sys.argv[1:]); "
        "sys.exit('pydantic' in sys.modules or 'pydantic_core' in sys.modules)"
    )
    run = [sys.executable, "-c", program, "assess", str(EXAMPLES[0]), "--as-of", "2021-12-07"]
    environment = {"CAATSA_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    # The first run makes the rule base, for which the models are needed, and keeps it.
    subprocess.run(run, env=environment, check=False, capture_output=True, cwd=ROOT)
    assert subprocess.run(run, env=environment, check=False, capture_output=True, cwd=ROOT).returncode == 0
