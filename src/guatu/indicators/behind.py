"""The rows of the lake that a sum is made of: the same filter as the sum's, read the other way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from guatu.catalogue.dataset import Dataset
from guatu.catalogue.definition import Made
from guatu.catalogue.load import indicators
from guatu.facts.rows import newest, schema_of
from guatu.facts.snapshot import Snapshot
from guatu.indicators.asking import Ask, divisions
from guatu.indicators.enterprise_names import names_of

ADDRESS: Final = ("seq", "sheet", "row")
YEAR: Final = 100


def made_of(ask: Ask) -> Made:
    """How the indicator of a sum is made."""
    made = indicators()[ask.indicator].about.made
    assert made is not None
    return made


def added(ask: Ask, dataset: Dataset) -> bool:
    """Whether the cumulative is the sum of months, since the dataset reports nothing else."""
    return ask.part == "cum" and dataset.frequency in ("day", "event")


def periods_of(ask: Ask, dataset: Dataset, snapshot: Snapshot) -> tuple[int, ...]:
    """The periods whose rows make a sum; of those that are missing, the one in which they last reported."""
    if ask.who == "missing":
        before = month_before(dataset, ask.period)
        return (before,) if before is not None else ()
    if not added(ask, dataset):
        return (ask.period,)
    there = {int(period.replace("-", "")) for period in snapshot.periods}
    year = ask.period // 100 * 100
    return tuple(p for p in range(year + 1, ask.period + 1) if p in there)


def month_before(dataset: Dataset, period: int) -> int | None:
    """The period before, over the turn of the year too; None where nobody is due by the month.

    A day's or an event's dataset has nobody who is due; 1—2月 comes after December.
    """
    if dataset.frequency in ("day", "event"):
        return None
    if dataset.frequency == "year":
        return period - YEAR
    year, month = divmod(period, YEAR)
    first = 2 if dataset.january == "together" else 1
    return (year - 1) * YEAR + 12 if month <= first else period - 1


def rows_behind(
    ask: Ask,
    snapshot: Snapshot,
    dataset: Dataset,
    made: Made,
    measure: str | None,
    *,
    periods: Sequence[int],
) -> pa.Table:
    """The standing rows that know the value: enterprise, industry, value, address.

    Without a measure each row counts one.
    """
    part = "month" if added(ask, dataset) else ask.part
    column = None if measure is None else f"{measure}_{part}"
    partner = f"{measure}_{_partner(part)}" if ask.paired and measure else None
    tables, codes = [], tuple(dict.fromkeys(name for name, _ in (*made.where, *ask.where)))
    for period in periods:
        month = f"{period // 100}-{period % 100:02d}"
        rows = _standing(
            snapshot, dataset, month, columns=tuple(filter(None, (column, partner))), where=codes
        )
        rows = _filtered(rows, ask, made)
        if ask.enterprise is not None:
            rows = rows.filter(pc.equal(rows["enterprise"], names_of(snapshot.lake).id_of(ask.enterprise)))
        keep = [name for name in (column, partner) if name is not None]
        for name in keep:
            rows = rows.filter(pc.is_valid(rows[name]))
        if column is None:
            rows = rows.append_column("value", pa.array(np.ones(rows.num_rows, np.int64)))
        tables.append(rows.select(["enterprise", "industry", column or "value", *ADDRESS]))
    names = ["enterprise", "industry", "value", *ADDRESS]
    if not tables:
        return pa.table({name: pa.array([], pa.int64()) for name in names})
    return pa.concat_tables(tables).rename_columns(names)


def _partner(part: str) -> str:
    return part.removesuffix("_ly") if part.endswith("_ly") else f"{part}_ly"


def _standing(
    snapshot: Snapshot, dataset: Dataset, month: str, *, columns: tuple[str, ...], where: tuple[str, ...]
) -> pa.Table:
    """The rows of a period that stand: of each key the newest revision, else its first delivery."""
    schema = schema_of(dataset)
    wanted = [
        *dataset.key,
        "area",
        "industry",
        *where,
        *columns,
        *ADDRESS,
        "deleted",
    ]
    fields = pa.schema([schema.field(name) for name in dict.fromkeys(wanted)])
    files = snapshot.of_periods([month])
    facts = _read(files.facts, fields)
    revisions = newest(_read(files.revisions, fields), dataset=dataset, deleted=True)
    if revisions.num_rows:
        facts = facts.filter(pa.array(~_among(facts, revisions, dataset)))
        facts = pa.concat_tables([facts, revisions.filter(pc.invert(revisions["deleted"]))])
    return facts


def _read(paths: Sequence[Path], fields: pa.Schema) -> pa.Table:
    if not paths:
        return fields.empty_table()
    return pa.concat_tables(
        [pq.read_table(path, columns=fields.names, partitioning=None).select(fields.names) for path in paths]
    )


def _among(rows: pa.Table, others: pa.Table, dataset: Dataset) -> np.ndarray:
    """Which rows have a key of the others."""
    if dataset.key == ("enterprise",):
        return np.isin(rows["enterprise"].to_numpy(), others["enterprise"].to_numpy())
    keys = set(zip(*(others[name].to_pylist() for name in dataset.key), strict=True))
    mine = zip(*(rows[name].to_pylist() for name in dataset.key), strict=True)
    return np.fromiter((key in keys for key in mine), bool, rows.num_rows)


def _filtered(rows: pa.Table, ask: Ask, made: Made) -> pa.Table:
    kept = None if ask.area is None else pc.equal(rows["area"], int(ask.area))
    for code in (ask.industry, made.industries):
        if code:
            inside = divisions(code, period=ask.first) or frozenset()
            found = pc.is_in(rows["industry"], pa.array(sorted(inside), pa.int16()))
            kept = found if kept is None else pc.and_(kept, found)
    for name, value in (*made.where, *ask.where):
        found = pc.equal(rows[name].cast(pa.int16()), value)
        kept = found if kept is None else pc.and_(kept, found)
    return rows if kept is None else rows.filter(kept)


def by_enterprise(rows: pa.Table) -> tuple[np.ndarray, np.ndarray]:
    """The ids in order, each once, and what the rows of each add up to."""
    ids, where = np.unique(rows["enterprise"].to_numpy(), return_inverse=True)
    sums = np.zeros(len(ids), np.int64)
    np.add.at(sums, where, rows["value"].to_numpy())
    return ids, sums
