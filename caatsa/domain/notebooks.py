"""How notebooks are told to show the models: `domain` knows only that there is a way, not which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

Form: TypeAlias = Callable[[Any], str | None]

_forms: list[Form] = []


def shown_by(form: Form) -> None:
    """Let models show as the HTML that `form` gives; where it gives nothing, as Python has them."""
    _forms[:] = [form]


def shown(model: Any) -> str | None:
    """The HTML of a model, if there is any."""
    return _forms[0](model) if _forms else None
