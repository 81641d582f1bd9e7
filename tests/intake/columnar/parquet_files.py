"""Parquet files for the tests, as bytes."""

import io
from typing import Any


def written(table: Any, **options: Any) -> bytes:
    """The table as the bytes of a Parquet file."""
    # Whoever needs such a file skips its test where there is no pyarrow.
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(table, file, **options)
    return file.getvalue()
