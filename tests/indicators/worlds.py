"""Small random worlds in the lake's layout: deliveries with revisions, late rows, deletions and unknowns."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from guatu.facts.snapshot import Snapshot, snapshot_at

DATASET = "industry_monthly"
MEASURES = ("output", "sales")
PARTS = ("month", "month_ly", "cum", "cum_ly")
COLUMNS = [f"{m}_{p}" for m in MEASURES for p in PARTS]
PERIODS = ["2021-02", "2021-03", "2021-04", "2022-02", "2022-03", "2022-04"]
AREAS, INDUSTRIES = (1, 2, 3, 4, 5), (13, 14, 39)
GROUPS = ((1, 2, 3), (4, 5))
SCHEMA = pa.schema(
    [("enterprise", pa.int32()), ("area", pa.int16()), ("industry", pa.int16()), ("deleted", pa.bool_())]
    + [(c, pa.int64()) for c in COLUMNS]
    + [("seq", pa.int64()), ("sheet", pa.int16()), ("row", pa.int32())]
)
Row = dict[str, Any]


def write_world(lake: Path, *, seed: int, enterprises: int = 12, unknowns: float = 0.15) -> None:
    """Two rounds of deliveries of six periods."""
    chance, files = random.Random(seed), []
    standing: dict[tuple[str, int], Row] = {}

    def row(number: int, seq: int) -> Row:
        made: Row = {
            "enterprise": number,
            "area": chance.choice(AREAS),
            "industry": chance.choice(INDUSTRIES),
        }
        made |= {"deleted": False, "seq": seq, "sheet": 0, "row": number + 2}
        values = (0, 1, -5, 10, 100, 12345, 10**11, chance.randrange(10**6))
        return made | {c: None if chance.random() < unknowns else chance.choice(values) for c in COLUMNS}

    def put(rows: list[Row], *, kind: str, period: str, seq: int) -> None:
        path = lake / DATASET / f"{period}-{seq}-{kind}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = sorted(rows, key=lambda r: (r["area"], r["industry"]))
        pq.write_table(pa.Table.from_pylist(rows, SCHEMA), path, compression="lz4")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        files.append(
            {"path": path.name, "kind": kind, "period": period, "seq": seq, "rows": len(rows)}
            | {"sha256": digest, "delivery": seq}
        )

    for seq, period in enumerate(PERIODS, 1):
        rows = [row(n, seq) for n in range(enterprises) if chance.random() < 0.8] or [row(0, seq)]
        standing |= {(period, r["enterprise"]): r for r in rows}
        put(rows, kind="facts", period=period, seq=seq)
    for seq in range(11, 15):
        period = chance.choice(PERIODS)
        new, old = [], []
        for n in chance.sample(range(enterprises), 4):
            if (was := standing.pop((period, n), None)) is not None:
                old.append(was)
            again = row(n, seq) | {"deleted": was is not None and chance.random() < 0.3}
            new.append(again)
            if not again["deleted"]:
                standing[period, n] = again
        put(new, kind="revision", period=period, seq=seq)
        if old:
            put(old, kind="retraction", period=period, seq=seq)
    (lake / DATASET / "manifest.json").write_text(json.dumps({"version": 1, "files": files}))


def known(lake: Path, *, at: int | None = None) -> Snapshot:
    """The snapshot of the only dataset."""
    return snapshot_at(lake, dataset=DATASET, known_at=at)


def rows_of(snapshot: Snapshot) -> list[tuple[str, Row]]:
    """The rows in force, replayed delivery by delivery: what the oracle starts from."""
    current: dict[tuple[str, int], Row] = {}
    for file in sorted(snapshot.files, key=lambda f: f.seq):
        if file.kind == "retraction":
            continue
        for row in pq.read_table(snapshot.root / file.path).to_pylist():
            key = (file.period, row["enterprise"])
            current.pop(key, None)
            if not row["deleted"]:
                current[key] = row
    return [(period, row) for (period, _), row in current.items()]
