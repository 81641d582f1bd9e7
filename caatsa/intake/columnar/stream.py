"""Inputs larger than memory, some rows at a time: CSV, JSONL and Parquet beside inputs that are read whole.

A stream is read twice. The first time everything is checked and nothing kept, so that a fault in the last row
is told before the first row is assessed; the second time the rows come as documents, one for each batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import islice
from typing import BinaryIO, Final

from caatsa.documents.document import Place, Positioned, in_reading_order
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.domain.reported import Event, Reported
from caatsa.intake.assembly import ReadInput, assembled, repeated_ids
from caatsa.intake.columnar.grid import Grid, GridReader, without_lines, without_repeats
from caatsa.intake.columnar.identities import Identities, Repeated
from caatsa.intake.columnar.layout import Layout
from caatsa.intake.columnar.lines import text_lines
from caatsa.intake.columnar.opening import TABLES, layout_of, open_parquet, open_text
from caatsa.intake.columnar.sheets import BATCH, Sheet, Table
from caatsa.intake.country_faults import unknown_countries
from caatsa.intake.formats import Format, is_parquet, recognised
from caatsa.intake.inputs import NamedBytes, Source, named, opened, refuse_blank
from caatsa.intake.lines import numbered_lines
from caatsa.intake.readers import Foreign, Reader, said_by
from caatsa.registers.countries import Countries

_HEAD: Final = 64 * 1024
_MOST_FAULTS: Final = 1_000
_CHUNK: Final = 1024 * 1024


class _Input(Record):
    """One source; `chosen` is the format of a table, and `whole` what was read of anything else."""

    source: Source
    name: str
    chosen: Format | None
    whole: tuple[Positioned, Reported] | None
    unread: tuple[Fault, ...] = ()


class Beginning(Record):
    """The first rows of a table: its columns, the rows as they stand, their events, what is unreadable."""

    names: tuple[str, ...]
    sheet: Sheet
    grid: Grid
    faults: tuple[Fault, ...]


class _Batch(Record):
    """What was read of some rows: the part and what it says, and what is wrong with other rows."""

    number: int
    part: Positioned
    said: Reported
    lines: Sequence[int]
    unread: tuple[Fault, ...]


class Stream:
    """Several inputs as one document that comes in batches; persons and official acts of any hold for all.

    What is no table is read at once, and its faults are raised here. `rows` is how many of a table are read
    at a time.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        input_format: Format | None = None,
        countries: Countries | None = None,
        foreign: Foreign = Foreign(),  # noqa: B008 - frozen
        rows: int = BATCH,
    ) -> None:
        self._format = input_format
        self._countries = countries
        self._foreign = foreign
        self._rows = rows
        # Of each source: the lines whose id an earlier line has, and that line.
        self._dropped: dict[int, dict[int, int]] = defaultdict(dict)
        self._id_columns: dict[int, int | None] = {}
        self._checked = False
        self.events = 0
        """How many events there are, once they were checked."""
        self.unread = 0
        """How many rows of foreign tables cannot be read, once they were checked."""
        faults: list[Fault] = []
        self._inputs = [one for source in sources if (one := self._input(source, faults)) is not None]
        if faults:
            raise InputError(faults)

    @cached_property
    def sha256(self) -> str:
        """The digest of the inputs, the one that they have when they are read at once."""
        whole = sha256()
        for one in self._inputs:
            with opened(one.source) as file:
                whole.update(file.seek(0, 2).to_bytes(8, "big"))
                file.seek(0)
                while chunk := file.read(_CHUNK):
                    whole.update(chunk)
        if self._foreign.mapping is not None:
            content = self._foreign.mapping.found.content
            whole.update(len(content).to_bytes(8, "big") + content)
        return whole.hexdigest()

    def check(self, look: Callable[[Event], None] = lambda _: None) -> None:
        """Read everything once; `InputError` with the first thousand faults, ids given twice among them.

        Meanwhile `look` is shown every event, also one that is left out in the end since its id is repeated.
        """
        if self._checked:
            return
        faults: list[Fault] = []
        with Identities() as identities:
            for batch in self._batches(faults):
                identities.add(
                    batch.number, zip((event.id for event in batch.said.events), batch.lines, strict=True)
                )
                self.events += len(batch.said.events)
                for event in batch.said.events:
                    look(event)
                self.unread += len(batch.unread)
                if len(faults) >= _MOST_FAULTS:
                    break
            else:
                for again in sorted(identities.repeated(), key=_second_place):
                    faults.extend(self._repeated(again))
        whole = [one.whole[0] for one in self._inputs if one.whole is not None]
        faults.extend(repeated_ids(whole, ["official_acts"]))
        if not faults and not self.events:
            faults.extend(
                Place(one.name).fault("holds no event", "an input has 'events'") for one in self._inputs
            )
        if faults:
            raise InputError(_bounded(faults))
        self._checked = True

    def batches(self) -> Iterator[ReadInput]:
        """The events in their order, as documents of some rows each; all is checked before the first."""
        self.check()
        faults: list[Fault] = []
        for batch in self._batches(faults):
            if faults:
                raise InputError(faults)
            if batch.said.events or batch.unread:
                yield self.document(batch.part, batch.said, self.sha256, batch.unread)
        if faults:
            raise InputError(faults)

    def document(self, part: Positioned, said: Reported, sha256: str, unread: tuple[Fault, ...]) -> ReadInput:
        """Some events as a document with the persons and official acts of all inputs."""
        beside = [
            (other, Reported((), also.persons, also.official_acts))
            for other, also in (one.whole for one in self._inputs if one.whole is not None)
            if also.persons or also.official_acts
        ]
        parts = [part, *(other for other, _ in beside)]
        return assembled(parts, [Reported(said.events), *(also for _, also in beside)], sha256, unread)

    def beginnings(self) -> Iterator[Beginning]:
        """The first rows of each table, as many as there are in a batch; nothing is checked but these."""
        for one in self._inputs:
            if one.chosen is None or (one.chosen == "jsonl" and self._foreign.mapping is None):
                continue
            faults: list[Fault] = []
            with opened(one.source) as file:
                table, layout = self._opened(one, file, faults)
                sheet = next(table.sheets, None)
                if sheet is not None:
                    grid = without_repeats(GridReader(layout, self._countries).read(sheet, faults), faults)
                    yield Beginning(table.names, sheet, grid, tuple(faults))

    def _input(self, source: Source, faults: list[Fault]) -> _Input | None:
        unread: list[Fault] = []
        of_source: list[Fault] = []
        try:
            source = named(source)
            name = str(source[0] if isinstance(source, tuple) else source)
            with opened(source) as file:
                head = file.read(_HEAD)
            refuse_blank(head, name, _HEAD)
            chosen = self._chosen(name, head)
            if chosen in TABLES:
                return _Input(source, name, chosen, None)
            with opened(source) as file:
                found = NamedBytes(name, file.read())
            part = Reader(chosen, self._countries, self._foreign, of_source, unread).part(found)
            if self._countries is not None:
                of_source.extend(unknown_countries(part, self._countries))
            return _Input(source, name, None, (part, said_by(part)), tuple(unread))
        except InputError as error:
            of_source.extend(error.faults)
        finally:
            faults.extend(sorted(of_source, key=in_reading_order))
        return None

    def _chosen(self, name: str, head: bytes) -> Format:
        if is_parquet(name, head, self._format):
            return "parquet"
        text = head.decode("utf-8-sig", errors="replace")
        return self._format or recognised(name, text, mapped=self._foreign.mapping is not None)

    def _batches(self, faults: list[Fault]) -> Iterator[_Batch]:
        for number, one in enumerate(self._inputs):
            if one.whole is not None:
                part, said = one.whole
                lines = [part.position(("events", at)).line or 0 for at in range(len(said.events))]
                yield _Batch(number, part, said, lines, one.unread)
                continue
            try:
                with opened(one.source) as file:
                    yield from self._of_table(number, one, file, faults)
            except InputError as error:
                faults.extend(error.faults)

    def _of_table(self, number: int, one: _Input, file: BinaryIO, faults: list[Fault]) -> Iterator[_Batch]:
        if one.chosen == "jsonl" and self._foreign.mapping is None:
            yield from self._of_lines(number, one, file, faults)
            return
        of_rows: list[Fault] = []
        table, layout = self._opened(one, file, of_rows)
        self._id_columns[number] = layout.id_column
        reader = GridReader(layout, self._countries)
        for sheet in table.sheets:
            grid = reader.read(sheet, of_rows)
            if self._dropped[number]:
                grid = without_lines(grid, self._dropped[number], of_rows)
            lines = [sheet.lines[row] for row in grid.rows]
            of_rows.sort(key=in_reading_order)
            faults.extend(() if self._lenient else of_rows)
            yield _Batch(number, grid, grid.said, lines, tuple(of_rows) if self._lenient else ())
            of_rows.clear()

    def _opened(self, one: _Input, file: BinaryIO, faults: list[Fault]) -> tuple[Table, Layout]:
        mapping = self._foreign.mapping
        if one.chosen == "parquet":
            table = open_parquet(file, one.name, self._rows)
        else:
            lines = text_lines(file, one.name)
            table = open_text(lines, one.name, str(one.chosen), faults, mapping, self._rows)
        return table, layout_of(table, mapping, self._countries)

    @property
    def _lenient(self) -> bool:
        """Whether a row of a table that cannot be read is an issue, and not a fault."""
        return self._foreign.mapping is not None and not self._foreign.strict

    def _of_lines(self, number: int, one: _Input, file: BinaryIO, faults: list[Fault]) -> Iterator[_Batch]:
        lines = enumerate((line.removesuffix("\n") for line in text_lines(file, one.name)), start=1)
        while taken := list(islice(lines, self._rows)):
            of_lines: list[Fault] = []
            part = numbered_lines(taken, one.name, of_lines)
            try:
                said = said_by(part)
            except InputError as error:
                of_lines.extend(error.faults)
                said = Reported()
            if self._countries is not None:
                of_lines.extend(unknown_countries(part, self._countries))
            faults.extend(sorted(of_lines, key=in_reading_order))
            yield _Batch(number, part, said, part.numbers[: len(said.events)], ())

    def _repeated(self, found: Repeated) -> Iterator[Fault]:
        """The fault of an id that is given twice; a row of a foreign table is left out instead."""
        first, again = found.first, found.again
        one = self._inputs[again.source]
        if one.chosen is not None and self._lenient and first.source == again.source:
            self._dropped[again.source][again.line] = first.line
            self.events -= 1
            self.unread += 1
            return
        place = Place(one.name, again.line, self._id_columns.get(again.source))
        allowed = f"it stands first in {Place(self._inputs[first.source].name, first.line)}"
        yield place.fault(f"the id '{found.id}' is given twice", allowed)


def _second_place(found: Repeated) -> tuple[int, int]:
    return found.again.source, found.again.line


def _bounded(faults: Sequence[Fault]) -> list[Fault]:
    """The faults, or the first of very many."""
    if len(faults) <= _MOST_FAULTS:
        return list(faults)
    more = Place(faults[0].file).fault(
        "has more faults than are told", f"the first {_MOST_FAULTS:,} are told"
    )
    return [*faults[:_MOST_FAULTS], more]
