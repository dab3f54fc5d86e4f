"""How fast the reader is on one core, beside what the machine can do at best, and its peak memory."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.passages import HERE, example_texts, passages, real_documents

CHARACTERS = 2_000_000
ROUNDS = 3
SEED = 20220812

NUMBER = re.compile(r"\d(?=[\d.]*(?:亿|億|万|萬|%))")
NUMERALS = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?|[零〇一二三四五六七八九十百千万亿]+")
FOLD = str.maketrans({0xFF10 + i: str(i) for i in range(10)} | {"，": ",", "；": ";", "（": "(", "）": ")"})


@dataclass(frozen=True, slots=True)
class Pace:
    """A way of going over the text: its name and characters a second (best of several rounds)."""

    name: str
    characters_per_second: float


def documents(size: int = CHARACTERS) -> list[str]:
    """Separate documents of about ``size`` characters: the passages, the examples and the real speech, round
    after round. The digits of amounts differ from round to round, so that no document comes twice; a text
    with hardly any comes in the first round alone."""
    base = [p.text for split in ("dev", "heldout") for p in passages(split)]
    base += [*example_texts(), *(d.text for d in real_documents())]
    chance = random.Random(SEED)
    out: list[str] = []
    total = 0
    while total < size:
        for text in base:
            out.append(NUMBER.sub(lambda _: chance.choice("123456789"), text))
            total += len(text)
        base = [text for text in base if len(NUMBER.findall(text)) > 2]
    return out


def pace(name: str, act: Callable[[str], object], texts: Sequence[str], *, rounds: int = ROUNDS) -> Pace:
    """The best of several rounds over all documents, in this process, one thread."""
    length = sum(map(len, texts))
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            act(text)
        best = min(best, time.process_time() - start)
    return Pace(name, length / best)


def floors(texts: Sequence[str]) -> list[Pace]:
    """What one cannot beat in Python: one scan for numerals, one pass of translation."""
    return [
        pace(
            "one regular-expression scan for numerals", lambda t: sum(1 for _ in NUMERALS.finditer(t)), texts
        ),
        pace("one pass of str.translate", lambda t: t.translate(FOLD), texts),
    ]


def peak_mb() -> float:
    """Peak resident memory of a fresh process that reads the documents, in MB."""
    command = [sys.executable, "-m", "bench.speed"]
    done = subprocess.run(
        command, cwd=HERE.parent, env=dict(os.environ), check=True, capture_output=True, text=True
    )
    return float(done.stdout.split()[-1])


def own_peak_mb() -> float:
    """Peak resident memory of this process: the kernel's high-water mark, else what getrusage says."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(ln for ln in status.read_text().splitlines() if ln.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource  # not on every system

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    from bench.reading import read

    for document in documents(CHARACTERS // 4):
        read(document)
    print(f"{own_peak_mb():.1f}")
