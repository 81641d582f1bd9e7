"""Inputs into one document: read, checked against the models, ids unique, and every part with its place."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from caatsa.documents.document import InMemory, Path, Place, Positioned, in_reading_order
from caatsa.documents.text import MAX_BYTES, decode, refuse_endless_lines, too_large
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.domain.reported import Reported
from caatsa.intake.assembly import ReadInput, assembled, repeated_ids
from caatsa.intake.country_faults import unknown_countries
from caatsa.intake.formats import Format, is_parquet, recognised
from caatsa.intake.inputs import MAX_INPUT_BYTES, STANDARD_INPUT, NamedBytes, Source, digest, fetch
from caatsa.intake.parts import contents
from caatsa.intake.provenance import SECTIONS
from caatsa.intake.shortcut import plainly_said
from caatsa.intake.sipri.recognition import is_export_of_bytes

if TYPE_CHECKING:
    from caatsa.domain.events import InputDocument, ProcurementEvent
    from caatsa.intake.columnar.grid import Grid
    from caatsa.intake.columnar.mapping import ColumnMapping
    from caatsa.intake.columnar.sheets import Table
    from caatsa.registers.countries import Countries

Events: TypeAlias = (
    "str | os.PathLike[str] | InputDocument | ProcurementEvent | Mapping[str, Any]"
    " | Iterable[ProcurementEvent | Mapping[str, Any]]"
)


class Foreign(Record):
    """How formats that are not ours are read: whether an unreadable row is a fault of the whole input,
    whether rows of one order are put together, and how the columns of tables are mapped.
    """

    strict: bool = False
    grouping: bool = True
    mapping: ColumnMapping | None = None


def read_documents(
    sources: Sequence[Source],
    input_format: Format | None = None,
    countries: Countries | None = None,
    foreign: Foreign = Foreign(),  # noqa: B008 - frozen
) -> ReadInput:
    """Several inputs as one document; `InputError` with the faults of all of them.

    The format of each is recognised unless it is given. With `countries`, a text that is no country is a
    fault like any other. A row of a foreign format that cannot be read goes to `unread`, or is a fault too.
    """
    faults = list(_repeated_standard_input(sources))
    inputs: list[NamedBytes] = []
    parts: list[Positioned] = []
    documents: list[Reported] = []
    unread: list[Fault] = []
    for source in sources if not faults else ():
        of_source: list[Fault] = []
        try:
            inputs.append(fetch(source))
            reader = Reader(input_format, countries, foreign, of_source, unread)
            parts.append(reader.part(inputs[-1]))
            if countries is not None:
                of_source.extend(unknown_countries(parts[-1], countries))
            documents.append(said_by(parts[-1]))
        except InputError as error:
            of_source.extend(error.faults)
        faults.extend(sorted(of_source, key=in_reading_order))
    faults.extend(repeated_ids(parts))
    if not faults and not any(document.events for document in documents):
        faults.extend(Place(found.name).fault("holds no event", "an input has 'events'") for found in inputs)
    if faults:
        raise InputError((*faults, *unread))
    mapped = [foreign.mapping.found] if foreign.mapping else []
    return assembled(parts, documents, digest([*inputs, *mapped]), tuple(unread))


def read_events(paths: Source | Sequence[Source]) -> tuple[ProcurementEvent, ...]:
    """The events of one or several inputs, in order; `InputError` with every fault."""
    named = isinstance(paths, tuple) and len(paths) == 2 and isinstance(paths[1], bytes)
    one = named or isinstance(paths, str | os.PathLike)
    sources = cast("Sequence[Source]", [paths] if one else paths)
    from caatsa.documents.validate import validate
    from caatsa.domain.events import InputDocument

    parts = read_documents(sources).provenance.parts
    return tuple(event for part in parts for event in validate(InputDocument, part).events)


def as_document(events: Events, countries: Countries | None = None) -> ReadInput:
    """What a program hands over as one document: a path, models, mappings, or a whole document of them.

    Faults in mappings name a path such as `events[3].acts[0].date` where a file would have a line.
    """
    if isinstance(events, str | os.PathLike):
        return read_documents([events], countries=countries)
    from caatsa.documents.validate import validate
    from caatsa.domain.events import InputDocument
    from caatsa.intake.checked import as_records

    part = InMemory(_as_sections(events))
    faults = [*repeated_ids([part])]
    faults.extend(unknown_countries(part, countries) if countries else ())
    try:
        document = validate(InputDocument, part)
    except InputError as error:
        raise InputError((*error.faults, *faults)) from None
    if faults:
        raise InputError(faults)
    canonical = json.dumps(document.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
    return assembled([part], [as_records(document)], sha256(canonical.encode()).hexdigest())


def _as_sections(events: Any) -> dict[str, Any]:
    from caatsa.domain.events import InputDocument, ProcurementEvent

    if isinstance(events, InputDocument):
        return {section: getattr(events, section) for section in SECTIONS}
    if isinstance(events, Mapping) and any(section in events for section in SECTIONS):
        return dict(events)
    if isinstance(events, Mapping | ProcurementEvent):
        return {"events": [events]}
    if not isinstance(events, Iterable):
        problem = f"an input of type {type(events).__name__} holds no events"
        raise InputError(Place("events").fault(problem, "events are models, mappings or a path"))
    return {"events": list(events)}


def said_by(part: Positioned) -> Reported:
    """What a part says; `InputError` with every fault of it."""
    held = contents(part)
    if isinstance(held, Reported):
        return held
    said = plainly_said(held)
    if said is not None:
        return said
    # The models are imported only where they are needed: that alone takes longer than a short run.
    from caatsa.intake.checked import checked

    return checked(part)


class Reader(Record):
    """Reads one input: faults of single lines go to `faults`, rows of foreign formats to `unread`."""

    input_format: Format | None
    countries: Countries | None
    foreign: Foreign
    faults: list[Fault]
    unread: list[Fault]

    def part(self, found: NamedBytes) -> Positioned:
        """What could be read of the input; `InputError` where nothing could."""
        mapping = self.foreign.mapping
        if is_parquet(found.name, found.content, self.input_format):
            from caatsa.intake.columnar.opening import open_parquet

            return self._grid(open_parquet(BytesIO(found.content), found.name, most_bytes=MAX_INPUT_BYTES))
        text = decode(found.content, found.name, MAX_INPUT_BYTES, may_be_latin1=is_export_of_bytes)
        chosen = self.input_format or recognised(found.name, text, mapped=mapping is not None)
        # Each format is imported when it is met: a run on JSON does not load a YAML parser.
        if chosen == "sipri":
            from caatsa.intake.sipri.reading import read_register

            unread = self.faults if self.foreign.strict else self.unread
            return read_register(text, found.name, unread, self.countries, grouping=self.foreign.grouping)
        if chosen == "csv" or (chosen == "jsonl" and mapping is not None):
            from caatsa.intake.columnar.opening import open_text

            refuse_endless_lines(text, found.name)
            lines = StringIO(text, newline="")
            return self._grid(open_text(lines, found.name, chosen, self._of_rows, mapping))
        if chosen == "jsonl":
            from caatsa.intake.lines import read_lines

            return read_lines(text, found.name, self.faults)
        if len(found.content) > MAX_BYTES:
            raise InputError(too_large(found.name, len(found.content), MAX_BYTES))
        if chosen == "json":
            from caatsa.documents.strict_json import read_json

            return _with_sections(read_json(text, found.name))
        from caatsa.documents.strict_yaml import read_yaml

        return _with_sections(read_yaml(text, found.name))

    @property
    def _of_rows(self) -> list[Fault]:
        """Where the faults of single rows of a table go."""
        return self.faults if self.foreign.mapping is None or self.foreign.strict else self.unread

    def _grid(self, table: Table) -> Grid:
        """All rows of a table as events."""
        from caatsa.intake.columnar.grid import GridReader, without_repeats
        from caatsa.intake.columnar.opening import layout_of
        from caatsa.intake.columnar.sheets import joined

        layout = layout_of(table, self.foreign.mapping, self.countries)
        grid = GridReader(layout, self.countries).read(joined(table.sheets, table), self._of_rows)
        grid = without_repeats(grid, self._of_rows) if layout.foreign else grid
        # Those of this table come last; the order of the others stays.
        self._of_rows.sort(
            key=lambda fault: in_reading_order(fault) if fault.file == table.file else (-1, -1)
        )
        return grid


class _Listed(Record):
    """A document that is a bare list of events, seen as the mapping that it is short for."""

    inner: Positioned

    @property
    def data(self) -> Any:
        return {"events": self.inner.data}

    def position(self, path: Path) -> Place:
        return self.inner.position(path[1:])

    def key_position(self, path: Path) -> Place:
        return self.inner.key_position(path[1:])


def _with_sections(document: Positioned) -> Positioned:
    if isinstance(document.data, list):
        return _Listed(document)
    if isinstance(document.data, dict) and "id" in document.data and "events" not in document.data:
        problem = "the document is a single event"
        raise InputError(document.position(()).fault(problem, "events stand in a list, or under 'events'"))
    if document.data is None:
        raise InputError(document.position(()).fault("holds no event", "an input has 'events'"))
    return document


def _repeated_standard_input(sources: Sequence[Source]) -> Iterable[Fault]:
    if sum(1 for source in sources if source == STANDARD_INPUT) > 1:
        yield Place("standard input").fault("is named twice", "'-' can be read once")
