"""The lake: a delivery becomes immutable files and one swap of the manifest; all of it or nothing.

The order is what makes it safe: rows, then the origin of their cells, then the register, each fsynced under a
name that nothing refers to; the manifest's swap is the moment at which the delivery exists.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from guatu.catalogue.dataset import Dataset
from guatu.enterprises.register import FILE as REGISTER
from guatu.enterprises.register import read_register, without
from guatu.facts.entering import entered
from guatu.facts.parquet import write_parquet
from guatu.facts.rows import content_of, newest, read_all, schema_of, sorted_for_lake
from guatu.facts.snapshot import MANIFEST, Kind, LakeFile, read_files, read_manifest, snapshot_at
from guatu.files import durable
from guatu.vocabulary.problems import GuatuError, Problem

ORIGINS: Final = "origins"


class LakeError(GuatuError, ValueError):
    """A delivery that the lake cannot take, or a lake that is not whole."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the rows of a delivery stood: the workbook, its sheets by number, the column of each measure."""

    seq: int
    delivery: int
    sha256: str
    name: str
    sheets: tuple[str, ...]
    columns: dict[str, str]
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a delivery changed: its files and how many rows came first, changed, came late or went."""

    files: tuple[LakeFile, ...]
    first: int = 0
    changed: int = 0
    late: int = 0
    deleted: int = 0
    same: int = 0


def accept(
    lake: Path,
    rows: pa.Table,
    *,
    dataset: Dataset,
    period: str,
    origin: Origin,
    new: Sequence[tuple[str, str]] = (),
    whole: bool = False,
    sure: Callable[[], object] = lambda: None,
) -> Accepted:
    """Take the rows of one delivery in; ``whole`` deletes what the period had and the delivery has not.

    ``rows`` have the content and address columns of `schema_of`; ``new`` are enterprises (code, name) that
    rows name by `entering.stand_in` and that are entered here. ``sure`` is asked at the last moment, under
    the lock, and raises when the delivery is to stay out; `undo` then clears away what was written.

    Raises LakeError when the period is none of the dataset's or seq is not the newest.
    """
    root = lake / dataset.id
    with durable.locked(lake), durable.locked(root):
        files = read_files(root)
        if any(file.delivery == origin.delivery for file in files):
            raise _error("lake.twice", f"第{origin.delivery}号报送已经入库。", "不必重复入库。")
        if not dataset.is_period(period):
            raise _error("lake.period", f"{dataset.name}没有{period}这一期。", "1—2月合并为2月一期。")
        if any(file.seq >= origin.seq for file in files):
            raise _error("lake.order", f"序号{origin.seq}不晚于已入库的报送。", "重新取序号后再入库。")
        rows, register = entered(read_register(lake), rows, new=new, seq=origin.seq)
        tables, counts = _parts(lake, rows, dataset=dataset, period=period, seq=origin.seq, whole=whole)
        written = tuple(
            _write(root, kind, table, period=period, origin=origin) for kind, table in tables.items()
        )
        told = json.dumps(asdict(origin), ensure_ascii=False).encode()
        durable.write(root / ORIGINS / f"{origin.seq}.json", told)
        if register is not None:
            write_parquet(lake / REGISTER, register.table)
        sure()
        _swap(root, [*files, *written], dataset=dataset.id)
    return Accepted(written, **counts)


def _parts(
    lake: Path, rows: pa.Table, *, dataset: Dataset, period: str, seq: int, whole: bool
) -> tuple[dict[Kind, pa.Table], dict[str, int]]:
    """The tables to write by kind: a first delivery is facts, a later one revision and retraction."""
    count = rows.num_rows
    stamped = rows.append_column("seq", pa.array([seq] * count, pa.int64()))
    stamped = stamped.append_column("deleted", pa.array([False] * count, pa.bool_()))
    new = stamped.select(schema_of(dataset).names).cast(schema_of(dataset))
    snapshot = snapshot_at(lake, dataset=dataset.id, periods=[period])
    if not snapshot.facts:
        return {"facts": new}, {"first": count}
    old = newest(read_all(snapshot.facts + snapshot.revisions, dataset=dataset), dataset=dataset)
    at = {key: place for place, key in enumerate(_keys(old, dataset=dataset))}
    said, were = _content(new, dataset=dataset), _content(old, dataset=dataset)
    changed, late, seen = [], [], set()
    for place, key in enumerate(_keys(new, dataset=dataset)):
        before = at.get(key)
        seen.add(key)
        if before is None:
            late.append(place)
        elif said[place] != were[before]:
            changed.append((place, before))
    gone = [place for key, place in at.items() if key not in seen] if whole else []
    revision = pa.concat_tables(
        [
            _take(new, [place for place, _ in changed] + late),
            _deleted(_take(old, gone), dataset=dataset, seq=seq),
        ]
    )
    retraction = _take(old, [place for _, place in changed] + gone)
    counts = {"changed": len(changed), "late": len(late), "deleted": len(gone)}
    counts["same"] = count - len(changed) - len(late)
    return {"revision": revision, "retraction": retraction}, counts


def _take(rows: pa.Table, places: list[int]) -> pa.Table:
    return rows.take(pa.array(places, pa.int64()))


def _keys(rows: pa.Table, *, dataset: Dataset) -> list[tuple[Any, ...]]:
    return list(zip(*(rows[name].to_pylist() for name in dataset.key), strict=True))


def _content(rows: pa.Table, *, dataset: Dataset) -> list[tuple[Any, ...]]:
    return list(zip(*(rows[name].to_pylist() for name in content_of(dataset)), strict=True))


def _deleted(rows: pa.Table, *, dataset: Dataset, seq: int) -> pa.Table:
    """The rows as ones that are gone; no cell of a sheet says so.

    They keep what they said: whoever sums leaves them out by their flag, and a column of unknown values
    would make every later sum look for what is unknown.
    """
    count = rows.num_rows
    values = {
        "seq": pa.array([seq] * count, pa.int64()),
        "sheet": pa.array([0] * count, pa.int16()),
        "row": pa.array([0] * count, pa.int32()),
        "deleted": pa.array([True] * count, pa.bool_()),
    }
    schema = schema_of(dataset)
    return pa.table([values.get(name, rows[name]) for name in schema.names], schema=schema)


def _write(root: Path, kind: Kind, table: pa.Table, *, period: str, origin: Origin) -> LakeFile:
    path = f"{period}/{origin.seq}-{kind}.parquet"
    sha256 = write_parquet(root / path, sorted_for_lake(table))
    return LakeFile(path, kind, period, origin.seq, table.num_rows, sha256, origin.delivery)


def _swap(root: Path, files: Sequence[LakeFile], *, dataset: str) -> None:
    version = read_manifest(root)["version"] + 1
    listed = [{key: value for key, value in asdict(file).items() if value != ()} for file in files]
    told = {"version": version, "dataset": dataset, "files": listed}
    durable.write(root / MANIFEST, json.dumps(told, ensure_ascii=False, indent=0).encode())


def compact(lake: Path, *, dataset: Dataset, period: str) -> LakeFile | None:
    """Fold a period's revisions into one file of the rows that stand; None when there are none.

    Each row keeps its seq and address; who asks for an earlier moment reads the files that were there then.
    """
    root = lake / dataset.id
    with durable.locked(lake), durable.locked(root):
        snapshot = snapshot_at(lake, dataset=dataset.id, periods=[period])
        if len(snapshot.files) < 2:
            return None
        rows = newest(read_all(snapshot.facts + snapshot.revisions, dataset=dataset), dataset=dataset)
        last = max(snapshot.files, key=lambda file: file.seq)
        path = f"{period}/{last.seq}-compacted.parquet"
        sha256 = write_parquet(root / path, sorted_for_lake(rows))
        replaced = tuple(sorted({p for f in snapshot.files for p in (f.path, *f.replaces)}))
        made = LakeFile(path, "facts", period, last.seq, rows.num_rows, sha256, last.delivery, replaced)
        _swap(root, [*read_files(root), made], dataset=dataset.id)
    return made


def names_delivery(lake: Path, *, dataset: str, delivery: int) -> bool:
    """Whether the manifest names a delivery: then it is in, whatever happened afterwards."""
    return any(file.delivery == delivery for file in read_files(lake / dataset))


def undo(lake: Path, *, dataset: str, seq: int) -> None:
    """Clear away what a delivery left that never came to its swap; LakeError when it did."""
    root = lake / dataset
    with durable.locked(lake), durable.locked(root):
        if any(file.seq == seq for file in read_files(root)):
            raise _error(
                "lake.accepted", f"序号{seq}的报送已经入库，不能撤去。", "如有错误，请重新报送更正。"
            )
        for path in [
            *root.glob(f"*/{seq}-*.parquet"),
            root / ORIGINS / f"{seq}.json",
            *root.glob(f"*/.*{durable.HALF}"),
        ]:
            path.unlink(missing_ok=True)
        register = read_register(lake)
        if pc.any(pc.equal(register.table["seq"], seq)).as_py():
            write_parquet(lake / REGISTER, without(register, {seq}).table)


def origin_at(lake: Path, *, dataset: str, seq: int) -> Origin:
    """The origin of the rows that carry this seq; LakeError when it is gone."""
    path = lake / dataset / ORIGINS / f"{seq}.json"
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as cause:
        raise _error("lake.origin", f"找不到序号{seq}的来源。", "运行 guatu facts verify 核对。") from cause
    return Origin(**{**told, "sheets": tuple(told["sheets"])})


def _error(code: str, message: str, advice: str) -> LakeError:
    return LakeError(Problem(code, {}, "", message, advice))
