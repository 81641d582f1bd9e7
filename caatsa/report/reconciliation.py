"""Which reports were put together, and why, as text."""

from __future__ import annotations

from collections.abc import Iterator

from caatsa.intake.reconciliation.document import notices
from caatsa.intake.reconciliation.reconcile import Outcome, Reconciled
from caatsa.report.layout import wrapped

_LABEL = 12


def reconciliation_text(result: Reconciled) -> str:
    """What was joined and what it does not agree on, 80 columns wide; of the rest only the number."""
    lines: list[str] = []
    for outcome in result.outcomes:
        if outcome.why or outcome.may_be:
            lines += [*_outcome(outcome), ""]
    for notice in notices(result):
        lines += wrapped(notice)
    lines += wrapped(counted(result))
    return "\n".join(lines) + "\n"


def counted(result: Reconciled) -> str:
    """How many events there were, and what became of them, in one line."""
    joined = sum(len(outcome.reports) for outcome in result.joined)
    doubtful = sum(1 for outcome in result.outcomes if outcome.may_be)
    said = [f"{_events(result.read)} read, {_events(len(result.outcomes))} in the result"]
    if joined:
        said.append(f"{joined} reports joined into {_events(len(result.joined))}")
    if doubtful:
        said.append(f"{_events(doubtful)} left alone, which would fit several")
    return "; ".join(said)


def _events(count: int) -> str:
    return "1 event" if count == 1 else f"{count} events"


def _outcome(outcome: Outcome) -> Iterator[str]:
    yield from wrapped(str(outcome.data["id"]))
    if outcome.why:
        yield from _line("joined", ", ".join(single.id for single in outcome.reports))
    for reason in outcome.why:
        yield from _line(
            "conflict" if reason.conflict else reason.label, _text(reason.label, reason.text, reason.conflict)
        )
    if outcome.may_be:
        others = ", ".join(outcome.may_be)
        yield from _line("left alone", f"it may be of each of these, which are not of one event: {others}")


def _text(label: str, text: str, conflict: bool) -> str:
    return f"{label}: {text}" if conflict else text


def _line(label: str, text: str) -> Iterator[str]:
    return wrapped(text, f"  {label:<{_LABEL}}", " " * (_LABEL + 4))
