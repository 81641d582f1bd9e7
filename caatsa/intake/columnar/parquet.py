"""Parquet as a table: the leaves of its columns under dotted names, the cells as the text that CSV has.

pyarrow, which reads it, comes with the extra `parquet` and is imported when such a file is met.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

from caatsa.documents.document import Place
from caatsa.documents.text import too_large
from caatsa.domain.errors import InputError
from caatsa.intake.columnar.cell import cell_text
from caatsa.intake.columnar.sheets import Sheet, Table

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

MAGIC: Final = b"PAR1"
_MOST_ENTRIES: Final = 1_000
_READ_AHEAD: Final = 1024 * 1024
_NEEDS: Final = "install what reads it: pip install 'caatsa[parquet]'"


def read_parquet(file: BinaryIO, name: str, size: int, most_bytes: int | None = None) -> Table:
    """The table in the file, in sheets of so many rows; of at most so many bytes once it is unpacked.

    `InputError` where pyarrow is not installed or the file is damaged.
    """
    _refuse_what_is_none(file, name)
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError(Place(name).fault("is a Parquet file", _NEEDS)) from None
    with _told(name):
        # Read as it is needed: a row group may be larger than memory.
        opened = pq.ParquetFile(file, pre_buffer=False, buffer_size=_READ_AHEAD)
        schema = opened.schema_arrow
        groups = (opened.metadata.row_group(number) for number in range(opened.num_row_groups))
        unpacked = sum(group.total_byte_size for group in groups)
    if most_bytes is not None and unpacked > most_bytes:
        raise InputError(too_large(name, unpacked, most_bytes))
    return _table(opened, schema, name, size)


def _refuse_what_is_none(file: BinaryIO, name: str) -> None:
    start = file.read(len(MAGIC))
    length = file.seek(0, 2)
    file.seek(max(0, length - len(MAGIC)))
    end = file.read()
    file.seek(0)
    if start == b"PARE" or end == b"PARE":
        raise InputError(Place(name).fault("is an encrypted Parquet file", "save it without encryption"))
    if start != MAGIC:
        allowed = "a Parquet file begins with PAR1; --input-format says what it is"
        raise InputError(Place(name).fault("is not a Parquet file", allowed))
    if end != MAGIC or length <= 2 * len(MAGIC):
        allowed = "a Parquet file ends with PAR1"
        raise InputError(Place(name).fault(f"is a Parquet file cut short after {length:,} bytes", allowed))


@contextmanager
def _told(name: str, row: int | None = None) -> Iterator[None]:
    """What pyarrow finds wrong with the file as a fault of it."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        said = " ".join(str(error).split())[:200].rstrip(".")
        problem = f"cannot be read as Parquet: {said}"
        raise InputError(Place(name, row).fault(problem, "the file is damaged; save it again")) from None


def _table(opened: pq.ParquetFile, schema: pa.Schema, name: str, size: int) -> Table:
    widths: dict[str, int] = {}
    lists = [field.name for field in schema if _holds_lists(field.type)]
    if lists:
        # How many columns a list comes to is known when all of it was seen.
        for batch, row in _batches(opened, size, name, lists):
            with _told(name, row):
                for column, array in zip(lists, batch.columns, strict=True):
                    _measure(array, _general(column), widths)
    _refuse_long_lists(widths, name)
    names, unfit = [], {}
    for field in schema:
        for leaf, kind in _leaves(field.type, field.name, widths):
            if _is_cell(kind):
                names.append(leaf)
            else:
                unfit[leaf] = str(kind)
    sheets = _sheets(opened, widths, size, name)
    return Table(name, tuple(names), sheets, unfit=unfit)


def _batches(
    opened: pq.ParquetFile, size: int, name: str, columns: Sequence[str] | None = None
) -> Iterator[tuple[pa.RecordBatch, int]]:
    """The batches with the number of their first row, from 1."""
    row = 1
    with _told(name):
        batches = opened.iter_batches(batch_size=size, columns=columns, use_threads=False)
    while True:
        with _told(name, row):
            batch = next(batches, None)
        if batch is None:
            return
        yield batch, row
        row += batch.num_rows


def _sheets(opened: pq.ParquetFile, widths: Mapping[str, int], size: int, name: str) -> Iterator[Sheet]:
    for batch, row in _batches(opened, size, name):
        with _told(name, row):
            found = [
                _texts(array)
                for column, whole in zip(batch.schema.names, batch.columns, strict=True)
                for array in _spread(whole, column, widths)
                if _is_cell(array.type)
            ]
        yield Sheet(name, range(row, row + batch.num_rows), found)


