"""The world that indicators are measured on, in guatu's layout: the rivals' own generator, or one here.

``python -m bench.facts_world ENTERPRISES OUT [--rivals DIR] [--lake-only]`` writes ``OUT/lake`` for guatu
and, unless told otherwise, ``OUT/rivals`` with the same rows under the names that the rivals expect.
Both are sorted by area and industry and packed with lz4, so that nobody gains by his files alone. Without the
rivals' folder a smaller generator makes a world of the same kind (entry, exit, revisions, retractions).
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from guatu.facts.parquet import packing

DATASET: Final = "industry_monthly"
MEASURES: Final = ("output", "taxable_sales", "export", "electricity")
PARTS: Final = ("month", "month_ly", "cum", "cum_ly")
AREAS, GROUP, INDUSTRIES = 60, 6, range(6, 47)
FLAGS: Final = ("above_scale", "high_tech", "emerging", "foreign")
NAMES: Final = {"ent": "enterprise", "zone": "area", "ind": "industry"}
FIRST_YEAR: Final = 2023


class Writer:
    """Takes the rivals' tables and lays them down for both sides."""

    def __init__(self, out: Path, *, rivals_too: bool) -> None:
        self.lake, self.rivals = out / "lake", out / "rivals" if rivals_too else None
        self.files: list[dict[str, Any]] = []

    def write(self, root: str, kind: str, t: int, known: int, table: pa.Table, listed: list[Any]) -> None:
        """One file: ``kind`` facts or retract of month ``t``, known at the day ``known`` (YYYYMMDD)."""
        period = (FIRST_YEAR + t // 12) * 100 + t % 12 + 1
        table = table.sort_by([("zone", "ascending"), ("ind", "ascending"), ("ent", "ascending")])
        inside = f"{kind}/period={period}/known={known}/part.parquet"
        if self.rivals is not None:
            self._put(self.rivals / inside, table)
        first = not any(f["of"] == period and f["kind"] == "facts" for f in self.files)
        ours = "retraction" if kind == "retract" else "facts" if first else "revision"
        path = f"{period}/{known}-{ours}.parquet"
        self._put(self.lake / DATASET / path, self._ours(table, known))
        dated = {"path": path, "kind": ours, "period": f"{period // 100}-{period % 100:02d}", "seq": known}
        self.files.append({**dated, "rows": table.num_rows, "sha256": path, "delivery": known, "of": period})
        listed.append(
            {"kind": kind, "path": inside, "period": period, "known": known, "rows": table.num_rows}
        )

    def close(self, listed: list[Any]) -> None:
        """The two manifests."""
        told = [{key: value for key, value in f.items() if key != "of"} for f in self.files]
        where = self.lake / DATASET / "manifest.json"
        where.write_text(json.dumps({"version": 1, "dataset": DATASET, "files": told}))
        if self.rivals is not None:
            (self.rivals / "manifest.json").write_text(json.dumps({"files": listed}))

    def _ours(self, table: pa.Table, known: int) -> pa.Table:
        renamed = table.rename_columns([NAMES.get(name, name) for name in table.column_names])
        count = table.num_rows
        address = {
            "seq": pa.array(np.full(count, known)),
            "sheet": pa.array(np.zeros(count, np.int16)),
            "row": pa.array(table["ent"].to_numpy().astype(np.int32) + 5),
        }
        for name, column in address.items():
            renamed = renamed.append_column(name, column)
        return renamed

    def _put(self, path: Path, table: pa.Table) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, path, **packing(table))


def from_rivals(folder: Path, *, enterprises: int, writer: Writer, out: Path) -> None:
    """Run the rivals' generator; its files are caught where it would write them."""
    sys.path.insert(0, str(folder))
    generator: Any = importlib.import_module("gen")
    caught: list[Any] = []
    generator.write = lambda root, kind, t, known, table, listed: writer.write(
        root, kind, t, known, table, caught
    )
    scrap = out / "rivals-own-manifest"
    scrap.mkdir(parents=True, exist_ok=True)
    sys.argv = ["gen.py", str(enterprises), str(scrap)]
    generator.main()
    writer.close(caught)


def own(*, enterprises: int, writer: Writer, months: int = 36, seed: int = 7) -> None:
    """A world of the same kind, for whoever has no rivals at hand."""
    r = np.random.default_rng([seed, enterprises])
    who = np.arange(enterprises, dtype=np.int32)
    area, industry = r.integers(0, AREAS, enterprises), r.choice(np.array(INDUSTRIES), enterprises)
    flags = {flag: r.random(enterprises) < 0.3 for flag in FLAGS}
    enter = np.where(r.random(enterprises) < 0.09, r.integers(0, months, enterprises), -1)
    leave = np.where(r.random(enterprises) < 0.09, r.integers(0, months, enterprises), months)
    listed: list[Any] = []
    for t, known, kind, values, rows, gone in _deliveries(r, enterprises, months, enter, leave):
        table = pa.table(
            {"ent": who[rows], "zone": area[rows].astype(np.int16), "ind": industry[rows].astype(np.int16)}
            | {flag: column[rows] for flag, column in flags.items()}
            | {"deleted": np.isin(rows, gone)}
            | {
                f"{m}_{p}": values[i, j][rows]
                for i, m in enumerate(MEASURES)
                for j, p in enumerate(PARTS)
            }
        )  # fmt: skip
        writer.write("", kind, t, known, table, listed)
    writer.close(listed)


def _deliveries(
    r: np.random.Generator, count: int, months: int, enter: Any, leave: Any
) -> Iterator[tuple[int, int, str, Any, Any, Any]]:
    size = np.exp(r.normal(np.log(2e8), 1.5, (len(MEASURES), count)))
    running = np.zeros((2, len(MEASURES), count), np.int64)
    for t in range(months):
        if t % 12 == 0:
            running[:] = 0
        month = np.rint(size * np.exp(r.normal(0, 0.2, size.shape))).astype(np.int64)
        last = np.rint(month * r.uniform(0.8, 1.1, size.shape)).astype(np.int64)
        running += np.stack([month, last])
        if t % 12 == 0:
            continue  # January and February are one period
        if t % 12 == 1:
            month, last = running.copy()
        values = np.stack([month, last, *running], axis=1)
        rows = np.flatnonzero((enter <= t) & (t < leave) & (r.random(count) > 0.01))
        known = (FIRST_YEAR + (t + 1) // 12) * 10000 + ((t + 1) % 12 + 1) * 100 + 15
        yield t, known, "facts", values, rows, []
        some = rows[r.random(len(rows)) < 0.02]
        yield t, known + 200, "retract", values, some, []
        values = values.copy()
        values[:, :, some] = np.rint(values[:, :, some] * 1.02).astype(np.int64)
        yield t, known + 200, "facts", values, some, some[: len(some) // 50]


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("enterprises", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rivals", type=Path)
    parser.add_argument("--lake-only", action="store_true")
    asked = parser.parse_args()
    writer = Writer(asked.out, rivals_too=asked.rivals is not None and not asked.lake_only)
    if asked.rivals is None:
        own(enterprises=asked.enterprises, writer=writer)
    else:
        from_rivals(asked.rivals, enterprises=asked.enterprises, writer=writer, out=asked.out)


if __name__ == "__main__":
    main()
