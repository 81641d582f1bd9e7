"""A source of any of the columnar formats as a table with its layout."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, Final

from caatsa.documents.document import Place
from caatsa.domain.errors import Fault, InputError
from caatsa.intake.columnar.csv_table import OWN_FORM, read_csv
from caatsa.intake.columnar.layout import Layout, own_layout
from caatsa.intake.columnar.sheets import BATCH, Table
from caatsa.registers.countries import Countries

if TYPE_CHECKING:
    from caatsa.intake.columnar.mapping import ColumnMapping

TABLES: Final = ("csv", "jsonl", "parquet")
"""The formats that are tables of cells, or can be mapped as if they were."""


def open_text(
    lines: Iterable[str],
    name: str,
    chosen: str,
    faults: list[Fault],
    mapping: ColumnMapping | None,
    size: int = BATCH,
) -> Table:
    """The table in lines of CSV or JSONL; what is wrong with single rows is added to `faults`."""
    if chosen == "jsonl":
        from caatsa.intake.columnar.json_table import read_json_rows

        return read_json_rows(lines, name, faults, size)
    return read_csv(lines, name, faults, size, mapping.csv_form if mapping else OWN_FORM)


def open_parquet(file: BinaryIO, name: str, size: int = BATCH, most_bytes: int | None = None) -> Table:
    """The table in a Parquet file, of at most so many bytes once it is unpacked."""
    from caatsa.intake.columnar.parquet import read_parquet

    return read_parquet(file, name, size, most_bytes)


def layout_of(table: Table, mapping: ColumnMapping | None, countries: Countries | None) -> Layout:
    """How the rows of the table become events; `InputError` with what is wrong with its columns."""
    if mapping is not None:
        return mapping.layout(table, countries)
    if table.unfit:
        raise InputError(
            Place(table.file).fault(
                f"the column '{name}' holds {kind}", "a column holds text, numbers or days"
            )
            for name, kind in table.unfit.items()
        )
    return own_layout(table.names, table.name_place)
