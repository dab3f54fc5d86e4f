"""How fast the reader is on one core, beside what the machine can do at best, and its peak memory.

What the reader remembers must not flatter it: no document comes twice, for the digits of its amounts and the
names of its places and firms are others each time, and the order is shuffled. Beside that stands the pace of
a fresh process over texts that it reads for the first time (``first_pace``).
"""

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
from bench.readers import read

CHARACTERS = 1_000_000
ROUNDS = 3
PROCESSES = 3
SEED = 20220812

NUMBER = re.compile(r"\d(?=[\d.]*(?:亿|億|万|萬|%))")
NAME = re.compile(r"[\u4e00-\u9fff]{2}(?=(?:镇|鎮|街道|县|縣|集团|集團|公司|产业链|片区|片區))")
SYLLABLES = "岚溪柏湖松屿澄浦霞岭荷汀枫渡芦洲桐坞蓝田青麓云栖石埠"
NUMERALS = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?|[零〇一二三四五六七八九十百千万亿]+")
FOLD = str.maketrans({0xFF10 + i: str(i) for i in range(10)} | {"，": ",", "；": ";", "（": "(", "）": ")"})


@dataclass(frozen=True, slots=True)
class Pace:
    """A way of going over the text: its name and characters a second (best of several rounds)."""

    name: str
    characters_per_second: float


def documents(size: int = CHARACTERS) -> list[str]:
    """Separate documents of about ``size`` characters: all texts of the bench round after round, each time
    in another order and with other digits and names; a text with hardly any amounts comes once."""
    base = texts()
    chance = random.Random(SEED)
    out: list[str] = []
    total = 0
    while total < size:
        chance.shuffle(base)
        for text in base:
            out.append(varied(text, chance))
            total += len(text)
        base = [text for text in base if len(NUMBER.findall(text)) > 2]
    return out


def texts() -> list[str]:
    """The passages, the examples and the real documents, each once."""
    found = [p.text for split in ("dev", "heldout") for p in passages(split)]
    return [*found, *example_texts(), *(d.text for d in real_documents())]


def varied(text: str, chance: random.Random) -> str:
    """The text with other digits in its amounts and other names of places and firms, as long as it was."""
    renamed = {name: "".join(chance.sample(SYLLABLES, 2)) for name in sorted(set(NAME.findall(text)))}
    named = NAME.sub(lambda found: renamed[found[0]], text)
    return NUMBER.sub(lambda _: chance.choice("123456789"), named)


def pace(name: str, act: Callable[[str], object], read: Sequence[str], *, rounds: int = ROUNDS) -> Pace:
    """The best of several rounds over all documents, in this process, one thread."""
    length = sum(map(len, read))
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for text in read:
            act(text)
        best = min(best, time.process_time() - start)
    return Pace(name, length / best)


def floors(read: Sequence[str]) -> list[Pace]:
    """What one cannot beat in Python: one scan for numerals, one pass of translation."""
    return [
        pace(
            "one regular-expression scan for numerals", lambda t: sum(1 for _ in NUMERALS.finditer(t)), read
        ),
        pace("one pass of str.translate", lambda t: t.translate(FOLD), read),
    ]


def first_pace() -> float:
    """Characters a second over texts read for the first time: the best of several fresh processes, each of
    which has read one other document before, so that its tables are loaded."""
    return max(_said_by("first") for _ in range(PROCESSES))


def peak_mb() -> float:
    """Peak resident memory of a fresh process that reads the documents, in MB."""
    return _said_by("memory")


def _said_by(what: str) -> float:
    """The number that a fresh process prints, asked for ``first`` or ``memory``."""
    command = [sys.executable, "-m", "bench.speed", what]
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


def main() -> None:
    """What the fresh processes do: print the pace over texts never read, or the peak after many documents."""
    if sys.argv[1] == "first":
        *unread, opening = texts()
        read(varied(opening, random.Random(SEED)))
        print(pace("first", read, unread, rounds=1).characters_per_second)
    else:
        for document in documents(CHARACTERS // 2):
            read(document)
        print(f"{own_peak_mb():.1f}")


if __name__ == "__main__":
    main()
