"""One contender in a process of its own: ``python -m bench.facts_worker NAME WORLD [RIVALS]``.

NAME is ``guatu`` (DuckDB), ``spark`` or ``floor``; WORLD a folder made by ``bench.facts_world``. Commands
come on standard input, one JSON line answers each, as the rivals' own worker does: ``run`` (the whole board
from Parquet), ``hash`` (of the last board, by the rivals' measure), ``rss``, ``quit``; for guatu also
``known`` (as it was known before the last delivery), ``refresh``, ``page``, ``trace``.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from bench.contenders import MEMORY
from bench.facts_traced import AREA as TRACED_AREA
from bench.facts_traced import deliver
from bench.facts_world import AREAS, DATASET, GROUP, INDUSTRIES, MEASURES, PARTS
from bench.speed import own_peak_mb
from guatu.facts.engine import DuckEngine, Engine, SparkEngine
from guatu.facts.snapshot import Snapshot, snapshot_at
from guatu.indicators.cube import Cube, Layout, build_cube, refresh
from guatu.indicators.explaining import explain
from guatu.indicators.grid import board_table, cells, further
from guatu.indicators.reckoning import Reckoning, key_of
from guatu.indicators.world import World

THREADS = 2
#: How many cells the page of a figure lists.
LISTED = 20
LAYOUT = Layout(tuple(tuple(range(a, a + GROUP)) for a in range(0, AREAS, GROUP)), tuple(INDUSTRIES))
COLUMNS = [(measure, part) for measure in MEASURES for part in PARTS]


class Guatu:
    """The engine that is measured."""

    def __init__(self, world: Path, *, engine: Engine) -> None:
        self.lake, self.engine = world / "lake", engine
        self.snapshot = snapshot_at(self.lake, dataset=DATASET)
        moments = sorted({file.seq for file in self.snapshot.files})
        # The rivals' refresh is measured on this delivery: a new month and revisions of three older ones.
        self.delivery = 20251115 if 20251115 in moments else moments[-1]
        self.earlier = moments[-2]
        self.cube: Cube | None = None

    def run(self) -> pa.Table:
        """The whole board."""
        return board_table(self._built(self.snapshot))

    def known(self) -> pa.Table:
        """The whole board as it was known before the last delivery."""
        return board_table(self._built(snapshot_at(self.lake, dataset=DATASET, known_at=self.earlier)))

    def prepare(self) -> None:
        """The cube before the delivery, which a refresh starts from; and the one after it, for pages."""
        until = snapshot_at(self.lake, dataset=DATASET, known_at=self.delivery)
        self.before = self._built(
            replace(until, files=tuple(f for f in until.files if f.seq < self.delivery))
        )
        self.brought = replace(until, files=tuple(f for f in until.files if f.seq == self.delivery))
        self.whole = until
        self.traced = self.lake.parent / "traced"
        self.named = deliver(self.snapshot, into=self.traced)

    def refresh(self) -> pa.Table:
        """The rows of the board that a delivery makes anew."""
        return touched(self.before, delivery=self.brought, engine=self.engine)[1]

    def whole_board(self) -> pa.Table:
        """What a refresh saves: everything from Parquet as of the same delivery."""
        return board_table(self._built(self.whole))

    def page(self) -> int:
        """One period of the board: every output of every area and industry."""
        assert self.cube is not None
        period = max(self.cube.blocks)
        return len(cells(self.cube, period)) + len(further(self.cube, period))

    def trace(self) -> int:
        """From an area's comparable growth to its largest cells, as the page of a figure asks for them."""
        by = Reckoning(World(self.traced, cubes=self.traced / "cubes"))
        key = key_of("industrial_output", "growth", self.named, caliber="comparable", area=TRACED_AREA)
        return len(explain(key, by=by, limit=LISTED, whole=False).inputs[0].reported)

    def trace_all(self) -> int:
        """The same down to every cell of the zone."""
        by = Reckoning(World(self.traced, cubes=self.traced / "cubes"))
        key = key_of("industrial_output", "level", self.named)
        return len(explain(key, by=by).reported)

    def _built(self, snapshot: Snapshot) -> Cube:
        self.cube = build_cube(snapshot, engine=self.engine, layout=LAYOUT, columns=COLUMNS)
        return self.cube


