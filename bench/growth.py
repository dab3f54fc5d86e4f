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

from bench.contenders import ROOT, ours

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
ROUNDS = 3
MADE = 1_000_000


def scale(work: Path, *, rivals: Path | None, most: int) -> list[dict[str, Any]]:
    """Rows of enterprises, seconds, peak MB; the law between them is printed."""
    found = []
    print(f"  {'enterprises':>12}{'MB of Parquet':>15}{'s':>9}{'peak MB':>9}")
    for size in (size for size in SIZES if size <= most):
        made = lake(size, work, rivals=rivals)
        if made is None:
            break
        contender = ours("guatu", world=made, rivals=None, work=work)
        for _ in range(ROUNDS):
            contender.ask("run")
        peak = contender.ask("rss")["rss_mb"]
        contender.close()
        row = {"enterprises": size, "s": round(contender.median(), 3), "peak_mb": round(peak)}
        stored = sum(path.stat().st_size for path in made.rglob("*.parquet")) / 1e6
        print(f"  {size:12}{stored:15.0f}{row['s']:9.3f}{peak:9.0f}", flush=True)
        found.append(row)
    say(found)
    return found


def say(rows: Sequence[dict[str, Any]]) -> None:
    """The exponent of the last step: time ~ enterprises ** k."""
    for one, other in itertools.pairwise(rows):
        times, sizes = other["s"] / one["s"], other["enterprises"] / one["enterprises"]
        memory = other["peak_mb"] / one["peak_mb"]
        power = math.log(times) / math.log(sizes)
        print(
            f"  {one['enterprises']} to {other['enterprises']}: time x{times:.1f} "
            f"(enterprises ** {power:.2f}), memory x{memory:.2f}"
        )


def lake(size: int, work: Path, *, rivals: Path | None) -> Path | None:
    """A world of a size; beyond a million, millions laid side by side as further files of each period."""
    out = work / f"scale-{size}"
    if size > MADE:
        return _beside(work / f"scale-{MADE}", out, times=size // MADE)
    command = [sys.executable, "-m", "bench.facts_world", str(size), str(out), "--lake-only"]
    needed = size * 2_600
    if shutil.disk_usage(work).free < 2 * needed:
        print(f"  {size}: not enough room on the disk for some {needed / 1e9:.0f} GB")
        return None
    subprocess.run(
        [*command, *(["--rivals", str(rivals)] if rivals else [])],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return out


def _beside(one: Path, out: Path, *, times: int) -> Path:
    """Hard links: the rows are read ``times`` over, from the cache of the disk where it holds them."""
    from bench.facts_world import DATASET

    told = json.loads((one / "lake" / DATASET / "manifest.json").read_text())
    files = []
    for number in range(times):
        for file in told["files"]:
            path = file["path"].replace("/", f"/{number}-")
            target = out / "lake" / DATASET / path
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(one / "lake" / DATASET / file["path"], target)
            files.append({**file, "path": path})
    (out / "lake" / DATASET / "manifest.json").write_text(json.dumps({**told, "files": files}))
    print(f"  ({times} millions side by side: hard links to the same rows)")
    return out
