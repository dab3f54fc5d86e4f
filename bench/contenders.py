"""Contenders in processes of their own, asked in turn: one round after the other, forwards and backwards."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.postgres import ADDRESS

#: Where a worker is told what its engine may hold; 0 is no limit of its own.
MEMORY = "BENCH_MEMORY_MB"
ROOT = Path(__file__).resolve().parent.parent


class Contender:
    """A process that answers one JSON line to each command line; the rivals' worker and ours speak alike."""

    def __init__(
        self, command: Sequence[str], *, folder: Path, log: Path, setting: Mapping[str, str] | None = None
    ) -> None:
        self.log = log
        self.times: dict[str, list[float]] = {}
        with log.open("w") as told:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env={**os.environ, **(setting or {})},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=told,
                text=True,
            )
        self._answer()

    def ask(self, command: str) -> dict[str, Any]:
        """Give a command; its time, where it has one, is kept under its name."""
        assert self.process.stdin is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        told = self._answer()
        if "t" in told:
            self.times.setdefault(command, []).append(told["t"])
        return told

    def median(self, command: str = "run", *, warm: int = 1) -> float:
        """The median time of a command, the first ones left out."""
        return statistics.median(self.times[command][warm:])

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(60)

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line.strip():
            raise RuntimeError(f"{self.log.name} stopped:\n{self.log.read_text()[-2000:]}")
        told: dict[str, Any] = json.loads(line)
        return told


def ours(
    name: str, *, world: Path, rivals: Path | None, work: Path, memory_mb: int | None = None
) -> Contender:
    """A contender of `bench.facts_worker`; ``memory_mb``: what its engine may hold."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.facts_worker", name, str(world)]
    return Contender(
        [*command, *([str(rivals)] if rivals else [])],
        folder=ROOT,
        log=work / f"{name}-{world.name}.log",
        setting={MEMORY: str(memory_mb or 0)},
    )


def theirs(engine: str, *, root: Path, rivals: Path, work: Path) -> Contender:
    """An engine of the rivals' worker, on a folder of their layout."""
    command = [sys.executable, "-W", "ignore", str(rivals / "worker.py"), engine, str(root)]
    return Contender(command, folder=work, log=work / f"{engine}-{root.name}.log", setting=ADDRESS)


def start(makers: Mapping[str, Callable[[], Contender]]) -> dict[str, Contender]:
    """Start contenders one by one; one that cannot start is named and left out."""
    started = {}
    for name, make in makers.items():
        try:
            started[name] = make()
            started[name].ask("run")
        except (RuntimeError, OSError) as problem:
            started.pop(name, None)
            print(f"  {name}: left out: {str(problem).strip().splitlines()[-1]}", flush=True)
    return started


def rounds(contenders: Mapping[str, Contender], count: int, *, commands: Sequence[str] = ("run",)) -> None:
    """Ask each contender each command, ``count`` times over, the order turned round every time."""
    for number in range(count):
        order = list(contenders.values())
        for contender in order if number % 2 == 0 else reversed(order):
            for command in commands:
                contender.ask(command)
