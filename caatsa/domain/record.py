"""Frozen values that are cheap to define: `dataclass` writes and compiles methods for every class, half a
millisecond each and a good part of a cold start for a hundred classes; records share theirs.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, fields
from typing import Any, ClassVar, dataclass_transform


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
    _record_names: ClassVar[tuple[str, ...]]
    _record_known: ClassVar[frozenset[str]]
    _record_defaults: ClassVar[dict[str, Any]]

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        """Note the fields of a class as it is defined; defaults are shared, so they are frozen too."""
        dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
        cls._record_names = tuple(one.name for one in fields(cls))
        cls._record_known = frozenset(cls._record_names)
        cls._record_defaults = {one.name: one.default for one in fields(cls) if one.default is not MISSING}

    def __init__(self, *values: Any, **named: Any) -> None:
        state = self.__dict__
        state.update(zip(self._record_names, values, strict=False), **named)
        # Fewer than were given: one came twice, or there were more values than fields.
        wrong = len(state) != len(values) + len(named)
        if len(state) < len(self._record_names):
            for name, default in self._record_defaults.items():
                state.setdefault(name, default)
        if wrong or state.keys() != self._record_known:
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

    def __repr__(self) -> str:
        said = ", ".join(
            f"{name}={value!r}" for name, value in zip(self._record_names, self._values(), strict=True)
        )
        return f"{type(self).__qualname__}({said})"

    def _values(self) -> tuple[Any, ...]:
        return tuple([self.__dict__[name] for name in self._record_names])
