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
import pyarrow.compute as pc
import pyarrow.parquet as pq

from guatu.catalogue.codes import industries
from guatu.catalogue.dataset import Dataset
from guatu.catalogue.datasets import datasets
from guatu.catalogue.definition import Made
from guatu.catalogue.load import indicators
from guatu.enterprises.register import FILE as REGISTER
from guatu.facts.lake import Origin, origin_at
from guatu.facts.rows import newest, schema_of
from guatu.facts.snapshot import Snapshot
from guatu.indicators.asking import Ask, Evidence, Turnover, divisions
from guatu.vocabulary.source import Cell
from guatu.vocabulary.trace import Reported

_ADDRESS = ("seq", "sheet", "row")
_YEAR = 100


def evidence(
    ask: Ask, *, snapshot: Snapshot, limit: int | None = None, only: Sequence[int] | None = None
) -> Evidence:
    """What each enterprise reported of a sum, the largest first, at most ``limit`` of them.

    ``only``: these enterprises are listed, in this order; all are counted and added up all the same.
    """
    made = _made(ask)
    dataset = datasets()[made.dataset]
    part = "month" if _added(ask, dataset) else ask.part
    periods = _periods(ask, dataset, snapshot)
    shown: list[tuple[int, Reported]] = []
    count = total = 0
    for measure in (None,) if ask.counted or made.count else made.measures:
        rows = _rows(ask, snapshot, dataset, made, measure, periods=periods)
        values = rows["value"].to_numpy()
        count, total = count + len(values), total + int(values.sum())
        places = _largest(values, limit) if only is None else _placed(rows, only)
        chosen = rows.take(pa.array(places, pa.int64()))
        shown += _reported(chosen, measure, snapshot=snapshot, dataset=dataset, part=part)
    if len(made.measures) > 1 and only is None:
        shown = sorted(shown, key=lambda pair: -abs(pair[1].value))[:limit]
    return Evidence(tuple(row for _, row in shown), tuple(id_ for id_, _ in shown), count, total)


def _largest(values: np.ndarray, limit: int | None) -> np.ndarray:
    """Where the largest stand, up or down, the largest first."""
    size = -np.abs(values)
    if limit is None or limit >= len(size):
        return np.argsort(size, kind="stable")
    near = np.sort(np.argpartition(size, limit)[:limit]) if limit else np.array([], np.int64)
    return near[np.argsort(size[near], kind="stable")]


def _placed(rows: pa.Table, only: Sequence[int]) -> list[int]:
    """Where the rows of these enterprises stand, in their order."""
    wanted = {id_: [] for id_ in only}  # type: dict[int, list[int]]
    kept = np.flatnonzero(np.isin(rows["enterprise"].to_numpy(), np.array(list(only), np.int64)))
    for at, id_ in zip(kept.tolist(), rows["enterprise"].to_numpy()[kept].tolist(), strict=True):
        wanted[id_].append(at)
    return [at for places in wanted.values() for at in places]


def turnover(ask: Ask, *, snapshot: Snapshot) -> Turnover:
    """Who came, who went, who restated: the rows of a period beside those of the same one a year earlier."""
    made = _made(ask)
    dataset = datasets()[made.dataset]
    measure, now = made.measures[0], "cum" if ask.part.startswith("cum") else "month"
    last = {"cum": "cum_ly", "month": "month_ly"}[now]
    if last not in dataset.measure(measure).parts:
        return Turnover(0, 0, 0)
    told = _rows(
        Ask(ask.indicator, last, ask.period, ask.area, ask.industry),  # type: ignore[arg-type]
        snapshot, dataset, made, measure, periods=(ask.period,), known_only=False,
    )  # fmt: skip
    then = _rows(
        Ask(ask.indicator, now, ask.period - _YEAR, ask.area, ask.industry),  # type: ignore[arg-type]
        snapshot, dataset, made, measure, periods=(ask.period - _YEAR,), known_only=False,
    )  # fmt: skip
    (here, now_known, now_values), (there, then_known, then_values) = map(_by_enterprise, (told, then))
    place = np.full(int(max(here.max(initial=0), there.max(initial=0))) + 1, -1, np.int64)
    place[there] = np.arange(len(there))
    where = place[here]
    at = np.flatnonzero(where >= 0)
    where = where[at]
    differ = (now_known[at] != then_known[where]) | (
        now_known[at] & then_known[where] & (now_values[at] != then_values[where])
    )
    return Turnover(len(here) - len(at), len(there) - len(at), int(differ.sum()))


def _made(ask: Ask) -> Made:
    made = indicators()[ask.indicator].about.made
    assert made is not None
    return made


def _added(ask: Ask, dataset: Dataset) -> bool:
    """Whether the cumulative is the sum of months, since the dataset reports nothing else."""
    return ask.part == "cum" and dataset.frequency in ("day", "event")


