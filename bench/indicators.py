"""``make bench-indicators``: the whole board from Parquet, beside hand-written SQL, frames and PostgreSQL.

Every contender has a process of its own and two threads; rounds are interleaved, medians are compared,
results are equal bit by bit or the run fails. The rivals are those of ``$SHARED/rivals/indicators`` (run, not
copied), on the same rows in guatu's layout; the floor and the best SQL are shown on the rivals' own files
too. Where they are absent, only the floor and guatu run. ``--scale`` shows how time and memory grow with the
number of enterprises. The last line is ``RESULT`` and JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench import postgres
from bench.contenders import ROOT, Contender, ours, rounds, start, theirs
from bench.growth import scale

SMALL, LARGE = 100_000, 1_000_000
SQL = ("duck_anti", "duck_zset")
FRAMES = {"polars": "polars_anti", "pandas": "pandas"}


def main() -> None:
    """Run it all and print the result."""
    asked = arguments()
    rivals = rivals_folder()
    began = time.monotonic()
    result: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="guatu-bench-") as folder:
        work = Path(folder)
        work.chmod(0o755)
        (work / "scratch").mkdir()
        if asked.scale:
            result = {"scale": scale(work, rivals=rivals, most=asked.most, memory_mb=asked.memory)}
        else:
            result = hundred_thousand(work, rivals=rivals, count=asked.rounds, enterprises=asked.enterprises)
            if not asked.quick:
                result["at_1m"] = million(work, rivals=rivals)
    print(f"{time.monotonic() - began:.0f} s in all")
    print("RESULT " + json.dumps(result))
    if result.get("engines_equal", True) is False or result.get("refresh_share", 0) is None:
        sys.exit("the results are not equal")


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--enterprises", type=int, default=SMALL)
    parser.add_argument("--quick", action="store_true", help="leave the million out")
    parser.add_argument(
        "--scale", action="store_true", help="only time and memory by the number of enterprises"
    )
    parser.add_argument("--most", type=int, default=LARGE, help="the largest number of --scale")
    parser.add_argument("--memory", type=int, help="MB that guatu's engine may hold in --scale")
    return parser.parse_args()


def rivals_folder() -> Path | None:
    """The rivals' programs, or None with a word that they are absent."""
    shared = Path(os.environ.get("SHARED") or ROOT.parent / "shared")
    folder = (shared / "rivals" / "indicators").resolve()
    if (folder / "worker.py").exists():
        return folder
    print("no rivals under $SHARED/rivals/indicators: a world of our own, and guatu beside the floor alone")
    return None


