"""Receipts: an assessment with all that it was made from, sealed by the SHA-256 of its canonical JSON.

The canonical form is RFC 8785, so that anybody can compute the seal with any implementation of it. A receipt
holds the inputs themselves up to a bound: it can then be replayed where the files are not.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from caatsa.documents.document import Place
from caatsa.domain.errors import InputError
from caatsa.domain.record import Record
from caatsa.domain.verdict import Assessed
from caatsa.intake.formats import Format
from caatsa.intake.inputs import NamedBytes

if TYPE_CHECKING:
    from caatsa.assessment.assess import Options
    from caatsa.domain.published import Assessment
    from caatsa.intake.columnar.mapping import ColumnMapping
    from caatsa.intake.readers import Foreign

FORMAT: Final = "caatsa.receipt.v1"
SEAL: Final = "sha256"
LARGEST_KEPT: Final = 16 * 1024 * 1024
"""Bytes of all inputs together up to which a receipt holds them."""

_LARGEST_NUMBER: Final = 2**53 - 1
_NOT_ONE: Final = "a receipt is what `caatsa assess --receipt FILE` wrote"


class Asked(Record):
    """How the inputs were read and assessed, so that it can be done again."""

    options: Options
    foreign: Foreign
    input_format: Format | None


class Kept(Record):
    """One input as a receipt knows it; without `content` where it was too large to be kept."""

    name: str
    sha256: str
    content: bytes | None


class Receipt(Record):
    """A receipt that was read; `stated` is the seal in it, `computed` the one that its content has."""

    data: Mapping[str, Any]
    assessment: Assessment
    inputs: tuple[Kept, ...]
    stated: str
    computed: str

    @property
    def intact(self) -> bool:
        """Whether nothing was changed since it was written."""
        return self.stated == self.computed

    @property
    def software(self) -> str:
        """The version of caatsa that made it."""
        return str(self.data["software"]["caatsa"])


def written(assessed: Assessed, inputs: Sequence[NamedBytes], asked: Asked, version: str) -> bytes:
    """The receipt as the bytes of its file."""
    from caatsa.domain.published import published

    keep = sum(len(found.content) for found in inputs) <= LARGEST_KEPT
    data = {
        "format": FORMAT,
        "software": {"caatsa": version, "engine": f"{assessed.engine.name} {assessed.engine.version}"},
        "asked": _asked(asked),
        "inputs": [_input(found, keep=keep) for found in inputs],
        "assessment": published(assessed).model_dump(mode="json"),
    }
    return canonical({**data, SEAL: seal(data)})


def seal(data: Mapping[str, Any]) -> str:
    """The SHA-256 of the canonical form of everything but the seal itself."""
    rest = {key: value for key, value in data.items() if key != SEAL}
    return hashlib.sha256(canonical(rest)).hexdigest()


def canonical(data: Any) -> bytes:
    """The data as RFC 8785 has it; whole numbers that it cannot hold become text."""
    import rfc8785

    return rfc8785.dumps(_within(data))


def opened(content: bytes, name: str) -> Receipt:
    """A receipt from the bytes of its file; `InputError` for what is none, or is damaged beyond reading."""
    data = _parsed(content, name)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError(Place(name).fault("is not a receipt", _NOT_ONE))
    from caatsa.domain.published import Assessment

    try:
        assessment = Assessment.model_validate_json(json.dumps(data["assessment"]))
        inputs = tuple(_kept(one) for one in data["inputs"])
        stated = str(data[SEAL])
        str(data["software"]["caatsa"]), dict(data["asked"])
        computed = _computed(data, content)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        said = str(error).splitlines()[0]
        raise InputError(Place(name).fault(f"is a receipt that was damaged: {said}", _NOT_ONE)) from None
    return Receipt(data, assessment, inputs, stated, computed)


def _computed(data: Mapping[str, Any], content: bytes) -> str:
    """The seal that the content has; `ValueError` for what has no canonical form, as a lone surrogate."""
    # A seal over another spelling of the same data is no seal of this file.
    if canonical(data) != content.removesuffix(b"\n"):
        return hashlib.sha256(content).hexdigest()
    return seal(data)


def is_saved(content: bytes) -> bool:
    """Whether the bytes are those of a receipt or of a saved assessment, damaged or not."""
    return b'"caatsa.receipt.v1"' in content or b'"caatsa.assessment.v1"' in content[:200]


def saved(content: bytes, name: str) -> Assessment:
    """The assessment in a receipt, or in what `--format json` wrote; `InputError` for anything else."""
    data = _parsed(content, name)
    if isinstance(data, dict) and data.get("format") == FORMAT:
        return opened(content, name).assessment
    from pydantic import ValidationError

    from caatsa.domain.published import Assessment

    try:
        return Assessment.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        problem = f"is not a saved assessment: {where}: {first['msg'].lower()}"
        raise InputError(Place(name).fault(problem, f"{_NOT_ONE}, or `--format json`")) from None


def asked_of(receipt: Receipt) -> Asked:
    """How the assessment of a receipt was made; `InputError` where it does not say so."""
    from caatsa.assessment.assess import Options
    from caatsa.intake.readers import Foreign

    asked = receipt.data["asked"]
    try:
        options = Options(
            as_of=receipt.assessment.as_of,
            known_by=receipt.assessment.known_by,
            engine=asked["engine"],
            countries=tuple(asked["countries"]),
            provisions=tuple(asked["provisions"]),
            readings=dict(asked["readings"]),
            rival_readings=bool(asked["rival_readings"]),
            sharing=bool(asked["sharing"]),
            effort=asked["effort"],
            over_time=bool(asked["over_time"]),
        )
        foreign = Foreign(bool(asked["strict"]), bool(asked["grouping"]), _mapping(asked.get("mapping")))
        return Asked(options, foreign, cast("Format | None", asked["input_format"]))
    except (KeyError, TypeError, ValueError) as error:
        problem = f"does not say how it was made: {error}"
        raise InputError(Place("receipt").fault(problem, _NOT_ONE)) from None


def _asked(asked: Asked) -> dict[str, Any]:
    options, mapping = asked.options, asked.foreign.mapping
    return {
        "engine": options.engine,
        "countries": list(options.countries),
        "provisions": list(options.provisions),
        "readings": dict(options.readings),
        "rival_readings": options.rival_readings,
        "sharing": options.sharing,
        "effort": options.effort,
        "over_time": options.over_time,
        "strict": asked.foreign.strict,
        "grouping": asked.foreign.grouping,
        "input_format": asked.input_format,
        "mapping": None if mapping is None else _input(mapping.found, keep=True),
    }


def _input(found: NamedBytes, *, keep: bool) -> dict[str, Any]:
    kept = base64.b64encode(found.content).decode("ascii") if keep else None
    return {
        "name": found.name.encode("utf-8", "backslashreplace").decode("utf-8"),
        "bytes": len(found.content),
        "sha256": hashlib.sha256(found.content).hexdigest(),
        "base64": kept,
    }


def _mapping(data: Mapping[str, Any] | None) -> ColumnMapping | None:
    """The mapping of columns that the inputs were read by."""
    if data is None:
        return None
    from caatsa.intake.columnar.mapping import read_mapping

    kept = _kept(data)
    return read_mapping((kept.name, kept.content or b""))


def _kept(data: Mapping[str, Any]) -> Kept:
    content = data["base64"]
    return Kept(
        str(data["name"]),
        str(data["sha256"]),
        None if content is None else base64.b64decode(content, validate=True),
    )


def _parsed(content: bytes, name: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise InputError(Place(name).fault("is not JSON", _NOT_ONE)) from None


def _within(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _within(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_within(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _LARGEST_NUMBER:
        return str(value)
    return value
