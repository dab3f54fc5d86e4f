"""The last period of the measured world as deliveries of the product's own: what a trace goes back to."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from guatu.catalogue.codes import areas, zone
from guatu.catalogue.datasets import load_dataset
from guatu.enterprises.credit import check_character
from guatu.enterprises.register import FILE, read_register, with_new
from guatu.facts.lake import Origin, accept
from guatu.facts.parquet import write_parquet
from guatu.facts.rows import schema_of
from guatu.facts.sheet import letters
from guatu.facts.snapshot import Snapshot
from guatu.vocabulary.period import Period

#: The measures of the world under the names of the monthly form.
_NAMES: Final = {"output": "output", "sales": "taxable_sales", "export_delivery": "export"}
_INSIDE: Final = tuple(area.number for area in areas().values() if area.parent == zone().code)
AREA: Final = str(_INSIDE[0])


def deliver(snapshot: Snapshot, *, into: Path) -> Period:
    """Lay the last period down as one delivery, and its revisions as others; gives the period's name.

    The world's areas are folded onto the streets and parks of the zone.
    """
    shutil.rmtree(into, ignore_errors=True)
    dataset, period = load_dataset("industry_monthly"), snapshot.periods[-1]
    chosen = snapshot.of_periods([period])
    numbers = _registered(chosen, into=into)
    for seq, path in enumerate((*chosen.facts, *chosen.revisions), 1):
        rows = pq.read_table(path, partitioning=None)
        columns = {"code": "B"} | {name: letters(9 + at) for at, name in enumerate(dataset.stored)}
        origin = Origin(seq, seq, f"{seq:064x}", f"{period}-{seq}.xlsx", ("B204表",), columns)
        laid = _ours(rows, schema_of(dataset), numbers=numbers)
        accept(into, laid, dataset=dataset, period=period, origin=origin)
    year, month = map(int, period.split("-"))
    return Period.of(year, 1, month)


def _registered(chosen: Snapshot, *, into: Path) -> np.ndarray:
    """Enter every enterprise; gives the register's id of each number of the world."""
    into.mkdir(parents=True)
    paths = (*chosen.facts, *chosen.revisions)
    rows = [pq.read_table(path, columns=["enterprise"], partitioning=None) for path in paths]
    known = np.unique(np.concatenate([table["enterprise"].to_numpy() for table in rows]))
    register = with_new(read_register(into), [(_code(n), f"第{n}企业") for n in known.tolist()], seq=1)
    write_parquet(into / FILE, register.table)
    ids = np.zeros(int(known.max()) + 1, np.int32)
    ids[known] = [register.by_code[_code(n)] for n in known.tolist()]
    return ids


def _ours(rows: pa.Table, schema: pa.Schema, *, numbers: np.ndarray) -> pa.Table:
    count = rows.num_rows
    made: dict[str, pa.Array | pa.ChunkedArray] = {
        "enterprise": pa.array(numbers[rows["enterprise"].to_numpy()]),
        "area": pa.array(np.array(_INSIDE, np.int16)[rows["area"].to_numpy() % len(_INSIDE)]),
        "industry": rows["industry"],
    }
    for ours, theirs in _NAMES.items():
        for part in ("month", "month_ly", "cum", "cum_ly"):
            made[f"{ours}_{part}"] = rows[f"{theirs}_{part}"]
    address = {"sheet": np.zeros(count, np.int16), "row": np.arange(5, count + 5, dtype=np.int32)}
    made |= {name: pa.array(values) for name, values in address.items()}
    wanted = [name for name in schema.names if name not in ("seq", "deleted")]
    laid = {
        name: (made[name] if name in made else pa.nulls(count)).cast(schema.field(name).type)
        for name in wanted
    }
    return pa.table(laid)


def _code(number: int) -> str:
    body = f"91320{number:012d}"
    return body + check_character(body)
