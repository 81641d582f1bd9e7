"""Records: what a frozen dataclass does, for less."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from caatsa.domain.record import Record


class Point(Record):
    """Two numbers and a word."""

    x: int
    y: int = 0
    word: str = ""


class Named(Point):
    """A point with a name."""

    name: str = "none"


def test_fields_are_given_in_order_or_by_name() -> None:
    assert Point(1, 2) == Point(x=1, y=2) == Point(1, y=2, word="")


def test_fields_of_the_base_come_first() -> None:
    assert [field.name for field in fields(Named)] == ["x", "y", "word", "name"]
    assert Named(1, 2, "a", "b").name == "b"


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(Point, id="a field is missing"),
        pytest.param(lambda: Point(1, 2, "a", 4), id="too many values"),  # type: ignore[call-arg]
        pytest.param(lambda: Point(1, x=1), id="a field is given twice"),  # type: ignore[misc]
        pytest.param(lambda: Point(1, z=1), id="there is no such field"),  # type: ignore[call-arg]
    ],
)
def test_each_field_is_given_once(make: Callable[[], Point]) -> None:
    with pytest.raises(TypeError, match="takes each of its fields once: x, y, word"):
        make()


def test_records_of_two_classes_are_never_equal() -> None:
    assert Point(1) != Named(1)


def test_equal_records_have_equal_hashes() -> None:
    assert len({Point(1), Point(1, 0), Point(2)}) == 2


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Point(1).x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del Point(1).x


def test_records_made_again_and_again_are_still_the_same() -> None:
    class Often(Record):
        x: int
        y: int = 0

    class Derived(Often):
        z: int = 5

    early, late = [Often(number) for number in range(200)], [Often(x=number) for number in range(200)]
    assert early == late
    assert [Derived(1, 2, z) for z in range(200)][9] == Derived(1, y=2, z=9)
    assert Derived(1).z == 5
    assert replace(late[7], y=3) == Often(7, 3)
    wrong: tuple[tuple[tuple[int, ...], dict[str, int]], ...]
    wrong = (((), {}), ((1, 2, 3), {}), ((1,), {"x": 1}), ((1,), {"z": 1}))
    for values, named in wrong:
        with pytest.raises(TypeError):
            Often(*values, **named)


def test_a_class_that_inherits_after_its_base_was_made_often_has_its_own_fields() -> None:
    class Base(Record):
        x: int

    assert len({Base(number) for number in range(200)}) == 200

    class Wider(Base):
        y: int

    assert (Wider(1, 2).x, Wider(1, y=2).y) == (1, 2)


def test_a_record_can_be_replaced_and_pickled() -> None:
    assert replace(Point(1), y=3) == Point(1, 3)
    assert pickle.loads(pickle.dumps(Named(1))) == Named(1)  # noqa: S301 - our own bytes