def world(enterprises: int, work: Path, *, rivals: Path | None, lake_only: bool = False) -> Path:
    """A world of so many enterprises x 36 months x 4 measures under ``work``."""
    out = work / f"{enterprises}"
    command = [sys.executable, "-m", "bench.facts_world", str(enterprises), str(out)]
    command += ["--rivals", str(rivals)] if rivals else []
    began = time.monotonic()
    subprocess.run(
        [*command, *(["--lake-only"] if lake_only else [])], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    size = sum(path.stat().st_size for path in (out / "lake").rglob("*.parquet")) / 1e6
    print(f"{enterprises} enterprises x 36 months x 4 measures: {size:.0f} MB of Parquet, ", end="")
    print(f"made in {time.monotonic() - began:.0f} s", flush=True)
    return out


def hundred_thousand(work: Path, *, rivals: Path | None, count: int, enterprises: int) -> dict[str, Any]:
    """Everybody side by side, then what only guatu does."""
    at = world(enterprises, work, rivals=rivals)
    makers: dict[str, Callable[[], Contender]] = {
        name: lambda name=name: ours(name, world=at, rivals=rivals, work=work) for name in ("floor", "guatu")
    }
    root = at / "rivals"
    with ExitStack() as stack:
        if rivals is not None:
            generated = as_generated(enterprises, work, rivals=rivals)
            for name in (*SQL, *FRAMES.values()):
                makers[name] = lambda name=name: theirs(name, root=root, rivals=rivals, work=work)
            makers["floor, their files"] = lambda: theirs("floor", root=generated, rivals=rivals, work=work)
            makers["sql, their files"] = lambda: theirs("duck_anti", root=generated, rivals=rivals, work=work)
            try:
                stack.enter_context(postgres.postgres(work))
                postgres.load(root, rivals=rivals, work=work)
                makers["postgresql"] = lambda: theirs("pg_anti", root=root, rivals=rivals, work=work)
            except (ImportError, RuntimeError, OSError, subprocess.SubprocessError) as problem:
                print(f"  postgresql: left out: {problem}")
        makers["spark"] = lambda: ours("spark", world=at, rivals=rivals, work=work)
        contenders = start(makers)
        try:
            return measured(contenders, count=count)
        finally:
            for contender in contenders.values():
                contender.close()


def as_generated(enterprises: int, work: Path, *, rivals: Path) -> Path:
    """The rivals' files as their own generator leaves them: zstd, in the order of enterprises."""
    out = work / "theirs"
    command = [sys.executable, str(rivals / "gen.py"), str(enterprises), str(out)]
    subprocess.run(command, cwd=work, check=True, stdout=subprocess.DEVNULL)
    return out


def measured(contenders: dict[str, Contender], *, count: int) -> dict[str, Any]:
    """Rounds, hashes, the table, and the keys of the result."""
    hashes = {
        name: contender.ask("hash")["hash"]
        for name, contender in contenders.items()
        if not name.startswith("floor")
    }
    slow = {name: contenders[name] for name in ("spark", "postgresql", "pandas") if name in contenders}
    quick = {name: contender for name, contender in contenders.items() if name not in slow}
    few = max(2, count // 2)
    rounds(contenders, few)
    rounds(quick, count - few)
    times = {name: contender.median() for name, contender in contenders.items()}
    peaks = {name: contender.ask("rss")["rss_mb"] for name, contender in contenders.items()}
    print(f"\n  {'the whole board':20}{'s':>8}{'over floor':>12}{'over guatu':>12}{'peak MB':>9}  hash")
    for name in sorted(times, key=lambda name: times[name]):
        over = f"{times[name] / times['floor']:12.2f}{times[name] / times['guatu']:12.2f}"
        print(f"  {name:20}{times[name]:8.3f}{over}{peaks[name]:9.0f}  {hashes.get(name, '')}")
    sql = min((times[name] for name in SQL if name in times), default=None)
    result: dict[str, Any] = {
        "engines_equal": None if "spark" not in hashes else len(set(hashes.values())) == 1,
        "time_over_sql": ratio(times["guatu"], sql),
        "time_over_floor": ratio(times["guatu"], times["floor"]),
    }
    for name in ("polars", "pandas", "postgresql"):
        result[f"faster_than_{name}"] = ratio(times.get(FRAMES.get(name, name)), times["guatu"])
    result["peak_mb"] = round(peaks["guatu"])
    return result | only_guatu(contenders["guatu"], count=count)


def only_guatu(guatu: Contender, *, count: int) -> dict[str, Any]:
    """A refresh against everything anew, a page, a trace, and the past against now."""
    guatu.ask("prepare")
    for _ in range(count + 1):
        for command in ("whole_board", "refresh", "run", "known", "page", "trace"):
            guatu.ask(command)
    whole = guatu.ask("whole_board") and guatu.ask("hash")["hash"]
    same = guatu.ask("refresh") and guatu.ask("merged")["hash"] == whole
    for _ in range(2):
        guatu.ask("trace_all")
    whole_trace = guatu.median("trace_all")
    middle = {name: guatu.median(name) for name in guatu.times}
    print(f"\n  everything {middle['whole_board']:.3f} s; a delivery with revisions and retractions ", end="")
    print(f"{1000 * middle['refresh']:.1f} ms, {'the same board' if same else 'ANOTHER BOARD'}")
    print(f"  known before the last delivery {middle['known']:.3f} s, now {middle['run']:.3f} s; ", end="")
    print(f"a page {1000 * middle['page']:.1f} ms, a trace {1000 * middle['trace']:.1f} ms")
    print(f"  a trace down to every cell of the zone {whole_trace:.2f} s")
    return {
        "refresh_share": ratio(middle["refresh"], middle["whole_board"]) if same else None,
        "page_ms": round(1000 * middle["page"], 1),
        "trace_ms": round(1000 * middle["trace"], 1),
        "known_at_ratio": ratio(middle["known"], middle["run"]),
    }


def million(work: Path, *, rivals: Path | None) -> dict[str, Any]:
    """The floor and guatu at ten times the size."""
    at = world(LARGE, work, rivals=rivals, lake_only=True)
    contenders = {name: ours(name, world=at, rivals=rivals, work=work) for name in ("floor", "guatu")}
    rounds(contenders, 4)
    times = {name: contender.median() for name, contender in contenders.items()}
    peak = contenders["guatu"].ask("rss")["rss_mb"]
    for contender in contenders.values():
        contender.close()
    print(f"  floor {times['floor']:.2f} s, guatu {times['guatu']:.2f} s, peak {peak:.0f} MB")
    return {"time_over_floor": ratio(times["guatu"], times["floor"]), "peak_mb": round(peak)}


def ratio(one: float | None, other: float | None) -> float | None:
    """A quotient to three places; None where either is absent."""
    return None if one is None or other is None else round(one / other, 3)


if __name__ == "__main__":
    main()