class Floor:
    """One pass of DuckDB over guatu's own files that sums the columns by period, area and industry."""

    def __init__(self, world: Path) -> None:
        import duckdb

        self.database = duckdb.connect()
        self.database.execute(f"SET threads = {THREADS}")
        self.database.execute("SET preserve_insertion_order = false")
        snapshot = snapshot_at(world / "lake", dataset=DATASET)
        paths = ", ".join(f"'{path}'" for path in snapshot.facts + snapshot.revisions)
        sums = ", ".join(f"sum({measure}_{part})" for measure, part in COLUMNS)
        self.query = (
            f"SELECT file_index, area, industry, {sums} "
            f"FROM read_parquet([{paths}], hive_partitioning = false) GROUP BY file_index, area, industry"
        )

    def run(self) -> pa.Table:
        """The pass."""
        return self.database.sql(self.query).to_arrow_table()


def touched(before: Cube, *, delivery: Snapshot, engine: Engine) -> tuple[Cube, pa.Table]:
    """The cube after a delivery, and the rows of the board that it makes anew."""
    after = refresh(before, delivery=delivery, engine=engine)
    periods = {int(file.period.replace("-", "")) for file in delivery.files}
    return after, board_table(after, periods=sorted(periods | {p + 100 for p in periods}))


def merged(old: pa.Table, new: pa.Table) -> pa.Table:
    """A board with some periods replaced."""
    kept = ~np.isin(old["period"].to_numpy(), np.unique(new["period"].to_numpy()))
    return pa.concat_tables([old.filter(pa.array(kept)), new])


def canon(board: pa.Table, *, rivals: str | None) -> str:
    """The rivals' hash of a board (bit by bit, also the doubles), or one of our own."""
    if rivals is None:
        order = [(name, "ascending") for name in ("measure", "period", "area", "axis")]
        told = board.sort_by(order).combine_chunks()
        return hashlib.sha256(repr([column.to_pylist() for column in told.columns]).encode()).hexdigest()[:16]
    sys.path.insert(0, rivals)
    common: Any = importlib.import_module("common")
    theirs = {"area": "zone", "axis": "ind"}
    found: str = common.canon(board.rename_columns([theirs.get(n, n) for n in board.column_names]))["hash"]
    return found


def contender(name: str, world: Path) -> Guatu | Floor:
    """The contender of a name, ready to run."""
    if name == "floor":
        return Floor(world)
    if name == "spark":
        return Guatu(world, engine=SparkEngine(master=f"local[{THREADS}]", memory="4g"))
    memory = int(os.environ.get(MEMORY, 0)) or None
    return Guatu(world, engine=DuckEngine(threads=THREADS, memory_mb=memory))


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what came of it."""
    start = time.perf_counter()
    found = act()
    return time.perf_counter() - start, found


def main() -> None:
    """Answer commands until `quit`."""
    name, world = sys.argv[1], Path(sys.argv[2])
    rivals = sys.argv[3] if len(sys.argv) > 3 else None
    it, last = contender(name, world), None
    print(json.dumps({"ready": name, "pid": os.getpid()}), flush=True)
    for line in sys.stdin:
        command = line.strip()
        if command == "quit":
            break
        last = answer(it, command, last=last, rivals=rivals)


def answer(it: Any, command: str, *, last: Any, rivals: str | None) -> Any:
    """Do one command and print its line; what the next may ask of is given back."""
    told: dict[str, Any] = {}
    if command == "hash":
        told = {"hash": canon(last, rivals=rivals)}
    elif command == "rss":
        told = {"rss_mb": own_peak_mb()}
    elif command == "prepare":
        it.prepare()
        it.old = board_table(it.before)
    elif command == "merged":
        told = {"hash": canon(merged(it.old, last), rivals=rivals)}
    else:
        last = None  # the board before is not held while the next is made
        told["t"], last = timed(getattr(it, command))
    print(json.dumps(told), flush=True)
    return last


if __name__ == "__main__":
    main()
