"""One fault for one error, where the model allows several forms and pydantic reports on each of them.

A location that pydantic gives is a path into the data, in which the forms of a union stand as further
steps ("str", "OwnerEntry"). Steps that do not exist in the data are such forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from caatsa.documents.document import Path

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Group = list["ErrorDetails"]


def resolved(detail: ErrorDetails, data: Any) -> Path:
    """The steps of the location that lead through the data, and the last where it names what is missing.

    >>> where = {"type": "greater_than", "loc": ("owners", 0, "OwnerEntry", "share")}
    >>> resolved(where, {"owners": [{"share": 0}]})
    ('owners', 0, 'share')
    """
    return tuple(step for step, is_form in _steps(detail, data) if not is_form)


def likeliest(details: Sequence[ErrorDetails], data: Any) -> list[Group]:
    """The errors to report, grouped where several say the same of one value.

    Of the forms of a union the one counts that the data come nearest to: whose errors lie deepest, and
    among those the ones with the fewest.
    """
    at_union: dict[Path, dict[int | str, Group]] = {}
    groups: list[Group] = []
    for detail in details:
        steps = _steps(detail, data)
        at = next((number for number, (_, is_form) in enumerate(steps) if is_form), None)
        if at is None:
            groups.append([detail])
        else:
            path = tuple(step for step, _ in steps[:at])
            at_union.setdefault(path, {}).setdefault(steps[at][0], []).append(detail)
    for forms in at_union.values():
        groups.extend(_nearest(list(forms.values()), data))
    return groups


def _nearest(forms: list[Group], data: Any) -> list[Group]:
    def depth(form: Group) -> int:
        return min(len(resolved(detail, data)) for detail in form)

    deepest = max(depth(form) for form in forms)
    near = [form for form in forms if depth(form) == deepest]
    fewest = min(len(form) for form in near)
    best = [form for form in near if len(form) == fewest]
    if len({resolved(detail, data) for form in best for detail in form}) == 1:
        return [[detail for form in best for detail in form]]
    return [[detail] for detail in best[0]]


def _steps(detail: ErrorDetails, data: Any) -> list[tuple[int | str, bool]]:
    """Each step of the location with whether it names a form of a union instead of a part of the data."""
    steps: list[tuple[int | str, bool]] = []
    location = detail["loc"]
    here = data
    for number, step in enumerate(location, start=1):
        if _leads_on(step, here):
            here = here[step]
            steps.append((step, False))
        else:
            steps.append((step, not (detail["type"] == "missing" and number == len(location))))
    return steps


def _leads_on(step: int | str, here: Any) -> bool:
    if isinstance(here, dict):
        return step in here
    return isinstance(here, list | tuple) and isinstance(step, int) and step < len(here)
