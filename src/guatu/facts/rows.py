"""Rows of the lake: their columns, and the rows that stand at one moment."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from guatu.catalogue.dataset import Dataset
from guatu.facts.snapshot import Snapshot

ADDRESS: Final = ("sheet", "row")
_TYPES: Final = {"code": pa.int16(), "flag": pa.bool_(), "day": pa.int8(), "number": pa.int32()}


def schema_of(dataset: Dataset) -> pa.Schema:
    """The columns of every file of a dataset."""
    fields = [("enterprise", pa.int32())]
    fields += [(dimension.id, _TYPES[dimension.kind]) for dimension in dataset.dimensions]
    fields += [(column, pa.int64()) for column in dataset.stored]
    fields += [("seq", pa.int64()), ("sheet", pa.int16()), ("row", pa.int32()), ("deleted", pa.bool_())]
    return pa.schema(fields)


def content_of(dataset: Dataset) -> tuple[str, ...]:
    """What a row says: everything but when and where it came from."""
    return ("enterprise", *(dimension.id for dimension in dataset.dimensions), *dataset.stored)


def read_all(paths: tuple[Path, ...], *, dataset: Dataset) -> pa.Table:
    """The rows of several files one after the other."""
    schema = schema_of(dataset)
    if not paths:
        return schema.empty_table()
    return pa.concat_tables([pq.read_table(path, schema=schema, partitioning=None) for path in paths])


def standing(snapshot: Snapshot, *, dataset: Dataset, period: str) -> pa.Table:
    """The rows of a period that stand: the newest of each key, those deleted left out."""
    chosen = snapshot.of_periods([period])
    return newest(read_all(chosen.facts + chosen.revisions, dataset=dataset), dataset=dataset)


def newest(rows: pa.Table, *, dataset: Dataset, deleted: bool = False) -> pa.Table:
    """Of each key the row with the highest seq; with ``deleted`` those that say it is gone, too."""
    if not rows.num_rows:
        return rows
    keys = [rows[name].to_numpy() for name in dataset.key]
    order = np.lexsort((rows["seq"].to_numpy(), *reversed(keys)))
    last = np.zeros(len(order), dtype=bool)
    last[-1] = True
    for key in keys:
        ordered = key[order]
        last[:-1] |= ordered[1:] != ordered[:-1]
    kept = np.sort(order[last])
    found = rows.take(pa.array(kept))
    return found if deleted else found.filter(pa.array(~found["deleted"].to_numpy(zero_copy_only=False)))


def sorted_for_lake(rows: pa.Table) -> pa.Table:
    """In the order of the lake: area, industry, then where the rows stood in their sheet."""
    order = [(name, "ascending") for name in ("area", "industry", "sheet", "row", "enterprise")]
    return rows.sort_by(order)