def _periods(ask: Ask, dataset: Dataset, snapshot: Snapshot) -> tuple[int, ...]:
    if not _added(ask, dataset):
        return (ask.period,)
    there = {int(period.replace("-", "")) for period in snapshot.periods}
    year = ask.period // 100 * 100
    return tuple(p for p in range(year + 1, ask.period + 1) if p in there)


def _rows(
    ask: Ask,
    snapshot: Snapshot,
    dataset: Dataset,
    made: Made,
    measure: str | None,
    *,
    periods: Sequence[int],
    known_only: bool = True,
) -> pa.Table:
    """The standing rows: enterprise, industry, value, address; without a measure each counts one."""
    part = "month" if _added(ask, dataset) else ask.part
    column = None if measure is None else f"{measure}_{part}"
    partner = f"{measure}_{_partner(part)}" if ask.paired and measure else None
    tables = []
    for period in periods:
        month = f"{period // 100}-{period % 100:02d}"
        rows = _standing(snapshot, dataset, month, columns=tuple(filter(None, (column, partner))), made=made)
        rows = _filtered(rows, ask, made)
        if ask.enterprise is not None:
            rows = rows.filter(pc.equal(rows["enterprise"], _names(snapshot.lake).id_of(ask.enterprise)))
        keep = [name for name in (column, partner) if name is not None]
        if known_only:
            for name in keep:
                rows = rows.filter(pc.is_valid(rows[name]))
        if column is None:
            rows = rows.append_column("value", pa.array(np.ones(rows.num_rows, np.int64)))
        tables.append(rows.select(["enterprise", "industry", column or "value", *_ADDRESS]))
    names = ["enterprise", "industry", "value", *_ADDRESS]
    if not tables:
        return pa.table({name: pa.array([], pa.int64()) for name in names})
    return pa.concat_tables(tables).rename_columns(names)


def _partner(part: str) -> str:
    return part.removesuffix("_ly") if part.endswith("_ly") else f"{part}_ly"


def _standing(
    snapshot: Snapshot, dataset: Dataset, month: str, *, columns: tuple[str, ...], made: Made
) -> pa.Table:
    """The rows of a period that stand: of each key the newest revision, else its first delivery."""
    schema = schema_of(dataset)
    wanted = [
        *dataset.key,
        "area",
        "industry",
        *(name for name, _ in made.where),
        *columns,
        *_ADDRESS,
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
    for name, value in made.where:
        found = pc.equal(rows[name].cast(pa.int16()), value)
        kept = found if kept is None else pc.and_(kept, found)
    return rows if kept is None else rows.filter(kept)


def _by_enterprise(rows: pa.Table) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ids, whether their value is known, and the values."""
    values = rows["value"]
    return rows["enterprise"].to_numpy(), pc.is_valid(values).to_numpy(), pc.fill_null(values, 0).to_numpy()


def _reported(
    rows: pa.Table, measure: str | None, *, snapshot: Snapshot, dataset: Dataset, part: str
) -> list[tuple[int, Reported]]:
    """Each row with its enterprise's id, as a cell of the spreadsheet that brought it."""
    found = None if measure is None else dataset.measure(measure)
    minor, unit = (found.minor, found.unit) if found else (1, "count")
    names = _names(snapshot.lake).of(rows["enterprise"])
    column = f"{measure}_{part}" if measure else "code"
    made = []
    columns = (rows[name].to_pylist() for name in ("enterprise", "industry", "value", *_ADDRESS))
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


class _Names:
    """Credit code and name by id, read only for the ids that are asked for."""

    def __init__(self, path: Path) -> None:
        table = pq.read_table(path, columns=["id", "code", "name"]).combine_chunks()
        self._ids = table["id"].to_numpy()
        self._order = np.argsort(self._ids, kind="stable")
        self._codes, self._names = table["code"], table["name"]

    def id_of(self, code: str) -> int:
        """The id of a credit code; -1 when nobody has it."""
        at = pc.index(self._codes, code).as_py()
        return -1 if at < 0 else int(self._ids[at])

    def of(self, ids: pa.ChunkedArray) -> list[tuple[str, str]]:
        """Code and name of each."""
        at = pa.array(self._order[np.searchsorted(self._ids, ids.to_numpy(), sorter=self._order)])
        return list(zip(self._codes.take(at).to_pylist(), self._names.take(at).to_pylist(), strict=True))


def _names(lake: Path) -> _Names:
    path = lake / REGISTER
    found = path.stat()
    return _read_names(path, found.st_mtime_ns, found.st_ino)


@lru_cache(maxsize=4)
def _read_names(path: Path, _changed: int, _inode: int) -> _Names:
    """Read again only when the register is another file than before."""
    return _Names(path)
