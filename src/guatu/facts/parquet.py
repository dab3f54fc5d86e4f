"""How the lake packs a table into a file of Parquet."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from guatu.files import durable

ROWS_A_GROUP: Final = 122_880
ROWS_WORTH_SHARING: Final = 10_000


def packing(table: pa.Table) -> dict[str, Any]:
    """How the lake packs a table, as arguments of `pq.write_table`.

    Measures are hardly ever the same twice: a dictionary of them is larger than they are and half as fast. A
    file of some size has at least two groups of rows, so that two threads share it.
    """
    rows = table.num_rows
    groups = max(2 if rows > 2 * ROWS_WORTH_SHARING else 1, -(-rows // ROWS_A_GROUP))
    delta = [name for name in ("row", "enterprise") if name in table.column_names]
    repeated = [f.name for f in table.schema if f.name == "seq" or f.type not in (pa.int64(), pa.int32())]
    return {
        "compression": "lz4",
        "row_group_size": max(1, -(-rows // groups)),
        "use_dictionary": [name for name in repeated if name not in delta],
        "column_encoding": dict.fromkeys(delta, "DELTA_BINARY_PACKED"),
    }


def write_parquet(path: Path, table: pa.Table) -> str:
    """Write a table as the lake keeps it; gives the file's sha256."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, **packing(table))
    data = sink.getvalue().to_pybytes()
    durable.write(path, data)
    return hashlib.sha256(data).hexdigest()
