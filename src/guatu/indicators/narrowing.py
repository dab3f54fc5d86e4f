"""Sums narrowed to some of their enterprises: the largest, those that came, went or corrected, the missing.

What the enterprises of this year say of last year is the base of a comparable growth; what last year's said
then is last year's level. Between the two stand those who left, those who entered and those who corrected
themselves; an enterprise counts as there when it is one whose value is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from guatu.catalogue.dataset import Dataset
from guatu.catalogue.datasets import datasets
from guatu.facts.rows import standing
from guatu.facts.snapshot import Snapshot, snapshot_at
from guatu.indicators.asking import CLOSED, Ask, Part, Turnover
from guatu.indicators.bases import Bridge, bridge
from guatu.indicators.behind import YEAR, by_enterprise, made_of, month_before, periods_of, rows_behind
from guatu.indicators.concentration import largest
from guatu.indicators.coverage import coverage
from guatu.indicators.cube import Layout

#: One cell for all rows: they were cut to the area and industry before.
_ONE = Layout(((0,),), (1,))
_THIS: dict[str, Part] = {"month_ly": "month", "cum_ly": "cum", "month": "month", "cum": "cum"}
_LAST: dict[str, Part] = {"month": "month_ly", "cum": "cum_ly"}


def narrowed(
    ask: Ask, tables: Sequence[pa.Table], measures: Sequence[str | None], *, snapshot: Snapshot
) -> list[pa.Table]:
    """The rows of each measure that the sum is narrowed to; all of them where it is not narrowed."""
    if ask.top is not None:
        ids = _largest(tables, ask.top)
        return [_only(rows, ids) for rows in tables]
    if ask.who == "missing":
        ids = missing(ask, snapshot=snapshot)
        return [_only(rows, ids) for rows in tables]
    if ask.who is not None:
        group = ask.who
        return [
            _only(rows, moved(ask, measure or "", snapshot=snapshot).who[group])
            for rows, measure in zip(tables, measures, strict=True)
        ]
    return list(tables)


def turnover(ask: Ask, *, snapshot: Snapshot) -> Turnover:
    """Who came, who went, who restated since the same period a year earlier."""
    if not compares(ask, snapshot=snapshot):
        return Turnover(0, 0, 0)
    made = moved(ask, made_of(ask).measures[0], snapshot=snapshot)
    return Turnover(*(len(made.who[name]) for name in ("entered", "left", "corrected")))


def compares(ask: Ask, *, snapshot: Snapshot) -> bool:
    """Whether both years are there and the rows report last year's value too."""
    made = made_of(ask)
    dataset = datasets()[made.dataset]
    last = _LAST[_THIS[ask.part]]
    if made.count or any(last not in dataset.measure(name).parts for name in made.measures):
        return False
    year = _year_of(ask)
    there = {int(period.replace("-", "")) for period in snapshot.periods}
    return {year, year - YEAR} <= there


def moved(ask: Ask, measure: str, *, snapshot: Snapshot) -> Bridge:
    """The way of one measure from last year's level to the base that is comparable."""
    made = made_of(ask)
    dataset, now, year = datasets()[made.dataset], _THIS[ask.part], _year_of(ask)
    plain = replace(ask, who=None, top=None)
    sides = (
        replace(plain, part=now, period=year - YEAR, paired=False),
        replace(plain, part=_LAST[now], period=year, paired=True),
    )
    then, last = (
        by_enterprise(rows_behind(side, snapshot, dataset, made, measure, periods=(side.period,)))
        for side in sides
    )
    return bridge(dict(zip(*map(np.ndarray.tolist, then), strict=True)),
                  dict(zip(*map(np.ndarray.tolist, last), strict=True)))  # fmt: skip


def missing(ask: Ask, *, snapshot: Snapshot) -> frozenset[int]:
    """Who reported the period before, of the cell that is asked for, and nowhere in this one.

    Who was struck off since is not due.
    """
    made = made_of(ask)
    dataset = datasets()[made.dataset]
    before = month_before(dataset, ask.period)
    if before is None or not _delivered(snapshot, before) or not _delivered(snapshot, ask.period):
        return frozenset()
    everywhere = Ask(ask.indicator, ask.part, ask.period, counted=True)
    here = rows_behind(
        everywhere, snapshot, dataset, made, None, periods=periods_of(everywhere, dataset, snapshot)
    )
    there = rows_behind(replace(ask, who=None), snapshot, dataset, made, None, periods=(before,))
    gone = struck_off(closed(snapshot), until=ask.period)
    return frozenset(coverage(_laid(here), layout=_ONE, before=_laid(there), gone=gone).missing)


def closed(snapshot: Snapshot) -> Snapshot:
    """The list of enterprises struck off (注销), as known when the snapshot was."""
    return snapshot_at(snapshot.lake, dataset=CLOSED, known_at=snapshot.known_at)


def struck_off(found: Snapshot, *, until: int) -> frozenset[int]:
    """Who was struck off by the end of a period (YYYYMM): they owe no report of it any more."""
    dataset, gone = datasets()[CLOSED], set[int]()
    for period in found.periods:
        if int(period.replace("-", "")) <= until:
            gone.update(standing(found, dataset=dataset, period=period)["enterprise"].to_pylist())
    return frozenset(gone)


def due(dataset: Dataset) -> bool:
    """Whether enterprises owe the dataset a report for each of its periods."""
    return dataset.frequency not in ("day", "event")


def _year_of(ask: Ask) -> int:
    """The period of this year: a sum of last year's reports is compared with the year after."""
    return ask.period if ask.part.endswith("_ly") or ask.who is None else ask.period + YEAR


def _delivered(snapshot: Snapshot, period: int) -> bool:
    return f"{period // YEAR}-{period % YEAR:02d}" in snapshot.periods


def _largest(tables: Sequence[pa.Table], k: int) -> frozenset[int]:
    rows = pa.concat_tables([_laid(rows) for rows in tables])
    found = largest(rows, column="value", layout=_ONE, k=k)
    return frozenset(id_ for id_ in found.ids[0, 0].tolist() if id_ >= 0)


def _laid(rows: pa.Table) -> pa.Table:
    """The rows in the one cell."""
    n = rows.num_rows
    laid = {"area": np.zeros(n, np.int16), "industry": np.ones(n, np.int16)}
    return pa.table({"enterprise": rows["enterprise"], "value": rows["value"], **laid})


def _only(rows: pa.Table, ids: frozenset[int]) -> pa.Table:
    return rows.filter(pa.array(np.isin(rows["enterprise"].to_numpy(), np.array(sorted(ids), np.int64))))
