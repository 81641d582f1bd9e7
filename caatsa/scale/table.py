"""Arrow in, Arrow out: what any data engine can call on the rows that it has.

pyarrow comes with the extra `parquet`.
"""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from caatsa.assessment.assess import Options
from caatsa.assessment.brief import COLUMNS
from caatsa.assessment.desk import Brief, Desk, setting_of
from caatsa.intake.readers import read_documents
from caatsa.rulebase.rulebase import RuleBase, load_rulebase

if TYPE_CHECKING:
    import pyarrow as pa

    from caatsa.engine.choose import EngineName

_NAME: Final = "table"


def assess_table(
    table: pa.Table,
    as_of: date,
    *,
    known_by: date | None = None,
    rulebase: RuleBase | None = None,
    engine: EngineName | None = None,
) -> pa.Table:
    """The rows of events that stand in a table, one event in each row, as of a day.

    Columns are those of the CSV input (`buyer.country`, `acts.0.kind`), or structs and lists of the same
    names; those of the result are in `result_schema`. Rows come in the order of the events. Reads no clock,
    network or environment. Raises `InputError` with every fault, each with the number of its row, from 1.
    """
    import pyarrow as pa
    from pyarrow import parquet

    base = rulebase or _shipped()
    kept = io.BytesIO()
    parquet.write_table(table, kept)
    read = read_documents([(_NAME, kept.getvalue())], "parquet", base.registers.countries)
    desk = Desk(setting_of(read, base, Options(as_of, known_by, engine)))
    rows = [row for event in read.document.events for row in _columns(desk.brief(event))]
    return pa.Table.from_pylist(rows, schema=result_schema())


def result_schema() -> pa.Schema:
    """The columns of what `assess_table` gives, as `docs/output.md` describes them for lines."""
    import pyarrow as pa

    text = pa.string()
    missing = pa.list_(pa.struct([("fact", text), ("would_settle", text), ("ask", text)]))
    nested = {"elements": pa.map_(text, text), "missing": missing, "official_acts": pa.list_(text)}
    return pa.schema([(name, nested.get(name, text)) for name in COLUMNS])


def _columns(brief: Brief) -> list[dict[str, object]]:
    found = [row.fields for row in brief.rows]
    return [{**one, "elements": list(one["elements"].items())} for one in found]


@cache
def _shipped() -> RuleBase:
    return load_rulebase()
