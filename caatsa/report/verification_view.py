"""What the replay of a receipt found, as text: what is the same, what differs, and because of what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from caatsa.report.comparison_view import changes
from caatsa.report.layout import wrapped

if TYPE_CHECKING:
    from caatsa.assessment.verification import Verification


def verification_text(found: Verification) -> str:
    """One line for each thing that was checked, then every difference."""
    return "\n".join((*_lines(found), "")).replace("\n\n\n", "\n\n")


def verification_data(found: Verification) -> dict[str, Any]:
    """The same as plain data."""
    from caatsa.domain.published import plain_data

    made = plain_data(found)
    return {"format": "caatsa.verification.v1", "holds": found.holds, **made}


def _lines(found: Verification) -> Iterator[str]:
    if found.intact:
        yield from _line("receipt", f"as it was written, SHA-256 {found.stated}")
    else:
        said = f"CHANGED since it was written: it states {found.stated}, its content has {found.computed}"
        yield from _line("receipt", said)
    for one in found.inputs:
        kept = ", replayed from the copy in the receipt" if one.kept else ""
        words = {"same": "the same", "changed": f"CHANGED{kept}", "not there": f"not there{kept}"}
        yield from _line("input", f"{one.name}: {words[one.state]}")
    yield from _line("rules", _pair(found.rulebase))
    yield from _line("software", _pair(found.software, "caatsa "))
    if found.not_replayed:
        yield from _line("replay", f"NOT DONE: {found.not_replayed}")
    if found.replayed is not None:
        yield from _line("replay", _replayed(found))
        if found.replayed.rows:
            yield from changes(found.replayed)
        for path in found.elsewhere:
            yield from wrapped(path, "  - ")
    if found.changed_inputs is not None:
        yield ""
        yield "With the inputs as they are now:"
        yield from changes(found.changed_inputs)


def _replayed(found: Verification) -> str:
    if found.replayed is not None and found.replayed.rows:
        return "DIFFERENT verdicts"
    return (
        "the same rows, DIFFERENT at these places:" if found.elsewhere else "the same, every row and reason"
    )


def _pair(pair: tuple[str, str], prefix: str = "") -> str:
    before, after = pair
    return (
        f"{prefix}{before}, the same"
        if before == after
        else f"CHANGED from {prefix}{before} to {prefix}{after}"
    )


def _line(label: str, text: str) -> Iterator[str]:
    yield from wrapped(text, f"{label:<10}")
