"""What a model does not accept is said once for each mistake, at its place, in words for people."""

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from caatsa.documents.document import InMemory
from caatsa.documents.keys import keys_at
from caatsa.documents.strict_yaml import load_yaml
from caatsa.documents.validate import validate
from caatsa.documents.wording import nearest
from caatsa.domain.errors import InputError
from caatsa.domain.events import InputDocument


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Circle(Strict):
    kind: Literal["circle"]
    radius: float = Field(gt=0, lt=10)


class Square(Strict):
    kind: Literal["square"]
    side: int


class Long(Strict):
    name: str
    note: str
    size: int


class Drawing(Strict):
    shape: Annotated[Circle | Square, Field(discriminator="kind")] | None = None
    label: str | int | None = None
    either: Literal["a", "b"] | list[str] | None = None
    part: str | Long | None = None
    code: str | None = Field(default=None, pattern=r"^[A-Z]{2}$", alias="iso")
    exact: bool = False
    sizes: dict[str, int] = Field(default_factory=dict)
    scale: float = Field(default=1.0, ge=1, allow_inf_nan=False)


@pytest.mark.parametrize(
    ("written", "column", "said"),
    [
        ("shape: {kind: circle, radius: 0}", 31, "radius is the number 0; more than 0"),
        ("shape: {kind: circle, radius: 10}", 31, "radius is the number 10; less than 10"),
        ("shape: {kind: disc}", 8, "kind is 'disc'; allowed: circle or square"),
        ("shape: {radius: 1}", 8, "shape does not say its kind; the key 'kind' is required"),
        (
            "shape: {kind: square, side: 1.5}",
            29,
            "side is the number 1.5, not a whole number; a whole number is required",
        ),
        ("label: [1]", 8, "label is a list; text or a whole number is required"),
        ("either: c", 9, "either is 'c'; a, b or a list is required"),
        ("part: {name: a, note: b, siz: 1}", 26, "the key 'siz' is not known here; did you mean 'size'?"),
        ("part: 5", 7, "part is the number 5; text or a mapping is required"),
        ("iso: xy", 6, "iso is 'xy'; the form is ^[A-Z]{2}$"),
        ("exact: no", 8, "exact is 'no', not true or false; true or false is required"),
        ("sizes: {a: b}", 12, "a is 'b', not a whole number; a whole number is required"),
        ("scale: 0.5", 8, "scale is the number 0.5; at least 1"),
    ],
)
def test_mistake_is_said_once(written: str, column: int, said: str) -> None:
    with pytest.raises(InputError) as caught:
        validate(Drawing, load_yaml(written.encode(), "f"))
    assert str(caught.value) == f"f, line 1, column {column}: {said}"


def test_model_comes_back_when_nothing_is_wrong() -> None:
    drawing = validate(Drawing, load_yaml(b"shape: {kind: square, side: 2}\nlabel: x", "f"))
    assert drawing.shape == Square(kind="square", side=2)


def test_place_in_memory_is_a_path() -> None:
    with pytest.raises(InputError) as caught:
        validate(Drawing, InMemory({"sizes": {"a": "b"}, "label": 1.5, 3: 4}))
    assert {fault.file for fault in caught.value.faults} >= {"sizes.a", "label"}
    assert all(fault.line is None for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ((), "events"),
        (("events", 0), "id"),
        (("events", 0, "buyer"), "country"),
        (("events", 3, "acts", 0, "sources", 1), "title"),
        (("persons", 0, "owners", 0), "name"),
    ],
)
def test_keys_are_found_through_lists_and_options(path: tuple[str | int, ...], first: str) -> None:
    assert keys_at(InputDocument, path)[0] == first


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("buyr", ["buyer", "id"], "buyer"),
        ("CONTRACT", ["contract", "payment"], "contract"),
        ("colour", ["buyer", "id"], None),
        ("a.13", ["a.1", "a.3"], None),
    ],
)
def test_suggestion_is_made_only_where_it_is_no_guess(word: str, known: list[str], meant: str | None) -> None:
    assert nearest(word, known) == meant
