"""Tables of many rows as procurement events: CSV, JSONL and Parquet, in our columns or mapped to them.

`layout` says how cells become an event, `grid` reads the rows of a sheet with it, `sheets` is what the
readers of the formats give, and `stream` goes through files that are larger than memory.
"""
