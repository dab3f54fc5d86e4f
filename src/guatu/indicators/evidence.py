"""From a sum back to its cells: the rows of the lake that it was made of, each with its address.

The same filter as the sum's, read the other way: nothing is stored that could go stale.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from guatu.catalogue.codes import industries
from guatu.catalogue.dataset import Dataset
from guatu.catalogue.datasets import datasets
from guatu.facts.lake import Origin, origin_at
from guatu.facts.snapshot import Snapshot
from guatu.indicators.asking import Ask, Evidence
from guatu.indicators.behind import ADDRESS, added, made_of, periods_of, rows_behind
from guatu.indicators.enterprise_names import names_of
from guatu.indicators.narrowing import narrowed
from guatu.vocabulary.source import Cell
from guatu.vocabulary.trace import Reported


def evidence(
    ask: Ask,
    *,
    snapshot: Snapshot,
    limit: int | None = None,
    start: int = 0,
    only: Sequence[int] | None = None,
) -> Evidence:
    """What each enterprise reported of a sum, the largest first, at most ``limit`` from the ``start``-th on.

    ``only``: these enterprises are listed, in this order; all are counted and added up all the same.
    """
    made = made_of(ask)
    dataset = datasets()[made.dataset]
    part = "month" if added(ask, dataset) else ask.part
    periods = periods_of(ask, dataset, snapshot)
    shown: list[tuple[int, Reported]] = []
    count = total = 0
    measures = (None,) if ask.counted or made.count else made.measures
    tables = [rows_behind(ask, snapshot, dataset, made, measure, periods=periods) for measure in measures]
    for measure, rows in zip(measures, narrowed(ask, tables, measures, snapshot=snapshot), strict=True):
        values = rows["value"].to_numpy()
        count, total = count + len(values), total + int(values.sum())
        # Of several measures the largest of all are among the largest of each.
        places = _largest(values, None if limit is None else start + limit)
        places = places[start:] if len(made.measures) < 2 else places
        chosen = rows.take(pa.array(places if only is None else _placed(rows, only), pa.int64()))
        shown += _reported(chosen, measure, snapshot=snapshot, dataset=dataset, part=part)
    if len(made.measures) > 1 and only is None:
        shown = sorted(shown, key=lambda pair: -abs(pair[1].value))[start:]
        shown = shown[:limit]
    return Evidence(tuple(row for _, row in shown), tuple(id_ for id_, _ in shown), count, total)


def _largest(values: np.ndarray, limit: int | None) -> np.ndarray:
    """Where the largest stand, up or down, the largest first; equals as they stand, so that pages fit."""
    size = -np.abs(values)
    if limit is None or limit >= len(size):
        return np.argsort(size, kind="stable")
    if not limit:
        return np.array([], np.int64)
    near = np.flatnonzero(size <= np.partition(size, limit - 1)[limit - 1])
    return near[np.argsort(size[near], kind="stable")][:limit]


def _placed(rows: pa.Table, only: Sequence[int]) -> list[int]:
    """Where the rows of these enterprises stand, in their order."""
    wanted = {id_: [] for id_ in only}  # type: dict[int, list[int]]
    kept = np.flatnonzero(np.isin(rows["enterprise"].to_numpy(), np.array(list(only), np.int64)))
    for at, id_ in zip(kept.tolist(), rows["enterprise"].to_numpy()[kept].tolist(), strict=True):
        wanted[id_].append(at)
    return [at for places in wanted.values() for at in places]


def _reported(
    rows: pa.Table, measure: str | None, *, snapshot: Snapshot, dataset: Dataset, part: str
) -> list[tuple[int, Reported]]:
    """Each row with its enterprise's id, as a cell of the spreadsheet that brought it."""
    found = None if measure is None else dataset.measure(measure)
    minor, unit = (found.minor, found.unit) if found else (1, "count")
    names = names_of(snapshot.lake).of(rows["enterprise"])
    column = f"{measure}_{part}" if measure else "code"
    made = []
    columns = (rows[name].to_pylist() for name in ("enterprise", "industry", "value", *ADDRESS))
    for (code, name), id_, industry, value, seq, sheet, row in zip(names, *columns, strict=True):
        origin = _origin(snapshot.lake, dataset.id, seq)
        reported = Reported(
            key=code,
            name=name,
            value=Decimal(value) / minor if minor != 1 else Decimal(value),
            unit=unit,
            source=Cell(
                origin.sha256, origin.sheets[sheet], origin.columns.get(column) or origin.columns["name"], row
            ),
            title=origin.name,
            industry=_industry(industry),
        )
        made.append((id_, reported))
    return made


@lru_cache(maxsize=256)
def _industry(code: int | None) -> str:
    known = industries().get(f"{code or 0:02d}")
    return known.name if known else ""


@lru_cache(maxsize=512)
def _origin(lake: Path, dataset: str, seq: int) -> Origin:
    return origin_at(lake, dataset=dataset, seq=seq)
