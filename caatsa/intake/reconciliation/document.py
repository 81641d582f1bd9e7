"""A reconciled document as YAML, with its reasons as comments, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import yaml

from caatsa.domain.errors import one_line
from caatsa.intake.reconciliation.reconcile import Outcome, Reconciled

HEAD: Final = (
    "# Reports of one event are one event here, and 'reports' keeps each of them whole. What joined them",
    "# stands above the event: check it. Nothing was averaged or corrected; no rival figure was chosen.",
)
_WIDTH: Final = 100


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Without anchors, which an input may not have."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature of PyYAML
        return True


def to_yaml(result: Reconciled) -> str:
    """The document for people and as an input."""
    lines = [*HEAD] if any(outcome.why for outcome in result.outcomes) else []
    lines += [f"# {line}" for line in notices(result)]
    lines.append("events:")
    for outcome in result.outcomes:
        lines += [f"# {one_line(remark)}" for remark in _remarks(outcome)]
        lines.append(_dumped([_plain(outcome.data)]))
    for section, entries in result.others.items():
        if entries:
            lines += [f"{section}:", _dumped([_plain(entry) for entry in entries])]
    return "\n".join(lines) + "\n"


def to_json(result: Reconciled) -> str:
    """The document as JSON, which has no room for comments."""
    sections = {"events": [outcome.data for outcome in result.outcomes], **result.others}
    said = {section: [_plain(entry) for entry in entries] for section, entries in sections.items() if entries}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def notices(result: Reconciled) -> Iterator[str]:
    """What could not be compared."""
    for (buyer, goods), count in result.too_many.items():
        what = goods.partition("/")[0] if not goods.startswith("words/") else goods.partition("/")[2]
        yield one_line(
            f"{count:,} events of {buyer} and {what} are too many to be compared; left as they are"
        )


def _remarks(outcome: Outcome) -> Iterator[str]:
    if outcome.why:
        yield f"joined: {', '.join(single.id for single in outcome.reports)}"
    for reason in outcome.why:
        yield f"{'conflict, ' if reason.conflict else ''}{reason.label}: {reason.text}"
    if outcome.may_be:
        others = ", ".join(outcome.may_be)
        yield f"left alone: it may be of each of these, which are not of one event: {others}"


def _dumped(entries: list[Any]) -> str:
    text: str = yaml.dump(entries, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return text.rstrip("\n")


def _plain(value: Any) -> Any:
    """Plain data without what only our readers give: dates are their text."""
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
