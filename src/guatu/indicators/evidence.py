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
    listed: list[tuple[int, str, pa.Table, int]] = []
    count = total = 0
    for measure in made.measures:
        rows = _rows(ask, snapshot, dataset, made, measure, periods=periods)
        values = rows["value"].to_numpy()
        count, total = count + len(values), total + int(values.sum())
        order = np.argsort(-np.abs(values), kind="stable")[:limit] if only is None else _placed(rows, only)
        listed += [(int(values[at]), measure, rows, int(at)) for at in order]
    if len(made.measures) > 1 and only is None:
        listed.sort(key=lambda item: -abs(item[0]))
    listed = listed[:limit] if only is None else listed
    ids = tuple(rows["enterprise"][at].as_py() for _, _, rows, at in listed)
    shown = tuple(_reported(*item, snapshot=snapshot, dataset=dataset, part=part) for item in listed)
    return Evidence(shown, ids, count, total)


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
        return Turnover(frozenset(), frozenset(), frozenset())
    told = _rows(
        Ask(ask.indicator, last, ask.period, ask.area, ask.industry),  # type: ignore[arg-type]
        snapshot, dataset, made, measure, periods=(ask.period,), known_only=False,
    )  # fmt: skip
    then = _rows(
        Ask(ask.indicator, now, ask.period - _YEAR, ask.area, ask.industry),  # type: ignore[arg-type]
        snapshot, dataset, made, measure, periods=(ask.period - _YEAR,), known_only=False,
    )  # fmt: skip
    here, there = _by_enterprise(told), _by_enterprise(then)
    both = here.keys() & there.keys()
    return Turnover(
        frozenset(here.keys() - there.keys()),
        frozenset(there.keys() - here.keys()),
        frozenset(id_ for id_ in both if here[id_] != there[id_]),
    )


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
    measure: str,
    *,
    periods: Sequence[int],
    known_only: bool = True,
) -> pa.Table:
    """The standing rows of the sum: enterprise, industry, value, address."""
    part = "month" if _added(ask, dataset) else ask.part
    column = f"{measure}_{part}"
    partner = f"{measure}_{_partner(part)}" if ask.paired else None
    tables = []
    for period in periods:
        month = f"{period // 100}-{period % 100:02d}"
        rows = _standing(snapshot, dataset, month, columns=tuple(filter(None, (column, partner))), made=made)
        rows = _filtered(rows, ask, made)
        keep = [name for name in (column, partner) if name is not None]
        if known_only:
            for name in keep:
                rows = rows.filter(pc.is_valid(rows[name]))
        tables.append(rows.select(["enterprise", "industry", column, *_ADDRESS]))
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


def _by_enterprise(rows: pa.Table) -> dict[int, int | None]:
    return dict(zip(rows["enterprise"].to_pylist(), rows["value"].to_pylist(), strict=True))


def _reported(
    value: int, measure: str, rows: pa.Table, at: int, *, snapshot: Snapshot, dataset: Dataset, part: str
) -> Reported:
    seq, sheet, row = (rows[name][at].as_py() for name in _ADDRESS)
    origin = _origin(snapshot.lake, dataset.id, seq)
    code, name = _name(snapshot.lake, rows["enterprise"][at].as_py())
    found = dataset.measure(measure)
    scale = found.minor
    industry = industries().get(f"{rows['industry'][at].as_py() or 0:02d}")
    letter = origin.columns[f"{measure}_{part}"]
    return Reported(
        key=code,
        name=name,
        value=Decimal(value) / scale if scale != 1 else Decimal(value),
        unit=found.unit,
        source=Cell(origin.sha256, origin.sheets[sheet], letter, row),
        title=origin.name,
        industry=industry.name if industry else "",
    )


@lru_cache(maxsize=512)
def _origin(lake: Path, dataset: str, seq: int) -> Origin:
    return origin_at(lake, dataset=dataset, seq=seq)


def _name(lake: Path, id_: int) -> tuple[str, str]:
    path = lake / REGISTER
    found = path.stat()
    table, places = _register(path, found.st_mtime_ns, found.st_ino)
    at = places[id_]
    return table["code"][at].as_py(), table["name"][at].as_py()


@lru_cache(maxsize=4)
def _register(path: Path, _changed: int, _inode: int) -> tuple[pa.Table, dict[int, int]]:
    table = pq.read_table(path, columns=["id", "code", "name"]).combine_chunks()
    return table, {id_: at for at, id_ in enumerate(table["id"].to_pylist())}
