"""A mapping file, and the layout that it gives the columns of a table; faults name their places in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from caatsa.documents.document import Document, Path, in_reading_order
from caatsa.documents.strict_yaml import load_yaml
from caatsa.documents.validate import validate
from caatsa.documents.wording import nearest
from caatsa.domain.errors import Fault, InputError
from caatsa.domain.record import Record
from caatsa.intake.columnar.csv_table import CsvForm
from caatsa.intake.columnar.layout import Field, Layout, Part, parts_of
from caatsa.intake.columnar.mapping_form import ActFrom, Condition, MappingForm, SourceFrom, Taken
from caatsa.intake.columnar.sheets import Table
from caatsa.intake.columnar.taking import Columns, field, holes, taken_from
from caatsa.intake.country_faults import unknown_country
from caatsa.intake.inputs import NamedBytes, Source, fetch
from caatsa.registers.countries import Countries

_SEPARATORS: Final = {"comma": ",", "semicolon": ";", "pipe": "|", "tab": "\t"}
_NAMED: Final = 20


class ColumnMapping(Record):
    """A mapping file that was read: what it says, where, and its bytes, which are part of the input."""

    form: MappingForm
    document: Document
    found: NamedBytes

    @property
    def csv_form(self) -> CsvForm:
        """How its author says that CSV is written."""
        return CsvForm(_SEPARATORS[self.form.separator], self.form.header_line)

    def layout(self, table: Table, countries: Countries | None) -> Layout:
        """The layout of a table; `InputError` with every column that it lacks and every unknown country."""
        faults = [*self._missing(table), *(_unknown_countries(self.document, countries) if countries else ())]
        if faults:
            raise InputError(sorted(faults, key=in_reading_order))
        columns = {name: table.names.index(name) for name in dict.fromkeys(table.names)}
        return _layout(self.form, columns, table)

    def _missing(self, table: Table) -> Iterator[Fault]:
        for path, name in _references(self.document.data, ()):
            if table.names.count(name) > 1:
                at = table.name_place(table.names.index(name) + 1)
                yield at.fault(
                    f"the column '{name}' is there twice", "a column that is mapped has a name of its own"
                )
            elif name not in table.names:
                problem = f"{table.file} has no column '{name}'"
                if name in table.unfit:
                    problem = (
                        f"the column '{name}' of {table.file} holds {table.unfit[name]}, which is not read"
                    )
                yield self.document.position(path).fault(problem, _meant(name, table.names))


def read_mapping(source: Source) -> ColumnMapping:
    """The mapping in a file; `InputError` with all that is wrong with it."""
    found = fetch(source)
    document = load_yaml(found.content, found.name)
    faults = []
    for path, template in _templates(document.data, ()):
        try:
            holes(template)
        except ValueError as error:
            problem, _, allowed = str(error).partition("; ")
            faults.append(document.position(path).fault(f"template {problem}", allowed))
    try:
        form = validate(MappingForm, document)
    except InputError as error:
        raise InputError((*error.faults, *faults)) from None
    if faults:
        raise InputError(faults)
    return ColumnMapping(form, document, found)


def _meant(name: str, names: Sequence[str]) -> str:
    folded = {known.casefold(): known for known in names}
    near = nearest(name, folded)
    if near is not None:
        return f"did you mean '{folded[near]}'?"
    more = ", ..." if len(names) > _NAMED else ""
    return f"its columns are {', '.join(names[:_NAMED])}{more}"


def _templates(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    return ((at, said) for at, key, said in _texts(data, path) if key == "template")


def _references(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every place that names a column, and the column."""
    for at, key, said in _texts(data, path):
        if key == "column":
            yield at, said
        elif key == "template":
            yield from ((at, name) for name in holes(said))


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str, str]]:
    """Every text that stands under a key, with the key; what cells stand for is none of it."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str):
                yield (*path, key), key, value
            elif key != "values":
                yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _texts(value, (*path, number))


def _unknown_countries(document: Document, countries: Countries) -> Iterator[Fault]:
    event = document.data["event"]
    holders: list[tuple[Path, Any]] = [(("event", side), event.get(side)) for side in ("buyer", "supplier")]
    holders += [(("event", "parties", at), party) for at, party in enumerate(event.get("parties") or ())]
    for path, holder in holders:
        for at, text in _country_texts((holder or {}).get("country"), (*path, "country")):
            yield from unknown_country(text, at, document, countries)


def _country_texts(said: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(said, str):
        yield path, said
    elif isinstance(said, dict):
        stated = [("if_empty", said.get("if_empty"))]
        yield from (((*path, key), text) for key, text in stated if isinstance(text, str))
        for cell, text in (said.get("values") or {}).items():
            if isinstance(text, str):
                yield (*path, "values", cell), text


def _layout(form: MappingForm, columns: Columns, table: Table) -> Layout:
    event = form.event
    fields = [field(("id",), event.id, columns)] if event.id is not None else []
    for key in ("item", "quantity", "value", "end_use", "capability"):
        fields.extend(_stated(event, (key,), columns))
    for side in ("buyer", "supplier"):
        party = getattr(event, side)
        fields.extend(_members(party, (side,), columns) if party is not None else ())
    parts = list(parts_of(fields))
    parts += [_entry(("parties", at), party, columns) for at, party in enumerate(event.parties)]
    parts += [_act(("acts", at), act, columns) for at, act in enumerate(event.acts)]
    parts += [_source(("sources", at), source, columns) for at, source in enumerate(event.sources)]
    tests = [_test(condition) for condition in form.skip]
    asked = tuple(columns[condition.column] for condition in form.skip)
    return Layout(
        table.names,
        tuple(parts),
        foreign=True,
        asked=asked,
        skipped=(lambda cells: any(test(cell) for test, cell in zip(tests, cells, strict=True)))
        if tests
        else None,
        nothing=frozenset(form.empty_cells),
        named_by=None if event.id is not None else PurePath(table.file).stem,
    )


def _stated(holder: Any, path: Path, columns: Columns) -> Iterator[Field]:
    said = getattr(holder, str(path[-1]))
    if said is not None:
        yield field(path, said, columns)


def _members(holder: Any, path: Path, columns: Columns) -> list[Field]:
    names = [name for name in type(holder).model_fields if name != "when"]
    return [one for name in names for one in _stated(holder, (*path, name), columns)]


def _entry(key: Path, holder: Any, columns: Columns) -> Part:
    """An entry of a list; a row where all its columns are empty does not have it."""
    fields = tuple(_members(holder, key, columns))
    asked = {number for one in fields for number in one.columns}
    return Part(key, fields, (), lambda cells: not asked or any(cells[number] for number in asked))


def _act(key: Path, act: ActFrom, columns: Columns) -> Part:
    entry = _entry(key, act, columns)
    dated = [columns[name] for name in taken_from(act.date)]
    if act.when is None:
        return Part(
            key, entry.fields, (), lambda cells: entry.stands(cells) and all(cells[at] for at in dated)
        )
    number, holds = columns[act.when.column], _test(act.when)

    def stands(cells: Mapping[int, str]) -> bool:
        return holds(cells[number]) and entry.stands(cells) and all(cells[at] for at in dated)

    return Part(key, entry.fields, (number,), stands)


def _source(key: Path, source: SourceFrom, columns: Columns) -> Part:
    """A source; it stands wherever its title does."""
    fields = tuple(_members(source, key, columns))
    titled = [columns[name] for name in taken_from(source.title)]
    constant = not isinstance(source.title, Taken) or source.title.if_empty is not None
    return Part(key, fields, (), lambda cells: constant or any(cells[number] for number in titled))


def _test(condition: Condition) -> Callable[[str], bool]:
    if condition.empty is not None:
        empty = condition.empty
        return lambda cell: (not cell) == empty
    wanted = {condition.equals} if condition.in_ is None else set(condition.in_)
    return lambda cell: cell in wanted
