"""The reader as machine code (``tools/compiled``): does it read the same, and how much faster?

Both readers run in fresh processes, turn about, over the documents of ``bench.speed``, so that a busy machine
is as hard on one as on the other. What is compiled is kept in ``.cache`` until a source changes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.compiled import NotCompiledError, compiled, sources

from bench.passages import HERE, passages
from bench.readers import guatu_reader, read
from bench.speed import documents, pace

ROUNDS = 3
KEPT = HERE.parent / ".cache" / "compiled"


@dataclass(frozen=True, slots=True)
class Compared:
    """Characters a second of the reader as it stands and compiled, each the best of its processes."""

    plain: float
    compiled: float


class ReadsOtherwiseError(Exception):
    """The compiled reader found something else in a labelled passage."""


def compared() -> Compared | None:
    """Both paces; None, and said, where nothing can be compiled. Raises ``ReadsOtherwiseError``."""
    try:
        folder = kept()
    except NotCompiledError as error:
        print(f"\nThe compiled reader is not measured: {error}")
        return None
    plain, quick = 0.0, 0.0
    for _ in range(ROUNDS):
        seen, one = _told_by(None)
        found, other = _told_by(folder)
        if seen != found:
            raise ReadsOtherwiseError("the compiled reader reads a passage of dev otherwise")
        plain, quick = max(plain, one), max(quick, other)
    return Compared(plain, quick)


def kept() -> Path:
    """The folder of the compiled reader, filled anew when a source or the interpreter changed."""
    seal = hashlib.sha256(sys.version.encode())
    for path in sources():
        seal.update(path.read_bytes())
    folder = KEPT / seal.hexdigest()[:16]
    if not (folder / "whole").exists():
        shutil.rmtree(KEPT, ignore_errors=True)
        compiled(folder)
        (folder / "whole").touch()
    return folder


def _told_by(folder: Path | None) -> tuple[str, float]:
    """What a fresh process prints: a digest of its readings, and its pace."""
    env = dict(os.environ) | ({"PYTHONPATH": str(folder)} if folder else {})
    command = [sys.executable, "-m", "bench.compiled"]
    done = subprocess.run(command, cwd=HERE.parent, env=env, check=True, capture_output=True, text=True)
    digest, speed = done.stdout.split()[-2:]
    return digest, float(speed)


def main() -> None:
    """What the fresh processes do."""
    said = hashlib.sha256()
    for passage in passages("dev"):
        said.update(json.dumps(guatu_reader(passage), ensure_ascii=False).encode())
    print(said.hexdigest(), pace("", read, documents(), rounds=1).characters_per_second)


if __name__ == "__main__":
    main()
