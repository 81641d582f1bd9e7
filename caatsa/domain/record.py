"""Frozen values that are cheap to define: `dataclass` writes and compiles methods for every class, half a
millisecond each and a good part of a cold start for a hundred classes; records share theirs. Only those that
are made again and again have an `__init__` written for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import Field, FrozenInstanceError, dataclass
from inspect import get_annotations
from typing import Any, ClassVar, Final, dataclass_transform

_OFTEN: Final = 64
"""Records of a class after which it gets an `__init__` of its own; writing it takes as long as these did."""


class _FieldsOnDemand:
    """The fields as `dataclasses` describes them, from the first time that somebody asks for them."""

    def __init__(self, *, kw_only: bool) -> None:
        self._kw_only = kw_only

    def __get__(self, record: object, cls: type) -> Any:
        # This puts the description itself in the place of this object.
        dataclass(init=False, repr=False, eq=False, kw_only=self._kw_only)(cls)
        return cls.__dict__["__dataclass_fields__"]


@dataclass_transform(frozen_default=True)
class Record:
    """A frozen dataclass as far as anybody can tell: `fields`, `replace` and pydantic take it for one.

    >>> class Point(Record):
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(1) == Point(x=1, y=0), len({Point(1), Point(1)})
    (Point(x=1, y=0), True, 1)
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    _record_names: ClassVar[tuple[str, ...]] = ()
    _record_known: ClassVar[frozenset[str]] = frozenset()
    _record_defaults: ClassVar[dict[str, Any]] = {}
    _record_left: ClassVar[Iterator[int]] = iter(())

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        """Note the fields of a class as it is defined; defaults are shared, so they are frozen too."""
        stated = get_annotations(cls).items()
        own = [name for name, kind in stated if "ClassVar" not in str(kind)]
        cls._record_names = tuple(dict.fromkeys((*cls._record_names, *own)))
        cls._record_known = frozenset(cls._record_names)
        cls._record_defaults = cls._record_defaults | {
            name: cls.__dict__[name] for name in own if name in cls.__dict__
        }
        cls._record_left = iter(range(_OFTEN, -1, -1))
        # Never that which was written for a class it inherits from: it has fields of its own.
        cls.__init__ = Record.__init__  # type: ignore[method-assign]
        type.__setattr__(cls, "__dataclass_fields__", _FieldsOnDemand(kw_only=kw_only))

    def __init__(self, *values: Any, **named: Any) -> None:
        if next(self._record_left, -1) == 0:
            _write_init(type(self))
        state = self.__dict__
        if not named and len(values) == len(self._record_names):
            state.update(zip(self._record_names, values, strict=True))
            return
        if not values and named.keys() == self._record_known:
            state.update(named)
            return
        if len(values) + len(named) < len(self._record_names):
            state.update(self._record_defaults)
        state.update(zip(self._record_names, values, strict=False))
        state.update(named)
        twice = len(values) > len(self._record_names) or not named.keys().isdisjoint(
            self._record_names[: len(values)]
        )
        if twice or state.keys() != self._record_known:
            raise TypeError(
                f"{type(self).__name__} takes each of its fields once: {', '.join(self._record_names)}"
            )

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __getstate__(self) -> dict[str, Any]:
        """What is kept of a record: its fields, and nothing that was worked out from them."""
        return {name: self.__dict__[name] for name in self._record_names}

    def __repr__(self) -> str:
        said = ", ".join(
            f"{name}={value!r}" for name, value in zip(self._record_names, self._values(), strict=True)
        )
        return f"{type(self).__qualname__}({said})"

    def _values(self) -> tuple[Any, ...]:
        return tuple([self.__dict__[name] for name in self._record_names])


def _write_init(cls: type[Record]) -> None:
    """Have the class's records made by a function that is written for its fields, five times as fast."""
    names, defaults = cls._record_names, cls._record_defaults
    stated = [name for name in names if name not in defaults]
    if names[: len(stated)] != tuple(stated):
        return  # A parameter without a default cannot follow one that has it.
    taken = "".join(f", {name}=_defaults[{name!r}]" if name in defaults else f", {name}" for name in names)
    kept = "".join(f"    _state[{name!r}] = {name}\n" for name in names)
    scope: dict[str, Callable[..., None]] = {}
    source = f"def __init__(_record{taken}):\n    _state = _record.__dict__\n{kept}"
    exec(source, {"_defaults": defaults}, scope)  # noqa: S102 - names of our own fields, as `dataclass` does
    cls.__init__ = scope["__init__"]  # type: ignore[method-assign]
