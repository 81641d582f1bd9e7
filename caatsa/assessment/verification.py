"""A receipt replayed: whether the same comes out again, and if not, what differs and because of what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from caatsa.assessment.difference import compare
from caatsa.assessment.receipt import Asked, Kept, Receipt, asked_of, canonical
from caatsa.assessment.timeline import assess_over_time
from caatsa.domain.axes import Model
from caatsa.domain.errors import InputError
from caatsa.domain.history import Comparison
from caatsa.domain.published import published
from caatsa.intake.inputs import MAX_INPUT_BYTES, NamedBytes
from caatsa.intake.readers import read_documents
from caatsa.rulebase.rulebase import RuleBase

if TYPE_CHECKING:
    from caatsa.domain.published import Assessment

_MOST_PATHS: Final = 20


class InputCheck(Model, kw_only=True):
    """An input of the receipt beside the file that has its name now."""

    name: str
    state: Literal["same", "changed", "not there"]
    kept: bool


class Verification(Model, kw_only=True):
    """What a replay found.

    `replayed` compares the receipt with the same inputs assessed now, `changed_inputs` these with the files
    as they are now; both are null where that could not be run. `elsewhere` are places in the JSON that differ
    although no row does.
    """

    intact: bool
    stated: str
    computed: str
    inputs: tuple[InputCheck, ...]
    rulebase: tuple[str, str]
    software: tuple[str, str]
    replayed: Comparison | None
    elsewhere: tuple[str, ...]
    changed_inputs: Comparison | None
    not_replayed: str

    @property
    def holds(self) -> bool:
        """Whether the receipt is as it was written and everything comes out as it says."""
        return (
            self.intact
            and self.replayed is not None
            and not self.replayed.rows
            and not self.elsewhere
            and all(one.state != "changed" for one in self.inputs)
        )


def verify(receipt: Receipt, rulebase: RuleBase, version: str, files: Mapping[str, bytes]) -> Verification:
    """Replay a receipt with this rule base and software; `files` are its inputs as they are now."""
    asked = asked_of(receipt)
    checks = tuple(_check(kept, files) for kept in receipt.inputs)
    original = [_original(kept, files) for kept in receipt.inputs]
    versions = receipt.software, version
    replayed, not_replayed = _run(original, asked, rulebase)
    again = compare(receipt.assessment, replayed, versions) if replayed else None
    changed = None
    if replayed and any(check.state == "changed" for check in checks):
        now = [NamedBytes(kept.name, files.get(kept.name, kept.content or b"")) for kept in receipt.inputs]
        other, not_replayed = _run(now, asked, rulebase)
        changed = compare(replayed, other, (version, version)) if other else None
    return Verification(
        intact=receipt.intact,
        stated=receipt.stated,
        computed=receipt.computed,
        inputs=checks,
        rulebase=(_rulebase(receipt.assessment), f"{rulebase.version} {rulebase.sha256}"),
        software=versions,
        replayed=again,
        elsewhere=tuple(_elsewhere(receipt, replayed)) if replayed and again and not again.rows else (),
        changed_inputs=changed,
        not_replayed=not_replayed,
    )


def files_of(receipt: Receipt) -> dict[str, bytes]:
    """The files that are where the inputs of a receipt were; those that cannot be read are left out."""
    found = {}
    for kept in receipt.inputs:
        with suppress(OSError, ValueError):
            # A receipt may name anything; what is no plain file, such as a device, may have no end.
            if (path := Path(kept.name)).is_file() and path.stat().st_size <= MAX_INPUT_BYTES:
                found[kept.name] = path.read_bytes()
    return found


def _check(kept: Kept, files: Mapping[str, bytes]) -> InputCheck:
    content = files.get(kept.name)
    state: Literal["same", "changed", "not there"] = "not there"
    if content is not None:
        state = "same" if hashlib.sha256(content).hexdigest() == kept.sha256 else "changed"
    return InputCheck(name=kept.name, state=state, kept=kept.content is not None)


def _original(kept: Kept, files: Mapping[str, bytes]) -> NamedBytes | None:
    """The input as it was: from the receipt, or the file if it is still the same."""
    content = kept.content if kept.content is not None else files.get(kept.name)
    if content is None or hashlib.sha256(content).hexdigest() != kept.sha256:
        return None
    return NamedBytes(kept.name, content)


def _run(
    inputs: Sequence[NamedBytes | None], asked: Asked, rulebase: RuleBase
) -> tuple[Assessment | None, str]:
    """The assessment, or why there is none."""
    there = [found for found in inputs if found is not None]
    if len(there) < len(inputs):
        return None, "an input is neither kept in the receipt nor there unchanged"
    sources = [(found.name, found.content) for found in there]
    try:
        read = read_documents(sources, asked.input_format, rulebase.registers.countries, asked.foreign)
    except InputError as error:
        return None, f"the inputs are refused: {error.faults[0]}"
    return published(assess_over_time(read, rulebase, asked.options)), ""


def _rulebase(assessment: Assessment) -> str:
    return f"{assessment.rulebase.version} {assessment.rulebase.sha256}"


def _elsewhere(receipt: Receipt, replayed: Assessment) -> Iterator[str]:
    """The first places at which the two differ; what names the versions themselves is told apart."""
    before = dict(receipt.data["assessment"])
    after = replayed.model_dump(mode="json")
    for part in ("rulebase", "engine"):
        before.pop(part, None)
        after.pop(part, None)
    if canonical(before) != canonical(after):
        found = _paths(before, after, "assessment")
        yield from (path for path, _ in zip(found, range(_MOST_PATHS), strict=False))


def _paths(before: Any, after: Any, path: str) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from _paths(before.get(key), after.get(key), f"{path}.{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _paths(one, other, f"{path}[{number}]")
    elif before != after:
        yield path
