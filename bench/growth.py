"""How time and memory grow with the number of enterprises."""

from __future__ import annotations

import itertools
import json
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.contenders import ROOT, ours
from bench.facts_world import DATASET
from guatu.facts.parquet import packing

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
ROUNDS = 3
MADE = 1_000_000


def scale(
    work: Path, *, rivals: Path | None, most: int, memory_mb: int | None = None
) -> list[dict[str, Any]]:
    """Rows of enterprises, seconds, peak MB; the law between them is printed."""
    found = []
    print(f"  {'enterprises':>12}{'MB of Parquet':>15}{'s':>9}{'peak MB':>9}")
    for size in (size for size in SIZES if size <= most):
        made = lake(size, work, rivals=rivals)
        if made is None:
            break
        contender = ours("guatu", world=made, rivals=None, work=work, memory_mb=memory_mb)
        for _ in range(ROUNDS):
            contender.ask("run")
        peak = contender.ask("rss")["rss_mb"]
        contender.close()
        row = {"enterprises": size, "s": round(contender.median(), 3), "peak_mb": round(peak)}
        stored = _stored(made) / 1e6
        print(f"  {size:12}{stored:15.0f}{row['s']:9.3f}{peak:9.0f}", flush=True)
        found.append(row)
    say(found)
    return found


def say(rows: Sequence[dict[str, Any]]) -> None:
    """The law: time ~ enterprises ** k for each step, and what each further million costs in memory."""
    for one, other in itertools.pairwise(rows):
        times, sizes = other["s"] / one["s"], other["enterprises"] / one["enterprises"]
        memory = other["peak_mb"] / one["peak_mb"]
        power = math.log(times) / math.log(sizes)
        print(
            f"  {one['enterprises']} to {other['enterprises']}: time x{times:.1f} "
            f"(enterprises ** {power:.2f}), memory x{memory:.2f}, "
            f"{_each_million(one, other, 'peak_mb'):.0f} MB "
            f"and {_each_million(one, other, 's'):.1f} s a million"
        )


def _each_million(one: dict[str, Any], other: dict[str, Any], what: str) -> float:
    more = (other["enterprises"] - one["enterprises"]) / 1e6
    return float((other[what] - one[what]) / more)


def lake(size: int, work: Path, *, rivals: Path | None) -> Path | None:
    """A world of a size; beyond a million, further millions of other enterprises lie beside the first."""
    out = work / f"scale-{size}"
    million = work / f"scale-{MADE}"
    needed = size * 2_600 if size <= MADE else _stored(million) * (size // MADE - 1)
    if shutil.disk_usage(work).free < 1.1 * needed:
        print(f"  {size}: not enough room on the disk for some {needed / 1e9:.0f} GB")
        return None
    if size > MADE:
        return beside_each_other(million, out, times=size // MADE)
    command = [sys.executable, "-m", "bench.facts_world", str(size), str(out), "--lake-only"]
    subprocess.run(
        [*command, *(["--rivals", str(rivals)] if rivals else [])],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return out


def _stored(world: Path) -> int:
    """Bytes of Parquet."""
    return sum(path.stat().st_size for path in world.rglob("*.parquet"))


def beside_each_other(one: Path, out: Path, *, times: int) -> Path:
    """The same months ``times`` over, each time of enterprises with numbers of their own."""
    source, target = one / "lake" / DATASET, out / "lake" / DATASET
    told = json.loads((source / "manifest.json").read_text())
    files = []
    for number in range(times):
        for file in told["files"]:
            path = file["path"].replace("/", f"/{number}-")
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            if number == 0:
                os.link(source / file["path"], target / path)
            else:
                _renumbered(source / file["path"], target / path, by=number * MADE)
            files.append({**file, "path": path, "sha256": path})
    (target / "manifest.json").write_text(json.dumps({**told, "files": files}))
    return out


def _renumbered(one: Path, other: Path, *, by: int) -> None:
    table = pq.read_table(one)
    at = table.schema.get_field_index("enterprise")
    moved = pc.add(table["enterprise"], pa.scalar(by, table.schema.field(at).type))
    table = table.set_column(at, table.schema.field(at), moved)
    pq.write_table(table, other, **packing(table))