def _is_list(kind: pa.DataType) -> bool:
    from pyarrow import types

    return bool(types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind))


def _holds_lists(kind: pa.DataType) -> bool:
    from pyarrow import types

    return _is_list(kind) or (types.is_struct(kind) and any(_holds_lists(field.type) for field in kind))


def _is_cell(kind: pa.DataType) -> bool:
    """Whether values of the type can be said in a cell."""
    from pyarrow import types

    said = kind.value_type if types.is_dictionary(kind) else kind
    return not (types.is_nested(said) or types.is_duration(said) or types.is_interval(said))


def _leaves(kind: pa.DataType, name: str, widths: Mapping[str, int]) -> Iterator[tuple[str, pa.DataType]]:
    """Names and types of the columns that a column comes to, in the order of `_spread`."""
    from pyarrow import types

    if types.is_struct(kind):
        for field in kind:
            yield from _leaves(field.type, f"{name}.{field.name}", widths)
    elif _is_list(kind):
        for number in range(widths.get(_general(name), 0)):
            yield from _leaves(kind.value_type, f"{name}.{number}", widths)
    else:
        yield name, kind


def _spread(array: pa.Array, name: str, widths: Mapping[str, int]) -> Iterator[pa.Array]:
    """The arrays that a column comes to: members of structs and entries of lists."""
    import pyarrow.compute as pc
    from pyarrow import types

    if types.is_struct(array.type):
        for field, part in zip(array.type, array.flatten(), strict=True):
            yield from _spread(part, f"{name}.{field.name}", widths)
    elif _is_list(array.type):
        for number in range(widths.get(_general(name), 0)):
            entry = pc.list_slice(array, number, number + 1, return_fixed_size_list=True)
            yield from _spread(entry.values, f"{name}.{number}", widths)
    else:
        yield array


def _measure(array: pa.Array, name: str, widths: dict[str, int]) -> None:
    """Note the longest list under each name."""
    import pyarrow.compute as pc
    from pyarrow import types

    if types.is_struct(array.type):
        for field, part in zip(array.type, array.flatten(), strict=True):
            _measure(part, f"{name}.{field.name}", widths)
    elif _is_list(array.type):
        longest = pc.max(pc.list_value_length(array)).as_py() or 0
        widths[name] = max(longest, widths.get(name, 0))
        _measure(pc.list_flatten(array), f"{name}.*", widths)


def _general(name: str) -> str:
    """The name with every index of a list as a star."""
    return ".".join("*" if step.isdigit() else step for step in name.split("."))


def _refuse_long_lists(widths: Mapping[str, int], name: str) -> None:
    for column, width in widths.items():
        if width > _MOST_ENTRIES:
            problem = f"a list in the column '{column}' has {width:,} entries"
            raise InputError(Place(name).fault(problem, f"at most {_MOST_ENTRIES:,} are read"))


def _texts(array: pa.Array) -> list[str]:
    """The cells: each distinct value is made a text once."""
    import pyarrow as pa
    from pyarrow import types

    if types.is_null(array.type):
        return [""] * len(array)
    encoded = array if types.is_dictionary(array.type) else _days(array).dictionary_encode()
    cells = _values(_days(encoded.dictionary))
    if len(cells) == len(array) and not encoded.indices.null_count and not types.is_dictionary(array.type):
        # No value is there twice, so that they are in the order of the rows.
        return cells
    cells.append("")
    codes = encoded.indices.cast(pa.int32()).fill_null(len(cells) - 1)
    # Without numpy, which pyarrow does not bring along.
    numbers = memoryview(codes.buffers()[1]).cast("i")[codes.offset : codes.offset + len(codes)]
    return [cells[number] for number in numbers.tolist()]


def _days(array: pa.Array) -> pa.Array:
    """Days and points in time as YYYY-MM-DD, a point in time by the clock of its own zone; others as is."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import types

    if types.is_timestamp(array.type):
        local = pc.local_timestamp(array) if array.type.tz else array
        array = pc.cast(local, pa.date32())
    return pc.cast(array, pa.string()) if types.is_date(array.type) else array


def _values(array: pa.Array) -> list[str]:
    import pyarrow as pa

    try:
        values = array.to_pylist()
    except UnicodeDecodeError:
        # Text in a file need not be what its type promises.
        values = array.cast(pa.large_binary()).to_pylist()
    return [cell_text(_decoded(value) if isinstance(value, bytes) else value) for value in values]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # A character that no text may hold, so that the row is refused wherever this says something.
        return "\0" + content.decode("utf-8", errors="replace")
